package export

import (
	"bytes"
	"slices"
	"strconv"

	"welcomepack/internal/catalog"
	"welcomepack/internal/doc"
	"welcomepack/internal/hsds"
	"welcomepack/internal/lang"
	"welcomepack/internal/model"
)

// FeedFolder is where a feed lies, from the website's root or from a borough's folder.
const FeedFolder = "data/oruk/"

// An Entry is something that a feed lists, with a file of its own.
type Entry struct {
	Kind, ID string
	Listed   []byte // as the list of its kind shows it: one line, without its end
	File     []byte // nil for one that was read from a list
}

// EntryKinds are the kinds of entries, in the order in which their lists are made.
var EntryKinds = []string{serviceKind, placeKind, organizationKind}

const (
	serviceKind      = "services"
	placeKind        = "service_at_locations"
	organizationKind = "organizations"
)

// EachEntry calls f with each entry of a borough once, in the order of its feed, until f fails. The bytes of an entry are
// overwritten by those of the next one.
func EachEntry(c *catalog.Catalog, b model.ID, f func(Entry) error) error {
	var tongues []lang.Tag
	for _, l := range c.Site.Settings.Languages {
		tongues = append(tongues, l.V)
	}
	var line, file []byte
	var err error
	seen := map[string]bool{}
	entry := func(kind string, e *hsds.Object, translated bool) {
		id := e.Text("id")
		if err != nil || seen[kind+id] {
			return
		}
		seen[kind+id] = true
		line = listed.Append(line[:0], e)
		if translated {
			file = whole.Append(file[:0], e)
		} else {
			file = append(file[:0], line...)
		}
		file = append(file, '\n')
		err = f(Entry{kind, id, line, file})
	}
	for _, o := range Offers(c, b, tongues) {
		e := o.Entity()
		entry(serviceKind, e, true)
		entry(organizationKind, e.Object("organization"), true)
		for _, p := range e.Objects("service_at_locations") {
			at := &hsds.Object{Members: slices.Clone(p.Members)}
			at.Set("service", basics(e))
			entry(placeKind, at, false)
		}
	}
	return err
}

// Offers returns the services of a borough as they are published, in the order of the lens, with the languages that
// tongues names.
func Offers(c *catalog.Catalog, b model.ID, tongues []lang.Tag) []*hsds.Offer {
	l := c.Lens(catalog.Edition{Borough: b, Lang: lang.English})
	var lenses []*catalog.Lens
	for _, t := range tongues {
		if t != lang.English {
			lenses = append(lenses, c.Lens(catalog.Edition{Borough: b, Lang: t}))
		}
	}
	var out []*hsds.Offer
	for _, s := range l.Services() {
		out = append(out, offer(c, l, s, lenses))
	}
	return out
}

func offer(c *catalog.Catalog, l *catalog.Lens, s *catalog.Service, lenses []*catalog.Lens) *hsds.Offer {
	o := &hsds.Offer{
		Service: s.Service, Listing: s.Listing, Shared: s.Shared(),
		Place: func(id model.ID) (*model.Place, string) {
			p := s.Place(id)
			if p == nil {
				return nil, ""
			}
			return p, s.Holder(id).Path
		},
		Category: func(id model.ID) *model.Category {
			if i := slices.IndexFunc(c.Site.Categories, func(k model.Category) bool { return k.ID.V == id }); i >= 0 {
				return &c.Site.Categories[i]
			}
			return nil
		},
		English: func(t doc.Text) string { return doc.Plaintext(l.Of(s, t).Inlines) },
		Region:  l.Borough().Region.V,
		Rest:    c.Kept(l.Edition().Borough, s),
	}
	if c.Replaces(s) {
		o.Replaces = l.Edition().Borough
	}
	for _, x := range lenses {
		o.Tongues = append(o.Tongues, hsds.Tongue{Lang: x.Edition().Lang, Of: func(t doc.Text) doc.Text { return x.Of(s, t) }})
	}
	return o
}

// PutFeed makes the feed of a borough, or that of all for none, until put fails.
func PutFeed(c *catalog.Catalog, b model.ID, put func(path string, b []byte) error) error {
	x := NewFeed(c, b, put)
	for i := range c.Site.Boroughs {
		if of := c.Site.Boroughs[i].ID.V; b == "" || b == of {
			if err := EachEntry(c, of, x.Add); err != nil {
				return err
			}
		}
	}
	return x.Close()
}

// A Feed is the Open Referral UK feed of a borough, or of all boroughs of the site, while it grows. Each entry stands in it
// once: what several boroughs share is that of the first one that is added.
type Feed struct {
	c       *catalog.Catalog
	borough model.ID // empty in the feed of all
	put     func(path string, b []byte) error
	lists   map[string]*list
	seen    map[string]bool
	err     error
}

// NewFeed begins the feed of a borough, or that of all for none. Put gets each file as soon as it is made, in bytes that the
// next one overwrites.
func NewFeed(c *catalog.Catalog, b model.ID, put func(path string, b []byte) error) *Feed {
	x := &Feed{c: c, borough: b, put: put, lists: map[string]*list{}, seen: map[string]bool{}}
	for _, kind := range EntryKinds {
		x.lists[kind] = &list{}
	}
	return x
}

// folder is where the feed lies, from the website's root.
func (x *Feed) folder() string {
	if x.borough == "" {
		return FeedFolder
	}
	return string(x.borough) + "/" + FeedFolder
}

// ListPath is where the list of a kind of entries lies, from the website's root.
func (x *Feed) ListPath(kind string) string { return x.folder() + kind + "/index.json" }

// Path is where an entry's file lies, from the website's root.
func (x *Feed) Path(e Entry) string { return x.folder() + e.Kind + "/" + e.ID + "/index.json" }

// Has tells whether the feed has an entry of that kind and ID.
func (x *Feed) Has(e Entry) bool { return x.seen[e.Kind+e.ID] }

// List lists an entry whose file is there.
func (x *Feed) List(e Entry) {
	if !x.Has(e) {
		x.seen[e.Kind+e.ID] = true
		x.lists[e.Kind].add(e.Listed)
	}
}

// Add lists an entry that the feed has not yet, and puts its file.
func (x *Feed) Add(e Entry) error {
	if !x.Has(e) {
		x.List(e)
		x.file(x.Path(e), e.File)
	}
	return x.err
}

func (x *Feed) file(path string, b []byte) {
	if x.err == nil {
		x.err = x.put(path, b)
	}
}

// A list is the contents of a page and how many there are.
type list struct {
	b []byte
	n int
}

const between = ",\n"

func (l *list) add(entity []byte) {
	if l.n > 0 {
		l.b = append(l.b, between...)
	}
	l.b = append(l.b, entity...)
	l.n++
}

// The styles of files and of lists: translations stand in the file of a service or term alone, which keeps the list small.
var (
	whole  = hsds.Style{}
	listed = hsds.Style{Drop: hsds.Translations}
)

// basics is a service without what stands inside it, but for its organisation.
func basics(e *hsds.Object) *hsds.Object {
	out := &hsds.Object{}
	for _, m := range e.Members {
		if _, many := m.Value.([]any); !many && m.Key != hsds.Own {
			out.Set(m.Key, m.Value)
		}
	}
	return out
}

// Close puts the lists and what says which feed it is, and returns the first error of the feed's files.
func (x *Feed) Close() error {
	for _, kind := range EntryKinds {
		x.list(kind, x.lists[kind])
	}
	var taxonomies, terms list
	tongues := x.tongues()
	for _, t := range hsds.Taxonomies(x.c.Site.Categories) {
		e := t.Entity()
		taxonomies.add(whole.Append(nil, e))
		x.file(x.folder()+"taxonomies/"+e.Text("id")+"/index.json", append(whole.Append(nil, e), '\n'))
		for _, term := range t.Terms {
			e := t.TermEntity(term, tongues...)
			terms.add(listed.Append(nil, e))
			x.file(x.folder()+"taxonomy_terms/"+e.Text("id")+"/index.json", append(whole.Append(nil, e), '\n'))
		}
	}
	x.list("taxonomies", &taxonomies)
	x.list("taxonomy_terms", &terms)
	x.file(x.folder()+"index.json", []byte(apiDetails))
	return x.err
}

// tongues is the languages that words of the whole site are translated into, as a borough shows them; for the feed of all,
// as the first one does.
func (x *Feed) tongues() []hsds.Tongue {
	b := x.borough
	if b == "" && len(x.c.Site.Boroughs) > 0 {
		b = x.c.Site.Boroughs[0].ID.V
	}
	var out []hsds.Tongue
	for _, l := range x.c.Site.Settings.Languages {
		if l.V != lang.English && b != "" {
			out = append(out, hsds.Tongue{Lang: l.V, Of: x.c.Lens(catalog.Edition{Borough: b, Lang: l.V}).Words})
		}
	}
	return out
}

const listEnd = "\n]}\n"

// list puts a list as the only page of its kind.
func (x *Feed) list(kind string, l *list) {
	x.file(x.ListPath(kind), slices.Concat([]byte(listHead(l.n)), l.b, []byte(listEnd)))
}

func listHead(total int) string {
	n := strconv.Itoa(total)
	return `{"total_items":` + n + `,"total_pages":1,"page_number":1,"size":` + n + `,"first_page":true,"last_page":true,"empty":` +
		strconv.FormatBool(total == 0) + `,"contents":[` + "\n"
}

// ReadList returns the entries of a list as a [Feed] puts it, without their files; ok is false for anything else. The
// entries keep the list's bytes.
func ReadList(kind string, list []byte) (entries []Entry, ok bool) {
	body, ok := bytes.CutSuffix(list, []byte(listEnd))
	head, body, found := bytes.Cut(body, []byte("\n"))
	if !ok || !found {
		return nil, false
	}
	for len(body) > 0 {
		line, rest, _ := bytes.Cut(body, []byte(between))
		id, ok := idOf(line)
		if !ok {
			return nil, false
		}
		entries, body = append(entries, Entry{Kind: kind, ID: id, Listed: line}), rest
	}
	return entries, string(head)+"\n" == listHead(len(entries))
}

// idOf returns the ID of an entry by its line, which begins with it.
func idOf(line []byte) (string, bool) {
	rest, ok := bytes.CutPrefix(line, []byte(`{"id":"`))
	id, _, found := bytes.Cut(rest, []byte(`"`))
	return string(id), ok && found && !bytes.Contains(id, []byte(`\`))
}

// apiDetails is the answer to "/": the version, and where the profile and the API are described.
const apiDetails = `{"version":"HSDS 3.0","profile":"https://github.com/OpenReferralUK/uk-profile/blob/main/docs/index.md","openapi_url":"https://docs.openreferraluk.org/en/latest/openapi30.json"}
`
