"""How long from changing the week to the repainted page? The selector beside what a user would otherwise write.

    python -m pytest -s benchmarks/week_change.py

One notebook in JupyterLab with the selector and two rivals, `ipywidgets.interact` with matplotlib: as a good user would
write it (one figure, its artists updated), and the plain version (everything drawn again). All three show the same
four views of the leg. A sample changes the week between 8 and 20 and waits for the paint that shows another status of
SP6. The floor is the same wait for a color set by hand. The four ways take turns, so that noise meets all alike.
"""

import itertools
import statistics
from pathlib import Path

from playwright.sync_api import Browser

from benchmarks.in_page import HELPERS, open_cells

SAMPLES = 40

SELECTOR = 'from course_lib import point_selector; point_selector(weeks="20", source="article")'
RIVAL = """
import ipywidgets as widgets
import matplotlib.pyplot as plt
from course_lib import assess_point
from course_lib.figures.body.view import bare_view
from drawing import atlas

VIEWS = {name: (bare_view(name).skin, bare_view(name).size, atlas.anchors(name))
         for name in ("leg-front", "leg-outer", "leg-back", "leg-inner")}
CODES = {code for *_, spots in VIEWS.values() for code in spots}
STYLES = {"allowed": ("o", "#00796B"), "caution": ("^", "#8A5200"), "avoid": ("s", "#B3261E"),
          "not stated": (".", "gray")}

def draw():
    figure, all_axes = plt.subplots(1, 4, figsize=(12.4, 6.5), dpi=100)  # as many pixels as the drawings have
    marks = {}
    for axes, (picture, (width, height), spots) in zip(all_axes, VIEWS.values()):
        axes.imshow(picture, extent=(0, width, height, 0), interpolation="none")
        axes.axis("off")
        for code, (x, y) in spots.items():
            axes.annotate(code, (x, y), xytext=(8, 0), textcoords="offset points")
            for status, (shape, color) in STYLES.items():
                mark, = axes.plot(x, y, shape, color=color, markersize=9)
                marks.setdefault((code, status), []).append(mark)
    return figure, marks

def show_week(marks, week):
    shown = {code: assess_point(code, week, "article").status for code in CODES}
    for (code, status), drawn in marks.items():
        plt.setp(drawn, visible=shown[code] == status)
"""
UPDATED = """
figure, marks = draw()
plt.close(figure)  # only `updated` shows it

def updated(week):
    show_week(marks, week)
    display(figure)

widgets.interact(updated, week=widgets.BoundedIntText(20, 0, 44, description="Updated"));
"""
PLAIN = """
def plain(week):
    figure, marks = draw()
    show_week(marks, week)
    plt.show()

widgets.interact(plain, week=widgets.BoundedIntText(20, 0, 44, description="Plain"));
"""
CELLS = (SELECTOR, RIVAL, UPDATED, PLAIN)
WAYS = {  # what is measured: how the page shows the change, the cell, the label of the input
    "the browser's own floor": ("color", 0, "Weeks"),
    "point_selector": ("marker", 0, "Weeks"),
    "interact, artists updated": ("picture", 2, "Updated"),
    "interact, plain": ("picture", 3, "Plain"),
}

INPUT = """
  const inputOf = (cell, label) =>
    [...notebook.widgets[cell].node.querySelectorAll('label')].find((each) => each.textContent === label)?.control;
"""
RUN = f"""async (ways) => {{ {HELPERS} {INPUT}
  runAll();
  for (const [kind, cell, label] of ways) {{
    const picture = () => kind !== 'picture' || notebook.widgets[cell].node.querySelector('img');
    const drawn = () => inputOf(cell, label) && picture();
    await within(60, until(drawn), `the input ${{label}} and its picture`);
  }}
}}"""
SAMPLE = f"""async ([kind, cell, label, week]) => {{ {HELPERS} {INPUT}
  const root = notebook.widgets[cell].node, input = inputOf(cell, label);
  const sp6 = [...root.querySelectorAll('.marker[aria-label^="SP6,"]')].find((marker) => marker.checkVisibility());
  const sources = () => [...root.querySelectorAll('.jp-OutputArea img')].map((image) => image.src).join();
  (sp6 ?? root.querySelector('img')).scrollIntoView({{block: 'center'}}); // what changes is on the screen

  // What the page looks like now, in the way that the change will show.
  const color = () => getComputedStyle(input).color, marker = () => sp6.dataset.status;
  const state = {{ color, marker, picture: sources }}[kind];
  const change = () => {{
    if (kind === 'color') {{ input.style.color = week === '8' ? 'red' : 'blue'; return; }}
    input.value = week;
    for (const type of ['input', 'change']) input.dispatchEvent(new Event(type, {{bubbles: true}}));
  }};
  const newPicture = (before) => new Promise((done, fail) => new MutationObserver((_, watch) => {{
    try {{ noError(); }} catch (error) {{ fail(error); }}
    const image = root.querySelector('.jp-OutputArea img');
    if (!image || sources() === before) return;
    watch.disconnect(); image.decode().then(done, fail);
  }}).observe(root, {{childList: true, subtree: true, attributeFilter: ['src']}}));

  await pause(300); // until kernel and page have done what the change before left them to do
  await painted();
  const before = state(), shown = kind === 'picture' ? newPicture(before) : null, start = performance.now();
  change();
  if (shown) await within(10, shown, 'the new picture');
  if (state() === before) throw new Error(`week ${{week}} changed no ${{kind}} on the page`);
  await painted();
  return performance.now() - start;
}}"""


def test_measure(browser: Browser, server: str, course_folder: Path) -> None:
    """Measure as README says."""
    measure(browser, server, course_folder, SAMPLES)


def measure(browser: Browser, server: str, folder: Path, samples: int) -> None:
    """Print median, 95th percentile, ratio and excess; asserts nothing about time."""
    page = open_cells(browser, server, folder, CELLS)
    page.evaluate(RUN, list(WAYS.values()))
    found: dict[str, list[float]] = {name: [] for name in WAYS}
    for week in itertools.islice(itertools.cycle(("8", "20")), samples):
        for name, way in WAYS.items():
            found[name].append(page.evaluate(SAMPLE, [*way, week]))
    floor, selector = (statistics.median(found[name]) for name in list(WAYS)[:2])
    page.close()
    print(f"\n{f'ms, {samples} samples':28}{'median':>9}{'p95':>9}{'× selector':>12}{'over floor':>12}")
    for name, times in found.items():
        median, p95 = statistics.median(times), sorted(times)[int(0.95 * len(times))]
        print(f"{name:28}{median:9.1f}{p95:9.1f}{median / selector:12.1f}{median - floor:12.1f}")
