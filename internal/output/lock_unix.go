//go:build unix

package output

import (
	"errors"
	"fmt"
	"io"
	"os"

	"golang.org/x/sys/unix"
)

// A lock is held by one build at a time. It ends with the process, however that ends.
type lock struct{ f *os.File }

// takeLock locks the file at path, making it. The file is removed on release, so the name is looked at again
// once the lock is held: another run may have removed it in between.
func takeLock(path string) (*lock, error) {
	for {
		f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o666)
		if err != nil {
			return nil, err
		}
		if err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB); err != nil {
			holder, _ := io.ReadAll(io.LimitReader(f, 20))
			f.Close()
			if errors.Is(err, unix.EWOULDBLOCK) {
				return nil, busy(path, string(holder))
			}
			return nil, fmt.Errorf("lock %s: %w", path, err)
		}
		held, err1 := f.Stat()
		named, err2 := os.Stat(path)
		if err1 == nil && err2 == nil && os.SameFile(held, named) {
			return newLock(f)
		}
		f.Close()
	}
}

func newLock(f *os.File) (*lock, error) {
	err := f.Truncate(0)
	if err == nil {
		_, err = fmt.Fprintf(f, "%d", os.Getpid())
	}
	l := &lock{f}
	if err != nil {
		l.release()
		return nil, err
	}
	return l, nil
}

func (l *lock) release() {
	os.Remove(l.f.Name())
	l.f.Close()
}
