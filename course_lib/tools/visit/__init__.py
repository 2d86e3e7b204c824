"""The session planner: one visit, prepared."""
