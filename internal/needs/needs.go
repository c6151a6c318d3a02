// Package needs asks for what tests call and this repository does not hold: programs, npm packages, files of the system.
// Where CI is true a test that lacks any of it fails, so that nothing is passed over there; elsewhere it is skipped, and
// says how to get it. Only tests import it.
package needs

import (
	"os"
	"os/exec"
	"testing"
)

// Program returns the path of a program, and how says how to get it: apt install qpdf.
func Program(t testing.TB, name, how string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	Met(t, err, how)
	return path
}

// File is [Program] for a file or a folder at a path.
func File(t testing.TB, path, how string) string {
	t.Helper()
	_, err := os.Stat(path)
	Met(t, err, how)
	return path
}

// Met ends a test with an error that says what is missing; without one it goes on.
func Met(t testing.TB, err error, how string) {
	t.Helper()
	switch {
	case err == nil:
	case os.Getenv("CI") == "true":
		t.Fatalf("needed where CI is true: %v (%s)", err, how)
	default:
		t.Skipf("%v (%s)", err, how)
	}
}
