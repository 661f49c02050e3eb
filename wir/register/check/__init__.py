"""From raw rows to a checked register: every wrong value becomes a finding with its cell."""
