package markup_test

import (
	"fmt"
	"strings"
	"testing"

	"polity/commons/markup"
)

// charter writes a text of n articles. Version v differs from v-1 in one sentence.
func charter(n, v int) []byte {
	var b strings.Builder
	b.WriteString("# Charter of the Weir\n\n")
	for a := 1; a <= n; a++ {
		revision := 0
		if v%n >= a-1 {
			revision = 1 + v/n
		}
		fmt.Fprintf(&b, "## Article %d: Boats\n\n### %d.1 Landing\n\nEvery boat lands where there is room, and its crew, in revision %d, rests until noon.\n\n", a, a, revision)
		b.WriteString("A crew:\n\n- **(a)** ties its boat to a *common* post;\n- **(b)** tells the clerk of its load and of whatever it saw upstream.\n\nThe clerk writes it down [in the book](https://example.org) before dusk.\n\n")
	}
	return []byte(b.String())
}

var sizes = []struct {
	name     string
	articles int
}{{"small", 4}, {"medium", 120}, {"large", 2400}}

// BenchmarkParse reads a text that was never read before.
func BenchmarkParse(b *testing.B) {
	for _, size := range sizes {
		src := charter(size.articles, 0)
		b.Run(size.name, func(b *testing.B) {
			b.SetBytes(int64(len(src)))
			b.ReportAllocs()
			for b.Loop() {
				markup.Parse(markup.File{Path: "a.md", Source: src})
			}
		})
	}
}

// BenchmarkHistory reads 300 versions of a text with one Parser.
func BenchmarkHistory(b *testing.B) {
	for _, size := range sizes[:2] {
		var versions [][]byte
		total := 0
		for v := range 300 {
			versions = append(versions, charter(size.articles, v))
			total += len(versions[v])
		}
		b.Run(size.name, func(b *testing.B) {
			b.SetBytes(int64(total))
			b.ReportAllocs()
			for b.Loop() {
				p := markup.NewParser()
				for _, src := range versions {
					p.Parse([]markup.File{{Path: "a.md", Source: src}}, "")
				}
			}
		})
	}
}

// BenchmarkDigest takes the digest of a text.
func BenchmarkDigest(b *testing.B) {
	for _, size := range sizes {
		text, _ := markup.Parse(markup.File{Path: "a.md", Source: charter(size.articles, 0)})
		b.Run(size.name, func(b *testing.B) {
			for b.Loop() {
				markup.Digest(text)
			}
		})
	}
}
