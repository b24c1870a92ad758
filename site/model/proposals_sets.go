package model

import (
	"fmt"

	"polity/commons/law"
	"polity/diff/proposal"
	"polity/site/address"
)

// proposalSet is the page of a set that the movement names.
func (b *builder) proposalSet(p *Page, n int) *ProposalSet {
	w := b.work
	p.Title = b.phrase(w.setTitle(n), w.lang)
	p.Description = b.words.Text("prop.set_description", "title", b.title(w), "set", w.setTitle(n))
	p.Crumbs = append(p.Crumbs, b.said("prop.tab", w.at.ProposalList()))
	p.Status = append(p.Status, Status{Key: "proposal", Text: b.words.Text("prop.set_status")})
	out := &ProposalSet{}
	var list []int
	list, out.Unknown = w.members(n)
	for _, i := range list {
		out.Members = append(out.Members, b.proposalCard(w, i))
	}
	out.Ballot = b.ballotLink(w.at.SetBallot(w.sets[n]), w.setBalloted[n])
	got := w.book.Combine(list)
	for _, i := range list {
		if failed := got.Failed[i]; len(failed) > 0 {
			out.Clashes = append(out.Clashes, SetClash{b.proposalLink(w, i), b.clashes(w, &w.law.Proposals[i], got.Before[i], failed)})
		}
	}
	now := w.inForceNow()
	out.Difference = *b.against(now, law.Version{ID: b.words.Text("prop.set_side"), Text: got.Text}, w.idsOf(now.Text), true)
	return out
}

// contested is the page of what is open in the commons.
func (b *builder) contested(p *Page) *Contested {
	p.Title = Phrase{Text: b.words.Text("prop.contested")}
	p.Description = b.words.Text("prop.contested_description")
	out := &Contested{}
	total, clauses := 0, 0
	for _, w := range b.site.works {
		if len(w.proposed) == 0 {
			continue
		}
		x := ContestedWork{Link: b.workLink(w)}
		x.Href = b.to(w.at.ProposalList())
		out.All = append(out.All, WorkProposals{x.Link, b.words.Text("prop.mark", "n", len(w.proposed))})
		for i := len(w.book.Standings) - 1; i >= 0; i-- {
			if w.book.Standings[i].Live {
				x.Cards = append(x.Cards, b.proposalCard(w, i))
			}
		}
		if len(x.Cards) == 0 {
			continue
		}
		n := 0
		x.Clauses, n = b.contestedClauses(w)
		x.Pairs = b.collisions(w, func(p proposal.Pair) bool { return p.Relation != proposal.Touch })
		total, clauses = total+len(x.Cards), clauses+n
		out.Works = append(out.Works, x)
	}
	out.Counts = []Count{{total, b.words.Text("prop.count_live", "n", total)}, {clauses, b.words.Text("prop.count_contested", "n", clauses)}}
	return out
}

// fewContested is how many clauses contested by the same proposals are listed openly.
const fewContested = 12

// contestedClauses are the clauses of a work that several live proposals would change,
// together where the same ones would, and how many they are.
func (b *builder) contestedClauses(w *work) (groups []ContestedClauses, total int) {
	at := map[string]int{}
	for k := range w.clauses {
		list := w.contests[k]
		if len(list) < 2 {
			continue
		}
		total++
		key := fmt.Sprint(list)
		g, ok := at[key]
		if !ok {
			g, at[key] = len(groups), len(groups)
			groups = append(groups, ContestedClauses{})
			for _, i := range list {
				groups[g].Proposals = append(groups[g].Proposals, b.proposalLink(w, i))
			}
		}
		groups[g].Clauses = append(groups[g].Clauses, b.clauseLink(w, &w.clauses[k]))
	}
	for i := range groups {
		if n := len(groups[i].Clauses); n > fewContested {
			groups[i].Count = b.words.Text("count.clauses", "n", n)
		}
	}
	return groups, total
}

// proposalsOn are the live proposals that would change a clause.
func (b *builder) proposalsOn(w *work, k int) []ProposalCard {
	var out []ProposalCard
	for _, i := range w.contests[k] {
		out = append(out, b.proposalCard(w, i))
	}
	return out
}

// proposalMark says beside a clause how many live proposals would change it; nil for
// none.
func (b *builder) proposalMark(w *work, k int) *Link {
	list := w.contests[k]
	switch len(list) {
	case 0:
		return nil
	case 1:
		l := b.proposalLink(w, list[0])
		l.Text = b.words.Text("prop.mark", "n", 1)
		return &l
	}
	return &Link{Phrase: Phrase{Text: b.words.Text("prop.mark", "n", len(list))}, Href: b.to(w.at.Clause(w.clauses[k].name)) + address.Fragment("ui-proposals")}
}
