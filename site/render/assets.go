package render

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"strings"

	"polity/site/model"
)

// Asset is a file that pages refer to.
type Asset struct {
	Name string // from the site's own folder, slash-separated: "assets/site.3f9a1c02.css"
	Data []byte
}

// assets are the files of a theme as pages use them.
type assets struct {
	files  []Asset
	named  map[string]string // "site.css" to "assets/site.3f9a1c02.css"
	logo   string            // name of the movement's own logo; "" without
	ground template.CSS      // the style that the 404 page carries in itself
}

// groundStyle is inlined on the 404 page: it is served under addresses of any
// depth, from where no relative link finds a file.
const groundStyle = "styles/10-ground.css"

// bundle joins styles and scripts and gives every file a name with its digest.
func bundle(theme fs.FS, look string) (assets, error) {
	a := assets{named: map[string]string{}}
	style, err := join(theme, "styles", ".css")
	if err != nil {
		return a, err
	}
	script, err := join(theme, "scripts", ".js")
	if err != nil {
		return a, err
	}
	ground, err := fs.ReadFile(theme, groundStyle)
	if err != nil {
		return a, fmt.Errorf("theme: %w", err)
	}
	a.ground = template.CSS(string(ground) + look)
	a.add("site.css", append(style, look...))
	a.add("site.js", script)
	tools, err := files(theme, "tools", ".js")
	if err != nil {
		return a, err
	}
	for _, name := range tools {
		data, err := fs.ReadFile(theme, name)
		if err != nil {
			return a, fmt.Errorf("theme: %w", err)
		}
		a.add(path.Base(name), data)
	}
	images, err := files(theme, "images", "")
	if err != nil {
		return a, err
	}
	for _, name := range images {
		data, err := fs.ReadFile(theme, name)
		if err != nil {
			return a, fmt.Errorf("theme: %w", err)
		}
		a.add(path.Base(name), data)
	}
	return a, nil
}

// join reads the files of a folder in the order of their names.
func join(theme fs.FS, folder, ending string) ([]byte, error) {
	names, err := files(theme, folder, ending)
	if err != nil {
		return nil, err
	}
	var all [][]byte
	for _, name := range names {
		data, err := fs.ReadFile(theme, name)
		if err != nil {
			return nil, fmt.Errorf("theme: %w", err)
		}
		all = append(all, bytes.TrimRight(data, "\n"))
	}
	return append(bytes.Join(all, []byte("\n\n")), '\n'), nil
}

// add names a file after its content.
func (a *assets) add(name string, data []byte) {
	sum := sha256.Sum256(data)
	ending := path.Ext(name)
	full := "assets/" + strings.TrimSuffix(name, ending) + "." + hex.EncodeToString(sum[:4]) + ending
	a.named[name] = full
	a.files = append(a.files, Asset{Name: full, Data: data})
}

// policy is the Content-Security-Policy of a page, as its <meta> element says it.
// Nothing may be loaded but the site's own styles, scripts and images; nothing
// inline runs or styles, but the one style that the 404 page carries, by its hash.
func (a *assets) policy(kind model.Kind) string {
	style := "'self'"
	if kind == model.KindMissing {
		sum := sha256.Sum256([]byte(a.ground))
		style = "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	return "default-src 'none'; style-src " + style +
		"; script-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"
}
