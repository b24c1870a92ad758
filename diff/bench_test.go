package diff

import (
	"fmt"
	"strings"
	"testing"

	"polity/commons/law"
	"polity/commons/markup"
)

// revised is a law of n articles and its next version, in which every step-th
// article has other words and one new article shifts the numbers of the rest.
func revised(n, step int) (old, new *law.Text) {
	write := func(after bool) string {
		var b strings.Builder
		number := 0
		article := func(words string) {
			number++
			fmt.Fprintf(&b, "## Article %d\n\n%s\n\n", number, words)
		}
		for i := range n {
			if after && i == n/3 {
				article("The weir of the old mill is opened when the hay is in.")
			}
			words := fmt.Sprintf("Whoever takes water at gate %d leaves the path to the %dth stone free. Two keepers of row %d read the gauge and write it down.", i, i*7+1, i%13)
			if after && i%step == 0 {
				words = strings.NewReplacer("Two keepers", "One keeper", "write it down", "tell the assembly what it shows").Replace(words)
			}
			article(words)
		}
		return b.String()
	}
	read := func(source string) *law.Text {
		t, _ := markup.Parse(markup.File{Path: "law.md", Source: []byte(source)})
		return t
	}
	return read(write(false)), read(write(true))
}

// BenchmarkCompare aligns two versions and compares their words, with nothing
// remembered of either.
func BenchmarkCompare(b *testing.B) {
	for _, n := range []int{30, 300, 3000} {
		for _, c := range []struct {
			name string
			step int
		}{{"few", n}, {"many", 3}} {
			old, new := revised(n, c.step)
			b.Run(fmt.Sprintf("%s/%d-articles", c.name, n), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					Compare(old, new)
				}
			})
		}
	}
}
