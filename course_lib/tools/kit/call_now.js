/* Whom to call, painted while a form is filled in. Joined behind `_dom.js`, whose `read` reads a number as Python does. */

import { read } from "./dom.js";

export default {
  async render({ model, el }) {
    const { ticked, typed, pattern, fold, over, says } = model.get("rule");
    const [box, field] = await Promise.all([ticked, typed].map((id) => model.widget_manager.get_model(id)));
    const paint = () => { el.innerHTML = model.get("value"); };
    const judge = () => {
      const number = read(pattern, fold, field.get("value"))?.[1].replace(",", ".");
      model.set("value", says[Number(box.get("value"))][Number(Number(number) > over)]);
    };
    model.on("change:value", paint);
    for (const each of [box, field]) each.on("change:value", judge);
    paint();
    return () => {
      model.off("change:value", paint);
      for (const each of [box, field]) each.off("change:value", judge);
    };
  },
};
