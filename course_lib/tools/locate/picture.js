/* The picture of the location trainer: skin, guide lines, a cross that is moved, and the answer drawn on it. */

import { dress, fill, make, makeSvg } from "../kit/dom.js";

export const FINE = 1, COARSE = 10; // millimeters of a step
const LETTER = 6.5, BEYOND = 30; // a letter beside a sign is about so wide; a word may reach so far beyond the view
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export function pictureToMark({ text, uid, onmark, onmove }) {
  let view = null, cross = [0, 0], open = false;

  const skin = makeSvg("image", { preserveAspectRatio: "none" });
  const guides = makeSvg("g", { class: "guides" }), answer = makeSvg("g", { class: "answer" });
  const aim = makeSvg("g", { class: "aim" },
    ...["under", "over"].map((name) => makeSvg("path", { class: name, d: "M-16 0H-4M4 0H16M0-16V-4M0 4V16" })),
    makeSvg("circle", { r: 1.3 }));
  const svg = makeSvg("svg", { "aria-hidden": "true" }, skin, guides, answer, aim);
  const stage = make("div", { class: "stage", role: "application", tabindex: 0, "aria-describedby": `${uid}named ${uid}help`,
    onclick: place, onkeydown: typed }, svg);

  function place(event) {
    if (!open) return;
    const box = svg.getBoundingClientRect();
    moveTo((event.clientX - box.left) / box.width * view.width, (event.clientY - box.top) / box.height * view.height);
  }
  function typed(event) {
    if (!open || event.ctrlKey || event.altKey || event.metaKey) return;
    const arrow = ARROWS[event.key];
    if (!arrow && event.key !== "Enter") return; // Tab and all others are the page's
    event.preventDefault();
    if (arrow) nudge(arrow, event.shiftKey ? COARSE : FINE);
    else if (!event.repeat) onmark(...cross);
  }
  function nudge([x, y], millimeters) {
    const step = millimeters * view.scale;
    moveTo(cross[0] + x * step, cross[1] + y * step);
  }
  function moveTo(x, y) {
    cross = [Math.min(view.width, Math.max(0, x)), Math.min(view.height, Math.max(0, y))];
    aim.setAttribute("transform", `translate(${cross})`);
    onmove(...cross.map((at) => Math.round(at / view.scale)));
  }
  const line = (name, points) => makeSvg("polyline", { class: name, points: points.join(" ") });
  /** A sign with its word on the side away from the other sign; alone, toward the middle of the picture. */
  function named(name, [x, y], path, word, other) {
    const [dx, dy] = other.length ? [x - other[0], y - other[1]] : [view.width / 2 - x, 0];
    const width = 14 + word.length * LETTER, left = dx < 0 || (dx === 0 && name === "mark");
    const fits = left ? x > width - BEYOND : x < view.width - width + BEYOND;
    const above = dy < 0 || (dy === 0 && name === "point");
    const inside = Math.min(view.width - width / 2, Math.max(width / 2, x)) - x;
    const at = fits && Math.abs(dx) >= Math.abs(dy) ? { x: left ? -12 : 12, y: 4, "text-anchor": left ? "end" : "start" }
      : { x: inside, y: above ? -13 : 22, "text-anchor": "middle" };
    return makeSvg("g", { class: name, transform: `translate(${x} ${y})` },
      makeSvg("path", { class: "under", d: path }), makeSvg("path", { class: "over", d: path }), makeSvg("text", at, word));
  }

  return {
    stage,
    nudge,
    mark: () => onmark(...cross),
    /** Show a view; the cross goes back to the middle of a new one. */
    show(shown, source, { ready, drawn }) {
      const other = view?.name !== shown.name || view.mirrored !== shown.mirrored || view.width !== shown.width;
      view = shown;
      svg.setAttribute("viewBox", `0 0 ${view.width} ${view.height}`);
      svg.style.setProperty("--width", `${view.width}`);
      svg.style.setProperty("--ratio", view.width / view.height);
      dress(skin, { href: source, width: view.width, height: view.height,
        transform: view.mirrored ? `matrix(-1 0 0 1 ${view.width} 0)` : "" }, []);
      guides.replaceChildren(...view.guides.map((points) => line("guide", points)));
      stage.setAttribute("aria-label", fill(text.picture, { title: view.title }));
      if (other || (ready && !open)) moveTo(view.width / 2, view.height / 2);
      open = ready;
      aim.style.display = ready ? "" : "none";
      answer.replaceChildren(...(drawn ? answerParts(drawn) : []));
    },
  };

  function answerParts({ point, mark, way, label }) {
    const parts = way.flatMap((points) => [line("way under", points), line("way over", points)]);
    if (mark.length) parts.push(named("mark", mark, "M-6-6 6 6M6-6-6 6", text.your_mark, point));
    if (point.length) parts.push(named("point", point, "M0-7.5A7.5 7.5 0 1 1 0 7.5A7.5 7.5 0 1 1 0-7.5M0-1.5V1.5", label, mark));
    return parts;
  }
}
