package html

import (
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"welcomepack/internal/doc"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func ar(s string) doc.Text { return say("ar", s) }
func en(s string) doc.Text { return say("en", s) }

func missing(s string) doc.Text {
	t := en(s)
	t.Fresh = doc.Missing
	return t
}

func stale(s string) doc.Text {
	t := ar(s)
	t.Fresh = doc.Stale
	return t
}

func inlines(ins ...doc.Inline) doc.Text { return doc.Text{Lang: "ar", Inlines: ins} }

func para(t doc.Text) doc.Block { return doc.Paragraph{Text: t} }

var (
	aPhone = doc.Fact{Kind: doc.Phone, Shown: "020 7946 0018", Machine: "+442079460018"}
	aName  = doc.Fact{Kind: doc.Name, Shown: "St Mary's"}
	aTime  = doc.Fact{Kind: doc.Time, Shown: "10:00–13:00"}
)

// blockCases are what the golden files hold: on a page in Arabic, at tower-hamlets/ar/guides/gp.html.
var blockCases = []struct {
	name, story string
	body        []doc.Block
}{
	{"heading", "A heading has its id in every language; what is not translated says so. A page has one h1 only, so none begins here.", []doc.Block{
		doc.Heading{Level: 2, ID: "what-to-do", Text: ar("ماذا تفعل")}, doc.Heading{Level: 3, ID: "ask", Text: missing("Ask for help")}, doc.Heading{Level: 1, Text: stale("عنوان")}}},
	{"paragraph", "Four kinds of paragraph. A stale one points to the note about it.", []doc.Block{
		para(stale("نص")), doc.Paragraph{Role: doc.Lead, Text: ar("ملخص")}, doc.Paragraph{Role: doc.Small, Text: missing("Checked")}, doc.Paragraph{Role: doc.English, Text: en("Register")}}},
	{"facts", "Numbers and times keep their direction, names and dates are set apart, and lead where they can.", []doc.Block{
		para(inlines(doc.Str{S: "اتصل "}, aPhone, doc.Str{S: " "}, doc.Fact{Kind: doc.TextTo, Shown: "85258", Machine: "85258"}, doc.Str{S: " "},
			doc.Fact{Kind: doc.Email, Shown: "a@example.org", Machine: "a@example.org"}, doc.Str{S: " "}, doc.Fact{Kind: doc.Web, Shown: "example.org", Machine: "https://example.org/"})),
		para(inlines(aTime, doc.Fact{Kind: doc.Date, Shown: "10 نوفمبر 2026", Machine: "2026-11-10"}, aName, doc.Fact{Kind: doc.Number, Shown: "£49.18"},
			doc.Fact{Kind: doc.Address, Shown: "1 Example Street"}, doc.Fact{Kind: doc.Postcode, Shown: "E1 1AA", Machine: "E1 1AA"})),
		para(doc.Text{Lang: "en", Inlines: []doc.Inline{aName, doc.Str{S: " – "}, doc.Fact{Kind: doc.Name, Shown: "Soomaali", Lang: "so"}}}),
	}},
	{"links", "Links are relative; those that leave the website say so; a fact in a link is no second link.", []doc.Block{
		para(inlines(doc.Link{Href: "tower-hamlets/ar/services/x.html#hours", Inlines: []doc.Inline{doc.Strong{Inlines: []doc.Inline{doc.Str{S: "هنا"}}}}},
			doc.Link{Href: "https://www.gov.uk/a?b=1&c=2", Inlines: []doc.Inline{doc.Str{S: "GOV.UK "}, aPhone}}))}},
	{"list", "The item keeps the page's direction, so that its number stays on its side; only the words turn.", []doc.Block{
		doc.List{Kind: doc.Bullets, Items: [][]doc.Block{{para(ar("واحد"))}, {para(missing("Two"))}}},
		doc.List{Kind: doc.Steps, Items: [][]doc.Block{{para(stale("واحد"))}, {para(ar("اثنان")), doc.List{Items: [][]doc.Block{{para(ar("ثلاثة"))}}}}}},
		doc.List{Kind: doc.Ticks, Items: [][]doc.Block{{para(ar("عندي"))}}}}},
	{"table", "A table can be scrolled with the keyboard and is named by its caption or its head row. An empty cell heads nothing.", []doc.Block{
		doc.Table{Caption: ar("أوراق"), Head: []doc.Text{{}, ar("من أين")}, Rows: [][]doc.Text{{missing("BRP"), ar("الوزارة")}}, RowHead: true},
		doc.Table{Caption: en("Shares"), Head: []doc.Text{en("File"), en("Done"), en("Missing"), en("Words")}, Rows: [][]doc.Text{
			{en("shared"), en("3"), en("1"), en("40")}, {en("newham"), en("0"), en("0"), en("0")}}, RowHead: true, Shares: [][]int{{3, 1}, {0, 0}}},
		doc.Table{Head: []doc.Text{ar("ورقة")}, Rows: [][]doc.Text{{ar("رسالة")}}}}},
	{"callout", "Each kind of box has an icon, a label in words and a style.", []doc.Block{
		doc.Callout{Kind: doc.Note, Label: ar("ملاحظة"), Body: []doc.Block{para(ar("نص"))}}, doc.Callout{Kind: doc.Important, Label: missing("Important")},
		doc.Callout{Kind: doc.Danger, Label: ar("خطر")}, doc.Callout{Kind: doc.Myth, Label: ar("خطأ")}, doc.Callout{Kind: doc.Status}}},
	{"contact", "A number to press, with what is known of it. Two numbers share their label.", []doc.Block{doc.Contact{Rows: []doc.ContactRow{
		{Label: ar("الهاتف"), Fact: aPhone, Notes: []doc.Text{ar("مجاني"), missing("day and night")}},
		{Label: ar("الهاتف"), Fact: doc.Fact{Kind: doc.Phone, Shown: "111", Machine: "111"}},
		{Label: missing("Web"), Fact: doc.Fact{Kind: doc.Web, Shown: "example.org", Machine: "https://example.org/"}}}}, doc.Contact{}}},
	{"hours", "The days of a week.", []doc.Block{doc.Hours{Label: ar("المواعيد"), Rows: []doc.HoursRow{
		{Day: ar("الاثنين"), Time: aTime, Notes: []doc.Text{missing("by phone")}}, {Day: ar("الثلاثاء"), Time: aTime}}}}},
	{"place", "An address stands as on the envelope, in English, whatever the page's language.", []doc.Block{doc.Place{Label: ar("العنوان"), Lines: []doc.Fact{
		aName, {Kind: doc.Address, Shown: "1 Example Street"}, {Kind: doc.Postcode, Shown: "E1 1AA"}},
		Map: "https://www.example.org/map?q=E1%201AA", MapText: ar("خريطة"), Notes: []doc.Text{ar("بلا درج")}}, doc.Place{Lines: []doc.Fact{aName}}}},
	{"entries", "Services in short, each under a heading below the last one.", []doc.Block{doc.Heading{Level: 3, Text: ar("خدمات")}, doc.Entries{Items: []doc.Entry{
		{Href: "tower-hamlets/ar/services/law.html", Name: ar("مشورة"), English: en("Advice"), Org: aName, Summary: missing("Free advice"), Tags: []doc.Text{ar("مجاني")}, Contact: []doc.ContactRow{{Label: ar("الهاتف"), Fact: aPhone}}},
		{Href: "tower-hamlets/ar/services/food.html", Name: missing("Food")}}}}},
	{"cards", "The link of a card is its name alone. A card that leads to another language says which.", []doc.Block{
		doc.Cards{Items: []doc.Card{{Href: "tower-hamlets/fa/index.html", Title: say("fa", "فارسی"), Also: en("Farsi"), Lang: "fa"}, {Href: "tower-hamlets/ar/index.html", Icon: "no-such-icon", Title: ar("صحة"), Text: ar("أطباء")}}},
		doc.Cards{Items: []doc.Card{{Href: "tower-hamlets/ar/index.html", Icon: "phone", Title: missing("Start")}}},
		doc.Cards{Small: true, Items: []doc.Card{{Href: "https://www.example.org/", Title: ar("هناك")}}}}},
	{"terms", "A word, its English, and what it means.", []doc.Block{doc.Terms{Items: []doc.Term{{ID: "gp", Name: ar("طبيب"), English: en("GP"), Meaning: ar("طبيب الأسرة")}, {Name: missing("NHS"), Meaning: missing("The health service")}}}}},
	{"tags", "Short labels.", []doc.Block{doc.Tags{Items: []doc.Text{ar("مجاني"), missing("women only")}}, doc.Tags{}}},
	{"blanks", "Room to write, once the page is on paper.", []doc.Block{
		doc.Blanks{Items: []doc.Blank{{Label: ar("اسمي")}, {Label: missing("My notes"), Lines: 4}}}, doc.Blanks{}}},
	{"pair", "The same in two languages, each marked.", []doc.Block{doc.Pair{
		English: []doc.Block{doc.Heading{Level: 2, Text: en("Doctor")}, para(en("Call."))}, Other: []doc.Block{doc.Heading{Level: 2, Text: ar("طبيب")}, para(ar("اتصل."))}}}},
	{"ticks", "Boxes can be ticked without a script; a mark is what one remembers them by. A box is named by its words.", []doc.Block{
		doc.List{Kind: doc.Ticks, Marks: []string{"a1", "b2"}, Items: [][]doc.Block{{para(ar("عندي"))}, {para(missing("Two")), para(ar("نص"))}}}}},
	{"tools", "Buttons and questions are shown once a script runs; what they may say stands hidden, in its language.", []doc.Block{
		doc.Tools{Items: []doc.Tool{{Name: "speak", Icon: "speak", Text: ar("اقرأ")}, {Name: "share", Text: missing("Share")}}, Says: []doc.Say{{Name: "copied", Text: missing("Copied")}}},
		doc.Choice{Name: "day", Kind: doc.Day, Legend: ar("اليوم")},
		doc.Choice{Name: "who", Kind: doc.One, Legend: missing("Who"), Options: []doc.Option{{Value: "a", Text: ar("واحد")}, {Value: "b", Text: ar("اثنان"), Also: en("Two")}}},
		doc.Choice{Name: "what", Legend: ar("ماذا"), Options: []doc.Option{{Value: "c", Text: missing("Three")}}}}},
	{"plan", "Steps say how far they are; numbers for a script stand beside them.", []doc.Block{doc.Plan{ID: "yes", Steps: []doc.PlanStep{
		{ID: "tell", When: ar("اليوم"), What: missing("Tell them"), Offsets: []doc.PlanOffset{{From: "2025-01-01", To: "2025-08-31", Days: 56}, {From: "2025-09-01", Months: 1, Days: -7}}}}}}},
	{"qr", "Another phone reads the address from the dark modules; an address that is too long has no code.", []doc.Block{
		doc.QR{Address: "HTTPS://X.EXAMPLE/", Caption: ar("امسح")}, doc.QR{Address: strings.Repeat("x", 300)}}},
	{"exit", "Leaving needs no script.", []doc.Block{doc.Exit{Href: "https://www.example.org/", Text: ar("اخرج"), Limits: missing("It hides nothing")}}},
	{"filter", "A form that a script shows; what lists are narrowed by stands on their rows. An option holds text alone.", []doc.Block{
		doc.Filter{Label: ar("أظهر"), Clear: missing("Show all"), Says: []doc.Say{{Name: "filter-none", Text: missing("Nothing")}}, Fields: []doc.FilterField{
			{Name: "day", Label: ar("متى"), Options: []doc.FilterOption{{Text: ar("الكل")}, {Is: "monday", Text: missing("Monday")}}},
			{Name: "lang", Label: missing("Language"), Options: []doc.FilterOption{{Is: "lang-so", Text: inlines(doc.Fact{Kind: doc.Name, Shown: "Somali"})}}},
			{Name: "free", Options: []doc.FilterOption{{Is: "free", Text: ar("مجاني")}}}}},
		doc.Entries{Items: []doc.Entry{{Href: "tower-hamlets/ar/services/food.html", Name: ar("طعام"), Facets: doc.Facets{Is: []string{"category-food", "free"}, Open: "135@570-720 2n1@600-660p"}}}},
		doc.Cards{Small: true, Items: []doc.Card{{Href: "tower-hamlets/ar/services/food.html", Title: ar("طعام"), Facets: doc.Facets{Is: []string{"free"}}}}},
		doc.Table{Head: []doc.Text{ar("الوقت")}, Rows: [][]doc.Text{{ar("الآن")}}, Facets: []doc.Facets{{Is: []string{"free"}, Open: "1@0-60"}}}}},
	{"search", "A form that leads to the page itself, what there is without a script, and a place for what is found.", []doc.Block{doc.Search{
		Find: doc.Find{Action: "tower-hamlets/ar/search.html", Label: missing("What do you need?"), Button: ar("بحث")}, Index: "tower-hamlets/ar/search-index.js",
		Without: ar("استعمل القوائم"), Says: []doc.Say{{Name: "search-count", Text: ar("وجدنا {count}")}}}}},
	{"group", "Blocks that belong together, and a new page on paper.", []doc.Block{doc.Group{Body: []doc.Block{para(ar("نص"))}}, doc.Break{}}},
}

func TestBlocksPrintAsTheirCasesSay(t *testing.T) {
	th := loadDefault(t)
	for _, c := range blockCases {
		w := &writer{theme: th, frame: &doc.Frame{OlderNote: ar("قديم")}, page: &doc.Page{Path: "tower-hamlets/ar/guides/gp.html"}, lang: "ar", own: "ar", level: 1}
		w.blocks(c.body)
		got := &txtar.Archive{Comment: []byte(c.story + "\n"), Files: []txtar.File{{Name: "html", Data: withoutDrawings(w.b)}}}
		name := filepath.Join("testdata", c.name+".txtar")
		if *update {
			if err := os.WriteFile(name, txtar.Format(got), 0o666); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if string(want) != string(txtar.Format(got)) {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, txtar.Format(got), want)
		}
	}
}

// withoutDrawings keeps icons out of the golden files: <svg/> stands for each.
func withoutDrawings(b []byte) []byte {
	s := string(b)
	for {
		before, rest, ok := strings.Cut(s, `<svg class="icon"`)
		if !ok {
			return []byte(s)
		}
		_, after, _ := strings.Cut(rest, "</svg>")
		s = before + "<svg/>" + after
	}
}

func TestEveryGoldenFileHasItsCase(t *testing.T) {
	names, err := filepath.Glob("testdata/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if !slices.ContainsFunc(blockCases, func(c struct {
			name, story string
			body        []doc.Block
		}) bool {
			return filepath.Join("testdata", c.name+".txtar") == name
		}) {
			t.Errorf("%s belongs to no case", name)
		}
	}
}

// TestEveryKindOfBlockIsPrinted reads the closed sets from the source of package doc.
func TestEveryKindOfBlockIsPrinted(t *testing.T) {
	seen := map[string]bool{"Include": true, "Ref": true, "Slot": true} // resolved before a page is printed; TestBugsOfTheTreeAreNotPrinted
	for _, c := range blockCases {
		note(reflect.ValueOf(c.body), seen)
	}
	file, err := parser.ParseFile(token.NewFileSet(), "../doc/doc.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	kinds := 0
	for _, d := range file.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok || f.Recv == nil || f.Name.Name != "block" && f.Name.Name != "inline" {
			continue
		}
		kinds++
		if name := f.Recv.List[0].Type.(*ast.Ident).Name; !seen[name] {
			t.Errorf("no case has a %s", name)
		}
	}
	if kinds < 20 {
		t.Errorf("found only %d kinds in package doc", kinds)
	}
}

func note(v reflect.Value, seen map[string]bool) {
	switch v.Kind() {
	case reflect.Interface:
		note(v.Elem(), seen)
	case reflect.Slice:
		for i := range v.Len() {
			note(v.Index(i), seen)
		}
	case reflect.Struct:
		seen[v.Type().Name()] = true
		for i := range v.NumField() {
			note(v.Field(i), seen)
		}
	}
}
