package proposal

import (
	"strings"

	"polity/commons/law"
)

// Tie is how a record was joined to a proposal.
type Tie string

// The ties, the surest first.
const (
	ByFile       Tie = "file"       // it stands beside it in proposals/, or names it there
	ByNumber     Tie = "number"     // the record names the proposal
	ByTrailer    Tie = "trailer"    // a commit of the proposal names the amendment
	ByCommit     Tie = "commit"     // the record names one of its commits
	ByDiscussion Tie = "discussion" // the record's discussion leads to it
	ByTitle      Tie = "title"      // its author gave a commit of the proposal the record's title
	ByAuthor     Tie = "author"     // the same author proposed it on the same day
)

// join finds what is recorded of each proposal.
func (x *weigher) join(amendments []law.Amendment) {
	for i := range x.work.Proposals {
		p := &x.work.Proposals[i]
		s := &x.book.Standings[i]
		if p.Record != nil {
			s.Record, s.By = p.Record, ByFile
			continue
		}
		s.Record, s.By = recordOf(p, amendments)
	}
}

// recordOf is the record that a proposal is joined to by the surest tie.
func recordOf(p *law.Proposal, amendments []law.Amendment) (*law.Amendment, Tie) {
	for _, tie := range [...]struct {
		by  Tie
		has func(*law.Amendment) bool
	}{
		{ByNumber, func(a *law.Amendment) bool { return a.Proposal != "" && a.Proposal == p.Number }},
		{ByTrailer, func(a *law.Amendment) bool { return a.Number != "" && trailer(p, "Amendment") == a.Number }},
		{ByCommit, func(a *law.Amendment) bool { return holds(p, a.Commits) }},
		{ByDiscussion, func(a *law.Amendment) bool { return leadsTo(a.Discussion, p) }},
		{ByTitle, func(a *law.Amendment) bool { return sameTitle(a, p) }},
		{ByAuthor, func(a *law.Amendment) bool { return sameHand(a, p) }},
	} {
		var found *law.Amendment
		for i := range amendments {
			if tie.has(&amendments[i]) {
				if found != nil {
					found = nil // two say so: none is sure
					break
				}
				found = &amendments[i]
			}
		}
		if found != nil {
			return found, tie.by
		}
	}
	return nil, ""
}

// trailer is the value of a trailer of the proposal's commits, without zeros before a
// number; "" without.
func trailer(p *law.Proposal, key string) string {
	for i := range p.Commits {
		for _, t := range p.Commits[i].Trailers {
			if strings.EqualFold(t.Key, key) {
				return strings.TrimLeft(strings.TrimPrefix(t.Value, "#"), "0")
			}
		}
	}
	return ""
}

// holds reports whether a proposal has one of these commits, named by at least seven
// digits.
func holds(p *law.Proposal, commits []string) bool {
	for _, c := range commits {
		for i := range p.Commits {
			if len(c) >= 7 && strings.HasPrefix(p.Commits[i].Hash, c) {
				return true
			}
		}
	}
	return false
}

// leadsTo reports whether an address or reference is that of a proposal.
func leadsTo(discussion string, p *law.Proposal) bool {
	if discussion == "" || p.Number == "" {
		return discussion != "" && (discussion == p.Name || p.Branch != "" && discussion == p.Branch)
	}
	for _, end := range []string{"pull/" + p.Number, "pulls/" + p.Number, "merge_requests/" + p.Number, p.Name} {
		if strings.HasSuffix(strings.TrimSuffix(discussion, "/"), end) {
			return true
		}
	}
	return false
}

// sameTitle reports whether a commit of the proposal, by the record's author, has the
// record's title.
func sameTitle(a *law.Amendment, p *law.Proposal) bool {
	plain := func(s string) string { return strings.TrimRight(strings.TrimSpace(s), ".") }
	for i := range p.Commits {
		c := &p.Commits[i]
		if a.Title != "" && c.Author.Name != "" && strings.Contains(a.Author, c.Author.Name) && strings.EqualFold(plain(a.Title), plain(c.Subject)) {
			return true
		}
	}
	return false
}

// sameHand reports whether a record names the proposal's author and the day of one of
// its commits.
func sameHand(a *law.Amendment, p *law.Proposal) bool {
	if a.Author == "" || a.Dates.Proposed == "" {
		return false
	}
	for i := range p.Commits {
		c := &p.Commits[i]
		if strings.Contains(a.Author, c.Author.Name) && c.Author.Name != "" && string(a.Dates.Proposed) == c.AuthorTime.Format("2006-01-02") {
			return true
		}
	}
	return false
}
