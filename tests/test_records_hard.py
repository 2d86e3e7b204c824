"""The hardest hour of a file: 200 kills, 1,000 damaged files, ten writers, a full disk, a synced folder."""

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from course_lib.records import DiaryEntry, RecordError, record
from course_lib.records.store import COPY, MAIN, FileStore

AT = datetime(2026, 11, 23, 3, 5)
posix_only = pytest.mark.skipif(os.name != "posix", reason="another system ends a process in another way")
HEAD = """
import os, random, resource, signal, sys, time
from datetime import datetime
from course_lib.records import *
def e(note): return DiaryEntry(at=datetime(2026, 11, 1), muscle='calf', severity=3, minutes=1, helped='x', note=note)
"""


def entry(note: str, **changes: object) -> DiaryEntry:
    row = {"at": AT, "muscle": "calf", "severity": 7, "minutes": 2.5, "helped": "stretching", "note": note}
    return DiaryEntry(**{**row, **changes})  # type: ignore[arg-type]


def notes() -> set[str]:
    return {row.note for row in record().entries()}


def elsewhere(code: str, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", HEAD + code, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


@posix_only
def test_200_kills_at_any_moment_lose_nothing_that_was_reported(hers: Path) -> None:
    """A process forks a writer 200 times, ends it at a random moment of a save, and notes what it had reported.

    Nobody waits for the disk here: a kill takes away nothing that the system has, and more of them hit a save.
    """
    killer = elsewhere(
        "os.fsync = lambda _: None\n"
        "dice = random.Random(1)\n"
        "began = time.monotonic(); record().save(e('first')); a_save = time.monotonic() - began\n"
        "for life in range(200):\n"
        "    ear, mouth = os.pipe()\n"
        "    writer = os.fork()\n"
        "    if writer == 0:\n"
        "        for n in range(10_000):\n"
        "            record().save(e(f'{life}-{n}'))\n"
        "            os.write(mouth, f'{life}-{n}\\n'.encode())\n"
        "    ear = os.fdopen(ear)\n"
        "    said = {ear.readline().strip() for _ in range(dice.randrange(3))}\n"
        "    time.sleep(dice.uniform(0, a_save))\n"
        "    os.kill(writer, signal.SIGKILL); os.waitpid(writer, 0); os.close(mouth)\n"
        "    said |= set(ear.read().split())\n"
        "    mine = record(); stands = {row.note for row in mine.entries()}\n"
        "    assert said <= stands, (life, said - stands)\n"
        "    assert mine.news() == '', 'nothing was damaged, so nothing may be said to be'\n"
        "    print(*said, sep='\\n')\n"
    )
    reported = set(killer.communicate(timeout=300)[0].split())
    assert killer.returncode == 0
    assert len(reported) > 100
    assert notes() >= reported
    assert not list(hers.glob("*damaged*")) + list(hers.glob("*other*"))


@posix_only
def test_ten_writers_at_once_lose_nothing(hers: Path) -> None:
    code = "for n in range(10): record().save(e(f'{sys.argv[1]}-{n}'))"
    writers = [elsewhere(code, number) for number in range(10)]
    for writer in writers:
        writer.communicate(timeout=300)
        assert writer.returncode == 0
    assert notes() == {f"{number}-{n}" for number in range(10) for n in range(10)}
    assert (hers / MAIN).read_bytes() == (hers / COPY).read_bytes()


@posix_only
@pytest.mark.parametrize("most", [80_000, 100_000, 140_000])
def test_a_full_disk_is_told_truly(most: int, hers: Path) -> None:
    """What is said to be saved stands there, and what is said not to be does not: nor its copy, nor a leftover."""
    process = elsewhere(
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))\n"
        "for n in range(60):\n"
        "    try: record().save(e(f'{n}' + ' ' * 1900)); print('saved', n)\n"
        "    except RecordError as error: assert 'not be saved: the disk is full' in str(error); print('refused', n)\n",
        most,
    )
    told = [line.split() for line in process.communicate(timeout=120)[0].splitlines()]
    assert process.returncode == 0
    stands = {int(note) for note in notes()}
    saved, refused = ({int(n) for word, n in told if word == which} for which in ("saved", "refused"))
    assert saved
    assert refused
    assert stands == saved
    assert not stands & refused
    assert not list(hers.glob("*.new"))


# --- 1,000 damaged files


def flipped(raw: bytes, dice: random.Random) -> bytes:
    place = dice.randrange(len(raw))
    return raw[:place] + bytes([raw[place] ^ 1 << dice.randrange(8)]) + raw[place + 1 :]


def flipped_head(raw: bytes, dice: random.Random) -> bytes:
    return flipped(raw[:100], dice) + raw[100:]


def zeroed(raw: bytes, dice: random.Random) -> bytes:
    place = dice.randrange(len(raw))
    size = dice.randrange(1, 9000)
    return raw[:place] + b"\x00" * len(raw[place : place + size]) + raw[place + size :]


def swapped(raw: bytes, dice: random.Random) -> bytes:
    pages = [raw[at : at + 4096] for at in range(0, len(raw), 4096)]
    one, other = dice.sample(range(len(pages)), 2)
    pages[one], pages[other] = pages[other], pages[one]
    return b"".join(pages)


DAMAGE: dict[str, Callable[[bytes, random.Random], bytes]] = {
    "a bit": flipped, "a bit in the head": flipped_head, "zeros": zeroed, "pages swapped": swapped,
    "cut": lambda raw, dice: raw[: dice.randrange(len(raw))],
    "longer": lambda raw, dice: raw + dice.randbytes(dice.randrange(1, 5000)),
}  # fmt: skip


@pytest.mark.parametrize("name", [MAIN, COPY])
@pytest.mark.parametrize("damage", DAMAGE, ids=list(DAMAGE))
def test_1000_damaged_files_hide_no_row_and_change_no_word(
    damage: str, name: str, hers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("course_lib.records.store.os.fsync", lambda _: None)  # no power is cut here
    mine = record()
    mine.save_all([entry(f"note {number} " + "word " * 40) for number in range(30)])
    rows, raw = mine.entries(), (hers / MAIN).read_bytes()
    other = COPY if name == MAIN else MAIN
    dice = random.Random(damage + name)
    for _ in range(84):  # with 6 kinds and 2 files: 1,008
        for path in hers.glob("record-*damaged*"):
            path.unlink()
        harmed = DAMAGE[damage](raw, dice)
        (hers / MAIN).write_bytes(raw)
        (hers / COPY).write_bytes(raw)
        (hers / name).write_bytes(harmed)
        assert mine.entries() == rows
        aside = [path.read_bytes() for path in hers.glob("record-*damaged*")]
        if damage == "longer" or harmed == raw:
            assert (aside, mine.news()) == ([], ""), "what stands after the end of the record harms nothing"
        else:
            assert aside == [harmed], "kept, and the good one was not replaced by it"
            said = mine.news()
            assert ("second copy of your file was damaged" if name == COPY else "put back from its second copy") in said
        (hers / other).unlink()  # and each of the two is whole again, alone
        assert record().entries() == rows


def test_600_bit_flips_in_both_files_are_never_unseen(hers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("course_lib.records.store.os.fsync", lambda _: None)
    mine = record()
    mine.save_all([entry(f"note {number} " + "word " * 40) for number in range(30)])
    rows, raw, dice = mine.entries(), (hers / MAIN).read_bytes(), random.Random(600)
    shown = 0
    for _ in range(300):
        for path in hers.glob("record*"):
            path.unlink()
        for name in (MAIN, COPY):
            (hers / name).write_bytes(flipped(raw, dice))
        found = mine.entries()
        said = mine.news()
        shown += found == rows
        assert "damaged" in said or "could not be read" in said
        if "could not be read, so a new" in said:
            assert found == ()
        assert len(list(hers.glob("record-*damaged*"))) == 2
    assert shown > 150, "most of the time all rows can still be shown"


# --- a program that syncs folders


def test_an_older_file_put_back_never_replaces_the_newer_copy(hers: Path) -> None:
    mine = record()
    mine.save(entry("first"))
    shutil.copy(hers / MAIN, hers.parent / "old")
    for number in range(5):
        mine.save(entry(f"{number}"))
    shutil.copy(hers.parent / "old", hers / MAIN)
    os.utime(hers / MAIN, (2e9, 2e9))  # its time says that it is the newest
    mine = record()
    assert len(mine.entries()) == 6
    said = mine.news()
    assert said.startswith("An older file stood in the place of yours; the newer one was put back.")
    assert (hers / "record-other-1.sqlite").read_bytes() == (hers.parent / "old").read_bytes()
    mine.save(entry("next"))
    shutil.copy(hers.parent / "old", hers / COPY)
    assert len(mine.entries()) == 7
    assert "record-copy-other-1.sqlite" in mine.news()


def test_two_states_of_one_number_are_both_kept(hers: Path) -> None:
    """Two computers with one synced folder: each saved once, and the program took one file from each."""
    mine = record()
    mine.save(entry("both"))
    shutil.copytree(hers, hers.parent / "elsewhere")
    mine.save(entry("here"))
    ours = (hers / COPY).read_bytes()
    there = FileStore(hers.parent / "elsewhere", mine._store._tables)
    type(mine)(there).save(entry("there"))
    shutil.copy(hers.parent / "elsewhere" / MAIN, hers / MAIN)
    mine = record()
    assert {row.note for row in mine.entries()} == {"both", "there"}
    assert "record-copy-other-1.sqlite" in mine.news()
    assert (hers / "record-copy-other-1.sqlite").read_bytes() == ours


def test_a_change_that_stands_is_never_said_to_be_unsaved(hers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = record()
    mine.save(entry("first"))
    moved = Path.replace

    def stuck(self: Path, target: Path) -> Path:
        if Path(target).name == stuck_at:
            raise OSError(5, "Input/output error")
        return moved(self, target)

    monkeypatch.setattr(Path, "replace", stuck)
    stuck_at = COPY
    mine.save(entry("second"))
    assert "second copy could not be made anew" in mine.news()
    assert notes() == {"first", "second"}
    stuck_at = MAIN
    with pytest.raises(RecordError, match="could not be saved"):
        mine.save(entry("third"))
    assert notes() == {"first", "second"}
    monkeypatch.undo()
