package align

import (
	"slices"

	"polity/diff/letters"
)

// settled is an alignment of two texts, whichever of them is the old one: a history
// often takes back what it did, and then who is who need not be asked again. Its
// sides are those of an oriented state.
type settled struct {
	mate         []int32 // by index in a
	why          []Why
	parts        []part
	nearA, nearB []rivals
	verdicts     []verdict // by index in a, what op said of a pair
}

type verdict struct {
	known bool
	op    Op
	score float64
}

// What is worth remembering, and how much of it is at a time.
const (
	leastSettled = 128    // clauses that equality at the ends of the texts leaves
	mostClauses  = 20_000 // of both texts
	mostSettled  = 16     // alignments
)

// pairing names two texts by all that an alignment looks at.
type pairing struct{ a, b uint64 }

func (s *state) pairing() pairing {
	hash := func(d *side) uint64 {
		h := letters.Mix(letters.Seed, uint64(len(d.c)))
		for i := range d.c {
			h = letters.Mix(letters.Mix(h, d.key[i]), uint64(uint32(d.parent[i])))
			if d.c[i].Bullet {
				h++
			}
		}
		return h
	}
	return pairing{hash(&s.a), hash(&s.b)}
}

// worthSettling reports whether so much is open that the answer is worth keeping.
func (s *state) worthSettling() bool {
	return s.open() && s.a.left+s.b.left >= leastSettled && len(s.a.c)+len(s.b.c) <= mostClauses
}

// recall takes over an alignment of the same two texts, if there is one.
func (s *state) recall(texts pairing) bool {
	s.cache.mu.Lock()
	known := s.cache.settled[texts]
	s.cache.mu.Unlock()
	if known == nil {
		return false
	}
	copy(s.a.mate, known.mate)
	copy(s.why, known.why)
	for j := range s.b.mate {
		s.b.mate[j] = none
	}
	s.a.left, s.b.left = len(s.a.c), len(s.b.c)
	for i, j := range s.a.mate {
		if j != none {
			s.b.mate[j] = int32(i)
			s.a.left--
			s.b.left--
		}
	}
	s.parts, s.nearA, s.nearB, s.known = slices.Clone(known.parts), known.nearA, known.nearB, known
	return true
}

// note holds what was found, before it is turned and read off.
func (s *state) note() {
	s.noted = &settled{
		mate: slices.Clone(s.a.mate), why: slices.Clone(s.why), parts: slices.Clone(s.parts),
		nearA: slices.Clone(s.nearA), nearB: slices.Clone(s.nearB), verdicts: make([]verdict, len(s.a.c)),
	}
}

// remember keeps what was noted, and has been read off, for the next alignment of these
// texts. From then on nobody changes it.
func (s *state) remember(texts pairing) {
	s.cache.mu.Lock()
	defer s.cache.mu.Unlock()
	if s.cache.settled == nil || len(s.cache.settled) >= mostSettled {
		s.cache.settled = map[pairing]*settled{}
	}
	s.cache.settled[texts] = s.noted
}
