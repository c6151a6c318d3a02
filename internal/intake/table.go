package intake

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"

	"welcomepack/internal/cell"
	"welcomepack/internal/source"
)

// A Table is rows under headings.
type Table struct {
	Headings []string
	Rows     []Row
}

// A Row is the cells of one line, as many as there are headings. Number counts as spreadsheets do, from 1.
type Row struct {
	Number int
	Cells  []string
}

// CSV reads a table of comma-separated values (RFC 4180), with semicolons or tabs too. What is not UTF-8 is taken for
// Windows-1252, as Excel writes it.
func CSV(b []byte) (*Table, error) {
	if len(b) > source.MaxSheetFile {
		return nil, fmt.Errorf("it is larger than %d MiB", source.MaxSheetFile>>20)
	}
	b = bytes.TrimPrefix(b, []byte("\ufeff"))
	if !utf8.Valid(b) {
		var err error
		if b, err = charmap.Windows1252.NewDecoder().Bytes(b); err != nil {
			return nil, fmt.Errorf("the letters cannot be read: %w", err)
		}
	}
	if bytes.IndexByte(b, 0) >= 0 {
		return nil, errors.New("it is no table: it holds bytes that no text has")
	}
	r := csv.NewReader(bytes.NewReader(b))
	r.Comma = separator(b)
	r.FieldsPerRecord = -1
	r.LazyQuotes = true
	t := &tableReader{}
	for {
		cells, err := r.Read()
		if err == io.EOF {
			return t.done()
		}
		if err != nil {
			return nil, err
		}
		line, _ := r.FieldPos(0)
		if err := t.row(line, cells); err != nil {
			return nil, err
		}
	}
}

// separator is the one of , ; and tab that the first line has most of.
func separator(b []byte) rune {
	first, _, _ := bytes.Cut(bytes.TrimLeft(b, "\r\n"), []byte("\n"))
	best := ','
	for _, c := range []rune{';', '\t'} {
		if strings.Count(string(first), string(c)) > strings.Count(string(first), string(best)) {
			best = c
		}
	}
	return best
}

// XLSX reads a sheet of a workbook; "" is the first one. Cells are read as they are shown.
func XLSX(b []byte, sheet string) (*Table, error) {
	if len(b) > source.MaxSheetFile {
		return nil, fmt.Errorf("it is larger than %d MiB", source.MaxSheetFile>>20)
	}
	f, err := excelize.OpenReader(bytes.NewReader(b), excelize.Options{UnzipSizeLimit: source.MaxSheetUnzipped, UnzipXMLSizeLimit: source.MaxSheetUnzipped})
	if err != nil {
		return nil, fmt.Errorf("it is no workbook that can be read: %w", err)
	}
	defer f.Close()
	names := f.GetSheetList()
	if sheet == "" && len(names) > 0 {
		sheet = names[0]
	}
	if !slices.Contains(names, sheet) {
		return nil, fmt.Errorf("there is no sheet %q: there are %s", sheet, strings.Join(names, ", "))
	}
	rows, err := f.Rows(sheet)
	if err != nil {
		return nil, fmt.Errorf("the sheet %s cannot be read: %w", sheet, err)
	}
	defer rows.Close()
	t := &tableReader{}
	for n := 1; rows.Next(); n++ {
		cells, err := rows.Columns()
		if err != nil {
			return nil, fmt.Errorf("row %d of the sheet %s cannot be read: %w", n, sheet, err)
		}
		if err := t.row(n, cells); err != nil {
			return nil, err
		}
	}
	return t.done()
}

// A tableReader takes rows: the first one that is not empty is the headings.
type tableReader struct{ Table }

func (t *tableReader) row(number int, cells []string) error {
	empty := true
	out := make([]string, len(cells))
	for i, c := range cells {
		if utf8.RuneCountInString(c) > source.MaxSheetCell {
			return fmt.Errorf("row %d has a cell of more than %d characters", number, source.MaxSheetCell)
		}
		out[i] = cell.Unguard(strings.TrimSpace(c))
		empty = empty && out[i] == ""
	}
	switch {
	case empty:
		return nil
	case t.Headings == nil:
		if len(out) > source.MaxSheetColumns {
			return fmt.Errorf("it has more than %d columns", source.MaxSheetColumns)
		}
		t.Headings = headings(out)
		return nil
	case len(t.Rows) == source.MaxSheetRows:
		return fmt.Errorf("it has more than %d rows", source.MaxSheetRows)
	}
	for len(out) < len(t.Headings) {
		out = append(out, "")
	}
	t.Rows = append(t.Rows, Row{number, out[:len(t.Headings)]})
	return nil
}

// headings names columns without a heading, and those that share one, by their place.
func headings(cells []string) []string {
	seen := map[string]bool{}
	out := make([]string, len(cells))
	for i, c := range cells {
		c = cut(strings.Join(strings.Fields(c), " "), 100)
		if c == "" || seen[c] {
			c = strings.TrimSpace(fmt.Sprintf("%s column %d", c, i+1))
		}
		seen[c] = true
		out[i] = c
	}
	return out
}

func (t *tableReader) done() (*Table, error) {
	if len(t.Rows) == 0 {
		return nil, errors.New("it has no rows below its headings")
	}
	return &t.Table, nil
}

// NoField is the field of a column that is not read.
const NoField = "none"

// sheetFields are what a column may be, with what it is called in the tables of others.
var sheetFields = []struct {
	name  string
	about string // for people who choose
	also  []string
}{
	{"name", "the service's name", []string{"service name", "service", "title", "activity", "project", "group name", "provision", "session name", "session"}},
	{"organisation", "who runs it", []string{"organization", "provider", "charity", "org", "organisation name", "organization name", "run by", "agency", "delivered by"}},
	{"summary", "what it does, short", []string{"short description"}},
	{"description", "what it does", []string{"about", "what they do", "what we do", "service description", "what they offer", "what is offered", "support offered", "information"}},
	{"details", "more of what it does", []string{"more information", "further information"}},
	{"category", "the kind of help", []string{"categories", "type", "service type", "kind", "theme", "type of support", "sector", "type of service"}},
	{"who", "who it is for", []string{"eligibility", "who for", "for whom", "who it is for", "audience", "target group", "who can attend", "client group", "who is it for"}},
	{"ages", "ages, as in 18+", []string{"age", "age range", "age group"}},
	{"cost", "what it costs", []string{"price", "fee", "fees", "charge", "costs"}},
	{"languages", "languages spoken there", []string{"language", "languages spoken", "community languages"}},
	{"how_to_join", "how to get in", []string{"how to access", "referral", "referral process", "access", "how to refer", "booking", "how to join", "referral route"}},
	{"bring", "what to bring", []string{"what to bring", "documents", "documents needed"}},
	{"phones", "phone numbers", []string{"phone", "telephone", "tel", "phone number", "telephone number", "contact number", "tel no", "mobile", "contact phone", "phone no"}},
	{"text", "the number for text messages", []string{"sms", "text number"}},
	{"email", "the e-mail address", []string{"e-mail", "email address", "e-mail address", "contact email"}},
	{"web", "the web page", []string{"website", "url", "web address", "web site", "link", "web page", "webpage"}},
	{"place", "the building's name", []string{"venue", "venue name", "building", "location", "location name", "where"}},
	{"address", "the street address", []string{"street", "address 1", "address line 1", "full address", "venue address", "street address", "postal address"}},
	{"address2", "its second line", []string{"address 2", "address line 2"}},
	{"town", "the town", []string{"city", "town/city"}},
	{"postcode", "the postcode", []string{"post code", "postal code", "venue postcode"}},
	{"latitude", "degrees north", []string{"lat"}},
	{"longitude", "degrees east", []string{"lon", "lng", "long"}},
	{"access", "getting into the building", []string{"accessibility", "disabled access", "wheelchair access"}},
	{"times", "opening hours in words, as in Mon-Fri 9-5", []string{"opening hours", "opening times", "hours", "times", "time", "days and times", "when", "day and time", "open", "opening"}},
	{"day", "the day of one session", []string{"days", "weekday", "day of week", "session day"}},
	{"from", "when a session starts", []string{"start", "start time", "starts", "opens", "open from", "opens at", "time from"}},
	{"to", "when a session ends", []string{"end", "end time", "finish", "ends", "closes", "finish time", "closes at", "until", "time to"}},
	{"what", "what happens in a session", []string{"session description"}},
	{"times_note", "more about the times", []string{"notes on times", "term time"}},
	{"area", "where it helps", []string{"area served", "areas covered", "coverage", "borough", "service area"}},
	{"status", "active, paused or closed", nil},
	{"stage", "stages of the journey", nil},
	{"women_only", "yes or no", nil},
	{"asks_status", "yes or no", nil},
	{"nrpf_ok", "yes or no", nil},
	{"join", "drop-in, appointment, referral …", nil},
	{"service", "the service's short name on this site", nil},
	{"id", "what the publisher calls the row", []string{"reference", "ref", "record id", "service id", "uid", "uuid"}},
}

// SheetFields lists what a column may be.
func SheetFields() []string {
	var out []string
	for _, f := range sheetFields {
		out = append(out, f.name)
	}
	return out
}

// AboutField says what a field is, for people who choose.
func AboutField(name string) string {
	for _, f := range sheetFields {
		if f.name == name {
			return f.about
		}
	}
	return ""
}

// GuessColumns says for each heading which field its cells may be; each field is guessed once.
func GuessColumns(headings []string) []Column {
	taken := map[string]bool{}
	out := make([]Column, len(headings))
	plain := func(s string) string {
		return strings.Join(strings.Fields(strings.NewReplacer("_", " ", "-", " ", ":", " ", "?", " ", "(", " ", ")", " ").Replace(strings.ToLower(s))), " ")
	}
	guess := func(same func(heading, name string) bool) {
		for i, h := range headings {
			for _, f := range sheetFields {
				if out[i].Field == "" && !taken[f.name] && slices.ContainsFunc(append(f.also, f.name), func(n string) bool { return same(plain(h), plain(n)) }) {
					out[i].Field = f.name
					taken[f.name] = true
				}
			}
		}
	}
	own := slices.Contains(headings, "service") && slices.Contains(headings, "name") // a table that this program made
	if own {
		guess(func(h, n string) bool { return false })
		for i, h := range headings {
			if AboutField(h) != "" {
				out[i].Field, taken[h] = h, true
			}
		}
	}
	guess(func(h, n string) bool { return h == n })
	for i, h := range headings {
		out[i].Heading = h
		if out[i].Field == "" {
			out[i].Field = NoField
		}
	}
	return out
}
