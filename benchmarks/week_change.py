"""How long from changing the week to the repainted page? The selector beside what a user would otherwise write.

    .venv/bin/python -m pytest -s benchmarks/week_change.py

One browser session in JupyterLab, one notebook with three cells: the selector; `interact` with matplotlib as a good
user would write it (one figure, artists updated); the plain version (everything drawn again). All three show the same
four views of the leg. Each sample changes the week between 8 and 20 and waits for the paint that shows it. The
browser's own floor is measured in the same way: a color changed by hand on one element.
"""

import json
import statistics
from collections.abc import Callable
from pathlib import Path

import pytest
from nbformat import v4
from playwright.sync_api import Browser, Page

SAMPLES = 40

RIVAL = '''
import ipywidgets as widgets
import matplotlib.pyplot as plt
from IPython.display import display
from course_lib import assess_point
from course_lib.figures import atlas, skin, svg
from course_lib.figures.placement import limb

NAMES = ["leg-front", "leg-outer", "leg-back", "leg-inner"]

def skins():
    for name in NAMES:
        view, body = atlas.VIEWS[name], limb("leg").body
        camera, size = atlas._camera(view, body)
        yield name, size, skin.picture(body, camera, size, atlas._framed(view, body.vertices, 100), view.fade)

PICTURES = list(skins())
STYLES = [("allowed", "o", "#00796B"), ("caution", "^", "#8A5200"), ("avoid", "s", "#B3261E")]
SPOTS = {name: atlas.anchors(name) for name in NAMES}

def draw():
    figure, axes = plt.subplots(1, 4, figsize=(13, 8))
    marks = {}
    for ax, (name, size, picture) in zip(axes, PICTURES):
        ax.imshow(picture, extent=(0, size[0], size[1], 0))
        ax.axis("off")
        for code, (x, y) in SPOTS[name].items():
            ax.annotate(code, (x, y), xytext=(8, 0), textcoords="offset points")
            for status, shape, color in STYLES:
                marks[name, code, status], = ax.plot(x, y, shape, color=color, markersize=9, visible=False)
    return figure, marks

def show_week(marks, week):
    for (name, code, status), mark in marks.items():
        mark.set_visible(assess_point(code, week, "article").status in (status, "not stated"))
'''
UPDATED = '''
figure, marks = draw()
plt.close(figure)
def updated(week):
    show_week(marks, week)
    display(figure)
widgets.interact(updated, week=widgets.BoundedIntText(20, 0, 44, description="Updated"));
'''
PLAIN = '''
def plain(week):
    figure, marks = draw()
    show_week(marks, week)
    plt.show()
widgets.interact(plain, week=widgets.BoundedIntText(20, 0, 44, description="Plain"));
'''
SELECTOR = 'from course_lib import point_selector; point_selector(weeks="20", source="article")'

# Change the input, wait until `changed` holds, then for the paint after it; milliseconds.
SAMPLE = """
async ([selector, value, kind]) => {
  const input = document.querySelector(selector);
  const root = input.closest('.jp-Cell') ?? document.body;
  const painted = () => new Promise(done => requestAnimationFrame(() => { const c = new MessageChannel();
    c.port1.onmessage = done; c.port2.postMessage(0); }));
  let changed;
  if (kind === 'picture') {
    changed = new Promise(done => new MutationObserver(async (_, watch) => {
      const image = root.querySelector('.jp-OutputArea img');
      if (!image || image.dataset.seen) return;
      image.dataset.seen = 1; watch.disconnect(); await image.decode(); done();
    }).observe(root, {childList: true, subtree: true}));
    root.querySelectorAll('.jp-OutputArea img').forEach(image => image.dataset.seen = 1);
  }
  await painted();
  const start = performance.now();
  if (kind === 'floor') input.style.color = value === '8' ? 'red' : 'blue';
  else { input.value = value;
    for (const type of ['input', 'change']) input.dispatchEvent(new Event(type, {bubbles: true})); }
  if (kind === 'picture') await changed;
  await painted();
  return performance.now() - start;
}
"""


@pytest.fixture(scope="session")
def host() -> str:
    """Measure in JupyterLab only: `interact` cannot run in every host."""
    return "lab"


@pytest.fixture
def page(browser: Browser, server: str, course_folder: Path) -> Page:
    """Open the scratch notebook and run it to its end."""
    cells = [v4.new_code_cell(source) for source in (SELECTOR, RIVAL, UPDATED, PLAIN)]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    (course_folder / "benchmark.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.set_default_timeout(60_000)
    page.goto(f"{server}/doc/tree/benchmark.ipynb?reset")
    page.locator(".jp-Notebook .jp-Cell").first.wait_for()
    page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")
    page.locator(".jp-OutputArea img").nth(1).wait_for()  # both rivals have drawn
    return page


def test_measure(page: Page) -> None:
    """Print median, 95th percentile and ratios; asserts nothing about time."""
    page.get_by_label("Weeks", exact=True).first.evaluate("input => input.id = 'bench-selector'")
    for name in ("Updated", "Plain"):
        page.get_by_label(name, exact=True).evaluate("(input, name) => input.id = `bench-${name}`", name)
    ways: dict[str, Callable[[str], float]] = {
        "the browser's own floor": lambda week: page.evaluate(SAMPLE, ["#bench-selector", week, "floor"]),
        "point_selector": lambda week: page.evaluate(SAMPLE, ["#bench-selector", week, "style"]),
        "interact, artists updated": lambda week: page.evaluate(SAMPLE, ["#bench-Updated", week, "picture"]),
        "interact, plain": lambda week: page.evaluate(SAMPLE, ["#bench-Plain", week, "picture"]),
    }
    weeks = ("8", "20") * (SAMPLES // 2)
    found = {name: sorted(map(sample, weeks)) for name, sample in ways.items()}
    selector = statistics.median(found["point_selector"])
    print(f"\n{'way':28}{'median':>9}{'p95':>9}{'× selector':>12}   ms, {SAMPLES} samples")
    for name, times in found.items():
        median, p95 = statistics.median(times), times[int(0.95 * len(times))]
        print(f"{name:28}{median:9.1f}{p95:9.1f}{median / selector:12.1f}")
