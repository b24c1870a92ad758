package words

import (
	"slices"
	"unicode/utf8"

	"github.com/sergi/go-diff/diffmatchpatch"
)

// script is an edit script being found: for each token its partner on the other
// side, or none.
type script struct {
	a, b   tokens
	x, y   []rune // the tokens as code points, equal tokens with equal ones
	code   coding
	codes  int     // all code points are below it
	has    []uint8 // for myers
	keptA  kept
	keptB  kept
	toB    []int32 // partner in b of each token of a, -1 without
	movedA []int32 // number of the moved sentence a token stands in, 0 without; nil where none moved
	movedB []int32
	moves  int
}

// kept are the tokens of one side that myers looks at: their code points and places.
type kept struct {
	codes []rune
	at    []int
}

// read begins a new script in the memory of the last one.
func (s *script) read(old, new, lang string) {
	s.a.cut(old, lang)
	s.b.cut(new, lang)
	s.toB = slices.Grow(s.toB[:0], s.a.len())[:s.a.len()]
	for i := range s.toB {
		s.toB[i] = -1
	}
	s.movedA, s.movedB, s.moves = nil, nil, 0
	s.encode()
}

// encode maps tokens to code points so that a diff of strings is one of tokens.
// Surrogates are left out: they do not survive the conversion to a string.
func (s *script) encode() {
	s.code.clear(s.a.len() + s.b.len())
	assign := func(out []rune, t *tokens) []rune {
		for i := range t.len() {
			out = append(out, s.code.of(t.token(i)))
		}
		return out
	}
	s.x, s.y = assign(s.x[:0], &s.a), assign(s.y[:0], &s.b)
	s.codes = int(s.code.last) + 2
}

// settle finds the partner of every token that has one.
func (s *script) settle() {
	lo, hiA, hiB := 0, len(s.x), len(s.y)
	for lo < hiA && lo < hiB && s.x[lo] == s.y[lo] {
		s.toB[lo] = int32(lo)
		lo++
	}
	for hiA > lo && hiB > lo && s.x[hiA-1] == s.y[hiB-1] {
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
// same on every machine. Tokens that the other side of the gap does not have are
// left out, as those of moved sentences are: no script pairs them, and the time
// grows with the square of what differs.
func (s *script) myers(g gap) {
	s.has = slices.Grow(s.has[:0], s.codes)[:s.codes] // 1: in the gap's old side, 2: in its new one
	has := s.has
	clear(has)
	for i := g.a0; i < g.a1; i++ {
		if s.moves == 0 || s.movedA[i] == 0 {
			has[s.x[i]] |= 1
		}
	}
	for j := g.b0; j < g.b1; j++ {
		if s.moves == 0 || s.movedB[j] == 0 {
			has[s.y[j]] |= 2
		}
	}
	pick := func(k *kept, t []rune, moved []int32, from, to int) {
		k.codes, k.at = k.codes[:0], k.at[:0]
		for i := from; i < to; i++ {
			if has[t[i]] == 3 && (moved == nil || moved[i] == 0) {
				k.codes, k.at = append(k.codes, t[i]), append(k.at, i)
			}
		}
	}
	pick(&s.keptA, s.x, s.movedA, g.a0, g.a1)
	pick(&s.keptB, s.y, s.movedB, g.b0, g.b1)
	dmp := diffmatchpatch.New()
	dmp.DiffTimeout = 0
	i, j := 0, 0
	for _, d := range dmp.DiffMainRunes(s.keptA.codes, s.keptB.codes, false) {
		n := utf8.RuneCountInString(d.Text)
		switch d.Type {
		case diffmatchpatch.DiffEqual:
			for range n {
				s.toB[s.keptA.at[i]] = int32(s.keptB.at[j])
				i, j = i+1, j+1
			}
		case diffmatchpatch.DiffDelete:
			i += n
		default:
			j += n
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
	for i < len(s.x) || j < len(s.y) {
		if i < len(s.x) && s.toB[i] == int32(j) {
			i, j = i+1, j+1
			continue
		}
		h := hunk{a0: i, b0: j}
		for i < len(s.x) && s.toB[i] < 0 {
			i++
		}
		end := len(s.y)
		if i < len(s.x) {
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

// runs writes hunks and what lies between them as text, of which the script is about
// the part that begins at head.
func (s *script) runs(hs []hunk, old string, head int) []Run {
	out := make([]Run, 0, 3*len(hs)+1)
	emit := func(r Run) {
		if r.Text != "" {
			out = append(out, r)
		}
	}
	at := 0
	for _, h := range hs {
		emit(Run{Op: '=', Text: old[at : head+s.a.at[h.a0]]})
		n := onlyNumbers(&s.a, &s.b, h)
		emit(Run{Op: '-', Text: s.a.span(h.a0, h.a1), Moved: h.moved, Number: n})
		emit(Run{Op: '+', Text: s.b.span(h.b0, h.b1), Moved: h.moved, Number: n})
		at = head + s.a.at[h.a1]
	}
	emit(Run{Op: '=', Text: old[at:]})
	return out
}

// onlyNumbers reports whether both sides of a hunk are the same but for numerals.
func onlyNumbers(a, b *tokens, h hunk) bool {
	n := h.a1 - h.a0
	if n == 0 || n != h.b1-h.b0 {
		return false
	}
	for k := range n {
		i, j := h.a0+k, h.b0+k
		if a.token(i) != b.token(j) && !(a.numeral(i) && b.numeral(j)) && !(a.behindNumeral(i) && sounding(a.token(i), b.token(j))) {
			return false
		}
	}
	return true
}
