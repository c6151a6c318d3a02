package intake

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"strings"

	"welcomepack/internal/calendar"
	"welcomepack/internal/diag"
	"welcomepack/internal/export"
	"welcomepack/internal/fields"
	"welcomepack/internal/hsds"
	"welcomepack/internal/lang"
	"welcomepack/internal/source"
)

// A File is a file of the site as it would be: its path from the site's folder and its bytes.
type File struct {
	Path  string
	Bytes []byte
}

// A Plan is what an import would do. Nothing is written by it.
type Plan struct {
	Files   []File // as they would be; Bytes are nil of one to take away
	Changes []Change
	Notices []Notice
	Kept    []string // what no listing can say, by name, with how many services have it

	Diags diag.List // what stands in the way; then there is nothing but these
	Set   *source.Set
}

// A ChangeKind is what happens to a service or to a value of it.
type ChangeKind string

const (
	Added    ChangeKind = "new"
	Changed  ChangeKind = "changed"
	Removed  ChangeKind = "taken away"
	Conflict ChangeKind = "conflict" // both sides changed it: the site's value stays
	Gone     ChangeKind = "gone"     // no longer there; it stays until deleting is asked for
)

// A Change is one difference between what the publisher says and what the site said.
type Change struct {
	Kind     ChangeKind
	Path     string // of the listing
	Unit     string // what of it: services/food-bank/summary
	From, To string // in a conflict, the site's and the publisher's
}

// Plan works out the import. The site's own changes stay: a value is taken from the publisher only where the site still
// has what was imported last.
func (im *Import) Plan() (*Plan, error) {
	r := &run{Import: im, notices: slices.Clone(im.Notices)}
	ds, set, err := r.prepare()
	if err != nil || ds.HasErrors() {
		return &Plan{Diags: ds, Set: set}, err
	}
	r.draw()
	if err := r.mend(); err != nil {
		return nil, err
	}
	p := &Plan{}
	files := map[string][]byte{}
	for _, d := range r.drafts {
		if len(d.services) == 0 {
			continue
		}
		out, err := r.merge(p, d)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", d.path, err)
		}
		if !bytes.Equal(out, d.old) {
			files[d.path] = out
		}
	}
	if err := r.gone(p, files); err != nil {
		return nil, err
	}
	ds, p.Set, _, err = r.resolved(files)
	if err != nil || ds.HasErrors() {
		return &Plan{Diags: onlyErrors(ds), Set: p.Set, Notices: r.notices}, err
	}
	if err := r.rests(p); err != nil {
		return nil, err
	}
	p.Notices = r.notices
	for _, d := range r.drafts {
		if b, ok := files[d.path]; ok {
			p.Files = append(p.Files, File{d.path, b})
			delete(files, d.path)
		}
	}
	for _, path := range sortedKeys(files) {
		p.Files = append(p.Files, File{path, files[path]})
	}
	p.Files = append(p.Files, File{KeptPath(r.Folder(), r.Mapping.Name), r.kept.bytes()})
	return p, nil
}

func onlyErrors(ds diag.List) diag.List {
	return slices.DeleteFunc(slices.Clone(ds), func(d diag.Diagnostic) bool { return d.Severity != diag.Error })
}

func sortedKeys[T any](m map[string]T) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// digest is of what a publisher said of a unit; "" for nothing.
func digest(n fields.Node) string {
	if n.IsZero() {
		return ""
	}
	sum := sha256.Sum256([]byte(normal(n).Canonical()))
	return hex.EncodeToString(sum[:])[:16]
}

// normal writes times in one of the ways that mean the same: an entry for each ordinal, exceptions only where they fall on
// a day of it, and days in the order of the week.
func normal(n fields.Node) fields.Node {
	out := fields.Node{Kind: n.Kind, Text: n.Text, Keys: n.Keys}
	for _, x := range n.Nodes {
		if n.Kind == fields.List && x.Kind == fields.Fields && !x.Get("every").IsZero() {
			out.Nodes = append(out.Nodes, normalSessions(x)...)
		} else {
			out.Nodes = append(out.Nodes, normal(x))
		}
	}
	return out
}

func normalSessions(x fields.Node) []fields.Node {
	var out []fields.Node
	for _, e := range everies(x.Get("every")) {
		n := listingStyle.With(x, fields.Path{"every"}, everyNode([]calendar.Every{e}))
		except := fields.Node{Kind: fields.List}
		for _, d := range x.Get("except").Nodes {
			if day, ok := calendar.ParseDate(d.Text); !ok || e.On(day) {
				except.Nodes = append(except.Nodes, d)
			}
		}
		out = append(out, listingStyle.With(n, fields.Path{"except"}, except))
	}
	return out
}

// everies reads the days of a session, as a text or a list: one Every for each ordinal.
func everies(n fields.Node) []calendar.Every {
	list := n.Nodes
	if n.Kind == fields.Text {
		list = []fields.Node{n}
	}
	var out []calendar.Every
	for _, d := range list {
		e, ok := calendar.ParseEvery(d.Text)
		if !ok {
			continue
		}
		if i := slices.IndexFunc(out, func(x calendar.Every) bool { return x.Nth == e.Nth }); i >= 0 {
			out[i].Days = append(out[i].Days, e.Days...)
		} else {
			out = append(out, e)
		}
	}
	return out
}

// A side is where the digests of a unit are remembered, and under which name.
func (r *run) side(d *draft, u fields.Path) (rec *keptRecord, name string) {
	if u[0] == "services" {
		return record(r.kept.Services, u[1]), strings.Join(u[2:], "/")
	}
	return record(r.kept.Organisations, d.org), strings.Join(u, "/")
}

// merge puts what the publisher has changed into a listing.
func (r *run) merge(p *Plan, d *draft) ([]byte, error) {
	before := len(p.Changes)
	if d.old == nil {
		for _, slug := range sortedKeys(d.services) {
			p.add(Added, d.path, "services/"+slug, "", d.text("services", slug, "name"))
			d.node = r.withSource(d.node, slug, d.services[slug])
		}
		r.remember(d)
		return listingStyle.Print(d.node), nil
	}
	out := d.old
	touched := map[string]bool{}
	edit := func(u fields.Path, v fields.Node) (err error) {
		if u[0] == "services" {
			touched[u[1]] = true
		}
		out, err = listingStyle.Edit(out, u, v)
		return err
	}
	for _, u := range r.allUnits(d) {
		if err := r.unit(p, d, u, edit); err != nil {
			return nil, err
		}
	}
	n := d.reread(out)
	for _, slug := range sortedKeys(touched) {
		f := d.services[slug]
		if f == nil {
			continue
		}
		if with := r.withSource(n, slug, f); with.Canonical() != n.Canonical() {
			v, _ := listingStyle.At(with, fields.Path{"services", slug, "sources"})
			if err := edit(fields.Path{"services", slug, "sources"}, v); err != nil {
				return nil, err
			}
		}
	}
	if len(p.Changes) == before {
		return d.old, nil
	}
	return r.withPlaces(d, out)
}

func (d *draft) text(path ...string) string {
	n, _ := listingStyle.At(d.node, path)
	return n.Text
}

func (d *draft) reread(src []byte) fields.Node {
	var ds diag.List
	n, _ := fields.Read(&ds, (&source.Set{}).Add(d.path, src), src)
	return n
}

// allUnits lists what the publisher says, then what it said last time and says no more. A service, place or number that
// the site does not have is one unit.
func (r *run) allUnits(d *draft) []fields.Path {
	var out []fields.Path
	seen := map[string]bool{}
	add := func(u fields.Path) {
		for n := 2; n < len(u); n++ {
			if _, there := listingStyle.At(d.local, u[:n]); !there && (u[0] == "services" || u[0] == "places") && n == 2 {
				u = u[:n]
			}
		}
		if key := strings.Join(u, "/"); !seen[key] {
			seen[key] = true
			out = append(out, u)
		}
	}
	for _, u := range units(d.node) {
		add(u)
	}
	for _, slug := range sortedKeys(d.services) {
		for _, name := range sortedKeys(record(r.kept.Services, slug).Fields) {
			add(append(fields.Path{"services", slug}, strings.Split(name, "/")...))
		}
	}
	for _, name := range sortedKeys(record(r.kept.Organisations, d.org).Fields) {
		add(strings.Split(name, "/"))
	}
	return out
}

// unit compares one unit three ways: as the site has it, as the publisher has it, and as it was imported last.
func (r *run) unit(p *Plan, d *draft, u fields.Path, edit func(fields.Path, fields.Node) error) error {
	local, here := listingStyle.At(d.local, u)
	feed, there := listingStyle.At(d.node, u)
	if len(u) == 2 && u[0] != "phones" {
		return r.whole(p, d, u, feed, there, edit)
	}
	rec, name := r.side(d, u)
	last, now, own := rec.Fields[name], digest(feed), digest(local)
	if u[len(u)-1] == "sources" && !there {
		return nil // the sources that the import itself adds
	}
	if _, used := listingStyle.At(d.node, u[:min(2, len(u))]); u[0] == "places" && !used {
		return nil // a place that no service of theirs is at; it goes with the last service
	}
	rec.set(name, now)
	switch {
	case now == own:
		return nil
	case now == last: // the site's own change
		return nil
	case own == last && there:
		kind := Changed
		if !here {
			kind = Added
		}
		p.add(kind, d.path, strings.Join(u, "/"), shown(local), shown(feed))
		return edit(u, feed)
	case own == last && r.Delete && !needed(u):
		p.add(Removed, d.path, strings.Join(u, "/"), shown(local), "")
		return edit(u, fields.Node{})
	case own == last:
		rec.set(name, last) // asked again next time
		p.add(Gone, d.path, strings.Join(u, "/"), shown(local), "")
		return nil
	}
	if there {
		p.add(Conflict, d.path, strings.Join(u, "/"), shown(local), shown(feed))
	}
	return nil
}

// needed tells whether a listing cannot be without a unit.
func needed(u fields.Path) bool {
	last := u[len(u)-1]
	return u[0] == "name" || u[0] == "services" && len(u) == 3 && (last == "name" || last == "summary" || last == "category")
}

// whole deals with a service or place that the site's listing does not have.
func (r *run) whole(p *Plan, d *draft, u fields.Path, feed fields.Node, there bool, edit func(fields.Path, fields.Node) error) error {
	if !there {
		return nil
	}
	known := false
	for _, x := range entryUnits(u[0], feed) {
		v, _ := listingStyle.At(d.node, x)
		rec, name := r.side(d, x)
		known = known || rec.Fields[name] != ""
		rec.set(name, digest(v))
	}
	if known {
		return nil // it was taken out here
	}
	if u[0] == "services" {
		p.add(Added, d.path, strings.Join(u, "/"), "", d.text("services", u[1], "name"))
	}
	return edit(u, feed)
}

func (k *keptRecord) set(name, digest string) {
	if digest == "" {
		delete(k.Fields, name)
		return
	}
	k.Fields[name] = digest
}

// remember notes all that the publisher says of a new listing.
func (r *run) remember(d *draft) {
	for _, u := range units(d.node) {
		v, _ := listingStyle.At(d.node, u)
		if rec, name := r.side(d, u); u[len(u)-1] != "sources" || d.services[u[1]].hasSources() {
			rec.set(name, digest(v))
		}
	}
}

func (f *Foreign) hasSources() bool {
	return len(f.Entity.Object(hsds.Own).Objects("sources")) > 0
}

// withPlaces adds the places that services go to and that were taken out of the listing.
func (r *run) withPlaces(d *draft, src []byte) ([]byte, error) {
	n := d.reread(src)
	for _, s := range n.Get("services").Nodes {
		for _, a := range s.Get("at").Nodes {
			u := fields.Path{"places", a.Get("place").Text}
			if _, ok := listingStyle.At(n, u); ok || u[1] == "" {
				continue
			}
			v, ok := listingStyle.At(d.node, u)
			if !ok {
				continue
			}
			var err error
			if src, err = listingStyle.Edit(src, u, v); err != nil {
				return nil, err
			}
			n = d.reread(src)
		}
	}
	return src, nil
}

// withSource names the feed as the source of a service, as of today. A service that names its own sources needs no other.
func (r *run) withSource(n fields.Node, slug string, f *Foreign) fields.Node {
	if f.hasSources() {
		return n
	}
	s := fields.FieldsNode()
	s.Kind = fields.Fields
	if strings.HasPrefix(r.Mapping.From, "https://") || strings.HasPrefix(r.Mapping.From, "http://") {
		s.Add("url", fields.TextNode(r.Mapping.From))
	}
	title := r.Mapping.Title
	if title == "" && len(s.Keys) == 0 {
		title = r.Mapping.Name
	}
	s.Add("title", fields.TextNode(title))
	s.Add("kind", fields.TextNode("data"))
	s.Add("date", fields.TextNode(r.Today.String()))
	at := fields.Path{"services", slug, "sources"}
	list, _ := listingStyle.At(n, at)
	list.Kind = fields.List
	same := func(x fields.Node) bool {
		return x.Get("url").Text == s.Get("url").Text && x.Get("title").Text == s.Get("title").Text
	}
	list.Nodes = slices.Clone(list.Nodes)
	if i := slices.IndexFunc(list.Nodes, same); i >= 0 {
		list.Nodes[i] = listingStyle.With(list.Nodes[i], fields.Path{"date"}, s.Get("date"))
	} else {
		list.Nodes = append(list.Nodes, s)
	}
	return listingStyle.With(n, at, list)
}

// gone deals with services that were imported once and are no longer there.
func (r *run) gone(p *Plan, files map[string][]byte) error {
	here := map[string]bool{}
	for _, d := range r.drafts {
		for slug := range d.services {
			here[slug] = true
		}
	}
	for _, slug := range sortedKeys(r.kept.Services) {
		path := r.serviceAt[slug]
		if here[slug] {
			continue
		}
		if path == "" { // taken out here too
			delete(r.kept.Services, slug)
			continue
		}
		src := files[path]
		d := r.draftFor(slug, "")
		if src == nil {
			src = d.old
		}
		service, ok := listingStyle.At(d.reread(src), fields.Path{"services", slug})
		if !ok {
			continue
		}
		unit := "services/" + slug
		switch changed := r.changedHere(slug, service); {
		case !r.Delete:
			p.add(Gone, path, unit, service.Get("name").Text, "")
		case changed != "":
			p.add(Gone, path, unit, service.Get("name").Text, "")
			r.notice("service "+slug, "it is no longer there, but stays: its %s was changed here", changed)
		default:
			p.add(Removed, path, unit, service.Get("name").Text, "")
			delete(r.kept.Services, slug)
			if len(d.reread(src).Get("services").Nodes) == 1 {
				files[path] = nil
				continue
			}
			out, err := listingStyle.Edit(src, fields.Path{"services", slug}, fields.Node{})
			if err != nil {
				return err
			}
			if files[path], err = r.withoutPlaces(d, out, service); err != nil {
				return err
			}
		}
	}
	return nil
}

// withoutPlaces takes away the places of a service that went, where no other service is at them and nobody has changed
// them here.
func (r *run) withoutPlaces(d *draft, src []byte, gone fields.Node) ([]byte, error) {
	for _, a := range gone.Get("at").Nodes {
		n := d.reread(src)
		u := fields.Path{"places", a.Get("place").Text}
		place, ok := listingStyle.At(n, u)
		used := slices.ContainsFunc(n.Get("services").Nodes, func(s fields.Node) bool {
			return slices.ContainsFunc(s.Get("at").Nodes, func(x fields.Node) bool { return x.Get("place").Text == u[1] })
		})
		if !ok || used {
			continue
		}
		own := false
		for _, x := range entryUnits("places", place) {
			v, _ := listingStyle.At(n, x)
			rec, name := r.side(d, x)
			own = own || rec.Fields[name] != digest(v)
		}
		if own {
			continue
		}
		for _, x := range entryUnits("places", place) {
			rec, name := r.side(d, x)
			rec.set(name, "")
		}
		var err error
		if src, err = listingStyle.Edit(src, u, fields.Node{}); err != nil {
			return nil, err
		}
	}
	return src, nil
}

// changedHere names a field of a service that is not as it was imported; "" for none.
func (r *run) changedHere(slug string, service fields.Node) string {
	rec := record(r.kept.Services, slug)
	n := fields.FieldsNode("services", fields.ListNode(service))
	for _, u := range units(n) {
		v, _ := listingStyle.At(n, u)
		name := strings.Join(u[2:], "/")
		if name != "sources" && rec.Fields[name] != digest(v) {
			return name
		}
	}
	return ""
}

// rests works out what of each service no listing can say, and keeps it.
func (r *run) rests(p *Plan) error {
	files := map[string][]byte{}
	for _, d := range r.drafts {
		if len(d.services) > 0 {
			files[d.path] = listingStyle.Print(d.theirs())
		}
	}
	ds, _, c, err := r.resolved(files)
	if err != nil || ds.HasErrors() {
		return err
	}
	offers := map[string]*hsds.Offer{}
	for _, b := range c.Site.Boroughs {
		if r.Borough != "" && string(b.ID.V) != r.Borough {
			continue
		}
		for _, o := range export.Offers(c, b.ID.V, []lang.Tag{lang.English}) {
			if slug := string(o.Service.ID.V); offers[slug] == nil {
				offers[slug] = o
			}
		}
	}
	counts := map[string]int{}
	for _, d := range r.drafts {
		for _, slug := range sortedKeys(d.services) {
			f, o := d.services[slug], offers[slug]
			rec := record(r.kept.Services, slug)
			for _, heading := range sortedKeys(f.Left) {
				counts[heading]++
			}
			if f.Table && r.told(f.Where) { // something of the row was not taken over: all of it is kept
				rec.Left = f.Cells
			}
			if f.Table || o == nil {
				continue
			}
			o.Rest = nil
			rec.Rest = nil
			rest := hsds.Rest(o.Entity(), f.Entity)
			if rest == nil {
				continue
			}
			rec.Rest = hsds.Style{}.Append(nil, rest)
			for _, name := range restNames(rest) {
				counts[name]++
			}
		}
	}
	for _, name := range sortedKeys(counts) {
		p.Kept = append(p.Kept, fmt.Sprintf("%s (%d)", name, counts[name]))
	}
	return nil
}

// told tells whether there is a notice about a service.
func (r *run) told(where string) bool {
	return slices.ContainsFunc(r.notices, func(n Notice) bool { return n.Where == where })
}

// restNames lists what a rest is about, but for IDs.
func restNames(rest *hsds.Object) []string {
	var out []string
	for _, m := range rest.Members {
		if m.Key != "id" && !strings.HasSuffix(m.Key, "_id") && hsds.Telling(m.Value) {
			out = append(out, m.Key)
		}
	}
	return out
}

func (p *Plan) add(kind ChangeKind, path, unit, from, to string) {
	p.Changes = append(p.Changes, Change{kind, path, unit, from, to})
}

// Count tells how many changes there are of a kind.
func (p *Plan) Count(kind ChangeKind) int {
	n := 0
	for _, c := range p.Changes {
		if c.Kind == kind {
			n++
		}
	}
	return n
}

// shown is a value on one line, for people.
func shown(n fields.Node) string {
	switch n.Kind {
	case fields.Text:
		return cut(n.Text, 100)
	case fields.List:
		var parts []string
		for _, x := range n.Nodes {
			parts = append(parts, shown(x))
		}
		return cut(strings.Join(parts, "; "), 160)
	}
	var parts []string
	for i, k := range n.Keys {
		parts = append(parts, k+": "+shown(n.Nodes[i]))
	}
	return cut(strings.Join(parts, ", "), 160)
}

// Print tells people what would be done.
func (p *Plan) Print(w io.Writer) {
	path := ""
	for _, c := range p.Changes {
		if c.Path != path {
			path = c.Path
			fmt.Fprintf(w, "%s\n", path)
		}
		switch c.Kind {
		case Added:
			fmt.Fprintf(w, "  + %s: %s\n", c.Unit, c.To)
		case Changed:
			fmt.Fprintf(w, "  ~ %s: %s\n      was: %s\n", c.Unit, c.To, c.From)
		case Removed:
			fmt.Fprintf(w, "  - %s: %s\n", c.Unit, c.From)
		case Gone:
			fmt.Fprintf(w, "  ? %s is no longer there; it stays (--delete takes it away): %s\n", c.Unit, c.From)
		case Conflict:
			fmt.Fprintf(w, "  ! %s was changed here and there; yours stays: %s\n      theirs: %s\n", c.Unit, c.From, c.To)
		}
	}
	var about []string
	for _, n := range p.Notices {
		if !slices.Contains(about, n.Where) {
			about = append(about, n.Where)
		}
	}
	for _, where := range about {
		fmt.Fprintf(w, "%s\n", where)
		for _, n := range p.Notices {
			if n.Where == where {
				fmt.Fprintf(w, "  %s\n", n.Text)
			}
		}
	}
	if len(p.Kept) > 0 {
		fmt.Fprintf(w, "kept beside the listings, because no field takes it: %s\n", strings.Join(p.Kept, ", "))
	}
}
