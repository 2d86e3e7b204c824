"""Merge the summaries that trainees exported into one table: ``python3 start.py merge FOLDER [--out table.csv]``.

Every file in the folder that is no whole summary gets one complaint with its name. The exit status is 0 where there
was none, 1 where there was one, and 2 where there is no folder, no summary, or no place for the table.

The folder may hold what strangers put there: only plain files are opened, no link is followed, none is read without
end, and no file that is not our own table is written over.
"""

import argparse
import contextlib
import csv
import io
import os
import sys
import unicodedata
from datetime import datetime
from operator import itemgetter
from pathlib import Path
from uuid import uuid4

import msgspec

from course_lib.records import private
from course_lib.records.out_path import out_path, printable
from course_lib.records.spreadsheet import ENCODING, as_csv
from course_lib.records.training_export import COLUMNS, as_cells, checksum
from course_lib.records.training_summary import TrainingSummary, checked_name

TABLE = "all-trainees.csv"
LARGEST = 100_000
"""Bytes: a summary has about one thousand."""
NO_PROOF = (
    "A checksum finds damage by accident. Anybody can make a file with one that fits: it does not prove who wrote it."
)


class NoSummaryError(Exception):
    """What is wrong with a file, as the end of a sentence that begins with its name."""


def read_summary(path: Path) -> TrainingSummary:
    """Return the summary that a file holds; `NoSummaryError` says what is wrong with it."""
    try:
        text = _plain_file(path, LARGEST).decode(ENCODING)
        header, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    except OSError as error:
        raise NoSummaryError("cannot be opened.") from error
    except (ValueError, csv.Error) as error:
        raise NoSummaryError("cannot be read: it is empty, damaged or no CSV file.") from error
    if header != [*COLUMNS, "checksum"]:
        raise NoSummaryError("is not a summary of this course, or of another version of it: the columns differ.")
    if len(rows) != 1:
        raise NoSummaryError(f"has {len(rows)} rows where a summary has one.")
    *cells, last = rows[0]
    if len(cells) != len(COLUMNS) or last != checksum(cells):
        raise NoSummaryError("was cut off or changed after it was exported: its checksum does not fit.")
    values = dict(zip(TrainingSummary.__struct_fields__, (cell or None for cell in cells), strict=True))
    with contextlib.suppress(ValueError):
        summary = msgspec.convert(values, TrainingSummary, strict=False)
        if checked_name(summary.name) == summary.name and as_cells(summary) == cells:
            return summary
    raise NoSummaryError("has a value in it that the course does not write.")


def merge(folder: Path, leave_out: Path) -> tuple[list[TrainingSummary], list[str], list[str]]:
    """Return the summaries in a folder by name, the complaints, and a remark for each name that stood twice."""
    newest: dict[str, tuple[datetime, str, TrainingSummary]] = {}
    complaints, remarks = [], []
    for path in sorted(folder.iterdir()):
        if path.is_dir() or path.name.startswith(".") or path.absolute() == leave_out.absolute():
            continue
        file = printable(path.name)
        try:
            summary = read_summary(path)
        except NoSummaryError as error:
            complaints.append(f"{file} {error}")
            continue
        key = unicodedata.normalize("NFKC", summary.name).casefold()
        newer = (summary.exported, file, summary)
        if key in newest:
            newer, older = sorted((newest[key], newer), key=itemgetter(0, 1), reverse=True)
            remarks.append(
                f"{summary.name} stands in {older[1]} and in {newer[1]}; the newer one, {newer[1]}, is kept. "
                "If these are two people, let one of them export again under another name."
            )
        newest[key] = newer
    return [newest[key][2] for key in sorted(newest)], complaints, remarks


def main(arguments: list[str] | None = None) -> int:
    """Merge, say what was done and what was wrong, and return the exit status."""
    parser = argparse.ArgumentParser(prog="start.py merge", description="Merge trainees' summaries into one table.")
    parser.add_argument("folder", type=out_path, help="the folder with the files that the trainees exported")
    parser.add_argument("--out", type=out_path, help=f"the table to write; without it {TABLE} in that folder")
    wish = parser.parse_args(arguments)
    table: Path = wish.out or wish.folder / TABLE
    if not wish.folder.is_dir():
        return _stop(f"There is no folder {wish.folder}.")
    if taken := _taken(table):
        return _stop(f"{table} {taken} Give another place for the table with --out.")
    summaries, complaints, remarks = merge(wish.folder, table)
    for line in [*complaints, *remarks]:
        print(printable(line), file=sys.stderr)
    if not summaries:
        return _stop(f"There is no whole summary in {wish.folder}, so no table was written.")
    try:
        _write(table, as_csv([COLUMNS, *map(as_cells, summaries)]).encode(ENCODING))
    except OSError:
        return _stop(f"The table could not be written to {table}. Give another place with --out.")
    print(printable(f"Rows in {table}: {len(summaries)}. Files left out: {len(complaints)}."), NO_PROOF, sep="\n")
    return 1 if complaints else 0


def _plain_file(path: Path, most: int) -> bytes:
    """Return what a plain file holds; a link, a pipe or a device is not opened, and nothing is read beyond a size."""
    if path.is_symlink():
        path.stat()  # an OSError where it leads to nothing
        raise NoSummaryError("is a link; put the file itself there.")
    try:
        with private.opened(path) as file:
            contents = file.read(most + 1)
    except private.NotPlainError as error:
        raise NoSummaryError("is no plain file, so it is not read.") from error
    if len(contents) > most:
        raise NoSummaryError("is too large for a summary of this course.")
    return contents


def _taken(table: Path) -> str:
    """Return why the table cannot be written there, as the end of a sentence; nothing where it can."""
    if not os.path.lexists(table):
        return ""
    try:
        begins = _plain_file(table, 50 * LARGEST).decode(ENCODING, "replace").splitlines()[:1]
    except (OSError, NoSummaryError):
        return "is there already, and is no table of this course."
    is_ours = begins == as_csv([COLUMNS]).splitlines()
    return "" if is_ours else "is there already, and is no table of this course: it would be lost."


def _write(table: Path, contents: bytes) -> None:
    """Write the table, for its owner alone; an older one goes once the new one is whole."""
    if not os.path.lexists(table):
        private.written(table, contents)  # which refuses what came there since
        return
    new = table.with_name(f".{uuid4().hex}.new")  # a name that nobody has
    private.written(new, contents)
    try:
        new.replace(table)
    except OSError:
        new.unlink()
        raise


def _stop(sentence: str) -> int:
    print(printable(sentence), file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
