package reuse

import (
	"math"
	"slices"
)

// origin is a unit in a book.
type origin struct {
	book int32
	unit int32
	spot // where it stood when it was taken over
}

func (y *source) source() origin { return origin{y.book, y.unit, y.spot} }

// further is another source of a claim, that explains a part which the first does not.
type further struct {
	origin
	runs  []run   // of words that no other source explains
	saved float64 // bits
	place float64 // bits to say where it stands
}

// mostParts is how many sources a clause may have.
const mostParts = 4

// further finds what else a claim was put together from. What its source leaves
// unexplained is taken for a text of its own, and a further source must save as much
// of that as a work on its own must (see chance), with what it takes to name it. It must
// have nothing in common with the other sources: of two readings of one text
// a clause has one, and what it shares with another is told by that.
func (x *conclusion) further(c *claim, first *source, k *kin) (out []further) {
	if first.unit == c.unit {
		return nil
	}
	u := &x.units[c.unit]
	taken := x.covered(c.unit, first.unit)
	texts := []int32{first.unit}
	for len(texts) < mostParts {
		var best further
		text := int32(-1)
		for i := range u.lies {
			y := &u.lies[i]
			if y.saved <= 0 || slices.ContainsFunc(texts, func(v int32) bool { return x.related(v, y.unit) }) {
				continue
			}
			price := u.alone
			if k.cluster[c.unit] != k.cluster[y.unit] {
				price = u.shared
			}
			f := further{}
			f.saved, f.runs = rest(price, y, taken, len(x.units[y.unit].words))
			if f.saved-chance > best.saved-best.place && x.place(c, y.unit, &f) && f.saved-f.place-chance > max(0, best.saved-best.place-chance) {
				best, text = f, y.unit
			}
		}
		if text < 0 {
			return out
		}
		out, texts = append(out, best), append(texts, text)
		for _, r := range best.runs {
			for i := r.a; i < r.a+r.n; i++ {
				taken[i] = true
			}
		}
	}
	return out
}

// related reports whether two units have words of one text.
func (l *library) related(a, b int32) bool {
	if a == b {
		return true
	}
	y, z := l.units[a].lie(b), l.units[b].lie(a)
	return y != nil && (y.saved > 0 || y.alike) || z != nil && (z.saved > 0 || z.alike)
}

// rest is what a unit that another lies on saves of its words that are not taken, as if
// they were all, and the runs of them that are worth their edit.
func rest(price []float32, y *lie, taken []bool, long int) (saved float64, kept []run) {
	left := make([]float32, 0, len(price))
	at := make([]int32, len(price)) // of each word in left
	for i, p := range price {
		at[i] = int32(len(left))
		if !taken[i] {
			left = append(left, p)
		}
	}
	var whole, cut []run // as they stand in the unit, and in left
	for _, r := range y.runs {
		for j := int32(0); j < r.n; j++ {
			if taken[r.a+j] {
				continue
			}
			from := j
			for j+1 < r.n && !taken[r.a+j+1] {
				j++
			}
			whole = append(whole, run{r.a + from, r.b + from, j + 1 - from})
			cut = append(cut, run{at[r.a+from], r.b + from, j + 1 - from})
		}
	}
	s, _, worth := save(left, cut, len(left), long)
	for i, r := range whole {
		if i < 64 && worth&(1<<i) != 0 {
			kept = append(kept, r)
		}
	}
	return float64(s), kept
}

// place chooses where a unit was taken from: of the works that had it before, the one
// from which most else comes, of equals the latest. false where there is none.
func (x *conclusion) place(c *claim, unit int32, f *further) bool {
	most := math.Inf(-1)
	for _, use := range x.before(x.units[unit].uses, x.book, c.entry) {
		if !x.earlier(use.work, use.first.version, x.book, c.version) {
			continue
		}
		bits := 0.0
		if n, ok := x.number[use.work]; ok {
			bits = x.bits[n]
		}
		if bits >= most { // uses stand in the order of their ranks
			most = bits
			f.origin = origin{use.work, unit, x.library.at(&use, x.book, c.version)}
		}
	}
	if math.IsInf(most, -1) {
		return false
	}
	f.place = math.Log2(x.mixture.choice) + math.Log2(float64(len(x.books[f.book].pages[f.version].units)))
	return true
}

// part puts a further source of a claim into words.
func (x *conclusion) part(claim int, f further) taking {
	c := &x.claims[claim]
	words := x.units[c.unit].words
	half := 0
	for _, r := range f.runs {
		half += weigh(words[r.a : r.a+r.n])
	}
	b := Borrowing{From: x.where(f.book, f.spot), To: x.where(x.book, c.spot), Kind: Part, Bits: f.saved, Words: (half + 1) / 2}
	b.Score = 1 / (1 + math.Exp2(chance+f.place-f.saved))
	b.Spans = x.spans(b.To, b.From, f.runs)
	return taking{b, f.runs}
}
