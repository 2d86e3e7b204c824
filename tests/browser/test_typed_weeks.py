"""The page reads weeks and numbers as the rules do: 4,000 typings, in Python and in Chromium."""

from pathlib import Path

from playwright.sync_api import Page

from course_lib import tools
from course_lib.rules import body_measure, gestation, numbers
from tests.typed_weeks import typings

DOM = Path(str(tools.__file__)).parent / "kit/dom.js"


def by_the_rule(weeks: str, days: str) -> dict[str, object]:
    try:
        age = gestation.parse_weeks(weeks, days)
    except ValueError as error:
        return {"wrong": str(error)}
    return {"weeks": age.weeks, "days": age.days, "wrong": ""}


def test_page_and_rule_read_the_same_weeks(page: Page) -> None:
    asked = [(text, days) for text in typings(2000) for days in ("", "3") if text.strip() or days]
    page.add_script_tag(content=DOM.read_text(encoding="utf-8"))
    script = "([grammar, asked]) => asked.map(([weeks, days]) => readWeeks(grammar, weeks, days))"
    for (text, days), found in zip(asked, page.evaluate(script, [gestation.week_grammar(), asked]), strict=True):
        assert found == by_the_rule(text, days), (text, days)


def test_page_and_rule_read_the_same_lengths(page: Page) -> None:
    asked = [*typings(1000), "38", "38cm", "３８．５ cm", "38,25", "1,000", ".5", "0", "9999.99", "38 cm x"]
    page.add_script_tag(content=DOM.read_text(encoding="utf-8"))
    script = "([pattern, fold, asked]) => asked.map((text) => read(pattern, fold, text)?.[1] ?? null)"
    answers = page.evaluate(script, [numbers.pattern(body_measure.UNIT), numbers.FULL_WIDTH, asked])
    for text, found in zip(asked, answers, strict=True):
        try:
            length = numbers.parse_number(text, low=0, high=9999.99, ask="no number.", unit=body_measure.UNIT)
        except ValueError:
            assert found is None, text
        else:
            assert float(found.replace(",", ".")) == length, text
