package theme

import (
	"bytes"
	"encoding/base64"
	"path"
	"regexp"
	"strings"

	"welcomepack/internal/lang"
	"welcomepack/internal/minify"
)

var (
	cssComment = regexp.MustCompile(`(?s)/\*.*?\*/`)
	cssSpace   = regexp.MustCompile(`\s*\n\s*`)
	cssFace    = regexp.MustCompile(`@font-face\s*\{[^}]*\}`)
	cssAddress = regexp.MustCompile(`url\(\s*["']?([^"')]+)["']?\s*\)`)
)

// inlined is the media types of what a style may have in itself.
var inlined = map[string]string{
	".woff2": "font/woff2", ".woff": "font/woff", ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp",
}

// Style returns the theme's style.css and lists.css as texts that ask for no other file, with pictures in them as data: the
// rules, which are the same for all languages, and the fonts that pages in the language bring with them.
func (t *Theme) Style(l lang.Tag) (rules, fonts string) {
	css := cssComment.ReplaceAllString(t.Text("style.css")+"\n"+t.Text("lists.css"), "")
	return t.inline(cssFace.ReplaceAllString(css, "")), t.inline(string(t.asset(WebFontStyle(l))))
}

// Text is a script or style of the theme by its name in assets/; "" for none.
func (t *Theme) Text(name string) string { return string(t.asset(path.Join("assets", name))) }

// inline puts the files that a style asks for into it.
func (t *Theme) inline(css string) string {
	css = cssAddress.ReplaceAllStringFunc(css, func(u string) string {
		name := cssAddress.FindStringSubmatch(u)[1]
		kind, b := inlined[path.Ext(name)], t.asset(path.Join("assets", name))
		if kind == "" || b == nil {
			return "none"
		}
		return "url(data:" + kind + ";base64," + base64.StdEncoding.EncodeToString(b) + ")"
	})
	css = cssSpace.ReplaceAllString(strings.TrimSpace(css), "\n")
	return strings.ReplaceAll(css, "</", `<\/`) // which would end the element it stands in
}

// cssBlanks takes blanks out of a style that has none of these in a string. A colon before a blank is never one of
// a selector.
var cssBlanks = strings.NewReplacer(" { ", "{", " {\n", "{", "; }", "}", ";\n}", "}", "; ", ";", ": ", ":", ", ", ",", " }", "}", ";\n", ";", "\n}", "}", "{\n", "{", "}\n", "}\n")

// squeezed is a file with what readers need not pay for taken out: of a script all that a browser can do without, of
// a style comments and blanks.
func squeezed(name string, text []byte) ([]byte, error) {
	switch path.Ext(name) {
	case ".js":
		return minify.Script(text)
	case ".css":
		text = []byte(cssBlanks.Replace(cssSpace.ReplaceAllString(string(cssComment.ReplaceAll(text, nil)), "\n")))
		return bytes.TrimSpace(cssSpace.ReplaceAll(text, []byte("\n"))), nil
	}
	return text, nil
}

// asset returns a file of the theme by its path from the website's root, or nil.
func (t *Theme) asset(p string) []byte {
	for _, a := range t.Assets {
		if a.Path == p {
			return a.Text
		}
	}
	return nil
}
