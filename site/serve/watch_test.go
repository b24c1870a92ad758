package serve

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// TestWatch changes one thing after the other, of which some count and some do
// not, and wants exactly the former told, by the system and by polling.
func TestWatch(t *testing.T) {
	for name, poll := range map[string]time.Duration{"told": 0, "polled": 10 * time.Millisecond} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			tree, bare := filepath.Join(dir, "tree"), filepath.Join(dir, "bare.git")
			put(t, dir, "tree/a.md", "a", "tree/.git/HEAD", "ref: refs/heads/main\n", "tree/.git/refs/heads/main", "1\n",
				"tree/.git/objects/aa/bb", "x", "tree/public/index.html", "x", "tree/node_modules/m/x.js", "x",
				"bare.git/HEAD", "ref: refs/heads/main\n", "bare.git/refs/heads/main", "1\n", "bare.git/objects/pack/p", "x",
				"single/b.md", "b", "single/other.md", "c",
				"linked/.git", "gitdir: ../tree/.git/worktrees/linked\n", "tree/.git/worktrees/linked/HEAD", "1\n",
				"tree/.git/worktrees/linked/commondir", "../..\n")
			ctx, cancel := context.WithCancel(context.Background())
			defer cancel()
			told, err := watch(ctx, Options{
				Dir: filepath.Join(tree, "public"), Ignore: []string{filepath.Join(tree, "cache")}, Poll: poll, Settle: 15 * time.Millisecond,
				Watch: []string{tree, bare, filepath.Join(dir, "single", "b.md"), filepath.Join(dir, "linked")},
			})
			if err != nil {
				t.Fatal(err)
			}
			save := func(name, text string) func() {
				return func() { put(t, dir, name, text) }
			}
			for _, c := range []struct {
				name   string
				counts bool
				do     func()
			}{
				{"a text is written", true, save("tree/a.md", "aa")},
				{"a text is saved by renaming", true, func() {
					put(t, dir, "tree/.a.md.swp", "aaa")
					if err := os.Rename(filepath.Join(tree, ".a.md.swp"), filepath.Join(tree, "a.md")); err != nil {
						t.Fatal(err)
					}
				}},
				{"and again", true, save("tree/a.md", "aaaa")},
				{"a deep folder is made", true, save("tree/x/y/z.md", "z")},
				{"a text in the new folder is written", true, save("tree/x/y/z.md", "zz")},
				{"a text is removed", true, func() { _ = os.Remove(filepath.Join(tree, "x/y/z.md")) }},
				{"a commit moves a branch", true, save("tree/.git/refs/heads/main", "22\n")},
				{"a new branch", true, save("tree/.git/refs/heads/topic/one", "2\n")},
				{"HEAD changes", true, save("tree/.git/HEAD", "detached\n")},
				{"refs are packed", true, save("tree/.git/packed-refs", "x\n")},
				{"HEAD of a linked tree", true, save("tree/.git/worktrees/linked/HEAD", "333\n")},
				{"a branch of a bare repository", true, save("bare.git/refs/heads/main", "22\n")},
				{"the single file", true, save("single/b.md", "bb")},
				{"the built site", false, save("tree/public/index.html", "yy")},
				{"a staged site", false, save("tree/.public.polity/new/index.html", "yy")},
				{"an ignored folder", false, save("tree/cache/x", "x")},
				{"objects", false, save("tree/.git/objects/aa/cc", "x")},
				{"a lock", false, save("tree/.git/HEAD.lock", "x")},
				{"objects of a bare repository", false, save("bare.git/objects/pack/q", "x")},
				{"packages of a build tool", false, save("tree/node_modules/m/y.js", "x")},
				{"an editor's own file", false, save("tree/a.md~", "x")},
				{"a file beside the single one", false, save("single/other.md", "cc")},
			} {
				c.do()
				limit := 5 * time.Second
				if !c.counts {
					limit = 60 * time.Millisecond
				}
				select {
				case what := <-told:
					if !c.counts {
						t.Errorf("%s: told of %s", c.name, what)
					}
				case <-time.After(limit):
					if c.counts {
						t.Errorf("%s: not told", c.name)
					}
				}
				// What the same step brings besides belongs to it.
				for still := true; still; {
					select {
					case <-told:
					case <-time.After(30 * time.Millisecond):
						still = false
					}
				}
			}
		})
	}
}
