package words

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// tidy makes a shortest edit script one that reads well: hunks parted by next to
// nothing become one, and pure insertions and deletions slide to where a writer
// would have made them. It works on whole tokens.
func tidy(hs []hunk, a, b *tokens) []hunk {
	hs = merge(hs, a, b)
	for i := range hs {
		lo, hi := 0, a.len()
		if i > 0 {
			lo = hs[i-1].a1
		}
		if i+1 < len(hs) {
			hi = hs[i+1].a0
		}
		slide(&hs[i], a, b, lo, hi)
		widen(&hs[i], a, b, lo, hi)
	}
	return joinTouching(hs)
}

// joinTouching makes one of hunks that slid up to one another, so that what is old
// there comes before what is new.
func joinTouching(hs []hunk) []hunk {
	out := hs[:0]
	for _, h := range hs {
		if n := len(out); n > 0 && out[n-1].a1 == h.a0 && out[n-1].moved == 0 && h.moved == 0 {
			out[n-1].a1, out[n-1].b1 = h.a1, h.b1
			continue
		}
		out = append(out, h)
	}
	return out
}

// merge joins neighbouring hunks when what lies between them is not worth
// leaving: no word at all between two replacements, or fewer words than half of
// the smaller of the two, and no more than three.
func merge(hs []hunk, a, b *tokens) []hunk {
	for changed := true; changed; {
		changed = false
		out := hs[:0]
		for _, h := range hs {
			if n := len(out); n > 0 && joinable(out[n-1], h, a, b) {
				out[n-1].a1, out[n-1].b1 = h.a1, h.b1
				changed = true
				continue
			}
			out = append(out, h)
		}
		hs = out
	}
	return hs
}

func joinable(p, q hunk, a, b *tokens) bool {
	if p.moved != 0 || q.moved != 0 {
		return false
	}
	if p.a1 == q.a0 {
		return true
	}
	pa, pb := a.wordsIn(p.a0, p.a1), b.wordsIn(p.b0, p.b1)
	qa, qb := a.wordsIn(q.a0, q.a1), b.wordsIn(q.b0, q.b1)
	if pa+qa == 0 || pb+qb == 0 {
		return false // words on one side only: joining would mark what did not change
	}
	between := a.wordsIn(p.a1, q.a0)
	if between == 0 {
		return strings.IndexFunc(a.span(p.a1, q.a0), parting) < 0 && !onlyNumbers(a, b, p) && !onlyNumbers(a, b, q)
	}
	if q.a0 == p.a1+1 && compound(p, q, a, b) {
		return true
	}
	return between <= 3 && 2*between <= min(max(pa, pb), max(qa, qb))
}

// compound reports whether an insertion and a deletion stand on either side of one
// ideograph and next to others: a word of two became another that has it too, as in
// «選挙» and «抽選».
func compound(p, q hunk, a, b *tokens) bool {
	switch {
	case p.a0 == p.a1 && q.b0 == q.b1:
		return b.han(p.b1-1) && a.han(p.a1) && a.han(q.a0)
	case p.b0 == p.b1 && q.a0 == q.a1:
		return a.han(p.a1-1) && a.han(p.a1) && b.han(q.b0)
	}
	return false
}

// longestCompound is how many ideographs between other letters or marks are read as
// one word. Of more, some may belong to the next word («毎週開く»), and Chinese has nothing
// but ideographs between its marks.
const longestCompound = 2

// widen makes a replacement inside a compound of ideographs one of the whole compound,
// as in «選挙» and «選任». The equal text around it ends at lo and hi of the old
// side. Numerals are no part of a compound: they are what changed in «二年» and «四年».
func widen(h *hunk, a, b *tokens, lo, hi int) {
	if h.moved != 0 || h.a0 == h.a1 || h.b0 == h.b1 || a.compounded(h.a0, h.a1) < h.a1 || b.compounded(h.b0, h.b1) < h.b1 {
		return
	}
	left, right := 0, a.compounded(h.a1, hi)-h.a1
	for h.a0-left > lo && left <= longestCompound && a.compounds(h.a0-left-1) {
		left++
	}
	if left > 0 && h.a0-left == lo && lo > 0 || right > 0 && h.a1+right == hi && hi < a.len() {
		return // it goes on in what changed beside it
	}
	if max(h.a1-h.a0, h.b1-h.b0)+left+right <= longestCompound {
		h.a0, h.a1, h.b0, h.b1 = h.a0-left, h.a1+right, h.b0-left, h.b1+right
	}
}

// compounded is where the ideographs of a compound that begin at token i end, before
// limit; no further on than it takes to see that they are too many.
func (t *tokens) compounded(i, limit int) int {
	end := i
	for end < min(limit, i+longestCompound+1) && t.compounds(end) {
		end++
	}
	return end
}

// compounds reports whether token i is an ideograph and no numeral.
func (t *tokens) compounds(i int) bool {
	if !t.han(i) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(t.token(i))
	return !chineseNumeral(r)
}

// han reports whether token i is an ideograph.
func (t *tokens) han(i int) bool {
	r, _ := utf8.DecodeRuneInString(t.token(i))
	return unicode.Is(unicode.Han, r)
}

func (t *tokens) wordsIn(from, to int) int {
	n := 0
	for _, c := range t.class[from:to] {
		if c == word || c == number {
			n++
		}
	}
	return n
}

// slide moves a pure insertion or deletion inside the equal text around it, which
// ends at lo and hi of the old side, to the best of its equivalent places: one that
// begins where a sentence begins, else behind other punctuation, else at white
// space; the first of equals.
func slide(h *hunk, a, b *tokens, lo, hi int) {
	pure := (h.a0 == h.a1) != (h.b0 == h.b1)
	if !pure || h.moved != 0 {
		return
	}
	text, from, to := b, h.b0, h.b1
	if h.b0 == h.b1 {
		text, from, to = a, h.a0, h.a1
	}
	left, right := 0, 0
	for h.a0-left > lo && text.token(from-left-1) == text.token(to-left-1) {
		left++
	}
	for h.a1+right < hi && text.token(from+right) == text.token(to+right) {
		right++
	}
	best, at := -1, 0
	for d := -left; d <= right; d++ {
		if v := text.seam(from+d) + text.seam(to+d); v > best {
			best, at = v, d
		}
	}
	h.a0, h.a1, h.b0, h.b1 = h.a0+at, h.a1+at, h.b0+at, h.b1+at
}

// seam says how natural a cut before token i is.
func (t *tokens) seam(i int) int {
	if i == 0 || i == t.len() {
		return 6
	}
	switch before, after := t.class[i-1], t.class[i]; {
	case before <= mark && strings.IndexByte(t.token(i-1), '\n') >= 0:
		return 6
	case before == space && i > 1 && stops(t.token(i-2)):
		return 5
	case before == space && i > 1 && pausing(t.token(i-2)):
		return 4
	case before == mark && own(t.token(i-1)) && after > mark:
		return 4
	case before == space:
		return 3
	case after == space || after == mark:
		return 2
	}
	return 1
}
