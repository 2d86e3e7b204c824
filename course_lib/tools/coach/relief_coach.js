/* Relief coach: steps with a timer, wholly in the page. Every sentence and number comes from what Python sent. */

import { adopt, all, digits, dress, fill, frame, say, setText, unique } from "../kit/dom.js";
import { CrampTimer } from "./timer.js";

/** Shows the steps, and says what the timer tells. */
class Coach {
  constructor({ tool, parts }, table) {
    Object.assign(this, { tool, parts, table, timer: new CrampTimer(table) });
    const press = {
      start: () => this.enter(0), hold: () => this.pauseOrGoOn(), again: () => this.enter(this.timer.number),
      onward: () => this.enter(this.timer.following), done: () => this.letGoOrBack(), finish: () => this.finish(),
      close: () => this.finish(), larger: () => dress(parts.larger, { "aria-pressed": String(tool.classList.toggle("large")) }),
    };
    for (const [name, act] of Object.entries(press)) parts[name].addEventListener("click", act);
    parts.places.addEventListener("change", ({ target }) => {
      this.timer.place = target.value;
      if (this.timer.phase === "step") this.enter(0);
    });
  }
  speak(words, seen = words) {
    setText(this.parts.spoken, words);
    setText(this.parts.said, seen);
  }
  /** Say one of the sentences that stand on the spoken line. */
  tell(name, values = {}) {
    this.speak(fill(this.parts.spoken.dataset[name], values));
  }
  enter(number, { isBack = false } = {}) {
    if (isBack) this.timer.isBack(); else this.timer.enter(number);
    const { title, says, seconds } = this.timer.step;
    const words = fill(this.parts.spoken.dataset.started, { title, says: says.join(" "), time: this.table.times[seconds] });
    this.speak(words, ""); // all of it stands there
    this.paint();
  }
  pauseOrGoOn() {
    this.timer.pauseOrGoOn();
    this.tell(this.timer.inStep.goes ? "left" : "paused", { time: digits(Math.ceil(this.timer.left)) });
    this.paint();
  }
  letGoOrBack() {
    if (this.timer.letGo) return this.enter(0, { isBack: true });
    this.timer.itLetGo();
    this.tell("gone");
    this.paint();
  }
  finish() {
    this.timer.finish();
    this.speak("");
    this.paint();
  }
  tick() {
    const { call, over, left, cramp } = this.timer.look(), { times } = this.table;
    if (call) {
      this.paint();
      return this.tell("call");
    }
    if (over) this.tell("over", { says: this.timer.step.at_end });
    if (left) this.tell("left", { time: times[left] });
    if (cramp) this.tell("mark", { time: times[cramp] });
    if (this.timer.phase === "step") this.paint();
  }

  paint() {
    const { tool, parts, timer } = this, { phase } = timer;
    const focused = document.activeElement; // who pressed a button that is gone afterwards is led to the next one
    parts.start.hidden = phase !== "ready";
    parts.step.hidden = phase !== "step";
    parts.call.hidden = phase !== "call";
    if (phase === "step") this.paintStep();
    if (tool.contains(focused) && (focused.disabled || focused.closest("[hidden]")))
      ({ ready: parts.start, call: parts.call, step: timer.over ? parts.again : parts.hold })[phase].focus();
  }
  paintStep() {
    const { tool, parts, timer } = this, { step, letGo, following, usual } = timer;
    for (const part of all(tool, "[data-step]")) part.hidden = timer.steps[part.dataset.step] !== step;
    if (step.before_bed) setText(parts.where, parts.where.dataset.later);
    else say(parts.where, { number: timer.number + 1, all: usual });
    setText(parts.clock, digits(Math.ceil(timer.left)));
    parts.bar.value = 1 - timer.left / step.seconds;
    setText(parts.hold, timer.inStep.goes ? parts.hold.dataset.goes : parts.hold.dataset.stands);
    parts.hold.disabled = timer.over;
    setText(parts.done, letGo ? parts.done.dataset.gone : parts.done.dataset.lasts);
    parts.onward.hidden = following === null;
    if (following !== null) say(parts.onward, timer.route[following]);
    parts.finish.hidden = !letGo;
    const { gone, lasts } = parts.soFar.dataset;
    setText(parts.soFar, fill(letGo ? gone : lasts, { time: digits(timer.cramp.seconds), limit: digits(timer.limit_s) }));
  }
}

function render({ model, el }) {
  const uid = unique("relief"), { tool, parts } = frame(model.get("html"), uid), drawings = model.get("drawings");
  for (const figure of all(tool, "figure")) {
    const { svg, alt } = drawings[figure.dataset.drawing];
    figure.prepend(dress(adopt(svg, `${uid}${figure.dataset.step}-`), { role: "img", "aria-label": alt }));
  }
  const coach = new Coach({ tool, parts }, model.get("table"));
  coach.paint();
  el.append(tool);
  const tick = () => coach.tick(), beat = setInterval(tick, 250);
  document.addEventListener("visibilitychange", tick); // back from the background: right at once
  return () => {
    clearInterval(beat);
    document.removeEventListener("visibilitychange", tick);
    tool.remove();
  };
}

export default { render };
