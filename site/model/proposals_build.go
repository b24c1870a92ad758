package model

import (
	"slices"

	"polity/commons/law"
	"polity/diff"
	"polity/diff/lineage"
	"polity/diff/proposal"
	"polity/site/address"
	"polity/site/message"
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
	for i := range c.Pairs {
		if p := &c.Pairs[i]; len(p.Old) > 0 && len(p.New) > 0 && p.Old[0] < len(ids) {
			out[p.New[0]] = ids[p.Old[0]]
		}
	}
	return out
}

// against compares two texts for a page.
func (b *builder) against(old, new law.Version, oldIDs []string, whole bool) *Difference {
	w := b.work
	c := b.site.comparer.Compare(old.Text, new.Text)
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

// proposals is the page of what is proposed for a work.
func (b *builder) proposals(p *Page) *Proposals {
	w := b.work
	p.Title = Phrase{Text: b.words.Text("prop.title")}
	p.Description = b.words.Text("prop.description", "title", b.title(w))
	out := &Proposals{Pairs: b.collisions(w, func(proposal.Pair) bool { return true })}
	for _, state := range proposal.States {
		g := ProposalGroup{ID: "x-" + string(state), State: b.proposalState(state), Means: b.words.Text("prop.means_" + key(string(state)))}
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
		x := Clash{Held: b.words.Text("prop.clash_ours"), Kind: Mark{c.Kind.String(), b.words.Text("prop.clash_" + c.Kind.String())}, Base: wordsAt(p.Before, c.Base), Ours: wordsAt(ours, c.Ours), Theirs: wordsAt(p.Text, c.Theirs)}
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
		for i := len(w.book.Standings) - 1; i >= 0; i-- {
			if w.book.Standings[i].Live {
				x.Cards = append(x.Cards, b.proposalCard(w, i))
			}
		}
		if len(x.Cards) == 0 {
			continue
		}
		for k := range w.clauses {
			if list := w.contests[k]; len(list) > 1 {
				c := ContestedClause{Link: b.clauseLink(w, &w.clauses[k])}
				for _, i := range list {
					c.Proposals = append(c.Proposals, b.proposalLink(w, i))
				}
				x.Clauses = append(x.Clauses, c)
			}
		}
		x.Pairs = b.collisions(w, func(p proposal.Pair) bool { return p.Relation != proposal.Touch })
		total, clauses = total+len(x.Cards), clauses+len(x.Clauses)
		out.Works = append(out.Works, x)
	}
	out.Counts = []Count{{total, b.words.Text("prop.count_live", "n", total)}, {clauses, b.words.Text("prop.count_contested", "n", clauses)}}
	return out
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
