// Compares the version behind the # of the address, which a code on paper has, with the one of this page; and again when
// another code leads to the page while it is open.
(() => {
  "use strict";
  var box = document.querySelector(".tools"), said = box.querySelector(".said");
  var now = box.querySelector('[data-say="version"]').textContent.trim();
  function compare() {
    var paper = location.hash.slice(1);
    said.textContent = "";
    if (/^[0-9a-f]{4}-[0-9a-f]{4}$/.test(paper)) {
      var word = box.querySelector('[data-say="' + (paper === now ? "version-same" : "version-other") + '"]');
      said.appendChild(word.cloneNode(true));
    }
  }
  compare();
  window.addEventListener("hashchange", compare);
  document.documentElement.classList.add("js");
})();
