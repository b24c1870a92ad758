package lineage

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"polity/commons/law"
	"polity/commons/markup"
)

// in is a text with a word exchanged.
func in(s, old, new string) string {
	if !strings.Contains(s, old) {
		panic("no " + old + " in " + s)
	}
	return strings.Replace(s, old, new, 1)
}

func TestEditedClauseReturns(t *testing.T) {
	back := in(bridge, "week", "month")
	for _, c := range []struct{ name, source, want string }{
		{
			"with a word changed", art(1, "Mill", mill) + art(2, "Wood", wood) + art(3, "Bridge", back),
			"art_1=art_1 art_2=art_2@3333333 art_3=art_2",
		},
		{
			"under a new heading, without one", art(1, "Mill", mill) + art(2, "", back),
			"art_1=art_1 art_2=art_2",
		},
		{
			"not one that only shares a subject", art(1, "Mill", mill) + art(2, "Toll", "The bridge is free for those who live within sight of the mill."),
			"art_1=art_1 art_2=art_2@3333333",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			var x chronicle
			x.line(art(1, "Mill", mill) + art(2, "Bridge", bridge))
			x.line(art(1, "Mill", mill))
			x.line(c.source)
			if got := wids(&x, Trace(&x.work, Options{}), 2); got != c.want {
				t.Errorf("wIds %s, want %s", got, c.want)
			}
		})
	}
}

// An article whose heading is run in is that article, and so when it is set as one again.
func TestHeadingRunIn(t *testing.T) {
	var c chronicle
	c.line(art(1, "Mill", mill) + art(2, "Bridge", bridge))
	c.line(art(1, "Mill", mill) + "Article 2. Bridge. " + bridge + "\n")
	c.line(art(1, "Mill", mill) + art(2, "Bridge", bridge))
	h := Trace(&c.work, Options{})
	if h.WIDs[1][2] != h.WIDs[0][2] || h.WIDs[2][2] != h.WIDs[0][2] {
		t.Errorf("article 2 is %s, then %s, then %s", h.WIDs[0][2], h.WIDs[1][2], h.WIDs[2][2])
	}
}

func TestEditedClauseReturnsInAScriptWithoutSpaces(t *testing.T) {
	const rule = "議会は毎年春に水門の番人を選び、その任期は二年とし、再任を妨げない。"
	var c chronicle
	c.line("## 第一条\n\n水車は先に来た者のために挽く。\n\n## 第二条\n\n" + rule + "\n")
	c.line("## 第一条\n\n水車は先に来た者のために挽く。\n")
	c.line("## 第一条\n\n水車は先に来た者のために挽く。\n\n## 第二条\n\n" + in(rule, "二年", "三年") + "\n")
	h := Trace(&c.work, Options{})
	if d := cmp.Diff(h.WIDs[0], h.WIDs[2]); d != "" {
		t.Error(d)
	}
}

func TestTwoBranchesInsertNearlyTheSameClause(t *testing.T) {
	var c chronicle
	a := c.add(true, art(1, "Mill", mill))
	l := c.add(true, art(1, "Mill", mill)+art(2, "Bridge", bridge), a)
	r := c.add(false, art(1, "Mill", mill)+art(2, "Wood", wood)+art(3, "Bridge", in(bridge, "week", "month")), a)
	m := c.add(true, art(1, "Mill", mill)+art(2, "Wood", wood)+art(3, "Bridge", in(bridge, "flood", "thaw")), l, r)
	h := Trace(&c.work, Options{})
	for _, v := range []int{r, m} {
		if got, want := wids(&c, h, v), "art_1=art_1 art_2=art_2@3333333 art_3=art_2"; got != want {
			t.Errorf("version %d: wIds %s, want %s", v, got, want)
		}
	}
}

// files adds a version behind the last of the main line, in several files.
func (c *chronicle) files(sources ...string) {
	var list []markup.File
	for i, s := range sources {
		list = append(list, markup.File{Path: fmt.Sprintf("%d.md", i+1), Source: []byte(s)})
	}
	t, _ := markup.Parse(list...)
	n := len(c.work.Versions)
	c.line("")
	c.work.Versions[n].Text, c.work.Versions[n].Key = t, strings.Join(sources, "\x00")
}

func TestATextIsPartedIntoFilesAndJoinedAgain(t *testing.T) {
	var c chronicle
	first, second := art(1, "Mill", mill)+art(2, "Ferry", ferry), art(3, "Bridge", bridge)+art(4, "Wood", wood)
	c.files(first + second)
	c.files(first, second)
	c.files(second, first) // the files change their order
	c.files(first + second + "\n")
	h := Trace(&c.work, Options{})
	for v := range c.work.Versions {
		ids := map[string]string{}
		for i, id := range h.WIDs[v] {
			ids[c.work.Versions[v].Text.Clauses[i].EID] = id
		}
		for eid, id := range ids {
			if eid != id {
				t.Errorf("version %d: %s is now %s", v, eid, id)
			}
		}
	}
}

// Histories drawn clause by clause, with what real ones do: a clause is split,
// merged, struck out, brought back or edited, the text is parted into files and
// joined, branches are merged. The laws of identity hold in all of them.
func TestIdentityThroughDrawnHistories(t *testing.T) {
	stock := []string{
		mill, ferry, bridge, wood, "Nobody sells water.", "Repealed.",
		"The keeper of the sluice is chosen every spring by those who drink below it.", "水門の番人は毎年春に議会が選び、その任期は二年とする。",
	}
	rapid.Check(t, func(rt *rapid.T) {
		var c chronicle
		var states [][]string // clauses of each version
		n := rapid.IntRange(1, 7).Draw(rt, "versions")
		for v := range n {
			state := []string{mill, ferry + " " + bridge}
			if v > 0 {
				state = rapid.SampledFrom(states).Draw(rt, "from")
			}
			state = act(rt, state, stock)
			states = append(states, state)
			cut := rapid.IntRange(0, len(state)).Draw(rt, "first file")
			sources := []string{articles(state[:cut], 0), articles(state[cut:], cut)}
			if cut == 0 || rapid.Bool().Draw(rt, "one file") {
				sources = []string{articles(state, 0)}
			}
			c.files(sources...)
			if v > 1 {
				c.work.Versions[v].Parents = []int{v - 1, rapid.IntRange(0, v-2).Draw(rt, "merged")}
			}
		}
		checkIdentity(rt, &c.work)
	})
}

// act does one thing to a text of clauses.
func act(rt *rapid.T, state, stock []string) []string {
	out := append([]string{}, state...)
	at := func() int { return rapid.IntRange(0, len(out)-1).Draw(rt, "at") }
	switch what := rapid.SampledFrom([]string{"none", "insert", "remove", "edit", "split", "merge", "swap"}).Draw(rt, "act"); {
	case what == "insert" || len(out) == 0:
		out = append(out, rapid.SampledFrom(stock).Draw(rt, "clause"))
	case what == "remove":
		i := at()
		out = append(out[:i], out[i+1:]...)
	case what == "edit":
		i := at()
		out[i] = strings.Replace(out[i], "the", rapid.SampledFrom([]string{"their", "no", "every"}).Draw(rt, "word"), 1)
	case what == "split":
		i := at()
		if one, two, ok := strings.Cut(out[i], ". "); ok {
			out[i] = one + "."
			out = append(out, two)
		}
	case what == "merge" && len(out) > 1:
		out[0] += " " + out[len(out)-1]
		out = out[:len(out)-1]
	case what == "swap":
		i := at()
		out[0], out[i] = out[i], out[0]
	}
	return out
}

func articles(clauses []string, before int) string {
	var b strings.Builder
	for i, s := range clauses {
		b.WriteString(art(before+i+1, "", s))
	}
	return b.String()
}

// checkIdentity holds a history to the laws: every clause has one wId, no version
// has one twice, what comes later alters nothing, and every life begins once.
func checkIdentity(rt *rapid.T, w *law.Work) {
	whole := Trace(w, Options{})
	for v, ids := range whole.WIDs {
		seen := map[string]bool{"": true}
		for _, id := range ids {
			if seen[id] {
				rt.Fatalf("version %d has %q twice, or a clause without wId: %v", v, id, ids)
			}
			seen[id] = true
		}
		if len(ids) != len(w.Versions[v].Text.Clauses) {
			rt.Fatalf("version %d: %d wIds for %d clauses", v, len(ids), len(w.Versions[v].Text.Clauses))
		}
	}
	for wid, from := range whole.Parents {
		if wid == from || whole.Lives[wid] == nil && from == "" {
			rt.Fatalf("%s was split from %q", wid, from)
		}
	}
	n := len(w.Versions)
	shorter := *w
	shorter.Versions, shorter.Changes = shorter.Versions[:n-1], shorter.Changes[:n-1]
	if d := cmp.Diff(whole.WIDs[:n-1], Trace(&shorter, Options{}).WIDs); n > 1 && d != "" {
		rt.Fatalf("the last version changed earlier wIds: %s", d)
	}
}
