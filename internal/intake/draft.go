package intake

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"welcomepack/internal/calendar"
	"welcomepack/internal/catalog"
	"welcomepack/internal/diag"
	"welcomepack/internal/doc"
	unwritten "welcomepack/internal/draft"
	"welcomepack/internal/fields"
	"welcomepack/internal/hsds"
	"welcomepack/internal/load"
	"welcomepack/internal/model"
	"welcomepack/internal/source"
)

// An Import is services of another publisher on their way into a site.
type Import struct {
	Site     fs.FS
	Today    calendar.Date
	Borough  string // whose listings they become; "" for those shared by all
	Mapping  *Mapping
	Services []Foreign
	Notices  []Notice // of reading them
	Delete   bool     // take away what is gone there and was not changed here
}

// A Foreign is one service of another publisher.
type Foreign struct {
	Entity *hsds.Object
	Where  string            // for people: "row 7"
	Table  bool              // it was a row: what a listing cannot say is in Left, not in the entity
	Left   map[string]string // cells that no field takes, by heading
	Cells  map[string]string // all cells of the service's first row
}

// Folder is the folder of content that the listings go into.
func (im *Import) Folder() string {
	if im.Borough == "" {
		return "content/shared"
	}
	return "content/boroughs/" + im.Borough
}

// A Notice is something that a person should know about one service or organisation.
type Notice struct{ Where, Text string }

// A draft is one listing as the publisher has it. Its node holds what the publisher says and nothing else.
type draft struct {
	path     string // of the file, from the site's folder
	org      string // slug of its organisation
	node     fields.Node
	services map[string]*Foreign // by slug
	places   map[string]string   // by the publisher's ID or by what it says: the slug
	taken    map[string]bool     // slugs of places
	old      []byte              // the file as it is; nil for none
	local    fields.Node
}

// A run is one import being worked out.
type run struct {
	*Import
	site    *model.Site
	kept    *kept
	drafts  []*draft
	notices []Notice

	taken     map[string]bool   // slugs of services of the whole site
	serviceAt map[string]string // file by slug of a service that may be changed
	orgAt     map[string]string // file by slug of an organisation in the folder
	orgName   map[string]string // slug by name in small letters, of the folder
	sharedOrg map[string]bool
}

func (r *run) notice(where, format string, args ...any) {
	if n := (Notice{where, fmt.Sprintf(format, args...)}); !slices.Contains(r.notices, n) {
		r.notices = append(r.notices, n)
	}
}

// prepare reads the site.
func (r *run) prepare() (diag.List, *source.Set, error) {
	files := &source.Set{}
	site, ds, err := load.Part(r.Site, files, english)
	if err != nil || ds.HasErrors() {
		return ds, files, err
	}
	r.site = site
	r.taken, r.serviceAt, r.orgAt = map[string]bool{}, map[string]string{}, map[string]string{}
	r.orgName, r.sharedOrg = map[string]string{}, map[string]bool{}
	index := func(c model.Content, own bool) {
		for _, l := range c.Listings {
			path := "content/" + l.Path
			for _, s := range l.Services {
				slug := string(s.ID.V)
				r.taken[slug] = true
				if own || strings.HasPrefix(l.Path, "shared/") && r.serviceAt[slug] == "" {
					r.serviceAt[slug] = path
				}
			}
			if own {
				r.orgAt[string(l.ID.V)] = path
				r.orgName[strings.ToLower(l.Name.V)] = string(l.ID.V)
			}
			if strings.HasPrefix(l.Path, "shared/") {
				r.sharedOrg[string(l.ID.V)] = true
			}
		}
	}
	for _, b := range site.Boroughs {
		index(b.Content, string(b.ID.V) == r.Borough)
	}
	index(site.Shared, r.Borough == "")
	src, err := fs.ReadFile(r.Site, KeptPath(r.Folder(), r.Mapping.Name))
	if err != nil {
		src = nil
	}
	r.kept, err = readKept(src, r.Mapping.Name)
	return nil, files, err
}

// translator knows the site's kinds of help by name and slug.
func (r *run) translator() *translator {
	t := &translator{mapping: r.Mapping, categories: map[string]string{}, today: r.Today}
	for _, c := range r.site.Categories {
		t.categories[string(c.ID.V)] = string(c.ID.V)
		t.categories[strings.ToLower(doc.Plaintext(c.Name.Inlines))] = string(c.ID.V)
	}
	return t
}

// draw makes the drafts.
func (r *run) draw() {
	t := r.translator()
	bySlug := map[string]string{} // the publisher's ID to the slug of an earlier import
	orgByID := map[string]string{}
	for slug, k := range r.kept.Services {
		bySlug[k.ID] = slug
	}
	for slug, k := range r.kept.Organisations {
		orgByID[k.ID] = slug
	}
	seen := map[string]bool{}
	for i := range r.Services {
		f := &r.Services[i]
		e := &entity{answer: f.Entity, t: t, own: f.Entity.Object(hsds.Own)}
		f.Where = cmp.Or(f.Where, "service "+cut(oneText(e.Text("name")), 80))
		if oneText(e.Text("name")) == "" {
			r.notice(f.Where, "left out: it has no name")
			continue
		}
		org := e.Object("organization")
		if org.Text("name") == "" {
			org = &hsds.Object{}
			org.Set("name", e.Text("name"))
			org.Set("id", e.Text("organization_id"))
		}
		orgSlug := r.orgSlug(org, orgByID)
		slug := r.serviceSlug(e, bySlug)
		if seen[slug] {
			r.notice(f.Where, "left out: another service here has the short name %s", slug)
			continue
		}
		if closed := e.Text("status"); r.serviceAt[slug] == "" && (closed == "inactive" || closed == "defunct") {
			r.notice(f.Where, "left out: it is %s", closed)
			continue
		}
		seen[slug] = true
		d := r.draftFor(slug, orgSlug)
		d.services[slug] = f
		r.addOrganisation(d, e, org)
		n := e.service(func(l *hsds.Object) string { return d.place(e, l) })
		whole := fields.FieldsNode("service", slug)
		for k, key := range n.Keys {
			whole.Add(key, n.Nodes[k])
		}
		if r.Borough != "" {
			whole = listingStyle.With(whole, fields.Path{"boroughs"}, fields.Node{}) // a borough's own file has none
		}
		d.node = listingStyle.With(d.node, fields.Path{"services", slug}, whole)
		for _, s := range e.notices {
			r.notice(f.Where, "%s", s)
		}
		record(r.kept.Services, slug).ID = e.Text("id")
		record(r.kept.Services, slug).Left = f.Left
	}
}

// orgSlug is the short name of an organisation: that of an earlier import, its own on this program's sites, that of a
// listing of the same name, or a new one.
func (r *run) orgSlug(org *hsds.Object, byID map[string]string) string {
	id, name := org.Text("id"), cut(oneText(org.Text("name")), source.MaxName)
	own := org.Object(hsds.Own).Text("organisation")
	if !goodSlug(own) {
		own = ""
	}
	slug := cmp.Or(byID[id], own, r.orgName[strings.ToLower(name)], slugOf(name, "organisation"))
	if id == "" {
		byID[id] = ""
	} else {
		byID[id] = slug
	}
	record(r.kept.Organisations, slug).ID = id
	return slug
}

func (r *run) serviceSlug(e *entity, bySlug map[string]string) string {
	if slug := bySlug[e.Text("id")]; slug != "" && e.Text("id") != "" {
		return slug
	}
	if own := e.own.Text("service"); goodSlug(own) && (!r.taken[own] || r.serviceAt[own] != "") {
		r.taken[own] = true
		return own
	}
	return free(slugOf(e.Text("name"), "service"), r.taken)
}

// draftFor returns the draft of the file that has the service, or that the organisation's services go into.
func (r *run) draftFor(slug, org string) *draft {
	path := cmp.Or(r.serviceAt[slug], r.orgAt[org], r.Folder()+"/listings/"+org+".yaml")
	if i := slices.IndexFunc(r.drafts, func(d *draft) bool { return d.path == path }); i >= 0 {
		return r.drafts[i]
	}
	d := &draft{path: path, org: org, services: map[string]*Foreign{}, places: map[string]string{}, taken: map[string]bool{}}
	if src, err := fs.ReadFile(r.Site, path); err == nil {
		var ds diag.List
		if n, ok := fields.Read(&ds, (&source.Set{}).Add(path, src), src); ok {
			d.old, d.local = src, n
			d.org = cmp.Or(n.Get("organisation").Text, org)
		}
	}
	d.node = fields.FieldsNode("organisation", d.org)
	r.drafts = append(r.drafts, d)
	return d
}

// addOrganisation adds what the draft does not have of its organisation yet.
func (r *run) addOrganisation(d *draft, e *entity, org *hsds.Object) {
	n := e.organisation(org, r.sharedOrg[d.org] && !strings.HasPrefix(d.path, "content/shared/"))
	for i, k := range n.Keys {
		if d.node.Get(k).IsZero() {
			d.node = listingStyle.With(d.node, fields.Path{k}, n.Nodes[i])
		}
	}
}

// place adds a place to the draft, once, and returns its slug.
func (d *draft) place(e *entity, l *hsds.Object) string {
	n, name := e.place(l)
	key := cmp.Or(l.Text("id"), n.Canonical())
	if slug := d.places[key]; slug != "" {
		return slug
	}
	slug := ""
	if own := l.Object(hsds.Own).Text("place"); own == "" {
		slug = d.samePlace(n)
	}
	if slug == "" {
		slug = free(slugOf(name, "place"), d.taken)
	}
	if own := l.Object(hsds.Own).Text("place"); goodSlug(own) && slug != own {
		// two files of one organisation had a place of this name: it is the same one if it says the same
		if old, ok := listingStyle.At(d.node, fields.Path{"places", own}); ok && listingStyle.With(old, fields.Path{"place"}, fields.Node{}).Canonical() == n.Canonical() {
			delete(d.taken, slug)
			slug = own
		}
	}
	d.places[key] = slug
	whole := fields.FieldsNode("place", slug)
	for i, k := range n.Keys {
		whole.Add(k, n.Nodes[i])
	}
	d.node = listingStyle.With(d.node, fields.Path{"places", slug}, whole)
	return slug
}

// samePlace returns the place of the site's listing that has the same postcode or the same address; "" for none.
func (d *draft) samePlace(n fields.Node) string {
	address := func(n fields.Node) string {
		words := n.Get("name").Text
		for _, l := range n.Get("address").Nodes {
			if l.Text != words {
				words += " " + l.Text
			}
		}
		return slugOf(words, "")
	}
	for _, p := range d.local.Get("places").Nodes {
		slug := p.Get("place").Text
		code := n.Get("postcode").Text
		if !d.taken[slug] && (code != "" && code == p.Get("postcode").Text || address(n) != "" && address(n) == address(p)) {
			d.taken[slug] = true
			return slug
		}
	}
	return ""
}

// theirs is the file as it would be if the publisher alone were right: what only the site says stays.
func (d *draft) theirs() fields.Node {
	n := d.local
	if n.IsZero() {
		n = fields.FieldsNode("organisation", d.org)
	}
	for _, u := range units(d.node) {
		v, _ := listingStyle.At(d.node, u)
		n = listingStyle.With(n, u, v)
	}
	return n
}

// rounds is how often mistakes are looked for: what is left out may uncover others.
const rounds = 6

// mend leaves out of the drafts what the site would refuse, and says so.
func (r *run) mend() error {
	for range rounds {
		files := map[string][]byte{}
		for _, d := range r.drafts {
			files[d.path] = listingStyle.Print(d.theirs())
		}
		ds, set, _, err := r.resolved(files)
		if err != nil {
			return err
		}
		wrong := false
		for _, x := range ds {
			if x.Severity != diag.Error {
				continue
			}
			for _, d := range r.drafts {
				if d.path == set.Path(x.At.File) {
					wrong = true
					r.drop(d, files[d.path], x)
				}
			}
		}
		if !wrong {
			return nil
		}
	}
	return nil // what is still wrong is told with the plan
}

// resolved loads and resolves the site with other files.
func (r *run) resolved(files map[string][]byte) (diag.List, *source.Set, *catalog.Catalog, error) {
	set := &source.Set{}
	site, ds, err := load.Part(unwritten.Overlay{Under: r.Site, Files: files}, set, english)
	if err != nil || ds.HasErrors() {
		return ds, set, nil, err
	}
	c, ds := catalog.Resolve(site, nil, r.Today)
	return ds, set, c, nil
}

// drop leaves out what a mistake is about.
func (r *run) drop(d *draft, src []byte, x diag.Diagnostic) {
	at := listingStyle.PathAt(src, int(x.At.Offset))
	u := unitOf(at)
	v, ok := listingStyle.At(d.node, u)
	if len(u) == 0 || !ok {
		return
	}
	where := d.where(u)
	field := u[len(u)-1]
	part := string(src[min(int(x.At.Offset), len(src)):min(int(x.At.End), len(src))])
	if x.Code == "literal-fact" && v.Kind == fields.Text && len(part) > 1 {
		if ref := r.reference(d, u, part); ref != "" {
			d.set(u, strings.ReplaceAll(v.Text, strings.Trim(part, " ()"), ref))
			return
		}
		if rest := without(v.Text, part); rest != v.Text {
			r.notice(where, "%s: left out the sentence with %q: facts stand in fields of their own", field, part)
			d.set(u, rest)
			return
		}
	}
	if rest, ok := withoutLabel(v, part); ok && x.Code == "literal-fact" {
		r.notice(where, "%s: left out words with %q: facts stand in fields of their own", field, part)
		d.node = listingStyle.With(d.node, u, rest)
		return
	}
	r.notice(where, "%s: %s", field, x.Message)
	d.set(u, "")
}

// reference is how words point to a number or e-mail address: as the service's own, or for a short number as that of a
// service that every borough has. It is "" for others.
func (r *run) reference(d *draft, u fields.Path, part string) string {
	digits := func(s string) string {
		return strings.Map(func(c rune) rune {
			if c >= '0' && c <= '9' || c == '@' || c >= 'a' && c <= 'z' {
				return c
			}
			return -1
		}, strings.ToLower(s))
	}
	want := digits(part)
	if u[0] != "services" || want == "" {
		return ""
	}
	service, _ := listingStyle.At(d.theirs(), u[:2])
	for _, of := range []fields.Node{service, d.theirs()} {
		for _, p := range of.Get("phones").Nodes {
			if digits(p.Get("number").Text) == want {
				return "{phone." + p.Get("ref").Text + "}"
			}
		}
		if digits(of.Get("email").Text) == want {
			return "{email}"
		}
	}
	if digits(service.Get("text").Text) == want {
		return "{text}"
	}
	if len(want) > 6 {
		return ""
	}
	for _, l := range r.site.Shared.Listings {
		for _, s := range l.Services {
			for _, p := range s.Phones {
				if len(s.Boroughs) == 0 && s.Status.V != "closed" && p.Number.V == want {
					return "{" + string(s.ID.V) + ".phone." + string(p.Ref.V) + "}"
				}
			}
		}
	}
	return ""
}

// withoutLabel takes sentences that hold part out of the words beside a number, time or price.
func withoutLabel(n fields.Node, part string) (fields.Node, bool) {
	if n.Kind == fields.Text || part == "" {
		return n, false
	}
	found := false
	out := fields.Node{Kind: n.Kind}
	for i, x := range n.Nodes {
		label := n.Kind == fields.Fields && slices.Contains([]string{"for", "what", "note"}, n.Keys[i]) && strings.Contains(x.Text, part)
		if label {
			x, found = fields.TextNode(without(x.Text, part)), true
		} else if y, ok := withoutLabel(x, part); ok {
			x, found = y, true
		}
		if n.Kind == fields.List {
			out.Nodes = append(out.Nodes, x)
		} else {
			out.Add(n.Keys[i], x)
		}
	}
	return out, found
}

// set gives a text another value, or takes it away; what a service cannot do without gets the least that it can have.
func (d *draft) set(u fields.Path, text string) {
	if text == "" && len(u) == 3 && u[0] == "services" {
		switch u[2] {
		case "summary":
			name, _ := listingStyle.At(d.node, fields.Path{u[0], u[1], "name"})
			summary, _ := listingStyle.At(d.node, u)
			if name.Text != summary.Text {
				text = name.Text
			}
		case "name", "category", "service":
			u = u[:2]
		}
	}
	if text == "" && len(u) == 2 && u[0] == "services" {
		delete(d.services, u[1])
	}
	d.node = listingStyle.With(d.node, u, fields.TextNode(text))
	if text != "" || u[0] != "places" {
		return
	}
	place, ok := listingStyle.At(d.node, u[:2])
	if ok && (!place.Get("name").IsZero() || !place.Get("address").IsZero()) {
		return
	}
	d.node = listingStyle.With(d.node, u[:2], fields.Node{})
	for slug := range d.services {
		at := fields.Path{"services", slug, "at"}
		list, _ := listingStyle.At(d.node, at)
		list.Nodes = slices.DeleteFunc(slices.Clone(list.Nodes), func(n fields.Node) bool { return n.Get("place").Text == u[1] })
		d.node = listingStyle.With(d.node, at, list)
	}
}

// where names what a unit is of, for people.
func (d *draft) where(u fields.Path) string {
	if len(u) > 1 && u[0] == "services" && d.services[u[1]] != nil {
		return d.services[u[1]].Where
	}
	return d.node.Get("name").Text
}

// units lists the parts of a listing that are compared and changed each by itself.
func units(n fields.Node) []fields.Path {
	var out []fields.Path
	for i, k := range n.Keys {
		v := n.Nodes[i]
		switch {
		case k == "organisation":
		case k == "phones":
			for _, p := range v.Nodes {
				out = append(out, fields.Path{k, p.Get("ref").Text})
			}
		case k == "places" || k == "services":
			for _, e := range v.Nodes {
				out = append(out, entryUnits(k, e)...)
			}
		default:
			out = append(out, fields.Path{k})
		}
	}
	return out
}

func entryUnits(list string, e fields.Node) []fields.Path {
	name := listingStyle.Names[list]
	var out []fields.Path
	for i, k := range e.Keys {
		head := fields.Path{list, e.Get(name).Text, k}
		switch {
		case k == name:
		case k == "phones":
			for _, p := range e.Nodes[i].Nodes {
				out = append(out, append(slices.Clone(head), p.Get("ref").Text))
			}
		case k == "who":
			for _, x := range e.Nodes[i].Keys {
				out = append(out, append(slices.Clone(head), x))
			}
		default:
			out = append(out, head)
		}
	}
	return out
}

// unitOf is the unit that a path leads into.
func unitOf(p fields.Path) fields.Path {
	most := 1
	switch {
	case len(p) == 0:
	case p[0] == "phones":
		most = 2
	case p[0] == "places":
		most = 3
	case p[0] == "services" && len(p) > 2 && (p[2] == "phones" || p[2] == "who"):
		most = 4
	case p[0] == "services":
		most = 3
	}
	return p[:min(most, len(p))]
}
