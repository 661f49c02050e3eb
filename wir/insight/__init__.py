"""What figures say: one regio, regions like it, from whom to learn, and sentences computed from tables."""
