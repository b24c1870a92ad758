package export

import (
	"path"

	"polity/commons/law"
	"polity/commons/markup"
	"polity/site/address"
	"polity/site/model"
)

// Commons is polity.json: what a commons holds and where, so that another site
// can read from it. Addresses are relative to the file itself.
type Commons struct {
	Spec      int        `json:"spec"`
	Title     string     `json:"title"`
	URL       string     `json:"url,omitempty"`
	Lang      string     `json:"lang"`
	Feed      string     `json:"feed"`
	Movements []Movement `json:"movements"`
	Works     []Work     `json:"works"`
	Sources   []Source   `json:"sources"`
}

// Movement is one movement of the commons.
type Movement struct {
	ID        string   `json:"id"`
	Name      string   `json:"name"`
	Page      string   `json:"page"`
	Home      string   `json:"home,omitempty"`
	Place     string   `json:"place,omitempty"`
	Founded   law.Date `json:"founded,omitempty"`
	Languages []string `json:"languages,omitempty"`
	PartOf    []string `json:"part_of,omitempty"`
	Members   []string `json:"members,omitempty"`
	Declared  bool     `json:"declared"`
	Works     []string `json:"works"`
}

// Work is one work of the commons.
type Work struct {
	ID            string   `json:"id"`
	Title         string   `json:"title"`
	Kind          string   `json:"kind"`
	Lang          string   `json:"lang"`
	Movement      string   `json:"movement"`
	Page          string   `json:"page"`
	Data          string   `json:"data,omitempty"`
	History       string   `json:"history"`
	Feed          string   `json:"feed"`
	Files         []string `json:"files"`
	Repository    string   `json:"repository,omitempty"`
	Commit        string   `json:"commit,omitempty"`
	Version       string   `json:"version,omitempty"`
	Date          law.Date `json:"date,omitempty"`
	Digest        string   `json:"digest,omitempty"`
	Clauses       int      `json:"clauses"`
	Changes       int      `json:"changes"`
	TranslationOf string   `json:"translation_of,omitempty"`
	Licence       string   `json:"licence,omitempty"`
	Ended         *Ended   `json:"ended,omitempty"` // of a work that is no longer in force
}

// Ended is when a work's document left the main line.
type Ended struct {
	Date   law.Date `json:"date,omitempty"`
	Commit string   `json:"commit"`
}

// Source is one place that was read.
type Source struct {
	Name   string `json:"name"`
	URL    string `json:"url,omitempty"`
	Ref    string `json:"ref,omitempty"`
	Commit string `json:"commit,omitempty"`
}

func describe(s *model.Site) *Commons {
	c := s.Commons
	out := &Commons{Spec: 1, Title: s.Title(), URL: c.URL, Lang: c.Lang, Feed: address.Feed, Movements: []Movement{}, Works: []Work{}, Sources: []Source{}}
	if out.Lang == "" {
		out.Lang = "en"
	}
	for _, m := range c.Movements {
		out.Movements = append(out.Movements, Movement{
			ID: m.ID, Name: m.Name, Page: folder(s.Book.Movement(m.ID)), Home: m.Home, Place: m.Place, Founded: m.Founded,
			Languages: m.Languages, PartOf: m.PartOf, Members: m.Members, Declared: m.Declared, Works: some(m.Works),
		})
	}
	for _, x := range s.Sources() {
		out.Works = append(out.Works, describeWork(x))
	}
	for _, x := range c.Sources {
		out.Sources = append(out.Sources, Source{x.Name, x.URL, x.Ref, x.Commit})
	}
	return out
}

func describeWork(x model.Source) Work {
	l := x.Law
	w := Work{
		ID: l.ID, Title: l.Title, Kind: l.Kind, Lang: l.Lang, Movement: l.Movement, Page: folder(x.At.Text()), History: x.At.HistoryFile("data.json"),
		Feed: x.At.File("atom.xml"), Files: some(l.Files), Repository: l.Forge, Changes: len(l.Changes), TranslationOf: l.TranslationOf, Licence: l.Licence,
	}
	if e := l.Ended; e != nil {
		w.Ended = &Ended{e.Date, e.Commit.Hash}
	}
	if x.Current >= 0 {
		v := &l.Versions[x.Current]
		w.Data, w.Commit, w.Version, w.Date, w.Digest = x.At.File("data.json"), v.Commit.Hash, v.Name, v.Dates.Best(), markup.Digest(v.Text)
		for i := range v.Text.Clauses {
			if model.IsClause(&v.Text.Clauses[i]) {
				w.Clauses++
			}
		}
	}
	return w
}

// folder is the folder of a page, as people write its address.
func folder(page string) string { return path.Dir(page) + "/" }
