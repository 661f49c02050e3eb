"""Pages and parts about what other reports published: it does not change with the selection."""
