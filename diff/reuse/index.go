package reuse

import (
	"cmp"
	"math"
	"math/bits"
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

// index finds units that share rare shingles. It knows units by their place in
// library.order, so that the units of a shingle stand in the order of their dates and
// those that are too late for one stand last. What is said of a unit then depends on no
// later one.
type index struct {
	from   []uint32 // by shingle that several have: where its places begin
	places []uint32
	ownAt  []uint32 // by place: where its shingles begin in own
	own    []uint32
	limit  []uint32 // by place: the places from here on are too late
	brief  []bool   // by place: so few words that one shingle is much of it
	sign   []uint64 // by place: hash of all that near looks at
	scale  float64  // how many units there are, rounded up to a power of two
}

// The bounds that keep the search for candidates linear: a unit looks at so many
// postings, its rarest shingles first, and keeps so many candidates.
const (
	lookups    = 2048
	candidates = 48
	runsLong   = 2   // shingles that both must share, unless one of them hardly has more
	promising  = 1.6 // what these must be worth, by how rare they are: so many that one unit in all has
)

func (l *library) index() *index {
	n := 0
	x := &index{limit: make([]uint32, len(l.order)), brief: make([]bool, len(l.order)), scale: float64(uint64(1) << bits.Len(uint(len(l.order))))}
	for p, u := range l.order {
		n += len(l.units[u].words)
		x.brief[p] = len(l.units[u].words) < 14 && weigh(l.units[u].words) < 14
		late := l.units[u].late
		end, _ := slices.BinarySearchFunc(l.order, late+1, func(v, day int32) int { return cmp.Compare(l.units[v].born, day) })
		x.limit[p] = uint32(max(end, p+1))
	}
	l.postings.update(l, n)
	for _, share := range l.postings.shares {
		x.collect(share)
	}
	x.from = append(x.from, uint32(len(x.places)))
	x.turn(l)
	return x
}

// collect takes over the lists of several places from sorted postings.
func (x *index) collect(all []uint64) {
	for i := 0; i < len(all); {
		j := i + 1
		for j < len(all) && all[j]>>placeBits == all[i]>>placeBits {
			j++
		}
		if j-i > 1 {
			x.from = append(x.from, uint32(len(x.places)))
			for _, p := range all[i:j] {
				x.places = append(x.places, uint32(p&placeMask))
			}
		}
		i = j
	}
}

// turn notes the shingles of every place, and signs what each place can see of them.
func (x *index) turn(l *library) {
	x.ownAt, x.own = make([]uint32, len(l.order)+1), make([]uint32, len(x.places))
	for _, p := range x.places {
		x.ownAt[p+1]++
	}
	for p := range l.order {
		x.ownAt[p+1] += x.ownAt[p]
	}
	x.sign = make([]uint64, len(l.order))
	for p, u := range l.order {
		x.sign[p] = letters.Mix(l.units[u].key, math.Float64bits(x.scale))
	}
	next := slices.Clone(x.ownAt)
	var upTo []uint64 // hash of so many of a list
	for s := range uint32(len(x.from) - 1) {
		list := x.places[x.from[s]:x.from[s+1]]
		upTo = append(upTo[:0], letters.Seed)
		for i, p := range list {
			upTo = append(upTo, letters.Mix(upTo[i], l.units[l.order[p]].key))
		}
		for _, p := range list {
			x.own[next[p]] = s
			next[p]++
			if n := x.seen(s, p); n > 1 {
				x.sign[p] = letters.Mix(x.sign[p], upTo[n])
			}
		}
	}
}

// seen is how many places of a shingle a place can see.
func (x *index) seen(s, p uint32) int {
	list := x.places[x.from[s]:x.from[s+1]]
	if list[len(list)-1] < x.limit[p] {
		return len(list)
	}
	n, _ := slices.BinarySearch(list, x.limit[p])
	return n
}

// finder looks for the candidates of one unit after another.
type finder struct {
	*index
	l       *library
	score   []float32
	hits    []uint8
	touched []uint32
	rare    []rarity
}

// rarity is a shingle and how many units have it.
type rarity struct {
	shingle uint32
	n       int
}

func (l *library) finder(x *index) *finder {
	return &finder{index: x, l: l, score: make([]float32, len(l.order)), hits: make([]uint8, len(l.order))}
}

// near are the units that share the most and the rarest shingles with the one at place
// p, as far as they are not later than all of its uses.
func (f *finder) near(p uint32) []int32 {
	f.rare = f.rare[:0]
	for _, s := range f.own[f.ownAt[p]:f.ownAt[p+1]] {
		if n := f.seen(s, p); n > 1 {
			f.rare = append(f.rare, rarity{s, n})
		}
	}
	slices.SortFunc(f.rare, func(a, b rarity) int {
		return cmp.Or(cmp.Compare(a.n, b.n), cmp.Compare(a.shingle, b.shingle))
	})
	looked := 0
	for _, r := range f.rare {
		if looked += r.n; looked > lookups {
			break
		}
		w := float32(math.Log2(1 + f.scale/float64(r.n)))
		from := f.from[r.shingle]
		for _, v := range f.places[from : from+uint32(r.n)] {
			if v == p {
				continue
			}
			if f.score[v] == 0 {
				f.touched = append(f.touched, v)
			}
			f.score[v] += w
			f.hits[v] = min(f.hits[v]+1, 100)
		}
	}
	best := make([]uint32, 0, candidates) // the best last
	least := float32(promising * math.Log2(f.scale))
	for _, v := range f.touched {
		if f.hits[v] >= runsLong && f.score[v] >= least || f.brief[p] || f.brief[v] {
			best = f.keep(best, v)
		}
	}
	for _, v := range f.touched {
		f.score[v], f.hits[v] = 0, 0
	}
	f.touched = f.touched[:0]
	out := make([]int32, len(best))
	for i, v := range best {
		out[i] = f.l.order[v]
	}
	return out
}

// keep puts v among the best, which are sorted, the worst first.
func (f *finder) keep(best []uint32, v uint32) []uint32 {
	compare := func(a, b uint32) int {
		return cmp.Or(cmp.Compare(f.score[a], f.score[b]), cmp.Compare(f.l.units[f.l.order[b]].key, f.l.units[f.l.order[a]].key))
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
