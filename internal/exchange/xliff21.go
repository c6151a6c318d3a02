package exchange

import (
	"encoding/xml"
	"fmt"
	"slices"
)

// XLIFF 2.1, OASIS Standard of 2018 and ISO 21720. Codes are ph and pc with their signs in originalData; the English that
// a stale translation was made from is a match of the Translation Candidates module.

const (
	xliff2  = "urn:oasis:names:tc:xliff:document:2.0"
	matches = "urn:oasis:names:tc:xliff:matches:2.0"
)

// states21 are the values of segment/@state and subState.
var states21 = [...][2]string{Missing: {"initial"}, Stale: {"initial", "welcomepack:stale"}, Draft: {"translated"}, Reviewed: {"final"}}

// XLIFF21 writes a batch as XLIFF 2.1.
func XLIFF21(b Batch) []byte {
	var w xmlWriter
	w.raw(xml.Header)
	w.raw(`<xliff xmlns="` + xliff2 + `" xmlns:mtc="` + matches + `" version="2.1" srcLang="en" trgLang="` + b.Lang.BCP47() + `">` + "\n")
	for _, name := range unitFiles(b.Units) {
		w.open("file", "id", name, "original", name+".po", "canResegment", "no")
		for _, u := range b.Units {
			if u.File == name {
				w.unit21(u)
			}
		}
		w.raw("</file>\n")
	}
	w.raw("</xliff>\n")
	return w.Bytes()
}

func (w *xmlWriter) unit21(u Unit) {
	english := tokens(u.English)
	translation := numbered(english, tokens(u.Words))
	w.open("unit", "id", u.ID, "name", where(u), "xml:space", "preserve")
	if u.OldEnglish != "" {
		w.raw("<mtc:matches><mtc:match ref=\"#s1\" origin=\"previous\"><source>")
		w.text(u.OldEnglish)
		w.raw("</source><target>")
		w.text(u.Words)
		w.raw("</target></mtc:match></mtc:matches>\n")
	}
	w.notes21(u)
	data := originalData(append(slices.Clone(english), translation...))
	if len(data) > 0 {
		w.raw("<originalData>")
		for i, s := range data {
			w.tag("data", "id", dataID(i))
			w.text(s)
			w.raw("</data>")
		}
		w.raw("</originalData>\n")
	}
	attrs := []string{"id", "s1", "state", states21[u.State][0]}
	if sub := states21[u.State][1]; sub != "" {
		attrs = append(attrs, "subState", sub)
	}
	w.open("segment", attrs...)
	w.raw("<source>")
	w.inline21(english, data, u)
	w.raw("</source>\n")
	if u.Words != "" {
		w.raw("<target>")
		w.inline21(translation, data, u)
		w.raw("</target>\n")
	}
	w.raw("</segment>\n</unit>\n")
}

func (w *xmlWriter) notes21(u Unit) {
	if u.Context == "" && len(u.Notes) == 0 {
		return
	}
	w.raw("<notes>")
	if u.Context != "" {
		w.tag("note", "category", "context")
		w.text(u.Context)
		w.raw("</note>")
	}
	for _, n := range u.Notes {
		w.tag("note", "category", "description")
		w.text(n)
		w.raw("</note>")
	}
	w.raw("</notes>\n")
}

// originalData returns the signs of codes, each once.
func originalData(ts []token) []string {
	var out []string
	for _, t := range ts {
		if t.kind != words && !slices.Contains(out, t.s) {
			out = append(out, t.s)
		}
	}
	return out
}

func dataID(i int) string { return fmt.Sprintf("d%d", i+1) }

func (w *xmlWriter) inline21(ts []token, data []string, u Unit) {
	ref := func(s string) string { return dataID(slices.Index(data, s)) }
	for i, t := range ts {
		switch t.kind {
		case words:
			w.text(t.s)
		case fact:
			w.tag("ph", "id", fmt.Sprint(t.number), "type", "other", "subType", "welcomepack:fact", "canCopy", "no", "canDelete", "no",
				"dataRef", ref(t.s), "equiv", t.s, "disp", t.meaning(u.Values))
			w.raw("</ph>")
		case boldOpen, linkOpen:
			kind := []string{"type", "fmt", "subType", "xlf:b"}
			if t.kind == linkOpen {
				kind = []string{"type", "link"}
			}
			end := slices.IndexFunc(ts[i+1:], func(o token) bool { return o.number == t.number }) + i + 1
			w.tag("pc", append([]string{"id", fmt.Sprint(t.number), "dataRefStart", ref(t.s), "dataRefEnd", ref(ts[end].s)}, kind...)...)
		case boldClose, linkClose:
			w.raw("</pc>")
		}
	}
}
