package collect

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"polity/commons/manifest"
	"polity/commons/timeline"
)

// manifest reads the tree's polity.yaml; nil where there is none, or where it is of
// a later format and was refused whole.
func (rd *reader) manifest(tree string) *manifest.Manifest {
	e, err := rd.r.Entry(tree, manifest.Name)
	if err != nil || !isPlainFile(e) {
		return nil
	}
	b, err := rd.r.Blob(e.Hash)
	if err != nil {
		return nil
	}
	m, problems := manifest.Read(manifest.Name, b)
	rd.problems = append(rd.problems, problems...)
	return m
}

const whyNamed = "polity.yaml names it"

// documents are the works that a manifest names, else those that are found.
func (rd *reader) documents(tree string, m *manifest.Manifest) ([]document, error) {
	if m == nil || len(m.Works) == 0 {
		return (&finder{r: rd.r, tree: tree, parser: rd.parser, lost: rd.lost}).find()
	}
	var out []document
	for _, w := range m.Works {
		d := document{id: w.ID, title: w.Title, kind: w.Kind, patterns: w.Files, lang: w.Lang, parties: w.Parties, derived: w.DerivedFrom, decide: w.Decide, sets: w.Sets, why: whyNamed, named: w.Versions, at: cmp.Or(w.At, manifest.Place{Line: w.Line})}
		if d.id == "" && len(w.Files) > 0 {
			d.id = slug(bare(w.Files[0]))
		}
		if d.kind == "" && len(w.Files) > 0 {
			d.kind = foundingKind(w.Files[0])
		}
		for _, t := range w.Translations {
			d.translations = append(d.translations, document{id: d.id, patterns: t.Files, lang: t.Lang, kind: d.kind, why: whyNamed, at: t.At})
		}
		d.editions = rd.editionsNamed(tree, w)
		out = append(out, d)
	}
	return out, nil
}

// editionsNamed are the older editions that a manifest names for a work, a document for
// each file. A name that no file bears any more stays: the history may know it.
func (rd *reader) editionsNamed(tree string, w manifest.Work) []document {
	var out []document
	for _, name := range w.Editions {
		paths := []string{name}
		if files, err := timeline.Resolve(rd.r, tree, paths); err == nil && len(files) > 0 {
			paths = nil
			for _, f := range files {
				paths = append(paths, f.Path)
			}
		}
		for _, p := range paths {
			if !slices.Contains(w.Files, p) {
				out = append(out, document{patterns: []string{p}, why: whyNamed, at: w.EditionsAt})
			}
		}
	}
	return out
}

// licence is what the repository says of the terms its text stands under: an SPDX
// expression where the licence file carries one, else the file's name.
func (rd *reader) licence() string {
	head, err := rd.r.Commit(rd.head.Hash)
	if err != nil {
		return ""
	}
	entries, err := rd.r.Tree(head.Tree)
	if err != nil {
		return ""
	}
	for _, e := range entries {
		name := strings.ToUpper(strings.TrimSuffix(e.Name, path.Ext(e.Name)))
		if !isPlainFile(e) || !slices.Contains([]string{"LICENSE", "LICENCE", "COPYING"}, name) {
			continue
		}
		if b, err := rd.r.Blob(e.Hash); err == nil {
			if id := spdx(string(b)); id != "" {
				return id
			}
		}
		return e.Name
	}
	return ""
}

// licences are the openings by which licence files are known.
var licences = []struct{ opening, id string }{
	{"MIT License", "MIT"},
	{"Permission is hereby granted, free of charge", "MIT"},
	{"Attribution-ShareAlike 4.0", "CC-BY-SA-4.0"},
	{"CC BY-SA 4.0", "CC-BY-SA-4.0"},
	{"Attribution 4.0", "CC-BY-4.0"},
	{"CC0 1.0", "CC0-1.0"},
	{"GNU GENERAL PUBLIC LICENSE\n                       Version 3", "GPL-3.0"},
	{"GNU AFFERO GENERAL PUBLIC LICENSE", "AGPL-3.0"},
	{"Apache License", "Apache-2.0"},
}

func spdx(text string) string {
	head := text[:min(len(text), 2000)]
	if _, after, ok := strings.Cut(head, "SPDX-License-Identifier:"); ok {
		line, _, _ := strings.Cut(after, "\n")
		return strings.TrimSpace(line)
	}
	for _, l := range licences {
		if strings.Contains(head, l.opening) {
			return l.id
		}
	}
	return ""
}
