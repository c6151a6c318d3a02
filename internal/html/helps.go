package html

import (
	"bytes"
	"encoding/json"
	"strconv"

	"welcomepack/internal/doc"
	"welcomepack/internal/qr"
)

// tools prints buttons that the style shows once a script runs.
func (w *writer) tools(t doc.Tools) {
	w.raw("<div class=\"tools scripted\">\n")
	for _, x := range t.Items {
		w.raw(`<button type="button"`)
		w.attr("data-tool", x.Name)
		w.raw(">" + w.theme.Icon(x.Icon))
		w.span(x.Text)
		w.raw("</button>\n")
	}
	w.raw("<p class=\"said\" role=\"status\"></p>\n")
	w.says(t.Says)
	w.raw("</div>\n")
}

// choice prints a question that the style shows once a script runs. Its fields are never sent anywhere.
func (w *writer) choice(c doc.Choice) {
	if c.Kind == doc.Day {
		w.raw(`<p class="choice scripted"><label`)
		w.attr("for", "_"+c.Name)
		w.raw(">")
		w.span(c.Legend)
		w.raw(`</label> <input type="date"`)
		w.attr("id", "_"+c.Name)
		w.raw("></p>\n")
		return
	}
	kind := "checkbox"
	if c.Kind == doc.One {
		kind = "radio"
	}
	w.raw(`<fieldset class="choice scripted"`)
	w.attr("data-choice", c.Name)
	w.raw("><legend>")
	w.span(c.Legend)
	w.raw("</legend>\n")
	for i, o := range c.Options {
		w.raw(`<label><input type="` + kind + `"`)
		w.attr("name", "_"+c.Name)
		w.attr("value", o.Value)
		if c.Kind == doc.One && i == 0 {
			w.raw(" checked")
		}
		w.raw("> <span>")
		w.named(o.Text, o.Also)
		w.raw("</span></label>\n")
	}
	w.raw("</fieldset>\n")
}

// plan prints steps with their distances, which a script turns into dates.
func (w *writer) plan(p doc.Plan) {
	w.raw(`<ol class="plan" role="list"`)
	w.attr("data-plan", p.ID)
	w.raw(">\n")
	for _, s := range p.Steps {
		w.raw("<li")
		w.attr("data-step", s.ID)
		w.attr("data-after", offsets(s.Offsets))
		w.raw(">")
		w.element("p", "when", s.When)
		w.element("p", "what", s.What)
		w.raw("</li>\n")
	}
	w.raw("</ol>\n")
}

// offsets is for scripts: "from,to,months,days" of each, with semicolons between them.
func offsets(os []doc.PlanOffset) string {
	out := ""
	for i, o := range os {
		if i > 0 {
			out += ";"
		}
		out += o.From + "," + o.To + "," + strconv.Itoa(o.Months) + "," + strconv.Itoa(o.Days)
	}
	return out
}

// qr prints a code that opens on the screen when it is asked for, and always stands on paper. An address that is too
// long has none.
func (w *writer) qr(q doc.QR) {
	code, ok := qr.Encode(q.Address)
	if !ok {
		return
	}
	w.raw(`<details class="qr"><summary>` + w.theme.Icon("qr"))
	w.span(q.Caption)
	side := strconv.Itoa(code.Size + 2*qr.Quiet)
	w.raw(`</summary><svg role="img" viewBox="0 0 ` + side + " " + side + `" shape-rendering="crispEdges"`)
	alt := q.Alt
	if alt.IsZero() {
		alt = q.Caption
	}
	w.attr("aria-label", plain(alt))
	w.raw(`><path d="`)
	for y := range code.Size {
		w.modules(code, y, qr.Quiet)
	}
	w.raw(`"/></svg><p class="address" lang="en" dir="ltr"><bdi class="long" dir="ltr">`)
	w.esc(q.Address)
	w.raw("</bdi></p></details>\n")
}

// modules draws the dark modules of a row as strokes.
func (w *writer) modules(code *qr.Code, y, quiet int) {
	number := func(n int) { w.b = strconv.AppendInt(w.b, int64(n), 10) }
	at := 0 // where the last stroke ended; 0 before the first
	for x, run := code.Run(0, y); run > 0; x, run = code.Run(x+run, y) {
		if at == 0 {
			w.raw("M")
			number(x + quiet)
			w.raw(" ")
			number(y + quiet)
			w.raw(".5")
		} else {
			w.raw("m")
			number(x + quiet - at)
			w.raw(" 0")
		}
		w.raw("h")
		number(run)
		at = x + run + quiet
	}
}

// exit prints the way to leave at once as a link, which needs no script.
func (w *writer) exit(x doc.Exit) {
	w.raw("<div class=\"exit\">\n<p>")
	w.link(x.Href, "leave", func() {
		w.raw(w.theme.Icon("leave"))
		w.span(x.Text)
	})
	w.raw("</p>\n")
	w.optional("small", x.Limits)
	w.raw("</div>\n")
}

// ticks prints a list of boxes to tick, which work without a script; mark is what one remembers them by.
func (w *writer) ticks(l doc.List) {
	w.raw("<ul class=\"ticks\" role=\"list\">\n")
	for i, body := range l.Items {
		mark := ""
		if i < len(l.Marks) {
			mark = l.Marks[i]
		}
		if p, ok := onlyParagraph(body); ok {
			w.raw("<li><label>")
			w.box(mark, "")
			w.raw(" <span>")
			w.span(p.Text)
			w.raw("</span></label></li>\n")
			continue
		}
		w.tickBoxes++
		id := "_tick" + strconv.Itoa(w.tickBoxes)
		w.raw("<li>")
		w.box(mark, id)
		w.raw(`<div id="` + id + "\">\n")
		w.blocks(body)
		w.raw("</div></li>\n")
	}
	w.raw("</ul>\n")
}

// box prints a box to tick.
func (w *writer) box(mark, label string) {
	w.raw(`<input type="checkbox"`)
	if mark != "" {
		w.attr("data-mark", mark)
	}
	if label != "" {
		w.attr("aria-labelledby", label)
	}
	w.raw(">")
}

// printDataName is the variable of a script of [Printer.AppendPrintData], by language.
const printDataName = "welcomepackPrint"

// AppendPrintData prints parts behind b as a script that only sets a variable, so that it can be loaded from a disk. Links
// in it are right on the page beside the file, at its path. notes is the words that the parts' Notes name.
func (p *Printer) AppendPrintData(b []byte, file string, parts []doc.Part, notes []doc.Say) []byte {
	type part struct {
		ID    string   `json:"id"`
		HTML  string   `json:"html"`
		Notes []string `json:"notes"`
	}
	type note struct {
		Name string `json:"name"`
		Text string `json:"text"`
		Lang string `json:"lang"`
		Dir  string `json:"dir"`
	}
	f := *p.frame
	f.OlderNote = doc.Text{} // it would stand in each part; the page that prints them says it once
	head := struct {
		Lang  string `json:"lang"`
		Dir   string `json:"dir"`
		Notes []note `json:"notes"`
	}{f.Lang.BCP47(), f.Lang.Dir().String(), nil}
	for _, n := range notes {
		head.Notes = append(head.Notes, note{n.Name, plain(n.Text), n.Text.Lang.BCP47(), n.Text.Lang.Dir().String()})
	}
	out := bytes.NewBuffer(b)
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	add := func(v any) {
		if err := e.Encode(v); err != nil {
			panic("html: " + err.Error())
		}
		out.Truncate(out.Len() - 1) // the end of the line
	}
	out.WriteString(printDataName + "=window." + printDataName + "||{};" + printDataName + "[\"" + string(f.Lang) + "\"]=")
	add(head)
	out.Truncate(out.Len() - 1) // the brace that closes it: the parts are its last member, and are added one by one
	out.WriteString(`,"parts":`)
	var html []byte
	for i, x := range parts {
		out.WriteByte("[,"[min(i, 1)])
		w := &writer{b: html[:0], theme: p.theme, frame: &f, page: &doc.Page{Path: file, Lang: f.Lang}, own: f.Lang, lang: f.Lang, level: 1}
		w.blocks(x.Body)
		html = w.b
		add(part{x.ID, string(html), x.Notes})
	}
	if len(parts) == 0 {
		out.WriteString("null")
	} else {
		out.WriteByte(']')
	}
	out.WriteString("}\n")
	return out.Bytes()
}
