package reuse

import (
	"fmt"
	"testing"

	"polity/commons/law"
	"polity/diff/descent"
)

// BenchmarkTrace traces made-up works of a hundred clauses in three sizes. The figure
// to look at is µs/clause: it hardly grows with the commons.
func BenchmarkTrace(b *testing.B) {
	for _, works := range []int{10, 30, 90} {
		f := descent.Make(descent.Options{Works: works, Clauses: 100, Seed: 1})
		b.Run(fmt.Sprintf("works=%d", works), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Trace(f.Commons, Options{Workers: 2})
			}
			perClause(b, f.Commons)
		})
	}
}

// BenchmarkAdd traces a commons to which one work was added since the cache was filled.
func BenchmarkAdd(b *testing.B) {
	for _, works := range []int{30, 90} {
		f := descent.Make(descent.Options{Works: works, Clauses: 100, Seed: 1})
		b.Run(fmt.Sprintf("works=%d", works), func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				c := &Cache{}
				Trace(&law.Commons{Works: f.Commons.Works[:works-1]}, Options{Workers: 2, Cache: c})
				b.StartTimer()
				Trace(f.Commons, Options{Workers: 2, Cache: c})
			}
			perClause(b, f.Commons)
		})
	}
}

func perClause(b *testing.B, c *law.Commons) {
	n := 0
	for i := range c.Works {
		n += len(c.Works[i].Versions[0].Text.Clauses)
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(n), "µs/clause")
}
