package reuse

import (
	"math"

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
