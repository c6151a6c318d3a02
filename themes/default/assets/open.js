/* Reads the times of services, and knows what time it is in London by rule: clocks there are an hour ahead from
   01:00 UTC on the last Sunday of March to 01:00 UTC on the last Sunday of October. The device's own zone plays
   no part. The form of the times is described in internal/catalog/open.go. */
(function (root) {
  "use strict";

  function lastSunday(year, month) {
    var last = new Date(Date.UTC(year, month + 1, 0));
    return Date.UTC(year, month, last.getUTCDate() - last.getUTCDay(), 1);
  }

  function dayOf(ms) {
    var t = new Date(ms);
    return {
      date: t.toISOString().slice(0, 10),
      weekday: t.getUTCDay() || 7,
      day: t.getUTCDate(),
      last: new Date(Date.UTC(t.getUTCFullYear(), t.getUTCMonth() + 1, 0)).getUTCDate(),
      minute: t.getUTCHours() * 60 + t.getUTCMinutes()
    };
  }

  /* The day and minute in London at a moment, in milliseconds of UTC since 1970. */
  function london(ms) {
    var year = new Date(ms).getUTCFullYear();
    var ahead = ms >= lastSunday(year, 2) && ms < lastSunday(year, 9);
    return dayOf(ms + (ahead ? 3600000 : 0));
  }

  function sessions(times) {
    return times.split(" ").map(function (s) {
      var m = /^(\d+)(?:n(-?\d))?@(\d+)-(\d+)([po]?)(.*)$/.exec(s);
      return m && { days: m[1], nth: +m[2] || 0, from: +m[3], to: +m[4], mode: m[5], dates: m[6] };
    }).filter(Boolean);
  }

  function on(s, day) {
    if (/[+=]/.test(s.dates) && new RegExp("[+=]" + day.date).test(s.dates)) return true;
    if (s.dates.indexOf("=") >= 0 || s.days.indexOf(day.weekday) < 0 || s.dates.indexOf("!" + day.date) >= 0) return false;
    if (s.nth > 0) return Math.ceil(day.day / 7) === s.nth;
    return s.nth === 0 || day.day + 7 > day.last;
  }

  /* The sessions of a day that are not over, each with whether it is on now, those now first. */
  function today(times, now) {
    return sessions(times).filter(function (s) { return on(s, now) && now.minute < s.to; }).map(function (s) {
      return { from: s.from, to: s.to, mode: s.mode, now: now.minute >= s.from };
    }).sort(function (a, b) { return b.now - a.now || a.from - b.from; });
  }

  function openNow(times, now) { return today(times, now).some(function (s) { return s.now; }); }

  /* Whether there is something on a weekday, in some week at least. */
  function onWeekday(times, weekday) {
    return sessions(times).some(function (s) { return s.days.indexOf(weekday) >= 0; });
  }

  function clock(minutes) { return ("0" + Math.floor(minutes / 60)).slice(-2) + ":" + ("0" + minutes % 60).slice(-2); }

  root.welcomepackOpen = { london: london, today: today, openNow: openNow, onWeekday: onWeekday, clock: clock };
})(typeof window === "undefined" ? globalThis : window);
