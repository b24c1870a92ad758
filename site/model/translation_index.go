package model

import (
	"slices"
	"strings"
	"sync"

	"polity/commons/law"
	"polity/diff/reuse"
)

// What became of a clause of an original and of its translation.
const (
	upToDate     = "current"
	outOfDate    = "stale"   // the original reads otherwise since
	untranslated = "newer"   // it came into the original since
	leftOut      = "missing" // it stood in the original already, and was not translated
	repealedIn   = "dropped" // the original has it no longer
	ofItsOwn     = "added"   // the original never had it
)

// translationStates in the order in which they are counted.
var translationStates = []string{outOfDate, untranslated, leftOut, repealedIn, ofItsOwn}

// translated is a work that is another's translation, clause by clause.
type translated struct {
	of       *reuse.Translation
	from, to *work
	answers  func() *answers
}

// answers are the rows of a translation; clauses are units by index, -1 without.
type answers struct {
	rows   []answer
	counts map[string]int
	own    map[int]int    // a clause of the translation's text to its row
	origin map[string]int // the original's wId to its row
}

type answer struct {
	state string
	now   int // in the original's text in force
	was   int // in the text of it that was translated
	own   int // in the translation's text
}

// findTranslations indexes the translations by the place of the work in the commons.
func (s *Site) findTranslations() {
	s.translated = map[int]*translated{}
	for i := range s.reuse.Translations {
		x := &s.reuse.Translations[i]
		t := &translated{of: x, from: s.works[x.From], to: s.works[x.To]}
		if t.from.current < 0 || t.to.current < 0 {
			continue
		}
		t.answers = sync.OnceValue(t.collate)
		s.translated[x.To] = t
		s.translations = append(s.translations, t)
	}
}

// collate says of every clause of the original in force, and of every other one that has
// an answer, what became of it. Unlabelled units are told with the clause they belong to,
// and those above the first heading by themselves.
func (t *translated) collate() *answers {
	old, now := t.from.text(t.of.Versions[0]), t.from.text(t.from.current)
	was, is := t.from.history.WIDs[t.of.Versions[0]], t.from.history.WIDs[t.from.current]
	then, answer := positions(was), map[string]int{}
	for _, p := range t.of.Pairs {
		answer[was[p[0]]] = p[1]
	}
	state := t.states(now, is, then, answer)
	a := &answers{counts: map[string]int{}, own: map[int]int{}, origin: map[string]int{}}
	stands := positions(is)
	dropped := t.dropped(old, was, stands, state)
	for i := range now.Clauses {
		if !tells(now, i) || state[i] != upToDate && state[i] != outOfDate && within(now, i, state) {
			continue
		}
		own, ok := answer[is[i]]
		if !ok {
			own = -1
		}
		before, ok := then[is[i]]
		if !ok {
			before = -1
		}
		a.add(state[i], is[i], i, before, own)
	}
	for _, c := range dropped {
		a.add(repealedIn, was[c], -1, c, answer[was[c]])
	}
	t.alone(a)
	return a
}

// states are how far the translation follows each clause of the original as it reads
// now: is are these clauses' wIds, then their places in the version that was translated,
// and answer the clauses of the translation.
func (t *translated) states(now *law.Text, is []string, then, answer map[string]int) []string {
	stale := map[int]bool{}
	for _, c := range t.of.Stale {
		stale[c] = true
	}
	state := make([]string, len(now.Clauses))
	for i := range now.Clauses {
		before, stood := then[is[i]]
		_, answered := answer[is[i]]
		switch {
		case answered && !stale[before]:
			state[i] = upToDate
		case answered:
			state[i] = outOfDate
		case stood:
			state[i] = leftOut
		default:
			state[i] = untranslated
		}
		if head := subject(now, i); head >= 0 && head != i && state[i] != upToDate && state[head] == upToDate {
			state[head] = outOfDate
		}
	}
	return state
}

// alone adds what the translation has and the original has not.
func (t *translated) alone(a *answers) {
	mine := t.to.text(t.of.Versions[1])
	alone := make([]string, len(mine.Clauses))
	for _, c := range t.of.Added {
		alone[c] = ofItsOwn
	}
	for _, c := range t.of.Added {
		switch head := subject(mine, c); {
		case tells(mine, c):
			if !within(mine, c, alone) {
				a.add(ofItsOwn, "", -1, -1, c)
			}
		case head >= 0 && alone[head] == "":
			a.outdate(head)
		}
	}
}

func (a *answers) add(state, wid string, now, was, own int) {
	n := len(a.rows)
	a.rows = append(a.rows, answer{state, now, was, own})
	a.counts[state]++
	if own >= 0 {
		a.own[own] = n
	}
	if wid != "" {
		a.origin[wid] = n
	}
}

// outdate notes that a clause of the translation has a unit that the original's has not.
func (a *answers) outdate(own int) {
	if n, ok := a.own[own]; ok && a.rows[n].state == upToDate {
		a.rows[n].state = outOfDate
		a.counts[upToDate]--
		a.counts[outOfDate]++
	}
}

// dropped are the clauses that were translated and that the original has no longer. A
// clause that lost an unlabelled unit is out of date.
func (t *translated) dropped(old *law.Text, was []string, stands map[string]int, state []string) []int {
	gone := make([]string, len(old.Clauses))
	for _, p := range t.of.Pairs {
		if _, ok := stands[was[p[0]]]; !ok {
			gone[p[0]] = repealedIn
		}
	}
	var out []int
	for _, p := range t.of.Pairs {
		c := p[0]
		if gone[c] == "" {
			continue
		}
		if tells(old, c) {
			if !within(old, c, gone) {
				out = append(out, c)
			}
			continue
		}
		if head := subject(old, c); head >= 0 && gone[head] == "" {
			if now, ok := stands[was[head]]; ok && state[now] == upToDate {
				state[now] = outOfDate
			}
		}
	}
	return out
}

// tells reports whether a unit has a row of its own.
func tells(t *law.Text, i int) bool { return IsClause(&t.Clauses[i]) || subject(t, i) < 0 }

// within reports whether the clause that a clause hangs under has the same state, so
// that it is told with that one.
func within(t *law.Text, i int, state []string) bool {
	up := subject(t, t.Clauses[i].Parent)
	return up >= 0 && IsClause(&t.Clauses[up]) && state[up] == state[i]
}

// positions is where each identity stands.
func positions(wids []string) map[string]int {
	out := make(map[string]int, len(wids))
	for i, wid := range wids {
		if _, twice := out[wid]; !twice {
			out[wid] = i
		}
	}
	return out
}

// behind reports whether the translation is not as the original has it.
func (a *answers) behind() bool {
	return slices.ContainsFunc(translationStates, func(state string) bool { return a.counts[state] > 0 })
}

// ownWords are the words of a clause without those of the clauses under it, a line for
// each unit.
func ownWords(t *law.Text, i int) string {
	var lines []string
	for k := i; k < len(t.Clauses) && (k == i || t.Clauses[k].Depth > t.Clauses[i].Depth); k++ {
		if c := &t.Clauses[k]; k == i || subject(t, k) == i {
			if line := strings.Join(strings.Fields(c.Heading+" "+c.Text), " "); line != "" {
				lines = append(lines, line)
			}
		}
	}
	return strings.Join(lines, "\n")
}
