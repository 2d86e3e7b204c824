"""Two hundred small mistakes put into the course on purpose, and whether a test finds each.

    python -m benchmarks.mutants choose LIST          the mistakes of this tree, by a fixed seed, as JSON
    python -m benchmarks.mutants run LIST FOUND       which test of this tree finds each
    python -m benchmarks.mutants compare FOUND FOUND  what was found before and is not found after

``run`` first runs all tests that need no browser, to learn which of them runs which line and how long each takes. It
finds the place of a mistake by the function around it and its words, not by its line: a list that was chosen before a
change can be run after it, and a place that is there no more is "gone". A mistake is found when a test fails or the
tests do not end. Linux and macOS only: each mistake is tried in a fork.
"""

import ast
import json
import multiprocessing
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from coverage import CoverageData

HERE = Path(__file__).parents[1]
SEED = 20261128
ROOMS = ("facts", "rules", "records", "tools", "publish")
WANTED = {"comparison": 55, "constant": 35, "logic": 15, "call": 30, "cell": 50, "condition": 15}
TABLES = ("points", "circumstances", "warning_signs", "needling_emergencies", "medicines", "questions", "leg_feelings")
LONGEST = 45.0
"""So many seconds of tests, the quickest first, try to find one mistake."""
CELLS = {
    "avoid": "allowed", "caution": "allowed", "allowed": "avoid", "emergency now": "call now, day or night",
    "call now, day or night": "next visit", "next visit": "call now, day or night", "true": "false", "false": "true",
}  # fmt: skip
OPPOSITE: dict[Any, Any] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip
_CELL = re.compile(rf"(?<=[:,\[] )({'|'.join(CELLS)})(?=\s*(?:[,}}\]#]|$))")
_ROW = re.compile(r"^\s*- (?:id|code): *(\S+)", re.MULTILINE)
_CONDITION = re.compile(r"\{%-? (?:el)?if (.+?) -?%\}")


@dataclass(frozen=True)
class Mutant:
    """One mistake: its kind, its place, and the words that it puts there instead of others."""

    kind: str
    file: str
    within: str
    """The function or class of Python, or the row of a table."""
    before: str
    after: str
    nth: int
    """How often the same words stand before it in the same place."""


class Place(NamedTuple):
    """Where something could be changed in a text, and to what."""

    kind: str
    within: str
    start: int
    before: str
    after: str


def places(file: Path) -> Iterator[Place]:
    """Yield every place of a file where a mistake can be put."""
    source = file.read_text(encoding="utf-8")
    if file.suffix == ".py":
        yield from _in_python(source)
    elif file.suffix == ".yaml":
        yield from _in_table(source)
    else:
        for found in _CONDITION.finditer(source):
            yield Place("condition", "", found.start(), found[0], found[0].replace(found[1], f"not ({found[1]})"))


def _in_python(source: str) -> Iterator[Place]:
    lines = source.encode().splitlines(keepends=True)
    for within, kind, node, after in _nodes(ast.parse(source), ""):
        ahead = b"".join(lines[: node.lineno - 1]) + lines[node.lineno - 1][: node.col_offset]
        yield Place(kind, within, len(ahead.decode()), ast.get_source_segment(source, node) or "", after)


def _nodes(node: ast.AST, within: str) -> Iterator[tuple[str, str, ast.expr, str]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Compare) and type(child.ops[0]) in OPPOSITE:
            ops = [OPPOSITE[type(child.ops[0])](), *child.ops[1:]]
            yield within, "comparison", child, ast.unparse(ast.Compare(child.left, ops, child.comparators))
        elif isinstance(child, ast.BoolOp):
            yield within, "logic", child, ast.unparse(ast.BoolOp(OPPOSITE[type(child.op)](), child.values))
        elif isinstance(child, ast.UnaryOp) and isinstance(child.op, ast.Not):
            yield within, "logic", child, ast.unparse(child.operand)
        elif isinstance(child, ast.Constant) and isinstance(child.value, int | float) and within:
            changed = not child.value if isinstance(child.value, bool) else child.value + 1
            yield within, "constant", child, repr(changed)
        elif isinstance(child, ast.Expr) and isinstance(child.value, ast.Call):
            yield within, "call", child.value, "None"
        inside = within
        if isinstance(child, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef):
            inside = f"{within}.{child.name}".lstrip(".")
        if not isinstance(child, ast.arguments):  # a default says what nobody asked for
            yield from _nodes(child, inside)


def _in_table(source: str) -> Iterator[Place]:
    """Yield each status, urgency and yes or no, within the row it belongs to; the words are those of the whole line."""
    row, start = "", 0
    for line in source.splitlines(keepends=True):
        if named := _ROW.match(line):
            row = named[1]
        for cell in _CELL.finditer(line):
            after = line[: cell.start()] + CELLS[cell[1]] + line[cell.end() :]
            yield Place("cell", row, start, line, after)
        start += len(line)


def choose() -> list[Mutant]:
    """Return the mistakes by the fixed seed, so many of each kind."""
    library = HERE / "course_lib"
    files = [file for room in ROOMS for file in sorted((library / room).rglob("*.py"))]
    files += [library / f"facts/data/{name}.yaml" for name in TABLES]
    files += sorted(library.rglob("*.html*"))
    found: dict[str, list[Mutant]] = defaultdict(list)
    for file in files:
        for place, nth in _numbered(file):
            found[place.kind].append(
                Mutant(place.kind, str(file.relative_to(HERE)), place.within, place.before, place.after, nth)
            )
    dice = random.Random(SEED)
    return [mutant for kind, number in WANTED.items() for mutant in dice.sample(found[kind], number)]


def _numbered(file: Path) -> Iterator[tuple[Place, int]]:
    seen: Counter[tuple[str, ...]] = Counter()
    for place in places(file):
        same = (place.kind, place.within, place.before, place.after)
        yield place, seen[same]
        seen[same] += 1


def find(mutant: Mutant, tree: Path) -> tuple[Path, Place] | None:
    """Return where a mistake goes in a tree: into its file, else into one that holds the same words; or None."""
    old = tree / mutant.file
    others = sorted((tree / "course_lib").rglob(f"*{old.suffix}"), key=lambda file: (file.name != old.name, str(file)))
    wanted = (mutant.kind, mutant.within, mutant.before, mutant.after)
    for file in (old, *others):
        for place, nth in _numbered(file) if file.is_file() else ():
            if (place.kind, place.within, place.before, place.after, nth) == (*wanted, mutant.nth):
                return file, place
    return None


class Tests:
    """Which test runs which line, and how many seconds each takes."""

    def __init__(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            data, seconds = Path(folder) / "coverage", Path(folder) / "seconds.xml"
            options = "[run]\nbranch = true\ndynamic_context = test_function\nsource = course_lib\n"
            (Path(folder) / "rc").write_text(options, encoding="utf-8")
            command = [sys.executable, "-m", "coverage", "run", f"--rcfile={folder}/rc", f"--data-file={data}"]
            command += ["-m", "pytest", "-q", "-m", "not browser", f"--junit-xml={seconds}"]
            subprocess.run([*command, "-o", "junit_family=xunit1"], cwd=HERE, check=True)
            cases = re.findall(r'<testcase classname="([^"]*)" name="([^"]*)" file="([^"]*)".*?time="([^"]*)"',
                               seconds.read_text(encoding="utf-8"))  # fmt: skip
            self.seconds: dict[str, float] = defaultdict(float)
            """By the test's name without its parameters: coverage knows no more."""
            for _, name, file, time in cases:
                self.seconds[f"{file}::{name.partition('[')[0]}"] += float(time)
            measured = CoverageData(str(data))
            measured.read()
            self.lines = {
                str(Path(path).relative_to(HERE)): {
                    line: {_node_id(context) for context in contexts if context}
                    for line, contexts in measured.contexts_by_lineno(path).items()
                }
                for path in measured.measured_files()
            }

    def of(self, file: str, line: int) -> list[str]:
        """Return the tests that run a line, or else its file, or else all; the quickest first, as time allows."""
        lines = self.lines.get(file, {})
        names = lines.get(line) or {name for tests in lines.values() for name in tests} or set(self.seconds)
        left = LONGEST
        chosen: list[str] = []
        for name in sorted(names & set(self.seconds), key=lambda name: (self.seconds[name], name)):
            left -= self.seconds[name]
            if left < 0 and chosen:
                break
            chosen.append(name)
        return chosen


def _node_id(context: str) -> str:
    """Return a test as pytest names it: coverage writes ``tests.test_x.test_y``."""
    module, _, name = context.rpartition(".")
    return f"{module.replace('.', '/')}.py::{name}"


def found_by(mutant: Mutant) -> str:
    """Return the test that finds a mistake in this worker's own copy of the tree, or how it ended otherwise."""
    where = find(mutant, _tree())
    if where is None:
        return "gone"
    file, place = where
    original = file.read_text(encoding="utf-8")
    line = original[: place.start].count("\n") + 1
    end = place.start + len(place.before)
    file.write_text(original[: place.start] + place.after + original[end:], encoding="utf-8")
    try:
        return _first_failure(_tests[0].of(str(file.relative_to(_tree())), line))
    finally:
        file.write_text(original, encoding="utf-8")


_tests: list[Tests] = []
_trees: list[Path] = []


def _tree() -> Path:
    """Return this worker's copy of the course."""
    if not _trees:
        _trees.append(Path(tempfile.mkdtemp(prefix="mutants-")) / "course")
        shutil.copytree(HERE, _trees[0], ignore=shutil.ignore_patterns(".*", "__pycache__"))
    return _trees[0]


def _first_failure(tests: list[str]) -> str:
    with tempfile.NamedTemporaryFile("r", encoding="utf-8") as output:
        child = multiprocessing.get_context("fork").Process(target=_run_tests, args=(tests, output.name))
        child.start()
        child.join(3 * LONGEST)
        if child.is_alive():
            child.kill()
            child.join()
            return "no end"
        failed = re.search(r"^(?:FAILED|ERROR) (\S+)", output.read(), re.MULTILINE)
    return failed[1] if failed else "survived" if child.exitcode == 0 else f"exit {child.exitcode}"


def _run_tests(tests: list[str], output: str) -> None:
    os.chdir(_tree())
    sys.path.insert(0, str(_tree()))
    sys.dont_write_bytecode = True
    with Path(output).open("w", encoding="utf-8") as out, redirect_stdout(out), redirect_stderr(out):
        status = pytest.main(["-x", "-q", "-p", "no:cacheprovider", "-m", "not browser", "--tb=no", "-rfE", *tests])
    os._exit(int(status))


def run(listed: list[Mutant]) -> dict[str, str]:
    """Return for each mistake the test that finds it."""
    _tests.append(Tests())  # before the workers are forked: each has it
    results = {}
    with ProcessPoolExecutor(2, multiprocessing.get_context("fork")) as workers:
        ends = workers.map(found_by, listed)
        for number, (mutant, end) in enumerate(zip(listed, ends, strict=True)):
            changed = f"{mutant.before.strip()} -> {mutant.after.strip()}"
            name = f"{number} {mutant.kind} {mutant.file} {mutant.within}: {changed}"
            results[name] = end
            print(end, "|", name, flush=True)
    return results


def compare(before: dict[str, str], after: dict[str, str]) -> None:
    """Print what was found before and survives after, and how many ended how."""
    for name, end in before.items():
        if end not in ("survived", "gone") and after[name] == "survived":
            print("not found any more:", name, "| was found by", end)
    for results in (before, after):
        ends = Counter(end if end in ("survived", "gone") else "found" for end in results.values())
        print(", ".join(f"{number} {end}" for end, number in ends.most_common()))


def main() -> None:
    """Do what was asked for."""
    what, *files = sys.argv[1:]
    if what == "choose":
        Path(files[0]).write_text(json.dumps([asdict(each) for each in choose()], indent=1), encoding="utf-8")
    elif what == "run":
        listed = [Mutant(**each) for each in json.loads(Path(files[0]).read_text(encoding="utf-8"))]
        Path(files[1]).write_text(json.dumps(run(listed), indent=1), encoding="utf-8")
    else:
        compare(*(json.loads(Path(file).read_text(encoding="utf-8")) for file in files))


if __name__ == "__main__":
    main()
