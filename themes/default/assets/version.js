// Compares the version behind the # of the address, which a code on paper has, with the one of this page.
(() => {
  "use strict";
  var box = document.querySelector(".tools"), paper = location.hash.slice(1);
  var now = box.querySelector('[data-say="version"]').textContent.trim();
  if (/^[0-9a-f]{4}-[0-9a-f]{4}$/.test(paper)) {
    var word = box.querySelector('[data-say="' + (paper === now ? "version-same" : "version-other") + '"]');
    box.querySelector(".said").appendChild(word.cloneNode(true));
  }
  document.documentElement.classList.add("js");
})();
