package words

import (
	"slices"
	"sort"
	"strings"
)

// A sentence counts as moved, and not as cut here and typed there, from this many
// words on: shorter ones («It is free.») recur by chance.
const minSentence = 4

// sentence is a stretch of tokens, half open, trailing white space included.
type sentence struct {
	from, to int
	words    int
	key      string // its text without the white space around it
}

// split cuts tokens into sentences, which end where ends says.
func (t *tokens) split() []sentence {
	var out []sentence
	start, words := 0, 0
	for i, c := range t.class {
		if c == word || c == number {
			words++
		}
		if i+1 == t.len() || t.ends(i) {
			out = append(out, sentence{from: start, to: i + 1, words: words, key: strings.TrimSpace(t.span(start, i+1))})
			start, words = i+1, 0
		}
	}
	return out
}

// sentences settles what whole sentences say: those that stand once on both sides
// in the same order are paired, those out of order are marked as moved. It returns
// the gaps that are left. lo, hiA and hiB bound the part that differs.
func (s *script) sentences(lo, hiA, hiB int) []gap {
	whole := []gap{{lo, hiA, lo, hiB}}
	if hiA-lo < minSentence || hiB-lo < minSentence {
		return whole
	}
	as := overlapping(s.a.split(), lo, hiA)
	bs := overlapping(s.b.split(), lo, hiB)
	pairs := matchSentences(as, bs)
	if len(pairs) == 0 {
		return whole
	}
	keep := Rising(len(pairs), func(i int) int { return pairs[i][1] }, func(i int) int { return as[pairs[i][0]].words })
	if len(keep) < len(pairs) {
		s.markMoved(as, bs, pairs, keep)
	}
	// What the equal ends have cut off these sentences is given back to them.
	start := min(as[0].from, bs[0].from)
	tail := max(as[len(as)-1].to-hiA, bs[len(bs)-1].to-hiB)
	hiA, hiB = hiA+tail, hiB+tail
	for i := start; i < hiA; i++ {
		s.toB[i] = -1
	}
	var out []gap
	g := gap{start, hiA, start, hiB}
	for _, k := range keep {
		p, q := as[pairs[k][0]], bs[pairs[k][1]]
		out = append(out, gap{g.a0, p.from, g.b0, q.from})
		g.a0, g.b0 = p.from, q.from
		for g.a0 < p.to && g.b0 < q.to && s.x[g.a0] == s.y[g.b0] {
			s.toB[g.a0] = int32(g.b0)
			g.a0, g.b0 = g.a0+1, g.b0+1
		}
	}
	return append(out, g)
}

// overlapping are the sentences that have a token in [lo, hi).
func overlapping(list []sentence, lo, hi int) []sentence {
	i := sort.Search(len(list), func(i int) bool { return list[i].to > lo })
	k := sort.Search(len(list), func(i int) bool { return list[i].from >= hi })
	return list[i:max(i, k)]
}

// matchSentences pairs sentences that occur once on each side, by old position.
func matchSentences(as, bs []sentence) [][2]int {
	place := make(map[string]int, len(bs)) // index in bs, or -1 where it occurs more than once
	for j, s := range bs {
		if _, twice := place[s.key]; twice {
			place[s.key] = -1
		} else if s.words >= minSentence {
			place[s.key] = j
		}
	}
	count := make(map[string]int, len(as))
	for _, s := range as {
		count[s.key]++
	}
	var out [][2]int
	for i, s := range as {
		if j, ok := place[s.key]; ok && j >= 0 && count[s.key] == 1 {
			out = append(out, [2]int{i, j})
		}
	}
	return out
}

// markMoved numbers the pairs that are not kept, in the order of the new text.
func (s *script) markMoved(as, bs []sentence, pairs [][2]int, keep []int) {
	kept := make([]bool, len(pairs))
	for _, k := range keep {
		kept[k] = true
	}
	var moved [][2]int
	for k, p := range pairs {
		if !kept[k] {
			moved = append(moved, p)
		}
	}
	slices.SortFunc(moved, func(p, q [2]int) int { return p[1] - q[1] })
	s.movedA, s.movedB = make([]int32, s.a.len()), make([]int32, s.b.len())
	for _, p := range moved {
		s.moves++
		for i := as[p[0]].from; i < as[p[0]].to; i++ {
			s.movedA[i] = int32(s.moves)
		}
		for j := bs[p[1]].from; j < bs[p[1]].to; j++ {
			s.movedB[j] = int32(s.moves)
		}
	}
}

// Rising picks, out of n items in order, the heaviest subsequence whose values
// rise strictly, and returns its indices. Ties go to the earlier items.
// O(n·log n): a Fenwick tree over the ranks of the values holds the best sums.
func Rising(n int, value, weight func(int) int) []int {
	values := make([]int, n)
	for i := range values {
		values[i] = value(i)
	}
	ranks := slices.Clone(values)
	slices.Sort(ranks)
	ranks = slices.Compact(ranks)
	type best struct{ sum, item int }
	tree := make([]best, len(ranks)+1)
	back := make([]int, n)
	top := best{item: -1}
	for i, v := range values {
		rank, _ := slices.BinarySearch(ranks, v)
		before := best{item: -1}
		for k := rank; k > 0; k -= k & -k {
			if tree[k].sum > before.sum {
				before = tree[k]
			}
		}
		back[i] = before.item
		sum := before.sum + weight(i)
		for k := rank + 1; k < len(tree); k += k & -k {
			if sum > tree[k].sum {
				tree[k] = best{sum, i}
			}
		}
		if sum > top.sum {
			top = best{sum, i}
		}
	}
	var out []int
	for i := top.item; i >= 0; i = back[i] {
		out = append(out, i)
	}
	slices.Reverse(out)
	return out
}
