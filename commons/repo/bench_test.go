package repo

import (
	"fmt"
	"testing"
)

// sizes are the commits of the three histories that the benchmarks read.
var sizes = []int{50, 400, 2000}

func eachSize(b *testing.B, fn func(b *testing.B, source string)) {
	for _, n := range sizes {
		b.Run(fmt.Sprintf("%dcommits", n), func(b *testing.B) {
			source := bundle(b, grown(b, n))
			b.ReportAllocs()
			b.ResetTimer()
			fn(b, source)
		})
	}
}

// BenchmarkOpen is what a bundle costs before anything is asked of it.
func BenchmarkOpen(b *testing.B) {
	eachSize(b, func(b *testing.B, source string) {
		for b.Loop() {
			r, err := Open(source, Options{})
			must(b, err)
			must(b, r.Close())
		}
	})
}

func BenchmarkWalk(b *testing.B) {
	eachSize(b, func(b *testing.B, source string) {
		r, err := Open(source, Options{})
		must(b, err)
		defer r.Close()
		head, err := r.Head()
		must(b, err)
		for b.Loop() {
			must(b, r.Walk(head.Hash, func(*Commit) error { return nil }))
		}
	})
}

func BenchmarkBlobs(b *testing.B) {
	eachSize(b, func(b *testing.B, source string) {
		r, err := Open(source, Options{})
		must(b, err)
		defer r.Close()
		var list []Hash
		head, err := r.Head()
		must(b, err)
		must(b, r.Walk(head.Hash, func(c *Commit) error {
			e, err := r.Entry(c.Tree, "statutes.md")
			list = append(list, e.Hash)
			return err
		}))
		var bytes int64
		for b.Loop() {
			bytes = 0
			must(b, r.Blobs(list, func(_ Hash, data []byte) error { bytes += int64(len(data)); return nil }))
		}
		b.SetBytes(bytes)
	})
}

func BenchmarkBuild(b *testing.B) {
	for _, n := range []int{10, 50, 200} {
		b.Run(fmt.Sprintf("%dcommits", n), func(b *testing.B) {
			for b.Loop() {
				grown(b, n)
			}
		})
	}
}
