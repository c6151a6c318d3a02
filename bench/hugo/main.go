// Hugo and this program make the same site in turn, and are measured as whole processes: see run.
package main

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"welcomepack/bench/corpus"
)

func main() {
	hugo := flag.String("hugo", "hugo", "Hugo")
	ours := flag.String("ours", "welcomepack", "this program")
	size := flag.String("size", "medium", "small, medium or large, or boroughs,languages,guides,services")
	only := flag.String("steps", "", "which steps, separated by commas: "+strings.Join(stepNames(), ", ")+"; none is all")
	alone := flag.Bool("alone", false, "without Hugo")
	dir := flag.String("dir", "/dev/shm", "where the sites are made")
	flag.Parse()
	z, err := sizeOf(*size)
	if err == nil {
		err = compare(z, *dir, strings.FieldsFunc(*only, func(r rune) bool { return r == ',' }), *hugo, *ours, *alone)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(3)
	}
}

func sizeOf(name string) (z corpus.Size, err error) {
	z, ok := corpus.Sizes[name]
	if !ok {
		_, err = fmt.Sscanf(name, "%d,%d,%d,%d", &z.Boroughs, &z.Languages, &z.Guides, &z.Services)
	}
	return z, err
}

// A maker is a program, its site and its output.
type maker struct {
	name      string
	format    corpus.Format
	site, out string
	command   []string
}

// A step is something that happened to a site since it was made last.
type step struct {
	name, says string
	prepare    func(*maker, corpus.Size) error // before, with a build that is not measured after it; nil for none
	change     func(*maker, corpus.Size) error
}

var steps = []step{
	{"full", "full build", nil, func(m *maker, _ corpus.Size) error { return os.RemoveAll(m.out) }},
	{"nothing", "nothing changed", nil, func(*maker, corpus.Size) error { return nil }},
	{"guide", "one guide edited", nil, func(m *maker, z corpus.Size) error {
		p, words := corpus.Guide(z, m.format)
		return m.edit(p, words, "In short. "+words)
	}},
	{"listing", "one listing edited", nil, func(m *maker, z corpus.Size) error {
		return m.edit(corpus.Listing(z, m.format), "020 7946 0", "020 7946 9")
	}},
	{"rule", "one rule changed", nil, func(m *maker, z corpus.Size) error {
		return m.edit(corpus.Rule(m.format), `"28"`, `"56"`)
	}},
	{"language", "one language added", func(m *maker, z corpus.Size) error {
		z.Languages--
		return m.put(z)
	}, func(m *maker, z corpus.Size) error { return m.put(z) }},
}

func stepNames() []string {
	var out []string
	for _, s := range steps {
		out = append(out, s.name)
	}
	return out
}

func compare(z corpus.Size, dir string, only []string, hugo, ours string, alone bool) error {
	work, err := os.MkdirTemp(dir, "bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	at := func(name string) string { return filepath.Join(work, name) }
	makers := []*maker{
		{"Hugo", corpus.Hugo, at("hugo"), at("hugo/public"), []string{hugo, "--quiet", "--source", at("hugo"), "--cacheDir", at("hugo-cache")}},
		{"ours", corpus.Ours, at("ours"), at("ours/dist"), []string{ours, "build", "--no-packs", "--site", at("ours")}},
	}
	if alone {
		makers = makers[1:]
	}
	for _, m := range makers {
		if err := m.put(z); err != nil {
			return err
		}
	}
	fmt.Printf("%d boroughs × %d languages × %d guides and services\n", z.Boroughs, z.Languages, z.Guides+z.Services)
	fmt.Println("| step | program | pages | seconds | pages/s | CPU s | CPU ms/page | memory MB | files written |\n| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
	var ratios []string
	for _, s := range steps {
		if len(only) > 0 && !slices.Contains(only, s.name) {
			continue
		}
		var of []measured
		for _, m := range makers {
			r, err := m.step(s, z)
			if err != nil {
				return fmt.Errorf("%s, %s: %w", s.says, m.name, err)
			}
			fmt.Printf("| %s | %s | %d | %.2f | %.0f | %.2f | %.3f | %.0f | %d |\n", s.says, m.name, r.pages, r.wall.Seconds(), r.speed(), r.cpu.Seconds(),
				1000/r.perCPU(), float64(r.memory)/1e6, r.written)
			of = append(of, r)
		}
		if len(of) == 2 {
			h, o := of[0], of[1]
			ratios = append(ratios, fmt.Sprintf("| %s | %.1f | %.1f | %.3f | %d : %d |", s.says, o.speed()/h.speed(), o.perCPU()/h.perCPU(),
				float64(o.memory)/float64(h.memory), o.written, h.written))
		}
	}
	if len(ratios) > 0 {
		fmt.Println("\n| ours : Hugo | pages/s | pages/CPU s | memory | files written |\n| --- | ---: | ---: | ---: | ---: |\n" + strings.Join(ratios, "\n"))
	}
	return nil
}

// put writes the site of a size over what is there: files that the size has not are removed.
func (m *maker) put(z corpus.Size) error {
	written := map[string]bool{}
	into := corpus.Into(m.site)
	err := m.format.Write(z, func(path string, b []byte) error {
		written[filepath.Join(m.site, filepath.FromSlash(path))] = true
		return into(path, b)
	})
	if err != nil {
		return err
	}
	for _, folder := range []string{"content", "translations", "i18n"} {
		err := filepath.WalkDir(filepath.Join(m.site, folder), func(p string, d fs.DirEntry, err error) error {
			if os.IsNotExist(err) || err == nil && (d.IsDir() || written[p]) {
				return nil
			}
			return os.Remove(p)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// edit changes the first of some words in a file of the site.
func (m *maker) edit(path, old, new string) error {
	at := filepath.Join(m.site, filepath.FromSlash(path))
	b, err := os.ReadFile(at)
	if err != nil {
		return err
	}
	text := strings.Replace(string(b), old, new, 1)
	if text == string(b) {
		return fmt.Errorf("%s has no %q", at, old)
	}
	return os.WriteFile(at, []byte(text), 0o666)
}

// A measured is what a build took. Memory is in bytes, the most that was in use at a time.
type measured struct {
	wall, cpu      time.Duration
	memory         int64
	pages, written int
}

func (m measured) speed() float64  { return float64(m.pages) / m.wall.Seconds() }
func (m measured) perCPU() float64 { return float64(m.pages) / m.cpu.Seconds() }

func (m *maker) step(s step, z corpus.Size) (r measured, err error) {
	if s.prepare != nil {
		if err := s.prepare(m, z); err != nil {
			return r, err
		}
		if _, err := m.run(); err != nil {
			return r, err
		}
	}
	if err := s.change(m, z); err != nil {
		return r, err
	}
	before, err := m.files()
	if err != nil {
		return r, err
	}
	if r, err = m.run(); err != nil {
		return r, err
	}
	after, err := m.files()
	for p, f := range after {
		if strings.HasSuffix(p, ".html") {
			r.pages++
		}
		if was, ok := before[p]; !ok || !os.SameFile(was, f) || !was.ModTime().Equal(f.ModTime()) {
			r.written++
		}
	}
	return r, err
}

func (m *maker) run() (r measured, err error) {
	c := exec.Command(m.command[0], m.command[1:]...)
	start := time.Now()
	said, err := c.CombinedOutput()
	r.wall = time.Since(start)
	if err != nil {
		return r, fmt.Errorf("%w\n%s", err, said)
	}
	r.cpu = c.ProcessState.UserTime() + c.ProcessState.SystemTime()
	r.memory = peak(c.ProcessState)
	return r, nil
}

// files is what lies in the output folder.
func (m *maker) files() (map[string]fs.FileInfo, error) {
	out := map[string]fs.FileInfo{}
	err := filepath.WalkDir(m.out, func(p string, d fs.DirEntry, err error) error {
		if os.IsNotExist(err) {
			return nil
		}
		if err == nil && !d.IsDir() {
			out[p], err = d.Info()
		}
		return err
	})
	return out, err
}
