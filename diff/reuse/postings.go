package reuse

import (
	"math/bits"
	"slices"
)

// A posting is the upper bits of a shingle's hash over a place. What is sorted at once
// is bounded: of large commons the shingles are taken in several shares, by their hashes.
const (
	placeBits  = 26
	placeMask  = 1<<placeBits - 1
	maxSorting = 1 << 23
)

// postings are those of all units, kept from one trace to the next: most units stand
// where they stood, seen from one another, and only the postings of the others are sorted.
type postings struct {
	order  []int32    // units by place
	shares [][]uint64 // sorted
}

// update makes the postings those of the units of today. words is how many these have.
func (x *postings) update(l *library, words int) {
	n := words/maxSorting + 1
	if len(x.shares) != n {
		*x = postings{shares: make([][]uint64, n)}
	}
	now, others := x.moved(l.order)
	x.order = slices.Clone(l.order)
	var fresh []uint64
	for i := range x.shares {
		fresh = fresh[:0]
		for _, p := range others {
			l.eachShingle(l.units[l.order[p]].words, func(h uint64) {
				if hi, _ := bits.Mul64(h, uint64(n)); hi == uint64(i) {
					fresh = append(fresh, h&^placeMask|uint64(p))
				}
			})
		}
		slices.Sort(fresh)
		x.shares[i] = merge(x.shares[i], now, slices.Compact(fresh))
	}
}

// moved says where the units stand now that keep their order, by the place they had, -1
// for all others; and at which places those stand that do not, or are new.
func (x *postings) moved(order []int32) (now []int32, others []uint32) {
	had := make(map[int32]int32, len(x.order))
	for p, u := range x.order {
		had[u] = int32(p)
	}
	var both []run // a: the place of today, b: the one they had
	for p, u := range order {
		if was, ok := had[u]; ok {
			both = append(both, run{a: int32(p), b: was})
		}
	}
	now = make([]int32, len(x.order))
	for p := range now {
		now[p] = -1
	}
	next := int32(0)
	for _, r := range increasing(both) {
		now[r.b] = r.a
		for ; next < r.a; next++ {
			others = append(others, uint32(next))
		}
		next = r.a + 1
	}
	for ; int(next) < len(order); next++ {
		others = append(others, uint32(next))
	}
	return now, others
}

// merge joins sorted postings, of the first those whose units keep their order, at
// their places of today.
func merge(kept []uint64, now []int32, fresh []uint64) []uint64 {
	out := make([]uint64, 0, len(kept)+len(fresh))
	for _, k := range kept {
		p := now[k&placeMask]
		if p < 0 {
			continue
		}
		k = k&^placeMask | uint64(p)
		for len(fresh) > 0 && fresh[0] < k {
			out, fresh = append(out, fresh[0]), fresh[1:]
		}
		out = append(out, k)
	}
	return append(out, fresh...)
}
