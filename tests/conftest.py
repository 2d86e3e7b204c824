"""Settings for all tests: no drawing window ever opens, and a slow machine fails no property test."""

import os

from hypothesis import settings

os.environ.setdefault("MPLBACKEND", "agg")

settings.register_profile("course", deadline=None)
settings.load_profile("course")
