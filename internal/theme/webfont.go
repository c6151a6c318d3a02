package theme

import (
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"welcomepack/internal/lang"
)

// A WebFace is a font that pages in one language bring with them, for devices that lack its letters or draw them
// badly. Name is its PostScript name, by which a device may have it already; Chars is the characters that it has, sorted.
type WebFace struct {
	Name   string
	Weight int
	Chars  []rune
	WOFF   []byte
}

// nastaliq is a font that comes with the theme ready made: most of it is rules, which no choice of characters makes
// smaller.
const nastaliq = "assets/fonts/noto-nastaliq-urdu-400.woff2"

// WebFontStyle is the style by which pages in a language ask for fonts of their own.
func WebFontStyle(l lang.Tag) string { return "assets/fonts-" + string(l) + ".css" }

// Bring adds the fonts of pages in a language to the theme's files, with the style that asks for them.
func (t *Theme) Bring(l lang.Tag, faces []WebFace) {
	css := ""
	for _, f := range faces {
		file := fmt.Sprintf("assets/fonts/%s-%d.woff", l, f.Weight)
		t.put(file, f.WOFF, l)
		css += fontFace(localNames(f.Name)+webSource(file, "woff"), f.Weight, ranges(f.Chars))
	}
	t.bring(l, css)
}

// BringNastaliq makes pages in a language take what the device has for Nastaliq, and where the site wants it the
// theme's own font.
func (t *Theme) BringNastaliq(l lang.Tag, own bool) {
	src := localNames("NotoNastaliqUrdu-Regular") + `local("Jameel Noori Nastaleeq"),local("Urdu Typesetting")`
	if own {
		t.put(nastaliq, t.asset(nastaliq), append(t.asked[nastaliq], l)...)
		src += "," + webSource(nastaliq, "woff2")
	}
	t.bring(l, fontFace(src, 400, "U+600-6FF,U+750-77F,U+8A0-8FF,U+FB50-FDFF,U+FE70-FEFF"))
}

func (t *Theme) bring(l lang.Tag, faces string) {
	css := faces + fmt.Sprintf(":root:lang(%[1]s){--own:\"Pack\",var(--sans)}\n:root:lang(%[1]s) :lang(%[1]s){font-family:var(--own)}\n", l)
	t.put(WebFontStyle(l), []byte(css), l)
}

// Copy returns the theme to which files may be added without others seeing it.
func (t *Theme) Copy() *Theme {
	out := *t
	out.Assets, out.asked = slices.Clone(t.Assets), maps.Clone(t.asked)
	return &out
}

// put adds a file that pages in these languages alone ask for.
func (t *Theme) put(p string, text []byte, langs ...lang.Tag) {
	if t.asked == nil {
		t.asked = map[string][]lang.Tag{}
	}
	t.asked[p] = langs
	i, found := slices.BinarySearchFunc(t.Assets, p, func(a Asset, p string) int { return strings.Compare(a.Path, p) })
	if !found {
		t.Assets = slices.Insert(t.Assets, i, Asset{})
	}
	t.Assets[i] = Asset{p, text}
}

func fontFace(src string, weight int, ranges string) string {
	return fmt.Sprintf("@font-face{font-family:\"Pack\";src:%s;font-weight:%d;font-display:swap;unicode-range:%s}\n", src, weight, ranges)
}

// webSource is a file of the theme as the source of a font.
func webSource(file, format string) string {
	return fmt.Sprintf("url(%q) format(%q)", strings.TrimPrefix(file, "assets/"), format)
}

var beforeCapital = regexp.MustCompile(`([a-z])([A-Z])`)

// localNames is the names by which a device may have a font: NotoSansEthiopic-Bold, and Noto Sans Ethiopic Bold.
func localNames(postScript string) string {
	full := beforeCapital.ReplaceAllString(strings.TrimSuffix(strings.ReplaceAll(postScript, "-", " "), " Regular"), "$1 $2")
	return fmt.Sprintf("local(%q),local(%q),", full, postScript)
}

// ranges writes characters as a unicode-range. Gaps of a few characters are not worth a new range: the font has no
// glyph for them, so another is taken.
func ranges(chars []rune) string {
	const gap = 32
	var out []string
	for i := 0; i < len(chars); {
		from := i
		for i++; i < len(chars) && chars[i]-chars[i-1] <= gap; i++ {
		}
		if i-from == 1 {
			out = append(out, fmt.Sprintf("U+%X", chars[from]))
		} else {
			out = append(out, fmt.Sprintf("U+%X-%X", chars[from], chars[i-1]))
		}
	}
	return strings.Join(out, ",")
}

// AssetsFor returns the files of the website that pages in the language may ask for: all but licences, and fonts
// that pages in other languages alone ask for.
func (t *Theme) AssetsFor(l lang.Tag) []Asset {
	return slices.DeleteFunc(slices.Clone(t.Assets), func(a Asset) bool {
		langs, some := t.asked[a.Path]
		return some && !slices.Contains(langs, l) || a.Path == nastaliq && !some || path.Ext(a.Path) == ".txt"
	})
}
