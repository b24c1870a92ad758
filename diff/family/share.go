package family

import (
	"unicode"

	"polity/commons/law"
	"polity/diff"
	"polity/diff/words"
)

// share is how much of the fork's text in force stands in its upstream: all of a clause
// that some version of the upstream has to the letter, and of any other the words that
// the clause has which it answers to, at the fork point or today, whichever has more.
// Clauses that answer to none count as the fork's own, whatever they say.
func (m *mover) share(compared ...*diff.Comparison) float64 {
	kept := make([]float64, len(m.cur.Clauses))
	for _, c := range compared {
		for _, p := range c.Pairs {
			part := m.common(p)
			for _, n := range p.New {
				kept[n] = max(kept[n], part)
			}
		}
	}
	held := m.f.held[m.f.at[m.r.Upstream]]
	all, same := 0.0, 0.0
	for i := range m.cur.Clauses {
		c := &m.cur.Clauses[i]
		if _, ok := held[m.f.reading(c)]; ok {
			kept[i] = 1
		}
		n := float64(letters(c.Heading) + letters(c.Text))
		all += n
		same += n * kept[i]
	}
	if all == 0 {
		return 0
	}
	return same / all
}

// common is the share of the new side's letters that a pair has in common.
func (m *mover) common(p *diff.Pair) float64 {
	if len(p.Old) == 0 || len(p.New) == 0 {
		return 0
	}
	if p.Kept() {
		return 1
	}
	all, same := 0, 0
	for _, part := range []struct {
		runs []words.Run
		of   func(*law.Clause) string
	}{{p.Heading, func(c *law.Clause) string { return c.Heading }}, {p.Words, func(c *law.Clause) string { return c.Text }}} {
		n := 0
		for _, k := range p.New {
			n += letters(part.of(&m.cur.Clauses[k]))
		}
		all += n
		if part.runs == nil { // alike to the byte
			same += n
		}
		for _, r := range part.runs {
			if r.Op == '=' || r.Op == '+' && r.Moved > 0 {
				same += letters(r.Text)
			}
		}
	}
	if all == 0 {
		return 0
	}
	return min(1, float64(same)/float64(all))
}

// letters counts what a word is made of.
func letters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			n++
		}
	}
	return n
}
