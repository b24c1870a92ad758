package repo

import (
	"os"
	"path/filepath"
	"testing"
)

// corpus is the folder of real bundles, or skips the test.
func corpus(t testing.TB) string {
	t.Helper()
	root := os.Getenv("POLITY_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared")
	}
	dir := filepath.Join(root, "corpus")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("the corpus of real repositories is not here; POLITY_SHARED can name its folder")
	}
	return dir
}

// history reads every distinct state of one file, oldest commit last, and returns
// how many commits, blobs and bytes that were.
func history(t testing.TB, source, file string) (commits, blobs, bytes int) {
	r, err := Open(source, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	refs, err := r.Refs()
	if err != nil {
		t.Fatal(err)
	}
	var tips []Hash
	for _, f := range refs {
		tips = append(tips, f.Hash)
	}
	seen := map[Hash]bool{}
	var list []Hash
	err = r.WalkAll(tips, func(c *Commit) error {
		commits++
		e, err := r.Entry(c.Tree, file)
		if err == nil && !seen[e.Hash] {
			seen[e.Hash] = true
			list = append(list, e.Hash)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	err = r.Blobs(list, func(h Hash, data []byte) error {
		blobs++
		bytes += len(data)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return commits, blobs, bytes
}

func TestCorpusHistory(t *testing.T) {
	c, b, n := history(t, filepath.Join(corpus(t), "holacracy.bundle"), "Holacracy-Constitution.md")
	t.Log(c, b, n)
}

func BenchmarkCorpusHistory(b *testing.B) {
	p := filepath.Join(corpus(b), "holacracy.bundle")
	b.ReportAllocs()
	for b.Loop() {
		history(b, p, "Holacracy-Constitution.md")
	}
}
