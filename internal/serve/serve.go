// Package serve shows a site while it is written: pages are made when the browser asks for them, from memory,
// and the browser follows each change of the files. It never writes the output folder.
package serve

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"time"

	"welcomepack/internal/build"
)

// Options are what a server needs. Only this computer can reach it.
type Options struct {
	Dir    string               // the site's folder, which is watched
	Build  func() build.Options // asked before each reading of the files, so that "today" goes on
	Port   int                  // 0 is any free one
	Poll   bool                 // look at the files every second, for disks that do not tell of changes
	Editor Editor               // opens files that the browser names; none where it is empty

	Ready    func(url string)                     // called once it can be asked
	Loaded   func(*build.Snapshot, time.Duration) // called with what is found out after a change, with mistakes or without
	Trouble  func(error)                          // called when the machine fails, and serving goes on
	MaxPause time.Duration                        // how long it waits at its end for answers that are under way; 0 is a second
}

// Run serves until the context ends. Its error is that the port cannot be had, that the folder cannot be watched, or a
// [build.Unknown].
func Run(ctx context.Context, o Options) error {
	w, err := newWatcher(o.Dir, o.Poll)
	if err != nil {
		return err
	}
	defer w.close()
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp4", net.JoinHostPort("127.0.0.1", strconv.Itoa(o.Port)))
	if err != nil {
		return fmt.Errorf("listen on port %d: %w", o.Port, err)
	}
	defer l.Close()
	port := l.Addr().(*net.TCPAddr).Port
	s := newSite(strconv.FormatInt(time.Now().UnixNano(), 36))
	r := newReader(o, s)
	defer r.close()
	if err := r.open(); err != nil {
		return err
	}
	if w.polls() && !o.Poll {
		o.trouble(w.why)
	}
	server := &http.Server{
		Handler: &handler{
			site: s, port: strconv.Itoa(port), ended: ctx.Done(),
			dir: o.Dir, editor: o.Editor, token: rand.Text(), trouble: o.trouble,
		},
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      time.Minute,
		IdleTimeout:       time.Minute,
		MaxHeaderBytes:    16 << 10,
	}
	failed := make(chan error, 2)
	go func() { failed <- server.Serve(l) }()
	go func() {
		failed <- w.run(ctx, r.read, o.trouble)
	}()
	if o.Ready != nil {
		o.Ready(fmt.Sprintf("http://localhost:%d/", port))
	}
	select {
	case <-ctx.Done():
	case err = <-failed:
	}
	o.stop(server)
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// stop lets answers that are under way come to their end.
func (o Options) stop(server *http.Server) {
	pause := o.MaxPause
	if pause == 0 {
		pause = time.Second
	}
	ctx, cancel := context.WithTimeout(context.Background(), pause)
	defer cancel()
	if server.Shutdown(ctx) != nil {
		server.Close()
	}
}

func (o Options) trouble(err error) {
	if o.Trouble != nil && err != nil {
		o.Trouble(err)
	}
}

// isMistake tells whether authors can mend what went wrong.
func isMistake(err error) bool {
	var m *build.Mistakes
	return errors.As(err, &m)
}
