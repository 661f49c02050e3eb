"""From a file to the raw rows of a register. A file is parsed in a process of its own: it may be hostile."""
