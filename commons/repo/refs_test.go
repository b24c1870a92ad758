package repo

import (
	"errors"
	"strings"
	"testing"

	"github.com/go-git/go-git/v5/plumbing"
)

// branches is a repository with one commit for each branch named, a day apart.
func branches(t *testing.T, names ...string) (*Builder, map[string]Hash) {
	t.Helper()
	b, at_ := NewBuilder("heads"), map[string]Hash{}
	for i, n := range names {
		at_[n] = commit(t, b, Draft{Author: at(i + 1), Message: n})
		must(t, b.SetRef(n, at_[n]))
	}
	return b, at_
}

func TestHead(t *testing.T) {
	for name, c := range map[string]struct {
		refs []string
		head string
		want string
	}{
		"as it says":         {[]string{"refs/heads/main", "refs/heads/law"}, "refs/heads/law", "refs/heads/law"},
		"unborn, main":       {[]string{"refs/heads/main", "refs/heads/master", "refs/heads/zz"}, "refs/heads/gone", "refs/heads/main"},
		"unborn, master":     {[]string{"refs/heads/master", "refs/heads/trunk"}, "refs/heads/gone", "refs/heads/master"},
		"none, newest":       {[]string{"refs/heads/b", "refs/heads/c", "refs/heads/a"}, "", "refs/heads/a"},
		"only remote":        {[]string{"refs/remotes/origin/x", "refs/remotes/origin/main"}, "", "refs/remotes/origin/main"},
		"only remote, other": {[]string{"refs/remotes/fork/x", "refs/tags/v1"}, "", "refs/remotes/fork/x"},
	} {
		b, hashes := branches(t, c.refs...)
		b.SetHead(c.head)
		if got, err := b.Repo().Head(); err != nil || got.Name != c.want || got.Hash != hashes[c.want] {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
}

func TestHeadDetached(t *testing.T) {
	b, hashes := branches(t, "refs/heads/a", "refs/heads/main", "refs/heads/z")
	must(t, b.SetRef("refs/heads/a", hashes["refs/heads/main"]))
	r := b.Repo()
	r.head = rawHead{hash: plumbing.NewHash(hashes["refs/heads/main"])}
	if got, err := r.Head(); err != nil || got.Name != "refs/heads/main" {
		t.Errorf("got %+v, %v", got, err)
	}
	lone := commit(t, b, Draft{Author: at(9), Message: "lone"})
	r.head = rawHead{hash: plumbing.NewHash(lone)}
	if got, err := r.Head(); err != nil || got.Name != "HEAD" || got.Hash != lone {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestNoHead(t *testing.T) {
	if _, err := NewBuilder("empty").Repo().Head(); !errors.Is(err, ErrEmpty) {
		t.Errorf("empty: %v", err)
	}
	b, _ := branches(t, "refs/tags/v1", "refs/pull/1/head")
	if _, err := b.Repo().Head(); err == nil || !strings.Contains(err.Error(), "there is only refs/pull/1/head, refs/tags/v1") {
		t.Errorf("tags only: %v", err)
	}
	b, hashes := branches(t, "refs/heads/main")
	delete(b.store.Objects, plumbing.NewHash(hashes["refs/heads/main"]))
	r := b.Repo()
	if _, err := r.Head(); !errors.Is(err, ErrNotFound) || errors.Is(err, ErrEmpty) {
		t.Errorf("lost commit: %v", err)
	}
	if m := r.Missing(); len(m) != 1 || m[0].Hash != hashes["refs/heads/main"] {
		t.Errorf("the lost commit is not named: %+v", m)
	}
}

func TestRefsPeel(t *testing.T) {
	b, hashes := branches(t, "refs/heads/main")
	main := hashes["refs/heads/main"]
	must(t, b.Tag("light", main, "", Stamp{}))
	must(t, b.Tag("full", main, "Adopted\n-----BEGIN SSH SIGNATURE-----\nx\n", at(2)))
	c, err := b.Repo().Commit(main)
	must(t, err)
	must(t, b.SetRef("refs/tags/tree", c.Tree))
	refs, err := b.Repo().Refs()
	must(t, err)
	if len(refs) != 3 || refs[1].Name != "refs/tags/full" || refs[1].Hash != main || refs[2].Tag != nil {
		t.Fatalf("got %+v", refs)
	}
	if g := refs[1].Tag; g.Message != "Adopted\n" || !strings.HasPrefix(g.Signature, "-----BEGIN SSH") || !g.Tagger.When.Equal(at(2).When) {
		t.Errorf("got %+v", g)
	}
}

func TestResolve(t *testing.T) {
	b, hashes := branches(t, "refs/heads/main", "refs/heads/drafts/bell", "refs/pull/7/head")
	main := hashes["refs/heads/main"]
	must(t, b.Tag("v1", main, "said", at(1)))
	r := b.Repo()
	for rev, want := range map[string]Hash{
		"": main, "HEAD": main, "main": main, "refs/heads/main": main, "v1": main, main: main, main[:7]: main,
		strings.ToUpper(main[:9]): main, "drafts/bell": hashes["refs/heads/drafts/bell"], "pull/7/head": hashes["refs/pull/7/head"],
	} {
		if got, err := r.Resolve(rev); err != nil || got.Hash != want {
			t.Errorf("%q: %+v, %v", rev, got, err)
		}
	}
	for _, rev := range []string{"gone", "abc", "00000000", "main~1", strings.Repeat("a", 41)} {
		if got, err := r.Resolve(rev); !errors.Is(err, ErrNotFound) {
			t.Errorf("%q: %+v, %v", rev, got, err)
		}
	}
}

func TestMissingObjectsAreSurvived(t *testing.T) {
	b := grown(t, 6)
	r := b.Repo()
	head, err := r.Head()
	must(t, err)
	var list []*Commit
	must(t, r.Walk(head.Hash, func(c *Commit) error { list = append(list, c); return nil }))
	e, err := r.Entry(list[0].Tree, "statutes.md")
	must(t, err)
	for _, h := range []Hash{list[3].Hash, list[1].Tree, e.Hash} {
		delete(b.store.Objects, plumbing.NewHash(h))
	}
	r = b.Repo()
	n := 0
	must(t, r.Walk(head.Hash, func(c *Commit) error { n++; return nil }))
	if n != 3 {
		t.Errorf("%d commits above the gap", n)
	}
	if _, err := r.Entry(list[1].Tree, "statutes.md"); !errors.Is(err, ErrNotFound) || !strings.Contains(err.Error(), list[1].Tree) {
		t.Errorf("the lost tree: %v", err)
	}
	must(t, r.Blobs([]Hash{e.Hash, e.Hash}, func(h Hash, _ []byte) error { t.Errorf("%s came back", h); return nil }))
	want := []Missing{{list[3].Hash, "commit", list[2].Hash, "it is not in the repository"}, {e.Hash, "blob", "", "it is not in the repository"}}
	if m := r.Missing(); len(m) != 2 || m[0] != want[0] || m[1] != want[1] {
		t.Errorf("got %+v, want %+v", m, want)
	}
}
