package reuse

import (
	"math"
	"slices"

	"polity/diff/letters"
)

// shelf is the common stock: what many write without copying one another. It is known
// by how many entries of each unit were taken from it.
type shelf struct {
	held    []int32        // by unit
	total   float64        // of all, rounded: one more hardly counts
	grain   float64        // bits to which what it saves is rounded
	inOrder float64        // the share of clauses taken over that keep their order, rounded
	touched map[int32]bool // the clusters of which something is held
}

// saves is how many bits the stock saves a claim, with those it takes to say which of
// its wordings it was, rounded, so that one more that was taken from it seldom tells
// those who took the same; within says whether the claim is held itself, which is left out.
// -Inf where it has nothing like it.
func (h *shelf) saves(c *claim, k *kin, within bool) float64 {
	if !h.touched[k.cluster[c.unit]] {
		return math.Inf(-1)
	}
	others := float64(h.held[c.unit])
	if within {
		others--
	}
	top, sum := float64(c.full), others
	for _, y := range k.of(c.unit) {
		if w := float64(h.held[y.unit]); w > 0 {
			sum += w * math.Exp2(float64(y.saved)-top)
			others += w
		}
	}
	if others <= 1 || sum <= 0 {
		return math.Inf(-1)
	}
	return math.Round((top+math.Log2(sum*(others-1)/others/h.total))/h.grain) * h.grain
}

// phases is how many times the stock is taken anew, and the books explain themselves by it.
const phases = 4

// account is what a book says after one phase: what it took from the stock, and how many
// of the clauses it took over have neighbours that were, and kept their order among
// them, in millionths.
type account struct {
	stock           []int32 // units
	hinted, ordered int64
}

func (m *mixture) account() (a account) {
	hinted, ordered := 0.0, 0.0
	for i := range m.claims {
		c := &m.claims[i]
		if c.isStock > .5 {
			a.stock = append(a.stock, c.unit)
		}
		if c.common {
			continue
		}
		for s := range c.sources {
			if y := &c.sources[s]; y.hinted {
				hinted += y.is
				if y.ordered {
					ordered += y.is
				}
			}
		}
	}
	a.hinted, a.ordered = int64(hinted*1e6), int64(ordered*1e6)
	return a
}

// stock joins the accounts of all books.
func (l *library) stock(all []*kept, phase int, k *kin) *shelf {
	h := &shelf{held: make([]int32, len(l.units)), touched: map[int32]bool{}, grain: .5}
	if phase == 0 { // all that is suspected: a guess
		h.grain = 2
	}
	hinted, ordered, total := int64(10e6), int64(9e6), 0
	for _, x := range all {
		a := &x.accounts[phase]
		for _, u := range a.stock {
			h.held[u]++
			h.touched[k.cluster[u]] = true
		}
		total += len(a.stock)
		hinted, ordered = hinted+a.hinted, ordered+a.ordered
	}
	h.total = coarse(float64(max(1, total)))
	odds := coarse(float64(ordered+1) / float64(hinted-ordered+1))
	h.inOrder = odds / (1 + odds)
	return h
}

// coarse rounds to a power of the fourth root of two.
func coarse(x float64) float64 { return math.Exp2(math.Round(4*math.Log2(x)) / 4) }

// sign is a hash of all that a shelf tells the book of a mixture.
func (h *shelf) sign(m *mixture, k *kin) uint64 {
	s := letters.Mix(letters.Mix(letters.Seed, math.Float64bits(h.total)), math.Float64bits(h.inOrder))
	if len(h.touched) == 0 {
		return s
	}
	for i := range m.claims {
		if c := &m.claims[i]; c.shelved && h.touched[k.cluster[c.unit]] {
			s = letters.Mix(letters.Mix(s, uint64(i)), math.Float64bits(h.saves(c, k, false)))
			s = letters.Mix(s, math.Float64bits(h.saves(c, k, true)))
		}
	}
	return s
}

// kept is what is known of a book from the last time: how it explained itself, and, phase
// by phase, what it was told, what it said and how things stood. A book of which all is as it
// was needs no explaining; where it is told something else on the way, it goes on from
// there.
type kept struct {
	*mixture
	sign     uint64
	told     [phases]uint64
	accounts [phases + 1]account
	stages   [phases]stage // before each phase
}

// explain lets the books explain their claims: each by itself first, then by the stock
// that all of them make.
func (l *library) explain(k *kin, o *Options) []*mixture {
	all, news := make([]*kept, len(l.books)), l.news()
	each(o.Workers, len(l.books), func() func(i int) {
		return func(i int) { all[i] = l.meet(int32(i), news[i], k) }
	}, func(int, int) {})
	l.renumber(all)
	for phase := range phases {
		h := l.stock(all, phase, k)
		each(o.Workers, len(all), func() func(i int) {
			return func(i int) { all[i].hear(phase, h, l, k) }
		}, func(int, int) {})
	}
	out := make([]*mixture, len(all))
	l.works = make(map[string]*kept, len(all))
	for i, x := range all {
		x.sums = sums{}
		out[i] = x.mixture
		l.works[l.books[i].name] = x
	}
	return out
}

// meet is what is known of a book from the last time, or a first guess where that does not
// hold any more.
func (l *library) meet(b int32, news bool, k *kin) *kept {
	x := l.works[l.books[b].name]
	if x != nil {
		if x.fresh, x.news = false, news; !news {
			return x
		}
	}
	sign := l.sign(b, k)
	if x == nil {
		x = &kept{}
	} else if x.sign == sign {
		return x
	}
	x.sign = sign
	x.begin(b, l, k)
	return x
}

// renumber makes what is known from the last time speak of the books by their numbers of
// today.
func (l *library) renumber(all []*kept) {
	same := true
	for i, n := range l.today {
		same = same && int(n) == i
	}
	if same {
		return
	}
	for i, x := range all {
		for c := range x.taken {
			y := &x.taken[c]
			y.From.Work, y.To.Work = int(l.today[y.From.Work]), i
		}
		if x.fresh {
			continue
		}
		x.book = int32(i)
		for w, b := range x.who {
			x.who[w] = l.today[b]
		}
		for c := range x.claims {
			for s := range x.claims[c].sources {
				y := &x.claims[c].sources[s]
				y.book = x.who[y.who]
			}
		}
		for e := range x.edges {
			x.edges[e].From, x.edges[e].To = int(l.today[x.edges[e].From]), i
		}
	}
}

// begin lets a book explain itself before any stock is known.
func (x *kept) begin(b int32, l *library, k *kin) {
	m := l.mixture(b, k)
	if m.was = x.mixture; m.was != nil {
		m.taken = m.was.taken
	}
	x.mixture = m
	m.place(l, keeping)
	m.begin()
	m.weigh(nil, k)
	m.steps(rounds)
	m.suspect()
	x.accounts[0] = m.account()
}

// hear lets a book explain itself anew with the stock of this phase, unless that tells it
// what it was told the last time.
func (x *kept) hear(phase int, h *shelf, l *library, k *kin) {
	sign := h.sign(x.mixture, k)
	if !x.fresh && x.told[phase] == sign {
		return
	}
	if x.fresh {
		x.stages[phase] = x.stage(x.stages[phase])
	} else {
		x.resume(&x.stages[phase])
	}
	x.told[phase] = sign
	x.place(l, h.inOrder)
	x.weigh(h, k)
	x.steps(rounds / phases)
	x.accounts[phase+1] = x.account()
}

// stage is how likely the claims of a mixture held their sources.
type stage struct {
	is     []float64 // by claim: new, stock, and each source
	common []bool    // by claim
}

// stage notes how things stand, in the room of another one.
func (m *mixture) stage(s stage) stage {
	s.is, s.common = s.is[:0], s.common[:0]
	for i := range m.claims {
		c := &m.claims[i]
		s.is, s.common = append(s.is, c.isNew, c.isStock), append(s.common, c.common)
		for j := range c.sources {
			s.is = append(s.is, c.sources[j].is)
		}
	}
	return stage{slices.Clip(s.is), slices.Clip(s.common)}
}

// resume lets things stand as they did.
func (m *mixture) resume(s *stage) {
	m.fresh, m.sums = true, m.room()
	is := s.is
	for i := range m.claims {
		c := &m.claims[i]
		c.isNew, c.isStock, c.common, is = is[0], is[1], s.common[i], is[2:]
		for j := range c.sources {
			c.sources[j].is = is[j]
		}
		is = is[len(c.sources):]
	}
	m.add()
}
