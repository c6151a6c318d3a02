// Package lang knows the languages of the packs: name, script, direction, plural rule, names of days and
// months, and the order of letters. It is a table of its own, because the libraries' data lack several of
// these languages; a test holds it against CLDR.
//
// A language is added by a row in table.go and, where its letters are not in code point order, an alphabet
// in collate.go. Code for single languages is only in the joining words of lists, in Turkish small letters
// and in gettext's names.
package lang

import "strings"

// A Tag is a BCP 47 language tag in lower case, as in addresses and folder names: "ar", "fa-af", "zh-hans".
type Tag string

// English is the language that content is written in.
const English Tag = "en"

// A Dir is the direction of a script.
type Dir uint8

const (
	LTR Dir = iota
	RTL
)

// String returns "ltr" or "rtl", as in HTML's dir attribute.
func (d Dir) String() string {
	if d == RTL {
		return "rtl"
	}
	return "ltr"
}

// ScriptDir returns the direction of an ISO 15924 script. It is the only place where direction is decided:
// no language and no form field has one of its own.
func ScriptDir(script string) Dir {
	switch script {
	case "Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg":
		return RTL
	}
	return LTR
}

// Lookup returns the locale of a tag exactly as the table writes it. Use [Parse] for what people write.
func Lookup(t Tag) (*Locale, bool) {
	l, ok := byTag[t]
	return l, ok
}

// Parse returns the table's tag for s, which may be in any case, have "_" for "-", or be another name of the
// same language: an ISO 639-3 code, a deprecated one, gettext's. A code that covers several of our
// languages, such as "kur" or "fas", is not taken: a reader must not be given a language by a guess.
func Parse(s string) (Tag, bool) {
	t := Tag(strings.ReplaceAll(strings.ToLower(strings.TrimSpace(s)), "_", "-"))
	if a, ok := aliases[t]; ok {
		return a, true
	}
	_, ok := byTag[t]
	if !ok {
		return "", false
	}
	return t, true
}

// Tags returns the tags in the table's order, English first. The slice is the caller's.
func Tags() []Tag {
	tags := make([]Tag, len(locales))
	for i := range locales {
		tags[i] = locales[i].Tag
	}
	return tags
}

// Locale returns the row of a tag of the table. It panics for another tag: what comes from outside goes
// through [Parse] or [Lookup] first.
func (t Tag) Locale() *Locale {
	l, ok := byTag[t]
	if !ok {
		panic("lang: unknown tag " + string(t))
	}
	return l
}

// Dir returns the direction of the language's script. It panics like [Tag.Locale].
func (t Tag) Dir() Dir {
	return ScriptDir(t.Locale().Script)
}

// BCP47 returns the tag as it is written in lang attributes and PDF: "fa-AF", "zh-Hans", "pa-Arab".
// It follows the tag's form alone, so it serves tags outside the table too.
func (t Tag) BCP47() string {
	parts := strings.Split(string(t), "-")
	for i, p := range parts {
		switch {
		case i == 0:
		case len(p) == 2:
			parts[i] = strings.ToUpper(p)
		case len(p) == 4:
			parts[i] = strings.ToUpper(p[:1]) + p[1:]
		}
	}
	return strings.Join(parts, "-")
}

// Gettext returns the tag as gettext and translators' tools write it in a PO file's Language field.
// Gettext has no scripts, so a country stands for the script that is written there.
func (t Tag) Gettext() string {
	switch t {
	case "fa-af":
		return "fa_AF"
	case "zh-hans":
		return "zh_CN"
	case "zh-hant":
		return "zh_TW"
	case "pa-arab":
		return "pa_PK"
	}
	return string(t)
}

// aliases are other names for the table's languages. ISO 639-3 codes are here because service directories
// use them; those of macrolanguages only where the table has just one member.
var aliases = map[Tag]Tag{
	"prs": "fa-af", "pes": "fa", "kmr": "ku", "iw": "he", "mo": "ro", "pnb": "pa-arab",
	"zh": "zh-hans", "zh-cn": "zh-hans", "zh-tw": "zh-hant", "zh-hk": "zh-hant",
	"pa-guru": "pa", "pa-in": "pa", "pa-pk": "pa-arab",

	"eng": "en", "ara": "ar", "arb": "ar", "pus": "ps", "urd": "ur", "tir": "ti", "amh": "am", "orm": "om",
	"gaz": "om", "som": "so", "sqi": "sq", "als": "sq", "ben": "bn", "pan": "pa", "tam": "ta", "sin": "si",
	"hin": "hi", "vie": "vi", "tur": "tr", "ukr": "uk", "rus": "ru", "spa": "es", "por": "pt", "fra": "fr",
	"ron": "ro", "pol": "pl", "swa": "sw", "swh": "sw", "kat": "ka", "mya": "my", "guj": "gu", "khm": "km",
	"tha": "th", "lao": "lo", "heb": "he", "cym": "cy",
}
