// Follows the files that a volunteer writes: reloads the page when it would look otherwise, shows what is wrong while
// something is, and names the file and line of what is pointed at. Only the local preview has this script.
(function () {
  "use strict";
  var own = document.currentScript.dataset;
  var version = own.version;
  var box = null;
  var shown = "";

  function hide() {
    if (box) {
      box.remove();
      box = null;
    }
  }

  function dress(element, style) {
    Object.assign(element.style, { zIndex: "2147483647", background: "#1c1c1c", color: "#fff", position: "fixed", textAlign: "left" }, style);
    element.lang = "en";
    element.dir = "ltr";
    return element;
  }

  function show(words) {
    if (box && shown === words) {
      return;
    }
    hide();
    shown = words;
    box = dress(document.createElement("section"), { inset: "0", overflow: "auto", padding: "1.5rem", font: "15px/1.5 monospace" });
    box.id = "welcomepack-mistakes";
    box.setAttribute("role", "alert");
    box.tabIndex = 0;
    var head = document.createElement("p");
    head.textContent = "The files have mistakes. Behind this box is the last good page. The box goes when they are mended.";
    var text = document.createElement("pre");
    text.textContent = words;
    Object.assign(text.style, { whiteSpace: "pre-wrap", font: "inherit", color: "inherit", background: "none" });
    var button = document.createElement("button");
    button.textContent = "Hide";
    button.style.font = "inherit";
    button.onclick = hide;
    box.append(head, text, button);
    document.body.append(box);
  }

  // A browser keeps its place on a page that it reloads.
  function follow(state) {
    if (state.version === version) {
      return;
    }
    if (!own.tag) {
      location.reload();
      return;
    }
    fetch(location.href, { method: "HEAD", headers: { "If-None-Match": own.tag } }).then(function (answer) {
      if (answer.status !== 304) {
        location.reload();
      }
      version = state.version;
    }, function () {});
  }

  new EventSource("/-/events").onmessage = function (event) {
    var state = JSON.parse(event.data);
    follow(state);
    if (state.mistakes) {
      show(state.mistakes);
    } else {
      hide();
    }
  };

  // The place of what is pointed at: a button at its corner. With an editor set it opens the file there, else it copies
  // the place.
  var tab = dress(document.createElement("button"), { font: "12px/1.4 monospace", padding: "0 .4em", border: "0", borderRadius: "3px", cursor: "pointer", display: "none" });
  tab.id = "welcomepack-place";
  tab.type = "button";
  tab.tabIndex = -1;
  var at = "";

  function point(element) {
    at = element.dataset.at;
    tab.textContent = at.replace(/^.*\//, "");
    tab.title = at + (own.token ? ": click to open it in your editor" : ": click to copy this");
    tab.style.display = "block";
    var place = element.getBoundingClientRect();
    var right = getComputedStyle(element).direction === "rtl" ? place.left : place.right - tab.offsetWidth;
    tab.style.top = Math.max(0, place.top - tab.offsetHeight) + "px";
    tab.style.left = Math.min(Math.max(0, right), innerWidth - tab.offsetWidth) + "px";
  }

  document.addEventListener("mouseover", function (event) {
    var element = event.target.closest("[data-at]");
    if (element) {
      point(element);
    } else if (event.target !== tab) {
      tab.style.display = "none";
    }
  });
  addEventListener("scroll", function () {
    tab.style.display = "none";
  }, { passive: true });

  function tell(words) {
    tab.textContent = words;
  }
  tab.onclick = function () {
    if (own.token) {
      fetch("/-/edit", { method: "POST", headers: { "X-Welcomepack-Token": own.token }, body: at }).then(function (answer) {
        return answer.ok ? "opened" : answer.text();
      }).then(tell);
    } else {
      navigator.clipboard.writeText(at).then(function () { tell("copied"); });
    }
  };
  document.body.append(tab);
})();
