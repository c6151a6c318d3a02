package build

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"

	"welcomepack/internal/catalog"
	"welcomepack/internal/lang"
	"welcomepack/internal/source"
)

// A digest stands for some bytes, or for several digests, in traces and keys.
type digest string

const digestLength = 20 // hexadecimal digits: enough to tell all versions of all files of a site apart

func digestOf(parts ...string) digest {
	h := sha256.New()
	for _, p := range parts {
		io.WriteString(h, p) // a hash takes everything
		h.Write([]byte{0})
	}
	return digest(hex.EncodeToString(h.Sum(nil))[:digestLength])
}

func digestOfSum(s source.Sum) digest { return digest(hex.EncodeToString(s[:])[:digestLength]) }

// inputs are the digests of the files that a site is made of, by path.
type inputs map[string]digest

// inputRoots are the folders of a site that a build reads.
var inputRoots = []string{"content", "translations", "themes"}

// scan reads every file of a site. A file that is none, such as a link, goes by its kind.
func scan(site fs.FS, jobs int) (inputs, error) {
	var paths []string
	in := inputs{}
	for _, root := range inputRoots {
		err := fs.WalkDir(site, root, func(p string, d fs.DirEntry, err error) error {
			switch {
			case err != nil && p == root:
				return nil // it need not be there
			case err != nil:
				return err
			case p != root && strings.HasPrefix(d.Name(), "."):
				if d.IsDir() {
					return fs.SkipDir
				}
			case d.Type().IsRegular():
				paths = append(paths, p)
			default:
				in[p] = digest(d.Type().String()) // folders too: an empty one may be told of
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	sums, errs := make([]digest, len(paths)), make([]error, len(paths))
	each(jobs, len(paths), func(i int) {
		h := sha256.New()
		f, err := site.Open(paths[i])
		if err == nil {
			_, err = io.Copy(h, f)
			err = cmp.Or(err, f.Close())
		}
		sums[i], errs[i] = digest(hex.EncodeToString(h.Sum(nil))[:digestLength]), err
	})
	for i, p := range paths {
		if errs[i] != nil {
			return nil, errs[i]
		}
		in[p] = sums[i]
	}
	return in, nil
}

// whole is the digest of all inputs.
func (in inputs) whole() digest { return in.within("") }

// within is the digest of the inputs whose paths begin with a prefix.
func (in inputs) within(prefix string) digest {
	var parts []string
	for _, p := range slices.Sorted(maps.Keys(in)) {
		if strings.HasPrefix(p, prefix) {
			parts = append(parts, p, string(in[p]))
		}
	}
	return digestOf(parts...)
}

// The files of content/ itself that only some pages read; every page reads the others.
var readBySome = map[string]bool{
	"content/" + catalog.ReadRules: true, "content/" + catalog.ReadGlossary: true, "content/" + catalog.ReadPlanner: true, "content/" + catalog.ReadPack: true,
}

// digests knows what pages depend on, by the names that readers of traces see: paths of files, and what is made of
// several of them.
type digests struct {
	in      inputs
	program string // what the digests are told apart by besides files
	day     string
	site    []string          // the files of content/ itself, each with its digest
	top     map[string]digest // files of content/ that every page reads
	theme   digest
	folders map[string]digest // guides and listings, by their folder
	other   map[string]digest // what a language has besides translation files

	once  sync.Once
	since []string // what changed since the last build
}

func newDigests(in inputs, o Options) *digests {
	d := &digests{
		in: in, program: o.Program, day: o.Today.String(), theme: in.within("themes/"),
		top: map[string]digest{}, folders: map[string]digest{}, other: map[string]digest{},
	}
	by := map[string][]string{} // paths by what they are digested with
	for _, p := range slices.Sorted(maps.Keys(in)) {
		parts := strings.Split(p, "/")
		if parts[0] == "content" && len(parts) == 2 {
			d.site = append(d.site, p, string(in[p]))
		}
		switch {
		case parts[0] == "content" && len(parts) == 2 && strings.Contains(p, ".") && !readBySome[p]:
			d.top[p] = in[p]
		case parts[0] == "content" && len(parts) > 3:
			folder := strings.Join(parts[:min(len(parts)-1, 4)], "/")
			by[folder] = append(by[folder], p)
		case parts[0] == "translations" && len(parts) > 2 && !strings.HasSuffix(p, ".po"):
			by[strings.Join(parts[:2], "/")] = append(by[strings.Join(parts[:2], "/")], p)
		}
	}
	for folder, paths := range by {
		var all []string
		for _, p := range paths {
			all = append(all, p, string(in[p]))
		}
		if strings.HasPrefix(folder, "translations/") {
			d.other[folder] = digestOf(all...)
		} else {
			d.folders[folder] = digestOf(all...)
		}
	}
	return d
}

// agree tells whether files that were read since are as they were when they were scanned.
func (d *digests) agree(sums map[string]source.Sum) bool {
	for p, s := range sums {
		if d.in[p] != digestOfSum(s) {
			return false
		}
	}
	return true
}

// partKey is the digest of everything that the look into a part of a language depends on.
func (d *digests) partKey(l lang.Tag, name string) digest {
	dir := "translations/" + string(l)
	parts := []string{d.program, d.day, string(l), name, string(d.theme), string(d.other[dir])}
	for _, f := range []string{catalog.Interface, catalog.Shared, name} {
		parts = append(parts, string(d.in[dir+"/"+f+".po"]))
	}
	parts = append(parts, d.site...)
	switch name {
	case catalog.Interface:
	case catalog.Shared:
		parts = append(parts, d.below("content/shared", false)...)
	default:
		parts = append(parts, d.below("content/boroughs/"+name, false)...)
	}
	return digestOf(parts...)
}

// below is the digests of a folder of content and of those in it; others leaves out those that pages ask for by name.
func (d *digests) below(dir string, others bool) []string {
	var out []string
	for _, f := range slices.Sorted(maps.Keys(d.folders)) {
		named := f == dir+"/"+catalog.ReadGuides || f == dir+"/"+catalog.ReadListings
		if (f == dir || strings.HasPrefix(f, dir+"/")) && !(others && named) {
			out = append(out, f, string(d.folders[f]))
		}
	}
	return out
}

// An editionDigests is what the files of one edition depend on.
type editionDigests struct {
	*digests
	catalog.Edition
	catalog *catalog.Catalog
	words   map[string]*partRecord // by part; what was found in the translations
	shown   digest                 // which editions of the borough there are
	above   digest                 // of the files above the edition that go with it
	made    digest                 // which files for paper and to take away there are
}

// base is what every page of the edition depends on, by name.
func (d *editionDigests) base() map[string]digest {
	own := "content/boroughs/" + string(d.Borough)
	out := map[string]digest{
		"the program": digest(d.program), "the day": digest(d.day), "themes": d.theme,
		"content/shared/*": digestOf(d.below("content/shared", true)...), own + "/*.yaml": digestOf(d.below(own, true)...),
	}
	maps.Copy(out, d.top)
	if d.Lang == lang.English {
		return out
	}
	dir := "translations/" + string(d.Lang)
	out[dir+"/*.yaml"] = d.other[dir]
	for name, w := range d.words {
		path := dir + "/" + name + ".po"
		out[path] = d.in[path]
		if w.Machine {
			out[path] += " machine"
		}
		for record, asked := range w.Asked {
			if !isContent(record) {
				out["translations of content/"+record] = digest(asked)
			}
		}
	}
	return out
}

// isContent tells whether a record is a guide or a listing.
func isContent(record string) bool {
	return strings.Contains(record, "/guides/") || strings.Contains(record, "/listings/")
}

// What files may depend on besides what a lens is asked for.
const readAbove = "the pages above"

// read is the digest of something that a lens of the edition was asked for; see [catalog.Lens.Reads].
func (d *editionDigests) read(name string) digest {
	own := "content/boroughs/" + string(d.Borough)
	switch name {
	case catalog.ReadGuides, catalog.ReadListings:
		parts := []string{string(d.folders["content/shared/"+name]), string(d.folders[own+"/"+name])}
		for _, part := range slices.Sorted(maps.Keys(d.words)) {
			asked := d.words[part].Asked
			for _, r := range slices.Sorted(maps.Keys(asked)) {
				if strings.Contains(r, "/"+name+"/") {
					parts = append(parts, r, asked[r])
				}
			}
		}
		return digestOf(parts...)
	case catalog.ReadPack:
		return d.in["content/"+name]
	case catalog.ReadShown:
		return d.shown
	case catalog.ReadMade:
		return d.made
	case readAbove:
		return d.above
	}
	files, single := d.catalog.FilesOf(d.Borough, name)
	if !single {
		return d.in["content/"+name]
	}
	var parts []string
	for _, f := range files {
		parts = append(parts, f, string(d.in["content/"+f]))
		for _, part := range slices.Sorted(maps.Keys(d.words)) {
			parts = append(parts, d.words[part].Asked[f])
		}
	}
	return digestOf(parts...)
}

// shownRead is what people know something that a lens was asked for by: files, or folders with a slash at their end.
func (d *editionDigests) shownRead(name string) []string {
	if folder := catalog.FolderOf(name); folder != "" {
		return []string{"content/shared/" + folder + "/", "content/boroughs/" + string(d.Borough) + "/" + folder + "/"}
	}
	switch name {
	case catalog.ReadShown:
		return []string{"the languages that there are"}
	case catalog.ReadMade:
		return []string{"the packs that there are"}
	case readAbove:
		return []string{name}
	}
	files, single := d.catalog.FilesOf(d.Borough, name)
	if !single {
		files = []string{name}
	}
	out := make([]string, len(files))
	for i, f := range files {
		out[i] = "content/" + f
	}
	return out
}

// everything is all names that a lens may be asked for in an edition but single guides and listings, which are in
// guides and listings.
var everything = []string{
	catalog.ReadGuides, catalog.ReadListings, catalog.ReadRules, catalog.ReadGlossary, catalog.ReadPlanner, catalog.ReadPack, catalog.ReadShown, catalog.ReadMade, readAbove,
}

// full is the digest of some of what anything of the edition depends on.
func (d *editionDigests) full(names []string) digest {
	base := d.base()
	var parts []string
	for _, n := range slices.Sorted(maps.Keys(base)) {
		parts = append(parts, n, string(base[n]))
	}
	for _, n := range names {
		parts = append(parts, string(d.read(n)))
	}
	return digestOf(parts...)
}
