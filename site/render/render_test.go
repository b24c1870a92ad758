package render

import (
	"os"
	"path/filepath"
	"testing"
)

// write puts all fixture pages into a folder, as a site.
func write(t testing.TB, folder string) {
	t.Helper()
	put := func(name string, data []byte) {
		name = filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for lang, pages := range fixtures() {
		r := newRenderer(t, lang)
		for _, p := range pages {
			put(p.Path, []byte(draw(t, r, p)))
		}
		for _, a := range r.Assets() {
			put(a.Path, a.Data)
		}
	}
}

func TestWriteOut(t *testing.T) {
	if out := os.Getenv("POLITY_FIXTURES"); out != "" {
		write(t, out)
	}
}
