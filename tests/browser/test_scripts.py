"""The tools' scripts as modules in a Chromium: each helper by itself, and each answer beside that of Python's rule."""

import random
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from course_lib import facts, warning_sign_check
from course_lib.rules import body_measure, gestation, numbers
from course_lib.rules.point_safety import WEEKS, assess_point, sources
from course_lib.rules.warning_signs import assess_signs
from course_lib.tools.coach.relief_coach import coach_table
from course_lib.tools.kit.page import TOOLS
from course_lib.tools.selector.point_selector import point_selector
from course_lib.tools.selector.table import LETTERS, selector_cards, selector_table
from course_lib.tools.signs.warning_sign_check import check_table
from tests.typed_weeks import typings

HOME = "http://modules.test"
TIMES = 5000


@pytest.fixture(scope="module")
def modules(browser: Browser) -> Iterator[Page]:
    """A page that can import the tools' modules, and asks nobody else: what it asks for is read from the folder."""

    def answer(route: Route) -> None:
        file = TOOLS / route.request.url.removeprefix(f"{HOME}/")
        if file.suffix == ".js" and file.is_file():
            route.fulfill(body=file.read_text(encoding="utf-8"), content_type="text/javascript")
        else:
            route.fulfill(body="<!doctype html><title>Modules</title><main></main>", content_type="text/html")

    page = browser.new_page()
    page.route("**", answer)
    page.clock.install()
    page.goto(f"{HOME}/")
    yield page
    page.close()


def asked(page: Page, module: str, script: str, *arguments: object) -> Any:
    """Return what a function gives that gets a module and some arguments."""
    load = f"async (given) => ({script})(await import('{HOME}/{module}'), ...given)"
    return page.evaluate(load, list(arguments))


@pytest.mark.parametrize("name", sorted(path.relative_to(TOOLS).as_posix() for path in TOOLS.rglob("*.js")))
def test_each_script_is_a_module(modules: Page, name: str) -> None:
    exported = asked(modules, name, "(module) => Object.keys(module)")
    assert exported, name


# -- the same answers as Python's ------------------------------------------------------------------------------------


def by_the_rule(weeks: str, days: str) -> dict[str, object]:
    try:
        age = gestation.parse_weeks(weeks, days)
    except ValueError as error:
        return {"wrong": str(error)}
    return {"weeks": age.weeks, "days": age.days, "wrong": ""}


def test_page_and_rule_read_the_same_weeks(modules: Page) -> None:
    typed = [(text, days) for text in typings(TIMES // 2) for days in ("", "3", "9") if text.strip() or days]
    assert len(typed) > TIMES
    script = "({ readWeeks }, grammar, asked) => asked.map(([weeks, days]) => readWeeks(grammar, weeks, days))"
    answers = asked(modules, "kit/dom.js", script, gestation.week_grammar(), typed)
    for (text, days), found in zip(typed, answers, strict=True):
        assert found == by_the_rule(text, days), (text, days)
    nothing = asked(modules, "kit/dom.js", script, gestation.week_grammar(), [("", ""), (" ", "")])
    assert nothing == [{"weeks": None, "days": 0, "wrong": ""}] * 2


def test_page_and_rule_read_the_same_numbers(modules: Page) -> None:
    typed = [*typings(1000), "38", "38cm", "３８．５ cm", "38,25", "1,000", ".5", "0", "9999.99", "38 cm x"]
    script = "({ read }, pattern, fold, asked) => asked.map((text) => read(pattern, fold, text)?.[1] ?? null)"
    answers = asked(modules, "kit/dom.js", script, numbers.pattern(body_measure.UNIT), numbers.FULL_WIDTH, typed)
    for text, found in zip(typed, answers, strict=True):
        try:
            length = numbers.parse_number(text, low=0, high=9999.99, ask="no number.", unit=body_measure.UNIT)
        except ValueError:
            assert found is None, text
        else:
            assert float(found.replace(",", ".")) == length, text


def length_by_the_rule(text: str) -> float | str:
    try:
        return body_measure.parse_lower_leg(text)
    except ValueError as error:
        return str(error)


def test_page_and_rule_judge_a_leg_alike(modules: Page) -> None:
    chance = random.Random(11)
    lengths = [f"{chance.uniform(0, chance.choice((60, 9999))):.{chance.randint(0, 2)}f}" for _ in range(TIMES)]
    around = [f"{edge + step / 100:.2f}" for edge in (0, 9.84, 21.65, 25, 55) for step in range(3)]
    typed = [*(each + chance.choice(("", " cm", "ｃｍ")) for each in lengths), *around, *typings(500)]
    script = "({ judge }, rule, asked) => asked.map((text) => judge(rule, text))"
    answers = asked(modules, "kit/dom.js", script, body_measure.length_rule(), typed)
    for text, found in zip(typed, answers, strict=True):
        assert (found["wrong"] or found["number"]) == length_by_the_rule(text), text


def test_page_and_rule_rate_the_same_signs(modules: Page) -> None:
    chance = random.Random(12)
    names = list(facts.warning_signs())
    sets = [chance.sample(names, min(len(names), int(chance.expovariate(0.3)))) for _ in range(TIMES)]
    cases = [(ticked, chance.random() < 0.5) for ticked in sets]
    cases += [(ticked, opened) for ticked in ([], names, *([name] for name in names)) for opened in (True, False)]
    script = """({ verdict }, signs, cases) => cases.map(([ticked, opened]) => {
        const { level, ticked: now, unasked } = verdict(signs, ticked, opened);
        const ids = (rows) => rows.map(({ id }) => id);
        return [level, ids(now), ids(now.filter((sign) => sign.level === level)), ids(unasked)]; })"""
    answers = asked(modules, "signs/verdict.js", script, check_table()["signs"], cases)
    for (ticked, opened), found in zip(cases, answers, strict=True):
        rule = assess_signs(ticked, opened=opened)
        ids = [[sign.id for sign in rows] for rows in (rule.signs, rule.fired, rule.unasked)]
        assert found == [int(rule.urgency), *ids], (ticked, opened)


def test_page_and_rule_give_a_point_the_same_status(modules: Page) -> None:
    chance = random.Random(13)
    circumstances = list(facts.circumstances())
    cases: list[tuple[str, str, int | None, list[str]]] = [
        (
            chance.choice(("course", chance.choice(sources()))),
            chance.choice(list(facts.points())),
            chance.choice((None, *WEEKS)),
            chance.sample(circumstances, chance.choice((0, 0, 1, 1, 2, 3, 5))),
        )
        for _ in range(TIMES)
    ]
    script = """({ Lookup }, table, cases) => { const lookup = new Lookup(table); return cases.map(
        ([source, code, week, ids]) => lookup.letter(source, code, week === null ? 0 : week + 1, ids)); }"""
    answers = asked(modules, "selector/lookup.js", script, selector_table(), cases)
    for (source, code, week, ids), found in zip(cases, answers, strict=True):
        assert found == LETTERS[assess_point(code, week, source, ids).status], (source, code, week, ids)


# -- helpers ---------------------------------------------------------------------------------------------------------


def test_sentences_are_filled_in_and_never_become_markup(modules: Page) -> None:
    script = """({ fill, say, make, setText }) => {
        const node = make("p", { "data-says": "About {cm} cm, {nothing}{again}." }, "old"), text = node.firstChild;
        say(node, { cm: "<b>3</b>", again: "$&" });
        const kept = node.firstChild === text, said = [node.textContent, node.childElementCount];
        say(node, null);
        return [fill("{a} and {a}", { a: 0 }), kept, ...said, node.textContent]; }"""
    found = asked(modules, "kit/dom.js", script)
    assert found == ["0 and 0", True, "About <b>3</b> cm, $&.", 0, ""]


def test_two_tools_of_a_kind_share_no_id_on_a_page(modules: Page) -> None:
    script = """({ frame, unique }, html) => {
        const [one, two] = [0, 1].map(() => frame(html, unique("x")).tool);
        const ids = [one, two].flatMap((tool) => [...tool.querySelectorAll("[id]")].map(({ id }) => id));
        const lost = [...one.querySelectorAll("[for], [aria-describedby]")].filter((node) =>
            (node.getAttribute("for") ?? node.getAttribute("aria-describedby")).split(" ")
            .some((id) => !one.querySelector(`[id="${id}"]`)));
        const radios = [...one.querySelectorAll("[type=radio]")].map(({ name }) => name);
        return [ids.length, new Set(ids).size, lost.length, radios.every((name) => name.startsWith("x-"))]; }"""
    for html in (point_selector().html, warning_sign_check().html):
        number, different, lost, apart = asked(modules, "kit/dom.js", script, html)
        assert number == different > 0
        assert (lost, apart) == (0, True)


def test_the_coachs_clock_runs_in_the_background_and_no_pause_stops_the_cramps(modules: Page) -> None:
    begin = "({ CrampTimer }, table) => { window.timer = new CrampTimer(table); window.timer.enter(0); }"
    asked(modules, "coach/timer.js", begin, coach_table())

    def later(seconds: float, act: str = "") -> dict[str, Any]:
        modules.clock.fast_forward(int(seconds * 1000))
        see = """const { phase, left, following, cramp } = timer;
            return { told, phase, left: Math.round(left), following, cramp: Math.round(cramp.seconds) };"""
        seen = dict(modules.evaluate(f"() => {{ const timer = window.timer, told = timer.look(); {act}; {see} }}"))
        return seen | {"told": {name: value for name, value in seen["told"].items() if value is not None}}

    assert later(12)["left"] == 18
    assert later(10)["told"] == {"left": 10}
    assert later(9)["told"] == {"over": True}
    assert later(30, "timer.enter(1)")["following"] == 2
    assert later(5, "timer.pauseOrGoOn()")["cramp"] == 66
    assert later(240)["told"] == {"cramp": 300}
    assert later(100, "timer.itLetGo()")["cramp"] == 406
    gone = later(1000, "timer.enter(3)")
    assert (gone["cramp"], gone["phase"], gone["following"]) == (406, "step", 4)
    assert later(0, "timer.isBack()")["cramp"] == 406
    assert later(100)["told"] == {"over": True}
    end = later(94)
    assert (end["told"], end["phase"], end["cramp"]) == ({"call": True}, "call", 600)


def test_the_list_is_searched_and_a_point_chosen_by_hand_or_key(modules: Page) -> None:
    script = """async ({ pointList }, dom, html) => {
        const { frame } = await import(dom), { tool, parts } = frame(html, "one-"), chosen = [];
        document.querySelector("main").replaceChildren(tool);
        const faces = pointList(parts, (code, node, byKey) => chosen.push([code, node.dataset.code, byKey]));
        const seen = (words) => {
            parts.find.value = words;
            parts.find.dispatchEvent(new Event("input"));
            const rows = tool.querySelectorAll(".group:not([hidden]) li:not([hidden])");
            return [rows.length, parts.notFound.textContent];
        };
        const found = ["", "Zúsānlǐ", " sp6 ", "zzz"].map(seen);
        const point = parts.list.querySelector("[data-code]");
        point.dispatchEvent(new MouseEvent("click", { bubbles: true, detail: 1 }));
        point.firstElementChild.dispatchEvent(new MouseEvent("click", { bubbles: true, detail: 0 }));
        faces[0].rename("avoid");
        return [found, chosen, faces.length, point.querySelector(".words").textContent]; }"""
    dom, html = f"{HOME}/kit/dom.js", point_selector().html
    found, chosen, faces, words = asked(modules, "selector/list.js", script, dom, html)
    nothing = "No point has this code or name. Try SP6, or part of a name."
    assert found == [[len(facts.points()), ""], [1, ""], [1, ""], [0, nothing]]
    assert [row[2] for row in chosen] == [False, True]
    assert chosen[0][0] == chosen[0][1]
    assert (faces, words) == (len(facts.points()), "avoid")


@pytest.mark.parametrize(
    ("typed", "answer"),
    [("", ""), ("40", "About 7.5 cm (6.5 to 8.5) on your leg."), ("15", "inches"), ("x", "Type the length")],
)
def test_the_card_shows_one_point_and_its_centimeters(modules: Page, typed: str, answer: str) -> None:
    tool = point_selector()
    script = """async ({ PointCard }, home, sent, html, typed) => {
        const { frame } = await import(`${home}/kit/dom.js`), { Lookup } = await import(`${home}/selector/lookup.js`);
        const { tool, parts } = frame(html, "one-"), saved = [], lookup = new Lookup(sent.table);
        document.querySelector("main").replaceChildren(tool);
        const saveLeg = (length) => saved.push(length), card = new PointCard(
            { parts, lookup, uid: "one-", sent, saveLeg, goBack() {} });
        const now = { column: 21, letter: "x", when: "week 20", reason: "Why.", warnings: ["Careful."],
            foreign: false, lowerLeg: "" };
        card.show("GB34", now);
        card.show("ST36", { ...now, lowerLeg: typed });
        const box = parts.card.querySelector(".field input");
        box.value = "41";
        box.dispatchEvent(new Event("input"));
        card.show("ST36", { ...now, lowerLeg: typed });
        const text = (selector) => parts.card.querySelector(selector).textContent;
        const bodies = parts.card.querySelectorAll(".body").length;
        const shown = [text("h2"), text(".verdict b"), text(".answer"), text(".warnings"), bodies];
        card.close();
        return [...shown, saved, parts.card.hidden, parts.empty.hidden]; }"""
    sent = {"table": selector_table(), "cards": selector_cards(), "drawings": tool.drawings}
    seen = asked(modules, "selector/card.js", script, HOME, sent, tool.html, typed)
    title, words, shown, warnings, bodies, saved, *closed = seen
    assert title == f"ST36 · {facts.points()['ST36'].name.english}"
    assert (words, warnings, bodies, saved) == ("avoid", "Careful.", 1, ["41"])
    assert answer in shown
    assert (shown == "") == (typed == "")
    assert closed == [True, False]
