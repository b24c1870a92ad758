package export

import (
	"cmp"
	"fmt"
	"slices"

	"polity/commons/law"
	"polity/diff/family"
	"polity/diff/reuse"
)

// Lineage is where the works of a commons and their clauses came from, as data: what
// `polity lineage --json` prints.
type Lineage struct {
	Works   []Origin `json:"works"`
	Edges   []Edge   `json:"edges"`   // by to, the largest share first
	Clauses []Taken  `json:"clauses"` // by to
}

// Origin is one work, with the dates of its first and last text.
type Origin struct {
	ID    string   `json:"id"`
	Title string   `json:"title"`
	First law.Date `json:"first"`
	Last  law.Date `json:"last"`
}

// Edge relates a work to one that it came from, by whatever is known of it.
type Edge struct {
	From      string     `json:"from"` // the older
	To        string     `json:"to"`
	Kind      string     `json:"kind"` // fork | derived | borrowed | translation | identical
	Evidence  []Evidence `json:"evidence"`
	Share     float64    `json:"share"`     // of the text of To, 0 to 1
	Strength  float64    `json:"strength"`  // 0 to 1
	Direction string     `json:"direction"` // known | inferred | undetermined
}

// Evidence is one reason to draw an edge. Levels are never added up.
type Evidence struct {
	Level  string `json:"level"` // declared | shared | identical | similar
	Detail string `json:"detail"`
	Commit string `json:"commit"`
}

// Taken is a clause that has its words from another; both are [work, version, eId].
type Taken struct {
	From  [3]string `json:"from"`
	To    [3]string `json:"to"`
	Score float64   `json:"score"`
	Kind  string    `json:"kind"` // identical | adapted | part | translation
}

// NewLineage joins what history and declarations say (kin; nil: nothing) with what was
// inferred from wording.
func NewLineage(c *law.Commons, kin *family.Kin, r *reuse.Result) *Lineage {
	l := joiner{commons: c, out: &Lineage{Works: []Origin{}, Edges: []Edge{}, Clauses: []Taken{}}, at: map[[2]string]int{}}
	for i := range c.Works {
		l.work(&c.Works[i])
	}
	if kin != nil {
		for i := range kin.Relations {
			l.relation(&kin.Relations[i])
		}
	}
	for i := range r.Translations {
		l.translation(&r.Translations[i])
	}
	for i := range r.Edges {
		l.inferred(&r.Edges[i])
	}
	for i := range r.Clauses {
		b := &r.Clauses[i]
		l.out.Clauses = append(l.out.Clauses, Taken{l.place(b.From), l.place(b.To), round(b.Score), string(b.Kind)})
	}
	for i := range r.Translations {
		x := &r.Translations[i]
		for _, p := range x.Pairs {
			from, to := reuse.Place{Work: x.From, Version: x.Versions[0], Clause: p[0]}, reuse.Place{Work: x.To, Version: x.Versions[1], Clause: p[1]}
			l.out.Clauses = append(l.out.Clauses, Taken{l.place(from), l.place(to), round(x.Strength()), string(reuse.Translated)})
		}
	}
	slices.SortStableFunc(l.out.Clauses, func(a, b Taken) int { return cmp.Compare(a.To[0], b.To[0]) })
	slices.SortFunc(l.out.Edges, func(a, b Edge) int {
		return cmp.Or(cmp.Compare(a.To, b.To), cmp.Compare(b.Share, a.Share), cmp.Compare(a.From, b.From))
	})
	return l.out
}

// joiner puts together what is known of the same two works.
type joiner struct {
	commons *law.Commons
	out     *Lineage
	at      map[[2]string]int // from and to: index in out.Edges
}

func (l *joiner) work(w *law.Work) {
	o := Origin{ID: w.ID, Title: w.Title}
	for i := range w.Versions {
		if v := &w.Versions[i]; v.Main {
			o.First, o.Last = cmp.Or(o.First, v.Dates.Best()), cmp.Or(v.Dates.Best(), o.Last)
		}
	}
	l.out.Works = append(l.out.Works, o)
}

// edge is the edge between two works; a new one is given first.
func (l *joiner) edge(e Edge) *Edge {
	key := [2]string{e.From, e.To}
	if i, ok := l.at[key]; ok {
		return &l.out.Edges[i]
	}
	l.at[key] = len(l.out.Edges)
	l.out.Edges = append(l.out.Edges, e)
	return &l.out.Edges[len(l.out.Edges)-1]
}

// relation is a fork. What the wording says of the same two works is added later.
func (l *joiner) relation(r *family.Relation) {
	e := l.edge(Edge{From: r.Upstream, To: r.Fork, Kind: "fork", Share: round(r.Share), Strength: 1, Direction: string(r.Direction)})
	for _, v := range r.Evidence {
		detail := string(v.How)
		if v.Count > 0 {
			detail += fmt.Sprintf(": %d", v.Count)
		}
		if v.Detail != "" {
			detail += ": " + v.Detail
		}
		e.Evidence = append(e.Evidence, Evidence{Level: string(v.Level), Detail: detail, Commit: v.Commit})
	}
}

// inferred is what wording says of two works. A fork keeps its direction and what
// history says; where the wording points the other way, that is an edge of its own.
func (l *joiner) inferred(x *reuse.Edge) {
	from, to := &l.commons.Works[x.From], &l.commons.Works[x.To]
	e := l.edge(Edge{From: from.ID, To: to.ID, Kind: string(x.Kind), Share: round(x.Share), Strength: round(x.Strength), Direction: string(x.Direction)})
	e.Share = max(e.Share, round(x.Share))
	if x.Twin[0] >= 0 {
		v, w := &from.Versions[x.Twin[0]], &to.Versions[x.Twin[1]]
		e.Evidence = append(e.Evidence, Evidence{Level: "identical", Detail: fmt.Sprintf("version %s of %s is version %s of %s to the letter", v.ID, from.ID, w.ID, to.ID), Commit: v.Commit.Hash})
	} else if x.Same > 0 {
		e.Evidence = append(e.Evidence, Evidence{Level: "identical", Detail: fmt.Sprintf("clauses word for word: %d", x.Same)})
	}
	if x.Changed > 0 {
		e.Evidence = append(e.Evidence, Evidence{Level: "similar", Detail: fmt.Sprintf("clauses adapted or taken in part: %d", x.Changed)})
	}
}

// translation is a work in another language, with what of it is wanting.
func (l *joiner) translation(x *reuse.Translation) {
	from, to := &l.commons.Works[x.From], &l.commons.Works[x.To]
	e := l.edge(Edge{From: from.ID, To: to.ID, Kind: string(reuse.Translated), Share: round(x.Share), Strength: round(x.Strength()), Direction: string(x.Direction)})
	e.Kind = string(reuse.Translated)
	commit := from.Versions[x.Versions[0]].Commit.Hash
	if x.Declared {
		e.Evidence = append(e.Evidence, Evidence{Level: "declared", Detail: "translation", Commit: to.Versions[x.Versions[1]].Commit.Hash})
	}
	said := fmt.Sprintf("clauses that answer those of version %s: %d", from.Versions[x.Versions[0]].ID, len(x.Pairs))
	for _, w := range []struct {
		what string
		n    int
	}{{"not translated", len(x.Missing)}, {"without original", len(x.Added)}, {"out of date", len(x.Stale)}} {
		if w.n > 0 {
			said += fmt.Sprintf("; %s: %d", w.what, w.n)
		}
	}
	e.Evidence = append(e.Evidence, Evidence{Level: "similar", Detail: said, Commit: commit})
}

func (l *joiner) place(p reuse.Place) [3]string {
	w := &l.commons.Works[p.Work]
	v := &w.Versions[p.Version]
	return [3]string{w.ID, v.ID, v.Text.Clauses[p.Clause].EID}
}
