package lineage

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"polity/commons/law"
	"polity/diff"
	"polity/diff/align"
)

// tracer hands out wIds, version by version.
type tracer struct {
	work      *law.Work
	compared  map[edge]*diff.Comparison
	aligned   map[edge][]align.Pair // edges that nothing but identity asks for
	ids       [][]string
	first     map[string]string  // every wId handed out, to the commit it first appeared in
	byText    map[textKey]string // the wId that last had these words
	past      map[string]place   // by wId: where it last stood
	byKey     map[string]int     // content key to the first version with it
	splitFrom map[string]string
	archive   archive
}

type textKey struct{ heading, text string }

// place is a clause's heading and the wId of the clause above it, "" at the top.
type place struct{ heading, above string }

// claim is one parent's word on who a clause is.
type claim struct {
	wid    string
	score  float64
	parent int // position among the parents
	clause int
	size   int // of the older clause, so that a merged clause keeps the larger's name
	split  bool
}

func (t *tracer) identify(v int) []string {
	version := &t.work.Versions[v]
	if earlier, ok := t.byKey[version.Key]; ok && version.Key != "" {
		return t.ids[earlier]
	}
	ids := make([]string, len(version.Text.Clauses))
	settled := make([]bool, len(ids))
	contested := t.claims(v, ids, settled)
	if len(contested) > 0 || slices.Contains(ids, "") {
		taken := make(map[string]bool, len(ids))
		for _, wid := range ids {
			taken[wid] = wid != ""
		}
		for _, c := range contested {
			if ids[c.clause] == "" && !taken[c.wid] {
				ids[c.clause] = c.wid
				taken[c.wid] = true
			}
		}
		t.reinstate(v, ids, taken)
		t.name(v, ids, taken, splits(contested))
	}
	t.remember(v, ids, settled)
	if len(version.Parents) > 0 && slices.Equal(ids, t.ids[version.Parents[0]]) {
		return t.ids[version.Parents[0]] // one list for many versions
	}
	return ids
}

// claims lists what the parents say, most credible first. What a single parent says
// of a clause that is neither part of a split nor of a merger nobody contests: it
// goes into ids at once. Clauses that stand in a parent just as they stand here are
// settled: of these everything is remembered already.
func (t *tracer) claims(v int, ids []string, settled []bool) []claim {
	var out []claim
	now, parents := t.work.Versions[v].Text.Clauses, t.work.Versions[v].Parents
	for i, p := range parents {
		old := t.work.Versions[p].Text.Clauses
		t.pairs(edge{p, v}, func(pair *align.Pair) {
			parted := pair.Op == align.Split || pair.Op == align.Merged
			same := pair.Op == align.Unchanged && pair.Flags == 0
			for _, n := range pair.New {
				settled[n] = settled[n] || same
				for _, o := range pair.Old {
					if !parted && len(parents) == 1 {
						ids[n] = t.ids[p][o]
						continue
					}
					c := claim{wid: t.ids[p][o], score: pair.Score, parent: i, clause: n, split: pair.Op == align.Split}
					if parted {
						c.size = length(&old[o]) + length(&now[n])
						if pair.Kept() && old[o].Label != "" && now[n].Label != "" {
							c.size = math.MaxInt // only the setting changed: the label is the name
						}
					}
					out = append(out, c)
				}
			}
		})
	}
	slices.SortStableFunc(out, func(a, b claim) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(b.size, a.size), cmp.Compare(a.parent, b.parent), cmp.Compare(a.clause, b.clause))
	})
	return out
}

// pairs calls fn for what became of every clause along an edge.
func (t *tracer) pairs(e edge, fn func(*align.Pair)) {
	if c := t.compared[e]; c != nil {
		for i := range c.Pairs {
			fn(&c.Pairs[i].Pair)
		}
		return
	}
	for i := range t.aligned[e] {
		fn(&t.aligned[e][i])
	}
}

// splits says of which clause each part of a split clause was part.
func splits(claims []claim) map[int]string {
	out := map[int]string{}
	for _, c := range claims {
		if _, ok := out[c.clause]; c.split && !ok {
			out[c.clause] = c.wid
		}
	}
	return out
}

func length(c *law.Clause) int { return len(c.Heading) + len(c.Text) }

// minRemembered is how many bytes of wording prove that a clause is back: shorter
// ones («Repealed.») recur by chance.
const minRemembered = 24

// reinstate gives clauses that no parent knows the wId of a past clause with the
// same words, or nearly the same.
func (t *tracer) reinstate(v int, ids []string, taken map[string]bool) {
	back := map[string]bool{}
	for i := range ids {
		c := &t.work.Versions[v].Text.Clauses[i]
		if ids[i] != "" || length(c) < minRemembered {
			continue
		}
		if wid, ok := t.byText[textKey{c.Heading, c.Text}]; ok && !taken[wid] {
			ids[i] = wid
			taken[wid], back[wid] = true, true
		}
	}
	t.recognise(v, ids, taken, back)
	t.reinstateContainers(v, ids, taken, back)
}

// name gives the rest wIds of their own.
func (t *tracer) name(v int, ids []string, taken map[string]bool, splits map[int]string) {
	version := &t.work.Versions[v]
	for i := range ids {
		if ids[i] != "" {
			continue
		}
		base := version.Text.Clauses[i].EID
		wid := base
		for n := 1; t.used(wid, taken); n++ {
			wid = base + "@" + version.Commit.Hash[:min(7, len(version.Commit.Hash))]
			if n > 1 {
				wid += fmt.Sprintf(".%d", n)
			}
		}
		ids[i] = wid
		taken[wid] = true
		t.first[wid] = version.Commit.Hash
		if from, ok := splits[i]; ok {
			t.splitFrom[wid] = from
		}
	}
}

func (t *tracer) used(wid string, taken map[string]bool) bool {
	_, used := t.first[wid]
	return used || taken[wid]
}

// reinstateContainers gives a heading that is new here the wId of the one that its
// reinstated clauses stood under: where that had the same words, or where all that
// stands below it here stood below that one. A heading alone is too short to be
// known by.
func (t *tracer) reinstateContainers(v int, ids []string, taken, back map[string]bool) {
	clauses := t.work.Versions[v].Text.Clauses
	above := make([]string, len(ids)) // where a reinstated child stood, the first one's word counts
	mixed := make([]bool, len(ids))   // another child did not stand there
	for i := len(clauses) - 1; i >= 0; i-- {
		wid := above[i]
		if ids[i] == "" && wid != "" && !taken[wid] && (!mixed[i] || t.past[wid].heading == clauses[i].Heading) {
			ids[i], taken[wid], back[wid] = wid, true, true
		}
		up := clauses[i].Parent
		if up < 0 {
			continue
		}
		stood := ""
		if back[ids[i]] {
			stood = t.past[ids[i]].above
		}
		mixed[up] = mixed[up] || stood == "" || above[up] != "" && above[up] != stood
		above[up] = cmp.Or(stood, above[up])
	}
}

// remember keeps the words and the place of every clause by its wId.
func (t *tracer) remember(v int, ids []string, settled []bool) {
	clauses := t.work.Versions[v].Text.Clauses
	for i := range ids {
		if settled[i] {
			continue
		}
		c := &clauses[i]
		if length(c) >= minRemembered {
			t.byText[textKey{c.Heading, c.Text}] = ids[i]
			t.archive.add(ids[i], c)
		}
		where := place{heading: c.Heading}
		if c.Parent >= 0 {
			where.above = ids[c.Parent]
		}
		t.past[ids[i]] = where
	}
}
