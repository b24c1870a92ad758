package reuse

import (
	"cmp"
	"math"
	"slices"

	"polity/diff/letters"
)

// shingleWeight is how much text a shingle holds: three words, or six characters of
// a script without spaces. Three words are the shortest run that is rarely a chance.
const shingleWeight = 6

// eachShingle calls yield with the hash of every shingle of words; a text shorter than
// one is a shingle itself.
func (l *library) eachShingle(words []uint32, yield func(h uint64)) {
	end, held := 0, 0
	for i := range words {
		for end < len(words) && held < shingleWeight {
			held += weight(words[end])
			end++
		}
		if held < shingleWeight && i > 0 {
			return
		}
		h := letters.Seed
		for _, w := range words[i:end] {
			h = letters.Mix(h, l.hash[w&wordBit])
		}
		yield(h)
		held -= weight(words[i])
	}
}

// weight of a word: one character of a script without spaces is half a word.
func weight(w uint32) int {
	if w&narrow != 0 {
		return 1
	}
	return 2
}

// posting says that a unit has a shingle.
type posting struct {
	hash uint64
	unit int32
}

// index finds units that share rare shingles.
type index struct {
	from  []int32 // by shingle: where its units begin in units
	units []int32
	own   [][]int32 // by unit: its shingles that another unit shares
}

// The bounds that keep the search for candidates linear: a unit looks at so many
// postings, its rarest shingles first, and keeps so many candidates.
const (
	lookups    = 2048
	candidates = 48
	runsLong   = 2 // shingles that both must share, unless one of them hardly has more
)

func (l *library) index() *index {
	n := 0
	for i := range l.units {
		n += len(l.units[i].words)
	}
	all := make([]posting, 0, n)
	for i := range l.units {
		l.eachShingle(l.units[i].words, func(h uint64) { all = append(all, posting{h, int32(i)}) })
	}
	slices.SortFunc(all, func(a, b posting) int {
		return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.unit, b.unit))
	})
	all = slices.Compact(all)
	x := &index{own: make([][]int32, len(l.units))}
	for i := 0; i < len(all); {
		j := i + 1
		for j < len(all) && all[j].hash == all[i].hash {
			j++
		}
		if j-i > 1 {
			s := int32(len(x.from))
			x.from = append(x.from, int32(len(x.units)))
			for _, p := range all[i:j] {
				x.units = append(x.units, p.unit)
				x.own[p.unit] = append(x.own[p.unit], s)
			}
		}
		i = j
	}
	x.from = append(x.from, int32(len(x.units)))
	return x
}

// list are the units that have a shingle.
func (x *index) list(shingle int32) []int32 { return x.units[x.from[shingle]:x.from[shingle+1]] }

// finder looks for the candidates of one unit after another.
type finder struct {
	*index
	l       *library
	score   []float32
	hits    []uint8
	touched []int32
}

func (l *library) finder(x *index) *finder {
	return &finder{index: x, l: l, score: make([]float32, len(l.units)), hits: make([]uint8, len(l.units))}
}

// near are the units that share the most and the rarest shingles with u.
func (f *finder) near(u int32) []int32 {
	own := f.own[u]
	size := func(s int32) int32 { return f.from[s+1] - f.from[s] }
	slices.SortFunc(own, func(a, b int32) int { return cmp.Or(cmp.Compare(size(a), size(b)), cmp.Compare(a, b)) })
	looked := 0
	for _, s := range own {
		list := f.list(s)
		if looked += len(list); looked > lookups {
			break
		}
		w := float32(math.Log2(1 + float64(len(f.l.units))/float64(len(list))))
		for _, v := range list {
			if v == u {
				continue
			}
			if f.score[v] == 0 {
				f.touched = append(f.touched, v)
			}
			f.score[v] += w
			f.hits[v] = min(f.hits[v]+1, 100)
		}
	}
	best := make([]int32, 0, candidates) // the best last
	short := len(own) <= 2*runsLong
	for _, v := range f.touched {
		if f.hits[v] >= runsLong || short || len(f.own[v]) <= 2*runsLong {
			best = f.keep(best, v)
		}
	}
	for _, v := range f.touched {
		f.score[v], f.hits[v] = 0, 0
	}
	f.touched = f.touched[:0]
	slices.Reverse(best)
	return best
}

// keep puts v among the best, which are sorted, the worst first.
func (f *finder) keep(best []int32, v int32) []int32 {
	compare := func(a, b int32) int {
		return cmp.Or(cmp.Compare(f.score[a], f.score[b]), cmp.Compare(f.l.units[b].key, f.l.units[a].key))
	}
	if len(best) == candidates {
		if compare(v, best[0]) < 0 {
			return best
		}
		best = append(best[:0], best[1:]...)
	}
	at, _ := slices.BinarySearchFunc(best, v, compare)
	return slices.Insert(best, at, v)
}
