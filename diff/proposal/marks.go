package proposal

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"polity/commons/law"
	"polity/diff"
	"polity/diff/words"
)

// run is how many words make a run.
const run = 3

// vocabulary cuts clauses into hashed runs of words, each reading once.
type vocabulary struct {
	lang string
	runs map[reading][]uint64
}

// reading is what a clause says: its hash where the text was read with one, else its
// words.
type reading struct {
	source uint64
	words  string
}

func readingOf(c *law.Clause) reading {
	if c.Source != 0 {
		return reading{source: c.Source}
	}
	return reading{words: c.Heading + "\x00" + c.Text}
}

func newVocabulary(lang string) *vocabulary {
	return &vocabulary{lang: lang, runs: map[reading][]uint64{}}
}

// of are the runs of one clause: its heading and words, with where they begin and end.
func (v *vocabulary) of(c *law.Clause) []uint64 {
	if c.Heading == "" && c.Text == "" {
		return nil
	}
	key := readingOf(c)
	if runs, ok := v.runs[key]; ok {
		return runs
	}
	runs := append(v.cut(c.Heading), v.cut(c.Text)...)
	v.runs[key] = runs
	return runs
}

const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
	edge      = 7 // stands for the beginning and the end of a passage
)

func (v *vocabulary) cut(s string) []uint64 {
	if s == "" {
		return nil
	}
	window := [run]uint64{edge, edge, edge}
	var out []uint64
	add := func(h uint64) {
		copy(window[:], window[1:])
		window[run-1] = h
		sum := uint64(fnvOffset)
		for _, w := range window {
			sum = (sum ^ w) * fnvPrime
			sum ^= sum >> 29
		}
		out = append(out, sum)
	}
	for _, t := range words.Tokens(s, v.lang) {
		if strings.IndexFunc(t, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }) < 0 {
			continue
		}
		h := uint64(fnvOffset)
		for _, b := range []byte(strings.ToLower(t)) {
			h = (h ^ uint64(b)) * fnvPrime
		}
		add(h)
	}
	if out == nil {
		return nil
	}
	add(edge)
	return out
}

// marks are the runs by which a proposal is known: those it writes and the text it left
// from does not have; where it writes none, those that it takes away. Sorted.
func (v *vocabulary) marks(c *diff.Comparison, before, after *law.Text) []uint64 {
	if before == nil {
		before = &law.Text{}
	}
	wrote, took := map[uint64]bool{}, map[uint64]bool{}
	for _, p := range c.Pairs {
		if p.Kept() {
			continue
		}
		for _, k := range p.New {
			for _, r := range v.of(&after.Clauses[k]) {
				wrote[r] = true
			}
		}
		for _, k := range p.Old {
			for _, r := range v.of(&before.Clauses[k]) {
				took[r] = true
			}
		}
	}
	drop := func(from map[uint64]bool, t *law.Text) {
		for k := 0; k < len(t.Clauses) && len(from) > 0; k++ {
			for _, r := range v.of(&t.Clauses[k]) {
				delete(from, r)
			}
		}
	}
	if drop(wrote, before); len(wrote) > 0 {
		return sorted(wrote, 0)
	}
	drop(took, after)
	return sorted(took, taken)
}

// taken is mixed into the marks of what is taken away, which count while they are not
// there.
const taken = 1 << 63

func sorted(set map[uint64]bool, flag uint64) []uint64 {
	out := make([]uint64, 0, len(set))
	for r := range set {
		out = append(out, r&^taken|flag)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// track is when the main line got and lost a run of words: changes, from 0, each time
// the other way round.
type track struct {
	count  int
	events []int32
}

// measure finds for every proposal how much of it was in force when.
func (x *weigher) measure() {
	tracks := map[uint64]*track{}
	for i := range x.book.Standings {
		for _, m := range x.book.Standings[i].marks {
			tracks[m&^taken] = nil
		}
	}
	if len(tracks) == 0 {
		return
	}
	for m := range tracks {
		tracks[m] = &track{}
	}
	var old *law.Text
	for i, c := range x.work.Changes {
		new := x.work.Versions[c.To].Text
		x.step(tracks, i, old, new)
		old = new
	}
	for i := range x.book.Standings {
		s := &x.book.Standings[i]
		from := s.Proposal.Seen - 1
		if s.Change >= 0 {
			from = s.Change - 1
		}
		x.follow(s, tracks, from)
	}
}

// step notes what a change of the main line brought and took of the runs asked for.
func (x *weigher) step(tracks map[uint64]*track, change int, old, new *law.Text) {
	balance := map[reading]int{}
	clauses := map[reading]*law.Clause{}
	weigh := func(t *law.Text, by int) {
		if t == nil {
			return
		}
		for k := range t.Clauses {
			c := &t.Clauses[k]
			key := readingOf(c)
			balance[key] += by
			clauses[key] = c
		}
	}
	weigh(old, -1)
	weigh(new, 1)
	changed := map[*track]int{}
	for key, n := range balance {
		if n == 0 {
			continue
		}
		for _, r := range x.words.of(clauses[key]) {
			if t := tracks[r&^taken]; t != nil {
				changed[t] += n
			}
		}
	}
	for t, n := range changed {
		had := t.count > 0
		t.count += n
		if has := t.count > 0; has != had {
			t.events = append(t.events, int32(change))
		}
	}
}

// point is a proposal's share behind a change; change is -1 before all that are looked at.
type point struct {
	change int
	share  float64
}

// follow reads off a proposal's share after every change behind from.
func (x *weigher) follow(s *Standing, tracks map[uint64]*track, from int) {
	if s.Words == 0 {
		return
	}
	line := shares(s, tracks, from)
	s.Share = line[len(line)-1].share
	for _, p := range line {
		s.Most = max(s.Most, p.share)
	}
	if s.Most >= nearlyAll && s.Share <= hardlyAny {
		s.cameAndWent(line)
		return
	}
	if s.Share == 0 {
		return
	}
	want := min(nearlyAll, s.Share)
	for k := len(line) - 1; k >= 0 && line[k].share >= want; k-- {
		s.Since = line[k].change
	}
}

// shares are a proposal's share before the changes behind from and after each of them
// that altered it.
func shares(s *Standing, tracks map[uint64]*track, from int) []point {
	type turn struct {
		change int32
		by     int
	}
	var turns []turn
	here := 0
	for _, m := range s.marks {
		there := m&taken != 0 // what is taken away counts while it is gone
		if there {
			here++
		}
		for _, e := range tracks[m&^taken].events {
			there = !there
			by := -1
			if there {
				by = 1
			}
			if int(e) > from {
				turns = append(turns, turn{e, by})
			} else {
				here += by
			}
		}
	}
	slices.SortStableFunc(turns, func(a, b turn) int { return cmp.Compare(a.change, b.change) })
	total := float64(s.Words)
	line := []point{{-1, float64(here) / total}}
	for k := 0; k < len(turns); {
		c := turns[k].change
		for ; k < len(turns) && turns[k].change == c; k++ {
			here += turns[k].by
		}
		line = append(line, point{int(c), float64(here) / total})
	}
	return line
}

// cameAndWent notes since when and until when a proposal was in force that no longer is.
func (s *Standing) cameAndWent(line []point) {
	for k, p := range line {
		switch {
		case p.share >= nearlyAll && s.Since < 0:
			s.Since = p.change
		case p.share <= hardlyAny && k > 0 && line[k-1].share > hardlyAny && s.Since >= 0:
			s.Until = p.change
		}
	}
}
