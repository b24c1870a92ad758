package reuse

import (
	"cmp"
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
	uses  []use    // by work, in the order of works
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
	rank     int        // place in the order by date, for ties
	kept     int        // what tells it from others of its date; see keeps
	versions []int      // indices of law.Work.Versions: the main line, oldest first
	dates    []law.Date // of these versions, "" unknown
	stated   []bool     // the date is told by the text or its record, not by git alone
	pages    []page     // of these versions; equal texts share one
	entries  []entry    // the distinct units of all its versions, in order of appearance
}

// page is one version's text: which unit each of its clauses is.
type page struct {
	exact   uint64 // hash of the text as it is printed
	units   []int32
	clauses []int32 // index in law.Text.Clauses of each
}

// entry is a unit's first appearance in a work: what has to be explained.
type entry struct {
	unit int32
	spot
}

// library is all works with their units.
type library struct {
	books []book
	units []unit
	hash  []uint64        // of words by number
	names map[uint64]bool // hashes of the words that name the works' own movements

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
	cache *Cache
	named map[uint32]bool  // numbers of names
	known map[uint64]int32 // key of a unit to its index
	read  map[*law.Text]page
}

func gather(c *law.Commons, cache *Cache) *library {
	cache.begin()
	g := &gatherer{cache: cache, known: map[uint64]int32{}, read: map[*law.Text]page{}}
	for i := range c.Works {
		g.books = append(g.books, newBook(&c.Works[i]))
	}
	g.named, g.names = g.findNames(c), map[uint64]bool{}
	for id := range g.named {
		g.names[cache.hash[id]] = true
	}
	for i := range g.books {
		g.book(int32(i))
	}
	g.rank()
	g.hash = cache.hash
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

// findNames are the words that name the works' own movements: those of the names of
// movements and the titles of works that no text writes small.
func (g *gatherer) findNames(c *law.Commons) map[uint32]bool {
	names := map[uint32]bool{}
	add := func(s string) {
		scan(s, func(h uint64, kind uint32, _, _ int) {
			if kind&capital != 0 {
				names[g.cache.number(h)] = true
			}
		})
	}
	for i := range c.Movements {
		add(c.Movements[i].Name)
	}
	for i := range c.Works {
		add(c.Works[i].Title)
	}
	seen := map[*law.Text]bool{}
	for i := range g.books {
		for _, v := range g.books[i].versions {
			t := g.books[i].work.Versions[v].Text
			if seen[t] {
				continue
			}
			seen[t] = true
			for k := range t.Clauses {
				for _, w := range g.cache.of(&t.Clauses[k]) {
					if w&capital == 0 && len(names) > 0 {
						delete(names, w&wordBit)
					}
				}
			}
		}
	}
	return names
}

// book reads the versions of one work.
func (g *gatherer) book(i int32) {
	b := &g.books[i]
	have := map[int32]int{} // unit to index of its use, in units[unit].uses
	for n, v := range b.versions {
		p := g.page(b.work.Versions[v].Text)
		b.pages = append(b.pages, p)
		for at, u := range p.units {
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

func (g *gatherer) page(t *law.Text) page {
	if p, ok := g.read[t]; ok {
		return p
	}
	p := page{exact: exact(t)}
	for k := range t.Clauses {
		words := g.mask(g.cache.of(&t.Clauses[k]))
		if len(words) == 0 {
			continue
		}
		p.units = append(p.units, g.unit(words))
		p.clauses = append(p.clauses, int32(k))
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
		h = letters.Mix(h, g.cache.hash[w&wordBit])
	}
	if u, ok := g.known[h]; ok {
		return u
	}
	u := int32(len(g.units))
	g.known[h] = u
	g.units = append(g.units, unit{key: h, words: slices.Clip(words)})
	return u
}

// rank orders works by the date of their first text, those of unknown date last.
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
		return cmp.Or(cmp.Compare(first(i), first(j)), strings.Compare(g.books[i].work.ID, g.books[j].work.ID))
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
		if same := order[from:to]; len(same) > 1 && first(same[0]) != "~" {
			for _, i := range same {
				g.books[i].kept = g.keeps(int32(i), from)
			}
			slices.SortFunc(same, func(i, j int) int {
				return cmp.Or(cmp.Compare(g.books[j].kept, g.books[i].kept), byDate(i, j))
			})
		}
		from = to
	}
	for n, i := range order {
		g.books[i].rank = n
	}
}

// keeps tells works of one date apart: how many of a work's neighbouring clauses stand
// as neighbours in the earlier work it shares the most with. The one that keeps more of
// the order is the older. 0 where nothing earlier has half of it. before is the first
// rank of this date.
func (g *gatherer) keeps(b int32, before int) int {
	if len(g.books[b].pages) == 0 {
		return 0
	}
	units := g.books[b].pages[0].units
	shared := map[int32]int{}
	best, most := int32(-1), len(units)/2
	for _, u := range units {
		for _, x := range g.units[u].uses[:min(len(g.units[u].uses), sharers)] {
			if g.books[x.work].rank < before {
				shared[x.work]++
			}
		}
	}
	for i := range g.books {
		if n := shared[int32(i)]; n > most {
			best, most = int32(i), n
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

// compareDates is negative where a lies before b, positive where it lies after it, 0
// where that cannot be told: equal, unknown, or one a part of the other.
func compareDates(a, b law.Date) int {
	n := min(len(a), len(b))
	return strings.Compare(string(a[:n]), string(b[:n]))
}

// earlier reports whether what stands in version v of book a can have been the source
// of what enters book b with version w.
func (l *library) earlier(a, v, b, w int32) bool {
	if a == b {
		return v < w
	}
	x, y := &l.books[a], &l.books[b]
	if d := compareDates(x.dates[v], y.dates[w]); d != 0 {
		return d < 0
	}
	switch {
	case l.upstream[[2]int32{b, a}]:
		return true
	case l.upstream[[2]int32{a, b}]:
		return false
	}
	return x.rank < y.rank
}

// at is the spot of a use as it was when version w of book b was written: the latest
// before it that still had the unit, as far as first and last tell.
func (l *library) at(x *use, b, w int32) spot {
	if l.earlier(x.work, x.last.version, b, w) {
		return x.last
	}
	p := l.books[x.work].pages
	lo, hi := x.first.version, x.last.version // the first is earlier, the last is not
	for hi-lo > 1 {
		if m := (lo + hi) / 2; l.earlier(x.work, m, b, w) {
			lo = m
		} else {
			hi = m
		}
	}
	u := p[x.first.version].units[x.first.at]
	if k := slices.Index(p[lo].units, u); k >= 0 {
		return spot{lo, int32(k)}
	}
	return x.first
}
