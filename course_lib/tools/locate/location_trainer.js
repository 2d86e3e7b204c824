/* Location trainer: shows what Python sends, and tells it what the trainee did. Nothing is measured or decided here. */

import { keepAwake } from "../kit/awake.js";
import { all, digits, frame, make, parse, say, setText, unique } from "../kit/dom.js";
import { PictureToMark } from "./picture.js";

/** A button that ends the round; where that has a price, it asks first. */
class Ending {
  constructor(button, end) {
    const box = button.nextElementSibling, question = box.querySelector("p"), [yes, no] = all(box, "button");
    Object.assign(this, { button, box, question, no });
    button.addEventListener("click", () => (question.textContent ? this.#ask(true) : end()));
    yes.addEventListener("click", end);
    no.addEventListener("click", () => this.#ask(false));
    box.addEventListener("keydown", ({ key }) => key === "Escape" && this.#ask(false));
  }
  #ask(asks) {
    this.box.hidden = !asks;
    this.button.hidden = asks;
    (asks ? this.no : this.button).focus();
  }
  paint(sure, changed) {
    setText(this.question, sure ?? "");
    if (changed) [this.box.hidden, this.button.hidden] = [true, false];
  }
}

class Trainer {
  phase = "";
  number = 0;
  #ends = 0;
  #warned = false;

  constructor(model, el, { tool, parts }) {
    Object.assign(this, { model, tool, parts, awake: keepAwake({ model, el, root: () => tool }) });
    this.picture = new PictureToMark(parts.stage, parts.pad.dataset, {
      onmark: (x, y) => this.ask("mark", { x, y }), onmove: (x, y) => say(parts.cross, { x, y }),
    });
    const end = () => this.ask("end");
    this.endings = [parts.endHere, parts.endRound].map((button) => new Ending(button, end));
    this.listen();
  }
  listen() {
    const { parts, picture } = this, on = (part, event, act) => part.addEventListener(event, act);
    for (const button of all(this.tool, "[data-asks]")) on(button, "click", () => this.ask(button.dataset.asks));
    on(parts.start, "click", () => this.begin());
    on(parts.settings, "change", () => this.settle());
    on(parts.views, "change", ({ target }) => this.ask("look", { view: target.value }));
    on(parts.mark, "click", () => picture.mark());
    on(parts.arrows, "click", ({ target: { dataset } }) =>
      dataset.across && picture.nudge([dataset.across, dataset.down].map(Number), parts.ten.checked));
  }
  ask(what, values = {}) {
    const { number } = this; // the point that is on the screen as it is pressed
    this.awake.press(what, () => this.model.send({ do: what, with: values, number }));
  }
  begin() {
    const boxes = (name) => all(this.parts.settings, `[data-${name}]`);
    const values = (name) => Object.fromEntries(boxes(name).map((box) => [box.dataset[name], box.value]));
    this.ask("start", { ...values("choice"), own: values("own") });
  }
  settle() { this.parts.own.hidden = this.parts.settings.querySelector("[data-choice=body]").value !== "own"; }

  paint() {
    const { parts } = this, screen = this.model.get("screen"), had = document.activeElement;
    const changed = screen.phase !== this.phase || (screen.point && screen.point.number !== this.number);
    this.phase = screen.phase;
    const boxes = { startBox: ["start"], roundBox: ["point", "answer"], endBox: ["end"], pad: ["point"], answerBox: ["answer"] };
    for (const [name, phases] of Object.entries(boxes)) parts[name].hidden = !phases.includes(this.phase);
    setText(parts.message, screen.message);
    for (const ending of this.endings) ending.paint(screen.sure, changed);
    if (screen.view) this.paintView(screen);
    if (this.phase === "start") this.paintStart(screen);
    if (this.phase === "point") this.paintPoint(screen.point, changed);
    if (this.phase === "answer") this.paintAnswer(screen.answer);
    if (this.phase === "end") this.paintEnd(screen.end);
    if (changed && this.tool.contains(had)) this.moveFocus(had);
  }
  paintView({ view, drawn }) {
    const source = this.model.get("picture"); // in a static page too, as it was
    this.picture.show(view, source, { ready: this.phase === "point", drawn });
    for (const pill of all(this.parts.views, "input")) pill.checked = pill.value === view.name;
  }
  paintStart({ unfinished }) {
    this.number = 0;
    setText(this.parts.unfinished, unfinished);
    this.parts.unfinishedBox.hidden = !unfinished;
    this.settle();
  }
  name(words, language = "") {
    setText(this.parts.named, words);
    if (language) this.parts.named.lang = language; else this.parts.named.removeAttribute("lang");
  }
  paintPoint(point, changed) {
    const { parts } = this;
    this.number = point.number;
    setText(parts.where, point.says);
    this.name(point.point, point.language);
    say(parts.task, {});
    setText(parts.onBody, point.body);
    parts.hint.replaceChildren(...parse(point.hint, ""));
    setText(parts.verdict, "");
    parts.clock.hidden = !point.seconds;
    if (!changed) return;
    this.#ends = point.seconds ? Date.now() + point.seconds * 1000 : 0;
    this.#warned = false;
    this.tick();
  }
  paintAnswer(answer) {
    const { parts } = this;
    parts.clock.hidden = true;
    this.#ends = 0;
    parts.hint.replaceChildren();
    say(parts.task);
    this.name(answer.name);
    setText(parts.verdict, answer.verdict);
    parts.verdict.dataset.hit = answer.hit;
    setText(parts.onward, answer.last ? parts.onward.dataset.last : parts.onward.dataset.next);
    parts.explained.replaceChildren(...parse(answer.explained, ""));
  }
  paintEnd({ says, rows }) {
    this.#ends = 0;
    setText(this.parts.result, says);
    this.parts.rows.replaceChildren(...rows.map((row) => make("li", { "data-hit": row.hit },
      make("details", {}, make("summary", {}, row.says), ...parse(row.explained, "")))));
  }
  /** Go where the trainee goes on: at a new point to the picture, with the point's name in sight above it. */
  moveFocus(had) {
    const { parts, phase } = this, { onward, stage, verdict } = parts;
    if (phase === "point") {
      stage.focus({ preventScroll: true });
      parts.roundBox.scrollIntoView({ block: "start" });
      return;
    }
    const next = { answer: onward, end: parts.result }[phase];
    if (next && !had.checkVisibility()) next.focus({ preventScroll: true });
    const under = verdict.getBoundingClientRect().top > stage.getBoundingClientRect().bottom; // a narrow page
    next?.scrollIntoView({ block: phase === "answer" && under ? "end" : "nearest" });
  }
  tick() {
    if (!this.#ends) return;
    const { clock, message } = this.parts, left = Math.max(0, Math.ceil((this.#ends - Date.now()) / 1000));
    setText(clock, digits(left));
    if (left <= clock.dataset.warns && left > 0 && !this.#warned) {
      this.#warned = true;
      setText(message, message.dataset.warned);
    }
    if (left > 0) return;
    setText(message, message.dataset.waiting);
    if (!this.awake.isHeld()) this.ask("time_up"); // until the kernel, whose clock decides, has moved on
  }
}

function render({ model, el }) {
  const trainer = new Trainer(model, el, frame(model.get("html"), unique("locate"))), paint = () => trainer.paint();
  model.on("change:screen", paint);
  paint();
  el.append(trainer.tool);
  trainer.ask("shown");
  const beat = setInterval(() => trainer.tick(), 500);
  return () => {
    clearInterval(beat);
    trainer.awake.end();
    model.off("change:screen", paint);
    trainer.tool.remove();
  };
}

export default { render };
