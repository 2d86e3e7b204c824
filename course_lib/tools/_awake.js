/* Asks Python for an answer whenever somebody does something in a tool. Joined in front of a tool's own script.

   A press (a click on a button) waits in the page until Python has answered: a kernel that is busy, stopped or gone
   never has a queue of them. Then what all fields say goes ahead of the press, as ipywidgets hold a typed text back while
   the kernel is busy. Where no answer comes, the page says so and takes no further press. A field stays as it is,
   to be read, copied and filled: what it says is a state, of which the last one counts. */

function keepAwake({ model, el, root, fields = () => ({}) }) {
  const note = document.createElement("div");
  Object.assign(note, { className: "course-awake", popover: "manual" });
  note.setAttribute("role", "alert");
  const presses = new Set(); // the buttons that wait, in their order; pressed again they wait once
  let asked = null, wait = 0, timer = 0, more = false, held = false, under = null, passing = false;

  function send(content) {
    try {
      model.send(content);
    } catch (error) {
      console.warn(error); // there is nobody to send to: no answer will come
    }
  }
  function ask() {
    clearTimeout(timer);
    asked = Math.random();
    more = false;
    send({ ask: asked });
    timer = setTimeout(noAnswer, wait);
  }
  function begin() {
    wait = model.get("wait") * 1000;
    ask();
  }
  function touch() {
    if (asked === null) begin(); else more = true;
  }
  function noAnswer() {
    hold(true);
    wait *= 2;
    ask(); // a question may have been lost with its connection
  }
  function answered({ answer }) {
    if (answer === undefined || answer !== asked) return;
    clearTimeout(timer);
    asked = null;
    hold(false);
    presses.delete(under);
    under = null;
    if (more) return begin(); // about what was done since the question
    for (const button of presses) if (!button.isConnected) presses.delete(button); // its step has gone
    [under] = presses;
    if (under) pass();
  }
  function pass() {
    send({ values: fields() });
    passing = true;
    under.click();
    passing = false;
    begin();
  }

  function hold(now) {
    if (held !== now) for (const button of root()?.querySelectorAll("button") ?? []) button.ariaDisabled = now || null;
    held = now;
    note.innerHTML = held ? model.get("unanswered") : "";
    if (!held) return note.remove();
    el.append(note);
    note.showPopover?.();
  }

  function clicked(event) {
    const button = event.target.closest?.("button");
    if (passing || !root()?.contains(event.target)) return;
    if (!button) return void setTimeout(touch); // after the field's own listeners have sent what it says
    event.preventDefault();
    event.stopImmediatePropagation();
    if (held) return hold(true); // says it again
    presses.add(button);
    touch();
  }
  function changed({ target }) {
    if (root()?.contains(target)) setTimeout(touch);
  }
  function back() { // from sleep, or from another page: what was asked before may have gone unheard
    if (document.visibilityState === "visible" && el.isConnected) begin();
  }

  const listeners = [
    [document, "click", clicked], [document, "input", changed], [document, "change", changed],
    [document, "visibilitychange", back], [document, "resume", back], [window, "pageshow", back], [window, "online", back],
  ];
  for (const [where, name, act] of listeners) where.addEventListener(name, act, true);
  model.on("msg:custom", answered);
  const end = () => {
    clearTimeout(timer);
    for (const [where, name, act] of listeners) where.removeEventListener(name, act, true);
    model.off("msg:custom", answered);
    note.remove();
  };
  return { touch, end, isHeld: () => held, isWaiting: () => asked !== null };
}
