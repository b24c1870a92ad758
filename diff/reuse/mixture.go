package reuse

import (
	"cmp"
	"math"
	"slices"
)

// claim is one unit that a book has to explain, and what may explain it.
type claim struct {
	entry
	sources []source
	saved   float32 // the most that any source saves
	full    float32 // what a source with the very same words saves
	shelved bool    // another entry reads alike: it may be common stock
	common  bool    // others like it are
	isNew   float64 // how likely nobody was copied
	isStock float64 // and that it is common stock
	spots   []hint  // by book: where the best sources stand, those that hardly save less than the best
}

// source is one place that a claim may come from.
type source struct {
	book            int32 // index in library.books
	who             int32 // index in mixture.who
	lie             int32 // index in kin.lies of the claim's unit; -1 the very same words
	unit            int32
	spot            // where it stood when the claim was made
	saved           float32
	hinted, ordered bool    // clauses around it come from the same book; and from around the same place
	place           float32 // bits to say where in the book it stands
	is              float64 // how likely it is the source
}

// mixture is one book's claims and from which books it draws.
type mixture struct {
	book   int32
	claims []claim
	picks  []int         // by claim: index in its sources, -1 for nobody; see decide
	older  []int32       // by claim: the unit it was before, -1 unknown; see ancestry
	at     map[int32]int // unit to index of its claim
	who    []int32       // the books that may be sources, in the order met
	sum    []float64
	solid  []float64 // sum over claims that are not like anything in stock
	isNew  float64
	stock  float64
	size   []float64 // claims by version
	sumsAt [][]float64
	newAt  []float64
	stkAt  []float64
	choice int // how many books there are to choose from
}

// The mixture's constants. Nine of ten clauses that are taken over keep their order.
// A book begins with one imagined clause of each kind, so that nothing is impossible.
// What comes again on its own counts as stock from the third time on: of two alike,
// one may well have been copied.
const (
	imagined = 1.0
	unsure   = 10.0 // bits that a source must save before anything is known of a book
	rounds   = 12
)

// sharers is how many books that have the very same unit are looked at.
const sharers = 64

func (l *library) mixture(b int32, k *kin, p *prices) *mixture {
	m := &mixture{book: b, choice: max(1, len(l.books)-1)}
	who := map[int32]int32{}
	x := &l.books[b]
	m.size = make([]float64, len(x.versions))
	m.at = make(map[int32]int, len(x.entries))
	for i, e := range x.entries {
		m.at[e.unit] = i
		c := claim{entry: e, full: whole(p.alone[e.unit])}
		add := func(u int32, lie int32, saved float32) {
			for n := range l.units[u].uses {
				use := &l.units[u].uses[n]
				if !l.earlier(use.work, use.first.version, b, e.version) {
					continue
				}
				if use.work == b && lie < 0 {
					continue
				}
				w, ok := who[use.work]
				if !ok {
					w = int32(len(m.who))
					who[use.work] = w
					m.who = append(m.who, use.work)
				}
				c.sources = append(c.sources, source{book: use.work, who: w, lie: lie, unit: u, spot: l.at(use, b, e.version), saved: saved})
			}
		}
		if uses := len(l.units[e.unit].uses); uses > 1 {
			add(e.unit, -1, c.full)
			c.shelved = true
		}
		for n := range k.lies[e.unit] {
			y := &k.lies[e.unit][n]
			if y.saved <= 0 {
				continue
			}
			add(y.unit, int32(n), y.saved)
			c.shelved = c.shelved || k.cluster[y.unit] == k.cluster[e.unit]
		}
		c.prune()
		c.hint()
		m.claims = append(m.claims, c)
		m.size[e.version]++
	}
	m.place(l, .9)
	m.sum, m.solid = make([]float64, len(m.who)), make([]float64, len(m.who))
	m.newAt, m.stkAt = make([]float64, len(x.versions)), make([]float64, len(x.versions))
	m.sumsAt = make([][]float64, len(x.versions))
	for v := range m.sumsAt {
		m.sumsAt[v] = make([]float64, len(m.who))
	}
	return m
}

// hopeless is how many bits behind the best a source may be and still be thought of.
const hopeless = 400

func (c *claim) prune() {
	for i := range c.sources {
		c.saved = max(c.saved, c.sources[i].saved)
	}
	c.sources = slices.DeleteFunc(c.sources, func(s source) bool { return s.saved < c.saved-hopeless })
	if len(c.sources) > sharers {
		slices.SortStableFunc(c.sources, func(a, b source) int { return cmp.Compare(b.saved, a.saved) })
		c.sources = c.sources[:sharers]
	}
}

// hint notes the spots that neighbours may go by: of each book the best source, the
// first of equals.
func (c *claim) hint() {
	for i := range c.sources {
		y := &c.sources[i]
		if y.saved < unsure || y.saved < c.saved-unsure {
			continue
		}
		best := true
		for j := range c.sources {
			if z := &c.sources[j]; z.book == y.book && (z.saved > y.saved || j < i && z.saved == y.saved) {
				best = false
			}
		}
		if best {
			c.spots = append(c.spots, hint{y.book, y.at, true})
		}
	}
}

// place says how many bits it takes to name the spot in the source: few where the
// clauses around it come from around there.
func (m *mixture) place(l *library, inOrder float64) {
	const reach = 8
	x := &l.books[m.book]
	for i := range m.claims {
		c := &m.claims[i]
		p := &x.pages[c.version]
		look := func(book int32, step int) hint {
			for n := int(c.at) + step; n >= 0 && n < len(p.units) && (n-int(c.at))*step <= reach; n += step {
				d := &m.claims[m.at[p.units[n]]]
				if d == c || d.isStock > .5 {
					continue
				}
				for _, h := range d.spots {
					if h.book == book {
						return h
					}
				}
			}
			return hint{}
		}
		var last int32 = -1
		var before, after hint
		for s := range c.sources {
			y := &c.sources[s]
			if y.book != last {
				last, before, after = y.book, look(y.book, -1), look(y.book, 1)
			}
			n := float64(len(l.books[y.book].pages[y.version].units))
			bits := math.Log2(n)
			if before.ok || after.ok {
				y.hinted = true
				bits -= math.Log2(1 - inOrder)
				near := nearby(y.at, before, after)
				y.ordered = near >= 0
				if y.ordered {
					bits = min(bits, near-math.Log2(inOrder))
				}
			}
			y.place = float32(bits)
		}
	}
}

// hint is where in a source a neighbour of a claim comes from.
type hint struct {
	book, spot int32
	ok         bool
}

// nearby is how many bits it takes to name a spot that follows the one before or
// precedes the one after; -1 where it would not keep the order. Steps of any length
// are possible, short ones likelier: k costs the logarithm of k(k+1).
func nearby(at int32, before, after hint) float64 {
	bits := -1.0
	step := func(k int32) {
		if b := math.Log2(float64(k) * float64(k+1)); k > 0 && (bits < 0 || b < bits) {
			bits = b
		}
	}
	if before.ok {
		step(at - before.spot)
	}
	if after.ok {
		step(after.spot - at)
	}
	if before.ok && after.ok && before.spot < after.spot && (at <= before.spot || at >= after.spot) && bits > 1 {
		return -1
	}
	return bits
}

// begin makes the first guess: what saves the most, all books alike.
func (m *mixture) begin() {
	for i := range m.claims {
		c := &m.claims[i]
		top := float64(max(c.saved, unsure))
		c.isNew = math.Exp2(unsure - top)
		total := c.isNew
		for s := range c.sources {
			c.sources[s].is = math.Exp2(float64(c.sources[s].saved) - top)
			total += c.sources[s].is
		}
		c.share(total)
	}
	m.add()
}

func (c *claim) share(total float64) {
	c.isNew /= total
	c.isStock /= total
	for s := range c.sources {
		c.sources[s].is /= total
	}
}

// add sums up what the claims say.
func (m *mixture) add() {
	clear(m.sum)
	clear(m.solid)
	clear(m.newAt)
	clear(m.stkAt)
	for v := range m.sumsAt {
		clear(m.sumsAt[v])
	}
	m.isNew, m.stock = 0, 0
	for i := range m.claims {
		c := &m.claims[i]
		v := c.version
		m.isNew += c.isNew
		m.newAt[v] += c.isNew
		m.stock += c.isStock
		m.stkAt[v] += c.isStock
		for s := range c.sources {
			y := &c.sources[s]
			m.sum[y.who] += y.is
			if !c.common {
				m.solid[y.who] += y.is
			}
			m.sumsAt[v][y.who] += y.is
		}
	}
}

// shelf is the common stock: what many write without copying one another. It is known
// by how likely each unit's entries were taken from it.
type shelf struct {
	held  []float64 // by unit
	total float64
}

// saves is how many bits the stock saves a claim, with those it takes to say which of
// its wordings it was; the claim itself is left out. -Inf where it has nothing like it.
func (h *shelf) saves(c *claim, k *kin) float64 {
	others := h.held[c.unit]
	if c.isStock > .5 {
		others--
	}
	top, sum := float64(c.full), others
	for i := range k.lies[c.unit] {
		y := &k.lies[c.unit][i]
		if w := h.held[y.unit]; w > 0 && y.saved > 0 && k.cluster[y.unit] == k.cluster[c.unit] {
			sum += w * math.Exp2(float64(y.saved)-top)
			others += w
		}
	}
	if others <= 1 || sum == 0 {
		return math.Inf(-1)
	}
	return top + math.Log2(sum*(others-1)/others/h.total)
}

// step weighs every claim anew by what all the others say.
func (m *mixture) step(h *shelf, k *kin, own []float64) {
	n := float64(len(m.claims))
	log := make([]float64, 0, 64)
	clear(own)
	for i := range m.claims {
		c := &m.claims[i]
		if len(c.sources) == 0 && !c.shelved {
			continue
		}
		clear(own[:len(m.who)])
		for s := range c.sources {
			own[c.sources[s].who] += c.sources[s].is
		}
		nAt := m.size[c.version]
		// The share of one kind: in this version, and, as one more claim, in all.
		mix := func(sumAt, sum, mine, part float64) float64 {
			whole := (sum - mine + imagined*part) / (n - 1 + 3*imagined)
			return math.Log2((sumAt - mine + whole) / nAt)
		}
		log = log[:0]
		log = append(log, mix(m.newAt[c.version], m.isNew, c.isNew, 1))
		stock := math.Inf(-1)
		if h.total > 0 && c.shelved {
			stock = mix(m.stkAt[c.version], m.stock, c.isStock, 1) + h.saves(c, k)
		}
		c.common = !math.IsInf(stock, -1)
		log = append(log, stock)
		for s := range c.sources {
			y := &c.sources[s]
			share := mix(m.sumsAt[c.version][y.who], m.sum[y.who], own[y.who], 1/float64(m.choice))
			if c.common {
				share = min(share, mix(m.solid[y.who], m.solid[y.who], 0, 1/float64(m.choice)))
			}
			log = append(log, share+float64(y.saved-y.place))
		}
		top := slices.Max(log)
		total := 0.0
		for k := range log {
			log[k] = math.Exp2(log[k] - top)
			total += log[k]
		}
		c.isNew, c.isStock = log[0], log[1]
		for s := range c.sources {
			c.sources[s].is = log[2+s]
		}
		c.share(total)
	}
}

// explain lets the books explain their claims.
func (l *library) explain(k *kin, p *prices, o *Options) []*mixture {
	all := make([]*mixture, len(l.books))
	each(o.Workers, len(l.books), func() func(i int) {
		return func(i int) {
			all[i] = l.mixture(int32(i), k, p)
			all[i].begin()
		}
	}, func(int, int) {})
	h := &shelf{held: make([]float64, len(l.units))}
	round := func() {
		each(o.Workers, len(all), func() func(i int) {
			return func(i int) {
				all[i].step(h, k, make([]float64, len(all[i].who)+1))
				all[i].add()
			}
		}, func(int, int) {})
	}
	for range rounds {
		round()
	}
	for _, m := range all {
		m.suspect()
	}
	for n := range rounds {
		clear(h.held)
		h.total = 0
		for _, m := range all {
			for i := range m.claims {
				if c := &m.claims[i]; c.isStock > .5 {
					h.held[c.unit]++
					h.total++
				}
			}
		}
		hinted, ordered := 10.0, 9.0
		for _, m := range all {
			for i := range m.claims {
				if c := &m.claims[i]; !c.common {
					for s := range c.sources {
						if y := &c.sources[s]; y.hinted {
							hinted += y.is
							if y.ordered {
								ordered += y.is
							}
						}
					}
				}
			}
		}
		if n%3 == 0 {
			each(o.Workers, len(all), func() func(i int) { return func(i int) { all[i].place(l, ordered/hinted) } }, func(int, int) {})
		}
		round()
	}
	return all
}

// suspect takes for stock what few other claims of the book stand by: what came alone or
// out of its order, or without a source though others have it. What is taken wrongly
// is given back when the stock is weighed against the sources.
func (m *mixture) suspect() {
	company := min(3, float64(len(m.claims)-1)/2)
	for i := range m.claims {
		c := &m.claims[i]
		if !c.shelved {
			continue
		}
		alone := c.isNew
		for s := range c.sources {
			y := &c.sources[s]
			if others := m.sum[y.who] - y.is; !y.ordered || others < company {
				alone += y.is
			}
		}
		rest := 1 - alone // what stands by others
		c.isNew *= rest
		for s := range c.sources {
			c.sources[s].is *= rest
		}
		c.isStock = alone
		total := c.isNew + c.isStock
		for s := range c.sources {
			total += c.sources[s].is
		}
		c.share(total)
	}
	m.add()
}
