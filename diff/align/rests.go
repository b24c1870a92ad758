package align

import (
	"cmp"
	"slices"
)

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
