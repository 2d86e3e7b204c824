"""What a learner touches: a small tool is one file, a larger one a package with its templates, script and style."""
