package message

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

// Act is one thing that a change did, for Sentence.
type Act struct {
	Verb    string  // amends | inserts | repeals | replaces | retitles | renumbers | moves | splits | merges
	Clauses []Range // what it was done to, in the order of the text
	Into    []Range // what came of it: the new numbers, the new place, the parts; empty where there is nothing to say
	Count   int     // clauses in all; used where Clauses is empty
	More    int     // clauses beyond those that Clauses names
}

// Range is one clause, or a run of neighbours from one to another. Labels are
// quoted as the document prints them.
type Range struct {
	From, To     string // To is "" for one clause
	Href, ToHref string
	Words        bool // From is words of the interface («the whole text»), not a label to quote
}

// most is the number of ranges an act names in a sentence before it counts.
const most = 4

// Sentence says what a change did: «Amends Art. 4(2); inserts Art. 7a; renumbers
// 8–11.» without the full stop. No act at all is the message «speech.nothing».
func (c *Catalogue) Sentence(acts []Act) []Piece {
	if len(acts) == 0 {
		return Capital(c.Pieces("speech.nothing", 0, nil))
	}
	out := c.Act(acts[0])
	for _, a := range acts[1:] {
		out = c.Pieces("speech.join", 1, map[string][]Piece{"a": out, "b": c.Act(a)})
	}
	return Capital(out)
}

// Act says one act, in lower case where the language has it.
func (c *Catalogue) Act(a Act) []Piece {
	n := max(a.Count, len(a.Clauses))
	args := map[string][]Piece{"what": c.ranges(a.Clauses, a.More, a.Count)}
	key := "speech." + a.Verb
	if len(a.Into) > 0 {
		key += "_into"
		args["into"] = c.ranges(a.Into, a.More, 0)
	}
	return c.Pieces(key, n, args)
}

// ranges lists clauses, the first few by name and the others by number.
func (c *Catalogue) ranges(all []Range, more, count int) []Piece {
	if len(all) == 0 {
		return c.Pieces("speech.clauses", count, map[string][]Piece{"n": {{Text: c.Number(count)}}})
	}
	shown := all
	if len(all) > most+1 || len(all) > most && more > 0 {
		shown = all[:most]
	}
	items := make([][]Piece, 0, len(shown)+1)
	for _, r := range shown {
		items = append(items, c.span(r))
	}
	if rest := len(all) - len(shown) + more; rest > 0 {
		items = append(items, c.Pieces("speech.more", rest, map[string][]Piece{"n": {{Text: c.Number(rest)}}}))
	}
	return c.List(items)
}

func (c *Catalogue) span(r Range) []Piece {
	from := []Piece{{Text: r.From, Quoted: !r.Words, Href: r.Href}}
	if r.To == "" {
		return from
	}
	to := []Piece{{Text: r.To, Quoted: true, Href: r.ToHref}}
	return c.Pieces("speech.range", 1, map[string][]Piece{"a": from, "b": to})
}

// Capital makes the first letter of a sentence a capital, unless it is quoted.
// The pieces given are not changed.
func Capital(pieces []Piece) []Piece {
	if len(pieces) == 0 || pieces[0].Quoted {
		return pieces
	}
	first, size := utf8.DecodeRuneInString(pieces[0].Text)
	upper := unicode.ToUpper(first)
	if upper == first || size == 0 {
		return pieces
	}
	out := slices.Clone(pieces)
	out[0].Text = string(upper) + out[0].Text[size:]
	return out
}
