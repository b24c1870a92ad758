package repo

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/filemode"
	"github.com/go-git/go-git/v5/plumbing/object"
)

func TestEntry(t *testing.T) {
	b := NewBuilder("paths")
	h := commit(t, b, Draft{Files: map[string]string{"a.md": "a", "a/b/c.md": "c", "日本国憲法.md": "憲"}, Author: at(1)})
	r := b.Repo()
	c, err := r.Commit(h)
	must(t, err)
	for path, want := range map[string]string{"a.md": "a", "a/b/c.md": "c", "./a//b/c.md": "c", "日本国憲法.md": "憲"} {
		e, err := r.Entry(c.Tree, path)
		must(t, err)
		if data, err := r.Blob(e.Hash); err != nil || string(data) != want || !e.File() {
			t.Errorf("%s is %q, %v", path, data, err)
		}
	}
	if e, err := r.Entry(c.Tree, "a/b"); err != nil || !e.Dir {
		t.Errorf("a/b is %+v, %v", e, err)
	}
	if e, err := r.Entry(c.Tree, ""); err != nil || e.Hash != c.Tree {
		t.Errorf("the root is %+v, %v", e, err)
	}
	for _, path := range []string{"b.md", "a.md/x", "../a.md", "/a.md", "a/../../a.md", "a/b/c.md/", ".git/config"} {
		if _, err := r.Entry(c.Tree, path); path != "a/b/c.md/" && !errors.Is(err, ErrNotFound) {
			t.Errorf("%q: %v", path, err)
		}
	}
}

// rawTree stores a tree as hostile as its maker likes.
func rawTree(t *testing.T, b *Builder, entries ...object.TreeEntry) Hash {
	t.Helper()
	ob := b.store.NewEncodedObject()
	ob.SetType(plumbing.TreeObject)
	w, err := ob.Writer()
	must(t, err)
	for _, e := range entries {
		mode := strings.TrimLeft(e.Mode.String(), "0")
		_, err := w.Write([]byte(mode + " " + e.Name + "\x00" + string(e.Hash[:])))
		must(t, err)
	}
	h, err := b.store.SetEncodedObject(ob)
	must(t, err)
	return h.String()
}

func TestHostileTree(t *testing.T) {
	b := NewBuilder("hostile")
	blob, err := b.blob([]byte("/etc/passwd"))
	must(t, err)
	tree := rawTree(t, b,
		object.TreeEntry{Name: "..", Mode: filemode.Regular, Hash: blob},
		object.TreeEntry{Name: ".GIT", Mode: filemode.Regular, Hash: blob},
		object.TreeEntry{Name: "a/b", Mode: filemode.Regular, Hash: blob},
		object.TreeEntry{Name: "link", Mode: filemode.Symlink, Hash: blob},
		object.TreeEntry{Name: "module", Mode: filemode.Submodule, Hash: blob},
		object.TreeEntry{Name: "lost", Mode: filemode.Dir, Hash: blob},
		object.TreeEntry{Name: "good.md", Mode: filemode.Executable, Hash: blob})
	r := b.Repo()
	files, err := r.Files(tree)
	must(t, err)
	if len(files) != 1 || files[0].Path != "good.md" {
		t.Errorf("got %+v", files)
	}
	if m := r.Missing(); len(m) != 1 || m[0].Hash != blob.String() || m[0].Kind != "tree" {
		t.Errorf("the tree that is a blob is not named: %+v", m)
	}
	for _, path := range []string{"link/x", "..", ".GIT", "module/x"} {
		if _, err := r.Entry(tree, path); !errors.Is(err, ErrNotFound) {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestTreeWithinItself(t *testing.T) {
	b := NewBuilder("deep")
	inner := rawTree(t, b)
	for range 300 {
		inner = rawTree(t, b, object.TreeEntry{Name: "d", Mode: filemode.Dir, Hash: plumbing.NewHash(inner)})
	}
	if _, err := b.Repo().Files(inner); err != nil {
		t.Error(err)
	}
}

func TestBuilderRefuses(t *testing.T) {
	b := NewBuilder("refuses")
	for _, d := range []Draft{
		{Files: map[string]string{"../a": ""}},
		{Files: map[string]string{"/a": ""}},
		{Files: map[string]string{"a//b": ""}},
		{Files: map[string]string{".git/hooks/x": ""}},
		{Files: map[string]string{"a": "", "a/b": ""}},
		{Remove: []string{"a"}},
		{Parents: []Hash{strings.Repeat("0", 40)}},
	} {
		if h, err := b.Commit(d); err == nil {
			t.Errorf("%+v became %s", d, h)
		}
	}
	for _, name := range []string{"main", "refs/heads/../x", "refs/heads/a b", ""} {
		if err := b.SetRef(name, ""); err == nil {
			t.Errorf("the reference %q was taken", name)
		}
	}
}

func TestMessagesInOldEncodings(t *testing.T) {
	raw := "tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\nauthor J\xf8rgen <j@x.example> 1300000000 +0100\ncommitter J\xf8rgen <j@x.example> 99999999999999 +0100\n"
	c, err := parseCommit(plumbing.ZeroHash, []byte(raw+"encoding ISO-8859-1\n\n\xa7 4\n"))
	must(t, err)
	if c.Author.Name != "Jørgen" || c.Message != "§ 4\n" || !c.Committer.When.Equal(time.Time{}) {
		t.Errorf("got %+v", c)
	}
	if _, offset := c.Author.When.Zone(); offset != 3600 {
		t.Errorf("the zone became %d", offset)
	}
}

func TestLFS(t *testing.T) {
	if !IsLFS([]byte("version https://git-lfs.github.com/spec/v1\noid sha256:abc\nsize 12\n")) {
		t.Error("a pointer is not seen")
	}
	if IsLFS([]byte("version 1\n")) || IsLFS(nil) {
		t.Error("a text passes for a pointer")
	}
}

func TestPlainFolder(t *testing.T) {
	root := filepath.Join(t.TempDir(), "village")
	for p, text := range map[string]string{"charter.md": "Art. 1", "annex/dues.md": "one loaf", ".hidden": "x", ".git2/x": "x"} {
		must(t, os.MkdirAll(filepath.Dir(filepath.Join(root, p)), 0o755))
		must(t, os.WriteFile(filepath.Join(root, p), []byte(text), 0o644))
	}
	must(t, os.Symlink("/etc/passwd", filepath.Join(root, "out.md")))
	r := open(t, root)
	if !r.Plain || r.Name != "village" {
		t.Errorf("got %+v", r)
	}
	if got := paths(t, r); !slices.Equal(got, []string{"annex/dues.md 8", "charter.md 6"}) {
		t.Errorf("got %v", got)
	}
	told(t, r)
	again := open(t, root)
	a, _ := r.Head()
	if b, _ := again.Head(); a.Hash != b.Hash {
		t.Error("the same files make two versions")
	}
	must(t, os.WriteFile(filepath.Join(root, "charter.md"), []byte("Art. 2"), 0o644))
	head, _ := again.Head()
	c, _ := again.Commit(head.Hash)
	e, _ := again.Entry(c.Tree, "charter.md")
	if _, err := again.Blob(e.Hash); !errors.Is(err, ErrDamaged) {
		t.Errorf("a file changed under our hands: %v", err)
	}
}

// paths lists the files of HEAD with their sizes.
func paths(t *testing.T, r *Repo) []string {
	t.Helper()
	head, err := r.Head()
	must(t, err)
	c, err := r.Commit(head.Hash)
	must(t, err)
	files, err := r.Files(c.Tree)
	must(t, err)
	var list []string
	for _, f := range files {
		n, err := r.Size(f.Hash)
		must(t, err)
		list = append(list, f.Path+" "+string(rune('0'+n)))
	}
	return list
}

func TestPlainFiles(t *testing.T) {
	root := t.TempDir()
	must(t, os.MkdirAll(filepath.Join(root, "b"), 0o755))
	one, two := filepath.Join(root, "a.txt"), filepath.Join(root, "b", "c.txt")
	must(t, os.WriteFile(one, []byte("one"), 0o644))
	must(t, os.WriteFile(two, []byte("four"), 0o644))
	r, err := OpenFiles([]string{two, one}, Options{})
	must(t, err)
	defer r.Close()
	if got := paths(t, r); !slices.Equal(got, []string{"a.txt 3", "b/c.txt 4"}) {
		t.Errorf("got %v", got)
	}
	if got := paths(t, open(t, two)); !slices.Equal(got, []string{"c.txt 4"}) {
		t.Errorf("got %v", got)
	}
	if _, err := Open(one, Options{MaxBlob: 2}); !errors.Is(err, ErrTooLarge) {
		t.Errorf("a large text: %v", err)
	}
	if _, err := Open(file(t, "noise", "\x00\x01\x02"), Options{}); err == nil || !strings.Contains(err.Error(), "neither a git repository nor a bundle nor a text") {
		t.Errorf("noise: %v", err)
	}
	if _, err := Open(t.TempDir(), Options{}); !errors.Is(err, ErrEmpty) {
		t.Errorf("an empty folder: %v", err)
	}
}
