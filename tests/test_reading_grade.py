"""Learner sections can be read by a twelve-year-old: the median of five reading formulas is grade 8 or below."""

from statistics import median

import pytest
import textstat

from tests.pages import PAGES, plain, sections

FORMULAS = {
    "Flesch-Kincaid": textstat.flesch_kincaid_grade,
    "Gunning fog": textstat.gunning_fog,
    "SMOG": textstat.smog_index,
    "ARI": textstat.automated_readability_index,
    "Coleman-Liau": textstat.coleman_liau_index,
}
NOT_FOR_LEARNERS = ("For trainees", "For teachers", "Sources")
"""How the headings of sections begin that are marked as technical, or are a list of references."""


@pytest.mark.parametrize("page", PAGES)
def test_learner_sections_read_at_grade_8_or_below_and_make_up_most_of_the_page(page: str) -> None:
    learner = [plain(body) for heading, body in sections(page) if not heading.startswith(NOT_FOR_LEARNERS)]
    prose = [plain(body) for heading, body in sections(page) if heading != "Sources"]
    everything = [plain(body) for _, body in sections(page)]
    grades = {name: formula(" ".join(learner)) for name, formula in FORMULAS.items()}
    words, of_prose, of_all = (len(" ".join(texts).split()) for texts in (learner, prose, everything))
    print(
        f"\n{page}: grade {median(grades.values()):.1f} (" + ", ".join(f"{n} {g:.1f}" for n, g in grades.items()) + ")"
        f"; {words} words: {words / of_prose:.0%} of the text, {words / of_all:.0%} with the list of sources"
        f"; about {of_prose / 200:.0f} minutes to read"
    )
    assert median(grades.values()) <= 8
    assert words / of_prose >= 0.7
