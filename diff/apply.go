package diff

import (
	"errors"
	"fmt"
	"slices"

	"polity/commons/law"
	"polity/diff/words"
)

// Apply makes the new text out of the old one: words that stayed are taken from
// old, words that came from the comparison, and labels, kinds, styles and places
// from the new text that was compared. old may be any text with the same words as
// the one that was compared; where a clause is missing or its words are others, the
// error says which, and so it does for a Comparison that neither Compare nor Decode
// made. A nil old is the empty text. The comparison and old stay as they are.
func Apply(c *Comparison, old *law.Text) (*law.Text, error) {
	if c == nil || c.old == nil {
		return nil, errors.New("the comparison was made by neither Compare nor Decode: it knows no texts")
	}
	if old == nil {
		old = &law.Text{}
	}
	if len(old.Clauses) != len(c.old.Clauses) {
		return nil, fmt.Errorf("the text has %d clauses, not the %d that were compared", len(old.Clauses), len(c.old.Clauses))
	}
	out := *c.new
	out.Clauses = slices.Clone(c.new.Clauses)
	for _, p := range c.Pairs {
		if err := p.apply(p.Heading, old, &out, heading, func(c *law.Clause, s string) { c.Heading = s }); err != nil {
			return nil, err
		}
		if err := p.apply(p.Words, old, &out, text, func(c *law.Clause, s string) { c.Text = s }); err != nil {
			return nil, err
		}
	}
	return &out, nil
}

// apply sets one part of the pair's new clauses.
func (p *Pair) apply(runs []words.Run, old, out *law.Text, part func(*law.Clause) string, set func(*law.Clause, string)) error {
	before := joined(old, p.Old, part)
	after := before
	if runs != nil {
		if words.Plain(runs, '-') != before {
			return fmt.Errorf("clause %s has other words than the one that was compared", old.Clauses[p.Old[0]].EID)
		}
		after = words.Plain(runs, '+')
	}
	for _, j := range p.New {
		c := &out.Clauses[j]
		n := len(part(c)) // where one clause ends and the next begins is part of the frame
		if n > len(after) {
			return fmt.Errorf("clause %s has fewer words than the one that was compared", c.EID)
		}
		set(c, after[:n])
		if n > 0 {
			after = after[min(len(after), n+1):]
		}
	}
	if after != "" {
		return fmt.Errorf("clause %s has more words than the one that was compared", out.Clauses[p.New[len(p.New)-1]].EID)
	}
	return nil
}
