"""The page Projecten: the register, one project, and the short list that goes along over pages."""
