/* The drawings of the point selector: one plate a view, its markers as buttons. */

import { adopt, all, dress, makeSvg } from "../kit/dom.js";

const STATUS_PARTS = { allowed: "is-a", caution: "is-c", avoid: "is-x" };
const TARGET = [16, 22]; // radius in drawing units, least and most: 24 px across at the smallest scale, 44 on a phone
const CIRCLES = { hit: TARGET[0], under: 12, ring: 10, lore: 14, "is-n": 5 };

/** The middle of a marker, in the drawing's own units: the middle of the numbers that its path runs through. */
function middle(shape) {
  const numbers = shape.querySelector("path").getAttribute("d").match(/-?[\d.]+/g).map(Number);
  const mid = (values) => (Math.min(...values) + Math.max(...values)) / 2;
  return [mid(numbers.filter((_, i) => i % 2 === 0)), mid(numbers.filter((_, i) => i % 2 === 1))];
}

/** Make a button of a point in a drawing: a target around its shapes, and a word for those that tradition names. */
function marker(svg, prefix, { code, title }, lore) {
  const part = (name) => svg.querySelector(`[id="${prefix}${code}.${name}"]`);
  const label = part("label"), name = label.querySelector("text"), [x, y] = middle(part("allowed"));
  const circles = Object.entries(CIRCLES).map(([kind, r]) => makeSvg("circle", { class: kind, cx: x, cy: y, r }));
  const node = makeSvg("g", { class: "marker", role: "button", tabindex: 0 }, ...circles, label); // its line ends under the shape
  for (const [status, kind] of Object.entries(STATUS_PARTS)) {
    part(status).classList.add(kind);
    node.append(part(status));
  }
  name.append(makeSvg("tspan", { class: "lore-word", x: name.getAttribute("x") ?? 0, dy: "1em" }, lore));
  const rename = (status, traditional) =>
    node.setAttribute("aria-label", `${code}, ${title}: ${status}${traditional ? `, ${lore}` : ""}`);
  return { code, node, x, y, rename };
}

/** The markers of a plate, from head to foot, which is then the order of the Tab key; none reaches into another. */
function markers(plate, uid, { drawings, table }, choose) {
  const { view, codes } = plate.dataset, prefix = `${uid}${view}-`;
  const svg = dress(adopt(drawings[view].svg, prefix), { role: "group", "aria-label": drawings[view].alt });
  const found = codes.split(" ").map((code) => marker(svg, prefix, { code, ...table.points[code] }, table.lore));
  for (const one of found.sort((a, b) => a.y - b.y)) {
    const room = found.map((other) => (other === one ? Infinity : Math.hypot(one.x - other.x, one.y - other.y) / 2));
    one.node.firstChild.setAttribute("r", Math.max(TARGET[0], Math.min(TARGET[1], ...room)));
    one.node.addEventListener("click", () => choose(one.code, one.node));
    one.node.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      choose(one.code, one.node, true);
    });
    svg.append(one.node);
  }
  plate.prepend(svg);
  plate.style.setProperty("--width", svg.viewBox.baseVal.width); // side by side, all are drawn to the same scale
  return found;
}

/** Fill the plates, and let the two choosers turn to one: each view by itself, or views side by side where there is room. */
export function pictures({ picture }, uid, sent, choose) {
  const plates = all(picture, ".plate"), radios = all(picture, ".views input");
  const groupOf = (name) => plates.find((plate) => plate.dataset.view === name).dataset.group;
  function look(name) {
    for (const plate of plates) {
      plate.classList.toggle("chosen", plate.dataset.view === name);
      plate.classList.toggle("together", plate.dataset.group === groupOf(name));
    }
    for (const radio of radios) {
      const grouped = radio.closest(".grouped");
      radio.checked = grouped ? groupOf(radio.value) === groupOf(name) : radio.value === name;
    }
  }
  /** Turn to a view that shows the point, unless one on the screen does. */
  function turnTo(code) {
    const showing = plates.filter((plate) => plate.dataset.codes.split(" ").includes(code));
    if (showing.length && !showing.some((plate) => plate.checkVisibility())) look(showing[0].dataset.view);
  }
  for (const radio of radios) radio.addEventListener("change", () => look(radio.value));
  const faces = plates.flatMap((plate) => markers(plate, uid, sent, choose));
  look(plates[0].dataset.view);
  return { faces, turnTo };
}
