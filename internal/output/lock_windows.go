package output

import (
	"os"

	"golang.org/x/sys/windows"
)

// A lock is held by one build at a time. It ends with the process, however that ends.
type lock struct{ f *os.File }

// takeLock locks the file at path, making it. The file stays: Windows refuses to remove what is open.
func takeLock(path string) (*lock, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o666)
	if err != nil {
		return nil, err
	}
	flags := uint32(windows.LOCKFILE_EXCLUSIVE_LOCK | windows.LOCKFILE_FAIL_IMMEDIATELY)
	if err := windows.LockFileEx(windows.Handle(f.Fd()), flags, 0, 1, 0, new(windows.Overlapped)); err != nil {
		f.Close()
		return nil, busy(path, "")
	}
	return &lock{f}, nil
}

func (l *lock) release() { l.f.Close() }
