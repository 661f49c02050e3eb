"""Every drawing as a screen shows it, from values and without a page."""
