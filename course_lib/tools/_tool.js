/** What the fields inside a box of widgets say, by the id of the field's model. */
function valuesIn(box) {
  return Object.assign({}, ...(box?.get("children") ?? []).map((child) => {
    if (child.get("children")) return valuesIn(child);
    if (child.get("_model_name").startsWith("HTML")) return {}; // only shows something
    const own = ["value", "index"].filter((name) => child.get(name) !== undefined);
    return own.length ? { [child.model_id]: child.serialize(Object.fromEntries(own.map((name) => [name, child.get(name)]))) } : {};
  }));
}

// JupyterLab takes arrow keys and letters for its own commands, also while a box or list of a tool has the focus: arrows
// would not choose, and "b" would add a cell. Lab leaves the keys alone on an element that has this attribute itself.
const keepKeys = (root) => ({ target }) => {
  if (root()?.contains(target)) target.setAttribute("data-lm-suppress-shortcuts", "true");
};

export default {
  async render({ model, el }) {
    const root = () => el.parentElement?.closest(".widget-vbox"), keep = keepKeys(root);
    el.style.display = "contents"; // takes no room
    document.addEventListener("focusin", keep);
    const tool = await model.widget_manager.get_model(model.get("tool"));
    // A page that never had a kernel, as one saved to disk, has nobody to wait for.
    const awake = tool.comm_live ? keepAwake({ model, el, root, fields: () => valuesIn(tool) }) : null;
    return () => {
      document.removeEventListener("focusin", keep);
      awake?.end();
    };
  },
};
