"""The location trainer: where a point lies, measured on a drawn body."""
