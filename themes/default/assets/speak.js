// Reads a page aloud with the voices of the device, each part in its own language, and marks where it is.
(() => {
  "use strict";
  var synth = window.speechSynthesis, tools = window.welcomepackTools, label = null, at = null, turn = 0;
  var blocks = "h1,h2,h3,h4,h5,h6,p,li,dt,dd,th,td,caption,label";
  var skipped = ".tools,.exit,.says,.qr,.scripted,[hidden],nav";

  // voiceFor returns a voice of a language, and of its script where the tag names one: a voice that knows other
  // letters would read nothing, or nonsense.
  function voiceFor(lang, voices) {
    var parts = lang.toLowerCase().split("-"), script = (parts[1] || "").length === 4 && parts[0] !== "zh" ? parts[1] : "";
    return voices.filter(v => {
      var p = v.lang.toLowerCase().replace(/_/g, "-").split("-");
      return p[0] === parts[0] && (!script || p.indexOf(script) > 0);
    })[0];
  }

  function langOf(node) { return node.parentElement.closest("[lang]").lang; }

  // spoken says numbers to call digit by digit.
  function spoken(node) {
    var a = node.parentElement.closest('a[href^="tel:"], a[href^="sms:"]');
    return a ? node.data.replace(/\D/g, "").split("").join(" ") : node.data;
  }

  // runs cuts a block into stretches of one language, and those where a sentence ends, because long ones are cut off.
  function runs(el) {
    var walk = document.createTreeWalker(el, NodeFilter.SHOW_TEXT), out = [], n;
    while ((n = walk.nextNode())) {
      if (n.parentElement.closest("svg,.unseen,[hidden]")) { continue; }
      var l = langOf(n), last = out[out.length - 1];
      if (last && last.lang === l) { last.text += spoken(n); } else { out.push({ lang: l, text: spoken(n) }); }
    }
    var cut = [];
    out.forEach(r => {
      var text = r.text.replace(/\s+/g, " ").trim();
      if (!text) { return; }
      (text.match(/[^.!?؟۔።]+[.!?؟۔።]*\s*/g) || [text]).forEach(s => {
        if (s.trim()) { cut.push({ el: el, lang: r.lang, text: s.trim() }); }
      });
    });
    return cut;
  }

  function page() {
    var all = document.querySelectorAll("main " + blocks.split(",").join(",main ")), out = [];
    all.forEach(el => {
      if (!el.querySelector(blocks) && !el.closest(skipped)) { out = out.concat(runs(el)); }
    });
    return out;
  }

  function mark(el) {
    if (at) { at.classList.remove("speaking"); }
    at = el;
    if (el) { el.classList.add("speaking"); }
  }

  function stop(button) {
    turn++;
    synth.cancel();
    mark(null);
    if (label) { button.replaceChild(label, button.lastChild); label = null; }
  }

  function begin(button, say, voices) {
    var own = document.documentElement.lang, voice = voiceFor(own, voices), queue = page(), mine = ++turn;
    if (!voice) { say("speak-none"); return; }
    label = button.replaceChild(button.parentNode.querySelector('[data-say="speak-stop"]').cloneNode(true), button.lastChild);
    function next() {
      var r = queue.shift();
      if (mine !== turn) { return; }
      if (!r) { stop(button); return; }
      var v = voiceFor(r.lang, voices) || voice, u = new SpeechSynthesisUtterance(r.text);
      u.voice = v;
      u.lang = v.lang;
      u.onend = next;
      u.onerror = e => {
        if (mine !== turn || e.error === "canceled" || e.error === "interrupted") { return; }
        stop(button);
        say("speak-failed");
      };
      mark(r.el);
      synth.speak(u);
    }
    next();
  }

  // withVoices waits a little for devices that list their voices late.
  function withVoices(then) {
    var voices = synth.getVoices(), done = false;
    if (voices.length) { then(voices); return; }
    function go() { if (!done) { done = true; then(synth.getVoices()); } }
    if (synth.addEventListener) { synth.addEventListener("voiceschanged", go, { once: true }); }
    setTimeout(go, 1200);
  }

  tools.speak = (button, say) => {
    say("");
    if (!synth || !window.SpeechSynthesisUtterance) { say("speak-failed"); return; }
    if (label) { stop(button); return; }
    withVoices(voices => { begin(button, say, voices); });
  };
  addEventListener("pagehide", () => { if (synth) { synth.cancel(); } });
})();
