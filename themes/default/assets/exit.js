// Leaves a page about danger at once: it empties the page, and puts another one in its place, so that the button to
// go back does not lead here. It cannot take the page out of the browser's list.
(() => {
  "use strict";
  var link = document.querySelector("a.leave"), presses = 0, last = 0;
  if (!link) { return; }

  function leave(e) {
    if (e) { e.preventDefault(); }
    var to = navigator.onLine === false ? "about:blank" : link.href;
    document.title = "\u00a0";
    document.body.textContent = "";
    location.replace(to);
  }

  link.addEventListener("click", leave);
  document.addEventListener("keydown", e => {
    if (e.key !== "Escape" && e.key !== "Esc") { presses = 0; return; }
    var now = Date.now();
    presses = now - last < 2000 ? presses + 1 : 1;
    last = now;
    if (presses === 3) { leave(); }
  });
})();
