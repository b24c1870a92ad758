package reuse

import (
	"slices"

	"polity/commons/law"
)

// taking is a borrowing and the runs of words that were taken.
type taking struct {
	Borrowing
	runs []run
}

// last is what a book was concluded to have the last time, by places; nil where its text
// is another.
func (x *conclusion) last() map[[2]Place]*taking {
	if !x.same[x.book] {
		return nil
	}
	out := make(map[[2]Place]*taking, len(x.taken))
	for i := range x.taken {
		y := &x.taken[i]
		if w := y.From.Work; w >= 0 && x.same[w] {
			out[[2]Place{y.From, y.To}] = y
		}
	}
	return out
}

// spans are those of the last time where nothing changed.
func (x *conclusion) spans(a, b Place, runs []run) []Span {
	if y := x.concluded[[2]Place{b, a}]; y != nil && slices.Equal(y.runs, runs) {
		return y.Spans
	}
	return x.library.spans(a, b, runs)
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
