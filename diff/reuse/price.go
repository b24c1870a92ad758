package reuse

import "math"

// What writing with a source on the table costs, in bits. One word in fifteen copied
// wrong makes a copied word cost a tenth of a bit; an edit must say that it comes
// (4 bits), what it is and where to go on (2 bits).
const (
	copyBits   = 0.1
	editBits   = 4
	lengthBits = 3
)

// prices are what words cost where nobody is copied, by unit; see background.price.
type prices struct{ alone, shared [][]float32 }

// appraise prices all units and says for every lie what it saves.
func (l *library) appraise(k *kin, o *Options) *prices {
	b := l.background(k.clusters)
	p := &prices{alone: make([][]float32, len(l.units)), shared: make([][]float32, len(l.units))}
	each(o.Workers, len(k.clusters), func() func(i int) {
		var t tally
		return func(i int) {
			b.price(l, &t, k.clusters[i], func(u int32, alone, shared []float32) { p.alone[u], p.shared[u] = alone, shared })
		}
	}, o.progress("weigh", 0, 1))
	each(o.Workers, len(k.lies), func() func(i int) {
		return func(u int) {
			for i := range k.lies[u] {
				x := &k.lies[u][i]
				price := p.alone[u]
				if k.cluster[u] != k.cluster[x.unit] {
					price = p.shared[u]
				}
				var charged float32
				x.saved, charged, x.kept = save(price, x.runs, len(l.units[u].words), len(l.units[x.unit].words))
				x.saved = min(x.saved, whole(p.alone[u])-charged) // never more than the very same words save
			}
		}
	}, func(int, int) {})
	return p
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
