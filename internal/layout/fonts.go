package layout

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"welcomepack/internal/face"
	"welcomepack/internal/lang"
	"welcomepack/internal/shape"

	"github.com/go-text/typesetting/language"
)

// lastFamily has what the scripts' own fonts lack: Latin, digits, brackets, dashes.
const lastFamily = "noto-sans"

// families are the font folders of scripts by ISO 15924 code; other scripts are set in [lastFamily].
var families = map[string][]string{
	"Arab": {"noto-sans-arabic"},
	"Beng": {"noto-sans-bengali"},
	"Deva": {"noto-sans-devanagari"},
	"Ethi": {"noto-sans-ethiopic"},
	"Geor": {"noto-sans-georgian"},
	"Gujr": {"noto-sans-gujarati"},
	"Guru": {"noto-sans-gurmukhi"},
	"Hani": {"noto-sans-sc", "noto-sans-sc-gb2312", "noto-sans-tc", "noto-sans-tc-big5"},
	"Hebr": {"noto-sans-hebrew"},
	"Khmr": {"noto-sans-khmer"},
	"Laoo": {"noto-sans-lao"},
	"Mymr": {"noto-sans-myanmar"},
	"Sinh": {"noto-sans-sinhala"},
	"Taml": {"noto-sans-tamil"},
	"Thai": {"noto-sans-thai"},
}

// traditional are the font folders of Han as it is drawn in Taiwan and Hong Kong.
var traditional = []string{"noto-sans-tc", "noto-sans-tc-big5"}

// Families returns the font folders for a script (ISO 15924) in a language, the best first. Urdu's Nastaliq
// falls back to Naskh for letters that its font lacks, traditional Han to simplified and the other way round;
// of the two folders for each, a site drops the whole font into the first.
func Families(script string, l lang.Tag) []string {
	var out []string
	loc, _ := lang.Lookup(l)
	switch {
	case loc == nil:
	case loc.Nastaliq && script == "Arab":
		out = append(out, "noto-nastaliq-urdu")
	case loc.Script == "Hant" && script == "Hani":
		out = append(out, traditional...)
	}
	out = append(out, families[script]...)
	return append(out, lastFamily)
}

// AllFamilies returns the font folders that some script is set in, in order.
func AllFamilies() []string {
	out := append([]string{lastFamily, "noto-nastaliq-urdu"}, traditional...)
	for _, f := range families {
		out = append(out, f...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// A FontSet holds the fonts of a theme: each is read and parsed once, when it is first asked for, however
// many packs are being set at the same time. It also keeps the paragraphs that were set in them, for the packs
// that have the same.
type FontSet struct {
	fsys  fs.FS
	files map[string]*[2]fontFile // by family: regular, bold
	pool  *shape.Pool

	mu  sync.Mutex
	err error
}

type fontFile struct {
	path string
	once sync.Once
	face *face.Face
}

// LoadFonts finds the fonts below fsys: a folder for each family, in it a TrueType file of each weight, the
// bold one with "Bold" in its name. The family noto-sans must be there; it is parsed at once.
func LoadFonts(fsys fs.FS) (*FontSet, error) {
	s := &FontSet{fsys: fsys, files: map[string]*[2]fontFile{}}
	s.pool = shape.NewPool(s.Faces)
	names, err := fs.Glob(fsys, "*/*.ttf")
	if err != nil {
		return nil, fmt.Errorf("list fonts: %w", err)
	}
	for _, name := range names {
		dir := path.Dir(name)
		if s.files[dir] == nil {
			s.files[dir] = &[2]fontFile{}
		}
		weight := 0
		if strings.Contains(path.Base(name), "Bold") {
			weight = 1
		}
		s.files[dir][weight].path = name
	}
	if s.files[lastFamily] == nil {
		return nil, fmt.Errorf("no font family %s", lastFamily)
	}
	for weight := range 2 {
		if s.parse(&s.files[lastFamily][weight]) == nil && s.err == nil {
			return nil, fmt.Errorf("font family %s lacks a weight", lastFamily)
		}
	}
	return s, s.err
}

// Err returns the first failure to read a font. Such a font is passed over, so its characters are reported
// as missing by Pack.
func (s *FontSet) Err() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.err
}

// Faces returns the faces for a script, the best first, and at least one. It is a shape.Fonts.
func (s *FontSet) Faces(script language.Script, l lang.Tag, bold bool) []*face.Face {
	weight := 0
	if bold {
		weight = 1
	}
	var out []*face.Face
	for _, family := range Families(script.String(), l) {
		files := s.files[family]
		if files == nil {
			continue
		}
		f := s.parse(&files[weight])
		if f == nil {
			f = s.parse(&files[1-weight])
		}
		if f != nil {
			out = append(out, f)
		}
	}
	return out
}

// parse returns the face of a file, nil where there is none or it is broken.
func (s *FontSet) parse(f *fontFile) *face.Face {
	f.once.Do(func() {
		if f.path == "" {
			return
		}
		b, err := fs.ReadFile(s.fsys, f.path)
		if err != nil {
			s.fail(fmt.Errorf("read font: %w", err))
			return
		}
		if f.face, err = face.Parse(b); err != nil {
			f.face = nil
			s.fail(fmt.Errorf("font %s: %w", f.path, err))
		}
	})
	return f.face
}

func (s *FontSet) fail(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err == nil {
		s.err = err
	}
}
