/* A page of choices. Python has written every block and when it shows; this shows those that fit what is chosen. */
import { keepAwake } from "../kit/awake.js";

/** What is chosen inside an element: the name of a control → its values. A text is only "written" or "too long". */
export function chosen(root) {
  const values = {};
  for (const control of root.querySelectorAll("[name]")) {
    const { name, type, value, dataset: { longest } } = control;
    if (["checkbox", "radio"].includes(type) ? !control.checked : !value.trim()) continue;
    (values[name] ??= []).push(longest ? (value.length > longest ? "too long" : "written") : value);
  }
  return values;
}

/** Whether a block shows. For every name one of its values must be chosen; with no values, nothing may be. */
export const fits = (when, values) => Object.entries(when).every(([name, wanted]) =>
  wanted.length ? wanted.some((value) => values[name]?.includes(value)) : !values[name]);

/** Show the blocks that fit, and fill in what is counted, echoed and dated. */
export function show(root) {
  const values = chosen(root);
  for (const block of root.querySelectorAll("[data-when]")) block.hidden = !fits(JSON.parse(block.dataset.when), values);
  for (const place of root.querySelectorAll("[data-count]")) {
    const counted = [...root.querySelectorAll(place.dataset.count)].filter((block) => !block.closest("[hidden]"));
    if (place.textContent !== String(counted.length)) place.textContent = counted.length;
  }
  for (const place of root.querySelectorAll("[data-echo]")) place.textContent = root.querySelector(`[name="${place.dataset.echo}"]`).value.trim();
  for (const place of root.querySelectorAll("[data-length-of]")) {
    place.textContent = root.querySelector(`[name="${place.dataset.lengthOf}"]`).value.length.toLocaleString("en");
  }
  const now = new Date(), two = (number) => String(number).padStart(2, "0");
  for (const place of root.querySelectorAll("[data-today]")) {
    place.textContent = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  }
}

/** Give hidden controls values, as `{name: value}`. */
function set(root, values) {
  for (const [name, value] of Object.entries(values)) root.querySelector(`[name="${name}"]`).value = value;
}

/** What was said to one answer must not stand beside another: a change takes back what is named in `data-forgets`. */
function forget(root, control) {
  const names = control.closest("[data-forgets]")?.dataset.forgets.split(" ") ?? [];
  set(root, Object.fromEntries(names.map((name) => [name, ""])));
}

function clear(root) {
  for (const control of root.querySelectorAll("[name]")) {
    if (["checkbox", "radio"].includes(control.type)) control.checked = control.defaultChecked;
    else if (control.options) control.selectedIndex = 0;
    else control.value = control.defaultValue;
  }
}

/** The card as a page of its own: what is shown of it, in the page that Python wrote for it. */
function cardPage(card, page) {
  const copy = card.cloneNode(true);
  copy.querySelectorAll("[hidden], .not-printed").forEach((block) => block.remove());
  return page.replace("<!-- the card -->", () => copy.innerHTML);
}

export function render({ model, el }) {
  const root = document.createElement("div");
  root.innerHTML = model.get("html"); // written by Python's templates, which escape what they fill in
  root.className = "course-choices live";
  root.setAttribute("role", "group");
  root.setAttribute("aria-label", model.get("title"));
  root.addEventListener("focusin", ({ target }) => target.setAttribute("data-lm-suppress-shortcuts", "true"));
  el.replaceChildren(root);
  const awake = keepAwake({ model, el, root: () => root });
  const changed = ({ target }) => {
    if (!target.name) return;
    forget(root, target);
    show(root);
  };
  root.addEventListener("input", changed);
  root.addEventListener("change", changed);
  root.addEventListener("click", ({ target }) => {
    const button = target.closest("button, a.course-save");
    if (!button) return;
    if (button.dataset.clears) clear(root);
    if (button.dataset.forgetsAll) set(root, Object.fromEntries(button.dataset.forgetsAll.split(" ").map((name) => [name, ""])));
    if (button.dataset.sets) set(root, JSON.parse(button.dataset.sets));
    show(root);
    if (button.dataset.save) {
      const html = cardPage(root.querySelector(button.dataset.save), model.get("card_page"));
      button.href = URL.createObjectURL(new Blob([html], { type: "text/html" }));
    }
    const keeps = button.dataset.keeps; // Python keeps what is chosen in her record
    if (keeps) awake.press(keeps, () => model.send({ keep: keeps, chosen: chosen(root) }));
  });
  const heard = () => { for (const place of root.querySelectorAll("[data-kept]")) place.textContent = model.get("kept"); };
  model.on("change:kept", heard);
  heard();
  show(root);
  return () => { model.off("change:kept", heard); awake.end(); };
}

export default { render };
