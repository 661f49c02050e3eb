"""The peilingen: deliveries come in, are published whole or not at all, proven whole, withdrawn and rebuilt."""
