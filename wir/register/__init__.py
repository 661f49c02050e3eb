"""The Excel register: its fields, reading and checking it, and the example register."""
