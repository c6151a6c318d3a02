package bundle

import (
	"bytes"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"

	"welcomepack/internal/minify"
	"welcomepack/internal/output"
)

//go:embed sw.js
var serviceWorker []byte

// ServiceWorker is the script that keeps saved editions on a reader's device and shows them without a network.
// It stands at the website's root, because a service worker answers only for the folder it lies in.
func ServiceWorker() File {
	text, err := minify.Script(serviceWorker)
	if err != nil {
		panic("bundle: " + err.Error()) // a test reads it
	}
	return File{"sw.js", text}
}

// offlineName is the name of an edition's list in its folder; the service worker knows it too.
const offlineName = "offline.json"

// NotSaved is the page of an edition that the service worker shows in place of one that is not on the device.
const NotSaved = "not-saved.html"

// A List is what a device keeps of an edition: every file by its path from the website's root, with a short
// digest, so that an update fetches only what changed. Version is a digest of them all.
type List struct {
	Edition string   `json:"edition"` // its folder
	Version string   `json:"version"`
	Bytes   int      `json:"bytes"`
	Files   []Listed `json:"files"`
	Pack    *Listed  `json:"pack,omitempty"` // the pack to print, for those who want it too
}

// A Listed is a file of a [List].
type Listed struct {
	Path   string `json:"path"`
	Digest string `json:"digest"`
	Bytes  int    `json:"bytes"`
}

// NewList lists an edition's files, whatever their order; pack is nil where there is none.
func NewList(edition string, files []Listed, pack *Listed) List {
	l := List{Edition: edition, Pack: pack, Files: slices.Clone(files)}
	for _, f := range files {
		l.Bytes += f.Bytes
	}
	slices.SortFunc(l.Files, func(a, b Listed) int { return strings.Compare(a.Path, b.Path) })
	b, err := json.Marshal(l)
	if err != nil {
		panic("bundle: " + err.Error())
	}
	sum := output.SumOf(b)
	l.Version = hex.EncodeToString(sum[:digestBytes])
	return l
}

// File is the list as the service worker reads it.
func (l List) File() File {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(l); err != nil {
		panic("bundle: " + err.Error())
	}
	return File{l.Edition + "/" + offlineName, b.Bytes()}
}

// NewListed lists a file by its path, digest and size.
func NewListed(path string, sum output.Sum, bytes int) *Listed {
	return &Listed{path, hex.EncodeToString(sum[:digestBytes]), bytes}
}

// ListedOf lists a file.
func ListedOf(f File) Listed { return *NewListed(f.Path, output.SumOf(f.Bytes), len(f.Bytes)) }

// digestBytes is how much of a SHA-256 is kept: enough to tell one version of a file from another.
const digestBytes = 8
