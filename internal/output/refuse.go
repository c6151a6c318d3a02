package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// resolve returns dir as an absolute path without links, as far as it exists.
func resolve(dir string) (string, error) {
	if dir == "" {
		return "", errors.New("no output folder is named")
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	var rest []string
	for at := dir; ; at = filepath.Dir(at) {
		real, err := filepath.EvalSymlinks(at)
		if err == nil {
			slices.Reverse(rest)
			return filepath.Join(append([]string{real}, rest...)...), nil
		}
		if !errors.Is(err, fs.ErrNotExist) || filepath.Dir(at) == at {
			return "", err
		}
		rest = append(rest, filepath.Base(at))
	}
}

// refuse says why a build may not own the folder dir, which is resolved.
func refuse(dir string, limits Limits) error {
	if filepath.Dir(dir) == dir {
		return fmt.Errorf("the output folder may not be %s itself", dir)
	}
	if slices.Contains(strings.Split(filepath.ToSlash(dir), "/"), ".git") {
		return fmt.Errorf("the output folder may not lie in %s, which belongs to git", dir)
	}
	for _, a := range limits.Around {
		if inside, err := within(a, dir); err != nil || inside {
			return errors.Join(err, refusal(inside, "the output folder may not be %s: it is or holds %s", dir, a))
		}
	}
	for _, o := range limits.Outside {
		if inside, err := within(dir, o); err != nil || inside {
			return errors.Join(err, refusal(inside, "the output folder may not be %s: it lies in %s", dir, o))
		}
	}
	return nil
}

// refuseLink refuses an output folder that is a link itself. Links above it are followed.
func refuseLink(dir string) error {
	dir = filepath.Clean(dir)
	info, err := os.Lstat(dir)
	if err != nil || info.Mode()&fs.ModeSymlink == 0 {
		return nil // what is wrong with it otherwise, the stage says
	}
	to, err := os.Readlink(dir)
	if err != nil {
		return err
	}
	return fmt.Errorf("the output folder %s is a link to %s; name that folder itself with --out, or remove the link", dir, to)
}

func refusal(yes bool, format string, args ...any) error {
	if !yes {
		return nil
	}
	return fmt.Errorf(format, args...)
}

// within tells whether inner is outer or lies in it.
func within(inner, outer string) (bool, error) {
	i, err := resolve(inner)
	if err != nil {
		return false, err
	}
	o, err := resolve(outer)
	if err != nil {
		return false, err
	}
	rel, err := filepath.Rel(o, i)
	return err == nil && filepath.IsLocal(rel), nil
}
