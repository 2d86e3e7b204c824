/* Asks Python for an answer whenever somebody does something in a tool. Joined in front of a tool's own script.

   A press, which is an act of Python's, waits in the page until Python has answered: a kernel that is busy, stopped or
   gone never has a queue of them. Where no answer comes, the page says so and takes no further press. A field stays as
   it is, to be read, copied and filled: what it says is a state, of which the last one counts. */

/** `root()` is the element of the tool. Where there never was a kernel, as on a page saved to disk, nothing waits. */
export function keepAwake({ model, el, root }) {
  const note = document.createElement("div");
  Object.assign(note, { className: "course-awake", popover: "manual" });
  note.setAttribute("role", "alert");
  note.onclick = ({ target }) => target.closest("button") && note.remove(); // until the next press that cannot be done
  const presses = new Map(); // those that wait, in their order; the same one again waits once, as it is pressed last
  let live = false, asked = null, wait = 0, timer = 0, more = false, held = false, under = null;
  model.widget_manager?.get_model(model.get("tool")).then((tool) => { live = tool.comm_live; });

  function attempt(send) {
    try {
      send();
    } catch (error) {
      console.warn(error); // there is nobody to send to: no answer will come
    }
  }
  function ask() {
    clearTimeout(timer);
    asked = Math.random();
    more = false;
    attempt(() => model.send({ ask: asked }));
    timer = setTimeout(noAnswer, wait);
  }
  function begin() {
    wait = model.get("wait") * 1000;
    ask();
  }
  /** Something was done: does Python hear it? */
  function touch() {
    if (!live) return;
    if (asked === null) begin(); else more = true;
  }
  function press(name, act) {
    if (!live) return act();
    if (held) {
      hold(true); // says it again, and asks again
      return begin();
    }
    presses.set(name, act);
    touch();
  }
  function noAnswer() {
    presses.clear(); // what was pressed minutes ago is not done unasked; the page says so
    if (!held) hold(true);
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
    if (!presses.size) return;
    const [[name, act]] = presses;
    under = name;
    attempt(act);
    begin();
  }

  function hold(now) {
    root()?.classList.toggle("course-awake-held", now);
    // A button of a page of choices still shows what is said to an answer: only keeping it needs Python.
    const buttons = root()?.querySelectorAll("button:not([data-keeps])") ?? [];
    if (held !== now) for (const button of buttons) button.ariaDisabled = now || null;
    held = now;
    if (!held) return note.remove();
    note.innerHTML = model.get("unanswered");
    document.querySelectorAll(".course-awake").forEach((other) => other.remove()); // one on a page of many tools
    el.append(note);
    note.showPopover?.();
    const at = document.activeElement; // where she types stays in sight
    if (root()?.contains(at) && at.getBoundingClientRect().bottom > note.offsetTop) at.scrollIntoView({ block: "center" });
  }

  /** Awake again, after sleep or behind another page: what was asked before may have gone unheard. */
  function back({ type, persisted = true }) {
    const left = type === "visibilitychange" && document.hidden;
    if (live && persisted && el.isConnected && !left) begin();
  }

  const listeners = [
    [document, "visibilitychange"], [document, "resume"], [window, "pageshow"], [window, "online"],
  ];
  for (const [where, name] of listeners) where.addEventListener(name, back);
  model.on("msg:custom", answered);
  const end = () => {
    clearTimeout(timer);
    for (const [where, name] of listeners) where.removeEventListener(name, back);
    model.off("msg:custom", answered);
    note.remove();
  };
  return { touch, press, end, isHeld: () => held };
}
