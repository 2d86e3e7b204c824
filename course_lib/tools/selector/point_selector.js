/* Point selector: shows the table that Python worked out, and restyles it when a control moves.
   No rule lives here: a letter is looked up, and where circumstances add theirs, or say that the weeks may be off, the
   strictest is taken. */

import { field, fill, frame, make, menu, readWeeks, setText, sign, unique } from "../kit/dom.js";
import { pointCard } from "./card.js";
import { pointList } from "./list.js";
import { pictures } from "./picture.js";

const STRICTNESS = "-nacx"; // changes nothing, not stated, allowed, caution, avoid
const strictest = (letters) => letters.reduce((a, b) => (STRICTNESS.indexOf(b) > STRICTNESS.indexOf(a) ? b : a));
const STATE = ["weeks", "days", "source", "circumstances", "complaint", "chosen", "lower_leg"];

function render({ model, el }) {
  const table = model.get("table"), drawings = model.get("drawings"), { text } = table;
  const uid = unique("points");
  const points = new Map(table.points.map((point) => [point.code, point]));
  let column = 0, cameFrom = null, dateTimer = 0, dateSays = "";

  /** Paints, then tells Python. */
  function save(changes) {
    for (const [name, value] of Object.entries(changes)) model.set(name, value);
    model.save_changes(); // at once: what the kernel echoes of an older change then never undoes a newer one
  }

  // Looking up -----------------------------------------------------------------------------------------------------
  /** The column of the table for what was typed (0 = no week chosen), the words for the days, and what is wrong. */
  function weekAsked() {
    const { weeks, days, wrong } = readWeeks(table.grammar, model.get("weeks"), model.get("days"));
    if (wrong) return { found: 0, days: "", wrong: `${wrong} ${text.strictest}` };
    return { found: weeks === null ? 0 : weeks + 1, days: table.days[days], wrong };
  }
  const said = (source, code, at = column) => table.status[source][code]?.[at] ?? "n";
  const ticked = () => table.circumstances.filter(({ id }) => model.get("circumstances").includes(id));
  /** The columns that her week may be: one, or those around it where a circumstance says that her dates may be off. */
  function columns() {
    const off = column ? Math.max(0, ...ticked().map(({ weeks_off }) => weeks_off)) : 0;
    return table.when.map((_, each) => each).filter((each) => Math.abs(each - column) <= off && Boolean(each) === Boolean(column));
  }
  const letterFor = (source, code) =>
    strictest(columns().flatMap((each) =>
      [said(source, code, each), ...ticked().map(({ floors }) => (floors[code] ?? floors["*"])[each])]));
  const reasonFor = (source, point) =>
    text.reasons[point.why[source]?.findLast(([from]) => from <= column)[1] ?? 0];

  // Controls -------------------------------------------------------------------------------------------------------
  function typeWeek(changes) {
    clearTimeout(dateTimer);
    dateSays = dateBox.value = "";
    save({ date_text: "", ...changes });
  }
  const weeksBox = make("input", {
    type: "text", inputmode: "numeric", autocomplete: "off", maxlength: 12, size: 5, "aria-describedby": `${uid}wrong`,
    oninput: () => typeWeek({ weeks: weeksBox.value }),
  });
  const daysBox = menu([[null, table.day_choices]], () => typeWeek({ days: daysBox.value }));
  const slider = make("input", {
    type: "range", min: 0, max: table.when.length - 1, class: "slider", "aria-label": text.slider,
    oninput: () => typeWeek({ weeks: slider.value === "0" ? "" : String(slider.value - 1), days: "" }),
  });
  const dateKind = menu([[null, table.date_kinds]], askDate), dateBox = make("input", { type: "date", onchange: askDate });
  const sourceBox = menu(table.source_groups, () => save({ source: sourceBox.value }));
  const complaintBox = menu([[null, table.complaints]], () => save({ complaint: complaintBox.value }));
  const boxes = table.circumstances.map(({ id }) => make("input", { type: "checkbox", value: id, onchange: () =>
    save({ circumstances: boxes.filter((box) => box.checked).map((box) => box.value) }) }));

  /** Only Python counts from a date. Without an answer within two seconds the page says so. */
  function askDate() {
    clearTimeout(dateTimer);
    if (dateBox.value === "" && !dateBox.validity.badInput) return;
    const asked = dateBox.value || text.no_such_date;
    if (asked === model.get("date_text") && dateKind.value === model.get("date_kind")) return;
    dateTimer = setTimeout(() => { dateSays = text.date_needs_kernel; paint(); }, 2000);
    save({ date_kind: dateKind.value, date_text: asked, weeks: "", days: "" }); // the strictest view until it is counted
  }
  function dateAnswered() {
    clearTimeout(dateTimer);
    dateSays = model.get("date_answer").says;
    paint();
  }

  // Choosing -------------------------------------------------------------------------------------------------------
  function choose(code, origin, byKeyboard = false) {
    cameFrom = origin;
    save({ chosen: code });
    picture.turnTo(code);
    card.reveal(byKeyboard);
  }
  const picture = pictures({ table, drawings, points, uid, choose });
  const card = pointCard({ table, drawings, uid, said, saveLeg: (typed) => save({ lower_leg: typed }),
    goBack: () => (cameFrom?.checkVisibility() ? cameFrom : list.find).focus() });
  const list = pointList({ table, points, choose });
  const faces = [...picture.faces, ...list.faces]; // everything on the page that wears the status of one point

  // Repainting: attributes and words of what is already there --------------------------------------------------------
  const wrong = make("p", { class: "wrong", id: `${uid}wrong`, "aria-live": "polite" });
  const summary = make("p", { class: "summary", "aria-live": "polite" });
  const foreign = make("p", { class: "foreign" }), loreNote = make("p", { class: "quiet" });
  const warnings = make("ul", { class: "warnings", "aria-live": "polite" }), tickCount = make("span");
  const legend = make("ul", { class: "legend", "aria-label": text.legend },
    ...Object.entries(table.statuses).map(([letter, words]) => make("li", { "data-status": letter }, sign(), words)));

  function paint() {
    const { found, days, wrong: mistake } = weekAsked();
    column = found;
    const source = model.get("source"), complaint = model.get("complaint"), chosen = model.get("chosen");
    const letters = new Map(table.points.map(({ code }) => [code, letterFor(source, code)]));
    const when = fill(table.when[column], { days }), { name, rule } = table.sources[source];
    const count = Object.fromEntries(Object.keys(table.statuses).map((letter) =>
      [letter, [...letters.values()].filter((each) => each === letter).length]));

    for (const face of faces) wear(face, letters.get(face.point.code), complaint, chosen);
    for (const [box, trait] of [[weeksBox, "weeks"], [daysBox, "days"], [sourceBox, "source"], [complaintBox, "complaint"]])
      if (box.value !== model.get(trait)) box.value = model.get(trait);
    slider.value = column;
    slider.setAttribute("aria-valuetext", when);
    weeksBox.setAttribute("aria-invalid", String(mistake !== ""));
    setText(wrong, column ? "" : dateSays || mistake);
    setText(summary, fill(count.n ? text.summary_silent : text.summary, { when, rule, ...count }));
    setText(foreign, source === "course" ? "" : fill(text.foreign, { source: name }));
    setText(loreNote, complaint && fill(text.lore_note, { complaint: new Map(table.complaints).get(complaint) }));
    legend.lastChild.hidden = !count.n;
    paintWarnings();
    if (!chosen) return card.close();
    const point = points.get(chosen), own = letterFor("course", chosen);
    card.show(point, {
      letter: letters.get(chosen), when: `${when}; ${rule}`, reason: reasonFor(source, point), lowerLeg: model.get("lower_leg"),
      warnings: ticked().map(({ label, sentence }) => fill(text.you_ticked, { label, sentence })),
      foreign: source === "course" ? "" : fill(text.foreign_point,
        { source: name, words: table.statuses[own], reason: reasonFor("course", point) }),
    });
  }
  function wear(face, letter, complaint, chosen) {
    const lore = face.point.complaints.includes(complaint), key = letter + lore, pressed = face.point.code === chosen;
    if (face.pressed !== pressed) face.node.setAttribute("aria-pressed", (face.pressed = pressed));
    if (face.key === key) return;
    face.key = key;
    face.node.dataset.status = letter;
    face.node.classList.toggle("traditional", lore);
    face.rename(`${face.point.code}, ${face.point.title}: ${table.statuses[letter]}${lore ? `, ${text.lore_word}` : ""}`);
  }
  function paintWarnings() {
    const now = ticked(), ids = now.map(({ id }) => id);
    if (warnings.dataset.ids === ids.join()) return;
    warnings.dataset.ids = ids.join();
    for (const box of boxes) box.checked = ids.includes(box.value);
    warnings.replaceChildren(...now.map((each) => make("li", {}, fill(text.you_ticked, each))));
    setText(tickCount, ids.length ? fill(text.ticked, { count: ids.length }) : "");
  }

  // The page -------------------------------------------------------------------------------------------------------
  const folded = (label, ...children) => make("details", {}, make("summary", {}, ...label), ...children);
  const tool = frame("point-selector", text.title,
    make("p", { class: "call-today" }, make("b", {}, text.clot_question), ` ${text.clot_answer}`),
    make("div", { class: "controls" },
      make("div", { class: "weeks" }, field(text.weeks, weeksBox), field(text.days, daysBox), slider),
      field(text.source, sourceBox), field(text.complaint, complaintBox)),
    make("p", { class: "quiet" }, text.dating),
    make("div", { class: "folds" },
      folded([text.dates], make("div", { class: "controls" }, field(text.date_kind, dateKind), field(text.date, dateBox))),
      folded([text.circumstances, tickCount], make("fieldset", { class: "ticks" }, make("legend", {}, text.tick_all),
        ...table.circumstances.map(({ label }, i) => make("label", {}, boxes[i], make("span", {}, label)))))),
    warnings, wrong, summary, foreign, make("p", { class: "banner" }, text.who_banner, " ", text.licensed),
    make("div", { class: "main" },
      make("div", { class: "picture" }, ...picture.choosers, loreNote, picture.plates, legend),
      card.node, list.node),
    make("p", { class: "foot" }, text.review, make("span", { class: "printed" }, ` ${new Date().toLocaleDateString()}`)));
  paint();
  el.append(tool);

  const changes = STATE.map((name) => `change:${name}`).join(" ");
  model.on(changes, paint);
  model.on("change:date_answer", dateAnswered);
  return () => {
    clearTimeout(dateTimer);
    model.save_changes();
    model.off(changes, paint);
    model.off("change:date_answer", dateAnswered);
    tool.remove();
  };
}

export default { render };
