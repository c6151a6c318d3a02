package output

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"strings"
)

func stagePrefix(dist string) string { return "." + dist + ".stage-" }
func oldPrefix(dist string) string   { return "." + dist + ".old-" }
func (s *Stage) journalName() string { return "." + s.dist + ".journal" }
func (s *Stage) asideName() string {
	return oldPrefix(s.dist) + strings.TrimPrefix(s.stage, stagePrefix(s.dist))
}
func (s *Stage) exists(p string) bool { _, err := s.disk.root.Lstat(p); return err == nil }

// A journal says that two renames were begun: dist to Aside, then Stage, which is complete, to dist.
type journal struct {
	Stage, Aside string
}

// swap puts the stage in dist's place: by a rename where there is no dist, by exchanging the two names in
// one step where the system can, else by two renames that the next run finishes.
func (s *Stage) swap() error {
	if !s.exists(s.dist) {
		if err := s.disk.rename(s.stage, s.dist); err != nil {
			return err
		}
		return s.disk.syncFolder(".")
	}
	if err := s.exchange(); !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	return s.renameTwice()
}

func (s *Stage) exchange() error {
	if s.disk.noExchange {
		return errors.ErrUnsupported
	}
	if err := s.disk.try("exchange", s.dist); err != nil {
		return err
	}
	if err := s.disk.exchange(s.stage, s.dist); err != nil {
		return err
	}
	return s.disk.syncFolder(".")
}

func (s *Stage) renameTwice() error {
	j := journal{s.stage, s.asideName()}
	b, err := json.Marshal(j)
	if err != nil {
		return err
	}
	if _, err := s.disk.create(s.journalName()+".new", b); err != nil {
		return err
	}
	if err := s.disk.flush("."); err != nil {
		return err
	}
	if err := s.disk.rename(s.journalName()+".new", s.journalName()); err != nil {
		return err
	}
	if err := s.disk.syncFolder("."); err != nil {
		return err
	}
	if err := s.disk.rename(s.dist, j.Aside); err != nil {
		return err
	}
	if err := s.disk.rename(s.stage, s.dist); err != nil {
		return errors.Join(err, s.disk.root.Rename(j.Aside, s.dist))
	}
	return s.disk.syncFolder(".")
}

// finish does what the journal of a killed run says is left to do.
func (s *Stage) finish() error {
	b, err := s.disk.root.ReadFile(s.journalName())
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	var j journal
	if json.Unmarshal(b, &j) != nil || !strings.HasPrefix(j.Stage, stagePrefix(s.dist)) || !strings.HasPrefix(j.Aside, oldPrefix(s.dist)) ||
		strings.Contains(j.Stage+j.Aside, "/") {
		return fmt.Errorf("%s/%s cannot be read; look whether %s is whole, and remove it", s.disk.dir, s.journalName(), s.where())
	}
	if !s.exists(s.dist) {
		from := j.Stage
		if !s.exists(from) {
			from = j.Aside
		}
		if err := s.disk.rename(from, s.dist); err != nil {
			return err
		}
		return s.disk.syncFolder(".")
	}
	return nil
}

// sweep removes what this run and killed ones left beside dist. With the lock held nobody else uses it. While
// there is no dist for a journal to be done with, everything stays for the next run to finish.
func (s *Stage) sweep() error {
	if s.exists(s.journalName()) && !s.exists(s.dist) {
		return nil
	}
	es, err := fs.ReadDir(s.disk.root.FS(), ".")
	if err != nil {
		return err
	}
	// The journal goes first: without it a stage means nothing.
	names := []string{s.journalName(), s.journalName() + ".new"}
	for _, e := range es {
		if strings.HasPrefix(e.Name(), stagePrefix(s.dist)) || strings.HasPrefix(e.Name(), oldPrefix(s.dist)) {
			names = append(names, e.Name())
		}
	}
	for _, n := range names {
		if s.exists(n) {
			err = errors.Join(err, s.disk.remove(n))
		}
	}
	return err
}
