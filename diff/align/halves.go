package align

// tails takes what stands beside the pieces of a host and is half of what these
// leave of it: where two of three parts are known, the third may have been reworded.
func (s *state) tails() {
	pieces, rest := s.byHost(), map[place]*leftover{}
	for k := 0; k < len(s.parts); k++ {
		p := s.parts[k]
		h, q := &s.a, &s.b
		if !p.hostInA {
			h, q = q, h
		}
		here := place{p.hostInA, p.host}
		for _, i := range [...]int32{q.prev[p.piece], q.next[p.piece]} {
			if i == none || !q.free(i) || q.first[i] != none || s.wording(q, i).len() < partWords {
				continue
			}
			if rest[here] == nil {
				rest[here] = s.unexplained(h, q, p.host)
				for _, o := range pieces[here] {
					s.claim(q.word[o], rest[here])
				}
			}
			if score, _ := s.resembling(q.word[i], rest[here]); score >= partTail {
				q.part[i] = true
				s.parts = append(s.parts, part{p.host, i, p.hostInA, score})
				s.claim(q.word[i], rest[here])
			}
		}
	}
}

// halves finds clauses that were split in two and reworded at once, or merged: two beside
// each other, each of them half like what the other leaves of a third.
func (s *state) halves() {
	if s.weight == nil {
		return // no words changed
	}
	s.otherHalves(&s.a, &s.b, true)
	s.otherHalves(&s.b, &s.a, false)
}

// otherHalves looks for them among the left-overs of q beside the mates of h's clauses.
func (s *state) otherHalves(h, q *side, hostInA bool) {
	for j := range int32(len(q.c)) {
		host := q.mate[j]
		if host == none || h.part[host] || q.part[j] || h.key[host] == q.key[j] || s.wording(h, host).len() == 0 {
			continue
		}
		best := part{host: none}
		for _, k := range [...]int32{q.prev[j], q.next[j]} {
			if k == none || !q.free(k) || q.first[k] != none || bare(&q.c[k]) {
				continue
			}
			if score := s.otherHalf(h, q, host, j, k); score > best.score {
				best = part{host, k, hostInA, score}
			}
		}
		if best.host != none {
			h.part[host], q.part[j], q.part[best.piece] = true, true, true
			s.parts = append(s.parts, best)
		}
	}
}

// otherHalf is how alike the less alike half of a host is to what the other half leaves
// of it, the halves being its mate j and clause k; 0 where that is too little.
func (s *state) otherHalf(h, q *side, host, j, k int32) float64 {
	whole, near, far := s.wording(h, host).bag, s.wording(q, j), s.wording(q, k)
	left, _ := s.lacking(whole, near.bag)
	one, shared := s.resembling(far, s.leftover(left))
	if one < partTail || shared < farBits*bit {
		return 0
	}
	left, _ = s.lacking(whole, far.bag)
	two, _ := s.resembling(near, s.leftover(left))
	if two < partTail {
		return 0
	}
	return min(one, two)
}

// resembling is how alike a clause's words and what is left over of a host are (Dice), and
// the weight of what they share.
func (s *state) resembling(piece *wording, l *leftover) (like float64, shared weight) {
	_, shared = s.share(piece, l)
	total, _ := s.totals(piece)
	return 2 * float64(shared) / float64(max(total+l.weight, 1)), shared
}
