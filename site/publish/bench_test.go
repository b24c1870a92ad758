package publish

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// page is a page of 2 KB; salt makes it another one.
func page(i, salt int) []byte {
	return append(bytes.Repeat([]byte("The water of the river. "), 85), fmt.Sprint(i, salt)...)
}

func name(i int) string { return fmt.Sprintf("work-%d/art_%d/index.html", i/200, i%200) }

// BenchmarkDir publishes sites of three sizes: onto nothing, onto the same site,
// and onto one of which every hundredth file differs. «plain» is the floor: a loop
// of os.WriteFile. Some disks take a millisecond to make a file; to see the program's
// own share, set TMPDIR to a folder in memory. What a file costs does not depend on how
// many there are, so there are no more than 1000: with 10,000 of them this benchmark
// alone took ten minutes of the round of all.
func BenchmarkDir(b *testing.B) {
	for _, n := range []int{10, 100, 1000} {
		pages := func(salt func(i int) int) func(*Writer) error {
			return func(w *Writer) error {
				for i := range n {
					if err := w.WriteFile(name(i), page(i, salt(i))); err != nil {
						return err
					}
				}
				return nil
			}
		}
		zero := func(int) int { return 0 }
		b.Run(fmt.Sprintf("plain/%d", n), func(b *testing.B) {
			dir := b.TempDir()
			for round := 0; b.Loop(); round++ {
				for i := range n {
					path := filepath.Join(dir, fmt.Sprint(round), name(i))
					if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
						b.Fatal(err)
					}
					if err := os.WriteFile(path, page(i, 0), 0o644); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
		b.Run(fmt.Sprintf("new/%d", n), func(b *testing.B) {
			dir := b.TempDir()
			for round := 0; b.Loop(); round++ {
				if _, err := Dir(filepath.Join(dir, fmt.Sprint(round)), Options{}, pages(zero)); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprintf("same/%d", n), func(b *testing.B) {
			out := filepath.Join(b.TempDir(), "public")
			if _, err := Dir(out, Options{}, pages(zero)); err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				if _, err := Dir(out, Options{}, pages(zero)); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprintf("hundredth/%d", n), func(b *testing.B) {
			out := filepath.Join(b.TempDir(), "public")
			if _, err := Dir(out, Options{}, pages(zero)); err != nil {
				b.Fatal(err)
			}
			for round := 1; b.Loop(); round++ {
				salt := func(i int) int {
					if i%100 == 0 {
						return round
					}
					return 0
				}
				if _, err := Dir(out, Options{}, pages(salt)); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprintf("current/%d", n), func(b *testing.B) {
			out := filepath.Join(b.TempDir(), "public")
			if _, err := Dir(out, Options{Key: "k"}, pages(zero)); err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				if !Current(out, "k") {
					b.Fatal("not current")
				}
			}
		})
	}
}
