package lineage

import (
	"cmp"
	"slices"
	"unicode"

	"polity/commons/law"
	"polity/diff/align"
)

// A clause that no parent knows may yet be an old one with small edits: struck out
// and brought back, or inserted on two branches in slightly different words. The
// archive holds every wording that a clause of the history ever had and finds the
// few that share rare words with a new one; package align then says which is which.
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
	list    []wording
	read    int              // so many of the list are in the index
	count   map[uint64]int32 // wordings with this word
	posting map[uint64][]int32
}

// wording is what one clause said in some version.
type wording struct {
	wid    string
	clause *law.Clause
}

// add puts a wording by. It costs nothing before something is looked up.
func (a *archive) add(wid string, c *law.Clause) { a.list = append(a.list, wording{wid, c}) }

// index reads what was added since the last time.
func (a *archive) index() {
	if a.count == nil {
		a.count, a.posting = map[uint64]int32{}, map[uint64][]int32{}
	}
	fresh := make([][]uint64, len(a.list)-a.read)
	for i := range fresh {
		fresh[i] = vocabulary(a.list[a.read+i].clause)
		for _, w := range fresh[i] {
			a.count[w]++
		}
	}
	for i, list := range fresh {
		if len(list) < minReturning {
			continue
		}
		for _, w := range a.rare(list, rarest) {
			a.posting[w] = append(a.posting[w], int32(a.read+i))
		}
	}
	a.read = len(a.list)
}

// rare are the words of a list that the fewest wordings have.
func (a *archive) rare(list []uint64, most int) []uint64 {
	slices.SortFunc(list, func(x, y uint64) int { return cmp.Or(cmp.Compare(a.count[x], a.count[y]), cmp.Compare(x, y)) })
	return list[:min(most, len(list))]
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
		hash, last := uint64(0), uint64(0)
		end := func() {
			if hash != 0 {
				out = append(out, hash)
			}
			hash = 0
		}
		for _, r := range s {
			sign := unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
			if sign || !unicode.In(r, unicode.L, unicode.M, unicode.N) {
				end()
			}
			switch {
			case sign && last != 0:
				hash = mix(last, r)
				end()
				last = uint64(r)
			case sign:
				last = uint64(r)
			default:
				last = 0
				if unicode.In(r, unicode.L, unicode.M, unicode.N) {
					hash = mix(hash, unicode.ToLower(r))
				}
			}
		}
		end()
	}
	slices.Sort(out)
	return slices.Compact(out)
}

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
	if len(open) == 0 || len(t.archive.list) == 0 {
		return
	}
	t.archive.index()
	standing := map[string]bool{}
	for _, p := range t.work.Versions[v].Parents {
		for _, wid := range t.ids[p] {
			standing[wid] = true
		}
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
