package output

import (
	"errors"
	"fmt"

	"golang.org/x/sys/unix"
)

// syncEach is off: one call flushes the file system, where a call for each of thousands of files takes seconds.
const syncEach = false

func (d *disk) syncAll() error {
	f, err := d.root.Open(".")
	if err != nil {
		return err
	}
	defer f.Close()
	return unix.Syncfs(int(f.Fd()))
}

// exchange gives two names each other's folders in one step.
func (d *disk) exchange(a, b string) error {
	f, err := d.root.Open(".")
	if err != nil {
		return err
	}
	defer f.Close()
	err = unix.Renameat2(int(f.Fd()), a, int(f.Fd()), b, unix.RENAME_EXCHANGE)
	switch {
	case errors.Is(err, unix.EINVAL), errors.Is(err, unix.ENOSYS):
		return errors.ErrUnsupported
	case errors.Is(err, unix.EBUSY), errors.Is(err, unix.EXDEV):
		return fmt.Errorf("%s/%s is a disk of its own and cannot be exchanged; name a folder in it with --out: %w", d.dir, b, err)
	}
	return err
}
