"""What is in food and drink."""
