/* Warning-sign check: shows what Python rated. No rule lives here: the highest level among the ticked signs is taken. */

import { field, fill, frame, make, makeSvg, menu, readWeeks, setText, sign, unique } from "../kit/dom.js";

const OCTAGON = "M5 1h6l4 4v6l-4 4H5l-4-4V5ZM7 3.5h2V9H7ZM7 10.5h2v2H7Z";
const TRIANGLE = "M8 1 15.5 14.5H.5ZM7.2 6h1.6v4H7.2ZM7.2 11h1.6v1.6H7.2Z";
const SHAPES = [ // by level: ring, disk, triangle, octagon
  () => makeSvg("circle", { cx: 8, cy: 8, r: 6, class: "ring" }), () => makeSvg("circle", { cx: 8, cy: 8, r: 6.5 }),
  () => makeSvg("path", { d: TRIANGLE, "fill-rule": "evenodd" }), () => makeSvg("path", { d: OCTAGON, "fill-rule": "evenodd" }),
];
const shape = (level) => makeSvg("svg", { class: "shape", viewBox: "0 0 16 16", "aria-hidden": "true" }, SHAPES[level]());
const STATE = ["ticked", "opened", "country", "stage", "weeks"];

function render({ model, el }) {
  const table = model.get("table"), { text, levels, signs } = table;
  const uid = unique("signs");
  const state = {};
  let saveTimer = 0, touched = false;

  /** The page itself holds what was ticked. Python, where there is one, hears of it a moment later, and can set
      something only as long as the reader has not: no late message from a slow kernel ever takes a tick away. */
  function save(changes) {
    touched = true;
    Object.assign(state, changes);
    paint();
    for (const [name, value] of Object.entries(changes)) model.set(name, value);
    clearTimeout(saveTimer);
    saveTimer = setTimeout(() => model.save_changes(), 150);
  }
  function take() {
    if (touched) return;
    for (const name of STATE) state[name] = model.get(name);
    for (const fold of folds) fold.open = state.opened;
    paint();
  }

  // What is asked --------------------------------------------------------------------------------------------------
  const rows = signs.map((sign) => {
    const box = make("input", { type: "checkbox", id: uid + sign.id, onchange: () =>
      save({ ticked: rows.filter((row) => row.box.checked).map((row) => row.sign.id) }) });
    const tag = make("button", { type: "button", class: "tag", "data-level": sign.level, onclick: toAnswer },
      shape(sign.level), make("span", {}, `${levels[sign.level].title}. `, make("u", {}, text.see)));
    return { sign, box, tag, node: make("li", {}, make("label", { for: box.id }, box, make("span", {}, sign.sign)), tag) };
  });
  const nodes = new Map(rows.map(({ sign, node }) => [sign.id, node]));
  const listed = (group) => make("ul", { "aria-label": group.title }, ...group.signs.map((id) => nodes.get(id)));
  const folds = [];
  /** Opening it by hand counts as asked; printing opens it too, and does not count. */
  function folded(group) {
    const fold = make("details", { class: "fold" }, make("summary", { onclick: () => fold.open || save({ opened: true }) },
      `${group.title} (${group.signs.length})`), listed(group));
    folds.push(fold);
    return fold;
  }
  const groups = table.groups.map((group) => group.fold ? folded(group)
    : make("div", {}, make("p", { class: "group", "aria-hidden": "true" }, group.title), listed(group)));
  function printing({ type }) {
    for (const fold of folds) fold.open = type === "beforeprint" || state.opened;
  }
  const stageBoxes = Object.entries(table.stages).map(([value, words]) => {
    const box = make("input", { type: "radio", name: `${uid}stage`, value, onchange: () => save({ stage: value }) });
    return { box, node: make("label", {}, box, words) };
  });
  const weeksBox = make("input", { type: "text", inputmode: "numeric", autocomplete: "off", size: 6, maxlength: 12,
    "aria-describedby": `${uid}wrong`, oninput: () => save({ weeks: weeksBox.value }) });
  const countryBox = menu([[null, [["", text.no_country], ...table.countries.map(({ id, name }) => [id, name])]]],
    () => save({ country: countryBox.value }));

  // What is answered -----------------------------------------------------------------------------------------------
  const title = make("h2", {}), say = make("p", { class: "say" }), meanwhile = make("div"), crisis = make("div", { class: "crisis" });
  const unasked = make("p", { class: "unasked" }, table.unasked);
  const verdict = make("div", { class: "verdict", role: "status", "aria-atomic": "true" }, title, say, meanwhile, crisis, unasked);
  function toAnswer() {
    verdict.scrollIntoView({ block: "start" });
    title.focus();
  }
  title.tabIndex = -1;
  const why = make("ul", { class: "why" }), whyPart = make("section", {}, make("h3", {}, text.why), make("p", {}, text.why_rule), why);
  const numbers = make("div", { class: "numbers" });
  const wrong = make("p", { class: "wrong", id: `${uid}wrong`, "aria-live": "polite" });
  const cardTitle = make("h3", {}), cardLines = make("ul", { class: "lines" }), weeksField = field(text.weeks, weeksBox);
  const cardPart = make("section", { class: "card" }, cardTitle,
    make("fieldset", { class: "stage" }, make("legend", {}, text.stage), ...stageBoxes.map(({ node }) => node)), weeksField, wrong,
    cardLines, make("button", { type: "button", onclick: printCard }, text.print));

  const ticked = () => signs.filter(({ id }) => state.ticked.includes(id)).sort((a, b) => b.level - a.level);

  function paint() {
    const now = ticked(), level = Math.max(0, ...now.map((sign) => sign.level));
    for (const { sign, box, tag } of rows) {
      box.checked = now.includes(sign);
      tag.hidden = !box.checked;
    }
    tool.dataset.level = level;
    title.replaceChildren(shape(level), levels[level].title);
    setText(say, levels[level].say);
    meanwhile.replaceChildren(...[...new Set(now.map((sign) => sign.meanwhile).filter(Boolean))].map((words) => make("p", {}, make("b", {}, words))));
    paintCrisis(now.some((sign) => sign.crisis), levels[level].no_crisis);
    unasked.hidden = state.opened;
    clear.hidden = whyPart.hidden = cardPart.hidden = now.length === 0;
    why.replaceChildren(...now.map((sign) => reason(sign, level)));
    paintNumbers();
    paintCard(now, level);
  }
  function reason(sign, level) {
    const decides = sign.level === level, line = (label, words) => words && make("p", {}, make("b", {}, `${label}: `), words);
    return make("li", {},
      make("p", {}, make("b", {}, sign.sign), ` (${decides ? text.set_it : text.also}) `,
        make("span", { class: "tag", "data-level": sign.level }, shape(sign.level), levels[sign.level].title)),
      ...[sign.note && make("p", {}, sign.note), ...sign.stricter.map((said) => line(text.stricter, said)),
        ...sign.others.map((said) => line(text.others, said)), line(text.sources, sign.sources)].filter(Boolean));
  }
  const call = (number) => make("a", { class: "phone", href: `tel:${encodeURIComponent(number.replace(/\s/g, ""))}` }, number);
  /** The crisis line of her country; without a country, those of all that have one. */
  function paintCrisis(needed, instead) {
    const all = table.countries.filter(({ id, crisis: line }) => state.country ? id === state.country : line);
    const lines = all.map(({ name, crisis: line, crisis_note: note }) => make("p", {}, make("b", {}, `${text.crisis}, ${name}: `),
      ...(line ? [call(line), ` (${note})`] : [`${text.no_crisis} ${instead}`])));
    crisis.replaceChildren(...(needed ? [...lines, ...(state.country ? [] : [make("p", {}, `${text.no_crisis_else} ${instead}`)])] : []));
  }
  function paintNumbers() {
    const chosen = state.country, row = table.countries.find(({ id }) => id === chosen);
    countryBox.value = chosen;
    if (numbers.dataset.country === chosen) return;
    numbers.dataset.country = chosen;
    const named = (label, ...words) => make("p", {}, make("b", {}, `${label}: `), ...words);
    if (!row) {
      const all = table.countries.map(({ name, emergency, calls }) =>
        make("li", {}, `${name}: `, ...(emergency === calls.join(" or ") ? links(calls) : [emergency])));
      return numbers.replaceChildren(make("ul", { class: "all" }, ...all), make("p", { class: "quiet" }, text.check_number));
    }
    numbers.replaceChildren(
      make("p", { class: "big" }, make("b", {}, `${text.emergency}: `), ...links(row.calls),
        row.emergency.replace(row.calls.join(" or "), "")),
      make("p", { class: "check" }, text.check_number),
      named(text.advice, row.advice ? call(row.advice) : text.no_advice),
      ...row.emergency_note ? [named(text.emergency, row.emergency_note)] : [],
      make("details", {}, make("summary", {}, text.more),
        named(text.advice, row.advice_note), named(text.crisis, ...(row.crisis ? [call(row.crisis), ` (${row.crisis_note})`] : [text.no_crisis])), named(text.first, row.maternity),
        ...(row.id === "JP" ? [make("p", {}, text.japan), make("ul", {}, ...table.japan.map((each) => make("li", {}, each)))] : []),
        make("p", { class: "quiet" }, `${text.sources}: ${row.sources}`)));
  }
  const links = (calls) => calls.flatMap((number, i) => (i ? [" or ", call(number)] : [call(number)]));

  function paintCard(now, level) {
    const { stage } = state, asked = stage === "pregnant" ? readWeeks(table.grammar, state.weeks) : {};
    const weeks = table.weeks[asked.weeks] && table.weeks[asked.weeks] + table.days[asked.days], mistake = asked.wrong ?? "";
    if (weeksBox.value !== state.weeks) weeksBox.value = state.weeks;
    for (const { box } of stageBoxes) box.checked = box.value === stage;
    weeksField.hidden = stage !== "pregnant";
    weeksBox.setAttribute("aria-invalid", String(mistake !== ""));
    setText(wrong, mistake);
    setText(cardTitle, level > 1 ? text.card : text.card_visit);
    const says = fill(table.says_stage[weeks ? "weeks" : stage], { weeks });
    const lines = levels[level].card.flatMap((line) => line === "{signs}" ? now.map(({ tell }) => tell) : [fill(line, { stage: says })]);
    cardLines.replaceChildren(...lines.map((line) => make("li", {}, line)));
  }

  /** Prints the card alone, in a page of its own: the host's page would be cut off or far too long. */
  function printCard() {
    document.getElementById(`${uid}print`)?.remove();
    const frame = make("iframe", { id: `${uid}print`, title: text.card, class: "print", "aria-hidden": "true", tabindex: -1 });
    tool.append(frame);
    const page = frame.contentDocument, row = table.countries.find(({ id }) => id === state.country);
    const call = row ? `${row.name}. ${text.emergency}: ${row.emergency}. ${text.check_number}` : text.check_number;
    page.title = text.card;
    page.body.style.font = "14pt/1.5 sans-serif";
    page.body.append(make("h1", {}, cardTitle.textContent), make("p", {}, title.textContent), cardLines.cloneNode(true), crisis.cloneNode(true),
      make("p", {}, call), make("p", {}, fill(text.printed, { date: new Date().toLocaleDateString() })));
    frame.contentWindow.print();
  }

  // The page -------------------------------------------------------------------------------------------------------
  const clear = make("button", { type: "button", class: "clear", onclick: () => {
    save({ ticked: [] });
    rows[0].box.focus();
  } }, text.clear);
  /** JupyterLab keeps the ids of its Markdown in an attribute of its own. */
  function toDoctor(event) {
    const goal = document.getElementById(table.doctor) ?? document.querySelector(`[data-jupyter-id="${table.doctor}"]`);
    if (!goal) return;
    event.preventDefault();
    goal.scrollIntoView({ block: "start" });
  }
  const tool = frame("warning-signs", text.title,
    make("fieldset", { class: "asked" }, make("legend", {}, text.tick), ...groups, clear),
    make("div", { class: "answer" }, verdict, make("p", { class: "higher" }, text.higher), make("p", { class: "pain" }, table.pain),
      make("section", {}, make("h3", {}, text.numbers), field(text.country, countryBox), numbers), cardPart, whyPart,
      make("p", {}, make("a", { href: `#${table.doctor}`, onclick: toDoctor }, text.doctor)),
      make("p", { class: "quiet" }, text.review)));
  take();
  el.append(tool);

  const changes = STATE.map((name) => `change:${name}`).join(" ");
  model.on(changes, take);
  for (const when of ["beforeprint", "afterprint"]) addEventListener(when, printing);
  return () => {
    for (const when of ["beforeprint", "afterprint"]) removeEventListener(when, printing);
    clearTimeout(saveTimer);
    model.save_changes();
    model.off(changes, take);
    tool.remove();
  };
}

export default { render };
