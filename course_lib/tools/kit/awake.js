/* Asks Python for an answer whenever somebody does something in a tool.

   A press, which is an act of Python's, waits in the page until Python has answered: a kernel that is busy, stopped or
   gone never has a queue of them. Where no answer comes, the page says so and takes no further press. A field stays as
   it is, to be read, copied and filled: what it says is a state, of which the last one counts. */

const COMES_BACK = [[document, "visibilitychange"], [document, "resume"], [window, "pageshow"], [window, "online"]];

class Awake {
  isHeld = () => this.#held;
  #live = false; // where there never was a kernel, as on a page saved to disk, nothing waits
  #presses = new Map(); // those that wait, in their order; the same one again waits once, as it is pressed last
  #asked = null;
  #wait = 0;
  #timer = 0;
  #more = false;
  #held = false;
  #under = null;
  #ended = new AbortController();
  #note = document.createElement("div");

  constructor({ model, el, root }) {
    Object.assign(this, { model, el, root });
    Object.assign(this.#note, { className: "course-awake", popover: "manual" });
    this.#note.setAttribute("role", "alert");
    this.#note.onclick = ({ target }) => target.closest("button") && this.#note.remove(); // until the next press in vain
    model.widget_manager?.get_model(model.get("tool")).then((tool) => { this.#live = tool.comm_live; });
    const { signal } = this.#ended;
    for (const [where, name] of COMES_BACK) where.addEventListener(name, (event) => this.#back(event), { signal });
    model.on("msg:custom", this.#answered);
  }
  #attempt(send) {
    try {
      send();
    } catch (error) {
      console.warn(error); // there is nobody to send to: no answer will come
    }
  }
  #ask() {
    clearTimeout(this.#timer);
    const ask = this.#asked = Math.random();
    this.#more = false;
    this.#attempt(() => this.model.send({ ask }));
    this.#timer = setTimeout(() => this.#noAnswer(), this.#wait);
  }
  #begin() {
    this.#wait = this.model.get("wait") * 1000;
    this.#ask();
  }
  /** Something was done: does Python hear it? */
  touch() {
    if (!this.#live) return;
    if (this.#asked === null) this.#begin(); else this.#more = true;
  }
  press(name, act) {
    if (!this.#live) return act();
    if (this.#held) {
      this.#hold(true); // says it again, and asks again
      return this.#begin();
    }
    this.#presses.set(name, act);
    this.touch();
  }
  #noAnswer() {
    this.#presses.clear(); // what was pressed minutes ago is not done unasked; the page says so
    if (!this.#held) this.#hold(true);
    this.#wait *= 2;
    this.#ask(); // a question may have been lost with its connection
  }
  #answered = ({ answer }) => {
    if (answer === undefined || answer !== this.#asked) return;
    clearTimeout(this.#timer);
    this.#asked = null;
    this.#hold(false);
    this.#presses.delete(this.#under);
    this.#under = null;
    if (this.#more) return this.#begin(); // about what was done since the question
    if (!this.#presses.size) return;
    const [[name, act]] = this.#presses;
    this.#under = name;
    this.#attempt(act);
    this.#begin();
  };
  #hold(now) {
    const root = this.root(), note = this.#note;
    root?.classList.toggle("course-awake-held", now);
    // A button of a page of choices still shows what is said to an answer: only keeping it needs Python.
    const buttons = root?.querySelectorAll("button:not([data-keeps])") ?? [];
    if (this.#held !== now) for (const button of buttons) button.ariaDisabled = now || null;
    this.#held = now;
    if (!now) return note.remove();
    note.innerHTML = this.model.get("unanswered");
    document.querySelectorAll(".course-awake").forEach((other) => other.remove()); // one on a page of many tools
    this.el.append(note);
    note.showPopover?.();
    const at = document.activeElement; // where she types stays in sight
    if (root?.contains(at) && at.getBoundingClientRect().bottom > note.offsetTop) at.scrollIntoView({ block: "center" });
  }
  /** Awake again, after sleep or behind another page: what was asked before may have gone unheard. */
  #back({ type, persisted = true }) {
    const left = type === "visibilitychange" && document.hidden;
    if (this.#live && persisted && this.el.isConnected && !left) this.#begin();
  }
  end() {
    clearTimeout(this.#timer);
    this.#ended.abort();
    this.model.off("msg:custom", this.#answered);
    this.#note.remove();
  }
}

/** `root()` is the element of the tool. */
export const keepAwake = (page) => new Awake(page);
