// The box "without internet": asks the service worker to keep this edition, or all of the area's, and says what
// it has. Nothing is asked of it, and it is not even installed, before a button is pressed.
(function () {
  'use strict';
  var root = new URL('..', document.currentScript.src).href;
  var box = document.querySelector('.keep');
  if (!box) return;
  var edition = box.getAttribute('data-edition');
  var bytes = Number(box.getAttribute('data-bytes'));
  var packBytes = Number(box.getAttribute('data-pack'));
  var area = edition.split('/')[0];

  // --- words of the page

  // words puts a text of the page into an element, with its language and direction, and values in its slots.
  function words(into, name, values) {
    var from = box.querySelector('[data-say="' + name + '"]');
    into.textContent = '';
    if (from.lang) {
      into.lang = from.lang;
      into.dir = from.dir;
    } else {
      into.removeAttribute('lang');
      into.removeAttribute('dir');
    }
    from.textContent.split(/(\{[a-z]+\})/).forEach(function (part) {
      var slot = /^\{([a-z]+)\}$/.exec(part);
      into.appendChild(slot && values ? bdi(values[slot[1]]) : document.createTextNode(part));
    });
    return into;
  }

  function bdi(value) {
    var b = document.createElement('bdi');
    if (typeof value !== 'object') {
      b.textContent = String(value);
      b.dir = 'ltr';
    } else {
      b.textContent = value.text;
    }
    return b;
  }

  function size(n) {
    return n >= 995000 ? (n / 1e6).toFixed(1) + ' MB' : Math.ceil(n / 10000) * 10 + ' kB';
  }

  function day(time) {
    var d = new Date(time);
    var lang = document.documentElement.lang;
    try {
      return { text: d.toLocaleDateString(lang === 'en' ? 'en-GB' : lang, { day: 'numeric', month: 'long', year: 'numeric', calendar: 'gregory' }) };
    } catch (e) {
      return d.getFullYear() + '-' + (d.getMonth() + 1) + '-' + d.getDate();
    }
  }

  // --- parts of the box

  function add(tag, to) {
    var e = document.createElement(tag);
    to.appendChild(e);
    return e;
  }

  function button(name, values, act) {
    var b = add('button', add('p', tools));
    b.type = 'button';
    b.setAttribute('data-act', name);
    words(b, name, values);
    b.addEventListener('click', act);
    return b;
  }

  var has = add('div', box);
  has.className = 'has';
  var said = add('p', box);
  said.setAttribute('role', 'status');
  var bar = add('progress', add('p', box));
  bar.max = 100;
  bar.parentNode.hidden = true;
  var tools = add('div', box);
  var tick;
  var saved = [];

  function say(name, values) { words(said, name, values); }

  function own() {
    return saved.filter(function (s) { return s.edition === edition; })[0];
  }

  // show prints what the device has, and what may be done now. focus puts a keyboard's reader where the buttons
  // were that are gone.
  function show(focus) {
    var mine = own();
    bar.parentNode.hidden = true;
    has.textContent = '';
    tools.textContent = '';
    if (mine) {
      words(add('p', has), 'offline-saved-on', { date: day(mine.saved), size: size(mine.bytes) });
      words(add('p', has), 'offline-may-go');
    }
    others();
    tick = null;
    if (!mine) {
      if (packBytes) packTick();
      button('offline-save', { size: size(bytes) }, function () { save([edition], tick && tick.checked); }).className = 'chief';
    } else {
      if (packBytes && !mine.withPack) button('offline-with-pack', { size: size(packBytes) }, function () { save([edition], true); });
      button('offline-look', null, function () { save(saved.map(function (s) { return s.edition; }), null); });
      button('offline-remove', null, remove);
    }
    if (languages().length > 1) button('offline-all', null, offerAll);
    document.documentElement.classList.add('js');
    if (focus) {
      said.tabIndex = -1;
      said.focus();
    }
  }

  function packTick() {
    var label = add('label', add('p', tools));
    tick = add('input', label);
    tick.type = 'checkbox';
    words(add('span', label), 'offline-with-pack', { size: size(packBytes) });
  }

  // others lists the other editions on the device, each by its own name and with its page.
  function others() {
    var rest = saved.filter(function (s) { return s.edition !== edition; });
    if (!rest.length) return;
    words(add('p', has), 'offline-others');
    var list = add('ul', has);
    rest.forEach(function (s) {
      var a = add('a', add('li', list));
      var known = languages().filter(function (l) { return l.edition === s.edition; })[0];
      a.href = root + s.edition + '/index.html';
      a.textContent = known ? known.name : s.edition;
      a.dir = known ? known.dir : 'ltr';
      if (known) a.lang = known.lang;
    });
  }

  // languages is the editions of this area, as the page's own list of languages has them.
  function languages() {
    return Array.prototype.map.call(document.querySelectorAll('.languages a[hreflang]'), function (a) {
      var name = a.querySelector('[lang]') || a;
      return { edition: a.href.slice(root.length).split('/').slice(0, 2).join('/'), name: name.textContent, lang: name.lang, dir: name.dir };
    }).filter(function (l) { return l.edition.split('/')[0] === area; });
  }

  // --- asking the service worker

  // ask sends a wish and waits for its end; tell gets the news on the way.
  function ask(worker, wish, tell) {
    return new Promise(function (done) {
      var channel = new MessageChannel();
      channel.port1.onmessage = function (e) {
        if (e.data.finished || e.data.failed) {
          channel.port1.close();
          done(e.data);
        } else if (tell) tell(e.data);
      };
      worker.postMessage(wish, [channel.port2]);
    });
  }

  function worker() {
    return navigator.serviceWorker.register(root + 'sw.js', { scope: root, updateViaCache: 'none' }).then(function (r) {
      var w = r.installing || r.waiting || r.active;
      if (w.state === 'activated') return w;
      return new Promise(function (done, fail) {
        w.addEventListener('statechange', function () {
          if (w.state === 'activated') done(w);
          if (w.state === 'redundant') fail(new Error('the service worker was not installed'));
        });
      });
    });
  }

  function busy(on) {
    Array.prototype.forEach.call(tools.querySelectorAll('button, input'), function (b) { b.disabled = on; });
  }

  // save keeps editions, with their packs or without; withPack is null to look for newer ones, each as it is.
  function save(editions, withPack) {
    var before = saved.map(function (s) { return s.edition + s.version; }).join();
    var again = withPack === null;
    busy(true);
    bar.value = 0;
    bar.parentNode.hidden = false;
    say('offline-saving', { percent: '0 %' });
    worker().then(function (w) {
      return ask(w, { act: 'save', editions: editions, withPack: withPack }, progress);
    }).then(function (r) {
      saved = r.saved;
      var after = saved.map(function (s) { return s.edition + s.version; }).join();
      if (r.failed) say(r.failed === 'space' ? 'offline-full' : again ? 'offline-look-failed' : 'offline-failed');
      else say(!again ? 'offline-saved' : before === after ? 'offline-newest' : 'offline-updated');
      show(true);
    }).catch(cannot);
  }

  var shown = 0;
  function progress(news) {
    var percent = Math.floor(100 * (news.at + news.done / news.all) / news.of);
    bar.value = percent;
    if (percent < shown || percent >= shown + 10) { // not too often for those who listen
      shown = percent;
      say('offline-saving', { percent: percent + ' %' });
    }
  }

  function remove() {
    busy(true);
    worker().then(function (w) {
      return ask(w, { act: 'remove', editions: saved.map(function (s) { return s.edition; }) });
    }).then(function (r) {
      saved = r.saved;
      return saved.length ? null : navigator.serviceWorker.getRegistration(root).then(function (reg) { return reg && reg.unregister(); });
    }).then(function () {
      say('offline-removed');
      show(true);
    }).catch(cannot);
  }

  // offerAll reads how large the other languages are, and offers them with their size.
  function offerAll(e) {
    var b = e.target.closest ? e.target.closest('button') : e.target;
    busy(true);
    Promise.all(languages().map(function (l) {
      return fetch(root + l.edition + '/offline.json', { cache: 'no-cache' }).then(function (r) { return r.ok ? r.json() : null; });
    })).then(function (lists) {
      lists = lists.filter(Boolean);
      var sum = lists.reduce(function (n, l) { return n + l.bytes; }, 0);
      busy(false);
      var all = button('offline-save-all', { count: lists.length, size: size(sum) }, function () {
        save(lists.map(function (l) { return l.edition; }), false);
      });
      b.parentNode.parentNode.removeChild(b.parentNode);
      all.focus();
    }).catch(function () {
      busy(false);
      say('offline-failed');
    });
  }

  function cannot() {
    bar.parentNode.hidden = true;
    tools.textContent = '';
    say('offline-cannot');
    document.documentElement.classList.add('js');
  }

  // --- beginning

  if (location.protocol === 'file:') {
    say('offline-here');
    document.documentElement.classList.add('js');
  } else if (!navigator.serviceWorker || !window.caches || !window.MessageChannel) {
    cannot();
  } else {
    navigator.serviceWorker.getRegistration(root).then(function (r) {
      var w = r && r.scope === root && r.active;
      return w ? ask(w, { act: 'list' }) : { saved: [] };
    }).then(function (r) {
      saved = r.saved;
      show(false);
    }).catch(cannot);
  }
})();
