"""The page about one regio, a part a module."""
