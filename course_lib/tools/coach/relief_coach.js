/* Relief coach: steps with a timer, wholly in the page. Every sentence and number comes from the table that Python sent. */

import { adopt, dress, fill, frame, make, setText, unique } from "../kit/dom.js";

const FALLING = [300, 60, 10]; // seconds left at which the time is spoken
const RISING = [300, 480]; // seconds of cramp at which the time is spoken

/** A stopwatch. It adds up differences of the wall clock: a tab in the background ticks late, and a phone sleeps. */
function stopwatch() {
  let gathered = 0, since = null;
  const spell = () => (since === null ? 0 : Math.max(0, Date.now() - since));
  return {
    get seconds() { return (gathered + spell()) / 1000; },
    get goes() { return since !== null; },
    go() { since ??= Date.now(); },
    stop() { gathered += spell(); since = null; },
    reset() { gathered = 0; since = null; },
  };
}

function render({ model, el }) {
  const { text, clot, places, steps, limit_s, call } = model.get("table"), drawings = model.get("drawings");
  const uid = unique("relief");
  const inStep = stopwatch(), cramp = stopwatch();
  let phase = "ready", place = places[0], number = 0, letGo = false, over = false, spokenLeft = 0, spokenCramp = 0;

  const route = () => steps.filter((step) => step.places.includes(place));
  const step = () => route()[number];
  const left = () => Math.max(0, step().seconds - inStep.seconds);
  /** While a cramp lasts what is for later is not offered: after the last step comes the stretch again. */
  const following = () => {
    const next = route()[number + 1];
    return next && (letGo || !next.before_bed) ? number + 1 : letGo ? null : 0;
  };
  const digits = (s) => `${Math.floor(s / 60)}:${String(Math.floor(s % 60)).padStart(2, "0")}`;
  const inWords = (s) =>
    s < 60 || s % 60 ? fill(text.seconds, { n: s }) : s === 60 ? text.minute : fill(text.minutes, { n: s / 60 });

  // What moves on ---------------------------------------------------------------------------------------------------
  function enter(which) {
    phase = "step";
    number = which;
    over = false;
    inStep.reset();
    inStep.go();
    if (!letGo) cramp.go();
    spokenLeft = step().seconds;
    spokenCramp = cramp.seconds;
    const { title, says, seconds } = step();
    showStep();
    say(fill(text.started, { title, says: says.join(" "), time: inWords(seconds) }), ""); // all of it stands there
  }
  function pauseOrGoOn() {
    if (inStep.goes) inStep.stop(); else inStep.go();
    const time = digits(Math.ceil(left()));
    say(fill(inStep.goes ? text.going_on : text.paused, { time }));
    paint();
  }
  function letGoOrBack() {
    letGo = !letGo;
    if (!letGo) return enter(0);
    cramp.stop();
    inStep.stop();
    say(text.has_let_go);
    paint();
  }
  function finish() {
    phase = "ready";
    letGo = false;
    inStep.reset();
    cramp.reset();
    say("");
    paint();
  }
  function choose(which) {
    place = which;
    if (phase === "step") enter(0);
  }
  function callNow() {
    phase = "call";
    inStep.stop();
    cramp.stop();
    paint();
    say(`${text.call}. ${call.why} ${call.how}`);
  }
  function tick() {
    if (phase !== "step") return;
    if (cramp.seconds >= limit_s) return callNow();
    if (!over && inStep.goes && left() === 0) {
      over = true;
      inStep.stop();
      say(fill(text.time_is_up, { says: step().at_end }));
    } else speakMarks();
    paint();
  }
  function speakMarks() {
    const now = left(), so_far = cramp.seconds;
    const falls = FALLING.find((mark) => spokenLeft > mark && now <= mark && now > 0);
    const rises = RISING.find((mark) => spokenCramp < mark && so_far >= mark);
    if (falls) say(fill(text.going_on, { time: inWords(falls) }));
    if (rises) say(`${fill(text.cramp_mark, { time: inWords(rises) })} ${call.why}`);
    spokenLeft = now;
    spokenCramp = so_far;
  }

  // The page --------------------------------------------------------------------------------------------------------
  const button = (words, onclick, attributes = {}) => make("button", { type: "button", onclick, ...attributes }, words);
  const spoken = make("p", { class: "spoken", role: "status", "aria-live": "polite" });
  const said = make("p", { class: "said", "aria-hidden": "true" });
  function say(words, seen = words) {
    setText(spoken, words);
    setText(said, seen);
  }

  const pills = places.map((name) => make("label", {},
    make("input", { type: "radio", name: `${uid}place`, value: name, checked: name === place, onchange: () => choose(name) }),
    make("span", {}, name[0].toUpperCase() + name.slice(1))));
  const start = button(text.start, () => enter(0), { class: "start" });
  const larger = button(text.larger, () => {
    const large = tool.classList.toggle("large");
    larger.setAttribute("aria-pressed", large);
  }, { class: "larger", "aria-pressed": "false" });

  const where = make("p", { class: "quiet" }), title = make("h3", {}), list = make("ul", {});
  const clockFace = make("div", { class: "clock", role: "timer", "aria-label": text.time_left });
  const bar = make("progress", { max: 1, value: 0, "aria-label": text.time_left });
  const hold = button(text.pause, pauseOrGoOn), again = button(text.repeat, () => enter(number));
  const onward = button("", () => enter(following())), done = button(text.let_go, letGoOrBack, { class: "let-go" });
  const end = button(text.finish, finish);
  const soFar = make("p", { class: "so-far" });
  const figure = make("figure", {}), notes = make("div", { class: "notes" });
  const stepBox = make("section", { class: "step", "aria-label": text.title },
    make("div", { class: "doing" }, where, title, list, clockFace, bar, said,
      make("div", { class: "buttons" }, done, hold, again, onward, end), soFar),
    figure, notes);
  const close = button(text.finish, finish);
  const callBox = make("section", { class: "call", tabindex: -1, "aria-label": text.call },
    make("h3", {}, text.call), make("p", {}, call.why), make("p", { class: "how" }, call.how),
    make("p", {}, call.emergency), make("div", { class: "buttons" }, close));

  function showStep() {
    const shown = step(), { svg, alt } = drawings[shown.drawing], picture = adopt(svg, uid);
    setText(title, shown.title);
    list.replaceChildren(...shown.says.map((line) => make("li", {}, line)));
    dress(picture, { role: "img", "aria-label": alt }, []);
    figure.replaceChildren(picture, make("figcaption", {}, shown.caption));
    const note = (label, words) => make("p", {}, make("b", {}, label), ` ${words}`);
    notes.replaceChildren(note(text.tested, shown.tested), note(text.caution, shown.caution), note(text.sources, shown.sources));
    paint();
  }
  function paint() {
    const focused = document.activeElement; // who pressed a button that is gone afterwards is led to the next one
    start.hidden = phase !== "ready";
    stepBox.hidden = phase !== "step";
    callBox.hidden = phase !== "call";
    if (phase === "step") paintStep();
    if (tool.contains(focused) && (focused.disabled || focused.closest("[hidden]")))
      ({ ready: start, call: callBox, step: over ? again : hold })[phase].focus();
  }
  function paintStep() {
    const next = following(), rest = Math.ceil(left()), usual = route().filter((each) => !each.before_bed).length;
    setText(where, step().before_bed ? text.later : fill(text.step, { number: number + 1, all: usual }));
    setText(clockFace, digits(rest));
    bar.value = 1 - left() / step().seconds;
    setText(hold, inStep.goes ? text.pause : text.go_on);
    hold.disabled = over;
    setText(done, letGo ? text.is_back : text.let_go);
    onward.hidden = next === null;
    if (next !== null) setText(onward, fill(text.next, { title: route()[next].title }));
    end.hidden = !letGo;
    setText(soFar, fill(letGo ? text.cramp_was : text.cramp_time, { time: digits(cramp.seconds), limit: digits(limit_s) }));
  }

  const tool = frame("relief-coach", text.title,
    make("fieldset", {}, make("legend", {}, text.where), ...pills),
    make("p", { class: "clot" }, make("b", {}, clot[0]), ` ${clot[1]}`),
    start, stepBox, callBox, spoken, larger);
  paint();
  el.append(tool);

  const beat = setInterval(tick, 250);
  document.addEventListener("visibilitychange", tick); // back from the background: right at once
  return () => {
    clearInterval(beat);
    document.removeEventListener("visibilitychange", tick);
    tool.remove();
  };
}

export default { render };
