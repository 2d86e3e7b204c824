/* Small helpers for tools that draw into the page. Joined in front of a tool's own script. */

const SVG = "http://www.w3.org/2000/svg";

export function dress(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children);
  return node;
}

/** Make an element: attributes by name, `on…` as listeners, strings as text (never as markup). */
export const make = (tag, attributes = {}, ...children) => dress(document.createElement(tag), attributes, children);
export const makeSvg = (tag, attributes = {}, ...children) => dress(document.createElementNS(SVG, tag), attributes, children);

/** The sign of a status: all four shapes, of which the style sheet shows the one that `data-status` asks for. */
export const sign = () =>
  makeSvg("svg", { class: "sign", viewBox: "0 0 16 16", "aria-hidden": "true" },
    makeSvg("circle", { class: "is-a", cx: 8, cy: 8, r: 6.5 }),
    makeSvg("path", { class: "is-c", d: "M8 1 15.5 14.5H.5Z" }),
    makeSvg("path", { class: "is-x", "fill-rule": "evenodd", d: "M1.5 1.5h13v13h-13Z M4 6.8v2.4h8V6.8Z" }),
    makeSvg("circle", { class: "is-n", cx: 8, cy: 8, r: 5.5 }));

/** Begin ids with this: no other tool on the page does. */
export const unique = (name) => `${name}-${Math.random().toString(36).slice(2)}-`;

/** The element around a whole tool. JupyterLab would take arrow keys and letters from whatever has the focus in it,
    unless that very element says no. */
export const frame = (name, title, ...children) => make("div", {
  class: `course-tool ${name}`, role: "group", "aria-label": title,
  onfocusin: ({ target }) => target.setAttribute("data-lm-suppress-shortcuts", "true"),
}, ...children);

/** Parse a drawing that Python shipped. Its ids get a prefix, so that two tools on one page never share one. */
export function adopt(source, prefix) {
  const own = source.replace(/\bid="/g, `id="${prefix}`).replace(/(href="|url\()#/g, `$1#${prefix}`);
  const svg = document.importNode(new DOMParser().parseFromString(own, "image/svg+xml").documentElement, true);
  svg.querySelectorAll("style, metadata").forEach((node) => node.remove()); // would reach the whole page
  return svg;
}

/** Put values into the gaps of a sentence. */
export const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

/** Change an element's text where it differs; a text node that is there stays. */
export function setText(node, text) {
  if (node.textContent === text) return;
  if (node.firstChild?.nodeType === Node.TEXT_NODE && text) node.firstChild.data = text;
  else node.textContent = text;
}

/** What a pattern of Python's finds in a typed text; full-width letters count as plain ones. */
export const read = (pattern, fold, typed) =>
  new RegExp(pattern, "i").exec([...typed].map((letter) => fold[letter] ?? letter).join(""));

/** Read typed weeks and days by the grammar that Python sent: `weeks` (null where both are empty) and `days`, or what is `wrong`. */
export function readWeeks(grammar, weeksTyped, daysTyped = "") {
  if (weeksTyped.trim() === "" && daysTyped.trim() === "") return { weeks: null, days: 0, wrong: "" };
  const written = read(grammar.week, grammar.fold, weeksTyped), apart = read(grammar.days, grammar.fold, daysTyped);
  if (!written) {
    const [, weeks, days] = read(grammar.two_numbers, grammar.fold, weeksTyped) ?? [];
    return { wrong: days ? fill(grammar.type_plus, { weeks: Number(weeks), days }) : grammar.type_weeks };
  }
  if (!apart) return { wrong: grammar.type_days };
  if (written[2] && apart[1]) return { wrong: grammar.type_weeks };
  const weeks = Number(written[1]), days = Number(written[2] ?? apart[1] ?? 0);
  const wrong = weeks > grammar.last ? grammar.too_late : days > grammar.last_day ? grammar.type_days : "";
  return wrong ? { wrong } : { weeks, days, wrong };
}

/** A control with its label. */
export function field(label, control) {
  control.id ||= unique("field");
  return make("div", { class: "field" }, make("label", { for: control.id }, label), control);
}

/** A select; `groups` is a list of [label or null, [[value, words], …]]. */
export const menu = (groups, onchange) =>
  make("select", { onchange }, ...groups.flatMap(([label, rows]) => {
    const options = rows.map(([value, words]) => make("option", { value }, words));
    return label ? [make("optgroup", { label }, ...options)] : options;
  }));
