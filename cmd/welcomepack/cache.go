package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"

	"welcomepack/internal/build"
	"welcomepack/internal/cache"
)

// cache gives a build what earlier ones have left in the site's folder .cache. Where it is not certain which program this
// is there is none: another version makes other pages of the same files.
func (p *place) cache(w world, o *build.Options) {
	if id, err := programID(); err == nil {
		o.Cache, o.Program = cache.Open(filepath.Join(p.dir, ".cache"), w.now()), id
	}
}

// programID is Go's build ID of this very program, which changes with every byte of its code; where there is none it is a
// digest of the whole program.
func programID() (string, error) {
	path, err := os.Executable()
	if err != nil {
		return "", err
	}
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	const near = 64 << 10 // it stands at the beginning
	head := make([]byte, near)
	n, err := io.ReadFull(f, head)
	if err != nil && err != io.ErrUnexpectedEOF {
		return "", err
	}
	if _, rest, ok := bytes.Cut(head[:n], []byte("Go build ID: \"")); ok {
		if id, _, ok := bytes.Cut(rest, []byte{'"'}); ok && len(id) > 40 {
			return string(id), nil
		}
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return "", err
	}
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
