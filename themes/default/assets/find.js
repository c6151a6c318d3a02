/* Finds guides, services, kinds of help and hard words in the reader's language and in English, without a server.
   The rules by which words are made alike have a twin in internal/export/words.go, which makes the index too.
   A phone runs each line for the first time when somebody asks for the first time, so the work is left to what the
   browser has in machine code: text is looked through by indexOf and patterns, lists by halves. */
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
    var text = " " + index.units + " ", units = index.units.split(" "), where = index.where.split(" "), pages = index.pages.length;

    /* The first unit that is not before u; units stand in the order of their UTF-16 units. */
    function first(u) {
      for (var low = 0, high = units.length; low < high;) {
        var middle = low + high >> 1;
        if (units[middle] < u) low = middle + 1;
        else high = middle;
      }
      return low;
    }

    function exists(u) { return units[first(u)] === u; }

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

    /* Calls f with each unit that has letters in its middle or at its end. */
    function inside(letters, f) {
      for (var at = text.indexOf(letters); at >= 0; at = text.indexOf(letters, at + 1)) {
        if (text[at - 1] !== " ") f(text.slice(text.lastIndexOf(" ", at) + 1, text.indexOf(" ", at)));
      }
    }

    /* Calls f with each unit that may be a slip of the pen for q: its first letters are near, and it is long enough. */
    function similar(q, least, f) {
      var a = q[0], pattern = new RegExp(" (?=[" + a + q[1] + "]|[^ ]" + a + ")[^ ]{" + least + ",}", "g"), m;
      while ((m = pattern.exec(text))) f(m[0].slice(1));
    }

    /* What each page is worth for one unit. Slips of the pen and parts of words count where nothing begins with it. */
    function rate(q) {
      var got = new Float32Array(pages), found = false, letters = q.length, i;
      var kind = unspaced(q.codePointAt(0)), number = /^\d+$/.test(q);
      function take(unit, good) {
        found = true;
        each(unit, function (page, w) { got[page] = Math.max(got[page], w * good); });
      }
      for (i = first(q); i < units.length && units[i].startsWith(q); i++) {
        if (units[i] === q) take(i, 1);
        else if (letters > 1 || kind) take(i, 0.4 + 0.4 * letters / units[i].length);
      }
      for (var less = letters - 1; !number && less > 3 && letters - less < 4; less--) {
        var begin = q.slice(0, less);
        if (exists(begin)) take(first(begin), 0.4);
      }
      if (found || number) return got;
      if (letters > (kind ? 0 : 2)) inside(q, function (u) { take(first(u), 0.35); });
      var most = kind || letters < 4 ? 0 : letters < 8 ? 1 : 2, own = bits(q);
      if (most) similar(q, letters - most, function (u) {
        if (count(own & ~bits(u)) <= most && slips(q, u, most) <= most) take(first(u), u.length - letters > 2 ? 0.25 : 0.35);
      });
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
})(typeof window === "undefined" ? globalThis : window);
