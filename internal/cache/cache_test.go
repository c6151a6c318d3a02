package cache

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

func kept(t *testing.T, c *Cache, k Key, want string) {
	t.Helper()
	b, ok := c.Get(k)
	if !ok || string(b) != want {
		t.Errorf("got %q, %v, want %q", b, ok, want)
	}
}

func missing(t *testing.T, c *Cache, k Key) {
	t.Helper()
	if b, ok := c.Get(k); ok {
		t.Errorf("got %q where there is nothing", b)
	}
}

// entries lists the files of entries.
func entries(t *testing.T, c *Cache) []string {
	t.Helper()
	all, err := filepath.Glob(filepath.Join(c.dir, "??", "*"))
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestEntryComesBack(t *testing.T) {
	c := Open(filepath.Join(t.TempDir(), "a", "b"), noon)
	k := KeyOf("page", "x")
	missing(t, c, k)
	for _, text := range []string{"one", "", "another"} {
		if err := c.Put(k, []byte(text)); err != nil {
			t.Fatal(err)
		}
		kept(t, c, k, text)
	}
	missing(t, c, KeyOf("pagex"))
	missing(t, c, KeyOf("page", "x", ""))
	var none *Cache
	missing(t, none, k)
	if err := none.Put(k, nil); err != nil {
		t.Error(err)
	}
}

// Every cut and every changed byte of an entry makes it none.
func TestDamagedEntryIsNone(t *testing.T) {
	c := Open(t.TempDir(), noon)
	k := KeyOf("k")
	if err := c.Put(k, []byte("words")); err != nil {
		t.Fatal(err)
	}
	at := entries(t, c)[0]
	whole, err := os.ReadFile(at)
	if err != nil {
		t.Fatal(err)
	}
	for i := range whole {
		changed := bytes.Clone(whole)
		changed[i] ^= 0x20
		for _, b := range [][]byte{whole[:i], changed} {
			if err := os.WriteFile(at, b, 0o666); err != nil {
				t.Fatal(err)
			}
			missing(t, c, k)
			if _, err := os.Stat(at); err == nil {
				t.Fatal("the damaged entry is still there")
			}
		}
	}
	if err := c.Put(k, []byte("words")); err != nil {
		t.Fatal(err)
	}
	kept(t, c, k, "words")
}

func TestDeletedCacheIsEmpty(t *testing.T) {
	c := Open(t.TempDir(), noon)
	k := KeyOf("k")
	if err := c.Put(k, []byte("words")); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(c.dir); err != nil {
		t.Fatal(err)
	}
	missing(t, c, k)
	if err := c.Trim(time.Hour, 0); err != nil {
		t.Error(err)
	}
	if err := c.Put(k, []byte("words")); err != nil {
		t.Fatal(err)
	}
	kept(t, c, k, "words")
}

func TestTrimTakesTheOldFirst(t *testing.T) {
	dir := t.TempDir()
	for i := range 10 { // one each hour
		c := Open(dir, noon.Add(time.Duration(i)*time.Hour))
		if err := c.Put(KeyOf(fmt.Sprint(i)), make([]byte, 100)); err != nil {
			t.Fatal(err)
		}
		os.Chtimes(c.path(KeyOf(fmt.Sprint(i))), c.now, c.now)
	}
	c := Open(dir, noon.Add(10*time.Hour))
	kept(t, c, KeyOf("3"), string(make([]byte, 100))) // used again
	if err := c.Trim(8*time.Hour+time.Minute, 4*int64(headBytes+100)); err != nil {
		t.Fatal(err)
	}
	for i := range 10 {
		if i == 3 || i > 6 {
			kept(t, c, KeyOf(fmt.Sprint(i)), string(make([]byte, 100)))
		} else {
			missing(t, c, KeyOf(fmt.Sprint(i)))
		}
	}
}

func TestManyMayUseIt(t *testing.T) {
	dir := t.TempDir()
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			c := Open(dir, noon)
			for i := range 200 {
				k := KeyOf(fmt.Sprint(i % 20))
				if b, ok := c.Get(k); ok && string(b) != fmt.Sprint(i%20) {
					t.Errorf("entry %d is %q", i%20, b)
				}
				if err := c.Put(k, []byte(fmt.Sprint(i%20))); err != nil {
					t.Error(err)
				}
				if i%50 == 0 {
					if err := c.Trim(time.Hour, 500); err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	all.Wait()
	left, _ := filepath.Glob(filepath.Join(dir, "??", temporary+"*"))
	if len(left) > 0 {
		t.Errorf("left lying about: %v", left)
	}
}
