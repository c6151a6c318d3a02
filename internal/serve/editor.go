package serve

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strconv"
	"strings"
)

// An Editor is a command that opens a file at a line: a program and its arguments, in which {file} and {line} stand for
// them. No shell reads it, and each argument stays one whatever a file is called. The zero Editor is none.
type Editor []string

// windowed are editors with a window of their own, and how they are told a line. Others need the terminal, which a
// server has not to give.
var windowed = map[string][]string{
	"code": {"-g", "{file}:{line}"}, "code-insiders": {"-g", "{file}:{line}"}, "codium": {"-g", "{file}:{line}"}, "cursor": {"-g", "{file}:{line}"},
	"subl": {"{file}:{line}"}, "zed": {"{file}:{line}"}, "gedit": {"+{line}", "{file}"}, "gnome-text-editor": {"{file}"}, "kate": {"-l", "{line}", "{file}"},
	"kwrite": {"-l", "{line}", "{file}"}, "mousepad": {"-l", "{line}", "{file}"}, "pluma": {"+{line}", "{file}"}, "xed": {"+{line}", "{file}"}, "gvim": {"+{line}", "{file}"},
	"notepad++": {"-n{line}", "{file}"}, "notepad": {"{file}"}, "bbedit": {"+{line}", "{file}"}, "mate": {"-l", "{line}", "{file}"},
	"emacsclient": {"-n", "+{line}", "{file}"}, "idea": {"--line", "{line}", "{file}"},
}

// NewEditor understands a command as people set it for this program. One that does not say where the file belongs gets it
// as that editor is known to take it, or at its end. An empty command is no editor.
func NewEditor(command string) (Editor, error) {
	words, err := split(command)
	if err != nil || len(words) == 0 {
		return nil, err
	}
	if strings.Contains(strings.Join(words[1:], " "), "{file}") {
		return words, nil
	}
	if args, ok := windowed[program(words[0])]; ok {
		return append(words, args...), nil
	}
	return append(words, "{file}"), nil
}

// KnownEditor is NewEditor for a command that was set for all programs: it is none where the editor is not known to have a
// window of its own.
func KnownEditor(command string) Editor {
	words, err := split(command)
	if err != nil || len(words) == 0 || windowed[program(words[0])] == nil {
		return nil
	}
	return append(words, windowed[program(words[0])]...)
}

// program is the name of a program without its folder and its kind.
func program(word string) string {
	name := path.Base(filepath.ToSlash(word))
	return strings.TrimSuffix(strings.TrimSuffix(strings.ToLower(name), ".exe"), ".cmd")
}

// split cuts a command at its blanks but for those in quotes.
func split(command string) ([]string, error) {
	var words []string
	var word strings.Builder
	open, in := rune(0), false
	for _, r := range command {
		switch {
		case open != 0 && r == open:
			open = 0
		case open != 0:
			word.WriteRune(r)
		case r == '"' || r == '\'':
			open, in = r, true
		case r == ' ' || r == '\t':
			if in {
				words = append(words, word.String())
			}
			word.Reset()
			in = false
		default:
			word.WriteRune(r)
			in = true
		}
	}
	if open != 0 {
		return nil, fmt.Errorf("the editor's command %q lacks a closing quotation mark", command)
	}
	if in {
		words = append(words, word.String())
	}
	return words, nil
}

// command is what opens a file at a line.
func (e Editor) command(file string, line int) *exec.Cmd {
	words := make([]string, len(e))
	fill := strings.NewReplacer("{file}", file, "{line}", strconv.Itoa(line))
	words[0] = e[0]
	for i, w := range e[1:] {
		words[i+1] = fill.Replace(w)
	}
	return exec.Command(words[0], words[1:]...)
}

// open opens a place of the site in dir, such as content/shared/guides/gp.md:12, and does not wait. Only ordinary files of
// the site's content are opened.
func (e Editor) open(dir, at string, trouble func(error)) error {
	i := strings.LastIndexByte(at, ':')
	line, err := strconv.Atoi(at[i+1:])
	if i < 0 || err != nil || line < 1 {
		return fmt.Errorf("%q names no line of a file", at)
	}
	name := at[:i]
	if !fs.ValidPath(name) || !filepath.IsLocal(filepath.FromSlash(name)) || !strings.HasPrefix(name, "content/") {
		return fmt.Errorf("%q is no file of the site", name)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	info, err := root.Lstat(filepath.FromSlash(name))
	if err != nil || !info.Mode().IsRegular() {
		return fmt.Errorf("%q is no file of the site", name)
	}
	file, err := filepath.Abs(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		return err
	}
	c := e.command(file, line)
	if err := c.Start(); err != nil {
		return fmt.Errorf("open %s: %w", e[0], err)
	}
	go func() {
		if err := c.Wait(); err != nil {
			trouble(fmt.Errorf("%s: %w", e[0], err))
		}
	}()
	return nil
}
