// Package output writes dist/, all of it or nothing.
//
// A build puts its files into a stage beside dist, on the same file system. Commit adds what has not changed
// and what is not ours, as hard links where the file system has them, and exchanges stage and dist in one
// step. A run that is killed leaves dist as it was, and a stage that the next run sweeps away. Where nothing
// changed nothing is written. The manifest, build.json, lists our files; a file that is not in it is foreign
// and is never touched.
package output

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// Limits are the folders that an output folder is kept away from.
type Limits struct {
	Around  []string // it may not be one of these or hold one: the site's folder, the user's home
	Outside []string // nor may it lie in one of these: content, translations, themes
}

// A Summary says what a commit did to dist, in files.
type Summary struct {
	Written, Unchanged, Removed int
}

// A Stage is a build's output on its way into dist. Put and Keep may be called from any goroutine.
type Stage struct {
	disk   *disk
	lock   *lock
	dist   string // names within the parent folder
	stage  string
	before manifest // of the dist there is now

	mu      sync.Mutex
	names   names           // what dist will hold of ours
	from    []entry         // from what
	made    map[string]bool // folders of the stage
	there   bool            // dist is, or was when the stage was opened
	staged  bool
	failure error
	done    bool

	// what a commit found and made
	stale     []string // files of the last build that this one has not
	published []string // the files of the manifest, in its order
	sum       Sum      // the digest of the manifest
}

// A Sum is the SHA-256 of a file's bytes; as text it is hexadecimal.
type Sum [sha256.Size]byte

// SumOf returns the digest of some bytes.
func SumOf(b []byte) Sum { return sha256.Sum256(b) }

func (s Sum) String() string { return hex.EncodeToString(s[:]) }

// MarshalText writes the digest for JSON.
func (s Sum) MarshalText() ([]byte, error) { return hex.AppendEncode(nil, s[:]), nil }

// UnmarshalText reads what MarshalText wrote.
func (s *Sum) UnmarshalText(text []byte) error {
	if len(text) != hex.EncodedLen(len(s)) {
		return fmt.Errorf("%q is no SHA-256", text)
	}
	_, err := hex.Decode(s[:], text)
	return err
}

// A file is one of ours. A large site has hundreds of thousands, all held until the commit: each byte of them counts.
type file struct {
	size    int64
	sum     Sum
	time    int64 // when it was written, in nanoseconds since 1970
	changed bool  // its bytes are in the stage
}

// Open readies a stage for the output folder dir, which need not exist. It finishes or sweeps away what a
// killed run left, and holds a lock until [Stage.Commit] or [Stage.Discard]: a second build is refused. It
// refuses a folder that holds files but no manifest, one that the limits forbid, and a link: dist is exchanged for
// another folder, which would leave the link's end behind.
func Open(dir string, limits Limits) (*Stage, error) {
	named := dir
	dir, err := resolve(dir)
	if err != nil {
		return nil, err
	}
	if err := refuse(dir, limits); err != nil {
		return nil, err
	}
	if err := refuseLink(named); err != nil {
		return nil, err
	}
	return open(&disk{dir: filepath.Dir(dir)}, filepath.Base(dir))
}

func open(d *disk, dist string) (*Stage, error) {
	if err := os.MkdirAll(d.dir, 0o777); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(d.dir)
	if err != nil {
		return nil, err
	}
	d.root = root
	s := &Stage{
		disk: d, dist: dist, stage: fmt.Sprintf("%s%d", stagePrefix(dist), os.Getpid()),
		names: newNames(), made: map[string]bool{},
	}
	if s.lock, err = takeLock(filepath.Join(d.dir, "."+dist+".lock")); err != nil {
		root.Close()
		return nil, err
	}
	if err := s.begin(); err != nil {
		s.release()
		return nil, err
	}
	return s, nil
}

// begin brings the folder to rest and reads what it holds.
func (s *Stage) begin() error {
	if err := s.finish(); err != nil {
		return err
	}
	if err := s.sweep(); err != nil {
		return err
	}
	info, err := s.disk.root.Stat(s.dist)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if !info.IsDir() {
		return fmt.Errorf("%s is a file, not a folder", s.where())
	}
	s.there = true
	b, err := s.disk.root.ReadFile(s.dist + "/" + manifestName)
	if err == nil {
		s.before, err = readManifest(b)
		if err != nil {
			return fmt.Errorf("%s/%s: %w; move that folder away, or name another one with --out", s.where(), manifestName, err)
		}
		return nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return s.mustBeEmpty()
}

// mustBeEmpty refuses a folder with files that no build of ours made; dotfiles do not count.
func (s *Stage) mustBeEmpty() error {
	es, err := fs.ReadDir(s.disk.root.FS(), s.dist)
	if err != nil {
		return err
	}
	for _, e := range es {
		if !strings.HasPrefix(e.Name(), ".") {
			return fmt.Errorf("%s is not empty and was not made by this program (it holds %q); name an empty or a new folder with --out", s.where(), e.Name())
		}
	}
	return nil
}

func (s *Stage) where() string { return filepath.Join(s.disk.dir, s.dist) }

// Previous lists the paths of our files in the dist there is now, sorted.
func (s *Stage) Previous() []string {
	out := make([]string, len(s.before.Files))
	for i, e := range s.before.Files {
		out[i] = e.Path
	}
	return out
}

// Keep says that a file of the last build belongs to this one too, unread. It reports whether there is such
// a file.
func (s *Stage) Keep(p string) bool {
	e, ok := s.before.find(p)
	if !ok {
		return false
	}
	info, err := s.disk.root.Lstat(s.dist + "/" + p)
	if err != nil || !info.Mode().IsRegular() || info.Size() != e.Size {
		return false
	}
	if s.claim(p) != nil {
		return false
	}
	s.enter(p, file{size: e.Size, sum: e.SHA256, time: info.ModTime().UnixNano()})
	return true
}

// Intact tells whether dist has the file that the last build put at p, untouched: of these bytes, by their digest, and
// written at this time, as [Stage.Time] told it.
func (s *Stage) Intact(p string, sum Sum, time int64) bool {
	e, ok := s.before.find(p)
	if !ok || e.SHA256 != sum {
		return false
	}
	info, err := os.Lstat(filepath.Join(s.disk.dir, s.dist, filepath.FromSlash(p)))
	return err == nil && info.Mode().IsRegular() && info.Size() == e.Size && info.ModTime().UnixNano() == time
}

// Time returns when a file that was put or kept was written, as the disk has it.
func (s *Stage) Time(p string) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.names.files[p].time
}

// Put gives the file at p, a slash-separated path within dist, its bytes. Bytes that dist holds already are
// not written again. A path that [CheckPath] refuses, that was put before, or that differs from another only
// in ways some file systems do not see, is an error.
func (s *Stage) Put(p string, b []byte) error {
	if p == manifestName {
		return fmt.Errorf("%s is the name of the manifest", p)
	}
	if err := s.claim(p); err != nil {
		return s.fail(err)
	}
	changed, time, err := s.differs(p, b)
	if err != nil {
		return s.fail(err)
	}
	if changed {
		if time, err = s.write(p, b); err != nil {
			return s.fail(err)
		}
	}
	s.enter(p, file{int64(len(b)), SumOf(b), time, changed})
	return nil
}

// Lookup returns the size and the digest of a file that was put or kept.
func (s *Stage) Lookup(p string) (size int, sum Sum, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f, ok := s.names.files[p]
	return int(f.size), f.sum, ok
}

// claim takes a path, for a file of which nothing is known yet.
func (s *Stage) claim(p string) error {
	if err := CheckPath(p); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.names.claim(p)
}

// enter notes what is known of a file whose path was claimed.
func (s *Stage) enter(p string, f file) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.names.files[p] = f
}

// fail remembers the first failure, so that nothing half is committed.
func (s *Stage) fail(err error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.failure == nil {
		s.failure = err
	}
	return err
}

// differs tells whether dist does not hold these bytes at p, and if it does, since when. A foreign file of that name is
// an error, unless it is the same.
func (s *Stage) differs(p string, b []byte) (changed bool, time int64, err error) {
	if !s.there {
		return true, 0, nil
	}
	at := s.dist + "/" + p
	info, err := s.disk.root.Lstat(at)
	if err != nil {
		return true, 0, nil
	}
	_, ours := s.before.find(p)
	if info.Mode().IsRegular() && info.Size() == int64(len(b)) {
		old, err := s.disk.root.ReadFile(at)
		if err == nil && bytes.Equal(old, b) {
			return false, info.ModTime().UnixNano(), nil
		}
	}
	if !ours && !info.IsDir() {
		return false, 0, fmt.Errorf("%s/%s was not made by this program, and the site has a file of that name; move it away", s.where(), p)
	}
	return true, 0, nil
}

// write puts a new file into the stage, and returns when that was.
func (s *Stage) write(p string, b []byte) (time int64, err error) {
	if err := s.folder(path.Dir(p)); err != nil {
		return 0, err
	}
	return s.disk.create(s.stage+"/"+p, b)
}

// folder makes a folder of the stage, and the stage itself.
func (s *Stage) folder(p string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.staged {
		if err := s.disk.mkdir(s.stage); err != nil {
			return err
		}
		s.staged = true
	}
	if p == "." || s.made[p] {
		return nil
	}
	if err := s.disk.mkdir(s.stage + "/" + p); err != nil {
		return err
	}
	for ; p != "."; p = path.Dir(p) {
		s.made[p] = true
	}
	return nil
}

// Commit makes dist what was put and kept, with the foreign files it has. On an error dist is as it was.
func (s *Stage) Commit() (Summary, error) {
	defer s.Discard()
	if s.done {
		return Summary{}, errors.New("the stage is closed")
	}
	if s.failure != nil {
		return Summary{}, s.failure
	}
	old, err := s.survey()
	if err != nil {
		return Summary{}, err
	}
	s.stale = old.stale
	sum := Summary{Removed: len(old.stale)}
	for _, f := range s.names.files {
		if f.changed {
			sum.Written++
		} else {
			sum.Unchanged++
		}
	}
	s.published = slices.Sorted(maps.Keys(s.names.files))
	if sum.Written == 0 && sum.Removed == 0 {
		s.writeManifest(io.Discard)
		if same, err := s.disk.root.ReadFile(s.dist + "/" + manifestName); err == nil && SumOf(same) == s.sum {
			return sum, nil
		}
	}
	if err := s.complete(old); err != nil {
		return Summary{}, err
	}
	if err := s.swap(); err != nil {
		return Summary{}, err
	}
	return sum, nil
}

// Changes names, after [Stage.Commit], the files that it wrote or removed, sorted.
func (s *Stage) Changes() []string {
	out := slices.Clone(s.stale)
	for p, f := range s.names.files {
		if f.changed {
			out = append(out, p)
		}
	}
	slices.Sort(out)
	return out
}

// From notes in the manifest that what is put was made from a file; its path is the site's.
func (s *Stage) From(path string, b []byte) {
	sum := SumOf(b)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.from = append(s.from, entry{path, int64(len(b)), sum})
}

// complete fills the stage with all that did not change, and sees it onto the disk.
func (s *Stage) complete(old survey) error {
	for _, d := range old.folders {
		if err := s.folder(d); err != nil {
			return err
		}
	}
	for _, p := range old.links {
		if err := s.folder(path.Dir(p)); err != nil {
			return err
		}
		if err := s.disk.link(s.dist+"/"+p, s.stage+"/"+p); err != nil {
			return err
		}
	}
	if err := s.folder("."); err != nil {
		return err
	}
	if err := s.disk.fill(s.stage+"/"+manifestName, 0o666, func(f *os.File) error { return s.writeManifest(f) }); err != nil {
		return err
	}
	if info, err := s.disk.root.Stat(s.dist); err == nil {
		if err := s.disk.chmod(s.stage, info.Mode().Perm()); err != nil {
			return err
		}
	}
	return s.disk.flush(s.stage)
}

// Discard gives the stage up, if it was not committed, and lets other builds in.
func (s *Stage) Discard() error {
	if s.done {
		return nil
	}
	s.done = true
	err := s.sweep()
	s.release()
	return err
}

func (s *Stage) release() {
	s.lock.release()
	s.disk.root.Close()
}
