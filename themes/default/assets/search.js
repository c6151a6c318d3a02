/* The field for words to look for, and what was found. The index is loaded when the field is first used, but where
   an edition is one file it stands in the page. */
(function () {
  "use strict";


  var box = document.querySelector(".search");
  if (!box) return;
  var form = box.querySelector("form"), field = form.querySelector("input"), list = box.querySelector(".results"), status = box.querySelector(".found");
  var folders = { g: "guides/", s: "services/", c: "categories/" }, kinds = { g: "guide", s: "service", c: "category", t: "glossary" };
  var inside = document.getElementById("_index"), find, data, places, found, state = "", timer, rest, screenful = 4, most = 20, shown = most;
  box.classList.add("ready");

  function say(name, tag, fill) {
    var from = box.querySelector('[data-say="' + name + '"]'), to = document.createElement(tag);
    if (from.lang) { to.lang = from.lang; to.dir = from.dir; }
    from.textContent.split(/(\{\w+\})/).forEach(function (part) {
      var key = part.slice(1, -1);
      if (fill && part[0] === "{" && fill[key] !== undefined) to.appendChild(fact(String(fill[key])));
      else to.appendChild(document.createTextNode(part));
    });
    return to;
  }

  function tell(name, fill) {
    status.textContent = "";
    if (name) status.appendChild(say(name, "span", fill));
  }

  function fact(s) {
    var b = document.createElement("bdi");
    b.dir = "ltr";
    b.textContent = s;
    return b;
  }

  function text(tag, s, className, english) {
    var e = document.createElement(tag);
    e.textContent = s;
    if (className) e.className = className;
    if (english) { e.lang = "en"; e.dir = "ltr"; }
    return e;
  }

  function named(name, english) {
    var foreign = english && document.documentElement.lang !== "en";
    return text(foreign ? "span" : "bdi", name, "", foreign);
  }

  /* Where a page leads; "" where the file that an edition is has no place for it. */
  function href(n) {
    var p = data.pages[n];
    if (places) return places[n];
    return p[0] === "t" ? "glossary.html#" + p[1] : folders[p[0]] + p[1] + ".html";
  }

  function result(n, now) {
    var p = data.pages[n], li = document.createElement("li"), h = document.createElement("h2"), a = document.createElement("a");
    li.className = "entry";
    a.href = href(n);
    a.appendChild(named(p[2], p[3] === 1));
    h.appendChild(a);
    li.appendChild(h);
    if (typeof p[3] === "string" && p[3]) li.appendChild(text("p", p[3], "english", true));
    var line = document.createElement("p"), category = data.categories[p[4]];
    line.className = "about";
    if (p[0] === "s" && category) line.appendChild(named(category[0], category[1] === 1));
    else line.appendChild(say(kinds[p[0]], "span"));
    if (p[0] === "g" && category) {
      line.appendChild(document.createTextNode(" · "));
      line.appendChild(named(category[0], category[1] === 1));
    }
    if (p[5]) {
      line.appendChild(document.createTextNode(" · "));
      var place = text("bdi", p[5]);
      place.lang = "en";
      line.appendChild(place);
    }
    li.appendChild(line);
    var open = p[6] ? welcomepackOpen.today(p[6], now) : [];
    if (open.length) li.appendChild(times(open));
    if (p[7]) {
      var call = document.createElement("a");
      call.href = "tel:" + p[8];
      call.className = "reach number";
      call.appendChild(fact(p[7]));
      li.appendChild(call);
    }
    return li;
  }

  function times(open) {
    var ul = document.createElement("ul");
    ul.className = "tags";
    ul.setAttribute("role", "list");
    open.slice(0, 3).forEach(function (o) {
      var li = document.createElement("li");
      li.appendChild(say(o.now ? "open-now" : "open-today", o.now ? "strong" : "span"));
      li.appendChild(document.createTextNode(" "));
      if (o.from || o.to < 1440) li.appendChild(fact(welcomepackOpen.clock(o.from) + "–" + welcomepackOpen.clock(o.to)));
      if (o.mode) {
        li.appendChild(document.createTextNode(" "));
        li.appendChild(say(o.mode === "p" ? "mode-phone" : "mode-online", "span"));
      }
      ul.appendChild(li);
    });
    return ul;
  }

  /* A button in the place of the results that are left. The first of them gets the focus. */
  function more() {
    var li = document.createElement("li"), b = say("search-more", "button");
    b.type = "button";
    b.className = "more";
    b.addEventListener("click", function () {
      var at = shown;
      shown += most;
      list.removeChild(li);
      fill(at);
      list.children[at].querySelector("a").focus();
    });
    li.appendChild(b);
    return li;
  }

  /* Adds the results from one on: as many as a screen has at once, the others as soon as these are seen. */
  function fill(from) {
    var part = document.createDocumentFragment(), now = welcomepackOpen.london(Date.now()), to = from + screenful;
    found.slice(from, Math.min(to, shown)).forEach(function (n) { part.appendChild(result(n, now)); });
    if (to < Math.min(shown, found.length)) rest = setTimeout(function () { fill(to); }, 0);
    else if (found.length > shown) part.appendChild(more());
    list.appendChild(part);
  }

  function show() {
    var q = field.value.trim();
    clearTimeout(rest);
    list.textContent = "";
    if (!q || state === "loading") return tell(q ? "search-loading" : "");
    if (state === "failed") return tell("search-failed");
    var r = find(q);
    found = r.pages.filter(href);
    fill(0);
    tell(!found.length ? "search-none" : r.whole ? "search-count" : "search-near", { count: found.length });
  }

  function ready() {
    if (!data || data.v !== 2) return failed();
    state = "ready";
    find = welcomepackSearch.engine(data).find;
    if (field.value.trim()) show();
    else setTimeout(function () { find("welcmoe"); }, 0); /* what has run once runs faster when it is asked for */
  }

  function failed() {
    state = "failed";
    show();
  }

  function load() {
    if (state) return;
    state = "loading";
    if (inside) {
      var held = JSON.parse(inside.textContent);
      data = held.index;
      places = held.places;
      return ready();
    }
    welcomepackSearch.words("a"); /* makes its tables while the index is on its way */
    var s = document.createElement("script");
    s.src = box.dataset.index;
    s.onload = function () {
      data = window.welcomepackIndex;
      ready();
    };
    s.onerror = failed;
    document.head.appendChild(s);
  }

  function look() {
    shown = most;
    load();
    show();
    if (inside) return;
    try {
      history.replaceState(null, "", location.pathname + (field.value ? "?q=" + encodeURIComponent(field.value) : ""));
    } catch (e) { /* the address stays as it was */ }
  }

  field.addEventListener("focus", load);
  field.addEventListener("input", function () {
    clearTimeout(timer);
    timer = setTimeout(look, 120);
  });
  form.addEventListener("submit", function (e) {
    e.preventDefault();
    clearTimeout(timer);
    look();
    field.blur(); /* so that the keyboard of a phone leaves room for what was found */
  });

  var given = !inside && /[?&]q=([^&]*)/.exec(location.search || location.hash.replace("#", "?"));
  if (given) {
    try { field.value = decodeURIComponent(given[1].replace(/\+/g, " ")); } catch (e) { /* a broken address asks for nothing */ }
    load();
    show();
  }
})();
