package repo

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// at is a person of these tests at a moment.
func at(day int) Stamp {
	return Stamp{"Ada Weir", "ada@weir.example", time.Date(2011, 3, day, 10, 0, 0, 0, time.FixedZone("", 3600))}
}

// grown is a repository of n commits on one line, with one growing text, a file in a
// folder that seldom changes, and a tag.
func grown(t testing.TB, n int) *Builder {
	t.Helper()
	b := NewBuilder("grown")
	var tip []Hash
	var text strings.Builder
	for i := range n {
		fmt.Fprintf(&text, "%d. Whoever opens sluice %d tells the keeper of sluice %d before noon, and writes it down.\n", i+1, i*7919%1009, i*104729%997)
		d := Draft{Parents: tip, Edits: map[string]string{"statutes.md": text.String()}, Author: at(1 + i), Message: fmt.Sprintf("Rule %d\n", i+1)}
		if i%10 == 0 {
			d.Edits["minutes/last.md"] = fmt.Sprintf("Meeting %d\n", i)
		}
		tip = []Hash{commit(t, b, d)}
	}
	must(t, b.SetRef("refs/heads/main", tip[0]))
	must(t, b.Tag("v1", tip[0], "The first\n", at(1)))
	return b
}

func commit(t testing.TB, b *Builder, d Draft) Hash {
	t.Helper()
	h, err := b.Commit(d)
	must(t, err)
	return h
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// bundle writes a repository into a bundle and returns its path.
func bundle(t testing.TB, b *Builder) string {
	t.Helper()
	var buf bytes.Buffer
	must(t, b.WriteBundle(&buf))
	return file(t, b.Name+".bundle", buf.String())
}

func file(t testing.TB, name, text string) string {
	t.Helper()
	p := filepath.Join(t.TempDir(), name)
	must(t, os.WriteFile(p, []byte(text), 0o644))
	return p
}

// dir writes a repository into a bare folder and returns its path.
func dir(t testing.TB, b *Builder) string {
	t.Helper()
	p := filepath.Join(t.TempDir(), b.Name+".git")
	must(t, b.WriteDir(p))
	return p
}

func open(t testing.TB, source string) *Repo {
	t.Helper()
	r, err := Open(source, Options{})
	must(t, err)
	t.Cleanup(func() { r.Close() })
	return r
}

// told is all that a repository says, as text, to be compared.
func told(t testing.TB, r *Repo) string {
	t.Helper()
	var out strings.Builder
	refs, err := r.Refs()
	must(t, err)
	var tips, blobs []Hash
	for _, f := range refs {
		fmt.Fprintf(&out, "%s %s", f.Name, f.Hash)
		if f.Tag != nil {
			fmt.Fprintf(&out, " %+v", *f.Tag)
		}
		out.WriteString("\n")
		tips = append(tips, f.Hash)
	}
	must(t, r.WalkAll(tips, func(c *Commit) error {
		fmt.Fprintf(&out, "%s %s %v %s %s %q\n", c.Hash, c.Tree, c.Parents, c.Author.When, c.Committer.Name, c.Message)
		files, err := r.Files(c.Tree)
		for _, f := range files {
			fmt.Fprintf(&out, "    %s %s %o\n", f.Path, f.Hash, f.Mode)
			blobs = append(blobs, f.Hash)
		}
		return err
	}))
	var texts []string
	must(t, r.Blobs(blobs, func(h Hash, data []byte) error {
		alone, err := r.Blob(h)
		if err != nil || !bytes.Equal(alone, data) {
			t.Errorf("blob %s alone is %q, %v, among many %q", h, alone, err, data)
		}
		if n, err := r.Size(h); err != nil || n != int64(len(data)) {
			t.Errorf("blob %s has size %d, %v, not %d", h, n, err, len(data))
		}
		texts = append(texts, h+" "+string(data))
		return nil
	}))
	slices.Sort(texts)
	return out.String() + strings.Join(texts, "\n")
}

// drawn makes any small repository: branches, merges, folders, tags.
func drawn(t *rapid.T) *Builder {
	b := NewBuilder("drawn")
	var all []Hash
	text := rapid.StringOf(rapid.RuneFrom([]rune("ab \nçは")))
	for i := range rapid.IntRange(1, 12).Draw(t, "commits") {
		var parents []Hash
		for range rapid.IntRange(0, 2).Draw(t, "parents") {
			if len(all) > 0 {
				parents = append(parents, rapid.SampledFrom(all).Draw(t, "parent"))
			}
		}
		edits := map[string]string{}
		for range rapid.IntRange(0, 3).Draw(t, "files") {
			edits[rapid.SampledFrom([]string{"a.md", "b.md", "a/x.md", "a/y/z.md", "a-b"}).Draw(t, "path")] = strings.Repeat(text.Draw(t, "text"), rapid.IntRange(1, 30).Draw(t, "times"))
		}
		h, err := b.Commit(Draft{Parents: parents, Edits: edits, Author: at(i % 3), Message: text.Draw(t, "message")})
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, h)
	}
	for i := range rapid.IntRange(1, 3).Draw(t, "branches") {
		if err := b.SetRef(fmt.Sprintf("refs/heads/b%d", i), rapid.SampledFrom(all).Draw(t, "tip")); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.Tag("t", all[0], rapid.SampledFrom([]string{"", "said"}).Draw(t, "tag"), at(1)); err != nil {
		t.Fatal(err)
	}
	return b
}

// A repository in memory, in a folder and in a bundle says the same.
func TestEveryFormSaysTheSame(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		b := drawn(rt)
		want := told(t, b.Repo())
		root, err := os.MkdirTemp(t.TempDir(), "r")
		must(t, err)
		must(t, b.WriteDir(filepath.Join(root, "x.git")))
		f, err := os.Create(filepath.Join(root, "x.bundle"))
		must(t, err)
		must(t, b.WriteBundle(f))
		must(t, f.Close())
		for _, form := range []string{"x.git", "x.bundle"} {
			r, err := Open(filepath.Join(root, form), Options{})
			must(t, err)
			if got := told(t, r); got != want {
				rt.Errorf("%s says\n%s\nand not\n%s", form, got, want)
			}
			must(t, r.Close())
		}
	})
}

func TestSameCallsSameBytes(t *testing.T) {
	var one, two bytes.Buffer
	must(t, grown(t, 40).WriteBundle(&one))
	must(t, grown(t, 40).WriteBundle(&two))
	if !bytes.Equal(one.Bytes(), two.Bytes()) {
		t.Error("the same history made two bundles")
	}
	a, b := dir(t, grown(t, 40)), dir(t, grown(t, 40))
	if x, y := filesBelow(t, a), filesBelow(t, b); !reflect.DeepEqual(x, y) {
		t.Error("the same history made two folders")
	}
}

func filesBelow(t *testing.T, root string) map[string]string {
	all := map[string]string{}
	must(t, filepath.WalkDir(root, func(p string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(p)
		all[strings.TrimPrefix(p, root)] = string(data)
		return err
	}))
	return all
}

// Deltas are worth testing only where there are some.
func TestPackHoldsDeltas(t *testing.T) {
	r := open(t, bundle(t, grown(t, 60)))
	deep := 0
	p := r.objects.packs[0]
	for off := range p.entries {
		c, err := p.chain(off)
		must(t, err)
		deep = max(deep, len(c))
	}
	if deep < 5 {
		t.Errorf("the longest chain of deltas has %d objects; the fixture tests nothing", deep)
	}
}

func TestWalkOrder(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		r := drawn(rt).Repo()
		refs, err := r.Refs()
		must(t, err)
		place := map[Hash]int{}
		var list []*Commit
		must(t, r.Walk(refs[0].Hash, func(c *Commit) error {
			place[c.Hash] = len(list)
			list = append(list, c)
			return nil
		}))
		if len(place) != len(list) {
			rt.Errorf("%d commits in %d steps", len(place), len(list))
		}
		for _, c := range list {
			for _, p := range c.Parents {
				if at, ok := place[p]; !ok || at <= place[c.Hash] {
					rt.Errorf("the parent %s of %s comes at %d, its child at %d", p, c.Hash, at, place[c.Hash])
				}
			}
		}
	})
}

func TestWalkTies(t *testing.T) {
	b := NewBuilder("ties")
	root := commit(t, b, Draft{Author: at(1), Message: "root"})
	var sides []Hash
	for _, m := range []string{"a", "b", "c", "d"} {
		sides = append(sides, commit(t, b, Draft{Parents: []Hash{root}, Author: at(2), Message: m}))
	}
	late := commit(t, b, Draft{Parents: []Hash{root}, Author: at(3), Message: "late"})
	top := commit(t, b, Draft{Parents: append(slices.Clone(sides), late, late), Author: at(1), Message: "top"})
	var got []Hash
	must(t, b.Repo().Walk(top, func(c *Commit) error { got = append(got, c.Hash); return nil }))
	slices.Sort(sides)
	want := append([]Hash{top, late}, append(sides, root)...)
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestWalkEnds(t *testing.T) {
	r := grown(t, 5).Repo()
	head, err := r.Head()
	must(t, err)
	n := 0
	must(t, r.Walk(head.Hash, func(*Commit) error { n++; return SkipAll }))
	stop := fmt.Errorf("stop")
	if err := r.Walk(head.Hash, func(*Commit) error { return stop }); err != stop || n != 1 {
		t.Errorf("got %v after %d", err, n)
	}
}

func TestMergeBase(t *testing.T) {
	b := NewBuilder("base")
	root := commit(t, b, Draft{Author: at(1), Message: "root"})
	x := commit(t, b, Draft{Parents: []Hash{root}, Author: at(2), Message: "x"})
	y := commit(t, b, Draft{Parents: []Hash{root}, Author: at(3), Message: "y"})
	m := commit(t, b, Draft{Parents: []Hash{x, y}, Author: at(4), Message: "m"})
	z := commit(t, b, Draft{Parents: []Hash{y}, Author: at(5), Message: "z"})
	other := commit(t, b, Draft{Author: at(1), Message: "other"})
	for _, c := range []struct{ a, b, want Hash }{{x, y, root}, {m, z, y}, {z, m, y}, {m, x, x}, {m, m, m}, {m, other, ""}} {
		if got, err := b.Repo().MergeBase(c.a, c.b); got != c.want || err != nil {
			t.Errorf("got %s, %v, want %s", got, err, c.want)
		}
	}
}
