package align

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"polity/commons/law"
)

// invented writes texts of plausible clauses out of a small stock of words, so that
// clauses are as alike as those of real statutes.
type invented struct{ r *rand.Rand }

func (g invented) sentence(n int) string {
	stock := []string{"the", "of", "and", "a", "to", "shall", "may", "member", "members", "assembly", "board", "council", "by", "in", "vote", "meeting", "decision", "under", "rules", "person", "office", "elected", "term", "year", "notice", "written", "majority", "quorum", "treasurer", "accounts", "fees", "land", "water", "harbour", "common", "use", "right", "duty", "each", "every", "no", "not", "unless", "until", "appeal", "arbitrator"}
	out := ""
	for range n {
		k := int(float64(len(stock)) * g.r.Float64() * g.r.Float64())
		w := stock[k]
		if g.r.IntN(6) == 0 {
			w = fmt.Sprintf("w%d", g.r.IntN(900)) // rarer words
		}
		out += " " + w
	}
	return out[1:] + "."
}

// text makes articles of four paragraphs each, n units in all.
func (g invented) text(n int) *law.Text {
	t := &law.Text{}
	for len(t.Clauses) < n {
		a := len(t.Clauses)
		t.Clauses = append(t.Clauses, law.Clause{Kind: law.Article, Label: fmt.Sprintf("Article %d", a/5+1), Heading: g.sentence(3), Parent: -1})
		for k := 1; k <= 4 && len(t.Clauses) < n; k++ {
			t.Clauses = append(t.Clauses, law.Clause{Kind: law.Labelled, Label: fmt.Sprintf("(%d)", k), Text: g.sentence(25 + g.r.IntN(30)), Parent: a, Depth: 1})
		}
	}
	stamp(t)
	return t
}

// stamp leaves the hashes that reading a text leaves.
func stamp(t *law.Text) {
	for i := range t.Clauses {
		t.Clauses[i].Source = look(&t.Clauses[i])
	}
}

func copied(t *law.Text) *law.Text {
	return &law.Text{Clauses: append([]law.Clause(nil), t.Clauses...)}
}

// edit rewrites some words of every step-th paragraph.
func (g invented) edit(t *law.Text, step int) *law.Text {
	u := copied(t)
	for i := range u.Clauses {
		if c := &u.Clauses[i]; c.Text != "" && g.r.IntN(step) == 0 {
			c.Text = g.sentence(6) + " " + c.Text[len(c.Text)/4:]
		}
	}
	stamp(u)
	return u
}

// shuffle changes the order of all articles, numbers them anew, moves every third
// paragraph to another article and edits every third.
func (g invented) shuffle(t *law.Text) *law.Text {
	var articles [][]law.Clause
	for _, c := range t.Clauses {
		if c.Parent < 0 {
			articles = append(articles, nil)
		}
		articles[len(articles)-1] = append(articles[len(articles)-1], c)
	}
	g.r.Shuffle(len(articles), func(i, j int) { articles[i], articles[j] = articles[j], articles[i] })
	for i := range articles {
		if j := g.r.IntN(len(articles)); len(articles[i]) > 2 && j != i {
			last := len(articles[i]) - 1
			articles[j] = append(articles[j], articles[i][last])
			articles[i] = articles[i][:last]
		}
	}
	u := &law.Text{}
	for k, a := range articles {
		at := len(u.Clauses)
		for i, c := range a {
			if i == 0 {
				c.Label, c.Parent = fmt.Sprintf("Article %d", k+1), -1
			} else {
				c.Label, c.Parent = fmt.Sprintf("(%d)", i), at
			}
			u.Clauses = append(u.Clauses, c)
		}
	}
	return g.edit(u, 3)
}

func generator() invented { return invented{rand.New(rand.NewPCG(1, 2))} }

func BenchmarkAlign(b *testing.B) {
	for _, n := range []int{300, 3000, 50000} {
		g := generator()
		old := g.text(n)
		cases := []struct {
			name string
			new  *law.Text
		}{{"few", g.edit(old, max(50, n/6))}, {"amendment", g.edit(old, 40)}}
		if n <= 3000 {
			cases = append(cases, []struct {
				name string
				new  *law.Text
			}{{"heavy", g.edit(old, 3)}, {"reorganised", g.shuffle(old)}}...)
		}
		for _, c := range cases {
			b.Run(fmt.Sprintf("%s/%d", c.name, n), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					Align(old, c.new, Options{})
				}
			})
		}
	}
}

// BenchmarkHistory aligns 300 consecutive versions of 500 units, each with one or
// two paragraphs edited and now and then an article more.
func BenchmarkHistory(b *testing.B) {
	g := generator()
	versions := []*law.Text{g.text(500)}
	for len(versions) < 300 {
		last := versions[len(versions)-1]
		next := g.edit(last, 300)
		if len(versions)%20 == 0 {
			at := 5 * g.r.IntN(len(next.Clauses)/5)
			more := g.text(5).Clauses
			clauses := append([]law.Clause(nil), next.Clauses[:at]...)
			clauses = append(clauses, more...)
			clauses = append(clauses, next.Clauses[at:]...)
			for i := range clauses {
				if clauses[i].Parent >= 0 && i%5 > 0 {
					clauses[i].Parent = i - i%5
				} else {
					clauses[i].Label = fmt.Sprintf("Article %d", i/5+1)
				}
			}
			next = &law.Text{Clauses: clauses}
			stamp(next)
		}
		versions = append(versions, next)
	}
	b.ReportAllocs()
	for b.Loop() {
		cache := &Cache{}
		for k := 1; k < len(versions); k++ {
			Align(versions[k-1], versions[k], Options{Cache: cache})
		}
	}
}
