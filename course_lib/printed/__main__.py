"""Writes the handouts into a folder: ``python3 start.py handouts``. HTML always, PDF where a Chromium is."""

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import get_args

from msgspec.structs import replace

from course_lib.printed import NO_FONT, PdfError, boxes, chosen, languages, page, pdf
from course_lib.records.out_path import out_path
from course_lib.records.teacher import Language, Paper, teacher


def main(arguments: list[str] | None = None) -> int:
    """Write the handouts, say where they are; 0 where all went well, 1 where a file could not be written."""
    parser = argparse.ArgumentParser(prog="start.py handouts", description="Write the handouts into a folder.")
    which = "English, Japanese, or both (else: as in your own file)"
    parser.add_argument("--language", choices=get_args(Language), help=which)
    parser.add_argument("--paper", choices=get_args(Paper), help="A4 or Letter (else: as in your own file)")
    parser.add_argument("--out", default="handouts", type=out_path, help="the folder to write into (else: handouts)")
    wish = parser.parse_args(arguments)
    own, mistakes = teacher()
    for sentence in mistakes:
        print(sentence, file=sys.stderr)
    own = replace(own, paper=wish.paper or own.paper, language=wish.language or own.language)
    names = chosen(own)
    sheets = {f"{name}-{language}": page(name, language, own) for language in languages(own) for name in names}
    try:
        complaints = write(sheets, wish.out)
    except OSError as error:
        print(f"{wish.out} cannot be written to ({error.strerror}); name another folder with --out.", file=sys.stderr)
        return 1
    print(f"{len(names)} handouts, paper {own.paper}: {wish.out}")
    for sentence in complaints:
        print(sentence, file=sys.stderr)
    return 1 if NO_FONT in complaints and "ja" in languages(own) else 0


def write(sheets: Mapping[str, str], folder: Path) -> set[str]:
    """Write each sheet as HTML and PDF into a folder; return a sentence for whatever keeps a PDF from being right.

    A Japanese sheet would be boxes all over without its font, so it gets none; in an English one only names are.
    """
    folder.mkdir(parents=True, exist_ok=True)
    no_pdf = ""
    complaints = set()
    for name, html in sheets.items():
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
        try:
            made = b"" if no_pdf else pdf(html)
        except PdfError as error:  # said once; the other sheets would fail alike
            made, no_pdf = b"", str(error)
            complaints.add(no_pdf)
        if boxes(made):
            complaints.add(NO_FONT)
            made = b"" if name.endswith("-ja") else made
        if made:
            (folder / f"{name}.pdf").write_bytes(made)
    return complaints


if __name__ == "__main__":
    sys.exit(main())
