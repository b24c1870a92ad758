// Package descent makes up works with known descent: what the tracing of borrowing is
// tried and measured on, in any size. It stands aside of the flow; only tests,
// benchmarks and cmd/dev use it. Its language is invented, so that no text of anybody is
// needed: some thousand words of syllables, used as often as Zipf has it, each followed
// more often by some than by others, which makes phrases.
//
// A work is founded, or taken from one or two earlier ones: most clauses of a parent in
// their order, half of them edited in a few places, some clauses new, and here and there
// a formula that everybody writes, with the name of the body put in.
package descent

import (
	"fmt"
	"math"
	"strings"

	"polity/commons/law"
)

// Options say how much to make. The same options make the same works.
type Options struct {
	Works   int
	Clauses int // of a work, about
	Seed    uint64
}

// Kind says how a clause came about.
type Kind byte

// The kinds of clause.
const (
	New    Kind = iota // nobody wrote it before
	Copied             // a parent's words
	Edited             // a parent's words, changed
	Stock              // a formula, written without looking at anybody
	Taken              // a formula that came along with a parent's clauses
)

// Clause names a clause of a family: the index of its work, and of the clause in it.
// Work is -1 for none.
type Clause struct{ Work, Clause int }

// Origin is how a clause came about, and from which.
type Origin struct {
	Kind Kind
	From Clause
}

// Family is works and the truth about them.
type Family struct {
	Commons *law.Commons
	Origins [][]Origin // by work, then clause
}

// Make makes a family. Every work has one version; the dates rise by a day.
func Make(o Options) *Family {
	m := newMaker(o)
	f := &Family{Commons: &law.Commons{}}
	for i := range o.Works {
		w, origins := m.work(i, f)
		f.Commons.Works = append(f.Commons.Works, w)
		f.Origins = append(f.Origins, origins)
	}
	return f
}

// maker holds the invented language and the state of its dice.
type maker struct {
	Options
	dice  uint64
	words []string
	next  [][4]int // by word: those that often follow it
	forms [][]int  // formulae; -1 is the name of the body
	texts [][][]int
}

const (
	vocabulary = 4000
	formulae   = 40
)

func newMaker(o Options) *maker {
	m := &maker{Options: o, dice: o.Seed}
	const consonants, vowels = "bdfghjklmnprstvwz", "aeiou"
	for i := range vocabulary {
		var b strings.Builder
		for n := i + 7; n > 0; n /= len(consonants) * len(vowels) {
			b.WriteByte(consonants[n%len(consonants)])
			b.WriteByte(vowels[n/len(consonants)%len(vowels)])
		}
		m.words = append(m.words, b.String()+string(consonants[i%len(consonants)]))
		m.next = append(m.next, [4]int{m.word(), m.word(), m.word(), m.word()})
	}
	for range formulae {
		f := m.sentence(10 + m.below(10))
		f[len(f)/2] = -1
		m.forms = append(m.forms, f)
	}
	return m
}

// roll is the next number of a sequence that only the seed decides (splitmix64, Steele
// and others, 2014).
func (m *maker) roll() uint64 {
	m.dice += 0x9E3779B97F4A7C15
	z := m.dice
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return z ^ z>>31
}

func (m *maker) below(n int) int       { return int(m.roll() % uint64(n)) }
func (m *maker) chance(p float64) bool { return float64(m.roll()>>11)/(1<<53) < p }

// word draws one by Zipf's law: the n-th as often as 1/n.
func (m *maker) word() int {
	u := float64(m.roll()>>11) / (1 << 53)
	return min(vocabulary-1, int(math.Pow(vocabulary, u))-1)
}

func (m *maker) sentence(n int) []int {
	out := []int{m.word()}
	for len(out) < n {
		last := out[len(out)-1]
		if last >= 0 && m.chance(.5) {
			out = append(out, m.next[last][m.below(4)])
		} else {
			out = append(out, m.word())
		}
	}
	return out
}

// work makes the i-th work of a family.
func (m *maker) work(i int, f *Family) (law.Work, []Origin) {
	var clauses [][]int
	var origins []Origin
	put := func(words []int, o Origin) { clauses, origins = append(clauses, words), append(origins, o) }
	aside := func() {
		for m.chance(.15) {
			put(m.sentence(8+m.below(60)), Origin{New, Clause{-1, 0}})
		}
		if m.chance(.06) {
			put(m.formula(), Origin{Stock, Clause{-1, 0}})
		}
	}
	take := func(parent, from, to int) {
		for k := from; k < to; k++ {
			aside()
			if m.chance(.2) {
				continue
			}
			words, kind := m.texts[parent][k], Copied
			switch o := f.Origins[parent][k].Kind; {
			case o == Stock || o == Taken:
				kind = Taken
			case m.chance(.5):
				words, kind = m.edited(words), Edited
			}
			put(words, Origin{kind, Clause{parent, k}})
		}
	}
	if i < 3 || m.chance(.2) {
		for len(clauses) < m.Clauses {
			aside()
			put(m.sentence(8+m.below(60)), Origin{New, Clause{-1, 0}})
		}
	} else {
		first := m.below(i)
		n := len(m.texts[first])
		n = min(n, m.Clauses+m.Clauses/2)
		cut := m.below(n + 1)
		take(first, 0, cut)
		if second := m.below(i); second != first && m.chance(.4) {
			have := len(m.texts[second])
			from := m.below(have)
			take(second, from, min(have, from+m.Clauses/4))
		}
		take(first, cut, n)
	}
	m.texts = append(m.texts, clauses)
	return m.print(i, clauses), origins
}

var bodies = []int{11, 23, 57, 101, 160, 222, 301, 377}

func (m *maker) formula() []int {
	f := append([]int(nil), m.forms[m.below(formulae)]...)
	for i := range f {
		if f[i] < 0 {
			f[i] = bodies[m.below(len(bodies))]
		}
	}
	return f
}

// edited changes a clause in one to three places.
func (m *maker) edited(words []int) []int {
	out := append([]int(nil), words...)
	for range 1 + m.below(3) {
		at := m.below(len(out))
		end := min(len(out), at+1+m.below(5))
		rest := append([]int(nil), out[end:]...)
		switch m.below(3) {
		case 0: // put in
			rest = append([]int(nil), out[at:]...)
			out = append(append(out[:at:at], m.sentence(1+m.below(6))...), rest...)
		case 1: // leave out
			if len(out)-(end-at) >= 6 {
				out = append(out[:at:at], rest...)
			}
		case 2: // put in the place of
			out = append(append(out[:at:at], m.sentence(1+m.below(6))...), rest...)
		}
	}
	return out
}

// print makes a work of clauses.
func (m *maker) print(i int, clauses [][]int) law.Work {
	t := &law.Text{Title: fmt.Sprintf("Charter %d", i), Lang: "en"}
	for k, words := range clauses {
		var b strings.Builder
		for n, w := range words {
			s := m.words[w]
			if n == 0 {
				s = strings.ToUpper(s[:1]) + s[1:]
			} else {
				b.WriteByte(' ')
			}
			b.WriteString(s)
		}
		b.WriteByte('.')
		t.Clauses = append(t.Clauses, law.Clause{EID: fmt.Sprintf("art_%d", k+1), Kind: law.Article, Label: fmt.Sprintf("Article %d", k+1), Num: fmt.Sprint(k + 1), Text: b.String(), Parent: -1})
	}
	date := law.Date(fmt.Sprintf("%04d-%02d-%02d", 1800+i/336, 1+i/28%12, 1+i%28))
	return law.Work{
		ID: fmt.Sprintf("w%04d", i), Title: t.Title, Lang: t.Lang,
		Versions: []law.Version{{ID: string(date), Main: true, Text: t, Dates: law.Dates{Published: date}}},
	}
}

// Found is one clause and the one it is said to come from.
type Found struct{ To, From Clause }

// Score says of sources found how many of them are right and how many of the derived
// clauses have theirs, and how many independent formulae were given one; formulae that
// came along count for nothing. All from 0 to 1.
func (f *Family) Score(found []Found) (precision, recall, stock float64) {
	var derived, formulae, told, right, wrong int
	for _, w := range f.Origins {
		for _, o := range w {
			switch o.Kind {
			case Copied, Edited:
				derived++
			case Stock:
				formulae++
			}
		}
	}
	for _, x := range found {
		switch o := f.Origins[x.To.Work][x.To.Clause]; {
		case o.Kind == Taken:
		case o.Kind == Stock:
			told, wrong = told+1, wrong+1
		case o.From == x.From:
			told, right = told+1, right+1
		default:
			told++
		}
	}
	part := func(n, of int) float64 { return float64(n) / float64(max(1, of)) }
	return part(right, told), part(right, derived), part(wrong, formulae)
}
