package model

import (
	"slices"

	"polity/commons/law"
	"polity/diff"
	"polity/diff/lineage"
	"polity/diff/proposal"
)

// propose makes the index of a work's proposals.
func (w *work) propose(book *proposal.Book, b Budget) {
	if book == nil || len(book.Standings) != len(w.law.Proposals) {
		book = proposal.Weigh(w.law, proposal.Options{})
	}
	w.book, w.contests = book, map[int][]int{}
	left := limit(b.Proposals, defaultProposed)
	for i := range book.Standings {
		s := &book.Standings[i]
		w.proposed = append(w.proposed, w.at.Proposals.Take(s.Proposal.ID))
		left -= s.Size
		w.brief = append(w.brief, left < 0)
		seen := map[int]bool{}
		for _, unit := range s.Touches {
			if k := w.shownWith(unit); s.Live && k >= 0 && !seen[k] {
				seen[k] = true
				w.contests[k] = append(w.contests[k], i)
			}
		}
	}
	for i, s := range w.law.Sets {
		w.sets = append(w.sets, w.at.Sets.Take(orWord(s.ID, s.Title)))
		w.setBalloted = append(w.setBalloted, w.passes(i))
	}
}

// proposalCalled is the proposal that goes by a name, its number or branch; -1 for none.
func (w *work) proposalCalled(name string) int {
	return slices.IndexFunc(w.law.Proposals, func(p law.Proposal) bool {
		return name != "" && (p.ID == name || p.Number == name || p.Branch == name)
	})
}

func orWord(id, title string) string {
	if id != "" {
		return id
	}
	return title
}

// shownWith is the clause with a page that a unit of the text in force is shown with;
// -1 above all of them.
func (w *work) shownWith(unit int) int {
	t := w.text(w.current)
	for i := unit; i >= 0; i = t.Clauses[i].Parent {
		if k, ok := w.byWID[w.history.WIDs[w.current][i]]; ok {
			return k
		}
	}
	return -1
}

// listProposals names the pages of proposals.
func (w *work) listProposals(add func(Listing)) {
	if len(w.proposed) == 0 {
		return
	}
	id := w.law.ID
	add(Listing{Path: w.at.ProposalList(), Kind: KindProposals, Work: id})
	for i, name := range w.proposed {
		add(Listing{Path: w.at.Proposal(name), Kind: KindProposal, Work: id, NoIndex: true, n: i})
		if w.balloted(i) {
			add(Listing{Path: w.at.Ballot(name), Kind: KindBallot, Work: id, NoIndex: true, n: i})
		}
	}
	for i, name := range w.sets {
		add(Listing{Path: w.at.ProposalSet(name), Kind: KindProposalSet, Work: id, NoIndex: true, n: i})
		if w.setBalloted[i] {
			add(Listing{Path: w.at.SetBallot(name), Kind: KindBallot, Work: id, NoIndex: true, n: -1, m: i})
		}
	}
}

// proposed reports whether anything is proposed in the commons.
func (s *Site) proposed() bool {
	return slices.ContainsFunc(s.works, func(w *work) bool { return len(w.proposed) > 0 })
}

// beside is a work of which only two texts are known, with the pages of its clauses: it
// lets what compares versions compare any two texts. The wIds are by clause, "" where
// none is known; a nil side is the empty text.
func (w *work) beside(old, new law.Version, oldIDs, newIDs []string) *work {
	l := *w.law
	l.Versions = []law.Version{old, new}
	for i := range l.Versions {
		if l.Versions[i].Text == nil {
			l.Versions[i].Text = &law.Text{}
		}
	}
	fit := func(ids []string, t *law.Text) []string {
		if len(ids) != len(t.Clauses) {
			return make([]string, len(t.Clauses))
		}
		return ids
	}
	return &work{
		law: &l, at: w.at, lang: w.lang, dir: w.dir, clauses: w.clauses, byWID: w.byWID, versions: make([]string, 2),
		history: &lineage.History{WIDs: [][]string{fit(oldIDs, l.Versions[0].Text), fit(newIDs, l.Versions[1].Text)}},
	}
}

// idsOf are the wIds of a text that is one of the work's versions; nil of others.
func (w *work) idsOf(t *law.Text) []string {
	for v := len(w.law.Versions) - 1; v >= 0; v-- {
		if w.law.Versions[v].Text == t {
			return w.history.WIDs[v]
		}
	}
	return nil
}

// versionOf is the version of a text; the zero version with this ID for others.
func (w *work) versionOf(t *law.Text, id string) law.Version {
	for v := len(w.law.Versions) - 1; v >= 0; v-- {
		if w.law.Versions[v].Text == t {
			return w.law.Versions[v]
		}
	}
	return law.Version{ID: id, Text: t}
}

// follow carries wIds over a comparison.
func follow(c *diff.Comparison, ids []string, clauses int) []string {
	out := make([]string, clauses)
	for _, p := range c.Pairs {
		if len(p.Old) > 0 && len(p.New) > 0 && p.Old[0] < len(ids) {
			out[p.New[0]] = ids[p.Old[0]]
		}
	}
	return out
}

// against compares two texts for a page.
func (b *builder) against(old, new law.Version, oldIDs []string, whole bool) *Difference {
	w := b.work
	c := b.site.compare(old.Text, new.Text)
	size := 0
	if new.Text != nil {
		size = len(new.Text.Clauses)
	}
	x := w.beside(old, new, oldIDs, follow(c, oldIDs, size))
	x.whole = whole
	from := 0
	if old.Text == nil {
		from = -1
	}
	d := b.difference(x, from, 1, c, diff.Summarise(c, old.Text, new.Text))
	return &d
}

// inForceNow is the text in force as one side of a difference.
func (w *work) inForceNow() law.Version {
	if w.current < 0 {
		return law.Version{}
	}
	return w.law.Versions[w.current]
}
