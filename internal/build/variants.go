package build

import (
	"fmt"
	"time"

	"welcomepack/internal/calendar"
	"welcomepack/internal/catalog"
	"welcomepack/internal/diag"
	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/layout"
	"welcomepack/internal/pdf"
	"welcomepack/internal/view"
)

// A setting is a variant of an edition set on sheets, and what the file will say of itself.
type setting struct {
	path          string
	sheets        *layout.Doc
	missing       []layout.Missing
	title, author doc.Text
	subject       doc.Text
}

// setters make each variant of an edition; the poster is a borough's.
var setters = map[view.Variant]func(*catalog.Lens, view.Choice, *layout.FontSet) setting{
	view.Standard: func(l *catalog.Lens, c view.Choice, fonts *layout.FontSet) setting {
		return setPack(view.CustomPack(l, c), layout.A4(), fonts)
	},
	view.LargePrint: func(l *catalog.Lens, c view.Choice, fonts *layout.FontSet) setting {
		return setPack(view.CustomPack(l, c), layout.LargePrint(), fonts)
	},
	view.Bilingual: func(l *catalog.Lens, c view.Choice, fonts *layout.FontSet) setting {
		return setPack(view.SideBySide(view.CustomPack(l.English(), c), view.CustomPack(l.Beside(), c), l), layout.Bilingual(), fonts)
	},
	view.Cards: func(l *catalog.Lens, _ view.Choice, fonts *layout.FontSet) setting {
		p := view.CardSheet(l)
		sheets, missing := layout.Cards(p, fonts)
		return setting{path: p.Path, sheets: sheets, missing: missing, title: p.Title, author: p.Site}
	},
	view.Week: func(l *catalog.Lens, _ view.Choice, fonts *layout.FontSet) setting {
		p := view.WeekSheet(l)
		sheets, missing := layout.Week(p, fonts)
		return setting{path: p.Path, sheets: sheets, missing: missing, title: p.Title, author: p.Site}
	},
}

func setPack(p *doc.Pack, st layout.Style, fonts *layout.FontSet) setting {
	sheets, missing := layout.Pack(p, st, fonts)
	return setting{sheets: sheets, missing: missing, title: p.Title, author: p.Cover.Site, subject: p.Cover.Tagline}
}

// setBooklet is the standard pack on half sheets, in the order in which they are folded.
func setBooklet(l *catalog.Lens, c view.Choice, fonts *layout.FontSet) setting {
	s := setPack(view.CustomPack(l, c), layout.A5(), fonts)
	s.sheets = layout.Booklet(s.sheets)
	return s
}

func setPoster(c *catalog.Catalog, e catalog.Edition, fonts *layout.FontSet) setting {
	p := view.PosterPage(c, e.Borough)
	sheets, missing := layout.Poster(p, fonts)
	return setting{path: p.Path, sheets: sheets, missing: missing, title: p.Title, author: p.Site, subject: p.Tagline}
}

// variantPath is where a variant of an edition stands.
func variantPath(l *catalog.Lens, x view.Variant) string {
	return l.Path(view.VariantFile(l.Edition(), x))
}

// file writes what was set. Characters that no font has are errors of the words that hold them, and then there is no
// file.
func (s setting) file(fonts *layout.FontSet, today calendar.Date) ([]byte, diag.List, error) {
	if err := fonts.Err(); err != nil {
		return nil, nil, err
	}
	if ds := missingGlyphs(s.missing); len(ds) > 0 {
		return nil, ds, nil
	}
	b, err := pdf.Write(s.sheets, pdf.Meta{
		Title:   doc.Plaintext(s.title.Inlines),
		Author:  doc.Plaintext(s.author.Inlines),
		Subject: doc.Plaintext(s.subject.Inlines),
		Date:    time.Date(today.Year, time.Month(today.Month), today.Day, 0, 0, 0, 0, time.UTC),
	})
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", s.path, err)
	}
	return b, nil, nil
}

func missingGlyphs(missing []layout.Missing) diag.List {
	var ds diag.List
	for _, m := range missing {
		name := string(m.Lang)
		if l, ok := lang.Lookup(m.Lang); ok {
			name = l.English
		}
		ds.Error(m.At, "missing-glyph", "no font can print %q (U+%04X) in %s words", m.Char, m.Char, name).
			Hint("write it with other characters; pictures and signs such as emoji cannot be printed")
	}
	return ds
}

// printed makes a variant of an edition.
func (e *edition) printed(x view.Variant) ([]byte, diag.List, error) {
	s := setters[x](e.lens, view.Choice{}, e.fonts)
	s.path = variantPath(e.lens, x)
	return s.file(e.fonts, e.lens.Today())
}
