package serve

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// roots are the folders of a site that are watched. Of the site's folder itself only these names matter, so
// the output folder does not wake the watcher.
var roots = []string{"content", "translations", "themes"}

// How long the files must be quiet before they are read. One save of an editor is over in a few milliseconds;
// a checkout or a copy goes on. An empty file is mostly one that is being saved.
const (
	quiet      = 10 * time.Millisecond
	quietBurst = 150 * time.Millisecond
	quietEmpty = 100 * time.Millisecond
	longest    = time.Second
	burst      = 8 // events from which on it is one
	interval   = time.Second
)

// A watcher tells when the bytes of a site's files have changed.
type watcher struct {
	dir    string
	notify *fsnotify.Watcher // nil to look every second instead
	why    error             // why it looks every second though nobody asked for that
	files  files
}

// newWatcher begins to watch the site in dir. Where the system has no more watches to give, it polls.
func newWatcher(dir string, poll bool) (*watcher, error) {
	w := &watcher{dir: filepath.Clean(dir), files: files{}}
	if info, err := os.Stat(w.dir); err != nil {
		return nil, err
	} else if !info.IsDir() {
		return nil, fmt.Errorf("%s is not a folder", w.dir)
	}
	if !poll {
		n, err := fsnotify.NewWatcher()
		if err == nil {
			w.notify = n
			err = w.add(w.dir)
		}
		w.fallBack(err)
	}
	w.files.scan(w.matters, w.paths())
	return w, nil
}

// fallBack looks every second from now on, where there is an error.
func (w *watcher) fallBack(err error) {
	if err == nil {
		return
	}
	w.close()
	w.notify = nil
	w.why = fmt.Errorf("the system cannot watch the site's folders (%w), so changes are looked for once a second; "+
		"close other programs that watch files, or let the system watch more (on Linux: fs.inotify.max_user_watches and max_user_instances)", err)
}

// polls tells whether it looks every second.
func (w *watcher) polls() bool { return w.notify == nil }

func (w *watcher) close() {
	if w.notify != nil {
		w.notify.Close()
	}
}

// paths are the watched roots.
func (w *watcher) paths() []string {
	var out []string
	for _, r := range roots {
		out = append(out, filepath.Join(w.dir, r))
	}
	return out
}

// add watches a folder and those in it; of the site's folder, only the roots. Folders are watched, not files:
// a watch of a file ends when an editor saves by renaming.
func (w *watcher) add(dir string) error {
	return filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return err
		case !d.IsDir():
			return nil
		case p != w.dir && !w.matters(p):
			return fs.SkipDir
		}
		return w.notify.Add(p)
	})
}

// matters tells whether a path can change the site: it lies in a root, and no part of its name is a dotfile or
// what an editor keeps for itself.
func (w *watcher) matters(p string) bool {
	rel, err := filepath.Rel(w.dir, p)
	if err != nil {
		return false
	}
	parts := strings.Split(filepath.ToSlash(rel), "/")
	return slices.Contains(roots, parts[0]) && !slices.ContainsFunc(parts, editorsOwn)
}

func editorsOwn(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "#") || strings.HasSuffix(name, "~") || name == "4913" ||
		slices.Contains([]string{".swp", ".swx", ".tmp", ".bak"}, filepath.Ext(name))
}

// run calls changed after each change with the paths of what changed, in the site's folder and with slashes, until the
// context ends. Changes that come meanwhile are one change.
func (w *watcher) run(ctx context.Context, changed func([]string), trouble func(error)) error {
	watched := !w.polls()
	if watched {
		w.files.learn()
	}
	p := &pending{paths: map[string]bool{}}
	timer := time.NewTimer(time.Hour)
	defer timer.Stop()
	for !w.polls() {
		select {
		case <-ctx.Done():
			return nil
		case e, ok := <-w.notify.Events:
			if !ok {
				return errors.New("the watcher of the site's files has ended")
			}
			if w.take(p, e) {
				timer.Reset(p.wait())
			}
		case err, ok := <-w.notify.Errors:
			if !ok {
				return errors.New("the watcher of the site's files has ended")
			}
			if errors.Is(err, fsnotify.ErrEventOverflow) {
				p.all(w.paths())
				timer.Reset(p.wait())
				continue
			}
			trouble(err)
		case <-timer.C:
			if p.again() {
				timer.Reset(quietEmpty)
				continue
			}
			if paths := w.settle(p); len(paths) > 0 {
				changed(paths)
			}
			p = &pending{paths: map[string]bool{}}
		}
	}
	if watched {
		trouble(w.why)
	}
	return w.poll(ctx, changed)
}

// take notes an event, and watches a new folder. It tells whether there is something to wait for.
func (w *watcher) take(p *pending, e fsnotify.Event) bool {
	if !w.matters(e.Name) || e.Op == fsnotify.Chmod {
		return false
	}
	p.note(e.Name)
	if e.Has(fsnotify.Create) {
		if info, err := os.Lstat(e.Name); err == nil && info.IsDir() {
			w.fallBack(w.add(e.Name))
		}
	}
	return true
}

// settle looks at what was touched, and returns what changed. A folder that came while its watch was not yet there is
// walked again, so that files made in between are seen.
func (w *watcher) settle(p *pending) []string {
	paths := make([]string, 0, len(p.paths))
	for path := range p.paths {
		paths = append(paths, path)
		if info, err := os.Lstat(path); err == nil && info.IsDir() && !w.polls() {
			w.fallBack(w.add(path))
		}
	}
	return w.inSite(w.files.scan(w.matters, paths))
}

// inSite names files as the site does.
func (w *watcher) inSite(paths []string) []string {
	for i, p := range paths {
		if rel, err := filepath.Rel(w.dir, p); err == nil {
			paths[i] = filepath.ToSlash(rel)
		}
	}
	return paths
}

// poll looks at all files every second; one that looks as it did is not read.
func (w *watcher) poll(ctx context.Context, changed func([]string)) error {
	tick := time.NewTicker(interval)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
			if paths := w.inSite(w.files.scan(w.matters, w.paths())); len(paths) > 0 {
				changed(paths)
			}
		}
	}
}

// Pending is the events since the files were last quiet.
type pending struct {
	paths  map[string]bool
	events int
	first  time.Time
	waited bool
}

func (p *pending) note(path string) {
	if p.events == 0 {
		p.first = time.Now()
	}
	p.paths[path] = true
	p.events++
}

func (p *pending) all(paths []string) {
	for _, path := range paths {
		p.note(path)
	}
}

// wait is how long to wait for the next event.
func (p *pending) wait() time.Duration {
	d := quiet
	if p.events >= burst {
		d = quietBurst
	}
	return cmp.Or(max(0, min(d, longest-time.Since(p.first))), time.Nanosecond)
}

// again tells, once, that a file is empty and may still be in an editor's hands.
func (p *pending) again() bool {
	if p.waited {
		return false
	}
	for path := range p.paths {
		if info, err := os.Lstat(path); err == nil && info.Mode().IsRegular() && info.Size() == 0 {
			p.waited = true
			return true
		}
	}
	return false
}
