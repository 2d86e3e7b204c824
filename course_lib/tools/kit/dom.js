/* What tools with a page of their own share. Python writes the page (a Jinja template); a tool's script finds its parts by
   `data-part`, fills sentences in, and hides what does not hold. Each sentence with gaps stands on the element that says it. */

const SVG = "http://www.w3.org/2000/svg";
const NAMES_A_PLACE = / (id|for|name|aria-describedby)="([^"]*)"/g;

export function dress(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  return node;
}

function grow(node, attributes, children) {
  dress(node, attributes).append(...children);
  return node;
}

/** Make an element: attributes by name, strings as text (never as markup). */
export const make = (tag, attributes = {}, ...children) => grow(document.createElement(tag), attributes, children);
export const makeSvg = (tag, attributes = {}, ...children) => grow(document.createElementNS(SVG, tag), attributes, children);

/** Begin ids with this: no other tool on the page does. */
export const unique = (name) => `${name}-${Math.random().toString(36).slice(2)}-`;

const parsed = (source, type) => document.importNode(new DOMParser().parseFromString(source, type).documentElement, true);

/** Parse a drawing that Python shipped. Its ids get a prefix, so that two tools on one page never share one. */
export function adopt(source, prefix) {
  const own = source.replace(/\bid="/g, `id="${prefix}`).replace(/(href="|url\()#/g, `$1#${prefix}`);
  const svg = parsed(own, "image/svg+xml");
  svg.querySelectorAll("style, metadata").forEach((node) => node.remove()); // would reach the whole page
  return svg;
}

/** Parse HTML that a template of Python's wrote, which escapes what it fills in; ids get a prefix here too. */
export const parse = (html, prefix) => [...parsed(html.replace(NAMES_A_PLACE, (_, name, words) =>
  ` ${name}="${words.replace(/\S+/g, `${prefix}$&`)}"`), "text/html").querySelector("body").children];

/** A tool's page: the element around it, and its parts by name. JupyterLab would take arrow keys and letters from whatever
    has the focus in it, unless that very element says no. */
export function frame(html, prefix) {
  const [tool] = parse(html, prefix);
  tool.addEventListener("focusin", ({ target }) => target.setAttribute("data-lm-suppress-shortcuts", "true"));
  const parts = Object.fromEntries(all(tool, "[data-part]").map((node) => [node.dataset.part, node]));
  return { tool, parts };
}

export const all = (root, selector) => [...root.querySelectorAll(selector)];

/** Put values into the gaps of a sentence. */
export const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

/** Change an element's text where it differs; a text node that is there stays. */
export function setText(node, text) {
  if (node.textContent === text) return;
  if (node.firstChild?.nodeType === Node.TEXT_NODE && text) node.firstChild.data = text;
  else node.textContent = text;
}

/** Let an element say its own sentence with these values, or nothing. */
export const say = (node, values) => setText(node, values ? fill(node.dataset.says, values) : "");

/** A time as minutes and seconds. */
export const digits = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

/** What a pattern of Python's finds in a typed text; full-width letters count as plain ones. */
export const read = (pattern, fold, typed) =>
  new RegExp(pattern, "i").exec([...typed].map((letter) => fold[letter] ?? letter).join(""));

/** Judge a typed number by a rule of Python's: the `pattern` of a number, what to `ask` for where there is none, and
    `bands`: from which number on which sentence stands. An empty sentence says that the number will do. */
export function judge({ pattern, fold, ask, bands }, typed) {
  const found = read(pattern, fold, typed);
  if (!found) return { wrong: ask };
  const number = Number(found[1].replace(",", "."));
  return { number, wrong: bands.findLast(([from]) => number >= from)[1] };
}

/** Read typed weeks and days by Python's grammar: `weeks` (null where both are empty) and `days`, or what is `wrong`. */
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
