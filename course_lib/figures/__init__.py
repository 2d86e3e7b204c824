"""Drawings: those that ship with the course, read from files, and those of what a learner did, drawn when asked for."""
