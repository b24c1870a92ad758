package align

import (
	"cmp"
	"slices"

	"polity/commons/law"
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
	rest := map[*wording][]count{} // what no piece has claimed yet, by host
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
		host := h.word[p.host]
		if rest[host] == nil {
			rest[host] = s.unexplained(h, q, p.host)
		}
		score, left := s.claim(q.word[p.piece], rest[host])
		if score < cover {
			continue
		}
		rest[host] = left
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
	for k := range int32(len(p.c)) {
		if !p.free(k) || s.wording(p, k).len() == 0 {
			continue
		}
		short := p.word[k].len() < partWords
		for _, host := range touched {
			votes[host] = 0
		}
		touched = s.couldHold(p.word[k].bag, p.total[k], least, index, votes, touched[:0])
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

// couldHold lists the clauses in whose words left over so much of a piece's words may
// stand, in order, and puts into votes how much does. Rare words come first: a clause
// that is first met when what is left of the piece weighs less than that cannot hold it,
// so common words are only looked up in the clauses met before that still can.
func (s *state) couldHold(bag []count, total weight, least float64, index rests, votes []weight, out []int32) []int32 {
	rarest := s.room.rarest[:0] // how many clauses have a word left over, and its place in the bag
	for i, c := range bag {
		rarest = append(rarest, uint64(len(index.of(c.id)))<<32|uint64(i))
	}
	slices.Sort(rarest)
	s.room.rarest = rarest
	left, needed := total, weight(least*float64(total))-1
	for _, r := range rarest {
		c := bag[uint32(r)]
		list, one := index.of(c.id), s.weigh1(c.id)
		if left < needed {
			out = slices.DeleteFunc(out, func(host int32) bool {
				gone := votes[host]+left < needed
				if gone {
					votes[host] = 0
				}
				return gone
			})
		}
		switch {
		case left >= needed:
			for _, r := range list {
				if votes[r.host] == 0 {
					out = append(out, r.host)
				}
				votes[r.host] += one * weight(min(c.n, r.n))
			}
		case len(list) > 8*len(out):
			for _, host := range out {
				if at, ok := slices.BinarySearchFunc(list, host, func(r rest, host int32) int { return cmp.Compare(r.host, host) }); ok {
					votes[host] += one * weight(min(c.n, list[at].n))
				}
			}
		default:
			for _, r := range list {
				if votes[r.host] != 0 {
					votes[r.host] += one * weight(min(c.n, r.n))
				}
			}
		}
		left -= one * weight(c.n)
	}
	slices.Sort(out)
	return out
}

// explained appends the pieces of hosts without a mate where there are several and
// together they explain most of the host.
func (s *state) explained(out []part, lone map[int32][]part, h, p *side) []part {
	for host := range int32(len(h.c)) {
		list := lone[host]
		if len(list) < 2 {
			continue
		}
		var sum float64
		left, kept := h.word[host].bag, list[:0]
		for _, q := range list {
			score, rest := s.claim(p.word[q.piece], left)
			if score >= partCover {
				left, kept = rest, append(kept, q)
				sum += float64(p.total[q.piece]) * score
			}
		}
		if len(kept) > 1 && sum >= partCover*float64(h.total[host]) {
			out = append(out, kept...)
		}
	}
	return out
}

// claim is the share of a piece that stands in words not yet claimed, and what is
// left of these when it takes them: two pieces explain two parts of their host.
func (s *state) claim(piece *wording, words []count) (float64, []count) {
	left, shared := s.lacking(words, piece.bag)
	total, _ := s.totals(piece)
	return float64(shared) / float64(max(total, 1)), left
}

// unexplained is the words of a host that its mate lacks.
func (s *state) unexplained(h, p *side, host int32) []count {
	mate := h.mate[host]
	if mate == none {
		return h.word[host].bag
	}
	out, _ := s.lacking(h.word[host].bag, s.wording(p, mate).bag)
	return out
}

// phrases is the share of a piece's words two in a row that stand in the host.
func (s *state) phrases(host, piece *wording) float64 {
	var have, all weight
	q := 0
	for _, p := range piece.pairs {
		w := s.weigh2(p)
		all += w
		for q < len(host.pairs) && host.pairs[q] < p {
			q++
		}
		if q < len(host.pairs) && host.pairs[q] == p {
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

// rests are the clauses that have a word left over, for every word.
type rests struct {
	start []int32 // of each word's clauses in list; one more at the end
	list  []rest
}

type rest struct {
	host int32
	n    uint32
}

func (r *rests) of(id uint32) []rest {
	if int(id)+1 >= len(r.start) {
		return nil
	}
	return r.list[r.start[id]:r.start[id+1]]
}

// remainders indexes the words of h's clauses that their mates in p lack. Only a
// clause whose mate in turn stands mostly in it can be one that was split: one that
// was rewritten lacks words too.
func (s *state) remainders(h, p *side) rests {
	s.room.loose = s.room.loose[:0]
	top := uint32(0)
	add := func(i int32, bag []count) {
		for _, c := range bag {
			s.room.loose = append(s.room.loose, loose{c, i})
			top = max(top, c.id)
		}
	}
	for i := range int32(len(h.c)) {
		j := h.mate[i]
		switch {
		case j == none && h.part[i]:
			continue
		case j == none:
			add(i, s.wording(h, i).bag)
			continue
		case h.key[i] == p.key[j] || h.c[i].Text == p.c[j].Text && h.c[i].Heading == p.c[j].Heading:
			continue
		}
		lacking, shared := s.lacking(s.wording(h, i).bag, s.wording(p, j).bag)
		if float64(shared) >= partCover*float64(p.total[j]) {
			add(i, lacking)
		}
	}
	if len(s.room.loose) == 0 {
		return rests{}
	}
	r := rests{start: s.room.ints.take(int(top) + 3), list: make([]rest, len(s.room.loose))}
	for _, l := range s.room.loose {
		r.start[l.id+2]++
	}
	for k := 2; k < len(r.start); k++ {
		r.start[k] += r.start[k-1]
	}
	for _, l := range s.room.loose {
		r.list[r.start[l.id+1]] = rest{l.host, l.n}
		r.start[l.id+1]++
	}
	return r
}

// loose is one clause's word that its mate lacks.
type loose struct {
	count
	host int32
}

// lacking is what y lacks of x, and the weight of what it has.
func (s *state) lacking(x, y []count) (out []count, shared weight) {
	q := 0
	for _, c := range x {
		for q < len(y) && y[q].id < c.id {
			q++
		}
		var n uint32
		if q < len(y) && y[q].id == c.id {
			n = min(c.n, y[q].n)
		}
		shared += s.weigh1(c.id) * weight(n)
		if c.n > n {
			out = append(out, count{c.id, c.n - n})
		}
	}
	return out, shared
}

// lowered mends pairs in which the words of a labelled clause went into a paragraph
// below the same label: «Section 4» with its text has become a heading «Section 4»
// with a paragraph, or the reverse. The clause is then still the one with the label,
// and the paragraph a piece of it.
func (s *state) lowered() {
	for i, j := range s.a.mate {
		if j == none || s.a.part[i] || s.b.part[j] || (s.a.c[i].Label == "") == (s.b.c[j].Label == "") {
			continue
		}
		i := int32(i)
		switch {
		case s.a.c[i].Label != "":
			if q := s.b.parent[j]; q != none && s.b.free(q) && s.sameName(&s.a.c[i], &s.b.c[q]) {
				s.b.mate[j] = none
				s.relabel(i, q, part{host: i, piece: j, hostInA: true, score: 1})
			}
		default:
			if q := s.a.parent[i]; q != none && s.a.free(q) && s.sameName(&s.a.c[q], &s.b.c[j]) {
				s.a.mate[i] = none
				s.relabel(q, j, part{host: j, piece: i, score: 1})
			}
		}
	}
}

func (s *state) relabel(i, j int32, p part) {
	s.a.mate[i], s.b.mate[j] = j, i
	s.a.part[i], s.b.part[j] = true, true
	if p.hostInA {
		s.b.part[p.piece] = true
	} else {
		s.a.part[p.piece] = true
	}
	s.parts = append(s.parts, p)
}

// sameName reports whether two clauses have the same number, and headings that do
// not contradict each other.
func (s *state) sameName(x, y *law.Clause) bool {
	v, w := s.number(x.Label), s.number(y.Label)
	return v.text != "" && w.text != "" && !v.differs(w) && (x.Heading == y.Heading || x.Heading == "" || y.Heading == "")
}
