// Finds words in an edition that is one file. A part is what stands under one heading; a part whose heading has
// the words comes before one whose text has them.
(function () {
  'use strict';
  var box = document.getElementById('_finder');
  var field = document.getElementById('_find');
  var found = document.getElementById('_found');
  var hits = document.getElementById('_hits');
  var most = 20;
  var parts;

  // fold makes forms of one word alike: letters with marks, Arabic and Persian letters and digits.
  function fold(s) {
    return s.normalize('NFKD').toLowerCase()
      .replace(/[\u0300-\u036f\u0640\u064b-\u065f\u0670\u200c-\u200f\u2066-\u2069]/g, '')
      .replace(/[\u0649\u06cc]/g, '\u064a').replace(/\u06a9/g, '\u0643').replace(/[\u0629\u06c1\u06d5]/g, '\u0647')
      .replace(/[\u0660-\u0669]/g, function (d) { return String(d.charCodeAt(0) - 0x660); })
      .replace(/[\u06f0-\u06f9]/g, function (d) { return String(d.charCodeAt(0) - 0x6f0); })
      .replace(/(\d) (?=\d)/g, '$1');
  }

  function read() {
    var list = [];
    var chapter = null;
    var now = null;
    var walker = document.createTreeWalker(document.getElementById('_main'), NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, null);
    var node;
    while ((node = walker.nextNode())) {
      if (node.nodeType === 3) {
        if (now) now.text += ' ' + node.nodeValue;
      } else if (/^H[2-6]$/.test(node.tagName)) {
        if (node.tagName === 'H2') chapter = node;
        now = node.id && node.id !== '_contents' ? { head: node, chapter: chapter, text: '' } : null;
        if (now) list.push(now);
      }
    }
    list.forEach(function (p) {
      p.name = fold(p.head.textContent);
      p.text = fold(p.text);
    });
    return list;
  }

  function has(text, words) {
    return words.every(function (w) { return text.indexOf(w) >= 0; });
  }

  function look() {
    parts = parts || read();
    var words = fold(field.value).split(/\s+/).filter(Boolean);
    hits.textContent = '';
    found.textContent = '';
    if (!words.length) return;
    var first = parts.filter(function (p) { return has(p.name, words); });
    var second = parts.filter(function (p) { return first.indexOf(p) < 0 && has(p.text, words); });
    var all = first.concat(second).slice(0, most);
    all.forEach(function (p) { hits.appendChild(line(p)); });
    if (all.length) found.textContent = String(first.length + second.length);
    else found.appendChild(copy(box.querySelector('[data-say="none"]')));
  }

  // copy is an element's words, with their languages and directions.
  function copy(from) {
    var s = document.createElement('span');
    if (from.lang) {
      s.lang = from.lang;
      s.dir = from.dir;
    }
    for (var n = from.firstChild; n; n = n.nextSibling) s.appendChild(n.cloneNode(true));
    return s;
  }

  function line(p) {
    var li = document.createElement('li');
    var a = document.createElement('a');
    a.href = '#' + p.head.id;
    a.appendChild(copy(p.head));
    li.appendChild(a);
    if (p.chapter && p.chapter !== p.head) {
      li.appendChild(document.createTextNode(' \u2013 '));
      li.appendChild(copy(p.chapter));
    }
    return li;
  }

  box.hidden = false;
  field.addEventListener('input', look);
})();
