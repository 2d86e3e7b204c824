"""The point selector: a week, a source, and what may be needled."""
