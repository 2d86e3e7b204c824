// JupyterLab takes arrow keys and letters for its own commands, also while a box or list of a tool has the focus: arrows
// would not choose, and "b" would add a cell. Lab leaves the keys alone on an element that has this attribute itself.
export default {
  render({ el }) {
    el.hidden = true;
    const keepKeys = ({ target }) => {
      const tool = el.parentElement?.closest(".widget-vbox");
      if (tool?.contains(target)) target.setAttribute("data-lm-suppress-shortcuts", "true");
    };
    document.addEventListener("focusin", keepKeys);
    return () => document.removeEventListener("focusin", keepKeys);
  },
};
