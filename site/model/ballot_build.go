package model

import (
	"slices"

	"polity/commons/law"
	"polity/commons/markup"
	"polity/site/address"
	"polity/site/message"
)

// balloted reports whether a proposal has a ballot sheet: it waits for a decision, it
// would change the text in force, and there is room for its words.
func (w *work) balloted(i int) bool {
	s := &w.book.Standings[i]
	return w.current >= 0 && s.Live && s.Applies && s.Anew && s.Proposal.Text != nil && !w.brief[i]
}

// passes is balloted for a set: each member has a sheet of its own, and they can all
// be merged. What cannot pass together cannot be voted on as one text.
func (w *work) passes(n int) bool {
	list, unknown := w.members(n)
	if len(list) == 0 || len(unknown) > 0 {
		return false
	}
	for _, i := range list {
		if !w.balloted(i) {
			return false
		}
	}
	return len(w.book.Combine(list).Failed) == 0
}

// members are the proposals of a set by their places, each once, and the names in it that
// no proposal has.
func (w *work) members(n int) (list []int, unknown []string) {
	for _, name := range w.law.Sets[n].Proposals {
		switch i := w.proposalCalled(name); {
		case i < 0:
			unknown = append(unknown, name)
		case !slices.Contains(list, i):
			list = append(list, i)
		}
	}
	return list, unknown
}

// ballotLink leads from a proposal's page to its sheet; nil without one.
func (b *builder) ballotLink(file string, has bool) *Link {
	if !has {
		return nil
	}
	l := b.said("ballot.link", file)
	return &l
}

// ballot is the sheet of proposal i.
func (b *builder) ballot(p *Page, i int) *Ballot {
	w := b.work
	out := b.sheet([]int{i}, w.book.Merged(i).Text)
	out.Sentence = out.Change.Sentence
	b.ballotFrame(p, out.Members[0].Link)
	return out
}

// setBallot is the sheet of set n.
func (b *builder) setBallot(p *Page, n int) *Ballot {
	w := b.work
	list, _ := w.members(n)
	out := b.sheet(list, w.book.Combine(list).Text)
	out.Set, out.Sentence = true, out.Change.Sentence
	b.ballotFrame(p, Link{Phrase: b.phrase(w.setTitle(n), w.lang), Href: b.to(w.at.ProposalSet(w.sets[n]))})
	return out
}

// ballotFrame names a sheet after what is voted on.
func (b *builder) ballotFrame(p *Page, of Link) {
	p.Title = Phrase{Text: b.words.Text("ballot.title", "name", of.Text)}
	p.Description = b.words.Text("ballot.description", "name", of.Text, "title", b.title(b.work))
	p.Crumbs = append(p.Crumbs, b.said("prop.tab", b.work.at.ProposalList()), of)
}

// sheet is what all ballots have: some proposals, and the text that they would make.
func (b *builder) sheet(list []int, proposed *law.Text) *Ballot {
	w := b.work
	now := w.inForceNow()
	d := b.against(now, law.Version{ID: b.words.Text("ballot.proposed"), Text: proposed}, w.idsOf(now.Text), false)
	d.Stretches = slices.DeleteFunc(d.Stretches, func(s Stretch) bool { return s.Same })
	out := &Ballot{Change: d}
	if b.site.instrument != nil {
		out.Instrument = b.steps(b.site.instrument(now.Text, proposed))
	}
	out.Facts = append(out.Facts, Fact{b.words.Text("ballot.text"), []Piece{{Phrase: b.phrase(b.title(w), w.lang)}}})
	said := map[string]bool{}
	for _, i := range list {
		s := &w.book.Standings[i]
		card := b.proposalCard(w, i)
		out.Members = append(out.Members, card)
		for _, rule := range b.rules(w, s) {
			if words := plain(rule); !said[words] {
				said[words] = true
				out.Rules = append(out.Rules, rule)
			}
		}
		for _, reason := range reasonsFor(s.Proposal, s.Record) {
			if len(list) > 1 {
				reason.Proposal = card.Link.Text
			}
			out.Reasons = append(out.Reasons, reason)
		}
		if s.Proposal.Head != "" {
			out.Facts = append(out.Facts, Fact{card.Link.Text, []Piece{exact(s.Proposal.Head, address.Commit(w.law, s.Proposal.Head))}})
		}
	}
	digest := func(key, value string) {
		out.Facts = append(out.Facts, Fact{b.words.Text(key), []Piece{exact(value, "")}})
	}
	digest("ballot.digest_now", b.site.Digest(now.Text))
	digest("ballot.digest_then", markup.Digest(proposed)) // of this page alone, so not kept
	return out
}

// steps sets what an instrument takes from the texts in their language.
func (b *builder) steps(list []Step) []Step {
	lang := b.phrase("", b.work.lang)
	for i := range list {
		for k := range list[i].Sentence {
			if p := &list[i].Sentence[k]; p.Quoted {
				p.Lang, p.Dir = lang.Lang, lang.Dir
			}
		}
		for k := range list[i].Block {
			list[i].Block[k].Lang, list[i].Block[k].Dir = b.work.lang, message.Dir(b.work.lang)
		}
	}
	return list
}

// Of the reasons of a proposal a sheet has room for a few commits and the beginning of
// long words; the rest is on the proposal's own page.
const (
	mostReasons    = 4
	longestReasons = 1500
)

// reasonsFor are the reasons of a proposal: those of its record, else what its commits
// say.
func reasonsFor(p *law.Proposal, a *law.Amendment) []Reason {
	if a != nil {
		r := Reason{Title: a.Title}
		if a.Reasons != nil {
			for i := range a.Reasons.Clauses {
				if words := wordsAt(a.Reasons, []int{i}); words != "" {
					r.Paras = append(r.Paras, words)
				}
			}
		}
		if len(r.Paras) > 0 {
			return []Reason{r}
		}
	}
	var out []Reason
	for k := range p.Commits[:min(len(p.Commits), mostReasons)] {
		c := &p.Commits[k]
		r := Reason{Title: c.Subject}
		if body := clip(withoutMail(c.Body), longestReasons); body != "" {
			r.Paras = []string{body}
		}
		if r.Title != "" || len(r.Paras) > 0 {
			out = append(out, r)
		}
	}
	return out
}
