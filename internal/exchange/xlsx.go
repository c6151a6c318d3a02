package exchange

import (
	"bytes"
	"fmt"
	"math"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"welcomepack/internal/cell"
	"welcomepack/internal/lang"
	"welcomepack/internal/source"
)

// xlsxSheet is the name of the sheet.
const xlsxSheet = "Translation"

// XLSX writes a batch as an Excel workbook, protected but for the translations. Every cell is text: Excel runs no formula
// that somebody types into it.
func XLSX(b Batch) ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	if err := f.SetSheetName("Sheet1", xlsxSheet); err != nil {
		return nil, err
	}
	if err := f.SetDocProps(&excelize.DocProperties{Creator: b.Project, Title: wordsColumn(b.Lang), Language: "en-GB"}); err != nil {
		return nil, err
	}
	s, err := newXLSXStyles(f, b.Lang)
	if err != nil {
		return nil, err
	}
	for i, row := range sheetRows(b) {
		if err := f.SetRowHeight(xlsxSheet, i+1, rowHeight(row)); err != nil {
			return nil, err
		}
		for j, text := range row {
			if strings.HasPrefix(text, "'") {
				text = cell.Guard(text) // so that reading can take the mark of a CSV away that was saved as a workbook
			}
			cell, err := excelize.CoordinatesToCellName(j+1, i+1)
			if err != nil {
				return nil, err
			}
			text = numberForm.ReplaceAllString(text, "_x005F$0")
			if err := s.cell(f, cell, text, i, j); err != nil {
				return nil, err
			}
		}
	}
	if err := s.sheet(f); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// numberForm is how a workbook writes a character by its number; the same signs as text have their _ written so.
var numberForm = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// xlsxStyles are the looks of cells.
type xlsxStyles struct{ head, locked, small, english, open int }

const textFormat = 49 // Excel's number for "@"

func newXLSXStyles(f *excelize.File, l lang.Tag) (s xlsxStyles, err error) {
	border := []excelize.Border{{Type: "bottom", Color: "BBBBBB", Style: 1}, {Type: "right", Color: "BBBBBB", Style: 1}}
	align := excelize.Alignment{WrapText: true, Vertical: "top"}
	style := func(font excelize.Font, fill string, align excelize.Alignment, locked bool) int {
		if err != nil {
			return 0
		}
		font.Family = "Calibri"
		x := excelize.Style{NumFmt: textFormat, Font: &font, Alignment: &align, Border: border, Protection: &excelize.Protection{Locked: locked}}
		if fill != "" {
			x.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{fill}}
		}
		var n int
		n, err = f.NewStyle(&x)
		return n
	}
	reading := align
	reading.ReadingOrder = 1
	if l.Dir() == lang.RTL {
		reading.ReadingOrder, reading.Horizontal = 2, "right"
	}
	s.head = style(excelize.Font{Bold: true, Size: 11}, "DDDDDD", align, true)
	s.locked = style(excelize.Font{Size: 10, Color: "444444"}, "", align, true)
	s.small = style(excelize.Font{Size: 8, Color: "888888"}, "", align, true)
	s.english = style(excelize.Font{Size: 12}, "", align, true)
	s.open = style(excelize.Font{Size: 12}, "FFF8D6", reading, false)
	return s, err
}

// cell writes the text of a row and column, counted from 0.
func (s xlsxStyles) cell(f *excelize.File, cell, text string, row, col int) error {
	style := s.locked
	switch {
	case row == 0:
		style = s.head
	case col == 0:
		style = s.english
	case col == 1:
		style = s.open
	case col >= 6:
		style = s.small
	}
	if err := f.SetCellStyle(xlsxSheet, cell, cell, style); err != nil {
		return err
	}
	if row > 0 && col == 0 {
		if runs := coloured(text); len(runs) > 1 {
			return f.SetCellRichText(xlsxSheet, cell, runs)
		}
	}
	return f.SetCellStr(xlsxSheet, cell, text)
}

// coloured shows what is to be kept as it is in blue.
func coloured(text string) []excelize.RichTextRun {
	var out []excelize.RichTextRun
	for _, t := range tokens(text) {
		font := &excelize.Font{Size: 12, Family: "Calibri"}
		if t.kind != words {
			font.Color = "0B5FBF"
		}
		out = append(out, excelize.RichTextRun{Text: t.s, Font: font})
	}
	return out
}

// xlsxWidths are the columns' widths in characters.
var xlsxWidths = []float64{50, 50, 36, 30, 30, 10, 24, 12}

// rowHeight is how high a row has to be for its longest cell, in points; the columns that nobody reads do not count. The
// translation will be about as long as the English, and more.
func rowHeight(row []string) float64 {
	lines := 1.0
	for j, text := range row[:5] {
		n := 0.0
		for l := range strings.SplitSeq(text, "\n") {
			n += 1 + math.Floor(float64(utf8.RuneCountInString(l))/(xlsxWidths[j]*0.85))
		}
		lines = max(lines, n)
	}
	return min(16*lines+4, 400)
}

func (s xlsxStyles) sheet(f *excelize.File) error {
	for i, width := range xlsxWidths {
		name, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		if err := f.SetColWidth(xlsxSheet, name, name, width); err != nil {
			return err
		}
	}
	if err := f.SetPanes(xlsxSheet, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	if err := f.SetPageLayout(xlsxSheet, &excelize.PageLayoutOptions{Orientation: new("landscape"), FitToWidth: new(1), FitToHeight: new(0), Size: new(9)}); err != nil {
		return err
	}
	if err := f.SetSheetProps(xlsxSheet, &excelize.SheetPropsOptions{FitToPage: new(true)}); err != nil {
		return err
	}
	return f.ProtectSheet(xlsxSheet, &excelize.SheetProtectionOptions{FormatColumns: true, FormatRows: true, SelectLockedCells: true, SelectUnlockedCells: true})
}

// xlsx reads a workbook that came back, also from LibreOffice or Google Sheets. Places in messages are rows: the text
// that is shown for one is the row's cells.
func (r *reader) xlsx(data []byte) *returned {
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: source.MaxReturnedAll, UnzipXMLSizeLimit: source.MaxReturned, RawCellValue: true})
	if err != nil {
		r.wrong(0, "save it again as Excel Workbook (.xlsx), without a password", "the file is no workbook that can be read")
		return nil
	}
	defer f.Close()
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil || len(rows) > source.MaxReturnedRows {
			r.wrong(0, "send it in parts", "the sheet %q cannot be read, or has more than %d rows", sheet, source.MaxReturnedRows)
			return nil
		}
		if len(rows) > 0 && hasID(rows[0]) {
			return r.sheet(f, sheet, rows)
		}
	}
	r.wrong(0, "keep the first row and all columns as they were sent; ask for a new file if they are lost", "no sheet of the file has a first row with a column %q", colID)
	return nil
}

func hasID(row []string) bool {
	for _, c := range row {
		if strings.TrimSpace(c) == colID {
			return true
		}
	}
	return false
}

func (r *reader) sheet(f *excelize.File, sheet string, rows [][]string) *returned {
	var text bytes.Buffer
	starts := make([]int, len(rows))
	for i, row := range rows {
		starts[i] = text.Len()
		text.WriteString(strings.Join(strings.Fields(strings.Join(row[:min(len(row), 2)], " | ")), " ") + "\n")
	}
	r.file = r.files.Add(r.name, text.Bytes())
	var out returned
	cols, ok := r.columns(rows[0], &out)
	if !ok {
		return nil
	}
	for i, row := range rows[1:] {
		if strings.TrimSpace(strings.Join(row, "")) == "" {
			continue
		}
		for j := range row {
			row[j] = cell.Unguard(row[j])
		}
		l := cols.line(row)
		l.at = r.span(starts[i+1], 0)
		cell, err := excelize.CoordinatesToCellName(cols.words+1, i+2)
		if err != nil {
			continue
		}
		if formula, err := f.GetCellFormula(sheet, cell); err == nil && formula != "" {
			l.problem, l.words = fmt.Sprintf("the cell %s holds a formula instead of words", cell), formula
		}
		out.lines = append(out.lines, l)
	}
	return &out
}
