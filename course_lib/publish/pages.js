/* The tools' model where there is no Python: it remembers what the page sets, tells the page, and nobody else. */

function pageModel(id) {
  const state = JSON.parse(document.getElementById(id).textContent), page = new EventTarget();
  const heard = new Map(); // callback -> what listens for it
  return {
    get: (name) => state[name],
    set(name, value) {
      if (state[name] === value) return;
      state[name] = value;
      page.dispatchEvent(new Event(`change:${name}`));
    },
    on(names, callback) {
      if (!heard.has(callback)) heard.set(callback, () => callback());
      for (const name of names.split(" ")) page.addEventListener(name, heard.get(callback));
    },
    off(names, callback) {
      for (const name of names.split(" ")) page.removeEventListener(name, heard.get(callback));
    },
    save_changes() {},
    send() {},
  };
}

/* Light or dark is the reader's own setting; paper is always light. */
function dress() {
  const dark = matchMedia("(prefers-color-scheme: dark)"), paper = matchMedia("print");
  const choose = () => { document.body.dataset.jpThemeLight = String(!dark.matches || paper.matches); };
  for (const kind of [dark, paper]) kind.addEventListener("change", choose);
  choose();
}

/* Evidence: show the entries with all of some words, and return how many there are. */
function findEvidence(words) {
  let found = 0;
  for (const list of document.querySelectorAll(".course-evidence")) {
    let here = 0;
    for (const entry of list.querySelectorAll(":scope > details")) {
      const text = entry.textContent.toLowerCase();
      entry.hidden = !words.every((word) => text.includes(word));
      here += !entry.hidden;
    }
    (list.closest("section.topic") ?? list).hidden = !here;
    found += here;
  }
  return found;
}

dress();
document.addEventListener("DOMContentLoaded", () => {
  const find = document.getElementById("find-evidence");
  find?.addEventListener("input", () => {
    const words = find.value.toLowerCase().split(/\s+/).filter(Boolean), found = findEvidence(words);
    document.getElementById("found-evidence").textContent = words.length ? `${found} found` : "";
  });
  for (const box of document.querySelectorAll(".page-words table"))
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0; // what is wider than the page can be scrolled by keyboard too
});
