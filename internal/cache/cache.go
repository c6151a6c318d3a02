// Package cache keeps bytes under keys in a folder, for work that need not be done again. A key is made of everything
// that the bytes depend on, so an entry is never wrong, only unused: the folder may be deleted, carried to another
// computer, or used by several programs at once. An entry whose bytes are not what was put there counts as none.
package cache

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// A Key names an entry.
type Key [sha256.Size]byte

// KeyOf makes a key of some parts, in their order.
func KeyOf(parts ...string) Key {
	h := sha256.New()
	var n [8]byte
	for _, p := range parts {
		binary.BigEndian.PutUint64(n[:], uint64(len(p)))
		h.Write(n[:])
		h.Write([]byte(p))
	}
	return Key(h.Sum(nil))
}

// A Cache is a folder of entries. A nil Cache has none and keeps none. Any number of goroutines and programs may use it.
type Cache struct {
	dir string
	now time.Time
}

// Open returns the cache in a folder, which is made when the first entry is put. Now is the time by which entries are
// marked as used.
func Open(dir string, now time.Time) *Cache { return &Cache{dir, now} }

// magic begins every entry; what follows it is the SHA-256 of the bytes, and then they.
const magic = "welcomepack cache 1\n"

const headBytes = len(magic) + sha256.Size

// remark is how old a mark of use may be before it is renewed: marking is a write.
const remark = time.Hour

// Get returns the bytes of an entry. An entry that cannot be read, or that is damaged, counts as none.
func (c *Cache) Get(k Key) ([]byte, bool) {
	if c == nil {
		return nil, false
	}
	at := c.path(k)
	b, err := os.ReadFile(at)
	if err != nil {
		return nil, false
	}
	body, ok := opened(b)
	if !ok {
		os.Remove(at)
		return nil, false
	}
	if info, err := os.Stat(at); err == nil && c.now.Sub(info.ModTime()) > remark {
		os.Chtimes(at, c.now, c.now) // a mark that cannot be set costs an entry its place, no more
	}
	return body, true
}

func opened(b []byte) ([]byte, bool) {
	if len(b) < headBytes || string(b[:len(magic)]) != magic {
		return nil, false
	}
	body := b[headBytes:]
	sum := sha256.Sum256(body)
	return body, bytes.Equal(sum[:], b[len(magic):headBytes])
}

// Put keeps bytes under a key, in the place of others. The entry is there whole or not at all.
func (c *Cache) Put(k Key, b []byte) error {
	if c == nil {
		return nil
	}
	at := c.path(k)
	if err := c.folder(filepath.Dir(at)); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(at), temporary+"*")
	if err != nil {
		return err
	}
	sum := sha256.Sum256(b)
	_, err = f.Write(slices.Concat([]byte(magic), sum[:], b))
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), at)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}

// folder makes a folder of entries, and tells backup programs and git to leave the cache alone.
func (c *Cache) folder(dir string) error {
	if _, err := os.Stat(dir); err == nil {
		return nil
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	for name, text := range map[string]string{
		".gitignore":   "*\n",
		"CACHEDIR.TAG": "Signature: 8a477f597d28d172789f06886806bc55\n# This folder is a cache of welcomepack. It may be deleted at any time.\n",
	} {
		if _, err := os.Stat(filepath.Join(c.dir, name)); errors.Is(err, fs.ErrNotExist) {
			if err := os.WriteFile(filepath.Join(c.dir, name), []byte(text), 0o666); err != nil {
				return err
			}
		}
	}
	return nil
}

const temporary = ".new-"

func (c *Cache) path(k Key) string {
	const hex = "0123456789abcdef"
	var b strings.Builder
	for _, x := range k[:20] {
		b.WriteByte(hex[x>>4])
		b.WriteByte(hex[x&15])
	}
	name := b.String()
	return filepath.Join(c.dir, name[:2], name[2:])
}

// Trim removes entries that were not used for a time, and then those that were used longest ago until the others take
// no more than some bytes. What a killed program left half written goes too. Entries that come or go meanwhile, because
// another program uses the cache, are no matter.
func (c *Cache) Trim(age time.Duration, most int64) error {
	if c == nil {
		return nil
	}
	type entry struct {
		path string
		size int64
		used time.Time
	}
	var all []entry
	var total int64
	err := filepath.WalkDir(c.dir, func(p string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil || d.IsDir() || filepath.Dir(p) == filepath.Clean(c.dir) {
			return err
		}
		info, err := d.Info()
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
		idle, half := c.now.Sub(info.ModTime()), strings.HasPrefix(d.Name(), temporary)
		switch {
		case idle > age || half && idle > remark:
			return gone(os.Remove(p))
		case half:
			return nil
		}
		all = append(all, entry{p, info.Size(), info.ModTime()})
		total += info.Size()
		return nil
	})
	slices.SortFunc(all, func(a, b entry) int { return a.used.Compare(b.used) })
	for _, e := range all {
		if total <= most {
			break
		}
		err = errors.Join(err, gone(os.Remove(e.path)))
		total -= e.size
	}
	return err
}

// gone makes nothing of the error that a file is not there any more.
func gone(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
