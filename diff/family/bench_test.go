package family_test

import (
	"fmt"
	"strings"
	"testing"

	"polity/commons/law"
	"polity/diff/family"
	"polity/diff/lineage"
)

// BenchmarkFind seeks kin among works of which each five share their first commit and
// go on alone; the time for one work must not grow with their number.
func BenchmarkFind(b *testing.B) {
	for _, n := range []int{50, 200, 800} {
		b.Run(fmt.Sprintf("works=%d", n), func(b *testing.B) {
			c := &law.Commons{}
			for i := range n {
				var text strings.Builder
				text.WriteString("# Statutes\n\n")
				for k := range 20 {
					text.WriteString(article(k+1, "Mill", fmt.Sprintf("%s So it was in house %d of street %d.", mill, k, i/5)))
				}
				first := text.String()
				own := first + article(30, "Bees", fmt.Sprintf("%s This is the word of house %d.", bees, i))
				workOf(c, fmt.Sprintf("w%d", i), step{fmt.Sprintf("a%da", i/5), "2001-01-01", first}, step{fmt.Sprintf("b%db", i), "2002-01-01", own})
			}
			in := family.Input{Commons: c, Traced: map[string]family.Traced{}}
			for i := range c.Works {
				h := lineage.Trace(&c.Works[i], lineage.Options{})
				in.Traced[c.Works[i].ID] = family.Traced{WIDs: h.WIDs, Changes: h.Changes}
			}
			for b.Loop() {
				if k := family.Find(in); len(k.Groups) != n/5 {
					b.Fatalf("%d families", len(k.Groups))
				}
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(n), "µs/work")
		})
	}
}
