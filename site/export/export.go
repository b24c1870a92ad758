// Package export writes what pages say as data: the clauses and the history of
// each work as JSON, its text in force as Markdown and plain text, Atom feeds, the
// site map, and polity.json, by which another commons can read this one.
//
// It is not rendering (pages are drawn in render) and writes no file (publish
// does): it lists files and fills a writer when asked. The same commons gives the
// same bytes; no date of a build stands in any of them.
package export

import (
	"encoding/json"
	"io"

	"polity/site/address"
	"polity/site/model"
)

// File is one data file of the site.
type File struct {
	Path  string // slash-separated, from the site's root
	Write func(io.Writer) error
}

// Files lists the data files of a site, in a fixed order. Nothing is computed
// before a file is written.
func Files(s *model.Site) []File {
	files := []File{
		{address.Commons, func(w io.Writer) error { return writeJSON(w, describe(s)) }},
		{address.Feed, func(w io.Writer) error { return writeXML(w, siteFeed(s)) }},
		{address.Robots, func(w io.Writer) error { return robots(w, s) }},
	}
	if len(s.Commons.Works) > 1 {
		files = append(files, File{address.LineageData, func(w io.Writer) error { return writeJSON(w, NewLineage(s.Commons, s.Kin(), s.Reuse())) }})
	}
	files = append(files, sitemaps(s)...)
	files = append(files, decidedFiles(s)...)
	for n, x := range s.Sources() {
		files = append(files, File{x.At.File("atom.xml"), func(w io.Writer) error { return writeXML(w, workFeed(s, n, x)) }},
			File{x.At.HistoryFile("data.json"), func(w io.Writer) error {
				return writeJSON(w, NewLog(x.Law, x.History, func(i int) string { return s.ChangeTitle(n, i) }, s.Digest))
			}})
		files = append(files, kinFiles(s, x)...)
		files = append(files, proposalFiles(s, n, x)...)
		if x.Current < 0 {
			continue
		}
		v := &x.Law.Versions[x.Current]
		files = append(files,
			File{x.At.File("data.json"), func(w io.Writer) error {
				return writeJSON(w, NewClauses(v.Text, x.History.WIDs[x.Current], v.Commit.Hash))
			}},
			File{x.At.File("data.md"), func(w io.Writer) error { return Markdown(w, v.Text) }},
			File{x.At.File("data.txt"), func(w io.Writer) error { return Plain(w, v.Text) }})
	}
	return files
}

// writeJSON writes indented JSON without turning <, > and & into escapes.
func writeJSON(w io.Writer, value any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(value)
}
