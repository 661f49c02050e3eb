"""Every figure: the tables of the report, what changed, key figures, claims, facets, and the rows behind them."""
