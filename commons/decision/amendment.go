package decision

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"polity/commons/law"
)

// Amendment is a record joined to the text.
type Amendment struct {
	Record   *law.Amendment
	Work     int // -1: no work of this commons
	Joins    []Join
	Undone   int      // the change that took it back; -1 none
	Effects  []Effect // what it did, change by change; what it says it would do where nothing carried it out
	Force    Force
	Findings []Finding
}

// Join is a change that carried an amendment out, and how that is known.
type Join struct {
	Change int
	How    How
}

// How a record was joined to a change: the surest first.
type How string

// The ways.
const (
	ByCommit   How = "commit"   // the record names the commit
	ByTrailer  How = "trailer"  // the commit names the amendment: «Amendment: 7»
	ByProposal How = "proposal" // the change merged the proposal that the record names
	ByRecord   How = "record"   // the same commit, or proposal, put the record there
	ByClauses  How = "clauses"  // it changed the clauses that the record names, about the day of adoption
)

// Effect is what an amendment did to one clause, or says it does.
type Effect struct {
	law.Effect        // of a clause that was not found, only Op is set, to ""
	Change     int    // -1 where it is not carried out
	Declared   bool   // the record names the clause, or one above or below it
	As         string // how the record names it, where nothing carried it out
}

// Applied reports whether a change carried the effect out.
func (e *Effect) Applied() bool { return e.Change >= 0 }

// Passed reports whether the record says that it was adopted at some time.
func Passed(s law.AmendmentStatus) bool { return s == law.Adopted || s == law.Superseded || s == "" }

// join finds the changes of an amendment by what records and commits say.
func (r *Result) join(i int) Amendment {
	rec := &r.in.Commons.Amendments[i]
	a := Amendment{Record: rec, Work: -1, Undone: -1, Force: Force{State: Unweighed, Since: ""}}
	w, ok := r.names.works[rec.Work]
	if !ok {
		return a
	}
	a.Work = w
	t := r.trail(w)
	for _, j := range r.saying(rec, w, t) {
		if u := t.undone[j.Change]; u >= 0 {
			// What takes an amendment back and names it says what had carried it out.
			if a.Undone = j.Change; !slices.ContainsFunc(a.Joins, func(x Join) bool { return x.Change == u }) {
				a.Joins = append(a.Joins, Join{u, j.How})
			}
			continue
		}
		a.Joins = append(a.Joins, j)
	}
	for _, j := range a.Joins {
		if u, ok := t.undoes[j.Change]; ok && a.Undone < 0 {
			a.Undone = u
		}
	}
	if !Passed(rec.Status) && a.Undone < 0 { // a record that lies beside another change is no proof of it
		a.Joins = slices.DeleteFunc(a.Joins, func(j Join) bool { return j.How == ByRecord })
	}
	return a
}

// saying are the changes that name a record or are named by it, in order, each with the surest
// way in which that is known.
func (r *Result) saying(rec *law.Amendment, work int, t *trail) []Join {
	w := &r.in.Commons.Works[work]
	found := map[int]How{}
	add := func(list []int, how How) {
		for _, k := range list {
			if found[k] == "" {
				found[k] = how
			}
		}
	}
	for _, h := range rec.Commits {
		add(t.named(w, h), ByCommit)
	}
	if rec.Number != "" {
		add(t.trailers[rec.Number], ByTrailer)
	}
	if rec.Proposal != "" {
		add(t.proposals[rec.Proposal], ByProposal)
	}
	if len(found) == 0 {
		add(t.named(w, rec.Put.Hash), ByRecord)
	}
	var out []Join
	for _, k := range slices.Sorted(maps.Keys(found)) {
		if found[k] == ByCommit || !older(rec, w.Versions[w.Changes[k].To].Dates) {
			out = append(out, Join{k, found[k]})
		}
	}
	return out
}

// older reports whether a change was made before an amendment was so much as proposed:
// then it carried out another one of that number, as in the history that a fork brought
// along.
func older(rec *law.Amendment, d law.Dates) bool {
	made := cmp.Or(d.Adopted, d.Committed)
	if n, ok := days(rec.Dates.Proposed, made); ok {
		return n < 0
	}
	n, ok := days(rec.Dates.Adopted, made)
	return ok && n < -366
}

// numberIn is the number at the beginning of a trailer's value: «7», «No. 7», «#07».
func numberIn(s string) string {
	s = strings.TrimLeft(strings.ToLower(s), "amendto. #")
	end := strings.IndexFunc(s, func(r rune) bool { return (r < '0' || r > '9') && (r < 'a' || r > 'z') })
	if end >= 0 {
		s = s[:end]
	}
	return strings.TrimLeft(s, "0")
}

// near is how many days a change and the adoption of what it carries out may lie apart
// where nothing but the clauses joins them.
const near = 92

// byClauses joins what nothing else did: to the change nearest to the day of adoption
// that changed a clause the record names, and that no other record is joined to.
func (r *Result) byClauses() {
	for w := range r.byWork {
		taken := map[int]bool{}
		for _, i := range r.byWork[w] {
			for _, j := range r.Amendments[i].Joins {
				taken[j.Change] = true
			}
		}
		for _, i := range r.byWork[w] {
			a := &r.Amendments[i]
			if len(a.Joins) > 0 || !Passed(a.Record.Status) || a.Record.Dates.Adopted == "" || len(a.Record.Amends) == 0 {
				continue
			}
			if k := r.nearest(a, taken); k >= 0 {
				a.Joins = []Join{{k, ByClauses}}
				taken[k] = true
			}
		}
	}
}

// nearest is the change about an amendment's adoption that altered its clauses; -1
// where none is.
func (r *Result) nearest(a *Amendment, taken map[int]bool) int {
	for _, k := range r.trail(a.Work).about(a.Record.Dates.Adopted) {
		if !taken[k] && r.in.Commons.Works[a.Work].Changes[k].From >= 0 && r.alters(a, k) {
			return k
		}
	}
	return -1
}

// days from one date to another; ok is false unless both are whole days.
func days(from, to law.Date) (int, bool) {
	a, err := time.Parse(time.DateOnly, string(from))
	b, err2 := time.Parse(time.DateOnly, string(to))
	return int(b.Sub(a).Hours() / 24), err == nil && err2 == nil
}

// alters reports whether a change altered words of a clause that the record names.
func (r *Result) alters(a *Amendment, change int) bool {
	work := &r.in.Commons.Works[a.Work]
	for _, e := range r.did(a.Work, change) {
		if !e.Words {
			continue
		}
		for _, name := range a.Record.Amends {
			if named(work.Versions[e.Version].Text, e.Clause, name) {
				return true
			}
		}
	}
	return false
}

// whole reports whether a record's name for a clause is a name for all of the work.
func whole(w *law.Work, name string) bool {
	return name == w.Local || name == w.ID || name == w.Title || name == "*"
}

// effects lists what an amendment did, and where that and its record disagree.
func (r *Result) effects(i int) {
	a := &r.Amendments[i]
	if a.Work < 0 {
		return
	}
	work := &r.in.Commons.Works[a.Work]
	all := slices.ContainsFunc(a.Record.Amends, func(n string) bool { return whole(work, n) })
	met := make([]bool, len(a.Record.Amends))
	for _, j := range a.Joins {
		for _, e := range r.did(a.Work, j.Change) {
			if e.Words || e.Op != "edited" {
				x := Effect{Effect: e, Change: j.Change, Declared: all}
				t := work.Versions[e.Version].Text
				for n, name := range a.Record.Amends {
					if named(t, e.Clause, name) {
						met[n], x.Declared = true, true
					}
				}
				x.Declared = x.Declared || slices.ContainsFunc(a.Record.Affects, func(name string) bool { return named(t, e.Clause, name) })
				a.Effects = append(a.Effects, x)
			}
		}
	}
	for n, name := range a.Record.Amends {
		if met[n] || whole(work, name) {
			continue
		}
		if len(a.Joins) > 0 {
			f := none(Untouched)
			f.Clause = name
			a.Findings = append(a.Findings, f)
		}
		a.Effects = append(a.Effects, r.wished(a.Work, name))
	}
	r.disagree(a)
}

// wished is a clause that a record says it amends and no change of it touched.
func (r *Result) wished(work int, name string) Effect {
	e := Effect{Change: -1, Declared: true, As: name}
	w := &r.in.Commons.Works[work]
	v := w.Current()
	if v < 0 {
		return e
	}
	if i := Find(w.Versions[v].Text, name); i >= 0 {
		e.Effect = law.Effect{WID: r.wid(work, v, i), Version: v, Clause: i}
	}
	return e
}

// wid is a clause's identity; "" where it is not traced.
func (r *Result) wid(work, version, clause int) string {
	t := r.in.Traces[r.in.Commons.Works[work].ID].WIDs
	if version < 0 || version >= len(t) || clause < 0 || clause >= len(t[version]) {
		return ""
	}
	return t[version][clause]
}

// disagree finds where a record and the text part.
func (r *Result) disagree(a *Amendment) {
	add := func(code Code, change int, clause string) {
		f := none(code)
		f.Change, f.Clause = change, clause
		a.Findings = append(a.Findings, f)
	}
	switch {
	case a.Record.Status == law.Adopted && len(a.Joins) == 0:
		add(NotApplied, -1, "")
	case !Passed(a.Record.Status) && len(a.Joins) > 0 && a.Undone < 0:
		add(AppliedAnyway, a.Joins[0].Change, "")
	}
	if a.Undone >= 0 {
		add(Undone, a.Undone, "")
	}
	if len(a.Record.Amends) == 0 {
		return
	}
	unsaid := 0
	for _, e := range a.Effects {
		if e.Applied() && !e.Declared && e.Words && unsaid < 12 {
			unsaid++
			add(Unsaid, e.Change, r.in.Commons.Works[a.Work].Versions[e.Version].Text.Clauses[e.Clause].EID)
		}
	}
}
