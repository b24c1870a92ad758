package align

import (
	"math"
	"math/bits"
)

// Weights of a score. They are round figures from the prototype this method comes
// from and were not fitted to any set of cases: words decide, a third of them by
// standing next to each other; what stands around comes second; a number that stayed
// is a hint.
const (
	weightText    = 0.72
	weightContext = 0.20
	weightLabel   = 0.08
	partPairs     = 1.0 / 3
	partVotes     = 0.65
	partPlace     = 0.20
	partWhole     = 0.9
)

// A word weighs its rarity in bits, counted in whole 256ths so that a sum does not
// depend on its order, which is that in which a shared cache happened to meet the
// words.
type weight = int64

const bit weight = 256

// weigh gives every word its rarity in the two texts, log2(1 + clauses/clauses with
// it), counted over what is left on both sides and, so that the cost stays with
// what changed, a sample of what is paired.
func (s *state) weigh() {
	var read []*wording
	for _, i := range s.sample() {
		read = append(read, s.cache.of(&s.a.c[i])) // lent for counting only: most are never scored
	}
	for _, d := range [...]*side{&s.a, &s.b} {
		for i := range d.c {
			if d.mate[i] == none {
				read = append(read, s.wording(d, int32(i)))
			}
		}
	}
	top := uint32(0)
	for _, w := range read {
		if len(w.bag) > 0 {
			top = max(top, w.bag[len(w.bag)-1].id)
		}
	}
	in := s.room.ints.take(int(top) + 1) // clauses with each word
	for _, w := range read {
		for _, c := range w.bag {
			in[c.id]++
		}
	}
	rarity := s.room.weights.take(len(read) + 1)
	for k := range rarity {
		rarity[k] = weight(math.Round(float64(bit) * math.Log2(1+float64(len(read))/float64(max(k, 1)))))
	}
	s.weight = s.room.weights.take(len(in))
	for id, k := range in {
		s.weight[id] = rarity[k]
	}
	s.weight[numberID] = bit / 3
	s.rarest = rarity[0]
	for _, d := range [...]*side{&s.a, &s.b} {
		d.total, d.twice = s.room.weights.take(len(d.c)), s.room.weights.take(len(d.c))
		for i := range d.c {
			if d.word != nil && d.word[i] != nil {
				d.total[i], d.twice[i] = s.totals(d.word[i])
			}
		}
	}
}

// sampleSize bounds how many paired clauses are read for their words.
const sampleSize = 128

// sample is an evenly spread choice of paired clauses of a.
func (s *state) sample() []int32 {
	paired := len(s.a.c) - s.a.left
	step := max(1, paired/sampleSize)
	var out []int32
	k := 0
	for i := range int32(len(s.a.c)) {
		if s.a.mate[i] == none {
			continue
		}
		if k%step == 0 {
			out = append(out, i)
		}
		k++
	}
	return out
}

func (s *state) totals(w *wording) (one, two weight) {
	for _, c := range w.bag {
		one += s.weigh1(c.id) * weight(c.n)
	}
	for _, p := range w.pairs {
		two += s.weigh2(p)
	}
	return one, two
}

func (s *state) weigh1(id uint32) weight {
	if int(id) < len(s.weight) {
		return s.weight[id]
	}
	return s.rarest // met only after the words were weighed
}

func (s *state) weigh2(p uint64) weight { return s.weigh1(uint32(p>>32)) + s.weigh1(uint32(p)) }

// text is how alike the words of two clauses are, 0 to 1: the weight of the words
// they share over the mean of both weights (Dice), for single words and for two in
// a row. shared is the weight of the single words shared, in bits.
func (s *state) text(i, j int32) (like, shared float64) {
	x, y := s.a.word[i], s.b.word[j]
	if x.masked == y.masked && x.len() > 0 {
		return 1, float64(s.a.total[i]) / float64(bit)
	}
	var two weight
	one := s.common(x.bag, y.bag)
	if one == 0 {
		return 0, 0
	}
	for p, q := 0, 0; p < len(x.pairs) && q < len(y.pairs); {
		u, v := x.pairs[p], y.pairs[q]
		if u == v {
			two += s.weigh2(u)
		}
		p, q = p+notAbove(u, v), q+notAbove(v, u)
	}
	like = 2 * float64(one) / float64(s.a.total[i]+s.b.total[j])
	if t := s.a.twice[i] + s.b.twice[j]; t > 0 {
		like = (1-partPairs)*like + partPairs*2*float64(two)/float64(t)
	}
	return like, float64(one) / float64(bit)
}

// container is how alike two clauses with children are: their own words, and what
// stands in them, see inside. Where they have no words of their own, place stands
// in a little for them.
func (s *state) container(i, j int32) float64 {
	if s.a.word[i].len() > 0 || s.b.word[j].len() > 0 {
		own, _ := s.text(i, j)
		if s.a.first[i] == none && s.b.first[j] == none {
			return own
		}
		return (1-partVotes)*own + partVotes*s.inside(i, j)
	}
	return (1-partPlace)*s.inside(i, j) + partPlace*s.around(i, j)
}

// inside is the share of two containers' paired children that are paired with each
// other, by their mass, and for the rest of it how alike the words are.
func (s *state) inside(i, j int32) float64 {
	var found, known, all float64
	for k := s.a.first[i]; k != none; k = s.a.next[k] {
		all += float64(s.a.mass[k])
		if m := s.a.mate[k]; m != none {
			known += float64(s.a.mass[k])
			if s.b.parent[m] == j || s.b.shown(s.b.parent[m]) == j {
				found += float64(s.a.mass[k])
			}
		}
	}
	for k := s.b.first[j]; k != none; k = s.b.next[k] {
		all += float64(s.b.mass[k])
		if m := s.b.mate[k]; m != none {
			known += float64(s.b.mass[k])
			if s.a.parent[m] == i || s.a.shown(s.a.parent[m]) == i {
				found += float64(s.b.mass[k])
			}
		}
	}
	switch {
	case all == 0:
		return 0
	case known == all:
		return found / all
	}
	return found/all + (1-known/all)*s.contents(i, j)
}

// deep is what the words of a clause and of those below it weigh, without those of
// clauses that were paired before the scored rounds.
type deep struct {
	bag   []count
	total weight
}

// below gathers the words of clause i and below it.
func (s *state) below(d *side, i int32) *deep {
	if d.deep == nil {
		d.deep = make([]*deep, len(d.c))
	}
	if d.deep[i] == nil {
		for k := i; k < i+d.size[i] && int(k) < len(d.c); k++ {
			if d.word[k] != nil {
				for _, c := range d.word[k].bag {
					s.room.counter.add(c.id, c.n)
				}
			}
		}
		out := &deep{bag: s.room.counter.take()}
		for _, c := range out.bag {
			out.total += s.weigh1(c.id) * weight(c.n)
		}
		d.deep[i] = out
	}
	return d.deep[i]
}

// contents is how alike the words of two clauses and of those below them are (Dice).
// That stays as it is once it has been asked, and is asked in every round.
func (s *state) contents(i, j int32) float64 {
	pair := [2]int32{i, j}
	if like, ok := s.alike[pair]; ok {
		return like
	}
	x, y := s.below(&s.a, i), s.below(&s.b, j)
	like := 0.0
	if x.total+y.total > 0 {
		like = 2 * float64(s.common(x.bag, y.bag)) / float64(x.total+y.total)
	}
	if s.alike == nil {
		s.alike = map[[2]int32]float64{}
	}
	s.alike[pair] = like
	return like
}

// common is the weight of the words that two bags share.
func (s *state) common(x, y []count) (sum weight) {
	for p, q := 0, 0; p < len(x) && q < len(y); {
		u, v := x[p], y[q]
		if u.id == v.id {
			sum += s.weigh1(u.id) * weight(min(u.n, v.n))
		}
		p, q = p+notAbove(uint64(u.id), uint64(v.id)), q+notAbove(uint64(v.id), uint64(u.id))
	}
	return sum
}

// notAbove is 1 where u is not greater than v, else 0. Which of two lists goes on nobody
// can foresee, the processor neither: this is no jump.
func notAbove(u, v uint64) int {
	_, above := bits.Sub64(v, u, 0)
	return 1 - int(above)
}

// around is how well what stands around two clauses agrees, 0 to 1: half of it
// the parents, the rest the nearest paired siblings on both sides.
func (s *state) around(i, j int32) float64 {
	return 0.5*s.agree(s.a.parent[i], s.b.parent[j]) +
		0.25*s.agree(nearest(&s.a, s.a.prev, i), nearest(&s.b, s.b.prev, j)) +
		0.25*s.agree(nearest(&s.a, s.a.next, i), nearest(&s.b, s.b.next, j))
}

// agree is 1 for mates and for two ends, 0 where a mate stands elsewhere, and
// between where nothing is known yet.
func (s *state) agree(i, j int32) float64 {
	switch {
	case s.together(i, j):
		return 1
	case i != none && j != none && s.a.mate[i] == none && s.b.mate[j] == none:
		return 0.5
	}
	return 0
}

// nearest is the nearest sibling in a direction that has a mate, else the last
// one looked at: far siblings say little.
func nearest(d *side, step []int32, i int32) int32 {
	k := step[i]
	for n := 0; n < 8 && k != none && d.mate[k] == none; n++ {
		k = step[k]
	}
	return k
}

// score is the worth of a pair, 0 to 1.
func (s *state) score(i, j int32) (score, text, shared float64) {
	text, shared, _ = s.likeness(i, j)
	return s.inContext(i, j, text), text, shared
}

// likeness is how alike a pair is by its words and by what stands in it. It is
// settled where that is words alone: what else is paired then changes nothing.
func (s *state) likeness(i, j int32) (text, shared float64, settled bool) {
	leaf := s.a.first[i] == none || s.b.first[j] == none
	if worded := s.a.word[i].len() > 0 && s.b.word[j].len() > 0; !leaf || !worded {
		return s.container(i, j), math.Inf(1), false
	}
	text, shared = s.text(i, j)
	if (s.a.first[i] == none) != (s.b.first[j] == none) { // none on one side only: a paragraph may have become a list, or a list a paragraph
		text = max(text, partWhole*s.contents(i, j))
	}
	return text, shared, true
}

// inContext adds to the likeness of a pair what stands around it and its numbers.
func (s *state) inContext(i, j int32, text float64) float64 {
	score := weightText*text + weightContext*s.around(i, j)
	if s.numbered(i, j) {
		score += weightLabel
	}
	return score
}

// numbered reports whether the labels of two clauses agree: they are the same, or
// one counts on from the other as those of the paired clauses before them do, which
// were all renumbered together.
func (s *state) numbered(i, j int32) bool {
	if s.a.c[i].Label == s.b.c[j].Label {
		return true
	}
	p, q := nearest(&s.a, s.a.prev, i), nearest(&s.b, s.b.prev, j)
	if p == none || q == none || s.a.mate[p] != q {
		return false
	}
	x, y := s.ranked(&s.a, i), s.ranked(&s.b, j)
	return x >= 0 && y >= 0 && s.ranked(&s.a, p) >= 0 && s.ranked(&s.b, q) >= 0 && y-x == s.ranked(&s.b, q)-s.ranked(&s.a, p)
}

// ranked is the number of clause i's label as an integer, -1 without one.
func (s *state) ranked(d *side, i int32) int32 {
	if d.rank == nil {
		d.rank = s.room.ints.take(len(d.c))
	}
	if d.rank[i] == 0 {
		d.rank[i] = int32(min(s.number(d.c[i].Label).rank(), 1<<30)) + 2
	}
	return d.rank[i] - 2
}
