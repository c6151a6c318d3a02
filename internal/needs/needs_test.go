package needs

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A recorder keeps how a test would have ended.
type recorder struct {
	testing.TB
	ends, says string
}

func (r *recorder) Fatalf(format string, args ...any) {
	r.ends, r.says = "failed", fmt.Sprintf(format, args...)
}
func (r *recorder) Skipf(format string, args ...any) {
	r.ends, r.says = "skipped", fmt.Sprintf(format, args...)
}

func TestWhatIsMissingIsSkippedAndFailsInCI(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", filepath.Dir(self))
	there := func(t testing.TB) {
		if got := Program(t, filepath.Base(self), ""); got != self {
			t.Errorf("the program is %s, found %s", self, got)
		}
		File(t, self, "")
	}
	for _, c := range []struct {
		ci         string
		ask        func(testing.TB)
		ends, says string
	}{
		{"", there, "", ""},
		{"true", there, "", ""},
		{"", func(t testing.TB) { Program(t, "none", "apt install none") }, "skipped", "(apt install none)"},
		{"true", func(t testing.TB) { Program(t, "none", "apt install none") }, "failed", "(apt install none)"},
		{"false", func(t testing.TB) { File(t, self+".none", "npm ci in .ci") }, "skipped", self + ".none"},
		{"true", func(t testing.TB) { File(t, self+".none", "npm ci in .ci") }, "failed", self + ".none"},
	} {
		t.Setenv("CI", c.ci)
		r := &recorder{TB: t}
		c.ask(r)
		if r.ends != c.ends || !strings.Contains(r.says, c.says) {
			t.Errorf("CI=%q: %s, said %q; want %s, %q", c.ci, r.ends, r.says, c.ends, c.says)
		}
	}
}
