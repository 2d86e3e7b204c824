/* Warning-sign check: shows what Python rated. No rule lives here: the highest level among the ticked signs is taken. */

import { all, fill, frame, make, readWeeks, setText, unique } from "../kit/dom.js";
import { verdict } from "./verdict.js";

const STATE = ["ticked", "opened", "country", "stage", "weeks"];

/** The page itself holds what was ticked. Python, where there is one, hears of it a moment later, and can set something only
    as long as the reader has not: no late message from a slow kernel ever takes a tick away. */
class Check {
  state = {};
  #touched = false;
  #timer = 0;

  constructor(model, { tool, parts }) {
    Object.assign(this, { model, tool, parts, table: model.get("table"), boxes: all(tool, "[type=checkbox]") });
    const on = (name, event, act) => parts[name].addEventListener(event, act);
    on("asked", "change", () => this.save({ ticked: this.boxes.filter((box) => box.checked).map((box) => box.value) }));
    on("asked", "click", ({ target }) => target.closest("button.tag") && this.toAnswer());
    on("opener", "click", () => parts.fold.open || this.save({ opened: true })); // by hand: it counts as asked
    on("clear", "click", () => {
      this.save({ ticked: [] });
      this.boxes[0].focus();
    });
    on("stage", "change", ({ target }) => this.save({ stage: target.value }));
    on("weeks", "input", () => this.save({ weeks: parts.weeks.value }));
    on("country", "change", () => this.save({ country: parts.country.value }));
    on("print", "click", () => this.printCard());
    on("doctor", "click", toDoctor);
  }
  save(changes) {
    this.#touched = true;
    Object.assign(this.state, changes);
    this.paint();
    for (const [name, value] of Object.entries(changes)) this.model.set(name, value);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.model.save_changes(), 150);
  }
  take() {
    if (this.#touched) return;
    for (const name of STATE) this.state[name] = this.model.get(name);
    this.parts.fold.open = this.state.opened;
    this.paint();
  }
  end() {
    clearTimeout(this.#timer);
    this.model.save_changes();
  }
  toAnswer() {
    this.parts.verdict.scrollIntoView({ block: "start" });
    this.parts.title.focus();
  }

  paint() {
    const { tool, parts, state, table } = this;
    const { level, ticked, unasked } = verdict(table.signs, state.ticked, state.opened), ids = ticked.map(({ id }) => id);
    for (const box of this.boxes) box.checked = ids.includes(box.value);
    tool.dataset.level = level;
    for (const part of all(tool, "[data-of]")) part.hidden = !ids.includes(part.dataset.of);
    for (const part of all(tool, "[data-levels]")) part.hidden = !part.dataset.levels.split(" ").includes(String(level));
    for (const part of all(tool, "[data-not-levels]")) part.hidden = part.dataset.notLevels === String(level);
    for (const part of [parts.clear, parts.why, parts.card]) part.hidden = !ids.length;
    parts.unasked.hidden = !unasked.length;
    this.paintVerdict(parts[`level${level}`], ticked);
    parts.country.value = state.country;
    for (const part of parts.numbers.children) part.hidden = part.dataset.country !== state.country;
    this.paintStage();
  }
  paintVerdict(level, ticked) {
    const { parts } = this;
    parts.title.replaceChildren(level.content.cloneNode(true));
    setText(parts.say, level.dataset.say);
    const meanwhile = new Set(ticked.map((sign) => sign.meanwhile).filter(Boolean));
    parts.meanwhile.replaceChildren(...[...meanwhile].map((words) => make("p", {}, make("b", {}, words))));
    parts.crisis.replaceChildren(...(ticked.some((sign) => sign.crisis) ? this.crisisLines(level.dataset.instead) : []));
  }
  /** The crisis line of her country; without a country, those of all that have one. */
  crisisLines(instead) {
    const { country } = this.state, lines = [...this.parts.crisisLines.content.cloneNode(true).children];
    for (const line of lines) all(line, "[data-instead]").forEach((gap) => { gap.textContent = instead; });
    return lines.filter(({ dataset }) => country ? dataset.country === country : "anywhere" in dataset);
  }
  paintStage() {
    const { tool, parts, table, state: { stage, weeks } } = this;
    const asked = stage === "pregnant" ? readWeeks(table.grammar, weeks) : {}, mistake = asked.wrong ?? "";
    const age = table.weeks[asked.weeks] && table.weeks[asked.weeks] + table.days[asked.days];
    if (parts.weeks.value !== weeks) parts.weeks.value = weeks;
    parts.weeks.parentElement.hidden = stage !== "pregnant";
    parts.weeks.setAttribute("aria-invalid", String(mistake !== ""));
    setText(parts.wrong, mistake);
    for (const box of all(parts.stage, "input")) box.checked = box.value === stage;
    const says = fill(parts.stage.dataset[age ? "weeks" : stage], { weeks: age });
    for (const line of all(tool, "[data-stage]")) setText(line, says);
  }

  /** Prints the card alone, in a page of its own: the host's page would be cut off or far too long. */
  printCard() {
    const { tool, parts } = this, seen = (nodes) => nodes.filter((node) => !node.hidden);
    tool.querySelector("iframe")?.remove();
    const [heading, printed] = parts.paper.content.cloneNode(true).children, words = heading.textContent;
    const paper = make("iframe", { title: words, class: "print", "aria-hidden": "true", tabindex: -1 });
    tool.append(paper);
    const page = paper.contentDocument, [cardTitle] = seen(all(parts.card, "h3")), [card] = seen(all(parts.card, ".lines"));
    const lines = seen([...card.children]).map((line) => line.cloneNode(true)), [numbers] = seen([...parts.numbers.children]);
    page.title = words;
    page.body.style.font = "14pt/1.5 sans-serif";
    setText(heading, cardTitle.textContent);
    setText(printed, fill(printed.textContent, { date: new Date().toLocaleDateString() }));
    page.body.append(heading, make("p", {}, parts.title.textContent), make("ul", {}, ...lines), parts.crisis.cloneNode(true),
      make("p", {}, numbers.dataset.printed), printed);
    paper.contentWindow.print();
  }
}

/** JupyterLab keeps the ids of its Markdown in an attribute of its own. */
function toDoctor(event) {
  const [, id] = event.target.getAttribute("href").split("#");
  const goal = document.getElementById(id) ?? document.querySelector(`[data-jupyter-id="${id}"]`);
  if (!goal) return;
  event.preventDefault();
  goal.scrollIntoView({ block: "start" });
}

function render({ model, el }) {
  const page = frame(model.get("html"), unique("signs")), check = new Check(model, page), { fold } = page.parts;
  check.take();
  el.append(page.tool);
  const take = () => check.take(), changes = STATE.map((name) => `change:${name}`).join(" ");
  const printing = ({ type }) => { fold.open = type === "beforeprint" || check.state.opened; }; // and does not count
  model.on(changes, take);
  for (const when of ["beforeprint", "afterprint"]) addEventListener(when, printing);
  return () => {
    for (const when of ["beforeprint", "afterprint"]) removeEventListener(when, printing);
    check.end();
    model.off(changes, take);
    page.tool.remove();
  };
}

export default { render };
