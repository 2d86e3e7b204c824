"""Run the course's notebooks and store their outputs, ready to be committed.

    .venv/bin/python tests/store_outputs.py                 all of notebooks/, in order
    .venv/bin/python tests/store_outputs.py 07_acupoints    only this one

What changes from run to run (times, widget models, language versions) is taken out, so that a second run of unchanged
notebooks changes no byte.
"""

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
KERNELSPEC = {"display_name": "Python 3", "language": "python", "name": "python3"}


def executed(path: Path) -> Any:
    """Run a notebook from its own folder, top to bottom, and give it back without what changes from run to run.

    Raises
    ------
    nbclient.exceptions.CellExecutionError
        Where a cell fails; nothing is stored then.
    """
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=120,
        kernel_name="python3",
        resources={"metadata": {"path": str(path.parent)}},
        record_timing=False,
        store_widget_state=False,
    )
    client.execute()
    notebook.metadata = {"kernelspec": KERNELSPEC, "language_info": {"name": "python"}}
    for cell in notebook.cells:
        if cell.cell_type == "code":
            # A warning is no part of a lesson, and its text names folders of this machine.
            cell.outputs = [output for output in cell.outputs if output.get("name") != "stderr"]
            for output in cell.outputs:
                # Before the page is run a reader sees the tool's words, not an error about a model that is gone.
                output.get("data", {}).pop("application/vnd.jupyter.widget-view+json", None)
    return notebook


def store(path: Path) -> None:
    """Run a notebook and write it back in nbformat's own settled form, the same on every system."""
    path.write_text(nbformat.writes(executed(path)).rstrip() + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    os.environ.pop("MPLBACKEND", None)  # figures would not be stored
    os.environ["JUPYTER_PREFER_ENV_PATH"] = "1"
    os.environ.pop("COURSE_LIB_CLASS", None)
    for notebook in sorted(NOTEBOOKS.glob("*.ipynb")):
        if not sys.argv[1:] or notebook.stem in sys.argv[1:]:
            with tempfile.TemporaryDirectory() as nobodys:  # no page stores what somebody keeps on this computer
                os.environ["COURSE_LIB_DATA"] = nobodys
                store(notebook)
            print(notebook.name)
