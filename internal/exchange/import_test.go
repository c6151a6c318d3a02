package exchange

import (
	"strings"

	"welcomepack/internal/diag"
	"welcomepack/internal/source"
)

func said(ds diag.List, files *source.Set) string {
	var b strings.Builder
	if err := ds.Print(&b, files); err != nil {
		return err.Error()
	}
	return b.String()
}
