/** Digits of every script as those of ASCII: each script has them in order, in one row from its zero. */
const plain = (text) => text.replace(/\p{Nd}/gu, (digit) => {
  let before = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(digit.codePointAt(0) - before - 1))) before += 1;
  return before % 10;
});

export default {
  async render({ model, el }) {
    const { ticked, typed, pattern, over, says } = model.get("rule");
    const [box, field] = await Promise.all([ticked, typed].map((id) => model.widget_manager.get_model(id)));
    const paint = () => { el.innerHTML = model.get("value"); };
    const judge = () => {
      const number = plain(field.get("value").trim()).match(new RegExp(`^${pattern}$`))?.groups;
      const isOver = Boolean(number) && Number(`${number.whole}.${number.part ?? 0}`) > over;
      model.set("value", says[Number(box.get("value"))][Number(isOver)]);
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
