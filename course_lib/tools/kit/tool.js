/** What the fields inside a box of widgets say, by the id of the field's model. */
import { keepAwake } from "./awake.js";

function valuesIn(box) {
  return Object.assign({}, ...(box?.get("children") ?? []).map((child) => {
    if (child.get("children")) return valuesIn(child);
    if (child.get("_model_name").startsWith("HTML")) return {}; // only shows something
    const own = ["value", "index"].filter((name) => child.get(name) !== undefined);
    if (!own.length) return {};
    return { [child.model_id]: child.serialize(Object.fromEntries(own.map((name) => [name, child.get(name)]))) };
  }));
}

/** The id of the model of a button inside a box of widgets; a button that asks for a file has none that Python presses. */
async function modelIdOf(button, box) {
  for (const child of box?.get("children") ?? []) {
    const inside = await modelIdOf(button, child);
    if (inside) return inside;
    const views = child.get("_model_name") === "ButtonModel" ? await Promise.all(Object.values(child.views ?? {})) : [];
    if (views.some((view) => view.el === button)) return child.model_id;
  }
}

// JupyterLab takes arrow keys and letters for its own commands, also while a box or list of a tool has the focus: arrows
// would not choose, and "b" would add a cell. Lab leaves the keys alone on an element that has this attribute itself.
const keepKeys = (root) => ({ target }) => {
  if (root()?.contains(target)) target.setAttribute("data-lm-suppress-shortcuts", "true");
};

export default {
  async render({ model, el }) {
    el.style.display = "contents"; // takes no room
    const root = () => el.parentElement?.closest(".widget-vbox"), keep = keepKeys(root);
    const tool = await model.widget_manager.get_model(model.get("tool"));
    const awake = keepAwake({ model, el, root });
    let passing = false;
    // A press carries what all fields say, in one message: ipywidgets hold a typed text back while the kernel is busy,
    // and where JupyterLab sends widgets' messages to several threads of a kernel, one overtakes another.
    const pass = (button, press) => {
      if (!button.isConnected) return; // its step has gone
      if (press) return model.send({ values: valuesIn(tool), press });
      passing = true;
      button.click();
      passing = false;
    };
    const heard = (event) => {
      if (passing || !root()?.contains(event.target)) return;
      const button = event.type === "click" && event.target.closest("button:not(.course-awake *)");
      if (!button) return void setTimeout(() => awake.touch()); // after the field's own listeners have sent what it says
      event.preventDefault();
      event.stopImmediatePropagation();
      modelIdOf(button, tool).then((press) => awake.press(button, () => pass(button, press)));
    };
    document.addEventListener("focusin", keep);
    for (const name of ["click", "input", "change"]) document.addEventListener(name, heard, true);
    return () => {
      document.removeEventListener("focusin", keep);
      for (const name of ["click", "input", "change"]) document.removeEventListener(name, heard, true);
      awake.end();
    };
  },
};
