package align

import (
	"cmp"
	"slices"
)

// part is a clause that is a piece of what its host on the other side was, or has
// become.
type part struct {
	host, piece int32
	hostInA     bool
	score       float64
}

// Thresholds of splits and merges: how much of the piece must be found in the part
// of its host that the host's mate does not explain, and how much of the mate in
// the host.
const (
	partCover = 0.62
	partWords = 3
)

// splits finds clauses that are part of another: what is left of one side within
// the words of a clause of the other side that its mate does not explain.
func (s *state) splits() {
	var found []part
	found = s.pieces(found, &s.a, &s.b, true)
	found = s.pieces(found, &s.b, &s.a, false)
	slices.SortStableFunc(found, func(x, y part) int {
		return cmp.Or(cmp.Compare(y.score, x.score), cmp.Compare(x.host, y.host), cmp.Compare(x.piece, y.piece))
	})
	hosts, pieces := map[[2]int32]bool{}, map[[2]int32]bool{}
	flag := func(inA bool) int32 {
		if inA {
			return 0
		}
		return 1
	}
	for _, p := range found {
		h, q := [2]int32{flag(p.hostInA), p.host}, [2]int32{flag(!p.hostInA), p.piece}
		mate := [2]int32{flag(!p.hostInA), s.mateOf(p.hostInA, p.host)}
		if pieces[q] || pieces[h] || hosts[mate] || hosts[q] {
			continue
		}
		hosts[h], pieces[q] = true, true
		s.parts = append(s.parts, p)
	}
}

func (s *state) mateOf(inA bool, i int32) int32 {
	if inA {
		return s.a.mate[i]
	}
	return s.b.mate[i]
}

// pieces appends the left-overs of p that are part of a clause of h.
func (s *state) pieces(out []part, h, p *side, hostInA bool) []part {
	index := s.remainders(h, p)
	if len(index.rest) == 0 {
		return out
	}
	votes := map[int32]float32{}
	for k := range int32(len(p.c)) {
		if p.mate[k] != none || p.word[k].len() < partWords {
			continue
		}
		clear(votes)
		for _, c := range p.word[k].bag {
			for _, r := range index.rest[c.id] {
				votes[r.host] += s.weigh1(c.id) * float32(min(c.n, r.n))
			}
		}
		best, second := part{host: none}, 0.0
		for _, host := range index.hosts {
			cover := float64(votes[host]) / float64(p.total[k])
			if cover > best.score {
				best, second = part{host, k, hostInA, cover}, best.score
			} else {
				second = max(second, cover)
			}
		}
		if best.host != none && best.score >= partCover {
			out = append(out, best)
		}
	}
	return out
}

// remainder is an index of what mates do not explain.
type remainder struct {
	hosts []int32
	rest  map[uint32][]rest
}

type rest struct {
	host int32
	n    uint32
}

// remainders indexes the words of h's clauses that their mates in p lack. Only a
// clause whose mate in turn stands mostly in it can be one that was split: one that
// was rewritten lacks words too.
func (s *state) remainders(h, p *side) remainder {
	out := remainder{rest: map[uint32][]rest{}}
	for i := range int32(len(h.c)) {
		j := h.mate[i]
		if j == none || h.word[i] == nil || p.word[j] == nil || h.word[i].exact == p.word[j].exact {
			continue
		}
		x, y := h.word[i].bag, p.word[j].bag
		var lacking []count
		var shared float32
		for q, c := 0, 0; c < len(x); c++ {
			for q < len(y) && y[q].id < x[c].id {
				q++
			}
			var n uint32
			if q < len(y) && y[q].id == x[c].id {
				n = min(x[c].n, y[q].n)
			}
			shared += s.weigh1(x[c].id) * float32(n)
			if x[c].n > n {
				lacking = append(lacking, count{x[c].id, x[c].n - n})
			}
		}
		if shared < partCover*p.total[j] {
			continue
		}
		out.hosts = append(out.hosts, i)
		for _, c := range lacking {
			out.rest[c.id] = append(out.rest[c.id], rest{i, c.n})
		}
	}
	return out
}
