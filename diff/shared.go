package diff

import (
	"sync"

	"polity/diff/align"
)

// shared are pairs that stand in many comparisons: of clauses that nothing happened to.
// Nearly all pairs of a history are such, and what there is to say of one is where its
// clauses stand, which is the same for most versions; each is kept once, and never changed.
// The zero value is ready and safe for concurrent use.
type shared struct {
	mu    sync.Mutex
	pairs map[standing]*Pair
}

// standing is all that there is to say of an untouched pair.
type standing struct {
	old, new int32
	flags    align.Flags
	round    align.Round
}

// maxShared bounds the table, not the pairs that comparisons hold: beyond it a new one
// is begun.
const maxShared = 1 << 18

// of is the untouched pair of two clauses; of a nil *shared one that nobody else has.
func (s *shared) of(old, new int, flags align.Flags, round align.Round) *Pair {
	if s == nil {
		return untouchedPair(old, new, flags, round)
	}
	at := standing{int32(old), int32(new), flags, round}
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.pairs[at]
	if p == nil {
		p = untouchedPair(old, new, flags, round)
		if s.pairs == nil || len(s.pairs) >= maxShared {
			s.pairs = map[standing]*Pair{}
		}
		s.pairs[at] = p
	}
	return p
}

// untouchedPair makes one in a piece.
func untouchedPair(old, new int, flags align.Flags, round align.Round) *Pair {
	x := &struct {
		Pair
		old, new [1]int
	}{old: [1]int{old}, new: [1]int{new}}
	x.Old, x.New = x.old[:], x.new[:]
	x.Op, x.Flags, x.Score, x.Why.Round = align.Unchanged, flags, plainScore(align.Unchanged), round
	return &x.Pair
}

// keep are pairs as a comparison holds them: what is untouched is shared, and of the
// others nothing is held but what they say.
func (s *shared) keep(pairs []Pair) []*Pair {
	touched, ends := 0, 0
	for k := range pairs {
		if p := &pairs[k]; !p.untouched() {
			touched++
			ends += len(p.Old) + len(p.New)
		}
	}
	own, places := make([]Pair, 0, touched), make([]int, 0, ends)
	place := func(list []int) []int {
		if list == nil {
			return nil
		}
		from := len(places)
		places = append(places, list...)
		return places[from:len(places):len(places)]
	}
	out := make([]*Pair, len(pairs))
	for k := range pairs {
		p := &pairs[k]
		if p.untouched() {
			out[k] = s.of(p.Old[0], p.New[0], p.Flags, p.Why.Round)
			continue
		}
		own = append(own, *p)
		out[k] = &own[len(own)-1]
		out[k].Old, out[k].New = place(p.Old), place(p.New)
	}
	return out
}
