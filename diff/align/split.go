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

// place is where a host stands.
type place struct {
	inA  bool
	host int32
}

// byHost are the pieces found so far of every host.
func (s *state) byHost() map[place][]int32 {
	out := map[place][]int32{}
	for _, p := range s.parts {
		k := place{p.hostInA, p.host}
		out[k] = append(out[k], p.piece)
	}
	return out
}

// Thresholds of splits and merges.
const (
	partCover  = 0.62 // of a piece must stand in that part of its host that the host's mate does not explain
	wholePart  = 0.85 // the same while other partners are still possible
	partPhrase = 0.5  // of the piece's words two in a row must stand in the host
	partTail   = 0.5  // likeness of a piece and what the pieces beside it leave of their host
	partWords  = 3    // a piece of fewer words must stand where its host stands, as a whole
	partBits   = 32   // bits of words of a piece that stands elsewhere than its host
	partNear   = 0.1  // how much better a far host must be than a near one
)

// splits finds clauses that are part of another: what is left of one side within
// the words of a clause of the other side that its mate does not explain, or that
// has no mate and is explained by several pieces together.
func (s *state) splits(cover float64) {
	if s.a.left+s.b.left == 0 || !s.changed() {
		return // nothing is left that could be a piece
	}
	if s.weight == nil {
		s.weigh()
	}
	var found []part
	found = s.pieces(found, &s.a, &s.b, true, cover)
	found = s.pieces(found, &s.b, &s.a, false, cover)
	found = s.withCompany(found)
	slices.SortStableFunc(found, func(x, y part) int {
		return cmp.Or(cmp.Compare(y.score, x.score), cmp.Compare(x.host, y.host), cmp.Compare(x.piece, y.piece))
	})
	rest := map[place]*leftover{} // by host
	pieces := s.byHost()
	for _, p := range found {
		h, q := &s.a, &s.b
		if !p.hostInA {
			h, q = q, h
		}
		// A piece is no host, and a host no piece: no web of halves.
		mate := h.mate[p.host]
		here := place{p.hostInA, p.host}
		if q.part[p.piece] || h.part[p.host] && pieces[here] == nil || mate != none && q.part[mate] && pieces[place{!p.hostInA, mate}] != nil {
			continue
		}
		if rest[here] == nil {
			rest[here] = s.unexplained(h, q, p.host)
		}
		if score, _ := s.share(q.word[p.piece], rest[here]); score < cover {
			continue
		}
		s.claim(q.word[p.piece], rest[here])
		h.part[p.host], q.part[p.piece] = true, true
		if mate != none {
			q.part[mate] = true
		}
		s.parts, pieces[here] = append(s.parts, p), append(pieces[here], p.piece)
	}
	s.parts = slices.DeleteFunc(s.parts, func(p part) bool {
		return len(pieces[place{p.hostInA, p.host}]) == 1 && s.alone(p)
	})
}

// withCompany leaves out the pieces of a single word that are the only ones of their
// host: a list of such is seen by its several items.
func (s *state) withCompany(found []part) []part {
	of := map[place]int{}
	for _, p := range found {
		of[place{p.hostInA, p.host}]++
	}
	return slices.DeleteFunc(found, func(p part) bool {
		q := &s.b
		if !p.hostInA {
			q = &s.a
		}
		return q.word[p.piece].len() == 1 && of[place{p.hostInA, p.host}] == 1
	})
}

// alone makes the only piece of a host without a mate its mate, for then the two are
// a pair like others, and reports whether it did.
func (s *state) alone(p part) bool {
	mate := s.a.mate
	if !p.hostInA {
		mate = s.b.mate
	}
	if mate[p.host] != none {
		return false
	}
	i, j := p.host, p.piece
	if !p.hostInA {
		i, j = j, i
	}
	s.a.part[i], s.b.part[j] = false, false
	s.marry(i, j, Why{Round: Parts, Score: p.score})
	return true
}

// changed reports whether any clause has no mate or a mate with other words, on
// either side of which pieces could be missing.
func (s *state) changed() bool {
	if s.open() {
		return true
	}
	for i, j := range s.a.mate {
		if j != none && s.reworded(int32(i), j) {
			return true
		}
	}
	return false
}

// reworded reports whether two mates differ in their words, to the byte.
func (s *state) reworded(i, j int32) bool {
	x, y := &s.a.c[i], &s.b.c[j]
	return s.a.key[i] != s.b.key[j] && (x.Text != y.Text || x.Heading != y.Heading)
}
