package layout

import (
	"os"
	"slices"
	"strings"
	"testing"

	"welcomepack/internal/face"
	"welcomepack/internal/lang"

	"github.com/go-text/typesetting/language"
)

// TestEveryLanguageHasAFont holds that each language's own names, of itself, its days and its months, can be set in
// both weights without a face of another script, and that the preferred face has the script's letters.
func TestEveryLanguageHasAFont(t *testing.T) {
	fonts, err := LoadFonts(os.DirFS("../../themes/default/fonts"))
	if err != nil {
		t.Fatal(err)
	}
	for _, tag := range lang.Tags() {
		l := tag.Locale()
		names := slices.Concat([]string{l.Autonym}, l.Days[:], l.Months[:], l.MonthsAlone[:])
		script := language.Latin
		for _, r := range strings.Join(names, "") {
			if s := language.LookupScript(r); s.Strong() { // a mark is set as the letter before it
				script = s
			}
			for _, bold := range []bool{false, true} {
				faces := fonts.Faces(script, l.Tag, bold)
				if slices.IndexFunc(faces, has(r)) < 0 {
					t.Errorf("%s: no font for %q of its own names, bold %v", l.Tag, r, bold)
				}
				if language.LookupScript(r) == script && !faces[0].Has(r) {
					t.Errorf("%s: %q is not in %s, the face that its script is set in", l.Tag, r, faces[0].Name)
				}
				if got := faces[0].Weight >= 600; got != bold {
					t.Errorf("%s: %s is no face of weight bold %v", l.Tag, faces[0].Name, bold)
				}
			}
		}
	}
	if err := fonts.Err(); err != nil {
		t.Error(err)
	}
}

// TestEachLanguageIsSetInItsOwnHand names the face of the languages that share characters.
func TestEachLanguageIsSetInItsOwnHand(t *testing.T) {
	fonts, err := LoadFonts(os.DirFS("../../themes/default/fonts"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		lang lang.Tag
		char rune
		want string
	}{
		{"zh-hans", '门', "NotoSansSC"}, {"zh-hans", '骨', "NotoSansSC"}, {"zh-hant", '門', "NotoSansTC"}, {"zh-hant", '骨', "NotoSansTC"},
		{"en", '骨', "NotoSansSC"}, {"ur", 'ہ', "NotoNastaliqUrdu"}, {"pa-arab", 'ہ', "NotoNastaliqUrdu"}, {"ar", 'ه', "NotoSansArabic"},
		{"fa", 'ه', "NotoSansArabic"}, {"ps", 'ښ', "NotoSansArabic"}, {"ckb", 'ۆ', "NotoSansArabic"}, {"vi", 'ệ', "NotoSans"},
	} {
		faces := fonts.Faces(language.LookupScript(c.char), c.lang, false)
		k := slices.IndexFunc(faces, has(c.char))
		if k != 0 || !strings.HasPrefix(faces[0].Name, c.want+"-") {
			t.Errorf("%s: %q is set in face %d of those for its script, the first is %s", c.lang, c.char, k, faces[0].Name)
		}
	}
	for l, c := range map[lang.Tag]rune{"zh-hans": '門', "zh-hant": '门'} { // a name in the other Chinese
		if slices.IndexFunc(fonts.Faces(language.Han, l, true), has(c)) < 1 {
			t.Errorf("%s: %q is not found in the other Chinese font", l, c)
		}
	}
}

func has(r rune) func(*face.Face) bool {
	return func(f *face.Face) bool { return f.Has(r) }
}
