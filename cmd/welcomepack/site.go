package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"welcomepack/internal/build"
	"welcomepack/internal/calendar"
	"welcomepack/internal/output"

	"github.com/spf13/pflag"
)

// siteFlags say which site, and which of its editions.
type siteFlags struct {
	dir             string
	boroughs, langs []string
}

// editions adds the flags that choose editions.
func (s *siteFlags) editions(f *pflag.FlagSet) {
	f.StringSliceVar(&s.boroughs, "borough", nil, "only this `borough`; repeat it or separate with commas")
	f.StringSliceVar(&s.langs, "lang", nil, "only this `language`, such as ar; repeat it or separate with commas")
}

// A place is a site's folder, opened: nothing outside can be read through its files, whatever links they are.
type place struct {
	dir  string
	root *os.Root
}

// open finds the site.
func (s *siteFlags) open() (*place, error) {
	dir, err := s.find()
	if err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, broken{err}
	}
	return &place{dir, root}, nil
}

func (s *siteFlags) find() (string, error) {
	if s.dir != "" {
		if !hasContent(s.dir) {
			return "", fmt.Errorf("%s has no folder content: name the folder that holds it with --site", s.dir)
		}
		return filepath.Abs(s.dir)
	}
	here, err := os.Getwd()
	if err != nil {
		return "", broken{err}
	}
	for dir := here; ; dir = filepath.Dir(dir) {
		if hasContent(dir) {
			return dir, nil
		}
		if filepath.Dir(dir) == dir {
			return "", errors.New("there is no folder content here or above: name the site's folder with --site")
		}
	}
}

// hasContent looks for content/, not for a file in it: a missing site.yaml is told of like other mistakes.
func hasContent(dir string) bool {
	info, err := os.Stat(filepath.Join(dir, "content"))
	return err == nil && info.IsDir()
}

// options are the inputs that all commands share.
func (p *place) options(s *siteFlags, today calendar.Date) build.Options {
	return build.Options{Site: p.root.FS(), Today: today, Boroughs: s.boroughs, Langs: s.langs}
}

// limits keep a build out of the site's own files and the user's other ones.
func (p *place) limits() output.Limits {
	l := output.Limits{Around: []string{p.dir}}
	if home, err := os.UserHomeDir(); err == nil && filepath.IsAbs(home) {
		l.Around = append(l.Around, home)
	}
	for _, name := range []string{"content", "translations", "themes"} {
		l.Outside = append(l.Outside, filepath.Join(p.dir, name))
	}
	return l
}

// today is the day of the build: that of SOURCE_DATE_EPOCH where it is set, so that a build can be repeated,
// else the present day in London.
func (w world) today() (calendar.Date, error) {
	if s := w.getenv("SOURCE_DATE_EPOCH"); s != "" {
		n, err := strconv.ParseInt(strings.TrimSpace(s), 10, 64)
		if err != nil || n < 0 || n > 253402300799 { // the last second of the year 9999
			return calendar.Date{}, fmt.Errorf("SOURCE_DATE_EPOCH is %q: it has to be seconds since 1970", s)
		}
		return calendar.DateOf(time.Unix(n, 0).UTC()), nil
	}
	london, err := time.LoadLocation("Europe/London")
	if err != nil {
		return calendar.Date{}, broken{err}
	}
	return calendar.DateOf(w.now().In(london)), nil
}

// shown shortens a path of the site for people.
func (p *place) shown(path string) string {
	if rel, err := filepath.Rel(p.dir, path); err == nil && filepath.IsLocal(rel) {
		return filepath.ToSlash(rel)
	}
	return path
}

// opened readies the site and the day for a command.
func (w world) opened(s *siteFlags) (*place, calendar.Date, error) {
	today, err := w.today()
	if err != nil {
		return nil, today, err
	}
	p, err := s.open()
	return p, today, err
}

// failure marks an error of the stages as one of the machine's, but for what the caller asked wrongly.
func failure(err error) error {
	var unknown *build.Unknown
	if err == nil || errors.As(err, &unknown) {
		return err
	}
	if errors.Is(err, fs.ErrPermission) {
		return broken{fmt.Errorf("%w (may you read and write there?)", err)}
	}
	return broken{err}
}
