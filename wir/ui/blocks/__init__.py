"""What pages are made of: a table, the map, the matrix of regions, and what stands under each."""
