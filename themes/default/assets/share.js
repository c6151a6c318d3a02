// Sends the address of a page by what the phone offers, or copies it; and fills the screen with a card.
(() => {
  "use strict";
  var tools = window.welcomepackTools;

  // address is the page's address on the web, also where the page was opened from a disk.
  function address() {
    var c = document.querySelector('link[rel="canonical"]');
    return location.protocol === "file:" && c ? c.href : location.href.replace(/#.*$/, "");
  }

  function show(button, say, url) {
    say("share-failed");
    var b = document.createElement("bdi");
    b.dir = "ltr";
    b.className = "long";
    b.textContent = url;
    var said = button.parentNode.querySelector(".said");
    said.appendChild(document.createTextNode(" "));
    said.appendChild(b);
  }

  // copy shows the address where the browser keeps the clipboard from pages, as it does on a host without https.
  function copy(button, say, url) {
    function cannot() { show(button, say, url); }
    if (!navigator.clipboard) { cannot(); return; }
    navigator.clipboard.writeText(url).then(() => { say("share-copied"); }, cannot);
  }

  tools.share = (button, say) => {
    var url = address();
    say("");
    if (!navigator.share) { copy(button, say, url); return; }
    navigator.share({ title: document.title, url: url }).catch(e => {
      if (e.name !== "AbortError") { copy(button, say, url); }
    });
  };

  tools.full = (button, say) => {
    var main = document.querySelector("main"), ask = main.requestFullscreen || main.webkitRequestFullscreen;
    if (document.fullscreenElement) { document.exitFullscreen(); return; }
    if (!ask) { say("full-failed"); return; }
    var p = ask.call(main);
    if (p && p.catch) { p.catch(() => { say("full-failed"); }); }
  };
})();
