// Remembers ticks on this device once the reader asks. A guide's ticks are kept under its name, so they are there in
// every language of it.
(() => {
  "use strict";
  var key = "welcomepack.ticks", root = document.documentElement, remembering = false;
  var guide = location.pathname.replace(/^.*\//, "").replace(/\.html$/, "");
  var boxes = Array.from(document.querySelectorAll("[data-mark]"));

  function read() {
    try {
      var all = JSON.parse(localStorage.getItem(key) || "{}");
      return all && typeof all === "object" ? all : {};
    } catch (e) { return {}; }
  }

  function keep() {
    var all = read();
    all[guide] = boxes.filter(b => b.checked).map(b => b.getAttribute("data-mark"));
    try {
      localStorage.setItem(key, JSON.stringify(all));
      return true;
    } catch (e) { return false; }
  }

  function remember(on) {
    remembering = on;
    root.classList.toggle("remembering", on);
  }

  boxes.forEach(b => {
    b.addEventListener("change", () => { if (remembering) { keep(); } });
  });

  var tools = window.welcomepackTools;
  tools.restore = () => {
    var marks = read()[guide];
    if (!Array.isArray(marks)) { return; }
    boxes.forEach(b => { b.checked = b.checked || marks.indexOf(b.getAttribute("data-mark")) >= 0; });
    remember(true);
  };
  tools.remember = (button, say) => {
    var ok = keep();
    remember(ok);
    say(ok ? "remembered" : "remember-failed");
  };
  tools.forget = (button, say) => {
    try { localStorage.removeItem(key); } catch (e) { /* nothing is kept */ }
    remember(false);
    say("forgotten");
    var first = button.parentNode.querySelector('[data-tool="remember"]');
    if (first) { first.focus(); }
  };
})();
