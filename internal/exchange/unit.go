package exchange

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"welcomepack/internal/catalog"
	"welcomepack/internal/lang"
	"welcomepack/internal/segment"
)

// A State says how far a translation is.
type State uint8

const (
	Missing  State = iota // nobody has translated it
	Stale                 // the English changed since, or a translator marked it as needing work
	Draft                 // translated, and passed by nobody
	Reviewed              // passed by a fluent reader
)

var stateNames = [...]string{"missing", "stale", "draft", "reviewed"}

func (s State) String() string { return stateNames[s] }

// States reads names of states; all is every one.
func States(names []string) ([]State, error) {
	var out []State
	for _, n := range names {
		i := slices.Index(stateNames[:], n)
		switch {
		case n == "all":
			return []State{Missing, Stale, Draft, Reviewed}, nil
		case i < 0:
			return nil, fmt.Errorf("there is no state %q: write %s or all", n, strings.Join(stateNames[:], ", "))
		}
		out = append(out, State(i))
	}
	return out, nil
}

// A Unit is a text on its way to a translator: an entry of a translation file, or one plural form of it.
type Unit struct {
	ID         string   // see [unitID]
	File       string   // the translation file: interface, shared, or a borough
	Uses       []string // where the text stands, as in the translation file
	Context    string
	English    string // as [segment.Source] writes it
	Words      string // the translation, empty where State is Missing
	State      State
	OldEnglish string // what the words of a stale one were made from, where it is known
	Notes      []string
	Values     map[string]string // what placeholders stand for today, by name
}

// A Batch is what goes to one translator in one file.
type Batch struct {
	Project string
	Lang    lang.Tag
	Units   []Unit
}

// A unitID is a Unit's identity, which a file carries on each line: project:language:file:digest, and :form for one
// of several plural forms. The digest is of the English in its context, so a line of changed English finds nothing.
type unitID struct {
	project string
	lang    lang.Tag
	file    string
	digest  string
	form    int // -1 for a text without plural forms
}

func (id unitID) String() string {
	s := id.project + ":" + string(id.lang) + ":" + id.file + ":" + id.digest
	if id.form >= 0 {
		s += ":" + strconv.Itoa(id.form)
	}
	return s
}

func parseUnitID(s string) (unitID, bool) {
	p := strings.Split(strings.TrimSpace(s), ":")
	if len(p) != 4 && len(p) != 5 {
		return unitID{}, false
	}
	id := unitID{project: p[0], lang: lang.Tag(p[1]), file: p[2], digest: p[3], form: -1}
	_, known := lang.Lookup(id.lang)
	ok := known && len(id.digest) == 16 && id.project != "" && id.file != ""
	if len(p) == 5 {
		n, err := strconv.Atoi(p[4])
		ok = ok && err == nil && 0 <= n && n < 10
		id.form = n
	}
	return id, ok
}

// entryDigest stands for an entry's English in its context.
func entryDigest(e *segment.Entry) string {
	if e.IDPlural != "" {
		return segment.Digest(e.Context, e.ID+"\x00"+e.IDPlural)
	}
	return segment.Digest(e.Context, e.ID)
}

// Project names the site on each line that goes out, so that a file does not come back to another one: the host of its
// address, or its title.
func Project(c *catalog.Catalog) string {
	set := &c.Site.Settings
	if _, host, ok := strings.Cut(set.URL.V, "://"); ok {
		host, _, _ = strings.Cut(host, "/")
		return strings.ReplaceAll(host, ":", "-")
	}
	words := strings.FieldsFunc(strings.ToLower(plain(set.Title)), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	return strings.Join(words, "-")
}
