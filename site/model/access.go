package model

import (
	"polity/commons/law"
	"polity/diff/family"
	"polity/diff/lineage"
	"polity/diff/proposal"
	"polity/diff/reuse"
	"polity/site/address"
)

// Source is a work as the data files beside the pages need it.
type Source struct {
	Law     *law.Work
	History *lineage.History
	At      *address.Work
	Current int // version in force; -1 without
	Book    *proposal.Book
	Pages   []string // by proposal: the file of its page
}

// Sources are the works of the site, in its order.
func (s *Site) Sources() []Source {
	out := make([]Source, len(s.works))
	for i, w := range s.works {
		out[i] = Source{w.law, w.history, w.at, w.current, w.book, nil}
		for _, name := range w.proposed {
			out[i].Pages = append(out[i].Pages, w.at.Proposal(name))
		}
	}
	return out
}

// Kin is what is known of kin among the works; never nil.
func (s *Site) Kin() *family.Kin { return s.kin.of }

// Reuse is what was inferred from wording; never nil.
func (s *Site) Reuse() *reuse.Result { return s.reuse }

// HasKin reports whether a work has a page of kin.
func (s *Site) HasKin(work string) bool { return s.kin.has(work) }

// IsClause reports whether a unit is a clause that readers count and that has a
// page: a headed one, but not the text's own title page.
func IsClause(c *law.Clause) bool { return c.Headed() && c.Kind != law.Preface }

// Title is the title of the commons.
func (s *Site) Title() string { return s.title }

// ChangeTitle is what change i of the nth work did, as one line without links.
func (s *Site) ChangeTitle(n, i int) string {
	b := &builder{site: s, words: s.Words, path: address.Home, work: s.works[n]}
	return plain(b.sentence(s.works[n], i))
}

// Composes reports whether the nth work has several live proposals of which a browser
// can put any together.
func (s *Site) Composes(n int) bool { return s.works[n].live() > 1 }

// ProposalTitle is how proposal i of the nth work is called, and what it does, as one
// line without links.
func (s *Site) ProposalTitle(n, i int) (name, title string) {
	w := s.works[n]
	b := &builder{site: s, words: s.Words, path: address.Home, work: w}
	return b.proposalName(&w.law.Proposals[i]), plain(b.proposalTitle(w, &w.book.Standings[i]))
}

// Titles are the same for all changes of a work; nil for an unknown ID.
func (s *Site) Titles(work string) []string {
	for n, w := range s.works {
		if w.law.ID == work {
			out := make([]string, len(w.law.Changes))
			for i := range out {
				out[i] = s.ChangeTitle(n, i)
			}
			return out
		}
	}
	return nil
}
