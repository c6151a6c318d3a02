// Follows the files that a volunteer writes: reloads the page when there is a new good site, and shows what is
// wrong while there is none. Only the local preview has this script.
(function () {
  "use strict";
  var version = document.currentScript.dataset.version;
  var box = null;

  function hide() {
    if (box) {
      box.remove();
      box = null;
    }
  }

  function show(words) {
    hide();
    box = document.createElement("section");
    box.id = "welcomepack-mistakes";
    box.lang = "en";
    box.dir = "ltr";
    box.setAttribute("role", "alert");
    box.tabIndex = 0;
    var style = box.style;
    style.position = "fixed";
    style.inset = "0";
    style.zIndex = "2147483647";
    style.overflow = "auto";
    style.padding = "1.5rem";
    style.background = "#1c1c1c";
    style.color = "#fff";
    style.font = "15px/1.5 monospace";
    style.textAlign = "left";
    var head = document.createElement("p");
    head.textContent = "The files have mistakes. Behind this box is the last good page. The box goes when they are mended.";
    var text = document.createElement("pre");
    text.textContent = words;
    text.style.whiteSpace = "pre-wrap";
    text.style.font = "inherit";
    text.style.color = "inherit";
    text.style.background = "none";
    var button = document.createElement("button");
    button.textContent = "Hide";
    button.style.font = "inherit";
    button.onclick = hide;
    box.append(head, text, button);
    document.body.append(box);
  }

  new EventSource("/-/events").onmessage = function (event) {
    var state = JSON.parse(event.data);
    if (state.version !== version) {
      location.reload();
    } else if (state.mistakes) {
      show(state.mistakes);
    } else {
      hide();
    }
  };
})();
