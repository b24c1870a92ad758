package reuse

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"polity/commons/law"
	"polity/diff/letters"
)

// Translation is a work in one language whose clauses answer those of another.
type Translation struct {
	From, To  int    // the original and the translation: indices in law.Commons.Works
	Versions  [2]int // whose texts were laid on one another: that translated, and the last
	Declared  bool   // law.Work.TranslationOf says so
	Direction Direction
	Fit       float64  // what speaks for it in each clause, in natural logarithms; 0.6 and more where not declared
	Share     float64  // of the translation's clauses that have a counterpart
	Pairs     [][2]int // clauses of the two texts that answer each other, in order
	Missing   []int    // clauses of the original that have no counterpart
	Added     []int    // clauses of the translation that have none
	Stale     []int    // clauses of the original in Pairs that read otherwise in its text in force, if only in a figure
}

// Strength is the fit as a figure from 0 to 1: a half where Fit is a half.
func (t *Translation) Strength() float64 { return 1 - math.Exp2(-2*max(0, t.Fit)) }

const (
	fits      = 0.25 // the least fit of structure; texts that have nothing to do with each other are below 0
	answers   = 0.6  // the least evidence for a clause; such texts have 0.4 at most, their alignment having been sought
	weighty   = 5.0  // the least evidence in all: five clauses or so of the right length
	telling   = 2.0  // an older version has to have so much more for it than the last that could be read
	asGood    = 0.95 // of two originals that fit so nearly alike the older is taken
	maxTried  = 8    // originals that are tried for one work
	maxDrafts = 12   // versions of one original that are tried
	window    = 6    // bones in a row whose labels are looked up
)

// translations finds the works that translate another. A work that has most of its words
// from one in its own language does not, unless that one does.
func (l *library) translations(r *Result) {
	t := &translator{library: l, own: make([]float64, len(l.books)), done: map[int]bool{}, read: map[*law.Text]*skeleton{}}
	parents := map[int][]int{}
	for _, e := range r.Edges {
		t.own[e.To] += e.Share
		parents[e.To] = append(parents[e.To], e.From)
	}
	langs := map[string]bool{}
	for i := range l.books {
		if x := t.last(i); x != nil {
			langs[language(x)] = true
		}
	}
	if len(langs) > 1 {
		t.lookUp()
	}
	order := make([]int, len(l.books))
	for i := range l.books {
		order[l.books[i].rank] = i
	}
	for _, i := range order {
		after := slices.ContainsFunc(parents[i], func(p int) bool { return t.done[p] })
		if x := t.original(i, t.own[i] < .5 || after); x != nil {
			t.done[i] = true
			r.Translations = append(r.Translations, *x)
		}
	}
	slices.SortFunc(r.Translations, func(a, b Translation) int { return cmp.Compare(a.To, b.To) })
}

type translator struct {
	*library
	own    []float64    // by book: the share of its text that comes from others in its language
	done   map[int]bool // books known to be translations
	read   map[*law.Text]*skeleton
	runs   map[uint64][]int32 // hash of labels in a row to the books that have them
	having [][]uint64         // by book
}

// last is the text in force of a book; nil without.
func (t *translator) last(i int) *law.Text {
	b := &t.books[i]
	if len(b.versions) == 0 {
		return nil
	}
	return b.work.Versions[b.versions[len(b.versions)-1]].Text
}

func (t *translator) skeleton(x *law.Text) *skeleton {
	s := t.read[x]
	if s == nil {
		s = newSkeleton(x)
		t.read[x] = s
	}
	return s
}

// lookUp notes which books have the same labels in a row.
func (t *translator) lookUp() {
	t.runs, t.having = map[uint64][]int32{}, make([][]uint64, len(t.books))
	for i := range t.books {
		x := t.last(i)
		if x == nil {
			continue
		}
		clauses := x.Clauses[:min(len(x.Clauses), maxBones)]
		for k := range clauses {
			h, labels := letters.Seed, 0
			for n := k; n < min(k+window, len(clauses)); n++ {
				c := &clauses[n]
				h = letters.Mix(letters.Hash(h, strings.ToLower(c.Num)), uint64(c.Depth))
				if labelled(c) {
					labels++
				}
			}
			if labels > 0 || len(clauses) < window {
				t.having[i] = append(t.having[i], h)
			}
		}
		slices.Sort(t.having[i])
		t.having[i] = slices.Compact(t.having[i])
		for _, h := range t.having[i] {
			t.runs[h] = append(t.runs[h], int32(i))
		}
	}
}

// candidates are the books in other languages that may be what book i translates: as
// old or older, with the most labels in a row alike.
func (t *translator) candidates(i int) []int {
	if t.having == nil { // there is but one language
		return nil
	}
	lang := language(t.last(i))
	score := map[int32]float64{}
	for _, h := range t.having[i] {
		if list := t.runs[h]; len(list) <= sharers {
			for _, j := range list {
				score[j] += math.Log2(1+float64(len(t.books))/float64(len(list))) / math.Sqrt(float64(len(t.having[j])))
			}
		}
	}
	var out []int
	for j := range t.books {
		if score[int32(j)] == 0 || j == i || language(t.last(j)) == lang || t.after(j, i) > 0 || t.declaredFrom(j, i) {
			continue
		}
		out = append(out, j)
	}
	slices.SortStableFunc(out, func(a, b int) int { return cmp.Compare(score[int32(b)], score[int32(a)]) })
	return out[:min(len(out), maxTried)]
}

// declaredFrom reports whether book j says to translate book i, or a translation of it:
// an original translates none of its translations.
func (t *translator) declaredFrom(j, i int) bool {
	for range len(t.books) { // who declares in a circle is asked no longer
		id := t.books[j].work.TranslationOf
		if id == "" {
			return false
		}
		if j = t.named(id); j < 0 || j == i {
			return j == i
		}
	}
	return false
}

// named is the book with an ID; -1 without.
func (t *translator) named(id string) int {
	return slices.IndexFunc(t.books, func(b book) bool { return b.work.ID == id })
}

// after compares the first text of book j with the last of i: more than 0 where it is
// later, 0 where that is not known.
func (t *translator) after(j, i int) int {
	x, y := t.books[j].dates, t.books[i].dates
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	return compareDates(x[0], y[len(y)-1])
}

// original is the work that book i translates; nil where none is found. Without
// guess only what is declared is looked at.
func (t *translator) original(i int, guess bool) *Translation {
	if t.last(i) == nil {
		return nil
	}
	if id := t.books[i].work.TranslationOf; id != "" {
		j := t.named(id)
		if j < 0 || t.last(j) == nil {
			return nil
		}
		x, _ := t.lay(j, i)
		x.Declared, x.Direction = true, Known
		return x
	}
	if !guess {
		return nil
	}
	var best *Translation
	for _, j := range t.candidates(i) {
		x, convincing := t.lay(j, i)
		if !convincing {
			continue
		}
		if best == nil || t.better(x, best) {
			best = x
		}
	}
	return best
}

// better prefers an original that is surely older, then one that is no translation
// itself, then the better fit, then the older.
func (t *translator) better(a, b *Translation) bool {
	sure := func(x *Translation) bool { return t.after(x.From, x.To) < 0 }
	switch {
	case sure(a) != sure(b):
		return sure(a)
	case t.done[a.From] != t.done[b.From]:
		return t.done[b.From]
	case a.Fit < asGood*b.Fit, b.Fit < asGood*a.Fit:
		return a.Fit > b.Fit
	}
	return t.books[a.From].rank < t.books[b.From].rank
}

// lay finds the version of original j on which the last text of i lies best, and
// whether that would convince anybody who was not told.
func (t *translator) lay(j, i int) (out *Translation, convincing bool) {
	x, y := &t.books[j], &t.books[i]
	last := len(y.versions) - 1
	mine := t.skeleton(t.last(i))
	out = &Translation{From: j, To: i, Versions: [2]int{-1, y.versions[last]}, Direction: Undetermined}
	var pairs [][2]int
	at, seen, tried, most := -1, -1, 0, 0.0
	for v := len(x.versions) - 1; v >= 0 && tried < maxDrafts; v-- {
		if v > 0 && compareDates(legible(x, v), y.dates[last]) > 0 {
			continue
		}
		if seen >= 0 && x.pages[v].exact == x.pages[seen].exact {
			continue
		}
		seen = v
		tried++
		old := t.skeleton(x.work.Versions[x.versions[v]].Text)
		p, structure := fit(old, mine)
		if total, f := evidence(old, mine, p); at < 0 || total > most+telling {
			pairs, out.Fit, at, most = p, f, v, total
			convincing = structure >= fits && f >= answers && total >= weighty
		}
	}
	out.Versions[0] = x.versions[at]
	if d := compareDates(x.dates[at], y.dates[last]); d < 0 {
		out.Direction = Inferred
		if x.stated[at] && y.stated[last] {
			out.Direction = Known
		}
	}
	t.readOff(out, pairs, at)
	return out, convincing
}

// legible is when a version of a book could be read at the earliest: what is adopted is
// translated before it is in force.
func legible(b *book, v int) law.Date {
	d := b.work.Versions[b.versions[v]].Dates
	first := b.dates[v]
	for _, x := range []law.Date{d.Proposed, d.Adopted, d.Published} {
		if x != "" && compareDates(x, first) < 0 {
			first = x
		}
	}
	return first
}

// readOff reads off what the pairs say: which clauses answer which, which are alone, and
// which are out of date.
func (t *translator) readOff(out *Translation, pairs [][2]int, at int) {
	x := &t.books[out.From]
	old, mine := t.skeleton(x.work.Versions[out.Versions[0]].Text), t.skeleton(t.last(out.To))
	standing := map[string]bool{}
	for _, r := range t.readings(x, len(x.pages)-1) {
		standing[r] = true
	}
	reading := t.readings(x, at)
	next := [2]int{}
	for _, p := range append(slices.Clone(pairs), [2]int{len(old.bones), len(mine.bones)}) {
		for ; next[0] < p[0]; next[0]++ {
			out.Missing = append(out.Missing, old.bones[next[0]].clause)
		}
		for ; next[1] < p[1]; next[1]++ {
			out.Added = append(out.Added, mine.bones[next[1]].clause)
		}
		if p[0] == len(old.bones) {
			break
		}
		next = [2]int{p[0] + 1, p[1] + 1}
		c := old.bones[p[0]].clause
		out.Pairs = append(out.Pairs, [2]int{c, mine.bones[p[1]].clause})
		if r, ok := reading[c]; ok && !standing[r] {
			out.Stale = append(out.Stale, c)
		}
	}
	out.Share = float64(len(out.Pairs)) / float64(max(1, len(mine.bones)))
}

// readings are what the clauses of a version of a book say, figures included, which
// units leave out; by index of clause.
func (t *translator) readings(b *book, v int) map[int]string {
	out := map[int]string{}
	unit := map[int]int32{}
	for k, c := range b.pages[v].clauses {
		unit[int(c)] = b.pages[v].units[k]
	}
	for _, x := range t.skeleton(b.work.Versions[b.versions[v]].Text).bones {
		if u, ok := unit[x.clause]; ok {
			out[x.clause] = strconv.Itoa(int(u)) + " " + strings.Join(x.numbers, " ")
		}
	}
	return out
}

// language is a text's language without its region, "" unknown.
func language(t *law.Text) string {
	lang, _, _ := strings.Cut(strings.ToLower(t.Lang), "-")
	return lang
}
