package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strconv"

	"welcomepack/internal/catalog"
	"welcomepack/internal/cell"
	"welcomepack/internal/doc"
	"welcomepack/internal/model"
)

// A Report is figures about one thing that the site's people look after.
type Report struct {
	Name   string  `json:"name"` // of its files
	Title  string  `json:"title"`
	About  string  `json:"about"`
	AsOf   string  `json:"as_of"` // ISO 8601
	Tables []Table `json:"tables"`
}

// A Table is one table of a report; the first cell of each row says what it is about. Shares has, for each row, the
// numbers of the cells behind the first one that are the parts of a whole, or is empty. None is said where it has no row.
type Table struct {
	Name   string     `json:"name"`
	Title  string     `json:"title"`
	Head   []string   `json:"head"`
	Rows   [][]string `json:"rows"`
	Shares [][]int    `json:"-"`
	None   string     `json:"-"`
	Long   bool       `json:"-"` // for spreadsheets alone
}

// figures is every report that is made of tables, by name, in the order of their list.
var figures = []struct {
	name, title, about string
	tables             func(*Book) []Table
}{
	{"summary", "Summary", "One page for a board: how each borough's pack stands.", summaryTables},
	{"reviews", "Reviews", "What was checked, what is due, and what nobody has checked.", reviewTables},
	{"coverage", "Coverage", "How many services there are, by kind of help, borough and sort of organisation.", coverageTables},
	{"gaps", "Gaps", "Kinds of help that are missing, by area, day and language spoken there.", gapTables},
	{"owners", "Owners", "Who answers for what, by role, and what has no owner.", ownerTables},
	{"rules", "Rules", "Numbers that policy changes, and when they end.", ruleTables},
	{"promises", "Promises", "What people said, what was promised, and what is late.", promiseTables},
	{"partners", "Partners", "Who works together, and how closely.", partnerTables},
	{"feedback", "Feedback", "Answers on slips, with small numbers left out.", feedbackTables},
	{"assumptions", "Assumptions", "What guides take for granted. Ask whether it still holds when a guide is reviewed.", assumptionTables},
}

// Names lists the reports that are made of tables.
func Names() []string {
	var out []string
	for _, f := range figures {
		out = append(out, f.name)
	}
	return out
}

// A Book is the reports of one catalog. What several of them need is counted once, when it is first asked for. One
// goroutine at a time may use it.
type Book struct {
	c       *catalog.Catalog
	made    map[string]Report
	status  []Language
	records []record
	cubes   map[model.ID]cube // by borough

	measure func() []Language // makes status
}

// Of returns the reports of a catalog.
func Of(c *catalog.Catalog) *Book { return Measured(c, func() []Language { return Status(c) }) }

// Measured is [Of] with a way to tell how far the languages are, which is called where a report wants it.
func Measured(c *catalog.Catalog, status func() []Language) *Book {
	return &Book{c: c, made: map[string]Report{}, cubes: map[model.ID]cube{}, measure: status}
}

func (k *Book) languages() []Language {
	if k.status == nil {
		k.status = k.measure()
	}
	return k.status
}

// Make returns the reports of those names, all of them where none is named.
func (k *Book) Make(names ...string) []Report {
	var out []Report
	for _, f := range figures {
		wanted := len(names) == 0
		for _, n := range names {
			wanted = wanted || n == f.name
		}
		if !wanted {
			continue
		}
		if r, ok := k.made[f.name]; ok {
			out = append(out, r)
			continue
		}
		tables := f.tables(k)
		for i := range tables {
			if tables[i].Rows == nil {
				tables[i].Rows = [][]string{} // a list without entries, also in JSON
			}
		}
		r := Report{f.name, f.title, f.about, k.c.Today.String(), tables}
		k.made[f.name] = r
		out = append(out, r)
	}
	return out
}

// CSV returns a table for spreadsheets, which show each cell as it stands.
func (t Table) CSV() []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	for _, row := range append([][]string{t.Head}, t.Rows...) {
		safe := make([]string, len(row))
		for i, text := range row {
			safe[i] = cell.Guard(text)
		}
		_ = w.Write(safe) // a buffer takes all
	}
	w.Flush()
	return b.Bytes()
}

// JSON returns reports for other programs.
func JSON(rs []Report) []byte {
	if rs == nil {
		rs = []Report{}
	}
	b, err := json.MarshalIndent(rs, "", "  ")
	if err != nil {
		panic("report: " + err.Error()) // strings alone
	}
	return append(b, '\n')
}

// A File is one file of dist/report.
type File struct {
	Path  string
	Bytes []byte
}

// Files returns the tables of all reports as CSV, and all reports as JSON.
func (k *Book) Files() []File {
	rs := k.Make()
	out := []File{{"report/reports.json", JSON(rs)}}
	for _, r := range rs {
		for _, t := range r.Tables {
			out = append(out, File{"report/" + t.file(r), t.CSV()})
		}
	}
	return out
}

// file is the name of a table's CSV file.
func (t Table) file(r Report) string { return r.Name + "-" + t.Name + ".csv" }

// blocks is a report's tables on its page, each with its file.
func (r Report) blocks() []doc.Block {
	var out []doc.Block
	for _, t := range r.Tables {
		out = append(out, doc.Heading{Level: 2, ID: t.Name, Text: text(t.Title)})
		file := doc.Paragraph{Role: doc.Small, Text: linked("The same as a CSV file", "report/"+t.file(r))}
		switch {
		case len(t.Rows) == 0:
			out = append(out, doc.Paragraph{Text: text(t.None)})
			continue
		case t.Long:
			out = append(out, file)
			continue
		}
		b := doc.Table{RowHead: true, Shares: t.Shares}
		for _, h := range t.Head {
			b.Head = append(b.Head, text(h))
		}
		for _, row := range t.Rows {
			cells := make([]doc.Text, len(row))
			for i, c := range row {
				cells[i] = cellText(c)
			}
			b.Rows = append(b.Rows, cells)
		}
		out = append(out, b, file)
	}
	return out
}

// cellText is a cell as words, or as a number where it is one.
func cellText(s string) doc.Text {
	if s == "" {
		return doc.Text{}
	}
	if n, err := strconv.Atoi(s); err == nil {
		return count(n)
	}
	return text(s)
}

// add appends a row of parts of a whole: a name, and a number for each part.
func (t *Table) add(name string, parts ...int) {
	row := []string{name}
	for _, p := range parts {
		row = append(row, strconv.Itoa(p))
	}
	t.Rows = append(t.Rows, row)
	t.Shares = append(t.Shares, parts)
}
