package html

import (
	"strconv"

	"welcomepack/internal/doc"
)

// offline prints the place where a script says what is kept on the device, and the files to take away.
func (w *writer) offline(o doc.Offline) {
	w.raw(`<div class="keep"`)
	w.attr("data-edition", o.Edition)
	w.attr("data-bytes", strconv.Itoa(o.Bytes))
	w.attr("data-pack", strconv.Itoa(o.PackBytes))
	w.raw(" hidden>\n")
	w.says(o.Says)
	w.raw("</div>\n")
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
	if d.Size.Shown != "" {
		w.raw(" (")
		w.fact(d.Size, "")
		w.raw(")")
	}
	w.optional("p", "small", d.Text)
}
