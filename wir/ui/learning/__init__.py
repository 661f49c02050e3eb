"""The page Leren van elkaar."""
