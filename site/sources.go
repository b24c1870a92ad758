package site

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"reflect"
	"strings"

	"go.yaml.in/yaml/v3"

	"polity/commons/collect"
	"polity/commons/manifest"
	"polity/commons/report"
	"polity/commons/story"
	"polity/content"
)

// settle finds out what is to be read: the sources that were named, else those of
// the manifest here, else the sample commons. It returns the options with what the
// manifest says filled in where flags said nothing.
func settle(o Options) (Options, []collect.Source, error) {
	var sources []collect.Source
	for _, a := range o.Args {
		sources = append(sources, collect.Source{Spec: a})
	}
	if o.Manifest == nil && len(sources) == 0 {
		return sample(o)
	}
	if o.Manifest == nil {
		return o, sources, nil
	}
	m, problems := manifest.Read(manifest.Name, o.Manifest)
	if err := refused(m, problems); err != nil {
		return o, nil, err
	}
	o.Title, o.URL = cmp.Or(o.Title, m.Site.Title), cmp.Or(o.URL, m.Site.URL)
	if o.Lang == "" && len(m.Site.Languages) > 0 {
		o.Lang = m.Site.Languages[0]
	}
	if len(o.Args) == 0 {
		sources = listed(m, o.Base)
	}
	if len(sources) == 0 || sources[0].Spec != o.Base {
		o.problems = problems // where the folder is a source itself, they are found in it
	}
	return o, sources, nil
}

// refused is the error of a manifest of which nothing can be used. What it would have
// chosen and called things is then unknown, and a site with other addresses must not
// take the place of the one that stands.
func refused(m *manifest.Manifest, problems []report.Problem) error {
	if m.Spec <= manifest.Spec && !reflect.DeepEqual(*m, manifest.Manifest{}) {
		return nil
	}
	for _, p := range problems {
		if p.Severity == report.Error {
			return errors.New(p.String())
		}
	}
	return nil
}

// LocalSources are the files and folders on this machine that a build with these
// options reads: what is worth watching. Errors as for Build.
func LocalSources(o Options) ([]string, error) {
	_, sources, err := settle(o)
	var out []string
	for _, s := range sources {
		if s.Repo == nil && !strings.Contains(s.Spec, "://") {
			out = append(out, s.Spec)
		}
	}
	return out, err
}

// listed are the sources of a manifest, and the folder it stands in where that
// publishes works of its own or nothing else is named.
func listed(m *manifest.Manifest, base string) []collect.Source {
	var out []collect.Source
	if len(m.Works) > 0 || len(m.Sources) == 0 {
		out = append(out, collect.Source{Spec: base})
	}
	for _, s := range m.Sources {
		spec := s.URL
		if !strings.Contains(spec, "://") && !strings.Contains(spec, "@") && !filepath.IsAbs(spec) {
			spec = filepath.Join(base, filepath.FromSlash(spec))
		}
		out = append(out, collect.Source{Spec: spec, As: s})
	}
	return out
}

// sample is the commons that polity ships with, its repositories built in memory.
func sample(o Options) (Options, []collect.Source, error) {
	folder, err := fs.Sub(content.FS, "commons")
	if err != nil {
		return o, nil, err
	}
	about, err := fs.ReadFile(folder, "commons.yaml")
	if err != nil {
		return o, nil, err
	}
	var what struct {
		Title   string
		Lang    string
		Stories []string
	}
	if err := yaml.Unmarshal(about, &what); err != nil {
		return o, nil, fmt.Errorf("the sample commons: %w", err)
	}
	built, err := story.Build(folder, what.Stories...)
	if err != nil {
		return o, nil, fmt.Errorf("the sample commons: %w", err)
	}
	o.Title, o.Lang = cmp.Or(o.Title, what.Title), cmp.Or(o.Lang, what.Lang)
	var out []collect.Source
	for _, b := range built {
		out = append(out, collect.Source{Spec: b.Name, Repo: b.Repo()})
	}
	return o, out, nil
}
