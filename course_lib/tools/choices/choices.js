/* A page of choices. Python has written every block and when it shows; this shows those that fit what is chosen. */
import { keepAwake } from "../kit/awake.js";
import { readWeeks, setText } from "../kit/dom.js";

const controlOf = (root, name) => root.querySelector(`[name="${name}"]`);
const weeksIn = ({ dataset, value }) => readWeeks(JSON.parse(dataset.weeks), value);

/** The values of one control; none where nothing is chosen or written there. */
function valuesOf(control) {
  const { type, value, checked, dataset: { longest, weeks } } = control, text = value.trim();
  if (["checkbox", "radio"].includes(type) ? !checked : !text) return [];
  if (longest) return [[...text].length > longest ? "too long" : "written"];
  if (!weeks) return [value];
  const read = weeksIn(control);
  return read.wrong ? ["wrong"] : [`${read.weeks} weeks`, `${read.days} days`];
}

/** What is chosen inside an element: the name of a control → its values. */
export function chosen(root) {
  const values = {};
  for (const control of root.querySelectorAll("input, select, textarea")) {
    const own = valuesOf(control);
    if (own.length) (values[control.name] ??= []).push(...own);
  }
  return values;
}

const fitsAll = (when, values) => Object.entries(when).every(([name, wanted]) =>
  wanted.length ? wanted.some((value) => values[name]?.includes(value)) : !values[name]);

/** Whether a block shows: one of its conditions holds. For every name in it one of the values must be chosen; with no
    values, nothing may be. */
export const fits = (when, values) => [when].flat().some((one) => fitsAll(one, values));

/** What the page fills in, by the attribute that asks for it. */
const FILLS = {
  count: (root, selector) => [...root.querySelectorAll(selector)].filter((one) => !root.contains(one.closest("[hidden]"))).length,
  echo: (root, name) => controlOf(root, name).value.trim(),
  length: (root, name) => [...controlOf(root, name).value.trim()].length.toLocaleString("en"),
  wrong: (root, name) => weeksIn(controlOf(root, name)).wrong,
  today: () => new Date().toLocaleDateString("sv"), // Swedish dates are year-month-day
};

/** Show the blocks that fit, and fill in what is counted, echoed and dated. */
export function show(root) {
  const values = chosen(root);
  for (const block of root.querySelectorAll("[data-when]")) block.hidden = !fits(JSON.parse(block.dataset.when), values);
  for (const [name, says] of Object.entries(FILLS)) {
    for (const place of root.querySelectorAll(`[data-${name}]`)) setText(place, String(says(root, place.dataset[name])));
  }
  const hers = ({ type, name }) => type !== "hidden" && values[name];
  root.classList.toggle("nothing-chosen", ![...root.querySelectorAll("input, select, textarea")].some(hers));
}

/** What a button does to the controls: it sets some, clears all ticks, or goes on to the next of several. */
function press(root, { sets = "{}", clears, next }) {
  for (const [name, value] of Object.entries(JSON.parse(sets))) controlOf(root, name).value = value;
  if (clears !== undefined) for (const box of root.querySelectorAll("input:checked")) box.checked = false;
  if (!next) return;
  const control = controlOf(root, next);
  control.value = (Number(control.value) + 1) % control.dataset.of;
}

/** What was said to one answer must not stand beside another: a change takes back what is named in `data-forgets`. */
function forget(root, scope) {
  if (!scope) return;
  for (const name of scope.dataset.forgets.split(" ")) controlOf(root, name).value = "";
  delete scope.dataset.turn;
}

/** The card as a page of its own: what is shown of it, in the page that Python wrote for it. */
function cardPage(card, page) {
  const copy = card.cloneNode(true);
  copy.querySelectorAll("[hidden], h3").forEach((part) => part.remove()); // its title is the page's
  return page.replace("<!-- the card -->", () => copy.innerHTML);
}

export function render({ model, el }) {
  el.innerHTML = model.get("html"); // written by Python's templates, which escape what they fill in
  const root = el.querySelector(".course-choices.live");
  const awake = model.get("kept") ? keepAwake({ model, el, root: () => root }) : null;
  const say = (kept) => { for (const place of root.querySelectorAll("[data-kept]")) setText(place, kept); };

  /** Python keeps what is chosen in her record; until it says so, nothing is said to be kept. */
  function keep(button) {
    const { dataset } = button.closest("[data-forgets]");
    dataset.turn ??= Math.random(); // the same answer checked again is the same row
    const message = { keep: button.dataset.keeps, turn: dataset.turn, chosen: chosen(root) };
    say("");
    awake.press(message.turn, () => model.send(message));
  }

  // JupyterLab takes arrow keys and letters for its own commands, unless the element that has the focus says no.
  root.addEventListener("focusin", ({ target }) => target.setAttribute("data-lm-suppress-shortcuts", "true"));
  root.addEventListener("submit", (event) => event.preventDefault()); // Enter presses the button of its question
  root.addEventListener("change", ({ target }) => {
    forget(root, target.closest("[data-forgets]"));
    show(root);
    awake?.touch();
  });
  root.addEventListener("click", ({ target }) => {
    const button = target.closest("button, .course-save");
    if (!button) return;
    press(root, button.dataset);
    show(root);
    if (button.dataset.keeps) keep(button);
    if (!button.dataset.save) return;
    URL.revokeObjectURL(button.href);
    const page = cardPage(root.querySelector(button.dataset.save), model.get("card_page"));
    button.href = URL.createObjectURL(new Blob([page], { type: "text/html" }));
  });
  const heard = ({ kept }) => kept === undefined || say(kept);
  model.on("msg:custom", heard);
  model.widget_manager?.get_model(model.get("tool")).then((tool) => tool.comm_live && say(model.get("kept")));
  show(root);
  return () => { model.off("msg:custom", heard); awake?.end(); };
}

export default { render };
