// Type as large as fits: each slide begins at 32 px and gives way, a pixel at a time, until it stands in the frame.
// A frame grows no larger than its window, so on a phone, or zoomed in, the slides are a page to read instead.
function fit(largest = 32, smallest = 12) { // the course's own slides all stand in 20 px or more
  document.documentElement.classList.add("measuring");
  for (const slide of document.querySelectorAll(".slide")) {
    for (let size = largest; size >= smallest; size -= 1) {
      slide.style.fontSize = `${size}px`;
      if (slide.scrollHeight <= slide.clientHeight && slide.scrollWidth <= slide.clientWidth) break;
    }
  }
  document.documentElement.classList.remove("measuring");
}

function toRead() {
  document.documentElement.classList.add("reading");
  const go = () => document.getElementById(decodeURIComponent(location.hash.replace(/^#\/?/, "")))?.scrollIntoView();
  addEventListener("hashchange", go);
  go();
}

function toShow() {
  fit();
  Reveal.initialize({
    width: 1280, height: 720, margin: 0, center: false, hash: true, controlsTutorial: false,
    slideNumber: "c/t", transition: "none", pdfSeparateFragments: false, pdfMaxPagesPerSlide: 1,
    plugins: [RevealNotes],
  });
}

{
  const narrow = matchMedia("(max-width: 700px)");
  const framed = /[?&](receiver|view=print|print-pdf)/.test(location.search); // the small pictures of the notes, and paper
  (narrow.matches && !framed ? toRead : toShow)();
  if (!framed) narrow.addEventListener("change", () => location.reload()); // the hash keeps the place
}
