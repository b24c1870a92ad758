package reuse

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"polity/commons/law"
	"polity/diff/letters"
)

// unit is a distinct clause text: words with numbers and names masked. It stands once
// for all clauses of all versions of all works that read so.
type unit struct {
	key   uint64   // hash of its words: the same in every run
	words []uint32 // without capitals; narrow ones keep their mark
	uses  []use    // by work, in the order of their ranks
	was   []use    // the last time
	born  int32    // the first day of its first use, as a number that rises with the days
	late  int32    // the last day on which a work may have taken it in

	// What is known of it from the last time, with hashes of what that was made from.
	asked, priced, weighed uint64
	lies                   []lie     // by key; see kin
	alone, shared          []float32 // what its words cost; see background.price
	full                   float32   // what a source with the very same words saves
}

// use says where a work has a unit: where it first stands and where it stood last.
type use struct {
	work        int32
	first, last spot
}

// spot is a place in a work: a version of its main line, and a position in that
// version's list of units.
type spot struct{ version, at int32 }

// book is a work as tracing sees it.
type book struct {
	work     *law.Work
	name     string     // its ID; of several works with one ID, each its own
	rank     int        // place in the order by date, for ties
	sign     uint64     // hash of all that others see of it but its clauses: ID, first date, kept
	kept     int        // what tells it from others of its date; see keeps
	versions []int      // indices of law.Work.Versions: the main line, oldest first
	dates    []law.Date // of these versions, "" unknown
	days     []day      // the same as numbers
	stated   []bool     // the date is told by the text or its record, not by git alone
	pages    []page     // of these versions; equal texts share one
	entries  []entry    // the distinct units of all its versions, in order of appearance
}

// page is one version's text: which unit each of its clauses is.
type page struct {
	exact   uint64 // hash of the text as it is printed
	sign    uint64 // hash of its units in order
	units   []int32
	clauses []int32 // index in law.Text.Clauses of each
}

// entry is a unit's first appearance in a work: what has to be explained.
type entry struct {
	unit int32
	spot
}

// library is all works with their units. Units are numbered as the Cache met them; one
// that no work has any more has no uses.
type library struct {
	*Cache
	books []book
	once  bool            // nobody will ask the Cache again
	names map[uint64]bool // hashes of the words that name the works' own movements
	order []int32         // units that works have, by the date they are first seen, then by key
	same  []bool          // by book: it is what it was the last time
	since []int32         // by unit: who sees something new in it; see compare
	today []int32         // the books by their numbers of the last time, -1 where one is gone

	upstream map[[2]int32]bool // of two books: the first is known to come from the second
}

// know takes note of which works come from which.
func (l *library) know(upstream map[string][]string) {
	at := make(map[string]int32, len(l.books))
	for i := range l.books {
		at[l.books[i].work.ID] = int32(i)
	}
	l.upstream = map[[2]int32]bool{}
	for id, from := range upstream {
		for _, f := range from {
			if a, ok := at[id]; ok {
				if b, ok := at[f]; ok {
					l.upstream[[2]int32{a, b}] = true
				}
			}
		}
	}
}

// gatherer makes a library.
type gatherer struct {
	library
	named []bool // by number of a word: it is a name
	read  map[*law.Text]page
}

func gather(c *law.Commons, cache *Cache, upstream map[string][]string) *library {
	cache.begin()
	g := &gatherer{library: library{Cache: cache}, read: map[*law.Text]page{}}
	twice := map[string]int{}
	for i := range c.Works {
		b := newBook(&c.Works[i])
		b.name = b.work.ID
		if n := twice[b.work.ID]; n > 0 {
			b.name = fmt.Sprintf("%s\x00%d", b.work.ID, n)
		}
		twice[b.work.ID]++
		g.books = append(g.books, b)
	}
	g.know(upstream)
	g.findNames(c)
	for i := range g.books {
		b := &g.books[i]
		for _, v := range b.versions {
			b.pages = append(b.pages, g.page(b.work.Versions[v].Text))
		}
	}
	g.rank()
	g.count()
	g.sort()
	g.compare(upstream)
	return &g.library
}

func newBook(w *law.Work) book {
	b := book{work: w}
	for v := range w.Versions {
		x := &w.Versions[v]
		if !x.Main || x.Text == nil {
			continue
		}
		b.versions = append(b.versions, v)
		b.dates = append(b.dates, x.Dates.Best())
		b.stated = append(b.stated, x.Dates.InForce != "" || x.Dates.Adopted != "" || x.Dates.Published != "")
	}
	return b
}

// findNames finds the words that name the works' own movements: those of the names of
// movements and the titles of works that no text writes small.
func (g *gatherer) findNames(c *law.Commons) {
	maybe := map[uint32]bool{}
	add := func(s string) {
		scan(s, func(h uint64, kind uint32, _, _ int) {
			if kind&capital != 0 {
				maybe[g.number(h)] = true
			}
		})
	}
	for i := range c.Movements {
		add(c.Movements[i].Name)
	}
	for i := range c.Works {
		add(c.Works[i].Title)
	}
	small := make([]bool, len(g.hash))
	seen := map[*law.Text]bool{}
	for i := range g.books {
		for _, v := range g.books[i].versions {
			t := g.books[i].work.Versions[v].Text
			if seen[t] {
				continue
			}
			seen[t] = true
			for k := range t.Clauses {
				for _, w := range g.of(&t.Clauses[k]).words {
					if id := int(w & wordBit); w&capital == 0 && id < len(small) {
						small[id] = true
					}
				}
			}
		}
	}
	g.named, g.names = make([]bool, len(g.hash)), map[uint64]bool{}
	var sign uint64
	for id := range maybe {
		if int(id) >= len(small) || !small[id] {
			g.named[id], g.names[g.hash[id]] = true, true
			sign += letters.Mix(letters.Seed, g.hash[id])
		}
	}
	g.mind(sign)
}

func (g *gatherer) page(t *law.Text) page {
	if p, ok := g.read[t]; ok {
		return p
	}
	p := page{exact: exact(t), sign: letters.Seed}
	for k := range t.Clauses {
		x := g.of(&t.Clauses[k])
		if x.unit == unmasked {
			x.unit = wordless
			if words := g.mask(x.words); len(words) > 0 {
				x.unit = g.unit(words)
			}
		}
		if x.unit == wordless {
			continue
		}
		p.units = append(p.units, x.unit)
		p.clauses = append(p.clauses, int32(k))
		p.sign = letters.Mix(p.sign, g.units[x.unit].key)
	}
	g.read[t] = p
	return p
}

// mask makes one name of the names that stand together, and takes off capitals. nil
// where only numbers and names are left.
func (g *gatherer) mask(raw []uint32) []uint32 {
	out := make([]uint32, 0, len(raw))
	some := false
	for _, w := range raw {
		id := w & wordBit
		switch {
		case w&capital != 0 && g.named[id]:
			if n := len(out); n > 0 && out[n-1] == nameID {
				continue
			}
			id = nameID
		case id >= firstID:
			some = true
		}
		out = append(out, id|w&narrow)
	}
	if !some {
		return nil
	}
	return out
}

func (g *gatherer) unit(words []uint32) int32 {
	h := letters.Seed
	for _, w := range words {
		h = letters.Mix(h, g.hash[w&wordBit])
	}
	if u, ok := g.known[h]; ok {
		return u
	}
	u := int32(len(g.units))
	g.known[h] = u
	g.units = append(g.units, unit{key: h, words: slices.Clip(words)})
	return u
}

// rank orders works by the date of their first text, those of unknown date last, and
// shelves their units in that order. Of works of one date the one that keeps more of
// the order of what is older comes first.
func (g *gatherer) rank() {
	order := make([]int, len(g.books))
	for i := range order {
		order[i] = i
	}
	first := func(i int) law.Date {
		if d := g.books[i].dates; len(d) > 0 && d[0] != "" {
			return d[0]
		}
		return "~"
	}
	byDate := func(i, j int) int {
		return cmp.Or(cmp.Compare(first(i), first(j)), strings.Compare(g.books[i].work.ID, g.books[j].work.ID), cmp.Compare(i, j))
	}
	slices.SortFunc(order, byDate)
	for n, i := range order {
		g.books[i].rank = n
	}
	for from := 0; from < len(order); {
		to := from + 1
		for to < len(order) && first(order[to]) == first(order[from]) {
			to++
		}
		same := order[from:to]
		if len(same) > 1 && first(same[0]) != "~" {
			for _, i := range same {
				g.books[i].kept = g.keeps(int32(i))
			}
			slices.SortFunc(same, func(i, j int) int {
				return cmp.Or(cmp.Compare(g.books[j].kept, g.books[i].kept), byDate(i, j))
			})
		}
		for n, i := range same {
			b := &g.books[i]
			b.rank = from + n
			b.sign = letters.Mix(letters.Hash(letters.Hash(letters.Seed, b.name), string(first(i))), uint64(b.kept))
			g.book(int32(i))
		}
		from = to
	}
}

// book notes the units of one work.
func (g *gatherer) book(i int32) {
	b := &g.books[i]
	have := map[int32]int{} // unit to index of its use, in units[unit].uses
	for n := range b.pages {
		for at, u := range b.pages[n].units {
			here := spot{int32(n), int32(at)}
			k, ok := have[u]
			if !ok {
				have[u] = len(g.units[u].uses)
				g.units[u].uses = append(g.units[u].uses, use{work: i, first: here, last: here})
				b.entries = append(b.entries, entry{u, here})
				continue
			}
			if x := &g.units[u].uses[k]; x.last.version != here.version {
				x.last = here
			}
		}
	}
}

// keeps tells works of one date apart: how many of a work's neighbouring clauses stand
// as neighbours in the earlier work it shares the most with. The one that keeps more of
// the order is the older. 0 where nothing earlier has half of it. The units of earlier
// works are noted, and no others.
func (g *gatherer) keeps(b int32) int {
	if len(g.books[b].pages) == 0 {
		return 0
	}
	units := g.books[b].pages[0].units
	shared := map[int32]int{}
	for _, u := range units {
		for _, x := range g.units[u].uses[:min(len(g.units[u].uses), sharers)] {
			shared[x.work]++
		}
	}
	best, most := int32(-1), len(units)/2
	for i, n := range shared {
		if n > most || n == most && best >= 0 && g.books[i].rank < g.books[best].rank {
			best, most = i, n
		}
	}
	if best < 0 {
		return 0
	}
	pages := g.books[best].pages
	next := map[[2]int32]bool{}
	old := pages[len(pages)-1].units
	for i := 1; i < len(old); i++ {
		next[[2]int32{old[i-1], old[i]}] = true
	}
	n := 0
	for i := 1; i < len(units); i++ {
		if next[[2]int32{units[i-1], units[i]}] {
			n++
		}
	}
	return n
}
