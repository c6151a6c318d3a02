package view

import (
	"welcomepack/internal/catalog"
	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/model"
)

// A Variant is a way to print an edition; [Poster] is one of a borough.
type Variant string

const (
	Standard   Variant = "standard"
	LargePrint Variant = "large-print"
	Bilingual  Variant = "bilingual"
	Cards      Variant = "cards"
	Week       Variant = "week"
	Poster     Variant = "poster"
)

// Variants lists the ways to print an edition, without the poster. English has no bilingual one, and a site
// without cards no cards, and where nothing has times there is no week.
func Variants(l *catalog.Lens) []Variant {
	out := []Variant{Standard, LargePrint}
	if l.Edition().Lang != lang.English {
		out = append(out, Bilingual)
	}
	if len(l.PackPlan().Cards) > 0 {
		out = append(out, Cards)
	}
	if hasWeek(l) {
		out = append(out, Week)
	}
	return out
}

// PackFile returns the name of an edition's pack in its folder.
func PackFile(e catalog.Edition) string { return VariantFile(e, Standard) }

// VariantFile returns the name of a variant in the edition's folder, for the poster in the borough's.
func VariantFile(e catalog.Edition, v Variant) string {
	name := "welcome-pack-" + string(e.Borough)
	if v != Poster {
		name += "-" + string(e.Lang)
	}
	if v != Standard {
		name += "-" + string(v)
	}
	return name + ".pdf"
}

// PosterPath returns the path of a borough's poster from the website's root.
func PosterPath(b model.ID) string {
	return string(b) + "/" + VariantFile(catalog.Edition{Borough: b}, Poster)
}

// packCard leads to the pack; there is none where the pack is not made.
func (v viewer) packCard() []doc.Card {
	href := v.Path(PackFile(v.Edition()))
	if !v.Made(href) {
		return nil
	}
	return []doc.Card{{Href: href, Icon: "book", Title: v.say("pack"), Text: v.say("pack-note")}}
}

// printCards is the files for paper, to choose from.
func (v viewer) printCards() doc.Cards {
	var out doc.Cards
	add := func(href, icon, key string) {
		if !v.Made(href) {
			return
		}
		out.Items = append(out.Items, doc.Card{Href: href, Icon: icon, Title: v.say(key), Text: v.say(key + "-note")})
	}
	icons := map[Variant]string{Standard: "book", LargePrint: "book", Bilingual: "people", Cards: "message", Week: "clock"}
	for _, x := range Variants(v.Lens) {
		key := "pack"
		if x != Standard {
			key += "-" + string(x)
		}
		add(v.Path(VariantFile(v.Edition(), x)), icons[x], key)
	}
	add(PosterPath(v.Edition().Borough), "info", "pack-poster")
	return out
}

// code is the square that opens a page of the edition; there is none without the website's address.
func (v viewer) code(file, caption string) doc.QR {
	return v.codeOf(v.Path(file), caption)
}

func (v viewer) codeOf(path, caption string) doc.QR {
	u := v.Settings().URL.V
	if u == "" {
		return doc.QR{}
	}
	web := catalog.WebFact(model.At[string]{V: u + path})
	return doc.QR{Address: u + path, Alt: v.Phrase("scan-alt", catalog.Args{"web": web}), Caption: v.say(caption)}
}
