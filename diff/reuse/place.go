package reuse

import "math"

// place says how many bits it takes to name the spot in the source: few where the
// clauses around it come from around there.
func (m *mixture) place(l *library, inOrder float64) {
	x := &l.books[m.book]
	before, after := make([]neighbour, len(m.who)), make([]neighbour, len(m.who))
	for i := range m.claims {
		c := &m.claims[i]
		units := x.pages[c.version].units
		m.look(before, int32(i), units, int(c.at), -1)
		m.look(after, int32(i), units, int(c.at), 1)
		for s := range c.sources {
			y := &c.sources[s]
			bits := math.Log2(float64(len(l.books[y.book].pages[y.version].units)))
			y.hinted, y.ordered = false, false
			b, a := before[y.who].of(int32(i)), after[y.who].of(int32(i))
			if b.ok || a.ok {
				y.hinted = true
				bits -= math.Log2(1 - inOrder)
				near := nearby(y.at, b, a)
				y.ordered = near >= 0
				if y.ordered {
					bits = min(bits, near-math.Log2(inOrder))
				}
			}
			y.place = float32(bits)
		}
	}
}

// neighbour is a hint found for one claim, its number less one.
type neighbour struct {
	hint
	claim int32
}

func (n neighbour) of(claim int32) hint {
	if n.claim != claim+1 {
		return hint{}
	}
	return n.hint
}

// look notes for each book the nearest hint of the clauses to one side of a claim.
func (m *mixture) look(near []neighbour, claim int32, units []int32, at, step int) {
	const reach = 8
	for n, left := at+step, reach; n >= 0 && n < len(units) && left > 0; n, left = n+step, left-1 {
		d := m.at[units[n]]
		if int32(d) == claim || m.claims[d].isStock > .5 {
			continue
		}
		for _, h := range m.claims[d].spots {
			if near[h.who].claim != claim+1 {
				near[h.who] = neighbour{h, claim + 1}
			}
		}
	}
}

// hint is where in a source a neighbour of a claim comes from.
type hint struct {
	who, spot int32
	ok        bool
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
