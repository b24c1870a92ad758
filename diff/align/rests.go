package align

import (
	"cmp"
	"slices"
)

// maxHosts bounds how many clauses that have a word left over are looked at for one
// piece: of a word in more of them only those around where the piece stands.
const maxHosts = 400

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

// around is what of a word's clauses stands nearest to clause at, in order.
func around(list []rest, at int32) []rest {
	if len(list) <= maxHosts {
		return list
	}
	k, _ := slices.BinarySearchFunc(list, at, hostOrder)
	k = min(max(k-maxHosts/2, 0), len(list)-maxHosts)
	return list[k : k+maxHosts]
}

// among is what of a word's clauses stands no further apart than some clauses do.
func among(list []rest, hosts []int32) []rest {
	if len(hosts) == 0 {
		return nil
	}
	first, _ := slices.BinarySearchFunc(list, slices.Min(hosts), hostOrder)
	end, _ := slices.BinarySearchFunc(list, slices.Max(hosts)+1, hostOrder)
	return list[first:end]
}

func hostOrder(r rest, host int32) int { return cmp.Compare(r.host, host) }

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

// couldHold lists the clauses in whose words left over so much of a piece's words may
// stand, in order, and puts into votes how much does; at is where the piece would stand
// among them. Rare words come first: a clause that is first met when what is left of the
// piece weighs less than that cannot hold it, so common words are only looked up in the
// clauses met before that still can.
func (s *state) couldHold(piece *wording, total weight, least float64, at int32, index rests, votes []weight, out []int32) []int32 {
	rarest := s.room.rarest[:0] // how many clauses have a word left over, and its place in the bag
	for i, c := range piece.bag {
		rarest = append(rarest, uint64(len(index.of(c.id)))<<32|uint64(i))
	}
	slices.Sort(rarest)
	s.room.rarest = rarest
	left, needed := total, weight(least*float64(total))-1
	for _, r := range rarest {
		c := piece.bag[uint32(r)]
		list, one := index.of(c.id), s.weigh1(c.id)
		if left < needed {
			list = among(list, out)
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
			for _, r := range around(list, at) {
				if votes[r.host] == 0 {
					out = append(out, r.host)
				}
				votes[r.host] += one * weight(min(c.n, r.n))
			}
		case len(list) > 8*len(out):
			for _, host := range out {
				if at, ok := slices.BinarySearchFunc(list, host, hostOrder); ok {
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

// leftover is what no piece has claimed yet of a host's words.
type leftover struct {
	bag    []count
	weight weight
}

// unexplained is the words of a host that its mate lacks.
func (s *state) unexplained(h, p *side, host int32) *leftover {
	mate := h.mate[host]
	if mate == none {
		return s.leftover(slices.Clone(h.word[host].bag))
	}
	out, _ := s.lacking(h.word[host].bag, s.wording(p, mate).bag)
	return s.leftover(out)
}

func (s *state) leftover(bag []count) *leftover {
	l := &leftover{bag: bag}
	for _, c := range bag {
		l.weight += s.weigh1(c.id) * weight(c.n)
	}
	return l
}

// share is how much of a piece's words is left over, and what share of the piece that is.
func (s *state) share(piece *wording, l *leftover) (score float64, shared weight) {
	l.each(piece, func(c *count, n uint32) { shared += s.weigh1(c.id) * weight(n) })
	total, _ := s.totals(piece)
	return float64(shared) / float64(max(total, 1)), shared
}

// claim takes a piece's words out of what is left over: two pieces explain two parts of
// their host.
func (s *state) claim(piece *wording, l *leftover) {
	l.each(piece, func(c *count, n uint32) {
		c.n -= n
		l.weight -= s.weigh1(c.id) * weight(n)
	})
}

// each visits the words that a piece has in common with what is left over. A host may
// have very many pieces, so the cost is that of the piece and not of the host.
func (l *leftover) each(piece *wording, visit func(c *count, n uint32)) {
	rest := l.bag
	for _, c := range piece.bag {
		k, ok := slices.BinarySearchFunc(rest, c.id, func(x count, id uint32) int { return cmp.Compare(x.id, id) })
		if rest = rest[k:]; ok {
			if n := min(c.n, rest[0].n); n > 0 {
				visit(&rest[0], n)
			}
		}
	}
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
