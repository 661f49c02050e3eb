"""What every room may use and what knows nothing of registers: errors, numbers, paths, the log, text as HTML."""
