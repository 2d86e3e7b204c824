"""Pages of choices in a page from disk: by random choice, blocked, printed, with a kernel that is gone."""

import json
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pytest
from bs4 import BeautifulSoup, Tag
from playwright.sync_api import Browser, Locator, Page, expect

import course_lib
from course_lib import facts, quiz
from course_lib.publish import page_tools
from course_lib.publish.templates import TEMPLATES, read
from course_lib.rules.gestation import parse_weeks
from course_lib.rules.warning_signs import CLOT_LINE
from course_lib.tools.choices import Choices
from course_lib.tools.kit.card import LONGEST, NOT_REVIEWED
from tests import choices
from tests.test_nonsense import NONSENSE
from tests.typed_weeks import typings

CALLS: dict[str, tuple[str, ...]] = {
    "cause_explorer": (), "cramp_or_not": (), "decision_aid": (), "care_checklist": (), "quiz": ("acupoints",),
}  # fmt: skip
DRAFT = re.compile(rf"^\d{{4}}-\d\d-\d\d\. {re.escape(NOT_REVIEWED)}$")
EACH = 5000
# Sets every control as Python has drawn it, and says which blocks show, and which sentence a wrong week gets.
TRY_ALL = """tries => {
  const root = document.querySelector(".live"), blocks = [...root.querySelectorAll("[data-when]")];
  const controls = [...root.querySelectorAll("input, select, textarea")], wrong = root.querySelector("[data-wrong]");
  return tries.map((values) => {
    controls.forEach((control, number) => {
      if (["checkbox", "radio"].includes(control.type)) control.checked = values[number] !== "";
      else control.value = values[number];
    });
    show(root);
    return [blocks.map((block) => Number(!block.hidden)).join(""), wrong?.textContent ?? ""];
  });
}"""


def tool_of(name: str) -> Choices:
    made: Choices = getattr(course_lib, name)(*CALLS[name])
    return made


def page_of(*names: str, kernel: str = "", **state: Any) -> str:
    """A page from disk with some tools, as `publish.pages` writes one; `state` overrides what Python sends."""
    parts: Any = TEMPLATES.get_template("page_parts.html").module
    shown = []
    for name in names:
        tool = tool_of(name)
        sent = page_tools.sent(tool, name)
        sent["state"] = type(sent["state"])(json.dumps(json.loads(sent["state"]) | state).replace("<", "\\u003c"))
        shown.append(str(parts.works(name, **sent, plain=tool.plain)))
    style, script = "".join(map(read, ("page.css", "pages.css"))), read("pages.js") + kernel
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Tools</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<style>{style}</style></head><body class="course-page"><script>{script}</script>'
        f"<main><h1>Tools</h1><h2>One</h2>{''.join(shown)}</main></body></html>"
    )


@pytest.fixture
def open_tool(page: Page, tmp_path: Path) -> Callable[..., Locator]:
    """A function that opens a page from disk with one tool on a phone, and gives the tool."""
    page.set_viewport_size({"width": 390, "height": 844})

    def open_it(name: str, **state: Any) -> Locator:
        (tmp_path / "page.html").write_text(page_of(name, **state), encoding="utf-8")
        page.goto((tmp_path / "page.html").as_uri())
        return page.locator(f"#{name} > .live")

    return open_it


OpenTool = Callable[..., Locator]


def random_values(controls: list[Tag], chance: random.Random) -> list[str]:
    """One value for each control; those of radio buttons agree with each other."""
    often, values = chance.choice((0.1, 0.5, 0.9)), []
    radios: dict[str, list[str]] = {}
    for each in controls:
        if each.get("type") == "radio":
            radios.setdefault(str(each["name"]), []).append(str(each["value"]))
    pressed = {name: chance.choice(own) if chance.random() < often else "" for name, own in radios.items()}
    for control in controls:
        own = str(control.get("value", ""))
        match control.get("type"), control.name:
            case "radio", _:
                values.append(own if pressed[str(control["name"])] == own else "")
            case "hidden", _:
                steps = map(str, range(int(str(control.get("data-of") or "0"))))
                values.append(chance.choice((own, "", "yes", *steps)))
            case "checkbox", _:
                values.append(own if chance.random() < often else "")
            case _, "select":
                values.append(str(chance.choice(control.select("option"))["value"]))
            case _, "textarea":
                values.append(chance.choice(("", " ", "🦵" * LONGEST, "é" * (LONGEST + 1), "<b>x</b>", " heparin ")))
            case _:
                values.append(chance.choice(TYPED))
    return values


TYPED = [each for each in typings(300) if "\n" not in each]  # a field of one line takes none


@pytest.mark.parametrize("name", CALLS)
def test_page_and_python_show_the_same_blocks(name: str, page: Page) -> None:
    tool, chance = tool_of(name), random.Random(20)
    whole = BeautifulSoup(tool.html, "html.parser").select_one(".live")
    assert whole
    controls = whole.select("input, select, textarea")
    conditions = [json.loads(str(block["data-when"])) for block in whole.select("[data-when]")]
    tries = [random_values(controls, chance) for _ in range(EACH)]
    page.set_content(tool.html)
    page.add_script_tag(content=str(tool._esm).replace("export default", ""))
    seen: set[str] = set()
    for values, (blocks, wrong) in zip(tries, page.evaluate(TRY_ALL, tries), strict=True):
        chosen: choices.Chosen = {}
        for control, value in zip(controls, values, strict=True):
            for each in choices.value_of(control, value):
                chosen.setdefault(str(control["name"]), []).append(each)
            if "data-weeks" in control.attrs and value.strip():
                assert wrong == by_the_rule(value), value
        assert blocks == "".join(str(int(choices.fits(when, chosen))) for when in conditions), values
        seen.add(blocks)
    assert len(seen) > EACH / 100, "the tries are of many kinds"


def by_the_rule(weeks: str) -> str:
    try:
        parse_weeks(weeks)
    except ValueError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("typed", NONSENSE.values(), ids=NONSENSE)
def test_nonsense_is_never_run_and_stays_where_it_was_typed(typed: str, open_tool: OpenTool, page: Page) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("dialog", lambda dialog: errors.append(dialog.message))
    tool = open_tool("care_checklist")
    words, week = tool.get_by_label("My medicines, and what"), tool.get_by_label("How many weeks")
    words.fill(typed)
    week.fill(typed)
    week.press("Tab")
    expect(words).to_have_value(typed)
    own = tool.locator(".course-card .own")
    if typed.strip() and len(typed) <= LONGEST:
        expect(own).to_be_visible()
        assert own.evaluate("each => each.textContent") == typed.strip()
    else:
        expect(own).to_be_hidden()
    wrong = tool.locator("[data-wrong]")
    expect(wrong).to_have_text(by_the_rule(typed) if typed.strip() else "")
    expect(wrong).to_be_visible() if typed.strip() else expect(wrong).to_be_hidden()
    assert errors == []
    assert tool.locator("img, script").count() == 0


def test_a_card_is_saved_with_what_it_shows_and_nothing_else(open_tool: OpenTool, page: Page, browser: Browser) -> None:
    tool = open_tool("decision_aid")
    tool.get_by_label("Staying away from needles").select_option("matters a lot")
    tool.get_by_label("In my own words").fill("<b>sleep</b>")
    save = tool.get_by_role("link", name="Save this card to print it")
    with page.expect_download() as saved:
        save.press("Enter")
    assert saved.value.suggested_filename == "my-summary.html"
    card = BeautifulSoup(saved.value.path().read_text(encoding="utf-8"), "html.parser")
    [title] = card.select("h1")
    assert title.string == "My summary"
    said = choices.told(card.main)
    assert "Staying away from needles matters a lot. Stretching: No needles." in said
    assert "In my own words: <b>sleep</b>" in said.replace("&lt;", "<").replace("&gt;", ">")
    assert not card.select("b, [hidden], script, button")
    assert "Spending little money" not in said
    assert DRAFT.match(choices.told(card.main.select(".quiet")[-1])) if card.main else False


def test_what_is_counted_follows_and_all_ticks_can_be_cleared(open_tool: OpenTool) -> None:
    tool = open_tool("cause_explorer")
    said = tool.get_by_role("status")
    expect(said).to_have_text("Nothing ticked yet. Here are all the ideas, one line each.", use_inner_text=True)
    for number, cause in enumerate(facts.causes(), start=1):
        tool.locator(f"[value={cause}]").check()
        expect(said).to_have_text(f"{number} of 8 ticked. Read on below.", use_inner_text=True)
        expect(tool.locator("article:visible")).to_have_count(number)
    tool.get_by_role("button", name="Clear all ticks").click()
    expect(said).to_contain_text("Nothing ticked yet.", use_inner_text=True)
    expect(tool.locator("article:visible")).to_have_count(0)


def test_the_next_story_has_empty_choices_and_the_first_comes_after_the_last(open_tool: OpenTool, page: Page) -> None:
    tool = open_tool("cramp_or_not")
    fits, soon = tool.get_by_label("What does it fit best?"), tool.get_by_label("How soon should she tell somebody?")
    stories = list(facts.leg_stories().values())
    for number in range(1, len(stories) + 1):
        fits.select_option(label="Leg cramp")
        soon.select_option(index=1)
        tool.get_by_role("button", name="Check").click()
        expect(tool.get_by_role("alert")).to_contain_text("It fits", use_inner_text=True)
        following = tool.get_by_role("button", name="Next story")
        following.press("Enter")
        expect(following).to_be_focused()
        story = number % len(stories)
        expect(tool.get_by_role("status")).to_have_text(
            f"Story {story + 1} of {len(stories)}. {stories[story].tells}", use_inner_text=True
        )
        expect(tool.get_by_role("alert")).to_have_text("", use_inner_text=True)
        assert (fits.input_value(), soon.input_value()) == ("", "")


def test_a_check_goes_with_the_next_choice_and_keys_are_enough(open_tool: OpenTool, page: Page) -> None:
    tool = open_tool("quiz")
    form = tool.locator("form").first
    said, question = form.get_by_role("alert"), quiz("acupoints").questions[0]
    form.get_by_role("button").press("Enter")
    expect(said).to_have_text("Choose an answer first, then press the button.", use_inner_text=True)
    form.get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    for option in question.options:
        expect(said).to_have_text("", use_inner_text=True)
        page.keyboard.press("Enter")
        expect(said).to_contain_text(option.feedback, use_inner_text=True)
        expect(tool).to_contain_text(f"{int(option.right)} of 9 right.", use_inner_text=True)
        page.keyboard.press("ArrowDown")
    expect(tool).not_to_contain_text("kept in your own file", use_inner_text=True)  # nobody keeps it here


KERNEL = """
window.kernel = { sent: [], heard: [] };
const withoutKernel = pageModel;
pageModel = (id) => Object.assign(withoutKernel(id), {
  widget_manager: { get_model: async () => ({ comm_live: true }) },
  send: (content) => kernel.sent.push(content),
  on: (name, heard) => kernel.heard.push(heard),
});
"""
"""A page that has a kernel, which takes what it is sent and says nothing by itself."""


def test_with_the_kernel_gone_feedback_shows_and_nothing_is_said_to_be_kept(open_tool: OpenTool, page: Page) -> None:
    tool = open_tool("quiz", kernel=KERNEL, wait=0.1)
    kept = tool.locator("[data-kept]")
    form = tool.locator("form").first
    expect(kept).to_contain_text("Your answers are")
    form.get_by_role("radio").first.check()
    form.get_by_role("button").click()
    expect(form.get_by_role("alert")).to_contain_text("Evidence", use_inner_text=True)
    expect(kept).to_have_text("")
    expect(page.locator(".course-awake")).to_contain_text("The course does not answer")
    expect(page.locator(".course-awake")).to_contain_text("day or night")
    expect(form.get_by_role("button")).to_be_enabled()
    other = tool.locator("form").nth(1)
    other.get_by_role("radio").first.check()
    other.get_by_role("button").click()
    expect(other.get_by_role("alert")).to_contain_text("Evidence", use_inner_text=True)
    assert page.evaluate("kernel.sent.filter((each) => each.keep).length") == 0


def test_each_checked_answer_waits_for_python_and_is_sent_once_a_turn(open_tool: OpenTool, page: Page) -> None:
    tool = open_tool("quiz", kernel=KERNEL, wait=60)
    form = tool.locator("form").first
    expect(tool.locator("[data-kept]")).to_contain_text("Your answers are")
    first, second = form.get_by_role("radio").all()[:2]
    for answer in (first, second):
        answer.check()
        form.get_by_role("button").click()
        form.get_by_role("button").click()
    # Python wakes up, and answers each question as `Awake` does.
    sent = page.evaluate("""async () => {
      let done = 0;
      while (done < kernel.sent.length) {
        const content = kernel.sent[done++];
        const answer = content.ask === undefined ? { kept: "Kept." } : { answer: content.ask };
        for (const heard of kernel.heard) heard(answer);
      }
      return kernel.sent.filter((each) => each.keep);
    }""")
    assert [each["chosen"][each["keep"]] for each in sent] == [["0"], ["1"]]
    assert len({each["turn"] for each in sent}) == 2
    expect(tool.locator("[data-kept]")).to_have_text("Kept.")


FIRST_WITHOUT_SCRIPT = {
    "cause_explorer": "One leg swollen, warm, red or sore all the time?", "care_checklist": CLOT_LINE,
    "decision_aid": CLOT_LINE,
}  # fmt: skip


@pytest.mark.parametrize("name", CALLS)
def test_with_the_script_blocked_each_block_stands_under_its_condition(
    name: str, browser: Browser, tmp_path: Path
) -> None:
    (tmp_path / "page.html").write_text(page_of(name), encoding="utf-8")
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto((tmp_path / "page.html").as_uri())
    tool = page.locator(f"#{name}")
    seen = tool.inner_text()
    assert " ".join(seen.split()).startswith(FIRST_WITHOUT_SCRIPT.get(name, ""))
    assert tool.locator("input, select, textarea, button, [hidden]").count() == 0
    assert NOT_REVIEWED in seen
    conditions = {
        "cause_explorer": [f"{row.applies[0].upper()}{row.applies[1:]}" for row in facts.causes().values()],
        "cramp_or_not": [row.tells for row in facts.leg_stories().values()],
        "decision_aid": [row.asks for row in facts.decision_values().values()],
        "care_checklist": [row.label for row in facts.circumstances().values()],
        "quiz": [row.asks for row in facts.questions().values() if row.topic == "07_acupoints"],
    }
    for condition in conditions[name]:
        assert condition in " ".join(seen.split())
    closed = tool.locator("details > :not(summary)")
    if name in ("quiz", "cramp_or_not"):
        assert closed.count() > 0
        expect(closed.locator("visible=true")).to_have_count(0)
        tool.locator("summary").first.click()
        expect(closed.first).to_be_visible()
    else:
        assert closed.count() == 0
    context.close()


@pytest.mark.parametrize("name", CALLS)
def test_on_paper_a_chosen_state_stands_alone_with_date_and_draft_line(
    name: str, open_tool: OpenTool, page: Page
) -> None:
    tool = open_tool(name)
    page.emulate_media(media="print")
    expect(tool).to_be_hidden()
    assert " ".join(page.locator(f"#{name} .on-paper").inner_text().split()).startswith(
        FIRST_WITHOUT_SCRIPT.get(name, "")
    )
    expect(page.locator(f"#{name} .on-paper details > :not(summary) >> visible=true")).to_have_count(0)
    page.emulate_media(media="screen")
    expect(page.locator(f"#{name} .on-paper")).to_be_hidden()
    expect(tool).to_be_visible()
    for control in tool.locator("input:not([type=hidden])").all()[:1]:
        control.fill("24+3") if control.get_attribute("type") == "text" else control.check()
    for control in tool.locator("select").all()[:2]:
        control.select_option(index=1)
    for press in tool.get_by_role("button", name=re.compile("^Check")).all()[:1]:
        press.click()
    page.emulate_media(media="print")
    page.evaluate("document.activeElement.blur()")
    expect(tool).to_be_visible()
    expect(page.locator(f"#{name} .on-paper")).to_be_hidden()
    expect(tool.locator("button:visible, .course-save:visible, .tick:visible input:not(:checked)")).to_have_count(0)
    date_and_draft = tool.locator(".quiet:visible").filter(has_text=NOT_REVIEWED)
    expect(date_and_draft).to_have_count(1)
    expect(date_and_draft).to_have_text(DRAFT)
    shown = " ".join(tool.inner_text().split())
    chosen = {
        "cause_explorer": "Weight and pressure", "cramp_or_not": "What this does not rule out.",
        "decision_aid": "This matters a little: Not taking extra tablets; Staying away from needles.",
        "care_checklist": "I am pregnant, 24 weeks + 3 days.", "quiz": "✓ Right.",
    }  # fmt: skip
    assert chosen[name] in shown


def test_axe_finds_nothing_and_targets_are_large_enough(
    page: Page, tmp_path: Path, axe_violations: Callable[[Page, str], list[str]]
) -> None:
    (tmp_path / "page.html").write_text(page_of(*CALLS), encoding="utf-8")
    themes: tuple[tuple[int, Literal["light", "dark"]], ...] = ((390, "light"), (1280, "dark"))
    for width, scheme in themes:
        page.set_viewport_size({"width": width, "height": 844})
        page.emulate_media(color_scheme=scheme)
        page.goto((tmp_path / "page.html").as_uri())
        for each in page.locator("select").all():
            each.select_option(index=1)
        for each in page.get_by_role("checkbox").all():
            each.check()
        for form in page.locator("form").all():
            form.get_by_role("radio").last.check()
        for each in page.get_by_role("button", name=re.compile("^Check")).all():
            each.click()
        assert axe_violations(page, "html") == [], scheme
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        small = "all => all.filter((each) => each.checkVisibility() && each.getBoundingClientRect().height < 44).length"
        assert page.locator("button, select, textarea, .course-save").evaluate_all(small) == 0
        assert page.locator(".tick").evaluate_all(small.replace("44", "24")) == 0


def test_on_touch_a_tick_is_as_tall_as_a_thumb_and_the_focus_is_seen(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(page_of("quiz", "care_checklist"), encoding="utf-8")
    context = browser.new_context(has_touch=True, is_mobile=True, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto((tmp_path / "page.html").as_uri())
    heights = page.locator(".tick").evaluate_all("all => all.map((each) => each.getBoundingClientRect().height)")
    assert min(heights) >= 44
    for control in (page.get_by_role("radio").first, page.get_by_role("button").first, page.get_by_role("link").last):
        control.focus()
        page.keyboard.press("Shift")  # by keyboard
        width = control.evaluate("each => getComputedStyle(each).outlineStyle + getComputedStyle(each).outlineWidth")
        assert width == "solid3px"
    context.close()
