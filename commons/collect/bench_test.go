package collect

import (
	"fmt"
	"strings"
	"testing"
)

// BenchmarkGather reads histories of three lengths of one small law, in which every
// commit rewrites one article: finding, following, reading and parsing, nothing kept.
func BenchmarkGather(b *testing.B) {
	for _, n := range []int{10, 100, 1000} {
		f := newFord(b)
		law := articles(30, "the miller")
		for i := range n {
			law = strings.Replace(law, fmt.Sprintf("the %dth time", (i%30)*(i%30)+1), fmt.Sprintf("the %dth time", (i%30)*(i%30)+1+900*(i+1)), 1)
			f.commit(fmt.Sprintf("Ring %d", i), map[string]string{"constitution.md": law})
		}
		r := f.Repo()
		b.Run(fmt.Sprintf("%dcommits", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := gather(r); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
