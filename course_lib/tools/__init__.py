"""What a learner touches: one tool, one file (with its .js and .css only where a picture must be clicked)."""
