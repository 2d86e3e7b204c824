"""The simulated patient: ask, decide, plan, talk, and be marked."""
