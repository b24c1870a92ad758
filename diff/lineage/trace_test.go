package lineage

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"polity/commons/law"
	"polity/commons/markup"
	"polity/diff/align"
)

// chronicle builds a work out of Markdown texts, one version each.
type chronicle struct{ work law.Work }

// add puts a version after its parents and returns its index. Versions with one
// parent continue the main line when main is set.
func (c *chronicle) add(main bool, source string, parents ...int) int {
	t, _ := markup.Parse(markup.File{Path: "law.md", Source: []byte(source)})
	i := len(c.work.Versions)
	c.work.Versions = append(c.work.Versions, law.Version{
		Commit: law.Commit{Hash: strings.Repeat(fmt.Sprintf("%x", 1+i%15), 40)}, Parents: parents, Main: main, Text: t, Key: source,
	})
	if main {
		from := -1
		if n := len(c.work.Changes); n > 0 {
			from = c.work.Changes[n-1].To
		}
		c.work.Changes = append(c.work.Changes, law.Change{From: from, To: i})
	}
	return i
}

// wids writes the wIds of one version, without those of unlabelled paragraphs.
func wids(c *chronicle, h *History, v int) string {
	var out []string
	for i, id := range h.WIDs[v] {
		if x := &c.work.Versions[v].Text.Clauses[i]; x.Headed() {
			out = append(out, x.EID+"="+id)
		}
	}
	return strings.Join(out, " ")
}

func art(n int, heading, text string) string {
	return fmt.Sprintf("## Article %d. %s\n\n%s\n\n", n, heading, text)
}

const (
	mill   = "The mill grinds for whoever comes first, and for the midwife before anyone."
	ferry  = "The ferry crosses from first light until the lamp on the far bank is out."
	bridge = "The bridge is mended by those who live within sight of it, in the week after the flood."
	wood   = "Dead wood may be gathered by all; standing wood is felled by decision of the assembly."
)

func TestInsertionRenumbersNobody(t *testing.T) {
	var c chronicle
	a := c.add(true, art(1, "Mill", mill)+art(2, "Ferry", ferry))
	b := c.add(true, art(1, "Mill", mill)+art(2, "Bridge", bridge)+art(3, "Ferry", ferry), a)
	h := Trace(&c.work, Options{})
	if got, want := wids(&c, h, b), "art_1=art_1 art_2=art_2@2222222 art_3=art_2"; got != want {
		t.Errorf("wIds %s, want %s", got, want)
	}
	if l := h.Lives["art_2"]; len(l.Events) != 2 || l.Events[1].Flags&align.Renumbered == 0 || l.Repealed() {
		t.Errorf("the ferry's life: %+v", l)
	}
}

func TestRevertTakesEverythingBack(t *testing.T) {
	var c chronicle
	first := art(1, "Mill", mill) + art(2, "Ferry", ferry)
	a := c.add(true, first)
	b := c.add(true, art(1, "Wood", wood), a)
	r := c.add(true, first, b)
	h := Trace(&c.work, Options{})
	if d := cmp.Diff(h.WIDs[a], h.WIDs[r]); d != "" {
		t.Error(d)
	}
}

func TestReinstatedClauseIsTheOldOne(t *testing.T) {
	var c chronicle
	a := c.add(true, art(1, "Mill", mill)+art(2, "Ferry", ferry))
	b := c.add(true, art(1, "Mill", mill), a)
	r := c.add(true, art(1, "Mill", mill)+art(2, "Wood", wood)+art(3, "Ferry", ferry), b)
	h := Trace(&c.work, Options{})
	if got, want := wids(&c, h, r), "art_1=art_1 art_2=art_2@3333333 art_3=art_2"; got != want {
		t.Errorf("wIds %s, want %s", got, want)
	}
	var ops []string
	for _, e := range h.Lives["art_2"].Events {
		ops = append(ops, e.Op.String())
	}
	if want := []string{"added", "removed", "added"}; !slices.Equal(ops, want) {
		t.Errorf("the ferry was %v", ops)
	}
}

func TestTwoBranchesInsertTheSameClause(t *testing.T) {
	var c chronicle
	a := c.add(true, art(1, "Mill", mill))
	l := c.add(true, art(1, "Mill", mill)+art(2, "Ferry", ferry), a)
	r := c.add(false, art(1, "Mill", mill)+art(2, "Ferry", ferry)+art(3, "Wood", wood), a)
	m := c.add(true, art(1, "Mill", mill)+art(2, "Ferry", ferry)+art(3, "Wood", wood)+art(4, "Bridge", bridge), l, r)
	h := Trace(&c.work, Options{})
	if got, want := wids(&c, h, m), "art_1=art_1 art_2=art_2 art_3=art_3 art_4=art_4"; got != want {
		t.Errorf("wIds %s, want %s", got, want)
	}
}

func TestSplitKeepsTheLargerPart(t *testing.T) {
	var c chronicle
	a := c.add(true, "## Article 1. Water\n\n1. "+ferry+" "+bridge+" "+bridge+"\n2. "+mill+"\n")
	b := c.add(true, "## Article 1. Water\n\n1. "+ferry+"\n2. "+bridge+" "+bridge+"\n3. "+mill+"\n", a)
	h := Trace(&c.work, Options{})
	if got, want := wids(&c, h, b), "art_1=art_1 art_1__para_1=art_1__para_1@2222222 art_1__para_2=art_1__para_1 art_1__para_3=art_1__para_2"; got != want {
		t.Errorf("wIds %s, want %s", got, want)
	}
	if from := h.Parents["art_1__para_1@2222222"]; from != "art_1__para_1" {
		t.Errorf("the smaller part was split from %q", from)
	}
}

func TestAClauseMergedIntoAnotherIsGone(t *testing.T) {
	var c chronicle
	c.line("## Article 1. Water\n\n1. " + ferry + " " + bridge + "\n2. " + wood + "\n3. " + mill + "\n")
	c.line("## Article 1. Water\n\n1. " + ferry + " " + bridge + " " + wood + "\n2. " + mill + "\n")
	h := Trace(&c.work, Options{})
	kept, gone := h.Lives["art_1__para_1"], h.Lives["art_1__para_2"]
	if kept.Last().Op != align.Merged || kept.Repealed() {
		t.Errorf("the larger part: %+v", kept)
	}
	if gone.Last().Op != align.Merged || !gone.Repealed() || gone.Last().Version != 0 {
		t.Errorf("the smaller part: %+v", gone)
	}
}

func TestStepsAreCompared(t *testing.T) {
	var c chronicle
	a := c.add(true, art(1, "Mill", mill))
	p := c.add(false, art(1, "Mill", mill)+art(2, "Ferry", ferry), a)
	m := c.add(true, art(1, "Mill", mill)+art(2, "Ferry", ferry), a, p)
	c.work.Changes[1].Steps = []law.Step{{From: a, To: p}}
	h := Trace(&c.work, Options{})
	if len(h.Steps[1]) != 1 || len(h.Steps[1][0].Pairs) != len(c.work.Versions[m].Text.Clauses) {
		t.Errorf("steps: %+v", h.Steps)
	}
}

func TestEmptyWork(t *testing.T) {
	h := Trace(&law.Work{}, Options{})
	if len(h.WIDs) != 0 || len(h.Lives) != 0 {
		t.Errorf("%+v", h)
	}
	if l := h.Lives["art_1"]; l.Last() != (Event{}) || l.Repealed() {
		t.Errorf("a clause that never was: %+v", l)
	}
}

// A history drawn at random keeps the laws of identity: one wId for every clause of
// every version, none twice in a version; more goroutines change nothing; and what
// is added at the end changes no wId given before.
func TestIdentityIsAStableFunction(t *testing.T) {
	sentences := []string{mill, ferry, bridge, wood, "Nobody sells water.", "Repealed.", "Repealed.", "The gauge is read aloud at noon."}
	rapid.Check(t, func(rt *rapid.T) {
		var c chronicle
		n := rapid.IntRange(1, 7).Draw(rt, "versions")
		for v := range n {
			var b strings.Builder
			for i, s := range rapid.SliceOfN(rapid.SampledFrom(sentences), 1, 6).Draw(rt, "clauses") {
				b.WriteString(art(i+1, "", s))
			}
			var parents []int
			if v > 0 {
				parents = append(parents, v-1)
				if other := rapid.IntRange(0, v-1).Draw(rt, "other parent"); other != v-1 {
					parents = append(parents, other)
				}
			}
			c.add(true, b.String(), parents...)
		}
		whole := Trace(&c.work, Options{})
		for v, ids := range whole.WIDs {
			if len(ids) != len(c.work.Versions[v].Text.Clauses) {
				rt.Fatalf("version %d: %d wIds for %d clauses", v, len(ids), len(c.work.Versions[v].Text.Clauses))
			}
			seen := map[string]bool{"": true}
			for _, id := range ids {
				if seen[id] {
					rt.Fatalf("version %d has %q twice, or a clause without wId: %v", v, id, ids)
				}
				seen[id] = true
			}
		}
		if d := cmp.Diff(whole.WIDs, Trace(&c.work, Options{Workers: 4}).WIDs); d != "" {
			rt.Fatalf("more goroutines: %s", d)
		}
		shorter := c.work
		shorter.Versions, shorter.Changes = shorter.Versions[:n-1], shorter.Changes[:n-1]
		if d := cmp.Diff(whole.WIDs[:n-1], Trace(&shorter, Options{}).WIDs); n > 1 && d != "" {
			rt.Fatalf("the last version changed earlier wIds: %s", d)
		}
	})
}

// sized is a main line of 30 versions with so many articles each.
func sized(size int) *law.Work {
	var c chronicle
	for v := range 30 {
		var text strings.Builder
		for i := range size {
			s := fmt.Sprintf("%s It was so in year %d of sluice %d.", []string{mill, ferry, bridge, wood}[i%4], (i*37+v/(1+i%7))%99, i)
			text.WriteString(art(i+1, fmt.Sprintf("Rule %d", i), s))
		}
		c.line(text.String())
	}
	return &c.work
}

func BenchmarkTrace(b *testing.B) {
	for _, size := range []int{20, 100, 500} {
		w := sized(size)
		b.Run(fmt.Sprintf("clauses=%d", size), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Trace(w, Options{})
			}
		})
	}
}

func BenchmarkBlame(b *testing.B) {
	for _, size := range []int{20, 100, 500} {
		w := sized(size)
		h := Trace(w, Options{})
		b.Run(fmt.Sprintf("clauses=%d", size), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Blame(w, h, len(w.Changes)-1)
			}
		})
	}
}
