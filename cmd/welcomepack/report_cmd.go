package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"welcomepack/internal/build"
	"welcomepack/internal/report"

	"github.com/spf13/cobra"
)

// reportFormats are how reports can be written.
var reportFormats = []string{"text", "csv", "json", "html", "pdf"}

func reportCommand(w world, s *siteFlags) *cobra.Command {
	var format, to string
	names := report.Names()
	c := &cobra.Command{
		Use:   "report [name…]",
		Short: "Tell how the site is cared for: reviews, gaps, owners, promises",
		Long: `Tell how the site is cared for, to whom it may concern: a volunteer, a council's officer, a board.

The reports are ` + strings.Join(names, ", ") + `.
Without a name it is all of them. The same stand in dist/report as pages, unless site.yaml says report: false.

Formats: text for people; csv and json for other programs; html, the pages as they are in dist/report; pdf, the summary on
one page. They go to standard output, or with --out into a folder, one file each; html needs a folder.`,
		Example: `  welcomepack report promises
  welcomepack report gaps --format csv --out reports
  welcomepack report --format json
  welcomepack report summary --format pdf > board.pdf`,
		ValidArgs: names,
		RunE: func(_ *cobra.Command, args []string) error {
			if err := knownReports(args, names, format, to); err != nil {
				return err
			}
			p, today, err := w.opened(s)
			if err != nil {
				return err
			}
			defer p.root.Close()
			const otherwise = "no report was made"
			snap, err := w.take(p.options(s, today), otherwise)
			if err != nil {
				return err
			}
			files, err := reportFiles(snap, format, args)
			if err := w.refused(err, otherwise); err != nil {
				return err
			}
			return failure(w.deliver(files, to))
		},
	}
	c.Flags().StringVar(&format, "format", "text", "the `format`: "+strings.Join(reportFormats, ", "))
	c.Flags().StringVar(&to, "out", "", "a `folder` to write files into")
	return c
}

// knownReports refuses what was asked for and is not there.
func knownReports(asked, names []string, format, to string) error {
	for _, n := range asked {
		if !slices.Contains(names, n) {
			return fmt.Errorf("there is no report %q: there are %s", n, strings.Join(names, ", "))
		}
	}
	switch {
	case !slices.Contains(reportFormats, format):
		return fmt.Errorf("there is no format %q: write one of %s", format, strings.Join(reportFormats, ", "))
	case format == "html" && to == "":
		return fmt.Errorf("html is several pages: name a folder with --out")
	case format == "pdf" && !(len(asked) == 0 || len(asked) == 1 && asked[0] == "summary"):
		return fmt.Errorf("only the summary is made as a PDF: print the page of the others from a browser")
	}
	return nil
}

// reportFiles makes what was asked for.
func reportFiles(snap *build.Snapshot, format string, names []string) ([]report.File, error) {
	switch format {
	case "pdf":
		b, err := snap.BoardPage()
		return []report.File{{Path: "summary.pdf", Bytes: b}}, err
	case "html":
		return snap.Reports()
	}
	rs := report.Measured(snap.Catalog(), snap.Status).Make(names...)
	if format == "json" {
		return []report.File{{Path: "reports.json", Bytes: report.JSON(rs)}}, nil
	}
	var out []report.File
	for _, r := range rs {
		if format == "text" {
			out = append(out, report.File{Path: r.Name + ".txt", Bytes: reportText(r)})
			continue
		}
		for _, t := range r.Tables {
			out = append(out, report.File{Path: r.Name + "-" + t.Name + ".csv", Bytes: t.CSV()})
		}
	}
	return out, nil
}

// deliver writes files into a folder, or one after another to standard output.
func (w world) deliver(files []report.File, to string) error {
	if to == "" {
		for i, f := range files {
			if i > 0 {
				io.WriteString(w.out, "\n")
			}
			if _, err := w.out.Write(f.Bytes); err != nil {
				return err
			}
		}
		return nil
	}
	for _, f := range files {
		path := filepath.Join(to, filepath.FromSlash(f.Path))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := writeFile(path, f.Bytes); err != nil {
			return err
		}
	}
	w.say("%s: %s", to, number(len(files), "file"))
	return nil
}

// widest is how wide a column of a text may be; longer words are cut.
const widest = 44

// reportText is a report as text in columns.
func reportText(r report.Report) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s, %s\n%s\n", strings.ToUpper(r.Title), r.AsOf, r.About)
	for _, t := range r.Tables {
		if t.Long {
			continue
		}
		fmt.Fprintf(&b, "\n%s\n", t.Title)
		if len(t.Rows) == 0 {
			fmt.Fprintf(&b, "  %s\n", t.None)
			continue
		}
		var rows [][]string
		for _, row := range append([][]string{t.Head}, t.Rows...) {
			cells := make([]string, len(row))
			for i, c := range row {
				cells[i] = cut(c)
			}
			rows = append(rows, cells)
		}
		for line := range strings.Lines(columns(rows, len(t.Head))) {
			b.WriteString("  " + line)
		}
	}
	return b.Bytes()
}

// cut keeps a cell from being wider than its column may be.
func cut(cell string) string {
	if r := []rune(cell); len(r) > widest {
		return string(r[:widest-1]) + "…"
	}
	return cell
}
