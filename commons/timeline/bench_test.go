package timeline

import (
	"fmt"
	"testing"
)

// BenchmarkFollow follows a document through histories of three lengths in which
// every other commit touches something else and the document moves once.
func BenchmarkFollow(b *testing.B) {
	for _, n := range []int{20, 200, 2000} {
		t := newTale()
		name := "rules.md"
		last := t.commit("Begin", map[string]string{name: "# Rules\n"})
		text := "# Rules\n"
		for i := range n {
			if i == n/2 {
				name = "law/rules.md"
			}
			if i%2 == 0 {
				text = fmt.Sprintf("# Rules\n\nThe ferry crosses %d times before noon and the bell rings for the last one.\n", i)
			}
			last = t.commit(fmt.Sprintf("Step %d", i), map[string]string{name: text, "minutes.txt": fmt.Sprint(i)}, last)
		}
		if err := t.SetRef("refs/heads/main", last); err != nil {
			b.Fatal(err)
		}
		r := t.Repo()
		b.Run(fmt.Sprintf("%dcommits", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Follow(r, Options{Head: last, Mainline: "main", Patterns: []string{"rules.md", "law/rules.md"}}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
