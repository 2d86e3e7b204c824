/* The card of the chosen point. Its frame stays; only another point puts new lines into it. */

import { adopt, dress, field, fill, make, read, setText, sign } from "../kit/dom.js";

const section = ({ title, lines }) =>
  make("section", {}, make("h3", {}, title),
    lines.length > 1 ? make("ul", {}, ...lines.map((line) => make("li", {}, line))) : make("p", {}, lines[0]));

export function pointCard({ table, drawings, uid, said, saveLeg, goBack }) {
  const { text } = table;
  const title = make("h2", { tabindex: -1 }), names = make("p", { class: "names" });
  const words = make("b"), verdict = make("p", { class: "verdict", "aria-live": "polite" }, sign(), words);
  const when = make("p", { class: "quiet" }), reason = make("p"), warnings = make("ul", { class: "warnings" });
  const foreign = make("p", { class: "foreign" }), body = make("div", { class: "body" });
  const legBox = make("input", {
    type: "text", inputmode: "decimal", autocomplete: "off", maxlength: 12, size: 6,
    oninput: () => { saveLeg(legBox.value); measure(legBox.value); },
  });
  const legAnswer = make("p", { class: "answer", "aria-live": "polite" });
  const card = make("div", { class: "card", hidden: true },
    make("button", { type: "button", class: "plain", onclick: goBack }, text.back), title, verdict, when, warnings,
    reason, foreign, make("p", { class: "banner" }, text.who_banner, " ", text.licensed), names, body);
  const empty = make("p", { class: "empty" }, text.choose);
  let point = null, voices = [];

  function voice(each) {
    const status = make("b"), node = make("li", {}, sign(), make("div", {}, status, ` ${each.who}: `, each.says));
    voices.push({ source: each.source, node, status });
    return node;
  }
  function heard(label, binding) {
    const rows = point.voices.filter((each) => each.binding === binding);
    return rows.length ? [make("h4", {}, label), make("ul", { class: "voices" }, ...rows.map(voice))] : [];
  }
  function calendar() {
    const { svg, alt } = drawings[`calendar-${point.code}`];
    const picture = dress(adopt(svg, `${uid}${point.code}-`), { role: "img", "aria-label": alt }, []);
    return make("div", { class: "calendar", tabindex: 0, role: "group", "aria-label": text.calendar }, picture);
  }
  function open(another) {
    point = another;
    voices = [];
    setText(title, `${point.code} · ${point.title}`);
    names.replaceChildren(...point.names.map(([lang, label, name]) =>
      make("span", {}, label ? `${label} ` : "", make("span", { lang }, name))));
    const where = section(point.where);
    where.append(...(point.share ? [field(text.leg_label, legBox), legAnswer] : [make("p", { class: "quiet" }, text.no_share)]));
    body.replaceChildren(where, ...point.sections.map(section),
      make("section", {}, make("h3", {}, text.who_disagrees),
        make("p", { class: "slide quiet" }, text.slide), calendar(),
        make("details", {}, make("summary", {}, fill(text.own_words, { count: point.voices.length })),
          ...heard(text.binding, true), ...heard(text.also, false))),
      make("details", {}, make("summary", {}, text.trainee), ...point.trainee.map(section)));
  }
  /** Her own centimeters: the share of the lower leg that Python gave, of the length that she typed. */
  function measure(typed) {
    if (legBox.value !== typed) legBox.value = typed;
    if (!point?.share) return;
    const number = read(table.leg.pattern, table.grammar.fold, typed);
    if (!number) return setText(legAnswer, typed.trim() && text.type_leg);
    const length = Number(number[1].replace(",", "."));
    const wrong = table.leg.answers.findLast(([from]) => length >= from)[1], cm = length * point.share.of_leg;
    const range = { cm, low: Math.max(0, cm - table.leg.uncertainty), high: cm + table.leg.uncertainty };
    setText(legAnswer, wrong || fill(point.share.says,
      Object.fromEntries(Object.entries(range).map(([name, value]) => [name, value.toFixed(1)]))));
  }
  /** Show a point as the controls stand; `now` holds the looked-up answers. */
  function show(another, now) {
    if (another !== point) open(another);
    card.hidden = false;
    empty.hidden = true;
    if (verdict.dataset.status !== now.letter) verdict.dataset.status = now.letter;
    setText(words, table.statuses[now.letter]);
    setText(when, now.when);
    setText(reason, now.reason);
    setText(foreign, now.foreign);
    if (warnings.textContent !== now.warnings.join(""))
      warnings.replaceChildren(...now.warnings.map((line) => make("li", {}, line)));
    for (const { source, node, status } of voices) {
      const letter = said(source, point.code);
      if (node.dataset.status === letter) continue;
      node.dataset.status = letter;
      setText(status, table.statuses[letter]);
    }
    measure(now.lowerLeg);
  }
  function close() {
    card.hidden = true;
    empty.hidden = false;
  }
  /** Bring the card into sight; a reader at the keyboard is taken to its title. */
  function reveal(byKeyboard) {
    if (byKeyboard) title.focus({ preventScroll: true });
    const { top } = card.getBoundingClientRect();
    if (top < 0 || top > innerHeight - 200) card.scrollIntoView({ block: "start" });
  }
  return { node: make("div", { class: "details" }, empty, card), show, close, reveal };
}
