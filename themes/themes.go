// Package themes holds the built-in themes, fonts included.
package themes

import "embed"

// FS has a folder for each built-in theme.
//
//go:embed all:default
var FS embed.FS
