// Puts the guides and services that were ticked on paper, in one language or in two beside each other. What they say
// comes from the edition's own file of parts, which is loaded when it is wanted.
(() => {
  "use strict";
  var go = document.querySelector('[data-tool="print"]'), root = document.documentElement;
  if (!go) { return; }
  var tools = go.parentNode, own = root.lang.toLowerCase(), result = null;

  function say(name) {
    var said = tools.querySelector(".said");
    said.textContent = "";
    if (name) { said.appendChild(tools.querySelector('[data-say="' + name + '"]').cloneNode(true)); }
  }

  function boxes() { return Array.from(document.querySelectorAll(".choice [type=checkbox]")); }
  function chosen() { return boxes().filter(b => b.checked).map(b => b.value); }

  function load(lang, then, failed) {
    if (window.welcomepackPrint && window.welcomepackPrint[lang]) { then(); return; }
    var s = document.createElement("script");
    s.src = (lang === own ? "" : "../" + lang + "/") + "print-data.js";
    s.onload = then;
    s.onerror = failed;
    document.head.appendChild(s);
  }

  // make returns an element with words that the page brought itself.
  function make(tag, name, text, data) {
    var e = document.createElement(tag);
    if (name) { e.className = name; }
    if (text) { e.textContent = text; }
    if (data) { e.lang = data.lang; e.dir = data.dir; }
    return e;
  }

  // blocks returns a part's blocks. The file of parts is made by the same printer as this page. IDs get the part's name
  // before them, since several parts have the same.
  function blocks(data, id, two) {
    var part = data.parts.filter(p => p.id === id)[0];
    if (!part) { return null; }
    var body = new DOMParser().parseFromString(part.html, "text/html").body, before = data.lang + "." + id + ".";
    body.querySelectorAll("[id]").forEach(e => { e.id = before + e.id; });
    body.querySelectorAll("[aria-labelledby]").forEach(e => {
      e.setAttribute("aria-labelledby", before + e.getAttribute("aria-labelledby"));
    });
    var all = Array.from(body.children);
    if (all.length === 1 && all[0].className === "group") { all = Array.from(all[0].children); }
    // The English name under a translated one is not needed beside the English.
    if (two) { all = all.filter(e => !e.classList.contains("english")); }
    return { part: part, all: all };
  }

  function side(data, list) {
    var e = make("div", "side", "", data);
    list.forEach(b => { e.appendChild(document.adoptNode(b)); });
    return e;
  }

  function alike(a, b) {
    return a.length === b.length && a.every((e, i) => e.tagName === b[i].tagName);
  }

  // section sets a part; in two languages block beside block, and where the two differ one after the other.
  function section(id, one, two, notes) {
    var s = make("section", "part " + id.split("-")[0]), a = blocks(one, id, two), b = two && blocks(two, id, two);
    if (!a) { return null; }
    a.part.notes && a.part.notes.forEach(n => { notes[0][n] = true; });
    if (!b) { s.appendChild(side(one, a.all)); return s; }
    b.part.notes && b.part.notes.forEach(n => { notes[1][n] = true; });
    if (!alike(a.all, b.all)) {
      s.appendChild(side(one, a.all));
      s.appendChild(side(two, b.all));
      return s;
    }
    a.all.forEach((e, i) => {
      var pair = make("div", "pair");
      pair.appendChild(side(one, [e]));
      pair.appendChild(side(two, [b.all[i]]));
      s.appendChild(pair);
    });
    return s;
  }

  function told(data, names) {
    var list = (data.notes || []).filter(n => names[n.name]);
    return list.map(n => make("p", "small", n.text, n));
  }

  function build(ids, one, two) {
    if (result) { result.parentNode.removeChild(result); }
    result = make("div", two ? "printed two" : "printed");
    var notes = [{}, {}], parts = document.createDocumentFragment();
    ids.forEach(id => {
      var s = section(id, one, two, notes);
      if (s) { parts.appendChild(s); }
    });
    told(one, notes[0]).concat(two ? told(two, notes[1]) : []).forEach(p => { result.appendChild(p); });
    result.appendChild(parts);
    var foot = make("p", "small");
    foot.appendChild(tools.querySelector('[data-say="foot"]').cloneNode(true));
    result.appendChild(foot);
    var qr = document.querySelector("main > .qr");
    if (qr) { qr.parentNode.insertBefore(result, qr); } else { document.querySelector("main").appendChild(result); }
    root.classList.add("parts");
  }

  function start() {
    var ids = chosen(), also = document.querySelector('[name="_also"]:checked').value;
    function failed() { say("print-failed"); }
    if (!ids.length) { say("print-nothing"); return; }
    say("print-wait");
    load(own, () => {
      function ready() {
        var all = window.welcomepackPrint;
        if (!all || !all[own]) { failed(); return; }
        build(ids, all[own], also && all[also]);
        say("print-ready");
        setTimeout(() => { window.print(); }, 50);
      }
      if (also) { load(also, ready, failed); } else { ready(); }
    }, failed);
  }

  tools.addEventListener("click", e => {
    var b = e.target.closest("[data-tool]"), name = b && b.getAttribute("data-tool");
    if (name === "print") { start(); }
    if (name === "print-clear") {
      boxes().forEach(x => { x.checked = false; });
      if (result) { result.parentNode.removeChild(result); result = null; root.classList.remove("parts"); }
      say("");
    }
  });
  root.classList.add("js");
})();
