package align

import (
	"slices"

	"polity/commons/law"
)

// pieces appends the left-overs of p that are part of a clause of h.
func (s *state) pieces(out []part, h, p *side, hostInA bool, least float64) []part {
	if !slices.ContainsFunc(p.mate, func(m int32) bool { return m == none }) {
		return out
	}
	index := s.remainders(h, p)
	if len(index.list) == 0 {
		return out
	}
	lone := map[int32][]part{} // by host without a mate
	votes := s.room.weights.take(len(h.c))
	var touched []int32
	at := int32(0) // where the next piece would stand in h
	for k := range int32(len(p.c)) {
		if m := p.mate[k]; m != none {
			at = m
		}
		if !p.free(k) || s.wording(p, k).len() == 0 {
			continue
		}
		short := p.word[k].len() < partWords
		for _, host := range touched {
			votes[host] = 0
		}
		touched = s.couldHold(p.word[k], p.total[k], least, at, index, votes, touched[:0])
		best, rank := part{host: none}, 0.0
		for _, host := range touched {
			cover := float64(votes[host]) / float64(max(p.total[k], 1))
			if cover < least || bare(&p.c[k]) && !bare(&h.c[host]) || p.word[k].len() > 1 && s.phrases(h.word[host], p.word[k]) < partPhrase {
				continue
			}
			r := cover
			if s.near(h, p, hostInA, host, k) {
				r += partNear
			} else if short || cover < wholePart || p.total[k] < partBits*bit {
				continue
			}
			if short && cover < wholePart {
				continue
			}
			if r > rank {
				best, rank = part{host, k, hostInA, cover}, r
			}
		}
		switch {
		case best.host == none:
		case h.mate[best.host] != none:
			out = append(out, best)
		default:
			lone[best.host] = append(lone[best.host], best)
		}
	}
	return s.explained(out, lone, h, p)
}

// bare reports whether a clause is a heading or a label without a text of its own.
func bare(c *law.Clause) bool { return c.Text == "" }

// explained appends the pieces of hosts without a mate where there are several and
// together they explain most of the host.
func (s *state) explained(out []part, lone map[int32][]part, h, p *side) []part {
	for host := range int32(len(h.c)) {
		list := lone[host]
		if len(list) < 2 {
			continue
		}
		var sum float64
		left, kept := s.unexplained(h, p, host), list[:0]
		for _, q := range list {
			if score, _ := s.share(p.word[q.piece], left); score >= partCover {
				s.claim(p.word[q.piece], left)
				kept = append(kept, q)
				sum += float64(p.total[q.piece]) * score
			}
		}
		if len(kept) > 1 && sum >= partCover*float64(h.total[host]) {
			out = append(out, kept...)
		}
	}
	return out
}

// phrases is the share of a piece's words two in a row that stand in the host.
func (s *state) phrases(host, piece *wording) float64 {
	var have, all weight
	q := 0
	for _, p := range piece.pairs {
		w := s.weigh2(p)
		all += w
		at, _ := slices.BinarySearch(host.pairs[q:], p) // a host may be long and have many pieces
		if q += at; q < len(host.pairs) && host.pairs[q] == p {
			have += w
			q++
		}
	}
	if all == 0 {
		return 0
	}
	return float64(have) / float64(all)
}

// near reports whether a piece stands where its host, or the host's mate, stands,
// beside it or below it, or below another piece of the same host.
func (s *state) near(h, p *side, hostInA bool, host, piece int32) bool {
	mate, up := h.mate[host], p.parent[piece]
	if mate != none && (up == mate || up == p.parent[mate]) {
		return true
	}
	if up != none && p.free(up) && p.c[up].Heading == "" && s.phrases(h.word[host], p.word[up]) >= partPhrase {
		return true
	}
	if hostInA {
		return s.together(h.parent[host], up)
	}
	return s.together(up, h.parent[host])
}
