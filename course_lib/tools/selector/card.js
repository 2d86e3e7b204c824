/* The card of the chosen point. Its frame stays; only another point puts what Python wrote of it into the frame. */

import { adopt, all, dress, judge, make, parse, say, setText } from "../kit/dom.js";

export class PointCard {
  #code = "";
  #body = [];

  constructor({ parts, lookup, uid, sent, saveLeg, goBack }) {
    Object.assign(this, { parts, lookup, uid, sent, saveLeg });
    parts.back.addEventListener("click", goBack);
  }
  #calendar() {
    const { svg, alt } = this.sent.drawings[`calendar-${this.#code}`];
    return dress(adopt(svg, `${this.uid}${this.#code}-`), { role: "img", "aria-label": alt });
  }
  #open(code) {
    this.#code = code;
    for (const node of this.#body) node.remove();
    this.#body = parse(this.sent.cards[code], this.uid);
    const [names, body] = this.#body, box = body.querySelector("input");
    setText(this.parts.cardTitle, `${code} · ${this.sent.table.points[code].title}`);
    body.querySelector(".calendar").append(this.#calendar());
    box?.addEventListener("input", () => {
      this.saveLeg(box.value);
      this.#measure(box.value);
    });
    this.parts.card.append(names, body);
  }
  /** Her own centimeters: the share of the lower leg that Python gave, of the length that she typed. */
  #measure(typed) {
    const [, body] = this.#body, box = body.querySelector("input"), answer = body.querySelector(".answer");
    if (!box) return;
    if (box.value !== typed) box.value = typed;
    const { leg } = this.sent.table, { number, wrong } = judge(leg, typed);
    if (wrong) return setText(answer, typed.trim() && wrong);
    const cm = number * answer.dataset.share;
    const range = { cm, low: Math.max(0, cm - leg.uncertainty), high: cm + leg.uncertainty };
    say(answer, Object.fromEntries(Object.entries(range).map(([name, value]) => [name, value.toFixed(1)])));
  }
  /** Show a point as the controls stand; `now` holds the looked-up answers. */
  show(code, now) {
    const { parts, sent: { table } } = this;
    if (code !== this.#code) this.#open(code);
    parts.card.hidden = false;
    parts.empty.hidden = true;
    parts.verdict.dataset.status = now.letter;
    setText(parts.verdict.querySelector("b"), table.statuses[now.letter]);
    setText(parts.cardWhen, now.when);
    setText(parts.reason, now.reason);
    say(parts.cardForeign, now.foreign);
    if (parts.cardWarnings.textContent !== now.warnings.join(""))
      parts.cardWarnings.replaceChildren(...now.warnings.map((line) => make("li", {}, line)));
    for (const voice of all(parts.card, "[data-source]")) {
      voice.dataset.status = this.lookup.said(voice.dataset.source, code, now.column);
      setText(voice.querySelector("b"), table.statuses[voice.dataset.status]);
    }
    this.#measure(now.lowerLeg);
  }
  close() {
    this.parts.card.hidden = true;
    this.parts.empty.hidden = false;
  }
  /** Bring the card into sight; a reader at the keyboard is taken to its title. */
  reveal(byKeyboard) {
    if (byKeyboard) this.parts.cardTitle.focus({ preventScroll: true });
    const { top } = this.parts.card.getBoundingClientRect();
    if (top < 0 || top > innerHeight - 200) this.parts.card.scrollIntoView({ block: "start" });
  }
}
