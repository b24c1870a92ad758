package reuse

import "math"

// claim is one unit that a book has to explain, and what may explain it.
type claim struct {
	entry
	sources   []source
	saved     float32 // the most that any source saves
	full      float32 // what a source with the very same words saves
	shelved   bool    // another entry reads alike: it may be common stock
	common    bool    // others like it are
	isNew     float64 // how likely nobody was copied
	isStock   float64 // and that it is common stock
	likeNew   float64 // how likely the words are where nobody was copied; see weigh
	likeShelf float64 // and where they come from the stock
	spots     []hint  // by book: where the best sources stand, those that hardly save less than the best
}

// source is one place that a claim may come from.
type source struct {
	book            int32 // index in library.books
	who             int32 // index in mixture.who
	unit            int32 // that of the claim itself: the very same words
	spot                  // where it stood when the claim was made
	saved           float32
	hinted, ordered bool    // clauses around it come from the same book; and from around the same place
	place           float32 // bits to say where in the book it stands
	is              float64 // how likely it is the source
}

// mixture is one book's claims and from which books it draws.
type mixture struct {
	book    int32
	claims  []claim
	first   []int         // by claim: index in its sources, -1 for nobody, before others were asked
	picks   []int         // and after; see decide
	older   []int32       // by claim: the unit it was before, -1 unknown; see ancestry
	at      map[int32]int // unit to index of its claim
	who     []int32       // the books that may be sources, in the order met
	sums                  // while it is explained
	choice  float64       // how many books there are to choose from, rounded up to a power of two
	fresh   bool          // explained anew in this trace
	news    bool          // something it saw was new
	anew    bool          // decided anew in this trace
	was     *mixture      // what it was before it was made anew; nil: there was none
	altered bool          // what others ask of it, when they are decided, is not as it was
	edges   []Edge        // what it was concluded to have from whom
	taken   []taking
}

// sums is what the claims of a book say together. By who, but for those by version.
type sums struct {
	sum    []float64
	solid  []float64 // sum over claims that are not like anything in stock
	isNew  float64
	stock  float64
	size   []float64 // claims by version
	sumsAt [][]float64
	newAt  []float64
	stkAt  []float64
	like   []float64 // by source, claim after claim: how likely the words are with it; see weigh
	next   []float64 // room: how likely the source is, not yet normed
}

// room is room for the sums of a mixture.
func (m *mixture) room() sums {
	versions := 0
	for i := range m.claims {
		versions = max(versions, int(m.claims[i].version)+1)
	}
	s := sums{
		sum: make([]float64, len(m.who)), solid: make([]float64, len(m.who)),
		size: make([]float64, versions), newAt: make([]float64, versions), stkAt: make([]float64, versions), sumsAt: make([][]float64, versions),
	}
	for i := range m.claims {
		s.size[m.claims[i].version]++
	}
	for v := range s.sumsAt {
		s.sumsAt[v] = make([]float64, len(m.who))
	}
	return s
}

// The mixture's constants. Nine of ten clauses that are taken over keep their order.
// A book begins with one imagined clause of each kind, so that nothing is impossible.
// What comes again on its own counts as stock from the third time on: of two alike,
// one may well have been copied.
const (
	imagined = 1.0
	unsure   = 10.0 // bits that a source must save before anything is known of a book
	rounds   = 12
	keeping  = 0.9 // of clauses that are taken over keep their order, before more is known
)

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

// weigh says how likely each claim's words are by each of its sources, on a scale of
// its own. What the stock saves is told.
func (m *mixture) weigh(h *shelf, k *kin) {
	m.like = m.like[:0]
	for i := range m.claims {
		c := &m.claims[i]
		stock := math.Inf(-1)
		if h != nil && c.shelved {
			stock = h.saves(c, k, c.isStock > .5)
		}
		top := max(0, stock)
		for s := range c.sources {
			top = max(top, float64(c.sources[s].saved-c.sources[s].place))
		}
		c.likeNew, c.likeShelf = math.Exp2(-top), math.Exp2(stock-top)
		for s := range c.sources {
			y := &c.sources[s]
			m.like = append(m.like, math.Exp2(float64(y.saved-y.place)-top))
		}
		c.common = !math.IsInf(stock, -1)
	}
}

// steps weighs every claim anew by what all the others say, so many times or until
// nothing moves any more.
func (m *mixture) steps(most int) {
	own := make([]float64, len(m.who))
	for range most {
		moved, like := 0.0, m.like
		for i := range m.claims {
			c := &m.claims[i]
			if len(c.sources) > 0 || c.shelved {
				moved = max(moved, m.step(c, like, own))
			}
			like = like[len(c.sources):]
		}
		m.add()
		if moved < still {
			return
		}
	}
}

// still is the change of a likelihood that is none.
const still = 1e-6

// step weighs one claim anew and says how much that moved it. like is by its sources; own
// is room, and zero.
func (m *mixture) step(c *claim, like, own []float64) (moved float64) {
	m.next = m.next[:0]
	for s := range c.sources {
		own[c.sources[s].who] += c.sources[s].is
	}
	n, nAt := float64(len(m.claims)), m.size[c.version]
	// The share of one kind: in this version, and, as one more claim, in all.
	mix := func(sumAt, sum, mine, part float64) float64 {
		whole := (sum - mine + imagined*part) / (n - 1 + 3*imagined)
		return (sumAt - mine + whole) / nAt
	}
	wasNew, wasStock := c.isNew, c.isStock
	c.isNew = c.likeNew * mix(m.newAt[c.version], m.isNew, wasNew, 1)
	c.isStock = c.likeShelf * mix(m.stkAt[c.version], m.stock, wasStock, 1)
	total := c.isNew + c.isStock
	for s := range c.sources {
		y := &c.sources[s]
		share := mix(m.sumsAt[c.version][y.who], m.sum[y.who], own[y.who], 1/m.choice)
		if c.common {
			share = min(share, mix(m.solid[y.who], m.solid[y.who], 0, 1/m.choice))
		}
		m.next = append(m.next, share*like[s])
		total += share * like[s]
	}
	c.isNew /= total
	c.isStock /= total
	moved = max(math.Abs(c.isNew-wasNew), math.Abs(c.isStock-wasStock))
	for s := range c.sources {
		y := &c.sources[s]
		is := m.next[s] / total
		moved = max(moved, math.Abs(is-y.is))
		y.is, own[y.who] = is, 0
	}
	return moved
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
