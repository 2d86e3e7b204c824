"""Pages of choices: Python writes every block once, with its condition; one script shows those that fit."""

from course_lib.tools.choices.page import Choices

__all__ = ["Choices"]
