package timeline

import "testing"

func TestResolve(t *testing.T) {
	s := newTale()
	head := s.commit("begin", map[string]string{"law.md": "a", "texts/2.md": "b", "texts/10.md": "c", "texts/readme.md": "d", "texts/old/1.md": "e"})
	c, err := s.Repo().Commit(head)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		want     string
		patterns []string
	}{
		{"law.md", []string{"law.md"}},
		{"texts/2.md texts/10.md texts/readme.md", []string{"texts/*.md"}},
		{"texts/2.md texts/10.md", []string{"texts/*.md", "!texts/readme.md"}},
		{"texts/2.md texts/10.md texts/old/1.md", []string{"!**/readme.md", "texts/**/*.md"}},
		{"law.md texts/10.md", []string{"law.md", "texts/10.md", "law.md"}},
		{"", []string{"gone.md", "../law.md", "/law.md", "texts", "!law.md"}},
	} {
		files, err := Resolve(s.Repo(), c.Tree, x.patterns)
		if got := paths(files); err != nil || got != x.want {
			t.Errorf("%q: %q, %v; want %q", x.patterns, got, err, x.want)
		}
	}
}
