"""What every page has: set-up, menu, selection, what must be said before the figures, and what to do when it fails."""
