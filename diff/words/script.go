package words

import (
	"slices"
	"strings"

	"github.com/sergi/go-diff/diffmatchpatch"
)

// script is an edit script being found: for each token its partner on the other
// side, or none.
type script struct {
	a, b   []string
	x, y   []rune  // the tokens as code points, equal tokens with equal ones
	toB    []int32 // partner in b of each token of a, -1 without
	movedA []int32 // number of the moved sentence a token stands in, 0 without; nil where none moved
	movedB []int32
	moves  int
}

func newScript(a, b []string) *script {
	s := &script{a: a, b: b, toB: make([]int32, len(a))}
	for i := range s.toB {
		s.toB[i] = -1
	}
	s.x, s.y = encode(a, b)
	return s
}

// encode maps tokens to code points so that a diff of strings is one of tokens.
// Surrogates are left out: they do not survive the conversion to a string.
func encode(a, b []string) (x, y []rune) {
	code := make(map[string]rune, len(a)+16)
	next := rune(1)
	assign := func(tokens []string) []rune {
		out := make([]rune, len(tokens))
		for i, t := range tokens {
			r, ok := code[t]
			if !ok {
				if next == 0xD800 {
					next = 0xE000
				}
				r, code[t] = next, next
				if next < 0x10FFFF { // beyond a million distinct tokens the rest count as one
					next++
				}
			}
			out[i] = r
		}
		return out
	}
	return assign(a), assign(b)
}

// settle finds the partner of every token that has one.
func (s *script) settle() {
	lo, hiA, hiB := 0, len(s.a), len(s.b)
	for lo < hiA && lo < hiB && s.a[lo] == s.b[lo] {
		s.toB[lo] = int32(lo)
		lo++
	}
	for hiA > lo && hiB > lo && s.a[hiA-1] == s.b[hiB-1] {
		hiA, hiB = hiA-1, hiB-1
		s.toB[hiA] = int32(hiB)
	}
	for _, g := range s.sentences(lo, hiA, hiB) {
		s.between(g)
	}
}

// gap is a stretch of both sides, half open, still to be compared.
type gap struct{ a0, a1, b0, b1 int }

// maxCells bounds the product of two lengths given to the quadratic algorithm:
// about 30 ms of work on an ordinary machine.
const maxCells = 4 << 20

// between compares one gap. Where it is large it is first cut at tokens that occur
// once on each side, or at three tokens in a row that do. A large gap that has
// neither is repetition without likeness and is left unpaired.
func (s *script) between(g gap) {
	for g.a0 < g.a1 && g.b0 < g.b1 && s.same(g.a0, g.b0) {
		s.toB[g.a0] = int32(g.b0)
		g.a0, g.b0 = g.a0+1, g.b0+1
	}
	for g.a0 < g.a1 && g.b0 < g.b1 && s.same(g.a1-1, g.b1-1) {
		g.a1, g.b1 = g.a1-1, g.b1-1
		s.toB[g.a1] = int32(g.b1)
	}
	n, m := g.a1-g.a0, g.b1-g.b0
	if n == 0 || m == 0 {
		return
	}
	if n*m <= maxCells {
		s.myers(g)
		return
	}
	for _, width := range []int{1, 3} {
		anchors := s.anchors(g, width)
		if len(anchors) == 0 {
			continue
		}
		for _, at := range anchors {
			s.between(gap{g.a0, at[0], g.b0, at[1]})
			s.toB[at[0]] = int32(at[1])
			g.a0, g.b0 = at[0]+1, at[1]+1
		}
		s.between(g)
		return
	}
}

// same reports whether two tokens may be partners: equal, and not part of a
// sentence that moved.
func (s *script) same(i, j int) bool {
	return s.x[i] == s.y[j] && (s.moves == 0 || s.movedA[i] == 0 && s.movedB[j] == 0)
}

// anchors are the longest run of rising pairs among the stretches of width tokens
// that occur once on each side of the gap.
func (s *script) anchors(g gap, width int) [][2]int {
	type places struct{ a, b, na, nb int }
	seen := map[[3]rune]*places{}
	count := func(t []rune, i0, i1 int, note func(p *places, i int)) {
		for i := i0; i+width <= i1; i++ {
			var key [3]rune
			copy(key[:], t[i:i+width])
			p := seen[key]
			if p == nil {
				p = &places{}
				seen[key] = p
			}
			note(p, i)
		}
	}
	count(s.x, g.a0, g.a1, func(p *places, i int) { p.a, p.na = i, p.na+1 })
	count(s.y, g.b0, g.b1, func(p *places, i int) { p.b, p.nb = i, p.nb+1 })
	var once [][2]int
	for _, p := range seen {
		if p.na == 1 && p.nb == 1 && s.same(p.a, p.b) {
			once = append(once, [2]int{p.a, p.b})
		}
	}
	slices.SortFunc(once, func(p, q [2]int) int { return p[0] - q[0] })
	keep := Rising(len(once), func(i int) int { return once[i][1] }, func(int) int { return 1 })
	out := make([][2]int, len(keep))
	for i, k := range keep {
		out[i] = once[k]
	}
	return out
}

// myers runs go-diff over one gap, without a time limit: the result must be the
// same on every machine.
func (s *script) myers(g gap) {
	x, y := slices.Clone(s.x[g.a0:g.a1]), slices.Clone(s.y[g.b0:g.b1])
	if s.moves > 0 {
		// Code points that the other side does not have keep moved sentences apart.
		for i := range x {
			if s.movedA[g.a0+i] != 0 {
				x[i] = 0x10FFFE
			}
		}
		for j := range y {
			if s.movedB[g.b0+j] != 0 {
				y[j] = 0x10FFFF
			}
		}
	}
	dmp := diffmatchpatch.New()
	dmp.DiffTimeout = 0
	i, j := g.a0, g.b0
	for _, d := range dmp.DiffMainRunes(x, y, false) {
		for range d.Text {
			switch d.Type {
			case diffmatchpatch.DiffEqual:
				s.toB[i] = int32(j)
				i, j = i+1, j+1
			case diffmatchpatch.DiffDelete:
				i++
			default:
				j++
			}
		}
	}
}

// hunk is a place where the sides differ, half open; either may be empty.
type hunk struct {
	a0, a1, b0, b1 int
	moved          int // the number of the moved sentence it is one end of
}

// hunks reads the differences off the partners. Ends of moved sentences are hunks
// of their own.
func (s *script) hunks() []hunk {
	var out []hunk
	i, j := 0, 0
	for i < len(s.a) || j < len(s.b) {
		if i < len(s.a) && s.toB[i] == int32(j) {
			i, j = i+1, j+1
			continue
		}
		h := hunk{a0: i, b0: j}
		for i < len(s.a) && s.toB[i] < 0 {
			i++
		}
		end := len(s.b)
		if i < len(s.a) {
			end = int(s.toB[i])
		}
		j = end
		h.a1, h.b1 = i, j
		out = s.cutMoved(out, h)
	}
	return out
}

// cutMoved appends h, cut where moved sentences begin and end: first what is only
// old, then what is only new, in their order.
func (s *script) cutMoved(out []hunk, h hunk) []hunk {
	if s.moves == 0 {
		return append(out, h)
	}
	plain := hunk{a0: h.a0, a1: h.a0, b0: h.b0, b1: h.b0}
	flush := func() {
		if plain.a1 > plain.a0 || plain.b1 > plain.b0 {
			out = append(out, plain)
		}
	}
	for i := h.a0; i < h.a1; {
		n := s.movedA[i]
		k := i
		for k < h.a1 && s.movedA[k] == n {
			k++
		}
		if n != 0 {
			flush()
			out = append(out, hunk{a0: i, a1: k, b0: h.b0, b1: h.b0, moved: int(n)})
			plain = hunk{a0: k, a1: k, b0: h.b0, b1: h.b0}
		} else {
			plain.a1 = k
		}
		i = k
	}
	for j := h.b0; j < h.b1; {
		n := s.movedB[j]
		k := j
		for k < h.b1 && s.movedB[k] == n {
			k++
		}
		if n != 0 {
			flush()
			out = append(out, hunk{a0: h.a1, a1: h.a1, b0: j, b1: k, moved: int(n)})
			plain = hunk{a0: h.a1, a1: h.a1, b0: k, b1: k}
		} else {
			plain.b1 = k
		}
		j = k
	}
	flush()
	return out
}

// runs writes hunks and what lies between them as text.
func (s *script) runs(hs []hunk) []Run {
	var out []Run
	emit := func(op byte, tokens []string, moved int, number bool) {
		if len(tokens) > 0 {
			out = append(out, Run{Op: op, Text: strings.Join(tokens, ""), Moved: moved, Number: number})
		}
	}
	i := 0
	for _, h := range hs {
		emit('=', s.a[i:h.a0], 0, false)
		n := onlyNumbers(s.a, s.b, h)
		emit('-', s.a[h.a0:h.a1], h.moved, n)
		emit('+', s.b[h.b0:h.b1], h.moved, n)
		i = h.a1
	}
	emit('=', s.a[i:], 0, false)
	return out
}

// onlyNumbers reports whether both sides of a hunk are the same but for numerals.
func onlyNumbers(a, b []string, h hunk) bool {
	n := h.a1 - h.a0
	if n == 0 || n != h.b1-h.b0 {
		return false
	}
	for k := range n {
		i, j := h.a0+k, h.b0+k
		if a[i] != b[j] && !(numeral(a, i) && numeral(b, j)) {
			return false
		}
	}
	return true
}
