package site

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"polity/commons/story"
)

// Movements that declare one another to be part of each other, round in a ring, are shown
// as that, and nothing hangs on it.
func TestRingOfCirclesIsTold(t *testing.T) {
	dir := t.TempDir()
	var args []string
	names := []string{"alder", "birch", "cedar"}
	for i, name := range names {
		wider, narrower := names[(i+1)%3], names[(i+2)%3]
		b, err := story.FromText(name, []byte(fmt.Sprintf(`repo %s
person ada Ada Weir <ada@weir.example>
on 2011-03-06T10:00:00+01:00 ada
write law.md law
write polity.yaml polity
commit "The first law"
-- law --
# Law of the %s

1. The %s is shaded at noon.
-- polity --
movement: {id: %s, name: The %s, part_of: [%s], members: [%s]}
works: [{id: law, files: [law.md]}]
`, name, name, name, name, name, wider, narrower)))
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, name)
		if err := b.WriteDir(path); err != nil {
			t.Fatal(err)
		}
		args = append(args, path)
	}
	out := filepath.Join(dir, "out")
	if _, err := Build(context.Background(), Options{Args: args, Out: out}); err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		text := mainOf(t, out, "circles/"+name+"/index.html")
		at := strings.Index(text, "part of each other, round in a ring:")
		if at < 0 {
			t.Errorf("%s does not tell the ring:\n%s", name, text)
			continue
		}
		for _, other := range names {
			if !strings.Contains(text[at:], "The "+other) {
				t.Errorf("the ring of %s leaves out %s:\n%s", name, other, text[at:])
			}
		}
	}
}
