/* The drawings of the point selector: one plate a view, its markers as buttons. */

import { adopt, dress, make, makeSvg } from "../kit/dom.js";

const STATUS_PARTS = { allowed: "is-a", caution: "is-c", avoid: "is-x" };
const TARGET = [16, 22]; // radius in drawing units, least and most: 24 px across at the smallest scale, 44 on a phone

/** The middle of a marker, in the drawing's own units: the middle of the numbers that its path runs through. */
function middle(shape) {
  const numbers = shape.querySelector("path").getAttribute("d").match(/-?[\d.]+/g).map(Number);
  const mid = (values) => (Math.min(...values) + Math.max(...values)) / 2;
  return [mid(numbers.filter((_, i) => i % 2 === 0)), mid(numbers.filter((_, i) => i % 2 === 1))];
}

export function pictures({ table, drawings, points, uid, choose }) {
  const faces = [];

  function marker(svg, prefix, code, loreWord) {
    const part = (name) => svg.querySelector(`[id="${prefix}${code}.${name}"]`);
    const label = part("label"), [x, y] = middle(part("allowed"));
    const spot = (name, r) => makeSvg("circle", { class: name, cx: x, cy: y, r });
    const node = makeSvg("g", { class: "marker", role: "button", tabindex: 0 },
      spot("hit", TARGET[0]), spot("under", 12), spot("ring", 10), spot("lore", 14), spot("is-n", 5));
    node.append(label); // its line ends under the shape
    for (const [name, className] of Object.entries(STATUS_PARTS)) {
      part(name).classList.add(className);
      node.append(part(name));
    }
    const name = label.querySelector("text");
    name.append(makeSvg("tspan", { class: "lore-word", x: name.getAttribute("x") ?? 0, dy: "1em" }, loreWord));
    node.addEventListener("click", () => choose(code, node));
    node.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      choose(code, node, true);
    });
    faces.push({ point: points.get(code), node, rename: (words) => node.setAttribute("aria-label", words) });
    return { node, x, y };
  }

  const plates = table.views.map(({ name, label, group, codes }) => {
    const prefix = `${uid}${name}-`, svg = adopt(drawings[name].svg, prefix);
    dress(svg, { role: "group", "aria-label": drawings[name].alt }, []);
    const markers = codes.map((code) => marker(svg, prefix, code, table.text.lore_word)).sort((a, b) => a.y - b.y);
    for (const one of markers) {
      const room = markers.map((other) => (other === one ? Infinity : Math.hypot(one.x - other.x, one.y - other.y) / 2));
      one.node.firstChild.setAttribute("r", Math.max(TARGET[0], Math.min(TARGET[1], ...room)));
      svg.append(one.node); // from head to foot, which is then the order of the Tab key
    }
    const style = `--width: ${svg.viewBox.baseVal.width}`; // side by side, all are drawn to the same scale
    return make("figure", { class: "plate", style, "data-view": name, "data-group": group }, svg, make("figcaption", {}, label));
  });

  // Two choosers, of which the style sheet shows one: each view by itself, or views side by side where there is room.
  const chooser = (kind, rows) => make("fieldset", { class: `views ${kind}` }, make("legend", {}, table.text.view),
    ...rows.map(({ name, label }) => make("label", {},
      make("input", { type: "radio", name: uid + kind, value: name, onchange: () => look(name) }),
      make("span", {}, label))));
  const choosers = [chooser("single", table.views), chooser("grouped", table.view_groups)];
  const groupOf = (name) => table.views.find((view) => view.name === name).group;

  function look(name) {
    for (const plate of plates) {
      plate.classList.toggle("chosen", plate.dataset.view === name);
      plate.classList.toggle("together", plate.dataset.group === groupOf(name));
    }
    choosers[0].querySelectorAll("input").forEach((radio) => { radio.checked = radio.value === name; });
    choosers[1].querySelectorAll("input").forEach((radio) => { radio.checked = groupOf(radio.value) === groupOf(name); });
  }
  /** Turn to a view that shows the point, unless one on the screen does. */
  function turnTo(code) {
    const showing = table.views.filter((view) => view.codes.includes(code)).map((view) => view.name);
    const seen = plates.some((plate) => showing.includes(plate.dataset.view) && plate.checkVisibility());
    if (showing.length && !seen) look(showing[0]);
  }

  look(table.views[0].name);
  return { choosers, plates: make("div", { class: "plates" }, ...plates), faces, turnTo };
}
