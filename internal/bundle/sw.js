// The service worker: keeps the editions that a reader asked to save, and nothing else, and answers from them.
//
// An edition lies in a cache of its own, named after the digest of its list. The store's table, a cache too, has
// one entry for each saved edition, which names its cache: writing that entry is the one step from the old
// edition to the new, so that a page never meets half of each, and a try that breaks leaves the old one whole.
(function () {
  'use strict';
  var root = self.registration.scope;
  var prefix = 'welcomepack ' + root + ' ';
  var table = prefix + 'table';
  var pause = 10 * 60 * 1000;    // between two looks for something newer
  var atOnce = 4;                // files fetched at a time
  var queue = Promise.resolve(); // what changes the store does so one after the other
  var tried = {};                // when a newer version was last looked for in vain, by edition

  self.addEventListener('install', function () { self.skipWaiting(); });
  self.addEventListener('activate', function (e) { e.waitUntil(self.clients.claim()); });

  // --- the table

  function listAddress(edition) { return root + edition + '/offline.json'; }

  // saved returns what the device has: each edition's list, with its cache, whether it has the pack, and times.
  async function saved() {
    if (!await caches.has(table)) return [];
    var t = await caches.open(table);
    var all = await Promise.all((await t.keys()).map(async function (k) { return (await t.match(k)).json(); }));
    var whole = await Promise.all(all.map(function (s) { return caches.has(s.cache); })); // browsers may clear caches
    return all.filter(function (s, i) { return whole[i]; });
  }

  async function write(entry) {
    var t = await caches.open(table);
    await t.put(listAddress(entry.edition), new Response(JSON.stringify(entry), { headers: { 'Content-Type': 'application/json' } }));
  }

  function found(entries, edition) {
    return entries.filter(function (s) { return s.edition === edition; })[0];
  }

  // summary is what pages are told.
  function summary(entries) {
    return entries.map(function (s) {
      return { edition: s.edition, version: s.version, bytes: s.bytes + (s.withPack && s.pack ? s.pack.bytes : 0), saved: s.saved, withPack: s.withPack };
    });
  }

  // --- saving

  async function fetched(address) {
    var r = await fetch(address, { cache: 'no-cache', credentials: 'same-origin' });
    if (!r.ok) throw new Error('answer ' + r.status + ' for ' + address);
    return r;
  }

  async function freshList(edition) {
    var list = await (await fetched(listAddress(edition))).json();
    var sound = list.edition === edition && typeof list.version === 'string' && Array.isArray(list.files) && list.files.every(isOurs) && (!list.pack || isOurs(list.pack));
    if (!sound) throw new Error('not a list: ' + edition);
    return list;
  }

  function isOurs(f) { return typeof f.path === 'string' && new URL(f.path, root).href.indexOf(root) === 0; }

  // keep puts a copy of an answer into a cache. The copy has the address that was asked for, and was never
  // redirected: browsers refuse a redirected answer to a navigation, and some hosts redirect …/index.html to …/.
  async function keep(cache, address, answer) {
    var headers = { 'Content-Type': answer.headers.get('Content-Type') || 'application/octet-stream' };
    await cache.put(address, new Response(await answer.blob(), { status: 200, headers: headers }));
  }

  // known finds files that the device has already, by path and digest.
  function known(entries) {
    var map = {};
    entries.forEach(function (s) {
      s.files.concat(s.withPack && s.pack ? [s.pack] : []).forEach(function (f) { map[f.path + ' ' + f.digest] = s.cache; });
    });
    return map;
  }

  async function getFile(cache, f, have) {
    var address = new URL(f.path, root).href;
    if (await cache.match(address)) return; // from a try that broke off
    var other = have[f.path + ' ' + f.digest];
    var copy = other && await (await caches.open(other)).match(address);
    await keep(cache, address, copy || await fetched(address));
  }

  // save makes the device's copy of an edition the newest. tell is called with the bytes that it has and needs.
  async function save(edition, withPack, tell) {
    for (var tries = 0; tries < 3; tries++) {
      var list = await freshList(edition);
      var entries = await saved();
      var old = found(entries, edition);
      var name = prefix + edition + ' ' + list.version + (withPack ? ' pack' : '');
      var files = list.files.concat(withPack && list.pack ? [list.pack] : []);
      if (!old || old.cache !== name) {
        await getFiles(await caches.open(name), files, known(entries), tell);
        if ((await freshList(edition)).version !== list.version) continue; // published anew meanwhile
      }
      var entry = Object.assign({}, list, { cache: name, withPack: withPack, saved: Date.now(), looked: Date.now() });
      if (old && old.cache === name) entry.saved = old.saved;
      await write(entry);
      await sweep(edition, name);
      return !old || old.cache !== name;
    }
    throw new Error('the website keeps changing');
  }

  async function getFiles(cache, files, have, tell) {
    var all = files.reduce(function (n, f) { return n + f.bytes; }, 0);
    var done = 0;
    var next = 0;
    var failure = null;
    async function work() {
      while (next < files.length && !failure) {
        var f = files[next++];
        try {
          await getFile(cache, f, have);
        } catch (e) {
          failure = failure || e;
          return;
        }
        done += f.bytes;
        tell(done, all);
      }
    }
    var workers = [];
    for (var i = 0; i < atOnce; i++) workers.push(work());
    await Promise.all(workers); // nothing is under way any more when the failure is told
    if (failure) throw failure;
  }

  // sweep deletes an edition's caches but the one named.
  async function sweep(edition, name) {
    var names = await caches.keys();
    await Promise.all(names.filter(function (n) { return n.indexOf(prefix + edition + ' ') === 0 && n !== name; }).map(function (n) { return caches.delete(n); }));
  }

  async function remove(editions) {
    var t = await caches.open(table);
    for (var i = 0; i < editions.length; i++) {
      await t.delete(listAddress(editions[i]));
      await sweep(editions[i], '');
    }
    if (!(await t.keys()).length) await caches.delete(table);
  }

  // inTurn runs what changes the store after what was asked before.
  function inTurn(work) {
    var mine = queue.then(work);
    queue = mine.catch(function () {});
    return mine;
  }

  // look asks for newer versions of what is saved, and says of which there was one. What cannot be had stays as
  // it is.
  async function look() {
    var newer = [];
    var entries = await saved();
    for (var i = 0; i < entries.length; i++) {
      var s = entries[i];
      if (Date.now() - Math.max(s.looked, tried[s.edition] || 0) < pause) continue;
      tried[s.edition] = Date.now();
      try {
        if (await save(s.edition, s.withPack, function () {})) newer.push(s.edition);
      } catch (e) { /* the last good copy stays */ }
    }
    return newer;
  }

  // --- talking with pages

  self.addEventListener('message', function (e) {
    var port = e.ports[0];
    if (!port || !e.data) return;
    e.waitUntil(inTurn(function () { return act(e.data, port); }).catch(function (err) {
      var full = err && err.name === 'QuotaExceededError';
      return saved().then(function (s) { port.postMessage({ failed: full ? 'space' : 'network', why: String(err), saved: summary(s) }); });
    }));
  });

  async function act(ask, port) {
    var newer = [];
    if (ask.act === 'save') {
      for (var i = 0; i < ask.editions.length; i++) {
        var has = found(await saved(), ask.editions[i]);
        var withPack = !!ask.withPack || !!(has && has.withPack); // a pack that was saved is never lost
        await save(ask.editions[i], withPack, function (done, all) { port.postMessage({ done: done, all: all, at: i, of: ask.editions.length }); });
      }
    } else if (ask.act === 'remove') {
      await remove(ask.editions);
    } else if (ask.act === 'look') {
      newer = await look();
    }
    port.postMessage({ finished: true, newer: newer, saved: summary(await saved()) });
  }

  // --- answering

  self.addEventListener('fetch', function (e) {
    if (e.request.method !== 'GET' || e.request.url.indexOf(root) !== 0) return;
    e.respondWith(answer(e));
  });

  // answer comes from the saved edition that the page belongs to, else from the network, else it is the page
  // that says what is saved.
  async function answer(e) {
    var entries = await saved().catch(function () { return []; });
    if (!entries.length) return fetch(e.request);
    var wanted = e.request.url.replace(/[?#].*/, '');
    if (wanted.slice(root.length) === 'sw.js' || wanted.slice(-13) === '/offline.json') return fetch(e.request);
    var near = await nearest(entries, wanted, e.clientId);
    var hit = await inCaches(near, wanted);
    if (hit) return hit;
    try {
      return await fetch(e.request);
    } catch (err) {
      if (e.request.mode !== 'navigate') throw err;
      return Response.redirect(root + near[0].edition + '/not-saved.html', 302);
    }
  }

  // nearest sorts the saved editions: first that of the address, then that of the page that asks, then those of
  // the same area.
  async function nearest(entries, wanted, clientId) {
    var client = clientId && await self.clients.get(clientId);
    var from = client ? client.url : '';
    function far(s) {
      var area = root + s.edition.split('/')[0] + '/';
      if (wanted.indexOf(root + s.edition + '/') === 0) return 0;
      if (from.indexOf(root + s.edition + '/') === 0) return 1;
      if (wanted.indexOf(area) === 0 || from.indexOf(area) === 0) return 2;
      return 3;
    }
    var rank = entries.map(function (s, i) { return { s: s, far: far(s), i: i }; });
    rank.sort(function (a, b) { return a.far - b.far || a.i - b.i; });
    return rank.map(function (r) { return r.s; });
  }

  // inCaches knows the ways in which hosts write the address of a page: with index.html and without, with .html
  // and without.
  async function inCaches(entries, wanted) {
    var forms = [wanted];
    var last = wanted.slice(wanted.lastIndexOf('/') + 1);
    if (last === '') forms = [wanted + 'index.html'];
    else if (last.indexOf('.') < 0) forms = [wanted + '.html', wanted + '/index.html'];
    for (var i = 0; i < entries.length; i++) {
      var cache = await caches.open(entries[i].cache);
      for (var j = 0; j < forms.length; j++) {
        var hit = await cache.match(forms[j]);
        if (hit) return hit;
      }
    }
  }
})();
