// When Python shows another step of a tool, its heading gets the focus: it comes into view, a screen reader says it, and
// Tab goes on from there. Nothing is focused when the page opens.
export default {
  render({ model, el }) {
    el.hidden = true;
    const focusHeading = () =>
      requestAnimationFrame(() => {
        const heading = el.parentElement?.closest(".widget-vbox")?.querySelector("[data-step]");
        heading?.focus();
        heading?.scrollIntoView({ block: "start" });
      });
    model.on("change:shown", focusHeading);
    return () => model.off("change:shown", focusHeading);
  },
};
