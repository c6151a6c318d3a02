package theme

import (
	"html"
	"path"
	"regexp"
	"slices"
	"strings"

	"welcomepack/internal/source"
)

// A fault is something that a theme may not bring into a page: a script, or anything that makes a reader's device
// ask another website. The policy of a frame forbids both too, but readers of old browsers and of files from a USB
// stick should not depend on it.
type fault struct {
	code          string
	found         string // as it stands in the file
	message, hint string
}

// policy is what each frame says to browsers in its head.
const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'">`

var (
	tagForm     = regexp.MustCompile(`(?is)<([a-z][a-z0-9:-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>`)
	attrForm    = regexp.MustCompile(`(?is)([^\s"'<>/=]+)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)`)
	styleForm   = regexp.MustCompile(`(?is)<style[^>]*>(.*?)</style`)
	commentForm = regexp.MustCompile(`(?s)/\*.*?\*/`)
	urlForm     = regexp.MustCompile(`(?i)(?:url|image-set|image|src)\(\s*["']?\s*([^"')\s]+)`)
	importForm  = regexp.MustCompile(`(?i)@import`)
	schemeForm  = regexp.MustCompile(`^[a-z][a-z0-9+.-]*:`)
)

// otherPages is the elements that bring something else than text, pictures and styles into a page.
var otherPages = []string{"iframe", "frame", "object", "embed", "applet", "base", "portal"}

// addresses is the attributes that a browser may follow without being asked.
var addresses = []string{"src", "href", "srcset", "imagesrcset", "xlink:href", "data", "poster", "action", "formaction", "background", "ping", "manifest"}

// ownScript is a tag that runs a file of the assets folder, and nothing else; a slot for its address is empty here.
var ownScript = regexp.MustCompile(`^<script src="(?:(?:[^":]*/)?[a-z]+\.js)?"( defer)?>$`)

// frameFaults looks at a frame as it is printed, slots left empty. A site's frame needs a policy.
func frameFaults(pieces []Piece, own bool) []fault {
	var b strings.Builder
	for _, p := range pieces {
		b.WriteString(p.Text)
	}
	out, guarded := htmlFaults(b.String())
	if own && !guarded {
		out = append(out, fault{"theme-policy", "<head", "the frame does not forbid browsers to ask other websites", "put this line into its <head>: " + policy})
	}
	return out
}

// htmlFaults looks at the tags of HTML or of a drawing; guarded tells whether there is a policy that forbids what
// it does not name, and names no other website.
func htmlFaults(text string) (out []fault, guarded bool) {
	for _, m := range tagForm.FindAllStringSubmatch(text, -1) {
		name := strings.ToLower(m[1])
		switch {
		case name == "script" && ownScript.MatchString(m[0]):
			continue // one of the program's own files, which a site's theme cannot replace
		case name == "script":
			out = append(out, fault{"theme-script", m[0][:len("<script")], "a theme cannot bring scripts", "take it out: every page works without"})
			continue
		case slices.Contains(otherPages, name):
			out = append(out, fault{"theme-remote", m[0][:1+len(name)], "a theme cannot have <" + name + ">, which brings in other pages", "take it out, or link to the page: <a href=\"…\">words</a>"})
			continue
		}
		attrs := map[string]string{}
		for _, a := range attrForm.FindAllStringSubmatch(m[2], -1) {
			attr, value := strings.ToLower(a[1]), html.UnescapeString(unquoted(a[2]))
			attrs[attr] = value
			out = append(out, attrFaults(name, attr, value, a[0])...)
		}
		if _, said := attrs["alt"]; name == "img" && !said {
			out = append(out, fault{"theme-alt", m[0][:len("<img")], "this picture has no words for people who cannot see it", "add alt=\"what it shows\", or alt=\"\" where it only decorates"})
		}
		guarded = guarded || name == "meta" && isPolicy(attrs["http-equiv"], attrs["content"])
	}
	for _, m := range styleForm.FindAllStringSubmatch(text, -1) {
		out = append(out, styleFaults(m[1])...)
	}
	return out, guarded
}

func unquoted(s string) string {
	if len(s) >= 2 && (s[0] == '"' || s[0] == '\'') {
		return s[1 : len(s)-1]
	}
	return s
}

// isPolicy tells whether a meta element's attributes are such a policy: everything is forbidden but files of this
// website, pictures inside a page, and styles by their digest.
func isPolicy(kind, content string) bool {
	if !strings.EqualFold(kind, "Content-Security-Policy") || !strings.Contains(content, "default-src 'none'") {
		return false
	}
	for directive := range strings.SplitSeq(content, ";") {
		words := strings.Fields(directive)
		for _, from := range words[min(1, len(words)):] {
			if from != "'none'" && from != "'self'" && from != "data:" && !strings.HasPrefix(from, "'sha256-") {
				return false
			}
		}
	}
	return true
}

// attrFaults looks at one attribute; found is all of it.
func attrFaults(tag, attr, value, found string) []fault {
	address := unblanked(value)
	follows := attr == "href" && (tag == "a" || tag == "area")
	switch {
	case strings.HasPrefix(attr, "on"), strings.HasPrefix(address, "javascript:"):
		return []fault{{"theme-script", found, "a theme cannot bring scripts", "take it out: every page works without"}}
	case attr == "style":
		return styleFaults(value)
	case attr == "http-equiv" && strings.EqualFold(value, "refresh"):
		return []fault{{"theme-remote", found, "a frame cannot send readers on to another page", "link to the page: <a href=\"…\">words</a>"}}
	case !slices.Contains(addresses, attr) || follows:
		return nil
	case strings.HasSuffix(attr, "srcset"):
		for part := range strings.SplitSeq(value, ",") {
			if remote(unblanked(part)) {
				return []fault{elsewhere(found)}
			}
		}
	case remote(address) && !(attr == "src" && strings.HasPrefix(address, "data:image/")):
		return []fault{elsewhere(found)}
	}
	return nil
}

func elsewhere(found string) fault {
	return fault{"theme-remote", found, "this asks another website, which a page never does", "put the file into the theme's assets and name it: {{.Asset \"logo.svg\"}}"}
}

// unblanked writes an address as browsers read it: without blanks around it and line ends in it, \ as /.
func unblanked(s string) string {
	return strings.ToLower(strings.NewReplacer("\n", "", "\r", "", "\t", "", `\`, "/").Replace(strings.TrimSpace(s)))
}

// remote tells whether an address leads anywhere but to a file beside the page.
func remote(address string) bool {
	return strings.HasPrefix(address, "//") || schemeForm.MatchString(address)
}

// styleFaults looks at a style, as it is written and with its escapes resolved.
func styleFaults(css string) []fault {
	plain := commentForm.ReplaceAllString(css, " ")
	out := plainStyleFaults(plain)
	if len(out) == 0 {
		out = plainStyleFaults(unescaped(plain))
	}
	return out
}

func plainStyleFaults(css string) []fault {
	var out []fault
	if found := importForm.FindString(css); found != "" {
		out = append(out, fault{"theme-remote", found, "a style cannot bring in another one with @import", "put its rules into this file"})
	}
	for _, m := range urlForm.FindAllStringSubmatch(css, -1) {
		if a := unblanked(m[1]); remote(a) && !strings.HasPrefix(a, "data:") {
			f := elsewhere(m[0])
			f.hint = "put the file into the theme's assets and name it as it lies beside this one: url(\"fonts/name.woff2\")"
			out = append(out, f)
		}
	}
	return out
}

var escapeForm = regexp.MustCompile(`(?i)\\(?:([0-9a-f]{1,6})\s?|([^\n]))`)

func unescaped(css string) string {
	return escapeForm.ReplaceAllStringFunc(css, func(m string) string {
		parts := escapeForm.FindStringSubmatch(m)
		if parts[2] != "" {
			return parts[2]
		}
		return html.UnescapeString("&#x" + parts[1] + ";")
	})
}

// vetAsset looks at a style or a drawing that comes to the website.
func (l *loader) vetAsset(f *file) {
	var faults []fault
	switch strings.ToLower(path.Ext(f.name)) {
	case ".css":
		faults = styleFaults(string(f.text))
	case ".svg":
		faults, _ = htmlFaults(string(f.text))
	}
	if len(faults) > 0 {
		l.tell(l.files.Add(f.shown(), f.text), faults)
	}
}

// tell reports each fault once, where it stands in the file, or at the file's start where a template made it.
func (l *loader) tell(id source.FileID, faults []fault) {
	text := string(l.files.Text(id))
	for i, f := range faults {
		if slices.Contains(faults[:i], f) {
			continue
		}
		at := source.Pos{File: id}.Span(0)
		if k := strings.Index(text, f.found); k >= 0 {
			at = source.Pos{File: id, Offset: int32(k)}.Span(len(f.found))
		}
		l.ds.Error(at, f.code, "%s", f.message).Hint("%s", f.hint)
	}
}
