package lineage

import (
	"cmp"
	"slices"
	"unicode"
	"unicode/utf8"

	"polity/commons/law"
	"polity/diff/align"
)

// A clause that no parent knows may yet be an old one with small edits: struck out
// and brought back, or inserted on two branches in slightly different words. The
// archive holds the wordings with which clauses were last seen and finds the few that
// share rare words with a new one; package align then says which is which.
// These numbers are meant to miss a return rather than to invent one.
const (
	minReturning = 8    // words from which on a clause is told by them
	minLikeness  = 0.75 // of words, as align scores them
	rarest       = 6    // words by which an archived wording is found
	looked       = 12   // words of a new clause that are looked up
	tooCommon    = 16   // wordings that share a word which then tells nothing
	minShared    = 3    // rare words that a candidate shares
	candidates   = 3    // of one new clause
)

// archive finds wordings by their rare words. The zero value is empty.
type archive struct {
	waiting []wording      // not in the index: as long as a clause stands nobody looks for it
	place   map[string]int // by wId: where it waits
	list    []wording      // what is in the index
	count   map[uint64]int32
	posting map[uint64][]int32
}

// wording is what one clause said in some version.
type wording struct {
	wid    string
	clause *law.Clause
}

// add puts the latest wording of a clause by. It costs next to nothing before
// something is looked up.
func (a *archive) add(wid string, c *law.Clause) {
	if a.place == nil {
		a.place = map[string]int{}
	}
	if i, ok := a.place[wid]; ok {
		a.waiting[i].clause = c
		return
	}
	a.place[wid] = len(a.waiting)
	a.waiting = append(a.waiting, wording{wid, c})
}

// index reads the wordings that wait and do not stand.
func (a *archive) index(standing map[string]bool) {
	if a.count == nil {
		a.count, a.posting = map[uint64]int32{}, map[uint64][]int32{}
	}
	first := len(a.list)
	kept := a.waiting[:0]
	for _, w := range a.waiting {
		if standing[w.wid] {
			a.place[w.wid] = len(kept)
			kept = append(kept, w)
		} else {
			delete(a.place, w.wid)
			a.list = append(a.list, w)
		}
	}
	a.waiting = kept
	fresh := make([][]uint64, len(a.list)-first)
	for i := range fresh {
		fresh[i] = vocabulary(a.list[first+i].clause)
		for _, w := range fresh[i] {
			a.count[w]++
		}
	}
	for i, list := range fresh {
		if len(list) < minReturning {
			continue
		}
		for _, w := range a.rare(list, rarest) {
			a.posting[w] = append(a.posting[w], int32(first+i))
		}
	}
}

// rare are the words of a list that the fewest wordings have, the rarest first and
// equally rare ones by their hash. They are written over the list.
func (a *archive) rare(list []uint64, most int) []uint64 {
	type counted struct {
		n    int32
		word uint64
	}
	best := make([]counted, 0, 16)
	for _, w := range list {
		c := counted{a.count[w], w}
		k, _ := slices.BinarySearchFunc(best, c, func(x, y counted) int {
			return cmp.Or(cmp.Compare(x.n, y.n), cmp.Compare(x.word, y.word))
		})
		if k < most {
			best = slices.Insert(best[:min(len(best), most-1)], k, c)
		}
	}
	out := list[:len(best)]
	for i, c := range best {
		out[i] = c.word
	}
	return out
}

// like lists the wordings that share the most rare words with a clause, one for
// each wId, without those of which not is true.
func (a *archive) like(c *law.Clause, not func(wid string) bool) []int32 {
	list := vocabulary(c)
	if len(list) < minReturning {
		return nil
	}
	votes := map[int32]int{}
	for _, w := range a.rare(list, looked) {
		if p := a.posting[w]; len(p) <= tooCommon {
			for _, i := range p {
				votes[i]++
			}
		}
	}
	var found []int32
	for i, n := range votes {
		if n >= minShared && !not(a.list[i].wid) {
			found = append(found, i)
		}
	}
	slices.SortFunc(found, func(x, y int32) int { return cmp.Or(votes[y]-votes[x], int(y-x)) })
	var out []int32
	for _, i := range found {
		if len(out) < candidates && !slices.ContainsFunc(out, func(o int32) bool { return a.list[o].wid == a.list[i].wid }) {
			out = append(out, i)
		}
	}
	return out
}

// vocabulary are the distinct words of a clause, hashed; of scripts without spaces,
// every two signs in a row.
func vocabulary(c *law.Clause) []uint64 {
	var out []uint64
	for _, s := range [...]string{c.Heading, c.Text} {
		hash, last := uint64(0), uint64(0) // of the word being read; the sign before
		for _, r := range s {
			if r < utf8.RuneSelf && last == 0 { // nearly all of most texts
				if small := asciiLetter[r]; small != 0 {
					hash = mix(hash, small)
				} else if hash != 0 {
					out, hash = append(out, hash), 0
				}
				continue
			}
			kind := kindOf(r)
			if kind != letter && hash != 0 {
				out = append(out, hash)
				hash = 0
			}
			switch {
			case kind == letter:
				hash = mix(hash, unicode.ToLower(r))
			case kind == sign && last != 0:
				out = append(out, mix(last, r))
			}
			last = 0
			if kind == sign {
				last = uint64(r)
			}
		}
		if hash != 0 {
			out = append(out, hash)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// What a character is to vocabulary.
const (
	gap    = iota
	letter // of a word, or a digit
	sign   // of a script without spaces
)

func kindOf(r rune) int {
	switch {
	case r < 0x80:
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return letter
		}
		return gap
	case r >= 0x0E00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar):
		return sign
	case unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsNumber(r):
		return letter
	}
	return gap
}

// asciiLetter are the small forms of ASCII's letters and its digits, 0 for all else.
var asciiLetter = func() (small [utf8.RuneSelf]rune) {
	for r := range rune(utf8.RuneSelf) {
		if kindOf(r) == letter {
			small[r] = unicode.ToLower(r)
		}
	}
	return small
}()

// mix takes one more character into a hash (FNV-1a, by characters).
func mix(hash uint64, r rune) uint64 {
	if hash == 0 {
		hash = 14695981039346656037
	}
	return (hash ^ uint64(r)) * 1099511628211
}

// recognise gives clauses of version v that are still without a wId that of an
// archived wording that is nearly theirs. What stands in a parent is out of the
// question: there it was compared already, and judged another clause.
func (t *tracer) recognise(v int, ids []string, taken, back map[string]bool) {
	clauses := t.work.Versions[v].Text.Clauses
	var open []int
	for i := range ids {
		if ids[i] == "" && length(&clauses[i]) >= 2*minRemembered {
			open = append(open, i)
		}
	}
	if len(open) == 0 || len(t.past) == 0 {
		return
	}
	standing := make(map[string]bool, len(ids))
	for _, p := range t.work.Versions[v].Parents {
		for _, wid := range t.ids[p] {
			standing[wid] = true
		}
	}
	t.archive.index(standing)
	if len(t.archive.list) == 0 {
		return
	}
	var past []int32
	seen := map[string]bool{}
	fresh, kept := &law.Text{Lang: t.work.Versions[v].Text.Lang}, open[:0]
	for _, i := range open {
		found := t.archive.like(&clauses[i], func(wid string) bool { return taken[wid] || standing[wid] })
		if len(found) == 0 {
			continue
		}
		fresh.Clauses, kept = append(fresh.Clauses, alone(&clauses[i])), append(kept, i)
		for _, f := range found {
			if wid := t.archive.list[f].wid; !seen[wid] {
				seen[wid] = true
				past = append(past, f)
			}
		}
	}
	slices.Sort(past)
	graves := &law.Text{Lang: fresh.Lang}
	for _, f := range past {
		graves.Clauses = append(graves.Clauses, alone(t.archive.list[f].clause))
	}
	for _, p := range align.Align(graves, fresh, align.Options{}) {
		if len(p.Old) == 1 && len(p.New) == 1 && p.Score >= minLikeness {
			wid := t.archive.list[past[p.Old[0]]].wid
			ids[kept[p.New[0]]] = wid
			taken[wid], back[wid] = true, true
		}
	}
}

// alone is a clause without its place in a text.
func alone(c *law.Clause) law.Clause {
	out := *c
	out.Parent, out.Depth = -1, 0
	return out
}
