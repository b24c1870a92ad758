package model

import (
	"cmp"
	"strings"

	"polity/commons/law"
	"polity/diff"
	"polity/site/address"
)

// card is a change in a list.
func (b *builder) card(w *work, i int) ChangeCard {
	c := &w.law.Changes[i]
	v := &w.law.Versions[c.To]
	card := ChangeCard{
		N: i + 1, Proposal: b.proposalCalled(w, proposalOf(c)), Href: b.to(w.at.Change(i + 1)), Moment: b.moment(v.Dates), Title: b.sentence(w, i),
		Subject: c.Commit.Subject, People: names(&c.Commit), Editorial: c.From >= 0 && w.history.Changes[i].Editorial, First: c.From < 0,
		Version: v.Name, Short: short(c.Commit.Hash), Touched: w.sizes[i](),
	}
	if w.versions[c.To] != "" {
		card.VersionHref = b.to(w.at.Version(w.versions[c.To]))
	}
	return card
}

// proposalOf is the number of the proposal that a change merged; "" for none.
func proposalOf(c *law.Change) string { return cmp.Or(c.Number, c.Commit.Proposal) }

// withSteps is a card with the commits that a merged proposal unfolds into.
func (b *builder) withSteps(w *work, i int) ChangeCard {
	card := b.card(w, i)
	for k, s := range w.law.Changes[i].Steps {
		c := w.history.Steps[i][k]
		card.Steps = append(card.Steps, StepCard{
			Moment: b.moment(w.law.Versions[s.To].Dates), Title: b.saying(w, s.From, s.To, c, diff.Summarise(c, w.text(s.From), w.text(s.To))),
			Subject: s.Commit.Subject, People: names(&s.Commit), Editorial: s.From >= 0 && c.Editorial, Short: short(s.Commit.Hash),
			Forge: address.Commit(w.law, s.Commit.Hash),
		})
	}
	return card
}

// withWork is a card for a page of more than one work.
func (b *builder) withWork(w *work, i int) ChangeCard {
	card := b.card(w, i)
	l := b.workLink(w)
	card.Work = &l
	return card
}

// names are the people of a commit: author, then co-authors, each once.
func names(c *law.Commit) []string {
	var out []string
	seen := map[string]bool{"": true}
	for _, p := range append([]law.Person{c.Author}, c.With...) {
		if !seen[p.Name] {
			seen[p.Name] = true
			out = append(out, p.Name)
		}
	}
	return out
}

// people are the same with their parts in it, and who recorded it where that is
// somebody else.
func (b *builder) people(c *law.Commit) []Person {
	var out []Person
	for i, name := range names(c) {
		role := "change.author"
		if i > 0 {
			role = "change.with"
		}
		out = append(out, Person{name, b.words.Text(role)})
	}
	if n := c.Committer.Name; n != "" && n != c.Author.Name && n != "GitHub" {
		out = append(out, Person{n, b.words.Text("change.committer")})
	}
	return out
}

// withoutMail drops mail addresses in angle brackets: pages name people and do not
// hand out where to write to them.
func withoutMail(s string) string {
	for {
		open := strings.IndexByte(s, '<')
		end := strings.IndexByte(s, '>')
		if open < 0 || end < open || !strings.Contains(s[open:end], "@") {
			return strings.TrimSpace(s)
		}
		s = strings.TrimRight(s[:open], " ") + s[end+1:]
	}
}

func short(hash string) string { return hash[:min(10, len(hash))] }

// touchedBy counts the headed clauses that a change touched, those of their parts
// that are not headed counted with them.
func touchedBy(c *diff.Comparison, old, new *law.Text) int {
	seen := map[[2]int]bool{}
	for _, pair := range c.Pairs {
		if pair.Kept() {
			continue
		}
		if len(pair.New) > 0 {
			seen[[2]int{1, subject(new, pair.New[0])}] = true
		} else {
			seen[[2]int{0, subject(old, pair.Old[0])}] = true
		}
	}
	return len(seen)
}

// subject is the headed clause that a unit is shown with; -1 above all of them.
func subject(t *law.Text, i int) int {
	for i >= 0 && !t.Clauses[i].Headed() {
		i = t.Clauses[i].Parent
	}
	return i
}
