package html

import (
	"strconv"

	"welcomepack/internal/doc"
)

// offline prints the place where a script says what is kept on the device, and the files to take away.
func (w *writer) offline(o doc.Offline) {
	w.raw(`<div class="keep scripted"`)
	w.attr("data-edition", o.Edition)
	w.attr("data-bytes", strconv.Itoa(o.Bytes))
	w.attr("data-pack", strconv.Itoa(o.PackBytes))
	w.raw(">\n")
	w.says(o.Says)
	w.raw("</div>\n")
	if len(o.Downloads) == 0 {
		return
	}
	w.element("h2", "", o.Files)
	w.raw("<ul class=\"downloads\" role=\"list\">\n")
	for _, d := range o.Downloads {
		w.raw("<li>")
		w.download(d)
		w.raw("</li>\n")
	}
	w.raw("</ul>\n")
}

func (w *writer) download(d doc.Download) {
	w.raw(`<a href="`)
	w.href(d.Href)
	w.raw(`"`)
	w.attr("download", d.Name)
	w.raw(">")
	w.span(d.Title)
	w.raw("</a>")
	w.size(d.Size)
	w.optional("small", d.Text)
}

// size prints how large a file is, where it is known.
func (w *writer) size(f doc.Fact) {
	if f.Shown == "" {
		return
	}
	w.raw(" (")
	w.fact(f, "")
	w.raw(")")
}
