package webtest

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/chromedp/cdproto/emulation"

	"welcomepack/internal/calendar"
	"welcomepack/internal/catalog"
	"welcomepack/internal/model"
)

var versionForm = regexp.MustCompile(`data-say="version"[^>]*>(?:<[^>]*>)*([0-9a-f]{4}-[0-9a-f]{4})`)

// TestACodeOnPaperSaysWhetherThePaperIsTheNewest follows the code of a pack: of this build, of an older one, one after the other in
// the same window, and without a script.
func TestACodeOnPaperSaysWhetherThePaperIsTheNewest(t *testing.T) {
	s := fixtureSite(t)
	const page = "northbank/en/version.html"
	m := versionForm.FindSubmatch(s.read(t, page))
	if m == nil {
		t.Fatalf("%s names no version", page)
	}
	now, same, other := string(m[1]), said(t, s, page, "version-same"), said(t, s, page, "version-other")
	b := newTab(t)
	for _, address := range []string{s.file(page), serveSite(t, s).at(page)} {
		for _, x := range []struct{ paper, want string }{
			{"#" + now, same}, {"#0000-0000", other}, {"#" + now, same}, {"", ""}, {"#<b>x", ""},
		} {
			b.open(address + x.paper)
			b.until(fmt.Sprintf("document.querySelector('.tools .said').innerText.trim() === %q", x.want))
		}
	}
	b.calm()
	b.scripts(false)
	b.open(s.file(page) + "#0000-0000")
	body := b.text("main")
	if !strings.Contains(body, now) || strings.Contains(body, same) || strings.Contains(body, other) {
		t.Errorf("without a script the page says\n%s", body)
	}
	b.calm()
}

// said is a text that a page holds for its script.
func said(t *testing.T, s *site, page, name string) string {
	t.Helper()
	m := regexp.MustCompile(`data-say="` + name + `"[^>]*>(.*?)</span>`).FindSubmatch(s.read(t, page))
	if m == nil {
		t.Fatalf("%s has no words %s", page, name)
	}
	return regexp.MustCompile(`<[^>]*>`).ReplaceAllString(string(m[1]), "")
}

// TestScriptsKnowTheTimeInLondon wherever the device thinks it is: around each change of the clocks for four years.
func TestScriptsKnowTheTimeInLondon(t *testing.T) {
	london, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	b := newTab(t)
	b.run(emulation.SetTimezoneOverride("America/New_York"))
	b.open(fixtureSite(t).file(withOpening(t, fixtureSite(t))))
	type day struct {
		Date                       string
		Weekday, Day, Last, Minute int
	}
	var moments []int64
	for m := time.Date(2026, 1, 1, 0, 30, 0, 0, time.UTC); m.Year() < 2030; m = m.Add(37 * time.Hour) {
		moments = append(moments, m.UnixMilli())
	}
	for year := 2026; year < 2030; year++ {
		for _, month := range []time.Month{time.April, time.November} {
			last := time.Date(year, month, 0, 1, 0, 0, 0, time.UTC)
			last = last.AddDate(0, 0, -int(last.Weekday()))
			moments = append(moments, last.UnixMilli()-1, last.UnixMilli())
		}
	}
	list, _ := json.Marshal(moments)
	var got []day
	b.eval(fmt.Sprintf("%s.map(welcomepackOpen.london)", list), &got)
	for i, g := range got {
		at := time.UnixMilli(moments[i]).In(london)
		want := day{at.Format("2006-01-02"), (int(at.Weekday())+6)%7 + 1, at.Day(), time.Date(at.Year(), at.Month()+1, 0, 0, 0, 0, 0, time.UTC).Day(), at.Hour()*60 + at.Minute()}
		if g != want {
			t.Errorf("%s: %+v, want %+v", at, g, want)
		}
	}
	b.calm()
}

// withOpening is a page that has the script of opening times.
func withOpening(t *testing.T, s *site) string {
	t.Helper()
	for _, p := range s.pages(t, "northbank/en") {
		if strings.Contains(string(s.read(t, p)), "assets/open.js") {
			return p
		}
	}
	t.Fatal("no page has open.js")
	return ""
}

// TestScriptsAndProgramAgreeOnWhatIsOpen: each form of a session, on each day of half a year, before, at and after its times.
func TestScriptsAndProgramAgreeOnWhatIsOpen(t *testing.T) {
	b := newTab(t)
	b.open(fixtureSite(t).file(withOpening(t, fixtureSite(t))))
	date := func(s string) calendar.Date {
		d, ok := calendar.ParseDate(s)
		if !ok {
			t.Fatal(s)
		}
		return d
	}
	days := func(list ...calendar.Weekday) calendar.Every { return calendar.Every{Days: list} }
	for name, x := range map[string]model.Session{
		"each week":      {Every: model.At[calendar.Every]{V: days(calendar.Monday, calendar.Thursday)}},
		"second Tuesday": {Every: model.At[calendar.Every]{V: calendar.Every{Days: []calendar.Weekday{calendar.Tuesday}, Nth: 2}}},
		"last Friday":    {Every: model.At[calendar.Every]{V: calendar.Every{Days: []calendar.Weekday{calendar.Friday}, Nth: -1}}},
		"fortnightly":    {Every: model.At[calendar.Every]{V: calendar.Every{Days: []calendar.Weekday{calendar.Wednesday}, Fortnight: date("2026-11-25")}}},
		"not at Christmas": {
			Every:  model.At[calendar.Every]{V: days(calendar.Wednesday)},
			Except: []model.At[calendar.Period]{{V: calendar.Period{From: date("2026-12-21"), To: date("2027-01-03")}}},
			Also:   []model.At[calendar.Date]{{V: date("2026-12-22")}},
		},
	} {
		x.From, x.To = model.At[calendar.Clock]{V: 600}, model.At[calendar.Clock]{V: 720}
		s := &catalog.Service{Service: &model.Service{}}
		code, rule := s.OpenAt(x, today), s.Days(x)
		type asked struct {
			Date    string `json:"date"`
			Weekday int    `json:"weekday"`
			Day     int    `json:"day"`
			Last    int    `json:"last"`
			Minute  int    `json:"minute"`
		}
		var list []asked
		var want []string
		for d := today; d.Before(today.AddDays(180)); d = d.AddDays(1) {
			last := time.Date(d.Year, time.Month(d.Month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
			for _, minute := range []int{599, 600, 719, 720} {
				list = append(list, asked{d.String(), int(d.Weekday()), d.Day, last, minute})
				want = append(want, fmt.Sprint(rule.On(d) && minute >= 600 && minute < 720, rule.On(d) && minute < 720))
			}
		}
		text, _ := json.Marshal(list)
		var got []string
		b.eval(fmt.Sprintf("%s.map(function (n) { return welcomepackOpen.openNow(%q, n) + ' ' + (welcomepackOpen.today(%q, n).length > 0); })", text, code, code), &got)
		for i := range want {
			if got[i] != want[i] {
				t.Errorf("%s (%s), %+v: %s, want %s", name, code, list[i], got[i], want[i])
			}
		}
	}
	b.calm()
}
