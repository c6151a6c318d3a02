package exchange

import (
	"bytes"
	"encoding/json"

	"welcomepack/internal/catalog"
)

// WeblateOptions say where a Weblate server finds the site, and under which name it offers it.
type WeblateOptions struct{ Repo, Branch, Project string }

// A weblateComponent is one translation file in the form that Weblate's import_json takes.
type weblateComponent struct {
	Name           string         `json:"name"`
	Slug           string         `json:"slug"`
	Repo           string         `json:"repo"`
	Branch         string         `json:"branch"`
	VCS            string         `json:"vcs"`
	FileMask       string         `json:"filemask"`
	FileFormat     string         `json:"file_format"`
	FormatParams   map[string]any `json:"file_format_params"`
	CodeStyle      string         `json:"language_code_style"`
	NewLang        string         `json:"new_lang"`
	ManageUnits    bool           `json:"manage_units"`
	Propagation    bool           `json:"allow_translation_propagation"`
	CheckFlags     string         `json:"check_flags"`
	EnforcedChecks []string       `json:"enforced_checks"`
}

// Weblate returns the components of a Weblate project: one for each translation file. Lines are not broken and old English
// is kept, as sync does; a translation that loses a {name} is not saved as done; and a new language is begun by sync
// alone, which knows its plural forms.
func Weblate(c *catalog.Catalog, o WeblateOptions) []byte {
	var out []weblateComponent
	for i, name := range fileNames(c.Site) {
		repo := o.Repo
		if i > 0 {
			repo = "weblate://" + o.Project + "/interface"
		}
		out = append(out, weblateComponent{
			Name: componentName(c, name), Slug: name, Repo: repo, Branch: o.Branch, VCS: "git",
			FileMask: "translations/*/" + name + ".po", FileFormat: "po",
			FormatParams: map[string]any{"po_line_wrap": -1, "po_keep_previous": true},
			CodeStyle:    "bcp_lower", NewLang: "contact",
			CheckFlags: `placeholders:r"\{[^{}]+\}"`, EnforcedChecks: []string{"placeholders"},
		})
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(out); err != nil {
		panic("exchange: " + err.Error()) // strings and truths always encode
	}
	return b.Bytes()
}

// componentName is how translators see a file: a borough by its name.
func componentName(c *catalog.Catalog, file string) string {
	switch file {
	case "interface":
		return "Buttons and labels"
	case "shared":
		return "For every borough"
	}
	for _, b := range c.Site.Boroughs {
		if string(b.ID.V) == file {
			return plain(b.Name)
		}
	}
	return file
}
