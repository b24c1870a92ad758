package model

import (
	"path"
	"slices"
	"strings"

	"polity/commons/decision"
	"polity/commons/law"
	"polity/site/address"
)

// filed is where records are shown, and what of them stands beside the clauses.
type filed struct {
	index      map[string]int // work ID to index
	amendments []string       // by amendment: its page; "" without
	acts       []string       // by act: the page on which it is shown in full; "" nowhere
	anchors    []string       // by act: its id there
	accords    []string       // by accord: its page
	byPage     map[string][]int
	byClause   []map[string][]clauseEffect          // by work, then wId: what amendments did to it
	byChange   []map[int][]int                      // by work, then change: the amendments that it carried out
	onClause   []map[string][]int                   // by work, then wId: reservations and objections on it
	byMovement map[string][]int                     // acts, in order
	appended   []map[string][]decision.Supersession // by work, then wId: what the text in force says itself of its clauses
	ledger     bool
}

// clauseEffect is one effect of one amendment.
type clauseEffect struct{ amendment, effect int }

// file finds a place for every record.
func (s *Site) file() {
	d := s.decided
	f := &s.filed
	f.index, f.byPage, f.byMovement = map[string]int{}, map[string][]int{}, map[string][]int{}
	f.byClause, f.onClause = make([]map[string][]clauseEffect, len(s.works)), make([]map[string][]int, len(s.works))
	f.byChange = make([]map[int][]int, len(s.works))
	f.ledger = len(d.Amendments)+len(d.Acts) > 0 || slices.ContainsFunc(s.works, func(w *work) bool {
		return slices.ContainsFunc(w.law.Changes, func(c law.Change) bool {
			signed, _ := signedSteps(&c)
			return len(c.Signatures) > 0 || signed > 0
		})
	})
	f.appended = make([]map[string][]decision.Supersession, len(s.works))
	for i, w := range s.works {
		f.index[w.law.ID] = i
		if w.current < 0 {
			continue
		}
		for _, x := range decision.Appended(w.text(w.current)) {
			put(&f.appended[i], w.history.WIDs[w.current][x.Clause], x)
		}
	}
	s.fileAmendments()
	s.fileActs()
	for i := range d.Accords {
		f.accords = append(f.accords, s.Book.Accord(s.Book.Accords.Take(d.Accords[i].Name)))
	}
}

// fileAmendments finds a place for the amendments.
func (s *Site) fileAmendments() {
	d, f := s.decided, &s.filed
	f.amendments = make([]string, len(d.Amendments))
	for i := range d.Amendments {
		a := &d.Amendments[i]
		if a.Work < 0 || a.Work >= len(s.works) {
			continue
		}
		at := s.works[a.Work].at
		name := a.Record.Number
		if name == "" {
			name = a.Record.Name
		}
		f.amendments[i] = at.Amendment(at.Amendments.Take(name))
		for _, j := range a.Joins {
			put(&f.byChange[a.Work], j.Change, i)
		}
		for k, e := range a.Effects {
			if e.WID != "" && e.Applied() {
				put(&f.byClause[a.Work], e.WID, clauseEffect{i, k})
			}
		}
	}
}

// fileActs finds a place for the acts.
func (s *Site) fileActs() {
	d, f := s.decided, &s.filed
	names := address.NewNames()
	f.acts, f.anchors = make([]string, len(d.Acts)), make([]string, len(d.Acts))
	for i := range d.Acts {
		a := &d.Acts[i]
		r := a.Record
		f.anchors[i] = "x-" + names.Take(r.Movement+"-"+strings.TrimSuffix(path.Base(r.Path), path.Ext(r.Path)))
		f.byMovement[r.Movement] = append(f.byMovement[r.Movement], i)
		f.acts[i] = s.placeOf(a)
		if f.acts[i] != "" {
			f.byPage[f.acts[i]] = append(f.byPage[f.acts[i]], i)
		}
		if a.Work >= 0 && (r.Kind == law.Reservation || r.Kind == law.Objection) && a.State != decision.Ended {
			for _, c := range a.Clauses {
				put(&f.onClause[a.Work], c.WID, i)
			}
		}
	}
}

func put[K comparable, V any](m *map[K][]V, key K, v V) {
	if *m == nil {
		*m = map[K][]V{}
	}
	(*m)[key] = append((*m)[key], v)
}

// placeOf is the page on which an act is shown in full.
func (s *Site) placeOf(a *decision.Act) string {
	if a.Target >= 0 && s.decided.Acts[a.Target].Target < 0 {
		a = &s.decided.Acts[a.Target]
	}
	if a.Work >= 0 {
		return s.works[a.Work].at.Decisions()
	}
	return s.Book.Circle(a.Record.Movement)
}

// listDecided names the pages of a work's amendments and decisions.
func (s *Site) listDecided(i int, add func(Listing)) {
	w := s.works[i]
	id := w.law.ID
	if list := s.decided.ByWork(i); len(list) > 0 {
		add(Listing{Path: w.at.Register(), Kind: KindRegister, Work: id, Updated: w.date(len(w.law.Changes) - 1), n: i})
		for _, k := range list {
			add(Listing{Path: s.filed.amendments[k], Kind: KindAmendment, Work: id, Updated: recorded(s.decided.Amendments[k].Record.Dates, &s.decided.Amendments[k].Record.Filing), n: k})
		}
	}
	if acts := s.filed.byPage[w.at.Decisions()]; len(acts) > 0 {
		add(Listing{Path: w.at.Decisions(), Kind: KindDecisions, Work: id, Updated: s.decided.Acts[acts[len(acts)-1]].Record.Date, n: i})
	}
}

// recorded is the day of a record: the latest of its own dates, else its commit's.
func recorded(d law.Dates, f *law.Filing) law.Date {
	if day := max(d.Adopted, d.Proposed); day != "" {
		return day
	}
	if f.Last.Hash == "" || f.Last.CommitTime.IsZero() {
		return ""
	}
	return law.Date(f.Last.CommitTime.Format("2006-01-02"))
}

// listCircles names the pages of circles, accords and the ledger.
func (s *Site) listCircles(add func(Listing)) {
	for i := range s.Commons.Movements {
		id := s.Commons.Movements[i].ID
		if !s.hasCircle(id) {
			continue
		}
		add(Listing{Path: s.Book.Circle(id), Kind: KindCircle, n: i})
		if s.hasApplies(id) {
			add(Listing{Path: s.Book.Applies(id), Kind: KindApplies, n: i})
			s.applied[id] = s.appliedDays(id)
			for n, day := range s.applied[id] {
				add(Listing{Path: s.Book.AppliesOn(id, string(day)), Kind: KindApplied, NoIndex: true, Updated: day, n: i, m: n})
			}
		}
	}
	for i := range s.decided.Accords {
		add(Listing{Path: s.filed.accords[i], Kind: KindAccord, n: i})
	}
	if s.filed.ledger {
		add(Listing{Path: address.Ledger, Kind: KindLedger})
	}
}

// hasCircle reports whether there is anything to say of a movement among others.
func (s *Site) hasCircle(id string) bool {
	c := s.decided.Circles[id]
	return len(s.filed.byMovement[id]) > 0 || c != nil && len(c.Wider)+len(c.Narrower) > 0
}

// hasApplies reports whether texts of wider circles apply to a movement.
func (s *Site) hasApplies(id string) bool {
	c := s.decided.Circles[id]
	return c != nil && len(c.Wider) > 0
}

// decidedPage builds a page of one of these kinds.
func (b *builder) decidedPage(p *Page, l Listing) Body {
	switch l.Kind {
	case KindRegister:
		return b.register(p, l.n)
	case KindAmendment:
		return b.amendment(p, l.n)
	case KindDecisions:
		return b.decisions(p, l.n)
	case KindCircle:
		return b.circle(p, &b.site.Commons.Movements[l.n])
	case KindApplies:
		return b.applies(p, &b.site.Commons.Movements[l.n])
	case KindApplied:
		return b.appliedText(p, &b.site.Commons.Movements[l.n], l.m)
	case KindAccord:
		return b.accord(p, l.n)
	case KindLedger:
		return b.ledger(p)
	}
	return nil
}

// decidedTabs are the tabs of a work's amendments and decisions, where it has any, and
// of the accord that it is a copy of.
func (b *builder) decidedTabs(w *work, kind Kind) []Link {
	i := b.site.filed.index[w.law.ID]
	var out []Link
	if len(b.site.decided.ByWork(i)) > 0 {
		l := b.said("decide.register.tab", w.at.Register())
		l.Current = kind == KindRegister || kind == KindAmendment
		out = append(out, l)
	}
	if len(b.site.filed.byPage[w.at.Decisions()]) > 0 {
		l := b.said("decide.decisions.tab", w.at.Decisions())
		l.Current = kind == KindDecisions
		out = append(out, l)
	}
	for k := range b.site.decided.Accords {
		if slices.ContainsFunc(b.site.decided.Accords[k].Parties, func(p decision.Party) bool { return p.Work == i }) {
			out = append(out, b.said("decide.accord.tab", b.site.filed.accords[k]))
		}
	}
	return out
}

// Decided are the amendments and decisions of the site, weighed; empty where there are none.
func (s *Site) Decided() *decision.Result { return s.decided }

// AmendmentPage is the page of an amendment; "" without.
func (s *Site) AmendmentPage(i int) string { return s.filed.amendments[i] }

// ActPage is the page on which an act is shown in full, and its id there; "" nowhere.
func (s *Site) ActPage(i int) (page, id string) { return s.filed.acts[i], s.filed.anchors[i] }

// ActsAt are the acts shown in full on a page.
func (s *Site) ActsAt(page string) []int { return s.filed.byPage[page] }

// ActTitle is what an act does, in one line without links.
func (s *Site) ActTitle(i int) string {
	b := &builder{site: s, words: s.Words, path: address.Home}
	return plain(b.actSentence(&s.decided.Acts[i]))
}

// ProofOf is the kind of proof that a record has: proven, asserted, doubtful or claimed.
func ProofOf(f *law.Filing) string { return proofOf(f) }
