package family

import (
	"hash/maphash"
	"strings"
	"unicode"

	"polity/commons/law"
	"polity/diff/words"
)

// seed is fixed for one run: keys are compared with one another and never kept.
var seed = maphash.MakeSeed()

// minReading is how many letters make a clause worth knowing again: shorter ones
// («Repealed.») are alike by chance.
const minReading = 24

// key names a reading: the words of heading and text without white space,
// typography and case of headings. long is false for readings too short to prove
// anything. Numbers are kept in exact and left out of masked, so that a clause that
// only refers to others by new numbers is known again.
func key(c *law.Clause) (exact, masked uint64, letters int) {
	var e, m maphash.Hash
	e.SetSeed(seed)
	m.SetSeed(seed)
	write := func(s string, lower bool) {
		for _, r := range s {
			if unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) {
				continue
			}
			if lower {
				r = unicode.ToLower(r)
			}
			r = plain(r)
			var b [4]byte
			n := copy(b[:], string(r))
			e.Write(b[:n])
			if unicode.IsLetter(r) {
				letters++
			}
			if !unicode.IsNumber(r) {
				m.Write(b[:n])
			}
		}
		e.WriteByte(0)
		m.WriteByte(0)
	}
	write(c.Heading, true)
	write(c.Text, false)
	return e.Sum64(), m.Sum64(), letters
}

// plain writes quotation marks and dashes in one style.
func plain(r rune) rune {
	switch {
	case strings.ContainsRune("“”„‟«»″＂‘’‚‛‹›′´`\"", r):
		return '\''
	case strings.ContainsRune("‐‑‒–—―−", r):
		return '-'
	}
	return r
}

// bag counts the words of a reading, in small letters and without marks.
type bag map[string]int

func bagOf(c *law.Clause, lang string, own names) bag {
	b := bag{}
	if c == nil {
		return b
	}
	for _, s := range []string{c.Heading, c.Text} {
		for _, w := range content(s, lang) {
			b[own.of(w)]++
		}
	}
	return b
}

// content are the words of a text that carry meaning: no white space, no marks.
func content(s, lang string) []string {
	var out []string
	for _, w := range words.Tokens(s, lang) {
		if strings.ContainsFunc(w, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }) {
			out = append(out, strings.ToLower(w))
		}
	}
	return out
}

func (b bag) size() int {
	n := 0
	for _, k := range b {
		n += k
	}
	return n
}

// minus is what stands in b more often than in c.
func (b bag) minus(c bag) bag {
	out := bag{}
	for w, n := range b {
		if n > c[w] {
			out[w] = n - c[w]
		}
	}
	return out
}

// common is how many words stand in both.
func (b bag) common(c bag) int {
	n := 0
	for w, k := range b {
		n += min(k, c[w])
	}
	return n
}

// names are words that a fork puts for others throughout, as «ward» for «village»:
// its own names for the same things.
type names map[string]string

func (n names) of(w string) string {
	if x, ok := n[w]; ok {
		return x
	}
	return w
}

// substitutions finds a fork's own names in what was replaced between two texts:
// one word for another, the same way in two clauses at least and more often than
// any other way.
func substitutions(runs [][]words.Run, lang string) names {
	count := map[[2]string]int{}
	for _, list := range runs {
		seen := map[[2]string]bool{}
		for k := 0; k+1 < len(list); k++ {
			if list[k].Op != '-' || list[k+1].Op != '+' {
				continue
			}
			x, y := content(list[k].Text, lang), content(list[k+1].Text, lang)
			if len(x) == 1 && len(y) == 1 && x[0] != y[0] && !list[k].Number {
				seen[[2]string{x[0], y[0]}] = true
			}
		}
		for p := range seen {
			count[p]++
		}
	}
	out, best := names{}, map[string]int{}
	for p, n := range count {
		was, tie := out[p[0]], best[p[0]]
		if n >= 2 && (n > tie || n == tie && p[1] < was) {
			out[p[0]], best[p[0]] = p[1], n
		}
	}
	return out
}
