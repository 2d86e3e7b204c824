"""What is drawn once, when the course is built, and ships as files: ``python -m drawing``.

Nothing of this is installed with the course, and nothing in ``course_lib`` imports it.
"""
