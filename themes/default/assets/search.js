/* Finds guides, services, kinds of help and hard words in the reader's language and in English, without a
   server. The index is loaded when the field is first used. The rules by which words are made alike have a twin
   in internal/export/words.go. */
(function (root) {
  "use strict";

  /* Words made alike */

  function spans(list) {
    return list.map(function (s) {
      var ends = s.split("-").map(function (n) { return "\\u" + ("000" + n).slice(-4); });
      return ends.join("-");
    }).join("");
  }
  var dropped = new RegExp("[" + spans(("27 60 ad 2b0-36f 483-489 591-5bd 5bf 5c1-5c2 5c4-5c5 5c7 610-61a 621 640 64b-65f 670 6d6-6ed 93c 9bc " +
    "a3c abc 135d-135f 1ab0-1aff 1dc0-1dff 200c-200f 2018-201b 202a-202e 2060-2069 20d0-20ff fe00-fe0f fe20-fe2f feff").split(" ")) + "]", "g");
  var parting = new RegExp("[" + spans(("0-26 28-2f 3a-40 5b-5f 7b-ac ae-b4 b6-b9 bb-bf d7 f7 55a-55f 589-58a 5be 5c0 5c3 5c6 5f3-5f4 600-60f " +
    "61b-61f 66a-66d 6d4 964-965 970 df4 e2f e3f e46 e4f e5a-e5b 104a-104f 10fb 1360-1368 1680 17d4-17da 2000-200b 2010-2017 201c-2029 202f-205f " +
    "20a0-20cf 2100-2bff 2e00-2e7f 2ff0-303f 30fb e000-f8ff fd3e-fd4f fdfc-fdff fe10-fe1f fe30-fe6f ffe0-ffff").split(" ")) + "]+", "g");

  var alike = {};
  ("ıi ßss æae œoe øo đd łl þth ðd ħh ŋn ςσ əa ɣg ɛe ɔo " +
    "ىي یي ېي ۍي ێي ےي ۓي ةه ەه ہه ھه ۃه ۂه ۀه ۿه کك ڪك ګگ ںن ڼن ۆو ۇو ۋو ڕر ڵل ٱا " +
    "ሃሀ ኣአ").split(" ").forEach(function (p) { alike[p[0]] = p.slice(1); });
  function shift(from, to, by) {
    for (var c = from; c <= to; c++) {
      var s = String.fromCharCode(c + by);
      alike[String.fromCharCode(c)] = alike[s] || s;
    }
  }
  shift(0x1210, 0x1217, -0x10);
  shift(0x1220, 0x1227, 0x10);
  shift(0x1280, 0x1287, -0x80);
  shift(0x12d0, 0x12d7, -0x30);
  shift(0x1340, 0x1347, -8);
  [0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0, 0xf20, 0x1040, 0x17e0, 0x1810]
    .forEach(function (zero) { shift(zero, zero + 9, 0x30 - zero); });
  var other = new RegExp("[" + Object.keys(alike).join("") + "]", "g");

  function normalise(s) {
    return s.normalize("NFKD").toLowerCase().replace(other, function (c) { return alike[c]; })
      .replace(dropped, "").replace(parting, " ").trim();
  }

  function unspaced(c) {
    if (c >= 0x2e80 && c <= 0x2fdf || c >= 0x3040 && c <= 0x30ff || c >= 0x3400 && c <= 0x4dbf || c >= 0x4e00 && c <= 0x9fff || c >= 0x20000 && c <= 0x3ffff) return 2;
    if (c >= 0xe01 && c <= 0xe4e || c >= 0xe81 && c <= 0xedf || c >= 0x1000 && c <= 0x109f || c >= 0x1780 && c <= 0x17d3) return 3;
    return 0;
  }

  function withoutArticle(word) {
    var m = /^ال(..+)$/.exec(word) || /^(?:[وبفك]ال|لل)(...+)$/.exec(word);
    return m ? m[1] : word;
  }

  /* Each word as a list of its units: itself, or, where a script parts no words, every few letters. */
  function words(s) {
    var out = [];
    normalise(s).split(" ").forEach(function (word) {
      var letters = Array.from(word), at = 0;
      while (at < letters.length) {
        var kind = unspaced(letters[at].codePointAt(0)), end = at + 1, units = [];
        while (end < letters.length && unspaced(letters[end].codePointAt(0)) === kind) end++;
        if (!kind) units.push(withoutArticle(letters.slice(at, end).join("")));
        else if (end - at <= kind) units.push(letters.slice(at, end).join(""));
        else for (var i = at; i + kind <= end; i++) units.push(letters.slice(i, i + kind).join(""));
        out.push(units);
        at = end;
      }
    });
    return out;
  }

  /* English words around what is meant, as in "where can I find a doctor". */
  var around = " a an the i me my we you your is are am was be do does can could how what where when who which to of for in on at by with from and or " +
    "not no it this that there need want find get help please have has near ";

  /* The words of a question. A number to call is one unit, however it was written. */
  function asked(s) {
    var digits = normalise(s).replace(/^(?:00)?44 ?(?=\d)/, /^\s*(\+|00)/.test(s) ? "0" : "$&");
    if (/^[\d ]{5,}$/.test(digits)) return [[digits.replace(/ /g, "").replace(/^00/, "0")]];
    var all = words(s), few = all.filter(function (w) { return around.indexOf(" " + w[0] + " ") < 0; });
    return few.length ? few : all;
  }

  /* How many letters must change for a to begin b, at most most; more than that is most + 1. */
  var rows = [[], [], []];
  function slips(a, b, most) {
    var n = a.length, width = Math.min(b.length, n + most), i, j, best, cost;
    for (j = 0; j <= width; j++) rows[0][j] = j;
    for (i = 1; i <= n; i++) {
      var now = rows[i % 3], last = rows[(i + 2) % 3], before = rows[(i + 1) % 3], c = a.charCodeAt(i - 1);
      now[0] = best = i;
      for (j = 1; j <= width; j++) {
        cost = last[j - 1] + (c === b.charCodeAt(j - 1) ? 0 : 1);
        if (last[j] < cost) cost = last[j] + 1;
        if (now[j - 1] < cost) cost = now[j - 1] + 1;
        if (i > 1 && j > 1 && before[j - 2] < cost && c === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1)) cost = before[j - 2] + 1;
        now[j] = cost;
        if (cost < best) best = cost;
      }
      if (best > most) return most + 1;
    }
    best = most + 1;
    for (j = Math.max(0, n - most); j <= width; j++) best = Math.min(best, rows[n % 3][j]);
    return best;
  }

  /* A bit for each of 32 kinds of letters that a word has. */
  function bits(s) {
    for (var m = 0, i = 0; i < s.length; i++) m |= 1 << (s.charCodeAt(i) & 31);
    return m;
  }

  function count(m) {
    for (var n = 0; m; n++) m &= m - 1;
    return n;
  }

  var digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", value = {};
  for (var d = 0; d < 64; d++) value[digits[d]] = d;
  var worth = [1, 3, 5, 9];

  /* An engine of one index: find(text) returns {pages, whole}, the numbers of the pages, best first, and
     whether any has every word. */
  function engine(index) {
    var units = index.units.split(" "), where = index.where.split(" "), pages = index.pages.length, last = "", has = new Int32Array(units.length);
    for (var i = 0; i < units.length; i++) {
      last = last.slice(0, parseInt(units[i][0], 36)) + units[i].slice(1);
      units[i] = last;
      has[i] = bits(last);
    }

    function each(unit, f) {
      var s = where[unit], page = 0, n = 0, shift = 0;
      for (var i = 0; i < s.length; i++) {
        var v = value[s[i]];
        n |= (v & 31) << shift;
        shift += 5;
        if (v < 32) {
          page += n >> 2;
          f(page, worth[n & 3]);
          n = shift = 0;
        }
      }
    }

    /* What each page is worth for one unit. Slips of the pen and parts of words count where nothing begins with it. */
    function rate(q) {
      var got = new Float32Array(pages), found = false, i, u, letters = q.length;
      var kind = unspaced(q.codePointAt(0)), number = /^\d+$/.test(q);
      function take(unit, good) {
        found = true;
        each(unit, function (page, w) { got[page] = Math.max(got[page], w * good); });
      }
      var own = bits(q), first = q[0], second = q[1], lacks;
      for (i = 0; i < units.length; i++) {
        lacks = own & ~has[i];
        if (lacks && has[i] & ~own) continue; /* neither can begin the other: most units end here */
        u = units[i];
        if (u === q) take(i, 1);
        else if (!lacks && u.startsWith(q) && (letters > 1 || kind)) take(i, 0.4 + 0.4 * letters / u.length);
        else if (!number && u.length > 3 && letters > u.length && letters - u.length < 4 && q.startsWith(u)) take(i, 0.4);
      }
      if (found || number) return got;
      var most = kind || letters < 4 ? 0 : letters < 8 ? 1 : 2;
      for (i = 0; i < units.length; i++) {
        lacks = own & ~has[i];
        if (lacks && count(lacks) > most) continue;
        u = units[i];
        if (!lacks && letters > (kind ? 0 : 2) && u.indexOf(q) > 0) take(i, 0.35);
        else if (most && u.length >= letters - most && (u[0] === first || u[1] === first || u[0] === second) && slips(q, u, most) <= most) take(i, u.length - letters > 2 ? 0.25 : 0.35);
      }
      return got;
    }

    /* What each page is worth for one word: it has most of its units. */
    function rateWord(word) {
      var got = new Float32Array(pages), parts = new Float32Array(pages);
      word.forEach(function (unit) {
        rate(unit).forEach(function (w, page) {
          if (w) { got[page] += w / word.length; parts[page] += 1 / word.length; }
        });
      });
      return got.map(function (w, page) { return parts[page] < 0.65 ? 0 : w; });
    }

    function exists(s) {
      for (var i = 0, own = bits(s); i < units.length; i++) if (has[i] === own && units[i] === s) return true;
      return false;
    }

    /* What it is worth as two words that were written together. */
    function rateParted(word) {
      var got = new Float32Array(pages);
      for (var i = 3; i <= word.length - 3; i++) {
        if (exists(word.slice(0, i)) && exists(word.slice(i))) {
          rateWord([word.slice(0, i), word.slice(i)]).forEach(function (w, page) { got[page] = Math.max(got[page], w * 0.7); });
        }
      }
      return got;
    }

    function find(text) {
      var score = new Float32Array(pages), has = new Float32Array(pages), all = 0, best = 0, most = 0, out = [], p;
      asked(text).forEach(function (word) {
        var got = rateWord(word), n = got.filter(Boolean).length, i;
        if (n < 3 && word.length === 1 && !/\d/.test(word[0])) {
          rateParted(word[0]).forEach(function (w, page) { got[page] = Math.max(got[page], w); });
          n = got.filter(Boolean).length;
        }
        var rare = Math.log(1 + pages / (n || pages));
        if (n || word.join("").length > 2) all += rare;
        for (i = 0; i < pages; i++) if (got[i]) { score[i] += got[i] * rare; has[i] += rare; }
      });
      for (p = 0; p < pages; p++) {
        score[p] *= (0.5 + has[p] / (all || 1)) * (index.pages[p][0] === "t" ? 0.7 : 1);
        best = Math.max(best, score[p]);
        most = Math.max(most, has[p]);
        if (score[p]) out.push(p);
      }
      out = out.filter(function (p) { return score[p] > best * 0.1; });
      out.sort(function (a, b) { return score[b] - score[a] || a - b; });
      return { pages: out, whole: most > all * 0.999 };
    }
    return { find: find };
  }

  root.welcomepackSearch = { normalise: normalise, words: words, engine: engine };
  if (typeof document === "undefined") return;

  /* The page */

  var box = document.querySelector(".search");
  if (!box) return;
  var form = box.querySelector("form"), field = form.querySelector("input"), list = box.querySelector(".results"), status = box.querySelector(".found");
  var folders = { g: "guides/", s: "services/", c: "categories/" }, kinds = { g: "guide", s: "service", c: "category", t: "glossary" };
  var find, state = "", timer, most = 30, shown = most;
  box.querySelector(".without").hidden = true;

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

  function href(kind, slug) {
    return kind === "t" ? "glossary.html#" + slug : folders[kind] + slug + ".html";
  }

  function result(p, now) {
    var li = document.createElement("li"), h = document.createElement("h2"), a = document.createElement("a"), data = root.welcomepackIndex;
    li.className = "entry";
    a.href = (box.dataset.base || "") + href(p[0], p[1]);
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
    var open = root.welcomepackOpen && p[6] ? welcomepackOpen.today(p[6], now) : [];
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
      show();
      list.children[at].querySelector("a").focus();
    });
    li.appendChild(b);
    return li;
  }

  function show() {
    var q = field.value.trim();
    list.textContent = "";
    if (!q || state === "loading") return tell(q ? "search-loading" : "");
    if (state === "failed") return tell("search-failed");
    var r = find(q), data = root.welcomepackIndex, now = root.welcomepackOpen ? welcomepackOpen.london(Date.now()) : null;
    r.pages.slice(0, shown).forEach(function (n) { list.appendChild(result(data.pages[n], now)); });
    if (!r.pages.length) return tell("search-none");
    tell(r.whole ? "search-count" : "search-near", { count: r.pages.length });
    if (r.pages.length > shown) list.appendChild(more());
  }

  function ready() {
    if (!root.welcomepackIndex || root.welcomepackIndex.v !== 1) return failed();
    state = "ready";
    find = engine(root.welcomepackIndex).find;
    show();
  }

  function failed() {
    state = "failed";
    show();
  }

  function load() {
    if (state) return;
    state = "loading";
    if (root.welcomepackIndex) return ready();
    words("a"); /* makes its tables while the index is on its way */
    var s = document.createElement("script");
    s.src = box.dataset.index;
    s.onload = ready;
    s.onerror = failed;
    document.head.appendChild(s);
  }

  function look() {
    shown = most;
    load();
    show();
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

  var given = /[?&]q=([^&]*)/.exec(location.search || location.hash.replace("#", "?"));
  if (given) {
    try { field.value = decodeURIComponent(given[1].replace(/\+/g, " ")); } catch (e) { /* a broken address asks for nothing */ }
    load();
    show();
  }
})(typeof window === "undefined" ? globalThis : window);
