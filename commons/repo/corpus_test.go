package repo

import (
	"os"
	"path/filepath"
	"strings"
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

// history reads every distinct state of one file that HEAD or, with all, any
// reference leads to.
func history(t testing.TB, r *Repo, file string, all bool) (commits, blobs, bytes int) {
	t.Helper()
	head, err := r.Head()
	must(t, err)
	refs := []Ref{head}
	if all {
		refs, err = r.Refs()
		must(t, err)
	}
	var tips, list []Hash
	for _, f := range refs {
		tips = append(tips, f.Hash)
	}
	seen := map[Hash]bool{}
	must(t, r.WalkAll(tips, func(c *Commit) error {
		commits++
		if e, err := r.Entry(c.Tree, file); err == nil && !seen[e.Hash] {
			seen[e.Hash] = true
			list = append(list, e.Hash)
		}
		return nil
	}))
	must(t, r.Blobs(list, func(h Hash, data []byte) error {
		blobs++
		bytes += len(data)
		return nil
	}))
	if m := r.Missing(); len(m) > 0 {
		t.Errorf("%s: missing %+v", r.Name, m)
	}
	return commits, blobs, bytes
}

// Commits that all references and that HEAD alone lead to, and distinct states of the
// main text, as git itself counts them.
func TestCorpusCounts(t *testing.T) {
	root := corpus(t)
	for name, c := range map[string]struct {
		all, head int
		file      string
	}{
		"holacracy":                {581, 412, "Holacracy-Constitution.md"},
		"usa-constitution":         {72, 28, "Constitution.md"},
		"argentina-constitution":   {22, 16, "Constitucion.md"},
		"liberland-constitution":   {1040, 785, "Constitution.md"},
		"zapf-satzung":             {153, 125, "satzung.md"},
		"mexico-constitution":      {1374, 316, "CPEUM/001.rst"},
		"austin-dsa":               {39, 36, "bylaws.md"},
		"japan-constitution":       {19, 12, "日本国憲法.md"},
		"cardano-constitution":     {13, 13, "README.md"},
		"nodejs-tsc":               {2604, 720, "TSC-Charter.md"},
		"liechtenstein-verfassung": {42, 42, "li/LGBl-1921-015.md"},
		"ccc-ch-statuten":          {57, 27, "statuten.md"},
		"ccc-ch-statuten-fork":     {60, 31, "statuten.md"},
		"loomio-handbook":          {471, 468, "src/constitution.md"},
	} {
		t.Run(name, func(t *testing.T) {
			if testing.Short() && c.all > 600 {
				t.Skip("large, and -short is set")
			}
			r := open(t, filepath.Join(root, name+".bundle"))
			if n, _, _ := history(t, r, c.file, true); n != c.all {
				t.Errorf("%d commits in all, not %d", n, c.all)
			}
			n, blobs, bytes := history(t, r, c.file, false)
			if n != c.head {
				t.Errorf("%d commits from HEAD, not %d", n, c.head)
			}
			if blobs == 0 && !strings.HasPrefix(name, "cardano") {
				t.Errorf("no state of %s was found", c.file)
			}
			t.Logf("%d commits, %d states of %s, %d bytes", n, blobs, c.file, bytes)
		})
	}
}

// The whole way from a bundle to every state of its text: the figure to be held is 0.2 s
// of processor.
func BenchmarkCorpusHistory(b *testing.B) {
	source := filepath.Join(corpus(b), "holacracy.bundle")
	b.ReportAllocs()
	for b.Loop() {
		r, err := Open(source, Options{})
		must(b, err)
		history(b, r, "Holacracy-Constitution.md", false)
		must(b, r.Close())
	}
}
