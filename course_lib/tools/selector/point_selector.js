/* Point selector: shows the answers that Python worked out, and restyles them when a control moves. */

import { all, frame, make, readWeeks, say, setText, unique } from "../kit/dom.js";
import { PointCard } from "./card.js";
import { pointList } from "./list.js";
import { Lookup } from "./lookup.js";
import { pictures } from "./picture.js";

const STATE = ["weeks", "days", "source", "circumstances", "complaint", "chosen", "lower_leg"];
const PATIENCE = 2000; // milliseconds in which Python answers

class Selector {
  column = 0;
  cameFrom = null;
  dateSays = "";
  #timer = 0;

  constructor(model, el) {
    const uid = unique("points"), { tool, parts } = frame(model.get("html"), uid);
    const sent = Object.fromEntries(["table", "drawings", "cards"].map((name) => [name, model.get(name)]));
    const choose = (...chosen) => this.choose(...chosen), lookup = new Lookup(sent.table);
    const goBack = () => (this.cameFrom?.checkVisibility() ? this.cameFrom : parts.find).focus();
    this.picture = pictures(parts, uid, sent, choose);
    this.card = new PointCard({ parts, lookup, uid, sent, goBack, saveLeg: (typed) => this.save({ lower_leg: typed }) });
    this.faces = [...this.picture.faces, ...pointList(parts, choose)]; // everything that wears the status of one point
    Object.assign(this, { model, tool, parts, lookup, table: sent.table });
    setText(parts.printed, ` ${new Date().toLocaleDateString()}`);
    this.listen();
    this.paint();
    el.append(tool);
  }
  listen() {
    const { parts } = this, on = (part, event, act) => part.addEventListener(event, act);
    on(parts.weeks, "input", () => this.typeWeek({ weeks: parts.weeks.value }));
    on(parts.days, "change", () => this.typeWeek({ days: parts.days.value }));
    on(parts.slider, "input", ({ target: { value } }) =>
      this.typeWeek({ weeks: value === "0" ? "" : String(value - 1), days: "" }));
    for (const part of [parts.date, parts.dateKind]) on(part, "change", () => this.askDate());
    for (const name of ["source", "complaint"]) on(parts[name], "change", () => this.save({ [name]: parts[name].value }));
    on(parts.ticks, "change", () =>
      this.save({ circumstances: all(parts.ticks, "input:checked").map((box) => box.value) }));
  }
  /** Paints, then tells Python: at once, so that what the kernel echoes of an older change never undoes a newer one. */
  save(changes) {
    for (const [name, value] of Object.entries(changes)) this.model.set(name, value);
    this.model.save_changes();
  }
  choose(code, origin, byKeyboard = false) {
    this.cameFrom = origin;
    this.save({ chosen: code });
    this.picture.turnTo(code);
    this.card.reveal(byKeyboard);
  }

  typeWeek(changes) {
    clearTimeout(this.#timer);
    this.dateSays = this.parts.date.value = "";
    this.save({ date_text: "", ...changes });
  }
  /** Only Python counts from a date. Without an answer in time the page says so. */
  askDate() {
    clearTimeout(this.#timer);
    const { date, dateKind, wrong } = this.parts;
    if (date.value === "" && !date.validity.badInput) return;
    const asked = date.value || date.dataset.unreadable;
    if (asked === this.model.get("date_text") && dateKind.value === this.model.get("date_kind")) return;
    this.#timer = setTimeout(() => this.sayOfDate(wrong.dataset.noKernel), PATIENCE);
    this.save({ date_kind: dateKind.value, date_text: asked, weeks: "", days: "" }); // the strictest view until it is counted
  }
  sayOfDate(words) {
    clearTimeout(this.#timer);
    this.dateSays = words;
    this.paint();
  }

  /** The column of the table for what was typed, the words for the days, and what is wrong. */
  weekAsked() {
    const { weeks, days, wrong } = readWeeks(this.table.grammar, this.model.get("weeks"), this.model.get("days"));
    if (wrong) return { column: 0, days: "", wrong: `${wrong} ${this.parts.wrong.dataset.strictest}` };
    return { column: weeks === null ? 0 : weeks + 1, days: this.table.days[days], wrong };
  }
  paint() {
    const { model, table, lookup } = this, { column, days, wrong } = this.weekAsked();
    const [source, ids] = [model.get("source"), model.get("circumstances")];
    this.column = column;
    const letters = Object.keys(table.points).map((code) => [code, lookup.letter(source, code, column, ids)]);
    const now = { source, ids, letters: Object.fromEntries(letters), when: table.when[column].replace("{days}", days) };
    for (const face of this.faces) this.wear(face, now.letters[face.code]);
    this.paintControls(now, wrong);
    this.paintSummary(now);
    this.paintWarnings(ids);
    this.paintCard(now);
  }
  wear(face, letter) {
    const { model, table } = this, lore = table.points[face.code].complaints.includes(model.get("complaint"));
    const key = letter + lore, pressed = face.code === model.get("chosen");
    if (face.pressed !== pressed) face.node.setAttribute("aria-pressed", (face.pressed = pressed));
    if (face.key === key) return;
    face.key = key;
    face.node.dataset.status = letter;
    face.node.classList.toggle("traditional", lore);
    face.rename(table.statuses[letter], lore);
  }
  paintControls({ when }, wrong) {
    const { model, parts, column } = this;
    for (const name of ["weeks", "days", "source", "complaint"])
      if (parts[name].value !== model.get(name)) parts[name].value = model.get(name);
    parts.slider.value = column;
    parts.slider.setAttribute("aria-valuetext", when);
    parts.weeks.setAttribute("aria-invalid", String(wrong !== ""));
    setText(parts.wrong, column ? "" : this.dateSays || wrong);
  }
  paintSummary({ source, letters, when }) {
    const { parts, table } = this, { name, rule } = table.sources[source], complaint = this.model.get("complaint");
    const count = Object.fromEntries(Object.keys(table.statuses).map((letter) =>
      [letter, Object.values(letters).filter((each) => each === letter).length]));
    const silent = count[table.silent];
    parts.summary.dataset.says = silent ? parts.summary.dataset.silent : parts.summary.dataset.spoken;
    say(parts.summary, { when, rule, ...count });
    say(parts.foreign, source !== table.course && { source: name });
    say(parts.loreNote, complaint && { complaint: parts.complaint.selectedOptions[0].textContent });
    parts.legend.lastElementChild.hidden = !silent;
  }
  paintWarnings(ids) {
    const { parts, lookup } = this;
    if (parts.warnings.dataset.ids === ids.join()) return;
    parts.warnings.dataset.ids = ids.join();
    for (const box of all(parts.ticks, "input")) box.checked = ids.includes(box.value);
    parts.warnings.replaceChildren(...lookup.ticked(ids).map(({ warning }) => make("li", {}, warning)));
    say(parts.tickCount, ids.length && { count: ids.length });
  }
  paintCard({ source, ids, letters, when }) {
    const { table, lookup, column, model } = this, chosen = model.get("chosen"), { name, rule } = table.sources[source];
    if (!chosen) return this.card.close();
    const words = table.statuses[lookup.letter(table.course, chosen, column, ids)];
    this.card.show(chosen, {
      column, letter: letters[chosen], when: `${when}; ${rule}`, lowerLeg: model.get("lower_leg"),
      reason: lookup.reason(source, chosen, column), warnings: lookup.ticked(ids).map(({ warning }) => warning),
      foreign: source !== table.course && { source: name, words, reason: lookup.reason(table.course, chosen, column) },
    });
  }
  end() {
    clearTimeout(this.#timer);
    this.model.save_changes();
    this.tool.remove();
  }
}

function render({ model, el }) {
  const selector = new Selector(model, el);
  const paint = () => selector.paint(), answered = () => selector.sayOfDate(model.get("date_answer").says);
  const changes = STATE.map((name) => `change:${name}`).join(" ");
  model.on(changes, paint);
  model.on("change:date_answer", answered);
  return () => {
    model.off(changes, paint);
    model.off("change:date_answer", answered);
    selector.end();
  };
}

export default { render };
