// Shows the buttons of a page, and loads what is behind one when it is pressed.
(() => {
  "use strict";
  var root = document.documentElement, base = document.currentScript.src.replace(/[^/]*$/, "");
  var files = { speak: "speak", share: "share", full: "share", remember: "check", forget: "check" };
  var tools = window.welcomepackTools = {};

  function load(name, then) {
    if (tools[name]) { then(); return; }
    var s = document.createElement("script");
    s.src = base + files[name] + ".js";
    s.onload = then;
    document.head.appendChild(s);
  }

  // saying returns what shows one of the words that stand hidden beside a button; without a name it shows none.
  function saying(box) {
    return name => {
      var said = box.querySelector(".said"), word = name && box.querySelector('[data-say="' + name + '"]');
      said.textContent = "";
      if (word) { said.appendChild(word.cloneNode(true)); }
    };
  }

  document.addEventListener("click", e => {
    var b = e.target.closest && e.target.closest("[data-tool]"), name = b && b.getAttribute("data-tool");
    if (b && files[name]) {
      load(name, () => { tools[name](b, saying(b.parentNode)); });
    }
  });
  // Some browsers fill in what was ticked before a page was opened again, unasked.
  document.querySelectorAll("[data-mark]").forEach(b => { b.checked = false; });
  try {
    if (document.querySelector("[data-mark]") && localStorage.getItem("welcomepack.ticks")) {
      load("remember", () => { tools.restore(); });
    }
  } catch (e) { /* nothing can be kept here, so nothing was */ }
  root.classList.add("js");
})();
