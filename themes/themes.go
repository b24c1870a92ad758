// Package themes holds the default theme: templates, styles, scripts and images,
// embedded. It is data only; site/render parses and draws it.
//
// A theme is an fs.FS with these folders:
//
//	pages/    one template for each model.Kind, named after it: pages/work.html
//	parts/    templates that pages share; parts/layout.html frames every page
//	styles/   style sheets, joined in the order of their names into one file
//	scripts/  classic scripts, joined likewise; nothing may depend on them
//	tools/    scripts of single kinds of page, each a file of its own; nothing may
//	          depend on them either
//	images/   written as they are; images/icon.svg is the site's icon
//
// A folder of the user's overlays it file by file: a file of the same path
// replaces the theme's, a new one is added.
package themes

import (
	"embed"
	"io/fs"
)

//go:embed default
var files embed.FS

// Default is the theme that polity draws with unless told otherwise.
func Default() fs.FS {
	theme, err := fs.Sub(files, "default")
	if err != nil {
		panic(err) // only for an invalid path, and this one is a constant
	}
	return theme
}
