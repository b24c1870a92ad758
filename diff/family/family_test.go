package family_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"polity/commons/law"
	"polity/commons/markup"
	"polity/diff/family"
	"polity/diff/lineage"
	"polity/diff/reuse"
)

// step is one commit of a main line: its name, its day, its text.
type step struct{ hash, day, text string }

// workOf builds a work, and its source, out of a main line.
func workOf(c *law.Commons, id string, steps ...step) *law.Work {
	w := law.Work{ID: id, Movement: id, Title: "Statutes of " + id, Lang: "en"}
	src := law.Source{Name: id, Movement: id, Works: []string{id}}
	for i, s := range steps {
		hash := s.hash + strings.Repeat("0", 40-len(s.hash))
		author := law.Person{Name: id, Email: id + "@example"}
		if i == 0 || id == "upper" {
			author.Email = "founder@example"
		}
		commit := law.Commit{Hash: hash, Author: author, Subject: s.hash}
		t, _ := markup.Parse(markup.File{Path: "law.md", Source: []byte(s.text)})
		t.Lang = "en"
		v := law.Version{Commit: commit, Main: true, Text: t, Key: "law.md\x00" + s.text + "\n", Dates: law.Dates{Committed: law.Date(s.day)}}
		from := i - 1
		if i > 0 {
			v.Parents = []int{from}
		}
		w.Versions = append(w.Versions, v)
		w.Changes = append(w.Changes, law.Change{From: from, To: i, Commit: commit})
		src.Commits = append([]string{hash}, src.Commits...)
	}
	c.Works = append(c.Works, w)
	c.Sources = append(c.Sources, src)
	return &c.Works[len(c.Works)-1]
}

func find(c *law.Commons) *family.Kin { return family.Find(input(c)) }

func input(c *law.Commons) family.Input {
	in := family.Input{Commons: c, Traced: map[string]family.Traced{}}
	for i := range c.Works {
		h := lineage.Trace(&c.Works[i], lineage.Options{})
		in.Traced[c.Works[i].ID] = family.Traced{WIDs: h.WIDs, Changes: h.Changes}
	}
	return in
}

// article is one with a number, a heading and a sentence.
func article(n int, heading, text string) string {
	return fmt.Sprintf("## Article %d. %s\n\n%s\n\n", n, heading, text)
}

const (
	mill   = "The mill grinds for whoever comes first, and for the midwife before anyone else."
	ferry  = "The ferry crosses from first light until the lamp on the far bank is put out."
	bridge = "The bridge is mended by those who live within sight of it, in the week after a flood."
	wood   = "Dead wood may be gathered by all; standing wood is felled by decision of the assembly."
	bees   = "Whoever keeps bees tells the neighbours in April, and gives each of them a comb in autumn."
)

func base() string {
	return "# Statutes\n\n" + article(1, "Mill", mill) + article(2, "Ferry", ferry) + article(3, "Bridge", bridge)
}

// only is the one relation of a commons.
func only(t *testing.T, k *family.Kin) *family.Relation {
	t.Helper()
	if len(k.Relations) != 1 {
		t.Fatalf("%d relations, want one: %+v", len(k.Relations), k.Relations)
	}
	return &k.Relations[0]
}

// states writes what became of each later change.
func states(r *family.Relation) string {
	var out []string
	for _, a := range r.Later {
		out = append(out, fmt.Sprintf("%d %s", a.Change+1, a.State))
	}
	return strings.Join(out, ", ")
}

func TestSharedHistory(t *testing.T) {
	c := &law.Commons{}
	up := base()
	quick := strings.Replace(up, "first light", "sunrise", 1)
	deep := strings.Replace(quick, "the week after", "the month after", 1)
	workOf(c, "upper", step{"a1", "2001-01-01", up}, step{"a2", "2003-01-01", quick}, step{"a3", "2004-01-01", deep}, step{"a4", "2005-01-01", deep + article(4, "Bees", bees)})
	mine := up + article(9, "Wood", wood)
	workOf(c, "lower", step{"a1", "2001-01-01", up}, step{"b1", "2002-01-01", mine}, step{"b2", "2006-01-01", strings.Replace(mine, "first light", "sunrise", 1)})
	r := only(t, find(c))
	if r.Upstream != "upper" || r.Fork != "lower" || !strings.HasPrefix(r.Base, "a1") || r.First != 1 {
		t.Errorf("%+v", r)
	}
	if got, want := states(r), "2 taken, 3 pending, 4 pending"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if r.Ahead != (family.Distance{Changes: 2, Clauses: 2}) || r.Behind != (family.Distance{Changes: 3, Clauses: 3}) {
		t.Errorf("ahead %v, behind %v", r.Ahead, r.Behind)
	}
	if e := r.Evidence; len(e) != 1 || e[0].Level != family.Shared || e[0].Count != 1 {
		t.Errorf("evidence %+v", e)
	}
	if r.Later[0].Cells[0].By != 2 {
		t.Errorf("taken by change %d, want 2", r.Later[0].Cells[0].By)
	}
}

// A squash leaves no common commit; the readings tell.
func TestSquash(t *testing.T) {
	c := &law.Commons{}
	second := base() + article(4, "Wood", wood)
	workOf(c, "upper", step{"a1", "2001-01-01", base()}, step{"a2", "2003-01-01", second}, step{"a3", "2009-01-01", strings.Replace(second, "by all", "by all who live here", 1)})
	workOf(c, "lower", step{"b1", "2005-01-01", second}, step{"b2", "2006-01-01", second + article(5, "Bees", bees)})
	r := only(t, find(c))
	if r.Upstream != "upper" || r.At != 1 || r.From != 0 || r.First != 1 || r.Direction != family.Inferred || r.Base != "" {
		t.Errorf("%+v", r)
	}
	if e := r.Evidence; len(e) != 1 || e[0].Level != family.Identical || e[0].Count != 4 {
		t.Errorf("evidence %+v", e)
	}
	if got, want := states(r), "3 pending"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// A clause that the fork amended is not its own from beginning to end: what counts is
// the words.
func TestShareIsOfWords(t *testing.T) {
	c := &law.Commons{}
	workOf(c, "upper", step{"a1", "2001-01-01", base()}, step{"a2", "2009-01-01", strings.Replace(base(), "first light", "sunrise", 1)})
	own := strings.NewReplacer("the midwife", "the smith", "first light", "sunrise", "in the week after a flood", "in May").Replace(base())
	workOf(c, "lower", step{"a1", "2001-01-01", base()}, step{"b1", "2005-01-01", own + article(4, "Bees", bees)})
	if r := only(t, find(c)); r.Share < 0.6 || r.Share > 0.7 { // two thirds, less seven words and more «sunrise»
		t.Errorf("share %.2f", r.Share)
	}
}

// Of several works that have the same words the last before the fork is the nearest.
func TestNearestOfEquals(t *testing.T) {
	c := &law.Commons{}
	workOf(c, "first", step{"a1", "1898-01-01", base()})
	workOf(c, "other", step{"b1", "1949-01-01", "# Statutes\n\n" + article(1, "Wood", wood)})
	workOf(c, "again", step{"c1", "1956-01-01", base()})
	workOf(c, "after", step{"d1", "1957-01-01", base() + article(4, "Bees", bees)})
	k := find(c)
	for fork, up := range map[string]string{"again": "first", "after": "again"} {
		if r := k.Upstream(fork); r == nil || r.Upstream != up {
			t.Errorf("upstream of %s: %+v, want %s", fork, r, up)
		}
	}
}

// Where history says one thing and the words another, both are told.
func TestHistoryAndWordsDisagree(t *testing.T) {
	c := &law.Commons{}
	other := "# Charter\n\n" + article(1, "Wood", wood) + article(2, "Bees", bees) + article(3, "Geese", "Geese go home by themselves at dusk, and nobody is fined for what they say on the way.")
	workOf(c, "other", step{"c1", "1999-01-01", other})
	workOf(c, "upper", step{"a1", "2001-01-01", base()}, step{"a2", "2002-01-01", base() + article(4, "Kin", "Kin sit together on market days and apart on all others, whatever the weather.")})
	workOf(c, "lower", step{"a1", "2001-01-01", base()}, step{"b1", "2005-01-01", other})
	k := find(c)
	if len(k.Relations) != 2 || k.Relations[0].Upstream != "upper" || k.Relations[1].Upstream != "other" {
		t.Fatalf("%+v", k.Relations)
	}
	if k.Relations[0].Share != 0 || k.Relations[1].Share != 1 {
		t.Errorf("shares %v and %v, want 0 and 1", k.Relations[0].Share, k.Relations[1].Share)
	}
}

func TestDeclarations(t *testing.T) {
	c := &law.Commons{}
	workOf(c, "upper", step{"a1", "2001-01-01", base()}, step{"a2aaaaaa", "2003-01-01", base() + article(4, "Bees", bees)}, step{"a3aaaaaa", "2004-01-01", strings.Replace(base(), "first light", "noon", 1) + article(4, "Bees", bees)})
	own := base() + article(7, "Hives", "Whoever keeps hives warns the street in May and shares what the hives bring.")
	lower := workOf(c, "lower", step{"a1", "2001-01-01", base()}, step{"b1", "2005-01-01", own})
	lower.DerivedFrom = []law.Derivation{{Source: "https://forge.example/upper.git", Why: "We moved downstream"}, {Source: "../gone", At: "abc"}}
	lower.Changes[1].Commit.Trailers = []law.Trailer{{Key: "Adopted-From", Value: "forge.example/upper@a2aaaaaa#art_4"}}
	c.Sources[0].URL = "git@forge.example:upper.git"
	c.Acts = []law.Act{{Movement: "lower", Kind: law.Objection, On: law.Object{Work: "upper", Version: "a3aaaaaa"}, Effect: law.NotHere}}
	k := find(c)
	r := only(t, k)
	if r.Direction != family.Known || r.Why != "We moved downstream" {
		t.Errorf("%s %q", r.Direction, r.Why)
	}
	if got, want := states(r), "2 pending, 3 declined"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if !r.Later[0].Disagree || len(r.Later[0].Claims) != 1 {
		t.Errorf("the declaration is not told to disagree with the text: %+v", r.Later[0])
	}
	if len(k.Ends) != 1 || k.Ends[0].Source != "../gone" {
		t.Errorf("open ends %+v", k.Ends)
	}
	if len(k.Threads) != 1 || k.Threads[0].EID != "art_4" {
		t.Errorf("threads %+v", k.Threads)
	}
}

// Three branches of one history are one family, whichever is named first.
func TestParallelHistories(t *testing.T) {
	c := &law.Commons{}
	full := base() + article(4, "Wood", wood)
	workOf(c, "one", step{"a1", "2001-01-01", base()}, step{"b1", "2002-01-01", full})
	workOf(c, "two", step{"a1", "2001-01-01", base()}, step{"c1", "2002-01-01", full}, step{"c2", "2003-01-01", full + article(5, "Bees", bees)})
	workOf(c, "three", step{"d1", "2001-01-01", base()}, step{"d2", "2002-01-01", full})
	k := find(c)
	if len(k.Groups) != 1 || len(k.Groups[0].Works) != 3 {
		t.Errorf("families: %+v", k.Groups)
	}
}

// A work is no kin of another for lying in the same repository, nor for a formula.
func TestNoKin(t *testing.T) {
	c := &law.Commons{}
	workOf(c, "one", step{"a1", "2001-01-01", base()})
	workOf(c, "two", step{"a1", "2001-01-01", "# Rules\n\n" + article(1, "Wood", wood) + article(2, "Bees", bees)})
	c.Sources[0].Works = []string{"one", "two"}
	c.Sources = c.Sources[:1]
	workOf(c, "three", step{"e1", "2002-01-01", "# Charter\n\n" + article(1, "Mill", mill) + article(2, "Geese", strings.Repeat("Geese go home by themselves at dusk. ", 9))})
	if k := find(c); len(k.Relations) > 0 {
		t.Errorf("%+v", k.Relations)
	}
}

// An empty commons, works without versions and sources without commits are told
// nothing about.
func TestNothing(t *testing.T) {
	for _, c := range []*law.Commons{nil, {}, {Works: []law.Work{{ID: "a"}, {ID: "b", DerivedFrom: []law.Derivation{{Source: "a"}}}}}} {
		k := family.Find(family.Input{Commons: c})
		if c == nil || len(c.Works) == 0 {
			if len(k.Relations) > 0 {
				t.Error(k)
			}
			continue
		}
		if r := only(t, k); r.Fork != "b" || r.At != -1 {
			t.Errorf("%+v", r)
		}
	}
}

// However works share their commits, no work is its own ancestor, each has one
// upstream by history, and each stands in one family.
func TestOrderProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := &law.Commons{}
		n := rapid.IntRange(1, 6).Draw(t, "works")
		for w := range n {
			var line []step
			text := base()
			for i := range rapid.IntRange(1, 5).Draw(t, "steps") {
				hash := fmt.Sprintf("5%d", i)
				if rapid.Bool().Draw(t, "own") {
					hash = fmt.Sprintf("%d%d", w, i)
				}
				text += article(10+i, "Bees", bees+hash)
				line = append(line, step{hash, fmt.Sprintf("20%02d-01-01", i+1), text})
			}
			x := workOf(c, fmt.Sprintf("w%d", w), line...)
			if w > 0 && rapid.Bool().Draw(t, "declared") {
				x.DerivedFrom = []law.Derivation{{Source: fmt.Sprintf("w%d", rapid.IntRange(0, n-1).Draw(t, "of"))}}
			}
		}
		k := find(c)
		for _, w := range c.Works {
			seen := map[string]bool{}
			for id := w.ID; id != ""; {
				if seen[id] {
					t.Fatalf("%s is its own ancestor", id)
				}
				seen[id] = true
				r := k.Upstream(id)
				if r == nil {
					break
				}
				id = r.Upstream
			}
		}
		in := map[string]int{}
		for _, g := range k.Groups {
			for _, id := range g.Works {
				in[id]++
			}
		}
		for _, r := range k.Relations {
			if in[r.Fork] != 1 || in[r.Upstream] != 1 {
				t.Fatalf("%s and %s stand in %d and %d families", r.Fork, r.Upstream, in[r.Fork], in[r.Upstream])
			}
		}
	})
}

// What a copy added and this one lacks did not come through that copy.
func TestCopiesOfOneTemplate(t *testing.T) {
	c := &law.Commons{}
	workOf(c, "template", step{"a1", "2001-01-01", base()})
	workOf(c, "north", step{"b1", "2005-01-01", base() + article(4, "Bees", bees)})
	workOf(c, "south", step{"c1", "2006-01-01", base() + article(4, "Wood", wood)})
	k := find(c)
	for _, fork := range []string{"north", "south"} {
		if r := k.Upstream(fork); r == nil || r.Upstream != "template" {
			t.Errorf("upstream of %s: %+v", fork, r)
		}
	}
}

// A copy of a lost text between both holds more of a work than what that text came from,
// and is a cousin all the same: tracing tells so, and decides where only the words do.
func TestTracedNearest(t *testing.T) {
	c := &law.Commons{}
	old := base() + article(4, "Wood", wood)
	later := strings.Replace(old, "first light", "sunrise", 1)
	workOf(c, "parent", step{"a1", "2001-01-01", old})
	workOf(c, "cousin", step{"b1", "2004-01-01", later + article(5, "Bees", bees)})
	workOf(c, "child", step{"c1", "2006-01-01", later + article(5, "Millers", "No miller sits in the assembly in a year of drought.")})
	in := input(c)
	k := family.Find(in)
	if r := k.Upstream("child"); r == nil || r.Upstream != "cousin" {
		t.Fatalf("by the words alone: %+v", r)
	}
	traced := func(from int) *reuse.Result {
		return &reuse.Result{Edges: []reuse.Edge{{From: from, To: 2, Kind: reuse.Derived, Share: .6}}}
	}
	if r := k.Reconsider(in, traced(0)).Upstream("child"); r == nil || r.Upstream != "parent" {
		t.Errorf("traced to the parent: %+v", r)
	}
	if k.Reconsider(in, traced(1)) != k || k.Reconsider(in, nil) != k {
		t.Error("found anew though nothing says otherwise")
	}
}

// Of two works of one day tracing says which was first: what it goes by is more than an
// order of names.
func TestTracedFirst(t *testing.T) {
	c := &law.Commons{}
	workOf(c, "after", step{"a1", "2001-01-01", base() + article(4, "Bees", bees)})
	workOf(c, "before", step{"b1", "2001-01-01", base() + article(4, "Wood", wood)})
	in := input(c)
	k := family.Find(in)
	if k.Upstream("before") == nil {
		t.Fatalf("by the order of names: %+v", k.Relations)
	}
	k = k.Reconsider(in, &reuse.Result{Edges: []reuse.Edge{{From: 1, To: 0, Kind: reuse.Derived, Share: .8}}})
	if r := k.Upstream("after"); r == nil || r.Upstream != "before" || r.Direction != family.Undetermined || k.Upstream("before") != nil {
		t.Errorf("traced: %+v", k.Relations)
	}
}
