/* Narrows the lists of a page to the services that fit. What was chosen stands in the address behind #, so that
   it can be sent to somebody. Without this script every list is there in full. */
(function () {
  "use strict";

  var form = document.querySelector("form.filter");
  if (!form || !window.welcomepackOpen) return;
  var open = window.welcomepackOpen, mark = "#filter:", weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
  var main = document.querySelector("main"), rows = [].slice.call(main.querySelectorAll("[data-is]")), status = form.querySelector(".found");
  var fields = [].slice.call(form.querySelectorAll("select, input"));

  function value(f) { return f.type === "checkbox" ? (f.checked ? f.value : "") : f.value; }

  function fits(row, chosen, now) {
    var is = " " + row.getAttribute("data-is") + " ", times = row.getAttribute("data-open") || "";
    return chosen.every(function (c) {
      if (c.name !== "day") return is.indexOf(" " + c.value + " ") >= 0;
      if (!times) return false;
      if (c.value === "now") return open.openNow(times, now);
      if (c.value === "today") return open.today(times, now).length > 0;
      return open.onWeekday(times, weekdays.indexOf(c.value) + 1);
    });
  }

  /* Lists with nothing left go, and the headings over them. */
  function tidy(list) {
    var any = [].some.call(list.querySelectorAll("[data-is]"), function (r) { return !r.hidden; });
    list.hidden = !any;
    for (var e = list.previousElementSibling; e && /^H\d$/.test(e.tagName); e = e.previousElementSibling) e.hidden = !any;
  }

  function say(name, fill) {
    var from = form.querySelector('[data-say="' + name + '"]'), to = document.createElement("span");
    if (from.lang) { to.lang = from.lang; to.dir = from.dir; }
    from.textContent.split(/(\{\w+\})/).forEach(function (part) {
      var n = fill && part[0] === "{" ? fill[part.slice(1, -1)] : undefined;
      var e = n === undefined ? document.createTextNode(part) : document.createElement("bdi");
      if (n !== undefined) { e.dir = "ltr"; e.textContent = n; }
      to.appendChild(e);
    });
    return to;
  }

  function apply() {
    var chosen = [], now = open.london(Date.now()), left = {}, all = {}, n = 0, total = 0;
    fields.forEach(function (f) { if (value(f)) chosen.push({ name: f.name, value: value(f) }); });
    rows.forEach(function (row) {
      var a = row.querySelector("a"), id = a ? a.getAttribute("href") : "";
      row.hidden = !fits(row, chosen, now);
      if (!all[id]) { all[id] = true; total++; }
      if (!row.hidden && !left[id]) { left[id] = true; n++; }
    });
    [].forEach.call(main.querySelectorAll(".entries, .cards, .scroll"), function (list) {
      if (list.querySelector("[data-is]")) tidy(list);
    });
    form.classList.toggle("chosen", chosen.length > 0);
    status.textContent = "";
    if (!chosen.length) return chosen;
    status.appendChild(n ? say("filter-count", { count: n, all: total }) : say("filter-none"));
    if (chosen.some(function (c) { return c.name === "day"; })) {
      var note = say("filter-times");
      note.className = "aside";
      status.appendChild(document.createTextNode(" "));
      status.appendChild(note);
    }
    return chosen;
  }

  function remember(chosen) {
    var s = chosen.map(function (c) { return c.name + "=" + c.value; }).join("&");
    try {
      history.replaceState(null, "", location.pathname + location.search + (s ? mark + s : ""));
    } catch (e) { /* the address stays as it was */ }
  }

  function recall() {
    if (location.hash.indexOf(mark) !== 0) return false;
    var asked = {};
    location.hash.slice(mark.length).split("&").forEach(function (p) {
      var i = p.indexOf("=");
      if (i > 0) asked[p.slice(0, i)] = p.slice(i + 1);
    });
    fields.forEach(function (f) {
      if (f.type === "checkbox") f.checked = asked[f.name] === f.value;
      else {
        f.value = asked[f.name] || "";
        if (f.selectedIndex < 0) f.value = "";
      }
    });
    return true;
  }

  document.documentElement.classList.add("js");
  form.addEventListener("change", function () { remember(apply()); });
  form.addEventListener("submit", function (e) { e.preventDefault(); });
  form.addEventListener("reset", function () { setTimeout(function () { remember(apply()); }, 0); });
  window.addEventListener("hashchange", function () { if (recall()) apply(); });
  if (recall()) {
    form.querySelector("details").open = true;
    apply();
    if (form.getBoundingClientRect().top > window.innerHeight) form.scrollIntoView();
  }
})();
