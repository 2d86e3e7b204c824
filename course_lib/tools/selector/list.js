/* The list of the point selector: every point as a button, by region, to be found by its code or any of its names. */

import { field, make, setText, sign } from "../kit/dom.js";

export function pointList({ table, points, choose }) {
  const { text } = table, faces = [];

  function row(code) {
    const point = points.get(code), words = make("span", { class: "words" });
    const node = make("button", {
      type: "button", class: "point", onclick: (event) => choose(code, node, event.detail === 0), // 0: by the keyboard
    }, sign(), make("b", {}, code), " ", make("span", {}, make("span", { class: "name" }, point.title), " ", words,
      make("span", { class: "lore-word" }, `, ${text.lore_word}`)));
    faces.push({ point, node, rename: () => setText(words, table.statuses[node.dataset.status]) });
    return make("li", { "data-search": point.search }, node);
  }
  const groups = table.list_groups.map(({ label, codes }) =>
    make("section", { class: "group" }, make("h3", {}, label), make("ul", {}, ...codes.map(row))));
  const find = make("input", { type: "search", autocomplete: "off", oninput: sift });
  const notFound = make("p", { class: "quiet", "aria-live": "polite" });

  function sift() {
    const asked = find.value.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
    for (const group of groups) {
      const rows = [...group.querySelectorAll("li")];
      for (const item of rows) item.hidden = !item.dataset.search.includes(asked);
      group.hidden = rows.every((item) => item.hidden);
    }
    setText(notFound, groups.every((group) => group.hidden) ? text.nothing_found : "");
  }
  return { node: make("div", { class: "list" }, make("h2", {}, text.list), field(text.filter, find), notFound, ...groups), faces, find };
}
