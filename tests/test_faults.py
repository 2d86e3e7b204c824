"""Each fault that was found has an owner, and each that is mended a test that is there."""

import ast
from pathlib import Path

import pytest
import yaml

TESTS = Path(__file__).parent
FAULTS = yaml.safe_load((TESTS / "faults.yaml").read_text(encoding="utf-8"))["faults"]
OWNERS = {"safety", "pages", "practice"}
CLINICAL = {*(f"A{number}" for number in range(1, 11)), *(f"B{number}" for number in range(11, 25)), "C", "D"}


def test_no_line_is_left_out_or_told_twice() -> None:
    lines = [fault["line"] for fault in FAULTS]
    assert len(lines) == len(set(lines))
    assert set(lines) >= CLINICAL
    assert {fault["owner"] for fault in FAULTS} == OWNERS


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault["line"])
def test_what_is_mended_has_its_tests(fault: dict[str, object]) -> None:
    tests = fault["tests"]
    assert isinstance(tests, list)
    assert tests or fault["owner"] != "safety"
    for test in tests:
        file, _, name = test.partition("::")
        written = ast.parse((TESTS / file).read_text(encoding="utf-8")).body
        there = {part.name for part in written if isinstance(part, ast.FunctionDef)}
        assert any(each.startswith("test_") for each in there)
        assert not name or name in there, test
