// Turns the day of a decision into dates, on the device alone: nothing is sent or kept. Days are counted as dates, never
// as hours, so that a change of the clocks moves nothing.
(() => {
  "use strict";
  var day = document.getElementById("_decision"), tools = day && document.querySelector('[data-tool="plan"]').parentNode;
  if (!day) { return; }
  var form = word("date").textContent.split("|").map((s, i) => i ? s.split("/") : s);
  var made = false;

  function word(name) { return tools.querySelector('[data-say="' + name + '"]'); }

  function say(name) {
    var said = tools.querySelector(".said");
    said.textContent = "";
    if (name) { said.appendChild(word(name).cloneNode(true)); }
  }

  function pad(n, to) { return ("0000" + n).slice(-to); }
  function iso(d) { return pad(d.getUTCFullYear(), 4) + "-" + pad(d.getUTCMonth() + 1, 2) + "-" + pad(d.getUTCDate(), 2); }

  // after counts months, which end where the month ends, and then days.
  function after(first, months, days) {
    var p = first.split("-").map(Number), d = new Date(Date.UTC(p[0], p[1] - 1 + months, 1));
    var end = new Date(Date.UTC(d.getUTCFullYear(), d.getUTCMonth() + 1, 0)).getUTCDate();
    d.setUTCDate(Math.min(p[2], end) + days);
    return iso(d) < first ? first : iso(d);
  }

  // dateOf returns the date of a step by the rule of its day; "" where no rule is known.
  function dateOf(step, first) {
    var rule = step.getAttribute("data-after").split(";").map(s => s.split(",")).filter(r => {
      return r.length === 4 && r[0] <= first && (!r[1] || first <= r[1]);
    })[0];
    return rule ? after(first, Number(rule[2]), Number(rule[3])) : "";
  }

  function written(date) {
    var p = date.split("-").map(Number), weekday = (new Date(Date.UTC(p[0], p[1] - 1, p[2])).getUTCDay() + 6) % 7;
    return form[0].replace(/[WDMLNY]/g, c => {
      return { W: form[1][weekday], D: p[2], M: form[2][p[1] - 1], L: form[3][p[1] - 1], N: p[1], Y: p[0] }[c];
    });
  }

  // fill puts a step's date in the place of how far it is, whose numbers are those of the day of the build.
  function fill(step, first, today) {
    var when = step.querySelector(".when"), date = dateOf(step, first);
    when.textContent = "";
    when.removeAttribute("lang");
    when.removeAttribute("dir");
    step.setAttribute("data-date", date);
    if (!date) { when.appendChild(word("plan-unknown").cloneNode(true)); return; }
    var t = document.createElement("time");
    t.dateTime = date;
    t.textContent = written(date);
    when.appendChild(t);
    if (date < today) {
      when.appendChild(document.createTextNode(" "));
      var passed = word("plan-passed").cloneNode(true);
      passed.classList.add("passed");
      when.appendChild(passed);
    }
  }

  function chosen() { return document.querySelector('[name="_group"]:checked').value; }

  function plan() {
    if (!/^\d{4}-\d\d-\d\d$/.test(day.value)) { say("plan-no-day"); day.focus(); return false; }
    var now = new Date(), today = iso(new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())));
    document.querySelectorAll("[data-plan]").forEach(list => {
      var mine = list.getAttribute("data-plan") === chosen();
      list.hidden = document.getElementById(list.getAttribute("data-plan")).hidden = !mine;
      if (!mine) { return; }
      var steps = Array.from(list.children);
      steps.forEach(s => { fill(s, day.value, today); });
      steps.map((s, i) => [s.getAttribute("data-date"), i, s]).sort((a, b) => {
        return a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] - b[1];
      }).forEach(x => { list.appendChild(x[2]); });
    });
    made = true;
    say("plan-made");
    return true;
  }

  function escaped(s) { return s.replace(/[\\;,]/g, "\\$&").replace(/\s*\n\s*/g, " "); }

  // folded cuts a line at 75 octets of UTF-8, never inside a character.
  function folded(s) {
    var out = "", size = 0;
    Array.from(s).forEach(c => {
      var n = unescape(encodeURIComponent(c)).length;
      if (size + n > 75) { out += "\r\n "; size = 1; }
      out += c;
      size += n;
    });
    return out + "\r\n";
  }

  function calendar() {
    var lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:welcomepack planner"];
    var stamp = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
    Array.from(document.querySelector('[data-plan="' + chosen() + '"]').children).forEach(s => {
      var date = s.getAttribute("data-date");
      if (!date) { return; }
      lines.push("BEGIN:VEVENT", "UID:" + chosen() + "-" + s.getAttribute("data-step") + "-" + date + "@planner.welcomepack",
        "DTSTAMP:" + stamp, "DTSTART;VALUE=DATE:" + date.replace(/-/g, ""),
        "DTEND;VALUE=DATE:" + after(date, 0, 1).replace(/-/g, ""),
        "SUMMARY:" + escaped(s.querySelector(".what").textContent.trim()), "TRANSP:TRANSPARENT", "END:VEVENT");
    });
    return lines.concat("END:VCALENDAR").map(folded).join("");
  }

  function download() {
    var a = document.createElement("a"), url = URL.createObjectURL(new Blob([calendar()], { type: "text/calendar;charset=utf-8" }));
    a.href = url;
    a.download = "steps.ics";
    document.body.appendChild(a);
    a.click();
    document.body.removeChild(a);
    setTimeout(() => { URL.revokeObjectURL(url); }, 10000);
  }

  tools.addEventListener("click", e => {
    var b = e.target.closest("[data-tool]"), name = b && b.getAttribute("data-tool");
    if (!b || !plan()) { return; }
    if (name === "plan-print") { window.print(); }
    if (name === "plan-calendar") { download(); }
  });
  document.addEventListener("change", e => {
    if (made && (e.target === day || e.target.name === "_group")) { plan(); }
  });
  document.documentElement.classList.add("js");
})();
