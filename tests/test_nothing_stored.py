"""A program that runs a notebook (nbconvert, papermill) stores outputs and widget state: nothing of hers is in them."""

from datetime import timedelta
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from course_lib.records import Card, CaseAttempt, Choice, DiaryEntry, Mark, Review, Run, now, record

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
PLANTED = "Zyxwvut"
TIMES = 37
"""So many rows of each kind: a number that would be seen."""


def fill() -> None:
    at = now()
    mine = record()
    for n in range(TIMES):
        when = at - timedelta(minutes=n)
        mine.save_all([
            DiaryEntry(at=when, muscle="calf", severity=9, minutes=11, helped=f"{PLANTED} h", note=f"{PLANTED} note"),
            Mark(at=when, run="r", number=n, point=f"{PLANTED}9", limit_mm=9.0, hit=True, seconds=1.0, distance_mm=3.5),
            Card(id=f"{PLANTED}{n}", at=when, due=when, memory="{}"),
            Review(at=when, card=f"{PLANTED}{n}", rating=3),
            CaseAttempt(at=when, case="twins", decision="treat", points=TIMES, out_of=40, critical=PLANTED,
                        rating="clear pass", passed=True, done="{}"),
        ])  # fmt: skip
    mine.save(Run(id="r", at=at, mode="exam", points="SP6 ST36", side="left", body="reference"))
    mine.save_plan([Choice(id="My midwife or doctor", at=at, part="call", says=f"{PLANTED} 555 0100")])


@pytest.mark.parametrize("page", ["09_my_plan", "10_practice_clinic"])
def test_a_notebook_run_by_a_program_holds_nothing_of_hers(page: str, hers: Path) -> None:
    fill()
    notebook = nbformat.read(NOTEBOOKS / f"{page}.ipynb", as_version=4)
    before = [cell.source for cell in notebook.cells]
    NotebookClient(
        notebook, timeout=120, kernel_name="python3", store_widget_state=True,
        resources={"metadata": {"path": str(NOTEBOOKS)}},
    ).execute()  # fmt: skip
    assert [cell.source for cell in notebook.cells] == before
    written = nbformat.writes(notebook)
    assert '"application/vnd.jupyter.widget-state+json"' in written, "the state of the widgets was stored"
    assert "How many minutes did it last?" in written or "Choose a patient" in written or "Location" in written
    assert PLANTED not in written
    for count in (f"{TIMES} cramps", f"{TIMES} entries", f"marks {TIMES}", f"{TIMES} due", f"Marks: {TIMES}", "Done."):
        assert count not in written, count
    assert "11 min" not in written
    assert "was begun" not in written
    assert len(record().entries()) == TIMES, "and it is all there"
