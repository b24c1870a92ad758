package reuse

import (
	"slices"

	"polity/commons/law"
	"polity/diff/letters"
)

// located is the spans of a claim and its pick, with a hash of what they were found in.
type located struct {
	sign  uint64
	spans []Span
}

// locate is spans with memory.
func (l *library) locate(x *located, a, b Place, runs []run) []Span {
	sign := l.Cache.names
	for _, p := range [...]Place{a, b} {
		c := l.clause(p)
		sign = letters.Hash(letters.Hash(sign, c.Heading), c.Text)
	}
	if x.sign != sign {
		*x = located{sign, l.spans(a, b, runs)}
	}
	return slices.Clone(x.spans)
}

// spans says at which bytes of two clauses the words of runs stand.
func (l *library) spans(a, b Place, runs []run) []Span {
	if len(runs) == 0 {
		return nil
	}
	x, y := l.positions(l.clause(a)), l.positions(l.clause(b))
	var out []Span
	for _, r := range runs {
		if int(r.a+r.n) > len(x) || int(r.b+r.n) > len(y) {
			continue // never: the units were made of these clauses
		}
		out = append(out, Span{From: [2]int{y[r.b][0], y[r.b+r.n-1][1]}, To: [2]int{x[r.a][0], x[r.a+r.n-1][1]}})
	}
	return out
}

// positions are the bytes of a clause's words as they stand in its unit: names that
// stand together are one.
func (l *library) positions(c *law.Clause) [][2]int {
	var out [][2]int
	before := 0
	name := false
	for _, s := range [...]string{c.Heading, c.Text} {
		scan(s, func(h uint64, kind uint32, from, to int) {
			is := kind&capital != 0 && l.names[h]
			if is && name {
				out[len(out)-1][1] = before + to
			} else {
				out = append(out, [2]int{before + from, before + to})
			}
			name = is
		})
		before += len(s)
	}
	return out
}
