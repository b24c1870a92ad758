package export

import (
	"polity/commons/law"
	"polity/commons/markup"
	"polity/commons/report"
)

// Clauses is a text as data: what `polity clauses --json` prints and data.json
// holds.
type Clauses struct {
	Path     string           `json:"path"` // of its first file
	Rev      string           `json:"rev"`  // commit; "" for a plain file
	Lang     string           `json:"lang"`
	Digest   string           `json:"digest"`
	Clauses  []Clause         `json:"clauses"`
	Problems []report.Problem `json:"problems"`
}

// Clause is one unit of the text.
type Clause struct {
	EID     string   `json:"eid"`
	WID     string   `json:"wid"`
	Kind    law.Kind `json:"kind"`
	Label   string   `json:"label"`
	Heading string   `json:"heading"`
	Text    string   `json:"text"`
	Parent  string   `json:"parent"` // eId; "" at the top
	Lines   [2]int   `json:"lines"`
	File    string   `json:"file,omitempty"` // where it is not the first one
}

// NewClauses makes a text into data. wids are the wIds of its clauses; nil gives
// each its eId, which is what a first version has.
func NewClauses(t *law.Text, wids []string, rev string) *Clauses {
	out := &Clauses{Rev: rev, Lang: t.Lang, Digest: markup.Digest(t), Clauses: make([]Clause, len(t.Clauses)), Problems: []report.Problem{}}
	if len(t.Files) > 0 {
		out.Path = t.Files[0]
	}
	for i := range t.Clauses {
		c := &t.Clauses[i]
		x := Clause{EID: c.EID, WID: c.EID, Kind: c.Kind, Label: c.Label, Heading: c.Heading, Text: c.Text, Lines: c.Lines}
		if x.Kind == "" {
			x.Kind = law.Paragraph
		}
		if i < len(wids) {
			x.WID = wids[i]
		}
		if c.Parent >= 0 {
			x.Parent = t.Clauses[c.Parent].EID
		}
		if c.File > 0 && c.File < len(t.Files) {
			x.File = t.Files[c.File]
		}
		out.Clauses[i] = x
	}
	return out
}
