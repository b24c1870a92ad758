package model

import (
	"slices"
	"strings"

	"polity/commons/law"
	"polity/diff"
	"polity/diff/proposal"
	"polity/site/address"
	"polity/site/message"
)

// proposals is the page of what is proposed for a work.
func (b *builder) proposals(p *Page) *Proposals {
	w := b.work
	p.Title = Phrase{Text: b.words.Text("prop.title")}
	p.Description = b.words.Text("prop.description", "title", b.title(w))
	out := &Proposals{Pairs: b.collisions(w, func(proposal.Pair) bool { return true })}
	for _, state := range proposal.States {
		g := ProposalGroup{ID: "x-" + string(state), State: b.proposalState(state), Means: b.means(w, state)}
		for i := range w.book.Standings {
			s := &w.book.Standings[i]
			if s.State == state {
				g.Cards = append(g.Cards, b.proposalCard(w, i))
			}
		}
		if len(g.Cards) > 0 {
			slices.Reverse(g.Cards)
			out.Groups = append(out.Groups, g)
			out.Counts = append(out.Counts, Count{len(g.Cards), b.words.Text("prop.count_"+key(string(state)), "n", len(g.Cards))})
		}
	}
	out.Tally = b.tally(w)
	for _, src := range b.site.Commons.Sources {
		if slices.Contains(src.Works, w.law.ID) && src.Aside > 0 {
			out.Aside = b.words.Text("prop.aside", "n", src.Aside)
		}
	}
	if free := w.book.Together(); len(free) > 1 {
		for _, i := range free {
			out.Free = append(out.Free, b.proposalLink(w, i))
		}
	}
	for i := range w.sets {
		out.Sets = append(out.Sets, Link{Phrase: b.phrase(w.setTitle(i), w.lang), Href: b.to(w.at.ProposalSet(w.sets[i]))})
	}
	if len(w.book.Crowded) > 0 {
		out.Note = b.words.Text("prop.crowded", "n", len(w.book.Crowded))
	}
	if w.live() > 1 {
		out.Script = b.to(w.at.ProposalFile("data.js"))
	}
	p.Data = []Link{b.said("site.json", w.at.ProposalFile("data.json"))}
	return out
}

// tally counts a work's proposals as git and merging know them, and the requests of all
// its repository. What there is none of is left out.
func (b *builder) tally(w *work) []Fact {
	t := w.book.Tally()
	var out []Fact
	add := func(label string, n int) {
		if n > 0 {
			out = append(out, Fact{label, unquoted(b.words.Number(n))})
		}
	}
	add(b.words.Text("prop.tally_all"), t.All)
	add(b.words.Text("prop.tally_merged"), t.Merged)
	add(b.words.Text("prop.tally_within"), t.Within)
	add(b.forced(w, "prop.tally_fits"), t.Fits)
	add(b.forced(w, "prop.tally_unfit"), t.Unfit)
	add(b.words.Text("prop.tally_bare"), t.Bare)
	for _, src := range b.site.Commons.Sources {
		if r := src.Requests; slices.Contains(src.Works, w.law.ID) && r.All > 0 {
			number := b.words.Number
			out = append(out, Fact{b.words.Text("prop.tally_requests"), unquoted(b.words.Text("prop.requests", "all", number(r.All), "merged", number(r.Merged), "within", number(r.Within)))})
		}
	}
	return out
}

// means is what a state says and does not say.
func (b *builder) means(w *work, s proposal.State) string {
	k := "prop.means_" + key(string(s))
	switch s {
	case proposal.Unknown, proposal.Stale, proposal.WasInForce:
		return b.forced(w, k)
	}
	return b.words.Text(k)
}

// meansOf is what the state of one proposal says: of one that no longer fits, though it
// was adopted, that both are so.
func (b *builder) meansOf(w *work, s *proposal.Standing) string {
	if s.State == proposal.Stale && s.Record != nil && s.Record.Status == law.Adopted {
		return b.forced(w, "prop.means_adopted")
	}
	return b.means(w, s.State)
}

// live is how many proposals wait for a decision, as far as is known.
func (w *work) live() int {
	n := 0
	for i := range w.book.Standings {
		if w.book.Standings[i].Live {
			n++
		}
	}
	return n
}

func (w *work) setTitle(i int) string {
	if t := w.law.Sets[i].Title; t != "" {
		return t
	}
	return w.law.Sets[i].ID
}

// key is a word as it stands in the keys of messages.
func key(s string) string {
	out := []byte(s)
	for i := range out {
		if out[i] == '-' {
			out[i] = '_'
		}
	}
	return string(out)
}

func (b *builder) proposalState(s proposal.State) Mark {
	return Mark{string(s), b.words.Text("prop.state_" + key(string(s)))}
}

// proposalLink leads to a proposal's page by its number or name.
func (b *builder) proposalLink(w *work, i int) Link {
	page := w.at.Proposal(w.proposed[i])
	return Link{Phrase: Phrase{Text: b.proposalName(&w.law.Proposals[i])}, Href: b.to(page), Current: page == b.path}
}

// proposalCalled leads to the page of the proposal that goes by a name, and without one to
// the proposal on its forge, if anywhere. "" is no proposal.
func (b *builder) proposalCalled(w *work, name string) Link {
	switch i := w.proposalCalled(name); {
	case name == "":
		return Link{}
	case i >= 0:
		return b.proposalLink(w, i)
	}
	p := law.Proposal{Number: name}
	if strings.Trim(name, "0123456789") != "" {
		p = law.Proposal{Branch: name}
	}
	return Link{Phrase: Phrase{Text: b.proposalName(&p)}, Href: address.Proposal(w.law, name)}
}

// proposalName is how a proposal is called: «Proposal 14», «Proposal “night-bell”».
func (b *builder) proposalName(p *law.Proposal) string {
	switch {
	case p.Number != "":
		return b.words.Text("prop.numbered", "number", b.words.Digits(p.Number))
	case p.Branch != "":
		return b.words.Text("prop.named", "name", p.Branch)
	}
	return b.words.Text("prop.named", "name", p.ID)
}

// proposalCard is a proposal in a list.
func (b *builder) proposalCard(w *work, i int) ProposalCard {
	s := &w.book.Standings[i]
	p := s.Proposal
	card := ProposalCard{
		Link: b.proposalLink(w, i), ID: p.ID, State: b.proposalState(s.State), Moment: b.moment(p.Dates),
		Title: b.proposalTitle(w, s), Note: b.inShort(w, s),
	}
	if p.Dates.Best() == "" && p.Dates.Proposed != "" {
		card.Moment = b.day(p.Dates.Proposed)
	}
	if n := len(p.Commits); n > 0 {
		card.Subject = p.Commits[0].Subject
		seen := map[string]bool{}
		for k := range p.Commits {
			for _, name := range names(&p.Commits[k]) {
				if !seen[name] && len(card.People) < 4 {
					seen[name] = true
					card.People = append(card.People, name)
				}
			}
		}
	} else if p.Record != nil {
		card.Subject = p.Record.Title
		if p.Record.Author != "" {
			card.People = []string{withoutMail(p.Record.Author)}
		}
	}
	if s.Live {
		card.Clauses = b.touchedLinks(w, s)
	}
	return card
}

// proposalTitle says what a proposal does to the text it left from.
func (b *builder) proposalTitle(w *work, s *proposal.Standing) []Piece {
	p := s.Proposal
	if p.Text == nil {
		return unquoted(b.words.Text("prop.no_text"))
	}
	x := w.beside(law.Version{Text: p.Before}, law.Version{Text: p.Text}, nil, nil)
	if p.Before == nil {
		return b.pieces(w, message.Capital(b.words.Pieces("prop.whole_text", headed(p.Text), map[string][]message.Piece{"n": {{Text: b.words.Number(headed(p.Text))}}})))
	}
	return b.saying(x, 0, 1, &diff.Comparison{Editorial: s.Words == 0}, s.Acts)
}

// touchedLinks are the clauses with pages that a live proposal would change, the first
// few of them.
func (b *builder) touchedLinks(w *work, s *proposal.Standing) []Link {
	const most = 8
	var out []Link
	seen := map[int]bool{}
	for _, unit := range s.Touches {
		k := w.shownWith(unit)
		if k < 0 || seen[k] {
			continue
		}
		seen[k] = true
		if len(out) == most {
			break
		}
		out = append(out, b.clauseLink(w, &w.clauses[k]))
	}
	return out
}

// collisions are the pairs that want says.
func (b *builder) collisions(w *work, want func(proposal.Pair) bool) []Collision {
	var out []Collision
	for _, pair := range w.book.Pairs {
		if !want(pair) {
			continue
		}
		link := func(i int) []message.Piece {
			l := b.proposalLink(w, i)
			return []message.Piece{{Text: l.Text, Href: l.Href}}
		}
		c := Collision{
			Relation: Mark{string(pair.Relation), b.words.Text("prop.relation_" + string(pair.Relation))},
			Sentence: b.pieces(w, b.words.Pieces("prop.pair_"+string(pair.Relation), 0, map[string][]message.Piece{"a": link(pair.First), "b": link(pair.Second)})),
		}
		seen := map[int]bool{}
		for _, unit := range pair.Clauses {
			if k := w.shownWith(unit); k >= 0 && !seen[k] && len(c.Clauses) < 8 {
				seen[k] = true
				c.Clauses = append(c.Clauses, b.clauseLink(w, &w.clauses[k]))
			}
		}
		out = append(out, c)
	}
	return out
}

// mostClashes is how many conflicts a page shows word for word.
const mostClashes = 40

// clashes lay out conflicts of a merge of p into a text.
func (b *builder) clashes(w *work, p *law.Proposal, ours *law.Text, list []proposal.Conflict) []Clash {
	var out []Clash
	for _, c := range list[:min(len(list), mostClashes)] {
		x := Clash{Held: b.forced(w, "prop.clash_ours"), Kind: Mark{c.Kind.String(), b.words.Text("prop.clash_" + c.Kind.String())}, Base: wordsAt(p.Before, c.Base), Ours: wordsAt(ours, c.Ours), Theirs: wordsAt(p.Text, c.Theirs)}
		for _, place := range []struct {
			t    *law.Text
			list []int
		}{{ours, c.Ours}, {p.Text, c.Theirs}, {p.Before, c.Base}} {
			if len(place.list) == 0 {
				continue
			}
			at := subject(place.t, place.list[0])
			if at < 0 {
				at = place.list[0]
			}
			if ours != w.text(w.current) {
				x.Held = b.words.Text("prop.clash_others")
			}
			x.Clause.Phrase = b.phrase(b.full(place.t, at), w.lang)
			if place.t == w.text(w.current) {
				if k := w.shownWith(place.list[0]); k >= 0 {
					x.Clause.Href = b.to(w.at.Clause(w.clauses[k].name))
				}
			}
			break
		}
		out = append(out, x)
	}
	return out
}

// wordsAt are the words of some clauses.
func wordsAt(t *law.Text, list []int) string {
	s := ""
	for k, i := range list {
		c := &t.Clauses[i]
		if k > 0 {
			s += "\n"
		}
		for _, part := range []string{c.Label, c.Heading, c.Text} {
			if part != "" {
				if s != "" && s[len(s)-1] != '\n' {
					s += " "
				}
				s += part
			}
		}
	}
	return clip(s, 1200)
}
