"""Published tables of the reports as listings: they do not change with a peiling, and leave the app like any other."""
