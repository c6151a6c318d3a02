package exchange

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
)

// XLIFF 1.2, OASIS Standard of 2008. The English of a text, its codes between ph, bpt and ept with the signs that stand in the
// translation file as their content, so that programs that know no codes show and keep the same signs.

const xliff12 = "urn:oasis:names:tc:xliff:document:1.2"

// states12 are the values of target/@state.
var states12 = [...]string{Missing: "needs-translation", Stale: "needs-review-translation", Draft: "translated", Reviewed: "final"}

// XLIFF12 writes a batch as XLIFF 1.2.
func XLIFF12(b Batch) []byte {
	var w xmlWriter
	w.raw(xml.Header)
	w.raw(`<xliff xmlns="` + xliff12 + `" version="1.2">` + "\n")
	for _, name := range unitFiles(b.Units) {
		w.open("file", "original", name+".po", "source-language", "en", "target-language", b.Lang.BCP47(), "datatype", "plaintext", "product-name", b.Project)
		w.raw("<body>\n")
		for _, u := range b.Units {
			if u.File == name {
				w.unit12(u, b.Lang.BCP47())
			}
		}
		w.raw("</body>\n</file>\n")
	}
	w.raw("</xliff>\n")
	return w.Bytes()
}

// unitFiles returns the translation files that units are of, in the order in which they come first.
func unitFiles(units []Unit) []string {
	var out []string
	for _, u := range units {
		if !slices.Contains(out, u.File) {
			out = append(out, u.File)
		}
	}
	return out
}

func (w *xmlWriter) unit12(u Unit, l string) {
	approved := "no"
	if u.State == Reviewed {
		approved = "yes"
	}
	english := tokens(u.English)
	w.open("trans-unit", "id", u.ID, "resname", where(u), "approved", approved, "xml:space", "preserve")
	w.raw("<source xml:lang=\"en\">")
	w.inline12(english, u)
	w.raw("</source>\n<target xml:lang=\"" + l + "\" state=\"" + states12[u.State] + "\">")
	w.inline12(numbered(english, tokens(u.Words)), u)
	w.raw("</target>\n")
	if u.Context != "" {
		w.raw(`<context-group purpose="information"><context context-type="x-gettext-msgctxt">`)
		w.text(u.Context)
		w.raw("</context></context-group>\n")
	}
	if u.OldEnglish != "" {
		w.raw("<alt-trans alttranstype=\"previous-version\"><source xml:lang=\"en\">")
		w.text(u.OldEnglish)
		w.raw("</source><target xml:lang=\"" + l + "\">")
		w.text(u.Words)
		w.raw("</target></alt-trans>\n")
	}
	for _, n := range u.Notes {
		w.raw(`<note from="developer">`)
		w.text(n)
		w.raw("</note>\n")
	}
	w.raw("</trans-unit>\n")
}

// where says where a text stands, for eyes.
func where(u Unit) string { return strings.Join(u.Uses, " ") }

var ctypes12 = map[tokenKind]string{fact: "x-fact", boldOpen: "bold", boldClose: "bold", linkOpen: "link", linkClose: "link"}

func (w *xmlWriter) inline12(ts []token, u Unit) {
	for _, t := range ts {
		tag := map[tokenKind]string{fact: "ph", boldOpen: "bpt", linkOpen: "bpt", boldClose: "ept", linkClose: "ept"}[t.kind]
		if tag == "" {
			w.text(t.s)
			continue
		}
		attrs := []string{"id", fmt.Sprint(t.number)}
		if tag != "ph" {
			attrs = append(attrs, "rid", fmt.Sprint(t.number))
		}
		if tag != "ept" {
			attrs = append(attrs, "ctype", ctypes12[t.kind])
		}
		if t.kind == fact {
			attrs = append(attrs, "equiv-text", t.meaning(u.Values))
		}
		w.tag(tag, attrs...)
		w.text(t.s)
		w.raw("</" + tag + ">")
	}
}

// An xmlWriter writes elements and text.
type xmlWriter struct{ bytes.Buffer }

func (w *xmlWriter) raw(s string) { w.WriteString(s) }

// text writes words. Line ends and tabs stand as they are: as references some programs would show them.
func (w *xmlWriter) text(s string) {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a Buffer takes all
	w.WriteString(strings.NewReplacer("&#xA;", "\n", "&#x9;", "\t", "&#34;", `"`, "&#39;", "'").Replace(b.String()))
}

// tag writes an opening tag with attributes, names and values in turn.
func (w *xmlWriter) tag(name string, attrs ...string) {
	w.raw("<" + name)
	for i := 0; i < len(attrs); i += 2 {
		w.raw(" " + attrs[i] + `="`)
		_ = xml.EscapeText(&w.Buffer, []byte(attrs[i+1]))
		w.raw(`"`)
	}
	w.raw(">")
}

func (w *xmlWriter) open(name string, attrs ...string) {
	w.tag(name, attrs...)
	w.raw("\n")
}
