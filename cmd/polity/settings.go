package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"polity/cmd/memory"
	"polity/commons/manifest"
	"polity/site"
)

// siteOptions gathers settings for the pipeline: flags, then POLITY_*, then the
// manifest of the folder that is built.
func (a *app) siteOptions(args []string, m *meter) (site.Options, error) {
	base, about, err := folderManifest(args)
	if err != nil {
		return site.Options{}, err
	}
	if err := a.configure(base, about); err != nil {
		return site.Options{}, err
	}
	if err := a.checkSettings(); err != nil {
		return site.Options{}, err
	}
	o := site.Options{
		Args: args, Manifest: about, Base: base,
		Title: a.settings.GetString("title"), URL: a.settings.GetString("url"), Lang: a.settings.GetString("lang"),
		Cache: a.cacheDir(), Offline: a.settings.GetBool("offline"), Program: programDigest(), Workers: workers(),
		Progress: func(p site.Progress) {
			if p.What == site.Drawing && p.Done == 0 {
				memory.ForDrawing()
			}
			m.show(p.What, p.Done, p.Total)
		},
	}
	if about != nil && len(args) == 1 {
		o.Args = nil // the folder's own manifest says what it is a commons of
	}
	if o.Theme, err = a.theme(); err != nil {
		return site.Options{}, err
	}
	return o, nil
}

// checkSettings refuses values that would make a broken site.
func (a *app) checkSettings() error {
	if l := a.settings.GetString("lang"); l != "" && !slices.Contains(interfaceLanguages(), l) {
		return usageError{fmt.Errorf("--lang %s is none of %s", l, strings.Join(interfaceLanguages(), ", "))}
	}
	if s := a.settings.GetString("url"); s != "" {
		if u, err := url.Parse(s); err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.Host == "" {
			return usageError{fmt.Errorf("--url %s is no address that begins with https:// or http://", s)}
		}
	}
	return nil
}

// folderManifest is the polity.yaml of the one folder that is named, or of this one;
// nil without.
func folderManifest(args []string) (base string, about []byte, err error) {
	base = "."
	switch {
	case len(args) > 1:
		return base, nil, nil
	case len(args) == 1:
		base = args[0]
	}
	if info, err := os.Stat(base); err != nil || !info.IsDir() {
		return base, nil, nil
	}
	about, err = os.ReadFile(filepath.Join(base, manifest.Name))
	if errors.Is(err, fs.ErrNotExist) {
		return base, nil, nil
	}
	return base, about, err
}

// configure lets the manifest's site section answer where flags and environment are
// silent. Its paths start from its own folder.
func (a *app) configure(base string, about []byte) error {
	m, _ := manifest.Read(manifest.Name, about) // what is wrong with it the build tells
	config := map[string]string{}
	set := func(key, value string) {
		if value != "" {
			config[key] = value
		}
	}
	set("title", m.Site.Title)
	set("url", m.Site.URL)
	for _, l := range m.Site.Languages { // the first that there are words for
		if slices.Contains(interfaceLanguages(), l) {
			set("lang", l)
			break
		}
	}
	if m.Site.Theme != "" && m.Site.Theme != plainTheme {
		set("theme", filepath.Join(base, filepath.FromSlash(m.Site.Theme)))
	}
	if m.Site.Out != "" {
		set("out", filepath.Join(base, filepath.FromSlash(m.Site.Out)))
	}
	said, err := json.Marshal(config)
	if err != nil {
		return err
	}
	a.settings.SetConfigType("json")
	return a.settings.ReadConfig(bytes.NewReader(said))
}

// plainTheme is what a manifest calls the theme that polity ships with.
const plainTheme = "default"

// theme is the folder that overlays the default theme; nil without. Links in it that
// lead out of it are not followed.
func (a *app) theme() (fs.FS, error) {
	name := a.settings.GetString("theme")
	if name == "" {
		return nil, nil
	}
	root, err := os.OpenRoot(name)
	if err != nil {
		return nil, usageError{fmt.Errorf("the theme %s is not a folder that can be read", name)}
	}
	return root.FS(), nil
}
