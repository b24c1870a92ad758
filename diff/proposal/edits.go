package proposal

import (
	"unicode/utf16"

	"polity/commons/law"
	"polity/diff"
	"polity/diff/align"
	"polity/diff/words"
)

// Edit is one thing that merging a proposal does to a clause of the text in force, in
// the form in which a browser puts several together: see Edits.
type Edit struct {
	At      int     `json:"at"`                // the clause; for what is inserted the clause behind which it stands, -1 at the beginning
	Gone    bool    `json:"gone,omitempty"`    // it is removed, or stands elsewhere
	Label   *string `json:"label,omitempty"`   // its new label; nil where it keeps the one it has
	Heading []Hunk  `json:"heading,omitempty"` // stretches of its heading that are written anew
	Text    []Hunk  `json:"text,omitempty"`    // and of its text
	Add     *Line   `json:"add,omitempty"`     // a clause inserted there; nil for anything else
}

// Hunk is a stretch from From to To, counted in UTF-16 as browsers do, that becomes Text.
type Hunk struct {
	From int    `json:"from"`
	To   int    `json:"to"`
	Text string `json:"text"`
}

// Line is a clause as a browser sets it.
type Line struct {
	Label   string `json:"label"`
	Heading string `json:"heading"`
	Text    string `json:"text"`
	Depth   int    `json:"depth"`
}

// LineOf is a clause as a browser sets it.
func LineOf(c *law.Clause) Line { return Line{c.Label, c.Heading, c.Text, c.Depth} }

// Edits are what merging a live proposal would do to the text in force, clause by
// clause in its order; nil for others. What stands elsewhere afterwards is gone from
// its place and inserted at the new one. Laid over the text in force they give the
// text that Merged gives.
func (b *Book) Edits(i int) []Edit {
	if !b.Standings[i].Live {
		return nil
	}
	r := b.Merged(i)
	if r == nil {
		return nil
	}
	c := diff.Compare(b.current, r.Text)
	var out []Edit
	behind := -1
	for _, p := range c.Pairs {
		moved := p.Flags&(align.Moved|align.Carried) != 0
		if len(p.Old) == 1 && len(p.New) == 1 && !moved {
			if e, ok := edited(p.Old[0], b.current, r.Text, p); ok {
				out = append(out, e)
			}
			behind = p.Old[0]
			continue
		}
		for _, o := range p.Old {
			out = append(out, Edit{At: o, Gone: true})
		}
		for _, n := range p.New {
			line := LineOf(&r.Text.Clauses[n])
			out = append(out, Edit{At: behind, Add: &line})
		}
	}
	return out
}

// edited is what became of a clause that stayed in its place; false where nothing.
func edited(at int, now, then *law.Text, p *diff.Pair) (Edit, bool) {
	x, y := &now.Clauses[at], &then.Clauses[p.New[0]]
	e := Edit{At: at, Heading: hunks(p.Heading), Text: hunks(p.Words)}
	if x.Label != y.Label {
		e.Label = &y.Label
	}
	return e, e.Label != nil || e.Heading != nil || e.Text != nil
}

// hunks are the stretches of a comparison that differ.
func hunks(runs []words.Run) []Hunk {
	var out []Hunk
	at, open := 0, false
	for _, r := range runs {
		n := len(utf16.Encode([]rune(r.Text)))
		if r.Op == '=' {
			at, open = at+n, false
			continue
		}
		if !open {
			out, open = append(out, Hunk{From: at, To: at}), true
		}
		h := &out[len(out)-1]
		if r.Op == '-' {
			at += n
			h.To = at
		} else {
			h.Text += r.Text
		}
	}
	return out
}
