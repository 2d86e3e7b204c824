"""Writes the handouts into a folder: ``python3 start.py handouts``. HTML always, PDF where a Chromium is found."""

import argparse
import sys
from pathlib import Path

from msgspec.structs import replace

from course_lib.printed import Language, PdfError, chosen, page, pdf
from course_lib.records.teacher import Teacher, teacher

LANGUAGES: dict[str, tuple[Language, ...]] = {"en": ("en",), "ja": ("ja",), "both": ("en", "ja")}


def main(arguments: list[str] | None = None) -> int:
    """Write the handouts, say where they are; 0 where all went well, 1 where no file could be written."""
    parser = argparse.ArgumentParser(prog="start.py handouts", description="Write the handouts into a folder.")
    parser.add_argument("--language", choices=LANGUAGES, help="English, Japanese, or both (else: as in your own file)")
    parser.add_argument("--paper", choices=("A4", "Letter"), help="A4 or Letter (else: as in your own file)")
    parser.add_argument("--out", default="handouts", type=Path, help="the folder to write into (else: handouts)")
    wish = parser.parse_args(arguments)
    own, mistakes = teacher()
    for sentence in mistakes:
        print(sentence, file=sys.stderr)
    try:
        return write(replace(own, paper=wish.paper or own.paper, language=wish.language or own.language), wish.out)
    except OSError as error:
        print(f"{wish.out} cannot be written to ({error.strerror}); name another folder with --out.", file=sys.stderr)
        return 1


def write(own: Teacher, folder: Path) -> int:
    """Write every handout that the teacher did not leave out."""
    folder.mkdir(parents=True, exist_ok=True)
    missing = ""
    for language in LANGUAGES[own.language]:
        for name in chosen(own):
            html = page(name, language, own)
            file = folder / f"{name}-{language}.html"
            file.write_text(html, encoding="utf-8")
            try:
                if not missing:
                    file.with_suffix(".pdf").write_bytes(pdf(html))
            except PdfError as error:  # said once; the other handouts would fail alike
                missing = str(error)
    print(f"{len(chosen(own))} handouts, paper {own.paper}: {folder.resolve()}")
    if missing:
        print(missing, file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
