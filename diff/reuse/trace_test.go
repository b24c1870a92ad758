package reuse

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"polity/commons/law"
	"polity/diff/descent"
)

// written makes a work of one or more versions; each is a date and the clauses of the
// text, a line a clause.
func written(id string, versions ...[2]string) law.Work {
	w := law.Work{ID: id, Title: id}
	for i, v := range versions {
		t := &law.Text{Lang: "en"}
		for n, line := range strings.Split(strings.TrimSpace(v[1]), "\n") {
			t.Clauses = append(t.Clauses, law.Clause{EID: fmt.Sprintf("art_%d", n+1), Kind: law.Article, Num: fmt.Sprint(n + 1), Text: strings.TrimSpace(line), Parent: -1})
		}
		x := law.Version{ID: v[0], Main: true, Text: t, Dates: law.Dates{Published: law.Date(v[0])}}
		if i > 0 {
			x.Parents = []int{i - 1}
		}
		w.Versions = append(w.Versions, x)
	}
	return w
}

// told is what a result says of clauses: «b art_1 <- a art_1 identical».
func told(c *law.Commons, r *Result) (out []string) {
	name := func(p Place) string {
		w := &c.Works[p.Work]
		return w.ID + " " + w.Versions[p.Version].Text.Clauses[p.Clause].EID
	}
	for _, b := range r.Clauses {
		out = append(out, fmt.Sprintf("%s <- %s %s", name(b.To), name(b.From), b.Kind))
	}
	return out
}

const (
	weir  = "The keeper of the weir opens it at dusk, and closes it before the first frost of the year."
	mill  = "The keeper of the mill race opens it at dusk, and closes it before the first frost of the year."
	dawn  = "The keeper of the mill race opens it at dusk, and closes it before dawn in the week of the fair."
	hives = "Hives stand no nearer to a path than a swarm is long, and their owners answer for every sting."
	boats = "Boats are drawn up on the northern bank by turns, the longest in the water first, and tarred in spring."
	bells = "Whoever hears the fire bell brings a bucket, and whoever has no bucket carries water in his hat."
	goats = "Goats graze on the common from the feast of the lambs until snow, six to a household and no billy."
	quota = "A majority of the members present shall be a quorum for the transaction of any business."
)

func TestDescent(t *testing.T) {
	for name, x := range map[string]struct {
		works []law.Work
		want  []string
	}{
		"the nearest of a line, not the first": {
			[]law.Work{
				written("a", [2]string{"1901", weir + "\n" + hives}),
				written("b", [2]string{"1910", mill + "\n" + hives + "\n" + boats}),
				written("c", [2]string{"1920", dawn + "\n" + hives + "\n" + boats}),
			},
			[]string{"b art_1 <- a art_1 adapted", "b art_2 <- a art_2 identical", "c art_1 <- b art_1 adapted", "c art_2 <- b art_2 identical", "c art_3 <- b art_3 identical"},
		},
		"a clause that skipped a generation": {
			[]law.Work{
				written("a", [2]string{"1901", weir + "\n" + hives + "\n" + goats}),
				written("b", [2]string{"1910", mill + "\n" + hives + "\n" + boats}),
				written("c", [2]string{"1920", dawn + "\n" + hives + "\n" + boats + "\n" + goats}),
			},
			[]string{"b art_1 <- a art_1 adapted", "b art_2 <- a art_2 identical", "c art_1 <- b art_1 adapted", "c art_2 <- b art_2 identical", "c art_3 <- b art_3 identical", "c art_4 <- a art_3 identical"},
		},
		"numbers differ, and nothing else": {
			[]law.Work{
				written("a", [2]string{"1901", "Every household keeps 12 hives at most, as § 4 says, and no swarm is sold over the border."}),
				written("b", [2]string{"1910", "Every household keeps 30 hives at most, as § 9 says, and no swarm is sold over the border."}),
			},
			[]string{"b art_1 <- a art_1 identical"},
		},
		"Chinese, by characters": {
			[]law.Work{
				written("a", [2]string{"1901", "水门看守人应在黄昏时分开启水门，并于每年初霜降临之前将其关闭。"}),
				written("b", [2]string{"1910", "磨坊看守人应在黄昏时分开启水门，并于每年初霜降临之前将其关闭。"}),
			},
			[]string{"b art_1 <- a art_1 adapted"},
		},
		"a clause in a clause": {
			[]law.Work{
				written("a", [2]string{"1901", hives}),
				written("b", [2]string{"1910", "Of the keeping of bees the assembly has resolved, after two summers of complaint and one of silence, what follows. " + hives + " The resolution is read aloud at every harvest supper while the honey is weighed."}),
			},
			[]string{"b art_1 <- a art_1 part"},
		},
		"nobody has anything of anybody": {
			[]law.Work{written("a", [2]string{"1901", weir + "\n" + hives}), written("b", [2]string{"1910", boats + "\n" + bells})},
			nil,
		},
		"nothing at all": {nil, nil},
	} {
		c := &law.Commons{Works: x.works}
		if got := told(c, Trace(c, Options{})); !reflect.DeepEqual(got, x.want) {
			t.Errorf("%s:\n%s\nwant\n%s", name, strings.Join(got, "\n"), strings.Join(x.want, "\n"))
		}
	}
}

// What many write on their own is not taken from one another, and yet comes along with
// a text that is taken whole.
func TestStock(t *testing.T) {
	own := []string{weir, hives, boats, bells, goats}
	var c law.Commons
	for i, o := range own {
		c.Works = append(c.Works, written(string(rune('a'+i)), [2]string{fmt.Sprint(1901 + i), o + "\n" + quota}))
	}
	if got := told(&c, Trace(&c, Options{})); len(got) > 0 {
		t.Errorf("a formula was taken for borrowing: %q", got)
	}
}

func TestDirection(t *testing.T) {
	for _, x := range []struct {
		first, second string
		git           bool
		want          Direction
	}{
		{"1901", "1910", false, Known},
		{"1901", "1901", false, Undetermined},
		{"1901", "1901-05-01", false, Undetermined}, // within the year: who knows
		{"1901-06", "1901-05-01", false, Known},
		{"", "1901", false, Undetermined},
		{"2019-01-01", "2020-01-01", true, Inferred},
	} {
		a, b := written("a", [2]string{x.first, weir + "\n" + hives}), written("b", [2]string{x.second, weir + "\n" + hives + "\n" + boats})
		if x.git {
			for _, w := range []*law.Work{&a, &b} {
				d := &w.Versions[0].Dates
				d.Published, d.Committed = "", d.Published
			}
		}
		c := &law.Commons{Works: []law.Work{a, b}}
		r := Trace(c, Options{})
		if len(r.Edges) != 1 || r.Edges[0].Direction != x.want {
			t.Errorf("%q and %q: %+v, want %s", x.first, x.second, r.Edges, x.want)
		}
	}
}

// A work's own earlier versions come first: what it took once it does not take again
// with every change.
func TestVersions(t *testing.T) {
	c := &law.Commons{Works: []law.Work{
		written("a", [2]string{"1901", weir + "\n" + hives}),
		written("b", [2]string{"1910", mill + "\n" + hives}, [2]string{"1920", dawn + "\n" + hives + "\n" + boats}),
	}}
	r := Trace(c, Options{})
	want := []string{"b art_1 <- a art_1 adapted", "b art_2 <- a art_2 identical"}
	if got := told(c, r); !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if e := r.Edges[0]; e.Share < .3 || e.Share > .7 || e.Kind != Derived {
		t.Errorf("the text in force is some half another's: %+v", e)
	}
}

func TestTwins(t *testing.T) {
	text := weir + "\n" + hives
	c := &law.Commons{Works: []law.Work{written("a", [2]string{"1901", text}), written("b", [2]string{"1910", text}), written("c", [2]string{"1920", text + "\n" + boats})}}
	r := Trace(c, Options{})
	if len(r.Edges) != 2 || r.Edges[0].Kind != Identical || r.Edges[0].Twin != [2]int{0, 0} || r.Edges[1].From != 1 {
		t.Errorf("c has it from b, which is a: %+v", r.Edges)
	}
}

// The names of the works' own movements do not count, and the words found are where
// the spans say.
func TestNamesAndSpans(t *testing.T) {
	a, b := written("a", [2]string{"1901", "We the people of Upper Harrow hold the weir in common and answer for it to one another."}),
		written("b", [2]string{"1910", "We the people of Skerra hold the weir in common and answer for it to one another, and to the fish."})
	c := &law.Commons{Works: []law.Work{a, b}, Movements: []law.Movement{{ID: "h", Name: "Upper Harrow"}, {ID: "s", Name: "Skerra"}}}
	r := Trace(c, Options{})
	if len(r.Clauses) != 1 {
		t.Fatalf("%+v", r)
	}
	for _, s := range r.Clauses[0].Spans {
		from, to := a.Versions[0].Text.Clauses[0].Text[s.From[0]:s.From[1]], b.Versions[0].Text.Clauses[0].Text[s.To[0]:s.To[1]]
		if from != "We the people of Upper Harrow hold the weir in common and answer for it to one another" || !strings.HasPrefix(to, "We the people of Skerra hold") {
			t.Errorf("%q and %q", from, to)
		}
	}
}

// The same commons gives the same result, with several workers, with a cache, and with a
// cache that has seen other commons.
func TestSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pool := []string{weir, mill, dawn, hives, boats, bells, goats, quota, "", "Quorum", "第三条 船头者，按次序也。", weir + " " + hives}
		lines := rapid.SliceOfN(rapid.SampledFrom(pool), 1, 8)
		dates := rapid.SampledFrom([]string{"", "1901", "1901-05", "1910-01-01", "1920-02-03"})
		c := &law.Commons{Movements: []law.Movement{{ID: "h", Name: "Upper Harrow"}}}
		for i := range rapid.IntRange(0, 8).Draw(t, "works") {
			var versions [][2]string
			for range rapid.IntRange(1, 3).Draw(t, "versions") {
				versions = append(versions, [2]string{dates.Draw(t, "date"), strings.Join(lines.Draw(t, "lines"), "\n")})
			}
			c.Works = append(c.Works, written(fmt.Sprint("w", i), versions...))
		}
		o := Options{Upstream: map[string][]string{"w1": {"w2"}}}
		want := Trace(c, o)
		cache := &Cache{}
		for range rapid.IntRange(0, 3).Draw(t, "seen") {
			other := &law.Commons{}
			if rapid.Bool().Draw(t, "named") {
				other.Movements = []law.Movement{{ID: "h", Name: "Boats"}}
			}
			for _, w := range rapid.Permutation(c.Works).Draw(t, "order") {
				switch rapid.IntRange(0, 3).Draw(t, "with") {
				case 0:
					continue
				case 1:
					w = written(w.ID, [2]string{dates.Draw(t, "date"), strings.Join(lines.Draw(t, "lines"), "\n")})
				}
				other.Works = append(other.Works, w)
			}
			Trace(other, Options{Cache: cache, Workers: 2})
		}
		for _, x := range []Options{{Workers: 3}, {Cache: cache}, {Cache: cache, Workers: 2}} {
			x.Upstream = o.Upstream
			if got := Trace(c, x); !reflect.DeepEqual(got, want) {
				t.Fatalf("got %+v, want %+v", got, want)
			}
		}
	})
}

// One work more, wherever it stands, one less or another one: with what is known from
// the last time as without.
func TestSameMadeUp(t *testing.T) {
	n := 150 // not all are heard
	if testing.Short() {
		n = 40
	}
	works := descent.Make(descent.Options{Works: n, Clauses: 25, Seed: 5}).Commons.Works
	cache := &Cache{}
	for _, out := range []int{-1, n - 1, 3, n / 2, -1} {
		c := &law.Commons{}
		for i := range works {
			if i != out {
				c.Works = append(c.Works, works[i])
			}
		}
		if got, want := Trace(c, Options{Workers: 2, Cache: cache}), Trace(c, Options{Workers: 2}); !reflect.DeepEqual(got, want) {
			t.Fatalf("without work %d: not what it is without a cache", out)
		}
	}
}

// Made-up works whose descent is known, in a language that nobody speaks.
func TestMadeUp(t *testing.T) {
	for seed := range uint64(2) {
		f := descent.Make(descent.Options{Works: 25, Clauses: 40, Seed: seed})
		var found []descent.Found
		for _, b := range Trace(f.Commons, Options{Workers: 2}).Clauses {
			found = append(found, descent.Found{To: descent.Clause{Work: b.To.Work, Clause: b.To.Clause}, From: descent.Clause{Work: b.From.Work, Clause: b.From.Clause}})
		}
		// Of so few works hardly one writes a formula that two others do.
		if p, r, _ := f.Score(found); p < .96 || r < .98 {
			t.Errorf("seed %d: precision %.3f, recall %.3f", seed, p, r)
		}
	}
}

// A clause may be put together from several: each source is told that explains a part of
// its own.
func TestSeveralSources(t *testing.T) {
	a := written("a", [2]string{"1901", weir + "\n" + goats})
	b := written("b", [2]string{"1910", hives + "\n" + boats})
	both := "The keeper of the weir opens it at dusk, and closes it before the first frost of the year; hives stand no nearer to a path than a swarm is long, and their owners answer for it."
	for name, x := range map[string]struct {
		works []law.Work
		want  []string
	}{
		"one half each": {
			[]law.Work{a, b, written("c", [2]string{"1920", both + "\n" + goats + "\n" + boats})},
			[]string{"c art_1 <- a art_1 adapted", "c art_1 <- b art_1 part", "c art_2 <- a art_2 identical", "c art_3 <- b art_2 identical"},
		},
		"both from one work": {
			[]law.Work{written("a", [2]string{"1901", weir + "\n" + hives}), written("c", [2]string{"1920", both})},
			[]string{"c art_1 <- a art_1 adapted", "c art_1 <- a art_2 part"},
		},
		"put into a clause of its own": {
			[]law.Work{b, written("c", [2]string{"1905", weir + "\n" + goats}, [2]string{"1920", both + "\n" + goats + "\n" + boats})},
			[]string{"c art_1 <- b art_1 part", "c art_3 <- b art_2 identical"},
		},
		"taken over as it was put together": {
			[]law.Work{a, b, written("c", [2]string{"1920", both + "\n" + goats + "\n" + boats}), written("d", [2]string{"1930", both + "\n" + goats + "\n" + boats})},
			[]string{
				"c art_1 <- a art_1 adapted", "c art_1 <- b art_1 part", "c art_2 <- a art_2 identical", "c art_3 <- b art_2 identical",
				"d art_1 <- c art_1 identical", "d art_2 <- c art_2 identical", "d art_3 <- c art_3 identical",
			},
		},
		"readings of one text are no two sources": {
			[]law.Work{written("a", [2]string{"1901", weir + "\n" + hives}), written("b", [2]string{"1910", mill + "\n" + hives}), written("c", [2]string{"1920", dawn + "\n" + hives})},
			[]string{"b art_1 <- a art_1 adapted", "b art_2 <- a art_2 identical", "c art_1 <- b art_1 adapted", "c art_2 <- b art_2 identical"},
		},
	} {
		c := &law.Commons{Works: x.works}
		r := Trace(c, Options{})
		if got := told(c, r); !reflect.DeepEqual(got, x.want) {
			t.Errorf("%s:\n%s\nwant\n%s", name, strings.Join(got, "\n"), strings.Join(x.want, "\n"))
		}
		for _, e := range r.Edges {
			if e.Share < 0 || e.Share > 1.001 {
				t.Errorf("%s: %+v", name, e)
			}
		}
	}
}
