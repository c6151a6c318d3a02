package export

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	_ "time/tzdata"

	"golang.org/x/tools/txtar"

	"welcomepack/internal/calendar"
	"welcomepack/internal/catalog"
	"welcomepack/internal/lang"
	"welcomepack/internal/load"
	"welcomepack/internal/model"
	"welcomepack/internal/source"
	"welcomepack/internal/theme"
	"welcomepack/themes"
)

var today = calendar.Date{Year: 2026, Month: 11, Day: 22}

// resolve puts a site together; change may alter it before.
func resolve(t testing.TB, fsys fs.FS, change func(*model.Site)) *catalog.Catalog {
	t.Helper()
	var files source.Set
	s, ds, err := load.Load(fsys, &files)
	if err != nil {
		t.Fatal(err)
	}
	_, phrases, more, err := theme.Load(fsys, themes.FS, theme.Default, &files)
	if err != nil {
		t.Fatal(err)
	}
	if all := slices.Concat(ds, more); all.HasErrors() {
		var b strings.Builder
		all.Print(&b, &files)
		t.Fatal(b.String())
	}
	if change != nil {
		change(s)
	}
	c, _ := catalog.Resolve(s, phrases, today)
	return c
}

// many is the site of testdata/many.txtar.
func many(t *testing.T) *catalog.Catalog {
	t.Helper()
	a, err := txtar.ParseFile("testdata/many.txtar")
	if err != nil {
		t.Fatal(err)
	}
	fsys := fstest.MapFS{}
	for _, f := range a.Files {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return resolve(t, fsys, nil)
}

// value is an index as a script has it.
func value(t *testing.T, script []byte) json.RawMessage {
	t.Helper()
	s, ok := bytes.CutPrefix(script, []byte("var welcomepackIndex="))
	if !ok || !bytes.HasSuffix(s, []byte("};\n")) {
		t.Fatalf("the index is %.60q", script)
	}
	return s[:len(s)-2]
}

// find looks for words with the website's own script, and returns kind:slug of each page found.
func find(t *testing.T, script []byte, words []string) [][]string {
	t.Helper()
	var got [][]string
	node(t, `const engine = welcomepackSearch.engine(input.Index);
		return input.Words.map(w => engine.find(w).pages.map(n => input.Index.pages[n][0] + ":" + input.Index.pages[n][1]));`,
		struct {
			Index json.RawMessage
			Words []string
		}{value(t, script), words}, &got)
	return got
}

func TestServicesAreFoundInOwnWordsAndInEnglish(t *testing.T) {
	c := many(t)
	english := map[string]string{
		"doctor": "g:health", "Doctors for newcomers": "s:doctors", "newcommers": "s:doctors", "hot meal": "s:meals", "mael hot": "s:meals",
		"riverkitchen": "s:meals", "020 7946 0018": "s:doctors", "+44 20 7946 0333": "s:meals", "02079460333": "s:meals", "0044 20 79460018": "s:doctors",
		"n1 9xx": "s:doctors", "Example Street": "s:doctors", "where can I find a lawyer?": "c:legal", "somali": "s:doctors", "Soomaali": "s:doctors",
		"GP": "t:gp", "pharmacy": "g:health", "٠٢٠ ٧٩٤٦ ٠٠١٨": "s:doctors", "۰۲۰ ۷۹۴۶ ۰۳۳۳": "s:meals",
	}
	own := map[lang.Tag]map[string]string{
		"en":      {},
		"ar":      {"أطباء": "s:doctors", "الاطباء": "s:doctors", "القادمين": "s:doctors", "وجبات": "s:meals", "وَجْبات": "s:meals", "وجبت ساخنه": "s:meals"},
		"fa":      {"پزشک": "s:doctors", "پزشك": "s:doctors", "تازه واردان": "s:doctors", "غذاي گرم": "s:meals"},
		"ti":      {"ሓካይም": "s:doctors", "ሐካይም": "s:doctors", "ሀካይም": "s:doctors", "ምግቢ": "s:meals", "ሓደሽቲ": "s:doctors"},
		"zh-hans": {"医生": "s:doctors", "医": "s:doctors", "生": "s:doctors", "来者": "s:doctors", "热饭": "s:meals", "饭": "s:meals"},
		"th":      {"แพทย์": "s:doctors", "ผู้มาใหม่": "s:doctors", "อาหาร": "s:meals", "ร้อน": "s:meals"},
	}
	for _, tag := range []lang.Tag{"en", "ar", "fa", "ti", "zh-hans", "th"} {
		script := SearchIndex(c.Lens(catalog.Edition{Borough: "northbank", Lang: tag}))
		var words, want []string
		for _, m := range []map[string]string{english, own[tag]} {
			for w, page := range m {
				words, want = append(words, w), append(want, page)
			}
		}
		for i, got := range find(t, script, words) {
			if len(got) == 0 || got[0] != want[i] {
				t.Errorf("%s: %q finds %v, want %s first", tag, words[i], got, want[i])
			}
		}
		for i, got := range find(t, script, []string{"", "  ", "؟!", "qqqqqqq", "07000 000000", "constructor", "__proto__"}) {
			if len(got) > 0 {
				t.Errorf("%s: nonsense %d finds %v", tag, i, got)
			}
		}
	}
}

func TestIndexHoldsWhatResultsShow(t *testing.T) {
	c := many(t)
	want := map[lang.Tag][]string{
		"en": {`["s","doctors","Doctors for newcomers","",0,"The Clinic, N1","13@570-720!2026-12-23 5n-1@1080-1200p","020 7946 0018","+442079460018"]`,
			`["s","meals","Hot meals","",1,"","","020 7946 0333","+442079460333"]`, `["g","health","Register with a doctor","",0]`, `["Doctors and health",0]`,
			`["s","the-hall","The Hall","",1,"2 Example Street, N1",`},
		"ar": {`["s","doctors","أطباء للقادمين الجدد","Doctors for newcomers",0,`, `["s","night-line","Night line",1,0,"","1234567@0-1440p",`, `["Doctors and health",1]`},
	}
	for _, tag := range []lang.Tag{"en", "ar"} {
		script := SearchIndex(c.Lens(catalog.Edition{Borough: "northbank", Lang: tag}))
		if again := SearchIndex(c.Lens(catalog.Edition{Borough: "northbank", Lang: tag})); !bytes.Equal(script, again) {
			t.Errorf("%s: made twice, the index differs", tag)
		}
		for _, w := range want[tag] {
			if !bytes.Contains(script, []byte(w)) {
				t.Errorf("%s lacks %s in\n%s", tag, w, script)
			}
		}
	}
}

// A script holds nothing that could end it or begin another, whatever is written in the content.
func TestIndexIsOneHarmlessValue(t *testing.T) {
	c := many(t)
	s := c.Lens(catalog.Edition{Borough: "northbank", Lang: "en"}).Service("doctors")
	s.Listing.Places[0].Name.V = "</script><script>alert(1)//\u2028\"'\\"
	script := SearchIndex(c.Lens(catalog.Edition{Borough: "northbank", Lang: "en"}))
	if bytes.ContainsAny(script, "<>&\u2028\n") && bytes.Count(script, []byte("\n")) != 1 || bytes.Contains(script, []byte("</script")) {
		t.Errorf("%s", script)
	}
	var v map[string]any
	if err := json.Unmarshal(value(t, script), &v); err != nil {
		t.Error(err)
	}
}

// ownContent is this repository's content with the services of all boroughs in one: 150 services and 20 guides.
func ownContent(t testing.TB) *catalog.Catalog {
	return resolve(t, os.DirFS("../.."), func(s *model.Site) {
		first := &s.Boroughs[0]
		for _, b := range s.Boroughs[1:] {
			first.Content.Listings = append(first.Content.Listings, b.Content.Listings...)
		}
		n := 0
		for _, l := range [][]model.Listing{first.Content.Listings, s.Shared.Listings} {
			for i := range l {
				l[i].Services = l[i].Services[:min(len(l[i].Services), max(0, 150-n))]
				n += len(l[i].Services)
				for k := range l[i].Services {
					l[i].Services[k].Boroughs = nil
				}
			}
		}
		s.Shared.Guides = s.Shared.Guides[:20]
		for i := range s.Shared.Guides {
			s.Shared.Guides[i].Boroughs = nil
		}
		first.Content.Guides = nil
	})
}

// The most that an index of 150 services and 20 guides may take on its way to a phone.
const indexBudget = 60_000

func TestIndexIsSmall(t *testing.T) {
	c := ownContent(t)
	for _, tag := range c.Site.Settings.Languages {
		l := c.Lens(catalog.Edition{Borough: c.Site.Boroughs[0].ID.V, Lang: tag.V})
		if len(l.Services()) != 150 || len(l.Guides()) != 20 {
			t.Fatalf("%d services and %d guides", len(l.Services()), len(l.Guides()))
		}
		n := compressed(t, SearchIndex(l))
		t.Logf("%s: index of 150 services and 20 guides: %d bytes compressed", tag.V, n)
		if n > indexBudget {
			t.Errorf("%s: the index has %d bytes compressed, and may have %d", tag.V, n, indexBudget)
		}
	}
	for _, name := range []string{"find.js", "search.js", "filter.js", "open.js"} {
		b, err := fs.ReadFile(themes.FS, "default/assets/"+name)
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: %d bytes compressed", name, compressed(t, b))
	}
}

func compressed(t *testing.T, b []byte) int {
	t.Helper()
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(b); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Len()
}

// london is a moment as open.js sees it.
type london struct {
	Date    string `json:"date"`
	Weekday int    `json:"weekday"`
	Minute  int    `json:"minute"`
}

func TestScriptsKnowTheTimeInLondon(t *testing.T) {
	zone, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	var moments []int64
	for year := 2024; year < 2041; year++ {
		for _, month := range []time.Month{time.March, time.October} {
			for at := time.Date(year, month, 24, 22, 30, 0, 0, time.UTC); at.Month() == month; at = at.Add(30 * time.Minute) {
				moments = append(moments, at.UnixMilli())
			}
		}
		moments = append(moments, time.Date(year, 2, 29, 23, 59, 59, 0, time.UTC).UnixMilli(), time.Date(year, 12, 31, 23, 59, 59, 0, time.UTC).UnixMilli(), time.Date(year, 6, 30, 23, 30, 0, 0, time.UTC).UnixMilli())
	}
	var got []london
	node(t, "return input.map(welcomepackOpen.london);", moments, &got)
	for i, ms := range moments {
		at := time.UnixMilli(ms).In(zone)
		d := calendar.DateOf(at)
		if want := (london{d.String(), int(d.Weekday()), at.Hour()*60 + at.Minute()}); got[i] != want {
			t.Errorf("%s: the script has %v, London has %v", time.UnixMilli(ms).UTC(), got[i], want)
		}
	}
}

func TestScriptsKnowOnWhichDaysAServiceIsOpen(t *testing.T) {
	evers := []string{"monday", "sunday", "monday to friday", "day", "1st tuesday", "2nd wednesday", "4th sunday", "last friday", "last monday"}
	type question struct {
		Times string
		Ms    int64
	}
	var asked []question
	var want []bool
	for _, s := range evers {
		e, ok := calendar.ParseEvery(s)
		if !ok {
			t.Fatal(s)
		}
		for d := (calendar.Date{Year: 2028, Month: 1, Day: 20}); d.Before(calendar.Date{Year: 2028, Month: 4, Day: 10}); d = d.AddDays(1) {
			noon := time.Date(d.Year, time.Month(d.Month), d.Day, 12, 0, 0, 0, time.UTC).UnixMilli()
			asked = append(asked, question{e.Code() + "@600-840!2028-02-29", noon})
			want = append(want, e.On(d) && d.String() != "2028-02-29")
		}
	}
	var got []bool
	node(t, "return input.map(q => welcomepackOpen.openNow(q.Times, welcomepackOpen.london(q.Ms)));", asked, &got)
	for i := range asked {
		if got[i] != want[i] {
			t.Errorf("%s at %s: open %v", asked[i].Times, time.UnixMilli(asked[i].Ms).UTC(), got[i])
		}
	}
}

func TestOpenTodayIsWhatIsNotOver(t *testing.T) {
	at := func(hour, minute int) int64 {
		return time.Date(2026, 11, 23, hour, minute, 0, 0, time.UTC).UnixMilli() // a Monday
	}
	const times = "12345@540-720 1@840-1020 2@0-1440 1234567@0-1440p"
	type q struct{ Ms int64 }
	asked := []q{{at(8, 59)}, {at(9, 0)}, {at(12, 0)}, {at(17, 0)}}
	want := []string{
		"[0-1440 p now] [540-720] [840-1020]", "[0-1440 p now] [540-720 now] [840-1020]", "[0-1440 p now] [840-1020]", "[0-1440 p now]",
	}
	var got []string
	node(t, fmt.Sprintf(`return input.map(q => welcomepackOpen.today(%q, welcomepackOpen.london(q.Ms)).map(o =>
		"[" + [o.from + "-" + o.to, o.mode, o.now && "now"].filter(Boolean).join(" ") + "]").join(" "));`, times), asked, &got)
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// 20 ms an edition; the website's pages of one take about 60.
func BenchmarkSearchIndex(b *testing.B) {
	c := ownContent(b)
	l := c.Lens(catalog.Edition{Borough: c.Site.Boroughs[0].ID.V, Lang: "ar"})
	b.ReportAllocs()
	for b.Loop() {
		SearchIndex(l)
	}
}
