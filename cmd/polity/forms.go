package main

import (
	"encoding/json"
	"fmt"
	"io"

	"polity/commons/collect"
	"polity/commons/law"
	"polity/diff"
	"polity/diff/align"
	"polity/diff/words"
	"polity/site"
	"polity/site/export"
)

// printJSON writes one value, indented, with letters as they are.
func printJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

// clausesOf is a text as «polity clauses --json» prints it.
func clausesOf(t *collect.TextAt) *export.Clauses {
	f := export.NewClauses(t.Text, nil, t.Rev)
	f.Path = t.Path
	f.Problems = append(f.Problems, t.Problems...)
	return f
}

// diffForm is a comparison as «polity diff --json» prints it.
type diffForm struct {
	Old       *export.Clauses `json:"old"`
	New       *export.Clauses `json:"new"`
	Editorial bool            `json:"editorial"`
	Summary   string          `json:"summary"`
	Changes   []changeForm    `json:"changes"`
}

type changeForm struct {
	Op    string      `json:"op"`
	Flags []string    `json:"flags"`
	Old   []string    `json:"old"`
	New   []string    `json:"new"`
	Score float64     `json:"score"`
	Words [][2]string `json:"words"`
	Why   *whyForm    `json:"why,omitempty"`
}

// whyForm is how a pair was found; Near is the runner-up by the addresses of its two
// clauses, and of a clause without a partner what came nearest.
type whyForm struct {
	align.Why
	Near []string `json:"near,omitempty"`
}

func (d *difference) form(explain bool) diffForm {
	f := diffForm{Old: clausesOf(d.old), New: clausesOf(d.new), Editorial: d.c.Editorial, Summary: d.summary(), Changes: []changeForm{}}
	for _, p := range d.c.Pairs {
		c := changeForm{Op: p.Op.String(), Flags: p.Flags.Names(), Old: eids(d.old.Text, p.Old), New: eids(d.new.Text, p.New), Score: p.Score, Words: pairsOf(p)}
		if c.Flags == nil {
			c.Flags = []string{}
		}
		if explain {
			c.Why = &whyForm{Why: p.Why}
			if p.Why.Second > 0 {
				c.Why.Near = []string{d.old.Text.Clauses[p.Why.Near[0]].EID, d.new.Text.Clauses[p.Why.Near[1]].EID}
			}
		}
		f.Changes = append(f.Changes, c)
	}
	return f
}

func eids(t *law.Text, list []int) []string {
	out := make([]string, len(list))
	for k, i := range list {
		out[k] = t.Clauses[i].EID
	}
	return out
}

// pairsOf are the marked words of a pair, heading first, as [op, words]; none where
// nothing but typography differs.
func pairsOf(p *diff.Pair) [][2]string {
	out := [][2]string{}
	if p.Kept() {
		return out
	}
	for _, runs := range [][]words.Run{p.Heading, p.Words} {
		for _, r := range runs {
			out = append(out, [2]string{string(r.Op), r.Text})
		}
	}
	return out
}

// logForm is the history of some works as «polity log --json» prints it.
type logForm struct {
	Works []*export.Log `json:"works"`
}

// historyOf puts works into their form; clause "" tells of all clauses, else of one
// with those below it, and of the changes that touched them.
func historyOf(s *site.Survey, clause string) (*logForm, error) {
	f := &logForm{Works: []*export.Log{}}
	var missing error
	for i := range s.Commons.Works {
		w := &s.Commons.Works[i]
		titles := s.Titles(w.ID)
		l := export.NewLog(w, s.Histories[w.ID], func(change int) string { return titles[change] }, nil)
		if clause != "" {
			life, err := findLife(s, w, clause)
			if err != nil {
				missing = err
				continue
			}
			only(l, family(w, s.Histories[w.ID], life.WID))
		}
		f.Works = append(f.Works, l)
	}
	if len(f.Works) == 0 {
		return nil, fmt.Errorf("nothing to tell: %w", missing)
	}
	return f, nil
}

// only leaves in a log what happened to some clauses.
func only(l *export.Log, wids map[string]bool) {
	var changes []export.Change
	for _, c := range l.Changes {
		var touched []export.Touch
		for _, t := range c.Clauses {
			if wids[t.WID] {
				touched = append(touched, t)
			}
		}
		if c.Clauses = touched; len(touched) > 0 {
			changes = append(changes, c)
		}
	}
	l.Changes = changes
}
