package export

import (
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

// Feed makes the Open Referral UK feed of each borough that is asked for, and the one of all boroughs of the site. Each
// file is put as soon as it is made, in bytes that the next one overwrites; asked is called before anything is asked of a
// borough, and done when nothing more is. In the feed of all a service that several boroughs share stands once.
func Feed(c *catalog.Catalog, asked func(model.ID) bool, put func(path string, b []byte) error, done func(model.ID)) error {
	f := &feeder{c: c, put: put}
	all := f.open(FeedFolder, "")
	for i := range c.Site.Boroughs {
		b := c.Site.Boroughs[i].ID.V
		into := []*feed{all}
		if asked(b) {
			into = append(into, f.open(string(b)+"/"+FeedFolder, b))
		}
		f.borough(b, into)
		for _, x := range into[1:] {
			f.close(x)
		}
		done(b)
	}
	f.close(all)
	return f.err
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

// A feeder puts files until the first one fails.
type feeder struct {
	c   *catalog.Catalog
	put func(path string, b []byte) error
	err error
	b   []byte // room for an entity
}

func (f *feeder) file(path string, b []byte) {
	if f.err == nil {
		f.err = f.put(path, b)
	}
}

// A feed is the lists of one folder while they grow; seen has the IDs of what is in them.
type feed struct {
	folder                          string
	borough                         model.ID // empty in the feed of all
	services, places, organizations list
	seen                            map[string]bool
}

// A list is the contents of a page and how many there are.
type list struct {
	b []byte
	n int
}

func (l *list) add(entity []byte) {
	if l.n > 0 {
		l.b = append(l.b, ",\n"...)
	}
	l.b = append(l.b, entity...)
	l.n++
}

func (f *feeder) open(folder string, b model.ID) *feed {
	return &feed{folder: folder, borough: b, seen: map[string]bool{}}
}

// The styles of files and of lists: translations stand in the file of a service or term alone, which keeps the list small.
var (
	whole  = hsds.Style{}
	listed = hsds.Style{Drop: hsds.Translations}
)

func (f *feeder) borough(b model.ID, into []*feed) {
	var tongues []lang.Tag
	for _, l := range f.c.Site.Settings.Languages {
		tongues = append(tongues, l.V)
	}
	for _, o := range Offers(f.c, b, tongues) {
		e := o.Entity()
		org := e.Object("organization")
		for _, x := range into {
			f.entity(x, "services", &x.services, e, true)
			f.entity(x, "organizations", &x.organizations, org, true)
		}
		for _, p := range e.Objects("service_at_locations") {
			at := &hsds.Object{Members: slices.Clone(p.Members)}
			at.Set("service", basics(e))
			for _, x := range into {
				f.entity(x, "service_at_locations", &x.places, at, false)
			}
		}
	}
}

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

// entity puts an entity into a folder, once.
func (f *feeder) entity(x *feed, kind string, l *list, e *hsds.Object, translated bool) {
	id := e.Text("id")
	if x.seen[kind+id] {
		return
	}
	x.seen[kind+id] = true
	f.b = listed.Append(f.b[:0], e)
	l.add(f.b)
	if translated {
		f.b = whole.Append(f.b[:0], e)
	}
	f.b = append(f.b, '\n')
	f.file(x.folder+kind+"/"+id+"/index.json", f.b)
}

// close puts the lists and what says which feed it is.
func (f *feeder) close(x *feed) {
	f.list(x, "services", &x.services)
	f.list(x, "service_at_locations", &x.places)
	f.list(x, "organizations", &x.organizations)
	var taxonomies, terms list
	tongues := f.tongues(x.borough)
	for _, t := range hsds.Taxonomies(f.c.Site.Categories) {
		e := t.Entity()
		taxonomies.add(whole.Append(nil, e))
		f.file(x.folder+"taxonomies/"+e.Text("id")+"/index.json", append(whole.Append(nil, e), '\n'))
		for _, term := range t.Terms {
			e := t.TermEntity(term, tongues...)
			terms.add(listed.Append(nil, e))
			f.file(x.folder+"taxonomy_terms/"+e.Text("id")+"/index.json", append(whole.Append(nil, e), '\n'))
		}
	}
	f.list(x, "taxonomies", &taxonomies)
	f.list(x, "taxonomy_terms", &terms)
	f.file(x.folder+"index.json", []byte(apiDetails))
}

// tongues is the languages that words of the whole site are translated into, as a borough shows them; for the feed of all,
// as the first one does.
func (f *feeder) tongues(b model.ID) []hsds.Tongue {
	if b == "" && len(f.c.Site.Boroughs) > 0 {
		b = f.c.Site.Boroughs[0].ID.V
	}
	var out []hsds.Tongue
	for _, l := range f.c.Site.Settings.Languages {
		if l.V != lang.English && b != "" {
			out = append(out, hsds.Tongue{Lang: l.V, Of: f.c.Lens(catalog.Edition{Borough: b, Lang: l.V}).Words})
		}
	}
	return out
}

// list puts a list as the only page of its kind.
func (f *feeder) list(x *feed, kind string, l *list) {
	n := strconv.Itoa(l.n)
	head := `{"total_items":` + n + `,"total_pages":1,"page_number":1,"size":` + n + `,"first_page":true,"last_page":true,"empty":` +
		strconv.FormatBool(l.n == 0) + `,"contents":[` + "\n"
	f.file(x.folder+kind+"/index.json", slices.Concat([]byte(head), l.b, []byte("\n]}\n")))
}

// apiDetails is the answer to "/": the version, and where the profile and the API are described.
const apiDetails = `{"version":"HSDS 3.0","profile":"https://github.com/OpenReferralUK/uk-profile/blob/main/docs/index.md","openapi_url":"https://docs.openreferraluk.org/en/latest/openapi30.json"}
`
