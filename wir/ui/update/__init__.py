"""The steps of bringing in a register; only for a beheerder, at the top of the page and at each action."""
