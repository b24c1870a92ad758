package reuse

import (
	"cmp"
	"math"
	"slices"

	"polity/diff/letters"
)

// What writing with a source on the table costs, in bits. One word in fifteen copied
// wrong makes a copied word cost a tenth of a bit; an edit must say that it comes
// (4 bits), what it is and where to go on (2 bits).
const (
	copyBits   = 0.1
	editBits   = 4
	lengthBits = 3
)

// appraise prices all units and says for every lie what it saves, as far as that is not
// known from the last time.
func (l *library) appraise(k *kin, o *Options) {
	h := l.hear(k)
	price := make([]uint64, len(l.units)) // hash of what prices are made from
	var priced []int32
	for _, u := range l.order {
		price[u] = letters.Mix(h.sign, h.signs[k.cluster[u]])
		if l.units[u].priced != price[u] {
			priced = append(priced, u)
		}
	}
	if len(priced) > 0 {
		slices.SortFunc(priced, func(a, b int32) int { return cmp.Or(cmp.Compare(k.cluster[a], k.cluster[b]), cmp.Compare(a, b)) })
		if l.spoken == nil || l.spokenSign != h.sign {
			l.spoken, l.spokenSign = l.background(h), h.sign
		}
		b := l.spoken
		each(o.Workers, len(priced), func() func(i int) {
			var t tally
			out := int32(-1) // the cluster that t leaves out
			return func(i int) {
				u := priced[i]
				if c := k.cluster[u]; c != out {
					out = c
					b.leaveOut(l, &t, h, h.within[c])
				}
				x := &l.units[u]
				x.alone, x.shared = b.price(l, &t, x.words)
				x.full, x.priced = whole(x.alone), price[u]
				l.since[u] = min(x.born, l.since[u])
			}
		}, o.progress("weigh", 0, 1))
	}
	each(o.Workers, len(l.order), func() func(i int) {
		return func(i int) { l.weigh(l.order[i], k, h, price) }
	}, func(int, int) {})
}

// weigh says what the lies of a unit save.
func (l *library) weigh(u int32, k *kin, h *heard, price []uint64) {
	x := &l.units[u]
	apart := func(y *lie) bool { return k.cluster[u] != k.cluster[y.unit] && h.signs[k.cluster[y.unit]] != 0 }
	sign := letters.Mix(x.key, price[u])
	for i := range x.lies {
		y := &x.lies[i]
		sign = letters.Mix(sign, letters.Mix(l.units[y.unit].key, price[y.unit]))
		if apart(y) {
			sign++
		}
	}
	if x.weighed == sign {
		return
	}
	x.weighed = sign
	for i := range x.lies {
		y := &x.lies[i]
		v := &l.units[y.unit]
		was := *y
		price := x.alone
		if apart(y) {
			price = x.shared
		}
		var charged float32
		y.saved, charged, y.kept = save(price, y.runs, len(x.words), len(v.words))
		y.saved = min(y.saved, x.full-charged) // never more than the very same words save
		y.back = 0
		if k.cluster[u] == k.cluster[y.unit] {
			y.back, charged, _ = save(v.alone, turned(y.runs), len(v.words), len(x.words))
			y.back = min(y.back, v.full-charged)
		}
		if y.saved != was.saved || y.back != was.back || y.kept != was.kept {
			l.newLie(u, y.unit)
		}
	}
}

// save is how many bits fewer a wording costs with another on the table, what of that
// was charged for edits, and which runs are worth theirs. n and m are the lengths of both.
func save(price []float32, runs []run, n, m int) (saved, charged float32, kept uint64) {
	var lastA, lastB int32
	for i, r := range runs {
		if i == 64 {
			break
		}
		var gain float32
		for _, x := range price[r.a : r.a+r.n] {
			gain += x - copyBits
		}
		// What the run adds: one more edit between it and what follows. The charge
		// for the words left out on the way to the end is taken below.
		charge := edit(r.a-lastA, r.b-lastB) + edit(int32(n)-r.a-r.n, int32(m)-r.b-r.n) - edit(int32(n)-lastA, int32(m)-lastB)
		if gain <= charge {
			continue
		}
		saved += gain - charge
		charged += charge
		kept |= 1 << i
		lastA, lastB = r.a+r.n, r.b+r.n
	}
	if kept == 0 {
		return 0, 0, 0
	}
	all := edit(int32(n), int32(m)) // the one edit that there is before the first run is found
	return saved - all, charged + all, kept
}

// edit is the charge for one edit that puts in some words and leaves out others.
func edit(in, out int32) float32 {
	if in == 0 && out == 0 {
		return 0
	}
	return float32(editBits + lengthBits*(math.Log2(1+float64(in))+math.Log2(1+float64(out))))
}

// whole is what a source saves that has the very same words.
func whole(price []float32) (saved float32) {
	for _, x := range price {
		saved += x - copyBits
	}
	return saved
}
