"""What a teacher has before her while a slide is shown: the rows of ``data/slide_notes.yaml``."""

from course_lib.facts._row import NamedRow


class SlideNote(NamedRow, kw_only=True):
    """The note to one slide; it says nothing that the lesson does not say."""

    """The notebook and the cell that begins the slide, as "05_warning_signs/clot"; a bare cell is for them all."""
    says: str
    """What to say, or to ask, in words that can be read aloud."""
    often_wrong: str | None = None
    """What learners often get wrong; our own expectation, since nobody has counted."""
