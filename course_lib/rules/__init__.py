"""Decisions about facts: pure functions, each input gives a verdict or one clear sentence."""
