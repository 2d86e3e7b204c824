"""What to do during a cramp, step by step."""
