"""What every tool is made of: one base, one look, one way to make HTML."""
