package model

import (
	"fmt"
	"strings"
	"testing"

	"polity/commons/law"
	"polity/diff/lineage"
)

// benchSite is a work of so many articles in ten versions, each of which amends one
// article in ten.
func benchSite(b *testing.B, articles int) Input {
	b.Helper()
	var texts, dates []string
	for v := range 10 {
		var t strings.Builder
		t.WriteString("# Law of the long bench\n\n")
		for i := range articles {
			fmt.Fprintf(&t, "## Article %d. Of seat %d\n\n1. Whoever sits on seat %d sits there by right, subject to Article %d(2).\n2. ", i+1, i, i, i/2+1)
			if i%10 < v {
				fmt.Fprintf(&t, "They stand up at the bell of year %d.\n\n", v)
			} else {
				t.WriteString("They stand up when they like.\n\n")
			}
		}
		texts = append(texts, t.String())
		dates = append(dates, fmt.Sprintf("%d-01-01", 2000+v))
	}
	w := newWorkOf(b, "bench", "law.md", dates, nil, texts...)
	c := &law.Commons{Works: []law.Work{w}}
	return Input{Commons: c, Histories: map[string]*lineage.History{"bench": lineage.Trace(&c.Works[0], lineage.Options{})}, Catalogue: catalogue(b, "en")}
}

func BenchmarkPlan(b *testing.B) {
	for _, n := range []int{10, 100, 1000} {
		in := benchSite(b, n)
		b.Run(fmt.Sprintf("%d-articles", n), func(b *testing.B) {
			for b.Loop() {
				Plan(in)
			}
		})
	}
}

func BenchmarkPage(b *testing.B) {
	for _, n := range []int{10, 100, 1000} {
		s := Plan(benchSite(b, n))
		seen := map[Kind]bool{}
		for i, l := range s.Pages {
			if seen[l.Kind] || l.Work == "" {
				continue
			}
			seen[l.Kind] = true
			b.Run(fmt.Sprintf("%s/%d-articles", l.Kind, n), func(b *testing.B) {
				for b.Loop() {
					s.Page(i)
				}
			})
		}
	}
}
