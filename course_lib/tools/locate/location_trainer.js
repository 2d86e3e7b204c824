/* Location trainer: shows what Python sends, and tells it what the trainee did. Nothing is measured or decided here. */

import { keepAwake } from "../kit/awake.js";
import { field, fill, frame, make, menu, setText, sign, unique } from "../kit/dom.js";
import { FINE, pictureToMark } from "./picture.js";

function render({ model, el }) {
  const { text, choices, own, views } = model.get("table");
  const uid = unique("locate");
  let phase = "", number = 0, ends = 0, tenSaid = false;

  const awake = keepAwake({ model, el, root: () => tool });
  const ask = (what, values = {}) => {
    const about = number; // the point that is on the screen as it is pressed
    awake.press(what, () => model.send({ do: what, with: values, number: about }));
  };
  const button = (words, onclick, attributes = {}) => make("button", { type: "button", onclick, ...attributes }, words);
  const sentence = (words) => make("p", {}, words);

  /** A button that ends the round; where that has a price, it asks first. */
  function ending(words) {
    const question = make("p", { id: unique("sure") });
    const open = button(words, () => (question.textContent ? askFirst(true) : ask("end")), { class: "quiet-button" });
    const no = button(text.end_no, () => askFirst(false));
    const box = make("div", { class: "sure", role: "alertdialog", "aria-label": words, "aria-describedby": question.id,
      onkeydown: (event) => event.key === "Escape" && askFirst(false) },
      question, make("div", { class: "buttons" }, button(text.end_yes, () => ask("end")), no));
    function askFirst(asks) {
      box.hidden = !asks;
      open.hidden = asks;
      (asks ? no : open).focus();
    }
    const paint = (sure, changed) => {
      setText(question, sure ?? "");
      if (changed) [box.hidden, open.hidden] = [true, false];
    };
    return { parts: [open, box], paint };
  }

  // First screen -----------------------------------------------------------------------------------------------------
  const lists = Object.fromEntries(Object.entries(choices).map(([name, rows]) => [name, menu([[null, rows]], settle)]));
  lists.round.value = "practice";
  const boxes = Object.fromEntries(own.map(([name]) => [name, make("input", { type: "text", inputmode: "decimal", maxlength: 6, size: 6 })]));
  const ownBox = make("fieldset", { class: "own" }, make("legend", {}, text.own), ...own.map(([name, label]) => field(label, boxes[name])));
  function settle() {
    ownBox.hidden = lists.body.value !== "own";
  }
  function begin() {
    const typed = Object.fromEntries(Object.entries(boxes).map(([name, box]) => [name, box.value]));
    ask("start", { ...Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, list.value])), own: typed });
  }
  const unfinished = make("p", {}), endHere = ending(text.end_here);
  const unfinishedBox = make("section", { class: "unfinished", "aria-label": text.resume }, unfinished,
    make("div", { class: "buttons" }, button(text.resume, () => ask("resume"), { class: "main" }), ...endHere.parts));
  const settings = make("details", { class: "settings" }, make("summary", {}, text.settings),
    ...Object.entries(lists).map(([name, list]) => field(text[name], list)), ownBox);
  const startBox = make("section", { class: "start" }, unfinishedBox, sentence(text.intro),
    button(text.start, begin, { class: "main large" }), settings);

  // A point ----------------------------------------------------------------------------------------------------------
  const where = make("span", { class: "quiet" }), task = make("span", {}), onBody = make("p", { class: "quiet" });
  const named = make("h3", { id: `${uid}named`, "aria-live": "polite" });
  const clock = make("span", { class: "clock", role: "timer", "aria-label": text.time });
  const hint = make("div", { class: "hint" });
  const pills = views.map(([name, label]) => make("label", {},
    make("input", { type: "radio", name: `${uid}view`, value: name, onchange: () => ask("look", { view: name }) }), make("span", {}, label)));
  const viewBox = make("fieldset", { class: "views" }, make("legend", {}, text.views), ...pills);
  const cross = make("p", { class: "quiet", "aria-live": "polite" });
  const picture = pictureToMark({ text, uid, onmark: (x, y) => ask("mark", { x, y }),
    onmove: (x, y) => setText(cross, fill(text.cross, { x, y })) });
  const ten = make("input", { type: "checkbox" });
  const arrow = (name, sign, x, y) =>
    button(sign, () => picture.nudge([x, y], ten.checked ? COARSE : FINE), { class: name, "aria-label": text[name] });
  const pad = make("div", { class: "pad" },
    make("div", { class: "arrows", role: "group", "aria-label": text.steps }, arrow("up", "↑", 0, -1), arrow("left", "←", -1, 0),
      arrow("right", "→", 1, 0), arrow("down", "↓", 0, 1)),
    make("label", { class: "ten" }, ten, text.steps),
    make("div", { class: "buttons" }, button(text.mark, () => picture.mark(), { class: "main" }), button(text.pass, () => ask("pass_on"))),
    cross, make("p", { class: "quiet", id: `${uid}help` }, text.help));

  const verdict = make("p", { class: "verdict", role: "alert" });
  const onward = button("", () => ask("go_on"), { class: "main" });
  const explained = make("div", {});
  const answerBox = make("section", { class: "answer", "aria-label": text.rule }, make("div", { class: "buttons" }, onward), explained);
  const endRound = ending(text.end_round);
  const roundBox = make("section", { class: "round", "aria-label": text.title },
    make("div", { class: "asked" }, make("p", { class: "count" }, where, task, clock), named, onBody),
    make("div", { class: "shown" }, viewBox, picture.stage),
    make("div", { class: "doing" }, verdict, hint, pad, answerBox, ...endRound.parts));

  // The end ----------------------------------------------------------------------------------------------------------
  const says = make("p", { class: "result", tabindex: -1 }), rows = make("ol", { class: "rows" });
  const endBox = make("section", { class: "end", "aria-label": text.see }, says, rows,
    make("div", { class: "buttons" }, button(text.again, () => ask("again"), { class: "main" })));

  const message = make("p", { class: "message", role: "status" });
  const tool = frame("location-trainer", text.title, startBox, roundBox, endBox, message, make("p", { class: "quiet" }, text.foot));

  const explain = ({ rule, pregnancy }) => [
    make("h4", {}, text.rule), ...rule.map(sentence), make("h4", {}, text.pregnancy),
    make("p", { class: "status", "data-status": pregnancy.status }, sign(), pregnancy.says)];

  // Painting ---------------------------------------------------------------------------------------------------------
  function paint() {
    const screen = model.get("screen"), had = document.activeElement;
    const changed = screen.phase !== phase || (screen.point && screen.point.number !== number);
    phase = screen.phase;
    startBox.hidden = phase !== "start";
    roundBox.hidden = phase !== "point" && phase !== "answer";
    endBox.hidden = phase !== "end";
    setText(message, screen.message);
    endHere.paint(screen.sure, changed);
    endRound.paint(screen.sure, changed);
    if (phase === "start") {
      number = 0;
      setText(unfinished, screen.unfinished);
      unfinishedBox.hidden = !screen.unfinished;
      settle();
    }
    if (screen.view) {
      const source = model.get("picture"); // in a static page too, as it was
      picture.show(screen.view, source, { ready: phase === "point", drawn: screen.drawn });
      pills.forEach((pill) => { pill.firstChild.checked = pill.firstChild.value === screen.view.name; });
    }
    pad.hidden = phase !== "point";
    answerBox.hidden = phase !== "answer";
    if (phase === "point") paintPoint(screen.point, changed);
    if (phase === "answer") paintAnswer(screen.answer);
    if (phase === "end") paintEnd(screen.end);
    if (changed && tool.contains(had)) moveFocus(had);
  }
  /** Go where the trainee goes on: at a new point to the picture, with the point's name in sight above it. */
  function moveFocus(had) {
    if (phase === "point") {
      picture.stage.focus({ preventScroll: true });
      roundBox.scrollIntoView({ block: "start" });
      return;
    }
    const next = { answer: onward, end: says }[phase];
    if (next && !had.checkVisibility()) next.focus({ preventScroll: true });
    const under = verdict.getBoundingClientRect().top > picture.stage.getBoundingClientRect().bottom; // a narrow page
    next?.scrollIntoView({ block: phase === "answer" && under ? "end" : "nearest" });
  }
  function paintPoint(point, changed) {
    number = point.number;
    setText(where, point.says);
    setText(named, point.point);
    setText(task, text.task);
    if (point.language) named.setAttribute("lang", point.language); else named.removeAttribute("lang");
    setText(onBody, point.body);
    hint.replaceChildren(...(point.rule.length ? [make("h4", {}, text.rule), ...point.rule.map(sentence)] : []));
    setText(verdict, "");
    clock.hidden = !point.seconds;
    if (!changed) return;
    ends = point.seconds ? Date.now() + point.seconds * 1000 : 0;
    tenSaid = false;
    tick();
  }
  function paintAnswer(answer) {
    clock.hidden = true;
    ends = 0;
    hint.replaceChildren();
    setText(task, "");
    setText(named, answer.name);
    named.removeAttribute("lang");
    setText(verdict, answer.verdict);
    verdict.dataset.hit = answer.hit;
    setText(onward, answer.last ? text.see : text.next);
    explained.replaceChildren(...explain(answer));
  }
  function paintEnd(end) {
    ends = 0;
    setText(says, end.says);
    rows.replaceChildren(...end.rows.map((row) => make("li", { "data-hit": row.hit },
      make("details", {}, make("summary", {}, row.says), ...explain(row)))));
  }
  function tick() {
    if (!ends) return;
    const left = Math.max(0, Math.ceil((ends - Date.now()) / 1000));
    setText(clock, `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`);
    if (left <= 10 && left > 0 && !tenSaid) {
      tenSaid = true;
      setText(message, text.ten_left);
    }
    if (left > 0) return;
    setText(message, text.waiting);
    if (!awake.isHeld()) ask("time_up"); // until the kernel, whose clock decides, has moved on
  }

  model.on("change:screen", paint);
  paint();
  el.append(tool);
  ask("shown");
  const beat = setInterval(tick, 500);
  return () => {
    clearInterval(beat);
    awake.end();
    model.off("change:screen", paint);
    tool.remove();
  };
}

export default { render };
