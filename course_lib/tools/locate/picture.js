/* The picture of the location trainer: skin, guide lines, a cross that is moved, and the answer drawn on it. */

import { dress, makeSvg } from "../kit/dom.js";

const LETTER = 6.5, BEYOND = 30; // a letter beside a sign is about so wide; a word may reach so far beyond the view
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const MARK = "M-6-6 6 6M6-6-6 6", POINT = "M0-7.5A7.5 7.5 0 1 1 0 7.5A7.5 7.5 0 1 1 0-7.5M0-1.5V1.5";

const twice = (d) => ["under", "over"].map((name) => makeSvg("path", { class: name, d }));
const line = (name, points) => makeSvg("polyline", { class: name, points: points.join(" ") });

export class PictureToMark {
  #view = null;
  #cross = [0, 0];
  #open = false;
  #skin = makeSvg("image", { preserveAspectRatio: "none" });
  #guides = makeSvg("g", { class: "guides" });
  #answer = makeSvg("g", { class: "answer" });
  #aim = makeSvg("g", { class: "aim" }, ...twice("M-16 0H-4M4 0H16M0-16V-4M0 4V16"), makeSvg("circle", { r: 1.3 }));
  #svg = makeSvg("svg", { "aria-hidden": "true" }, this.#skin, this.#guides, this.#answer, this.#aim);

  /** `fine` and `coarse` are millimeters of a step. */
  constructor(stage, { fine, coarse }, { onmark, onmove }) {
    Object.assign(this, { stage, fine: Number(fine), coarse: Number(coarse), onmark, onmove });
    stage.append(this.#svg);
    stage.addEventListener("click", (event) => this.#place(event));
    stage.addEventListener("keydown", (event) => this.#typed(event));
  }
  #place({ clientX, clientY }) {
    if (!this.#open) return;
    const { left, top, width, height } = this.#svg.getBoundingClientRect();
    this.#moveTo((clientX - left) / width * this.#view.width, (clientY - top) / height * this.#view.height);
  }
  #typed(event) {
    if (!this.#open || event.ctrlKey || event.altKey || event.metaKey) return;
    const arrow = ARROWS[event.key];
    if (!arrow && event.key !== "Enter") return; // Tab and all others are the page's
    event.preventDefault();
    if (arrow) this.nudge(arrow, event.shiftKey);
    else if (!event.repeat) this.mark();
  }
  nudge([across, down], coarse) {
    const step = (coarse ? this.coarse : this.fine) * this.#view.scale, [x, y] = this.#cross;
    this.#moveTo(x + across * step, y + down * step);
  }
  #moveTo(x, y) {
    const { width, height, scale } = this.#view;
    this.#cross = [Math.min(width, Math.max(0, x)), Math.min(height, Math.max(0, y))];
    this.#aim.setAttribute("transform", `translate(${this.#cross})`);
    this.onmove(...this.#cross.map((at) => Math.round(at / scale)));
  }
  mark() { this.onmark(...this.#cross); }

  /** Show a view; the cross goes back to the middle of a new one. */
  show(view, source, { ready, drawn }) {
    const { width, height, mirrored } = view, before = this.#view;
    const other = ["name", "mirrored", "width"].some((what) => before?.[what] !== view[what]);
    this.#view = view;
    this.#svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.#svg.style.setProperty("--width", `${width}`);
    this.#svg.style.setProperty("--ratio", width / height);
    dress(this.#skin, { href: source, width, height, transform: mirrored ? `matrix(-1 0 0 1 ${width} 0)` : "" });
    this.#guides.replaceChildren(...view.guides.map((points) => line("guide", points)));
    this.stage.setAttribute("aria-label", this.stage.dataset.says.replace("{title}", view.title));
    if (other || (ready && !this.#open)) this.#moveTo(width / 2, height / 2);
    this.#open = ready;
    this.#aim.style.display = ready ? "" : "none";
    this.#answer.replaceChildren(...(drawn ? this.#answerParts(drawn) : []));
  }
  #answerParts({ point, mark, way, label }) {
    const parts = way.flatMap((points) => [line("way under", points), line("way over", points)]);
    if (mark.length) parts.push(this.#named("mark", mark, MARK, this.stage.dataset.mark, point));
    if (point.length) parts.push(this.#named("point", point, POINT, label, mark));
    return parts;
  }
  /** A sign with its word on the side away from the other sign; alone, toward the middle of the picture. */
  #named(name, [x, y], path, word, other) {
    const { width: wide } = this.#view, width = 14 + word.length * LETTER;
    const [dx, dy] = other.length ? [x - other[0], y - other[1]] : [wide / 2 - x, 0];
    const left = dx < 0 || (dx === 0 && name === "mark"), above = dy < 0 || (dy === 0 && name === "point");
    const fits = left ? x > width - BEYOND : x < wide - width + BEYOND;
    const inside = Math.min(wide - width / 2, Math.max(width / 2, x)) - x;
    const at = fits && Math.abs(dx) >= Math.abs(dy) ? { x: left ? -12 : 12, y: 4, "text-anchor": left ? "end" : "start" }
      : { x: inside, y: above ? -13 : 22, "text-anchor": "middle" };
    return makeSvg("g", { class: name, transform: `translate(${x} ${y})` }, ...twice(path), makeSvg("text", at, word));
  }
}
