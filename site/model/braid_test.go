package model

import (
	"fmt"
	"strings"
	"testing"

	"polity/commons/law"
	"polity/diff/family"
	"polity/diff/lineage"
	"polity/diff/reuse"
)

// many is a commons of so many works in families of five, each fork of the first.
func many(t testing.TB, n int) *Site {
	t.Helper()
	return families(t, n, 5)
}

// families is a commons of n works in families of so many, each fork of the first.
func families(t testing.TB, n, size int) *Site {
	t.Helper()
	c := &law.Commons{Title: "Coast"}
	in := Input{Commons: c, Histories: map[string]*lineage.History{}, Catalogue: catalogue(t, "en")}
	traced := map[string]family.Traced{}
	for i := range n {
		id := fmt.Sprintf("w%03d", i)
		root := i / size * size
		own := strings.Replace(isle, "gulls", "gulls of "+id, 1)
		w := newWorkOf(t, id, "charter.md", []string{fmt.Sprintf("%d-05-01", 1900+root%100), fmt.Sprintf("%d-02-11", 1900+root%100+i%size*3)}, nil, shore1, own)
		w.Movement = id
		w.Versions[0].Commit.Hash = fmt.Sprintf("%040x", 1000+root)
		w.Versions[0].Key = w.Versions[0].Commit.Hash
		w.Versions[1].Commit.Hash = fmt.Sprintf("%040x", 100000+i)
		for k := range w.Changes {
			w.Changes[k].Commit = w.Versions[k].Commit
		}
		c.Works = append(c.Works, w)
		c.Movements = append(c.Movements, law.Movement{ID: id, Name: "Movement " + id, Works: []string{id}})
		c.Sources = append(c.Sources, law.Source{Name: id, Works: []string{id}, Commits: []string{w.Versions[1].Commit.Hash, w.Versions[0].Commit.Hash}})
	}
	for i := range c.Works {
		h := lineage.Trace(&c.Works[i], lineage.Options{})
		in.Histories[c.Works[i].ID], traced[c.Works[i].ID] = h, family.Traced{WIDs: h.WIDs, Changes: h.Changes}
	}
	in.Kin = family.Find(family.Input{Commons: c, Traced: traced})
	return Plan(in)
}

// At 5 and 50 works every work is a stream; at 500 every family is one, and unfolds.
// Nothing leaves the picture, and no two streams lie on each other.
func TestBraidSizes(t *testing.T) {
	for _, n := range []int{5, 50, 500} {
		l := page(t, many(t, n), "lineage/index.html").Body.(*Lineage)
		if len(l.Rows) != n {
			t.Errorf("%d works have %d rows", n, len(l.Rows))
		}
		braids := []Braid{l.Braid}
		streams := len(l.Braid.Streams)
		if n > manyStreams {
			if len(l.Groups) == 0 || len(l.Groups) != len(l.Braid.Streams) {
				t.Fatalf("%d works: %d groups and %d streams", n, len(l.Groups), len(l.Braid.Streams))
			}
			streams = 0
			for _, g := range l.Groups {
				braids = append(braids, g.Braid)
				streams += len(g.Braid.Streams)
			}
		}
		if streams != n {
			t.Errorf("%d works are %d streams", n, streams)
		}
		for _, b := range braids {
			inside(t, &b)
		}
	}
}

// A family that one picture cannot hold is cut into several, and its forks still lead
// from one to the other.
func TestBraidOfOneFamily(t *testing.T) {
	l := page(t, families(t, 150, 150), "lineage/index.html").Body.(*Lineage)
	streams := 0
	for _, g := range l.Groups {
		streams += len(g.Braid.Streams)
		if n := len(g.Braid.Streams); n > manyStreams {
			t.Errorf("%d works in one picture", n)
		}
	}
	forks := 0
	for _, x := range l.Braid.Lines {
		if x.Kind == "fork" {
			forks++
		}
	}
	if streams != 150 || len(l.Groups) < 3 || forks != len(l.Groups)-1 {
		t.Errorf("%d works in %d groups, with %d forks between them", streams, len(l.Groups), forks)
	}
}

func inside(t *testing.T, b *Braid) {
	t.Helper()
	ok := func(x, y int) bool { return x >= 0 && x <= b.Width && y >= 0 && y <= b.Height }
	ys := map[int]bool{}
	for _, s := range b.Streams {
		if ys[s.Y] || !ok(s.X1, s.Y) || !ok(s.X2, s.Y) || !ok(s.LabelX, s.Y) {
			t.Errorf("stream %+v in %d by %d", s, b.Width, b.Height)
		}
		ys[s.Y] = true
		for _, d := range s.Dots {
			if !ok(d.X, s.Y) {
				t.Errorf("dot %+v", d)
			}
		}
	}
	for _, l := range b.Lines {
		if !ok(l.X1, l.Y1) || !ok(l.X2, l.Y2) || l.From >= len(b.Streams) || l.To >= len(b.Streams) {
			t.Errorf("line %+v", l)
		}
	}
	for i := 1; i < len(b.Ticks); i++ {
		if b.Ticks[i].X-b.Ticks[i-1].X < tickApart {
			t.Errorf("ticks %+v", b.Ticks)
		}
	}
}

// A page that runs from right to left shows time the same way.
func TestBraidMirrored(t *testing.T) {
	en := page(t, forked(t, "en"), "lineage/index.html").Body.(*Lineage).Braid
	ar := page(t, forked(t, "ar"), "lineage/index.html").Body.(*Lineage).Braid
	for i := range en.Streams {
		if a, b := en.Streams[i], ar.Streams[i]; a.X1+b.X1 != en.Width || a.X2+b.X2 != en.Width || a.End == b.End {
			t.Errorf("%+v and %+v", a, b)
		}
	}
}

// The stream of a work that ended does not run on.
func TestBraidOfEndedWork(t *testing.T) {
	s := many(t, 5)
	s.works[2].law.Ended = &law.Ending{Date: "1908-01-01"}
	streams := page(t, s, "lineage/index.html").Body.(*Lineage).Braid.Streams
	if streams[2].X2 >= streams[1].X2 {
		t.Errorf("ended %+v, in force %+v", streams[2], streams[1])
	}
	tr := page(t, s, "lineage/clauses/w000-art_1/index.html").Body.(*Travel)
	if x := tr.Stemma.Streams; x[2].X2 >= x[1].X2 {
		t.Errorf("in the stemma: ended %+v, in force %+v", x[2], x[1])
	}
	for _, r := range tr.Readings {
		for _, at := range r.Where {
			if strings.Contains(at.Work.Href, "w002") && at.Now {
				t.Errorf("in force in a work that ended: %+v", at)
			}
		}
	}
}

// A clause's travels tell its readings once each, and where each stood.
func TestTravel(t *testing.T) {
	s := forked(t, "en")
	tr := page(t, s, "lineage/clauses/shore-art_1/index.html").Body.(*Travel)
	if len(tr.Stages) != 2 || len(tr.Readings) != 2 || tr.Stages[1].From == nil {
		t.Fatalf("%+v", tr)
	}
	a := tr.Readings[0]
	if len(a.Where) != 2 || a.Where[0].Now || !a.Where[1].Now {
		t.Errorf("reading A stands in %+v", a.Where)
	}
	if b := tr.Readings[1]; len(b.First.Runs) < 2 || len(b.Where) != 1 || tr.Stages[1].Drift == "" {
		t.Errorf("reading B: %+v", b)
	}
	c := page(t, s, "isle/art_1/index.html").Body.(*Clause)
	if c.Travel == nil || c.Travel.Href != "../../lineage/clauses/shore-art_1/index.html" {
		t.Errorf("%+v", c.Travel)
	}
}

// Readings that share little are not marked word by word, and it is said that they are not.
func TestReadingsApart(t *testing.T) {
	s := forked(t, "en")
	b := &builder{site: s, words: s.Words}
	texts := []string{"Nets are dried on the common rail.", "Nets are dried on the rail at the mill.", "Whoever keeps a goat pays three coins into the purse of the village."}
	if c := b.collated(texts, 0, 1, "en"); c.Note != "" || len(c.Runs) < 3 {
		t.Errorf("of one that shares most: %+v", c)
	}
	if c := b.collated(texts, 0, 2, "en"); !strings.Contains(c.Note, "otherwise than A (they share ") || !strings.Contains(c.Note, "%") || len(c.Runs) != 1 || c.Runs[0].Text != texts[2] || c.Runs[0].Op != "=" {
		t.Errorf("of one that shares little: %+v", c)
	}
	if c := b.collated(texts, 2, 2, "en"); c.Note != "" || len(c.Runs) != 1 {
		t.Errorf("of itself: %+v", c)
	}
}

// A declared thread between works that are no kin is drawn, and makes a route.
func TestThreads(t *testing.T) {
	s := forked(t, "en")
	in := Input{Commons: s.Commons, Catalogue: s.Words, Reuse: &reuse.Result{Clauses: []reuse.Borrowing{{From: reuse.Place{Work: 1, Clause: 2}, To: reuse.Place{Version: 1, Clause: 2}, Kind: reuse.Part, Score: 0.8, Spans: []reuse.Span{{To: [2]int{0, 33}}, {To: [2]int{35, 38}}}}}}}
	l := page(t, Plan(in), "lineage/index.html").Body.(*Lineage)
	if len(l.Braid.Lines) != 1 || l.Braid.Lines[0].Kind != "thread" || len(l.Routes) != 1 {
		t.Errorf("%+v", l)
	}
	if got := plain(l.Rows[1].From) + plain(l.Rows[0].From); !strings.Contains(got, "a clause from Charter of the Shore") {
		t.Errorf("rows say %q", got)
	}
	c := page(t, Plan(in), "isle/art_1/index.html").Body.(*Clause)
	if len(c.Variants) != 1 || c.Variants[0].Words != "Nets are dried on the common rail" || c.Variants[0].Clause.Href != "../../shore/art_1/index.html" {
		t.Errorf("the clause has %+v for a source", c.Variants)
	}
	tr := page(t, Plan(in), "lineage/clauses/shore-art_1/index.html").Body.(*Travel)
	if tr.Stages[1].Words == "" || tr.Stemma.Lines[0].Kind != "thread" || tr.Stemma.Lines[0].Level != "similar" {
		t.Errorf("its travels have %+v and %+v", tr.Stages[1], tr.Stemma.Lines)
	}
}

func BenchmarkLineagePage(b *testing.B) {
	s := many(b, 500)
	for b.Loop() {
		page(b, s, "lineage/index.html")
	}
}
