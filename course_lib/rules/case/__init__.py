"""A visit with a simulated patient: what is right in it, what a trainee did, and what that is worth."""
