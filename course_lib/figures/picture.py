"""A drawing in a notebook: seen by those who see, said in words to everybody else."""

import re
from dataclasses import dataclass
from html import escape

from course_lib.figures.palette import DARK


@dataclass(frozen=True, repr=False)
class Picture:
    """An SVG drawing with its alt text and caption.

    A notebook shows it as a figure; its plain text is the alt sentence, which is also what the notebook tests compare.
    """

    svg: str
    alt: str
    caption: str
    width: int = 480
    """At most so many CSS pixels wide."""

    def __repr__(self) -> str:
        return self.alt

    def _repr_html_(self) -> str:
        # One page may hold the same drawing twice, and an id stands once in a page.
        svg = re.sub(r'(<g) id="[^"]*"', r"\1", self.svg)
        svg = svg.replace("<svg ", f'<svg role="img" aria-label="{escape(self.alt)}" ', 1)
        return (
            f'<style>{_STYLE}</style><figure class="course-picture" style="max-width: {self.width}px; margin: 1em 0">'
            f"{svg}<figcaption>{escape(self.caption)}</figcaption></figure>"
        )


_DARK = "; ".join(f"{variable}: {color}" for variable, color in DARK.items())
_STYLE = (
    f"[data-jp-theme-light=false] .course-picture {{{_DARK}}} "
    ".course-picture svg {width: 100%; height: auto; font-family: inherit} "
    ".course-picture figcaption {font-size: 0.9em}"
)
