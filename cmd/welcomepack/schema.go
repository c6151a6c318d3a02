package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"welcomepack/internal/schema"

	"github.com/spf13/cobra"
)

func schemaCommand(w world) *cobra.Command {
	var to, draft string
	c := &cobra.Command{
		Use:   "schema [KIND]",
		Short: "Print what may stand in a kind of file, for editors",
		Long: `Print the JSON Schema of a kind of file, with which an editor completes, explains and checks fields while somebody
types. With -o all of them are written into a folder. "welcomepack init" writes them into .welcomepack/schemas, where
the settings for Visual Studio Code look for them; after an update of the program, write them again:

  welcomepack schema --draft 07 -o .welcomepack/schemas

The kinds are ` + strings.Join(schemaNames(), ", ") + `.`,
		Example: "  welcomepack schema listing\n  welcomepack schema -o schemas",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			d, ok := map[string]schema.Draft{"2020-12": schema.Draft2020, "07": schema.Draft07}[draft]
			switch {
			case !ok:
				return fmt.Errorf("there is no draft %q: there are 2020-12 and 07", draft)
			case to != "" && len(args) > 0:
				return fmt.Errorf("-o writes every kind: leave %s out", args[0])
			case to != "":
				return w.writeSchemas(to, d)
			case len(args) == 0:
				return fmt.Errorf("no kind of file is named: there are %s; -o writes them all into a folder", strings.Join(schemaNames(), ", "))
			}
			for _, f := range schema.Files {
				if f.Name == args[0] {
					_, err := w.out.Write(f.JSON(d))
					return failure(err)
				}
			}
			return fmt.Errorf("there is no kind of file %q: there are %s", args[0], strings.Join(schemaNames(), ", "))
		},
	}
	c.Flags().StringVarP(&to, "output", "o", "", "the `folder` to write all of them into")
	c.Flags().StringVar(&draft, "draft", "2020-12", "the `edition` of JSON Schema: 2020-12, or 07 for the YAML extension of Visual Studio Code")
	return c
}

func schemaNames() []string {
	var names []string
	for _, f := range schema.Files {
		names = append(names, f.Name)
	}
	return names
}

func (w world) writeSchemas(dir string, d schema.Draft) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return failure(err)
	}
	for _, f := range schema.Files {
		if err := writeFile(filepath.Join(dir, f.Name+".json"), f.JSON(d)); err != nil {
			return failure(err)
		}
	}
	w.say("%s: %s written", dir, number(len(schema.Files), "schema"))
	return nil
}
