package minify

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestScriptsLoseCommentsAndKeepTheirWork(t *testing.T) {
	got, err := Script([]byte("// why\n(function () {\n  'use strict';\n  try { window.answer(1 + 2); } catch (e) { /* nothing */ }\n})();\n"))
	if err != nil {
		t.Fatal(err)
	}
	s := string(got)
	if strings.Contains(s, "why") || !strings.Contains(s, "use strict") || !strings.Contains(s, "window.answer(") || len(s) > 80 {
		t.Errorf("%s", s)
	}
	if strings.Contains(s, "catch{") {
		t.Errorf("old phones cannot read %s", s)
	}
}

func TestScriptThatIsBrokenIsAnError(t *testing.T) {
	if _, err := Script([]byte("function (")); err == nil {
		t.Error("it has none")
	}
}

func TestOwnScriptsBecomeSmaller(t *testing.T) {
	for _, pattern := range []string{"../../themes/default/assets/*.js", "../bundle/*.js"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatal(pattern, err)
		}
		for _, name := range files {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if got, err := Script(text); err != nil || len(got) > len(text)*4/5 {
				t.Errorf("%s: %d bytes of %d, %v", name, len(got), len(text), err)
			}
		}
	}
}
