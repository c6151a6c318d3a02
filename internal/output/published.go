package output

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// A Published is an output folder as the last build left it, to be looked at only.
type Published struct {
	Sum   Sum // of the manifest, so of everything that the build put there
	Files int // how many that is, the manifest left out

	dir      string
	manifest manifest
}

// Look reads what the last build left in dir. Where there is none, or one that cannot be read, it has no files.
func Look(dir string) (*Published, error) {
	b, err := os.ReadFile(filepath.Join(dir, manifestName))
	if errors.Is(err, fs.ErrNotExist) {
		return &Published{}, nil
	}
	if err != nil {
		return nil, err
	}
	m, err := readManifest(b)
	if err != nil {
		return &Published{}, nil
	}
	return &Published{m.sum, len(m.Files), dir, m}, nil
}

// Intact tells whether a file, by its number in the manifest, is as it was put, written at this time; see
// [Stage.Published].
func (p *Published) Intact(i int, time int64) bool {
	e := p.manifest.Files[i]
	info, err := os.Lstat(filepath.Join(p.dir, filepath.FromSlash(e.Path)))
	return err == nil && info.Mode().IsRegular() && info.Size() == e.Size && info.ModTime().UnixNano() == time
}

// Published returns, after [Stage.Commit], the digest of the manifest and when each file in it was written.
func (s *Stage) Published() (sum Sum, times []int64) {
	for _, p := range s.published {
		times = append(times, s.names.files[p].time)
	}
	return s.sum, times
}
