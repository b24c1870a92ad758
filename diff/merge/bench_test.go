package merge

import (
	"fmt"
	"strings"
	"testing"

	"polity/diff/align"
)

// BenchmarkMerge merges two sets of edits into texts of three sizes, in which every
// tenth article was amended by each side.
func BenchmarkMerge(b *testing.B) {
	for _, n := range []int{30, 300, 3000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			source := func(edit int, by string) string {
				var s strings.Builder
				for i := range n {
					fmt.Fprintf(&s, "## Article %d\n\nThe ferry number %d crosses at the hour of %d.", i, i, i%24)
					if i%10 == edit {
						s.WriteString(" It waits for " + by + ".")
					}
					s.WriteString("\n\n")
				}
				return s.String()
			}
			base, ours, theirs := read(source(-1, "")), read(source(3, "the miller")), read(source(7, "the smith"))
			var cache align.Cache
			b.ReportAllocs()
			for b.Loop() {
				if r := Merge(base, ours, theirs, Options{Cache: &cache}); !r.Clean() {
					b.Fatal(r.Conflicts)
				}
			}
		})
	}
}
