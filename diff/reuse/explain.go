package reuse

import "slices"

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
	switch {
	case !x.fresh:
		x.resume(&x.stages[phase])
	case !l.once:
		x.stages[phase] = x.stage(x.stages[phase])
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
