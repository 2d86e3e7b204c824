"""The check of warning signs."""
