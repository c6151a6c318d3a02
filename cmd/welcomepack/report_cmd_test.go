package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestReportsAreWrittenAsAsked(t *testing.T) {
	site := copySite(t)
	code, out, errs := runCommand(t, "report", "owners", "rules", "--site", site)
	if code != exitDone || !strings.HasPrefix(out, "OWNERS, 2026-11-22\n") || !strings.Contains(out, "\nRULES, ") || strings.Contains(out, "GAPS") {
		t.Errorf("%d: %s%s", code, out, errs)
	}
	code, out, _ = runCommand(t, "report", "--format", "json", "--site", site)
	var all []map[string]any
	if err := json.Unmarshal([]byte(out), &all); code != exitDone || err != nil || len(all) < 8 {
		t.Errorf("%d, %d reports, %v", code, len(all), err)
	}
	to := filepath.Join(t.TempDir(), "out")
	for _, format := range []string{"csv", "html", "pdf"} {
		if code, _, errs = runCommand(t, "report", "--format", format, "--out", to, "--site", site); code != exitDone {
			t.Errorf("%s: %d %s", format, code, errs)
		}
	}
	for _, name := range []string{"gaps-northbank-days.csv", "report/gaps.html", "assets/style.css", "summary.pdf"} {
		if info, err := os.Stat(filepath.Join(to, name)); err != nil || info.Size() == 0 {
			t.Errorf("%s was not written: %v", name, err)
		}
	}
	if pdf, _ := os.ReadFile(filepath.Join(to, "summary.pdf")); !strings.HasPrefix(string(pdf), "%PDF-") {
		t.Error("the summary is no PDF")
	}
}

func TestReportsThatAreNotThereAreRefused(t *testing.T) {
	site := copySite(t)
	for _, x := range []struct {
		args []string
		says string
	}{
		{[]string{"report", "gap"}, `there is no report "gap": there are summary, reviews`},
		{[]string{"report", "--format", "xls"}, `there is no format "xls"`},
		{[]string{"report", "--format", "html"}, "name a folder with --out"},
		{[]string{"report", "gaps", "--format", "pdf"}, "only the summary is made as a PDF"},
	} {
		code, out, errs := runCommand(t, append(x.args, "--site", site)...)
		if code != exitUsage || out != "" || !strings.Contains(errs, x.says) {
			t.Errorf("%v: %d %s%s", x.args, code, out, errs)
		}
	}
}
