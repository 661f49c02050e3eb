"""make bench: what this dashboard costs, measured against a floor in the same run, in docs/prestaties.md and .json."""
