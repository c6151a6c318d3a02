package output

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
)

// A disk changes the folder that holds dist. Every change goes through it, so that a test can make any one
// of them fail.
type disk struct {
	dir        string
	root       *os.Root
	noExchange bool                        // as on a file system that cannot exchange two names
	noLink     bool                        // as on one without hard links
	fault      func(op, path string) error // called before each change; nil outside tests
}

func (d *disk) try(op, p string) error {
	if d.fault == nil {
		return nil
	}
	return d.fault(op, p)
}

func (d *disk) mkdir(p string) error {
	if err := d.try("mkdir", p); err != nil {
		return err
	}
	return d.root.MkdirAll(p, 0o777)
}

func (d *disk) chmod(p string, mode fs.FileMode) error {
	if err := d.try("chmod", p); err != nil {
		return err
	}
	return d.root.Chmod(p, mode)
}

func (d *disk) rename(from, to string) error {
	if err := d.try("rename", from); err != nil {
		return err
	}
	return d.root.Rename(from, to)
}

func (d *disk) remove(p string) error {
	if err := d.try("remove", p); err != nil {
		return err
	}
	return d.root.RemoveAll(p)
}

// create writes a file that is not there yet, and returns when the disk says it was written. The stage is a folder that we
// made, where nobody has put links, so its path is opened in one step: the root would open each folder on the way.
func (d *disk) create(p string, b []byte) (time int64, err error) {
	err = d.fill(p, 0o666, func(f *os.File) error {
		if _, err := f.Write(b); err != nil {
			return err
		}
		info, err := f.Stat()
		if err == nil {
			time = info.ModTime().UnixNano()
		}
		return err
	})
	return time, err
}

func (d *disk) fill(p string, mode fs.FileMode, write func(*os.File) error) error {
	if err := d.try("create", p); err != nil {
		return err
	}
	f, err := os.OpenFile(filepath.Join(d.dir, filepath.FromSlash(p)), os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	if err = d.try("write", p); err == nil {
		err = write(f)
	}
	if err == nil && syncEach {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// link gives a file a second name, or copies it where the file system has no hard links.
func (d *disk) link(from, to string) error {
	info, err := d.root.Lstat(from)
	if err != nil {
		return err
	}
	if info.Mode().Type() == fs.ModeSymlink {
		return d.linkAgain(from, to)
	}
	if err := d.try("link", to); err != nil {
		return err
	}
	if !d.noLink && d.root.Link(from, to) == nil {
		return nil
	}
	return d.copy(from, to, info)
}

// linkAgain makes a symbolic link anew; where it leads is its owner's matter.
func (d *disk) linkAgain(from, to string) error {
	target, err := d.root.Readlink(from)
	if err != nil {
		return err
	}
	if err := d.try("symlink", to); err != nil {
		return err
	}
	return d.root.Symlink(target, to)
}

func (d *disk) copy(from, to string, info fs.FileInfo) error {
	if !info.Mode().IsRegular() {
		return &fs.PathError{Op: "copy", Path: from, Err: errors.New("is not a file and cannot be linked")}
	}
	src, err := d.root.Open(from)
	if err != nil {
		return err
	}
	defer src.Close()
	err = d.fill(to, info.Mode().Perm(), func(f *os.File) error {
		_, err := io.Copy(f, src)
		return err
	})
	if err != nil {
		return err
	}
	return d.root.Chtimes(to, info.ModTime(), info.ModTime())
}

// flush sees a folder and all in it onto the disk.
func (d *disk) flush(p string) error {
	if err := d.try("sync", p); err != nil {
		return err
	}
	if !syncEach {
		return d.syncAll()
	}
	return fs.WalkDir(d.root.FS(), p, func(at string, e fs.DirEntry, err error) error {
		if err != nil || !e.IsDir() {
			return err
		}
		return d.syncFolder(at)
	})
}

// syncFolder sees the names in a folder onto the disk. Some systems cannot, and need not.
func (d *disk) syncFolder(p string) error {
	if err := d.try("sync", p); err != nil {
		return err
	}
	f, err := d.root.Open(path.Clean(p))
	if err != nil {
		return err
	}
	defer f.Close()
	if err := f.Sync(); err != nil && !errors.Is(err, errors.ErrUnsupported) && !errors.Is(err, fs.ErrInvalid) && !errors.Is(err, fs.ErrPermission) {
		return err
	}
	return nil
}
