package words

import "strings"

// tidy makes a shortest edit script one that reads well: hunks parted by next to
// nothing become one, and pure insertions and deletions slide to where a writer
// would have made them. It works on whole tokens.
func tidy(hs []hunk, a, b []string) []hunk {
	hs = merge(hs, a, b)
	for i := range hs {
		lo, hi := 0, len(a)
		if i > 0 {
			lo = hs[i-1].a1
		}
		if i+1 < len(hs) {
			hi = hs[i+1].a0
		}
		slide(&hs[i], a, b, lo, hi)
	}
	return hs
}

// merge joins neighbouring hunks when what lies between them is not worth
// leaving: no word at all between two replacements, or fewer words than half of
// the smaller of the two, and no more than three.
func merge(hs []hunk, a, b []string) []hunk {
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

func joinable(p, q hunk, a, b []string) bool {
	if p.moved != 0 || q.moved != 0 {
		return false
	}
	if p.a1 == q.a0 {
		return true
	}
	pa, pb := wordsIn(a[p.a0:p.a1]), wordsIn(b[p.b0:p.b1])
	qa, qb := wordsIn(a[q.a0:q.a1]), wordsIn(b[q.b0:q.b1])
	if pa+qa == 0 || pb+qb == 0 {
		return false // words on one side only: joining would mark what did not change
	}
	kept := a[p.a1:q.a0]
	between := wordsIn(kept)
	if between == 0 {
		return !strings.ContainsAny(strings.Join(kept, ""), "\n.;:。；：") && !onlyNumbers(a, b, p) && !onlyNumbers(a, b, q)
	}
	return between <= 3 && 2*between <= min(max(pa, pb), max(qa, qb))
}

func wordsIn(tokens []string) int {
	n := 0
	for _, t := range tokens {
		if c := classify(t); c == word || c == number {
			n++
		}
	}
	return n
}

// slide moves a pure insertion or deletion inside the equal text around it, which
// ends at lo and hi of the old side, to the best of its equivalent places: one that
// begins where a sentence begins, else behind other punctuation, else at white
// space; the first of equals.
func slide(h *hunk, a, b []string, lo, hi int) {
	pure := (h.a0 == h.a1) != (h.b0 == h.b1)
	if !pure || h.moved != 0 {
		return
	}
	text, from, to := b, h.b0, h.b1
	if h.b0 == h.b1 {
		text, from, to = a, h.a0, h.a1
	}
	left, right := 0, 0
	for h.a0-left > lo && text[from-left-1] == text[to-left-1] {
		left++
	}
	for h.a1+right < hi && text[from+right] == text[to+right] {
		right++
	}
	best, at := -1, 0
	for d := -left; d <= right; d++ {
		if v := seam(text, from+d) + seam(text, to+d); v > best {
			best, at = v, d
		}
	}
	h.a0, h.a1, h.b0, h.b1 = h.a0+at, h.a1+at, h.b0+at, h.b1+at
}

// seam says how natural a cut before token i is.
func seam(t []string, i int) int {
	if i == 0 || i == len(t) {
		return 6
	}
	before, after := t[i-1], t[i]
	switch {
	case strings.Contains(before, "\n"):
		return 6
	case classify(before) == space && i > 1 && stops(t[i-2]):
		return 5
	case classify(before) == space && i > 1 && strings.Contains(",;:،؛、，；：", t[i-2]):
		return 4
	case classify(before) == space:
		return 3
	case classify(after) == space || classify(after) == mark:
		return 2
	}
	return 1
}
