package export

import (
	"time"

	"polity/commons/law"
	"polity/commons/markup"
	"polity/diff"
	"polity/diff/align"
	"polity/diff/lineage"
)

// Log is a work's history as data: what `polity log --json` prints and
// history/data.json holds.
type Log struct {
	Work     string    `json:"work"`
	Title    string    `json:"title"`
	Lang     string    `json:"lang"`
	Versions []Version `json:"versions"` // parents before children
	Changes  []Change  `json:"changes"`  // the main line, oldest first
}

// Version is one version of the work.
type Version struct {
	ID      string   `json:"id"`
	Name    string   `json:"name,omitempty"`
	Tags    []string `json:"tags,omitempty"`
	Commit  string   `json:"commit"`
	Parents []int    `json:"parents"` // indices in versions
	Main    bool     `json:"main"`
	Dates   Dates    `json:"dates"`
	Digest  string   `json:"digest"`
	Files   []string `json:"files"`
}

// Dates are those that are known.
type Dates struct {
	Proposed  law.Date `json:"proposed,omitempty"`
	Adopted   law.Date `json:"adopted,omitempty"`
	Published law.Date `json:"published,omitempty"`
	InForce   law.Date `json:"in_force,omitempty"`
	Committed law.Date `json:"committed,omitempty"`
}

// Change is one change of the main line.
type Change struct {
	N         int      `json:"n"`
	From      int      `json:"from"` // index in versions; -1 where the work begins
	To        int      `json:"to"`
	Commit    string   `json:"commit"`
	Time      string   `json:"time,omitempty"` // author's time, RFC 3339
	Parents   []string `json:"parents"`
	People    []string `json:"people"`
	Subject   string   `json:"subject"`
	Title     string   `json:"title"`
	Editorial bool     `json:"editorial"`
	Proposal  string   `json:"proposal,omitempty"`
	Number    string   `json:"number,omitempty"`
	Signed    []Signed `json:"signed,omitempty"` // by the commit and tags on it
	Steps     []Step   `json:"steps,omitempty"`
	Clauses   []Touch  `json:"clauses"`
}

// Step is one commit inside a merged proposal.
type Step struct {
	Commit    string `json:"commit"`
	Subject   string `json:"subject"`
	Editorial bool   `json:"editorial"`
}

// Touch is what a change did to one clause.
type Touch struct {
	WID   string   `json:"wid"`
	Op    string   `json:"op"`
	Flags []string `json:"flags"`
	Old   []string `json:"old"` // eIds before
	New   []string `json:"new"` // eIds after
}

// NewLog makes a work's history into data. title is asked for the sentence of each
// change; nil leaves titles empty. digest is asked for that of each text; nil takes it.
func NewLog(w *law.Work, h *lineage.History, title func(change int) string, digest func(*law.Text) string) *Log {
	if digest == nil {
		digest = markup.Digest
	}
	out := &Log{Work: w.ID, Title: w.Title, Lang: w.Lang, Versions: make([]Version, len(w.Versions)), Changes: make([]Change, len(w.Changes))}
	for i := range w.Versions {
		v := &w.Versions[i]
		out.Versions[i] = Version{
			ID: v.ID, Name: v.Name, Tags: v.Tags, Commit: v.Commit.Hash, Parents: some(v.Parents), Main: v.Main,
			Dates: Dates(v.Dates), Digest: digest(v.Text), Files: some(v.Text.Files),
		}
	}
	for i := range w.Changes {
		c := &w.Changes[i]
		x := Change{
			N: i + 1, From: c.From, To: c.To, Commit: c.Commit.Hash, Time: stamp(c.Commit.AuthorTime), Parents: some(c.Commit.Parents), People: people(&c.Commit),
			Subject: c.Commit.Subject, Editorial: c.From >= 0 && h.Changes[i].Editorial, Proposal: c.Commit.Proposal, Number: c.Number,
			Signed: signed(c.Signatures),
		}
		if title != nil {
			x.Title = title(i)
		}
		for k, s := range c.Steps {
			x.Steps = append(x.Steps, Step{s.Commit.Hash, s.Commit.Subject, h.Steps[i][k].Editorial})
		}
		x.Clauses = touches(w, h, c, h.Changes[i])
		out.Changes[i] = x
	}
	return out
}

// touches lists the clauses to which something happened.
func touches(w *law.Work, h *lineage.History, c *law.Change, d *diff.Comparison) []Touch {
	out := []Touch{}
	for _, p := range d.Pairs {
		if p.Op == align.Unchanged && p.Flags == 0 {
			continue
		}
		t := Touch{Op: p.Op.String(), Flags: some(p.Flags.Names()), Old: []string{}, New: []string{}}
		for _, o := range p.Old {
			t.Old = append(t.Old, w.Versions[c.From].Text.Clauses[o].EID)
			t.WID = h.WIDs[c.From][o]
		}
		for k, n := range p.New {
			t.New = append(t.New, w.Versions[c.To].Text.Clauses[n].EID)
			if k == 0 {
				t.WID = h.WIDs[c.To][n]
			}
		}
		out = append(out, t)
	}
	return out
}

// some is a list that JSON writes as [] where it is empty.
func some[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// people are the author and those who worked with them, by name.
func people(c *law.Commit) []string {
	out := []string{}
	for _, p := range append([]law.Person{c.Author}, c.With...) {
		if p.Name != "" {
			out = append(out, p.Name)
		}
	}
	return out
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}
