"""Drawings of facts and verdicts: the body atlas with its points, and the calendar of what sources say."""
