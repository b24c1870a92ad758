package reuse

import (
	"math"
	"math/bits"
	"slices"

	"polity/diff/letters"
)

// counter counts by hash: an open table, for Go's maps cost thrice as much here.
type counter struct {
	keys  []uint64 // 0: empty
	n     []uint32
	held  int
	shift uint
}

func newCounter(room int) *counter {
	c := &counter{shift: 64 - 10}
	for 1<<(64-c.shift) < 2*room {
		c.shift--
	}
	c.keys, c.n = make([]uint64, 1<<(64-c.shift)), make([]uint32, 1<<(64-c.shift))
	return c
}

// slot is where key stands or would stand.
func (c *counter) slot(key uint64) int {
	mask := len(c.keys) - 1
	i := int(key >> c.shift)
	for c.keys[i] != 0 && c.keys[i] != key {
		i = (i + 1) & mask
	}
	return i
}

func (c *counter) get(key uint64) uint32 { return c.n[c.slot(key|1)] }

// add counts key once more and returns how often that was.
func (c *counter) add(key uint64, n uint32) uint32 {
	key |= 1
	if 4*(c.held+1) > 3*len(c.keys) {
		c.grow()
	}
	i := c.slot(key)
	if c.keys[i] == 0 {
		c.keys[i] = key
		c.held++
	}
	c.n[i] += n
	return c.n[i]
}

func (c *counter) grow() {
	old := *c
	c.shift--
	c.keys, c.n = make([]uint64, 2*len(old.keys)), make([]uint32, 2*len(old.keys))
	for i, k := range old.keys {
		if k != 0 {
			j := c.slot(k)
			c.keys[j], c.n[j] = k, old.n[i]
		}
	}
}

// background is the language of the commons: what a wording costs, in bits, when
// nobody is copied. It counts runs of three, two and one words once in every cluster of
// near-duplicates, so that a clause copied fifty times does not become what everybody
// says, and smooths by absolute discounting (Ney, Essen, Kneser 1994).
type background struct {
	n     [3]*counter // how many clusters have a run of one, two, three words
	total [3]*counter // by the words before the last: the sum of n that go on from there
	kinds [3]*counter // and how many different words do
	words float64     // distinct words
}

// discount is what each count gives up to the shorter run: the usual value.
const discount = 0.75

// eachRun calls yield for every word with the hashes of the runs of one, two and three
// words that end in it and of the words before it.
func (l *library) eachRun(words []uint32, yield func(at int, run, before [3]uint64)) {
	var one, two uint64 = 1, 2 // what stands before a beginning
	for i, w := range words {
		h := l.hash[w&wordBit]
		before := [3]uint64{1: letters.Mix(17, one), 2: letters.Mix(letters.Mix(19, two), one)}
		yield(i, [3]uint64{letters.Mix(23, h), letters.Mix(before[1], h), letters.Mix(before[2], h)}, before)
		one, two = h, one
	}
}

// tally is what one cluster adds to the background.
type tally struct {
	seen  map[uint64]bool
	runs  []run3
	gone  map[uint64]uint32       // while pricing: how many clusters with a run are left out
	minus [3]map[uint64][2]uint32 // while pricing: total and kinds to be left out, by what stands before
}

type run3 struct {
	order       int
	run, before uint64
}

// cluster collects the distinct runs of the units of a cluster.
func (t *tally) cluster(l *library, members []int32) []run3 {
	if t.seen == nil {
		t.seen = map[uint64]bool{}
	}
	clear(t.seen)
	t.runs = t.runs[:0]
	for _, u := range members {
		l.eachRun(l.units[u].words, func(_ int, run, before [3]uint64) {
			for k := range run {
				if t.seen[run[k]] {
					continue
				}
				t.seen[run[k]] = true
				t.runs = append(t.runs, run3{k, run[k], before[k]})
			}
		})
	}
	return t.runs
}

// heard is the part of the units from which the background is made: clusters of those
// alone, so that what others have to do with them does not change what it is.
type heard struct {
	clusters [][]int32
	within   map[int32][]int32 // by cluster of all units: the clusters in it
	sign     uint64            // hash of all clusters
	signs    map[int32]uint64  // and by cluster of all units: of those in it
}

// enough is how many works tell the language of a commons. Of twice as many every other
// one is heard, by a hash of its name, of four times as many every fourth. So the
// work is bounded, and one more work seldom changes what all others cost.
const enough = 32

func (l *library) hear(k *kin) *heard {
	skip := max(0, bits.Len(uint(len(l.books)/enough))-1)
	in := make([]bool, len(l.books))
	for i := range l.books {
		in[i] = letters.Hash(letters.Seed, l.books[i].work.ID)>>(64-skip) == 0
	}
	groups, heardOf := newGroups(len(l.units)), make([]bool, len(l.units))
	for _, u := range l.order {
		heardOf[u] = slices.ContainsFunc(l.units[u].uses, func(x use) bool { return in[x.work] })
	}
	number := map[int32]int32{} // of clusters, by their first units
	for _, u := range l.order {
		for i := range l.units[u].lies {
			if y := &l.units[u].lies[i]; y.alike && heardOf[u] && heardOf[y.unit] {
				groups.join(u, y.unit)
			}
		}
	}
	h := &heard{within: map[int32][]int32{}, signs: map[int32]uint64{}}
	var signs []uint64
	for _, u := range l.order {
		if !heardOf[u] {
			continue
		}
		n, ok := number[groups.find(u)]
		if !ok {
			n = int32(len(h.clusters))
			number[groups.find(u)] = n
			h.clusters, signs = append(h.clusters, nil), append(signs, 0)
			h.within[k.cluster[u]] = append(h.within[k.cluster[u]], n)
		}
		h.clusters[n] = append(h.clusters[n], u)
		signs[n] += letters.Mix(letters.Seed, l.units[u].key)
	}
	for c, list := range h.within {
		for _, n := range list {
			h.signs[c] += letters.Mix(letters.Seed, signs[n])
		}
		h.sign += h.signs[c]
	}
	return h
}

func (l *library) background(h *heard) *background {
	room := 0
	for _, members := range h.clusters {
		for _, u := range members {
			room += len(l.units[u].words)
		}
	}
	b := &background{}
	for k := range b.n {
		b.n[k], b.total[k], b.kinds[k] = newCounter(room/2), newCounter(room/4), newCounter(room/4)
	}
	var t tally
	for _, members := range h.clusters {
		for _, r := range t.cluster(l, members) {
			b.total[r.order].add(r.before, 1)
			if b.n[r.order].add(r.run, 1) == 1 {
				b.kinds[r.order].add(r.before, 1)
			}
		}
	}
	b.words = float64(b.n[0].held)
	return b
}

// leaveOut makes t ready to price units of a cluster in which these were heard.
func (b *background) leaveOut(l *library, t *tally, h *heard, clusters []int32) {
	if t.gone == nil {
		t.gone = map[uint64]uint32{}
	}
	clear(t.gone)
	for k := range t.minus {
		if t.minus[k] == nil {
			t.minus[k] = map[uint64][2]uint32{}
		}
		clear(t.minus[k])
	}
	for _, n := range clusters {
		for _, r := range t.cluster(l, h.clusters[n]) {
			m := t.minus[r.order][r.before]
			m[0]++
			t.gone[r.run]++
			if b.n[r.order].get(r.run) == t.gone[r.run] {
				m[1]++
			}
			t.minus[r.order][r.before] = m
		}
	}
}

// price says what each word of a unit costs: alone[i] as if its cluster were not there,
// which t leaves out, and shared[i] as if another one that has the same runs were not
// there either, for wordings that lie on one of another cluster.
func (b *background) price(l *library, t *tally, words []uint32) (alone, shared []float32) {
	both := make([]float32, 2*len(words))
	alone, shared = both[:len(words):len(words)], both[len(words):]
	out := len(t.gone) > 0
	l.eachRun(words, func(i int, run, before [3]uint64) {
		p, q := 1/(b.words+1), 1/(b.words+1)
		for k := range run {
			n, total, kinds := float64(b.n[k].get(run[k])), float64(b.total[k].get(before[k])), float64(b.kinds[k].get(before[k]))
			if out {
				m := t.minus[k][before[k]]
				total, kinds = total-float64(m[0]), kinds-float64(m[1])
				n -= float64(t.gone[run[k]])
			}
			p = smooth(p, n, total, kinds)
			if n > 0 {
				if n == 1 {
					kinds--
				}
				n, total = n-1, total-1
			}
			q = smooth(q, n, total, kinds)
		}
		alone[i], shared[i] = float32(-math.Log2(p)), float32(-math.Log2(q))
	})
	return alone, shared
}

// smooth joins the share of a run with the guess of the shorter one.
func smooth(guess, n, total, kinds float64) float64 {
	if total <= 0 {
		return guess
	}
	return max(n-discount, 0)/total + discount*kinds/total*guess
}
