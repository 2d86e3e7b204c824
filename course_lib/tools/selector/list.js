/* The list of the point selector: every point as a button, by region, to be found by its code or any of its names. */

import { all, setText } from "../kit/dom.js";

export function pointList({ list, find, notFound }, choose) {
  const groups = all(list, ".group");
  list.addEventListener("click", ({ target, detail }) => {
    const node = target.closest("[data-code]");
    if (node) choose(node.dataset.code, node, detail === 0); // 0: by the keyboard
  });
  find.addEventListener("input", () => {
    const asked = find.value.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
    for (const group of groups) {
      const rows = all(group, "li");
      for (const row of rows) row.hidden = !row.dataset.search.includes(asked);
      group.hidden = rows.every((row) => row.hidden);
    }
    setText(notFound, groups.every((group) => group.hidden) ? notFound.dataset.says : "");
  });
  return all(list, "[data-code]").map((node) => {
    const words = node.querySelector(".words");
    return { code: node.dataset.code, node, rename: (status) => setText(words, status) };
  });
}
