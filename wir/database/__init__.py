"""DuckDB over the peilingen: tables in memory, filled once per version of the store, and the SQL that reads them."""
