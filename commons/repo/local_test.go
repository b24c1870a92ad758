package repo

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-git/go-billy/v5/osfs"
	"github.com/go-git/go-git/v5/plumbing"
	gitcache "github.com/go-git/go-git/v5/plumbing/cache"
	"github.com/go-git/go-git/v5/storage/filesystem"
)

// write puts a file below a folder, which it makes.
func write(t *testing.T, path, text string) {
	t.Helper()
	must(t, os.MkdirAll(filepath.Dir(path), 0o755))
	must(t, os.WriteFile(path, []byte(text), 0o644))
}

func TestWorkTree(t *testing.T) {
	root := filepath.Join(t.TempDir(), "marsh")
	must(t, os.MkdirAll(root, 0o755))
	b := grown(t, 3)
	must(t, b.WriteDir(filepath.Join(root, ".git")))
	write(t, filepath.Join(root, "draft.md"), "not committed")
	r := open(t, root)
	if r.Name != "marsh" || r.Plain || told(t, r) != told(t, b.Repo()) {
		t.Errorf("the work tree %+v says something else", r)
	}
}

func TestLinkedWorkTree(t *testing.T) {
	main := dir(t, grown(t, 3))
	h := headOf(t, open(t, main))
	side := filepath.Join(main, "worktrees", "side")
	write(t, filepath.Join(side, "HEAD"), "ref: refs/heads/main\n")
	write(t, filepath.Join(side, "commondir"), "../..\n")
	linked := filepath.Join(t.TempDir(), "side")
	write(t, filepath.Join(linked, ".git"), "gitdir: "+side+"\n")
	if got := headOf(t, open(t, linked)); got != h {
		t.Errorf("got %+v, want %+v", got, h)
	}
	write(t, filepath.Join(linked, ".git"), "nothing of the kind")
	if _, err := Open(linked, Options{}); !errors.Is(err, ErrDamaged) {
		t.Errorf("a broken link: %v", err)
	}
}

func headOf(t *testing.T, r *Repo) Ref {
	t.Helper()
	h, err := r.Head()
	must(t, err)
	return h
}

func TestLinksAreFollowedWhereNamed(t *testing.T) {
	p := dir(t, grown(t, 2))
	root := t.TempDir()
	must(t, os.Symlink(p, filepath.Join(root, ".git")))
	headOf(t, open(t, root))
	must(t, os.Symlink(file(t, "law.md", "Art. 1"), filepath.Join(root, "link.md")))
	if got := paths(t, open(t, filepath.Join(root, "link.md"))); len(got) != 1 || got[0] != "law.md 6" {
		t.Errorf("got %v", got)
	}
}

func TestFormats(t *testing.T) {
	for name, c := range map[string]struct{ config, want string }{
		"worktreeConfig": {"[core]\n\trepositoryformatversion = 1\n[extensions]\n\tworktreeConfig = true\n", ""},
		"sha256":         {"[extensions]\n\tobjectFormat = sha256\n", "names its objects by sha256"},
		"reftable":       {"[extensions]\n\trefStorage = reftable\n", "refs migrate --ref-format=files"},
		"nonsense":       {"[core\n", "configuration cannot be read"},
	} {
		p := dir(t, grown(t, 2))
		write(t, filepath.Join(p, "config"), c.config)
		r, err := Open(p, Options{})
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: %v", name, err)
		}
		if r != nil {
			r.Close()
		}
	}
}

func TestShallow(t *testing.T) {
	b := grown(t, 6)
	p := dir(t, b)
	var list []Hash
	must(t, b.Repo().Walk(headOf(t, b.Repo()).Hash, func(c *Commit) error { list = append(list, c.Hash); return nil }))
	write(t, filepath.Join(p, "shallow"), list[2]+"\n")
	r := open(t, p)
	n := 0
	must(t, r.Walk(list[0], func(*Commit) error { n++; return nil }))
	if !r.Shallow || n != 3 || len(r.Missing()) > 0 {
		t.Errorf("shallow %v, %d commits, missing %v", r.Shallow, n, r.Missing())
	}
	if want := "git -C " + p + " fetch --unshallow --tags"; r.Mend != want {
		t.Errorf("got %q, want %q", r.Mend, want)
	}
}

func TestPartial(t *testing.T) {
	p := dir(t, grown(t, 2))
	write(t, filepath.Join(p, "config"), "[remote \"origin\"]\n\turl = https://me:secret@git.example/a.git\n\tpromisor = true\n\tpartialclonefilter = blob:none\n")
	r := open(t, p)
	if !r.Partial || r.Remote != "https://git.example/a.git" {
		t.Errorf("got %+v", r)
	}
	_, err := r.Blob(strings.Repeat("1", 40))
	if !errors.Is(err, ErrNotFound) || !strings.Contains(err.Error(), "git -C "+p+" fetch --refetch --no-filter") {
		t.Errorf("got %v", err)
	}
	write(t, filepath.Join(p, "shallow"), headOf(t, r).Hash+"\n")
	want := "git -C " + p + " fetch --unshallow --tags && git -C " + p + " fetch --refetch --no-filter"
	if r := open(t, p); r.Mend != want {
		t.Errorf("shallow as well: %q, want %q", r.Mend, want)
	}
}

func TestAlternates(t *testing.T) {
	far := grown(t, 4)
	base := dir(t, far)
	near := filepath.Join(t.TempDir(), "near.git")
	must(t, NewBuilder("near").WriteDir(near))
	write(t, filepath.Join(near, "objects", "info", "alternates"), filepath.Join(base, "objects")+"\n")
	write(t, filepath.Join(near, "refs", "heads", "main"), headOf(t, far.Repo()).Hash+"\n")
	must(t, far.SetRef("refs/tags/v1", ""))
	if told(t, open(t, near)) != told(t, far.Repo()) {
		t.Error("what is borrowed reads differently")
	}
}

func TestLooseObjects(t *testing.T) {
	b := grown(t, 4)
	p := filepath.Join(t.TempDir(), "loose.git")
	must(t, NewBuilder("loose").WriteDir(p))
	store := filesystem.NewStorage(osfs.New(p, osfs.WithBoundOS()), gitcache.NewObjectLRUDefault())
	for _, ob := range b.store.Objects {
		_, err := store.SetEncodedObject(ob)
		must(t, err)
	}
	for name, h := range b.refs {
		write(t, filepath.Join(p, filepath.FromSlash(name)), h.String()+"\n")
	}
	r := open(t, p)
	if told(t, r) != told(t, b.Repo()) {
		t.Error("loose objects read differently")
	}
	h := headOf(t, r)
	if got, err := r.Resolve(h.Hash[:8]); err != nil || got.Hash != h.Hash {
		t.Errorf("abbreviated: %+v, %v", got, err)
	}
	broken := filepath.Join(p, "objects", h.Hash[:2], h.Hash[2:])
	must(t, os.Chmod(broken, 0o644))
	must(t, os.WriteFile(broken, []byte("noise"), 0o644))
	if _, err := open(t, p).Commit(h.Hash); !errors.Is(err, ErrDamaged) {
		t.Errorf("a broken object: %v", err)
	}
}

func TestBrokenPackFile(t *testing.T) {
	p := dir(t, grown(t, 30))
	packs, err := filepath.Glob(filepath.Join(p, "objects", "pack", "*.pack"))
	must(t, err)
	data, err := os.ReadFile(packs[0])
	must(t, err)
	for i := len(data) / 3; i < len(data)/2; i++ {
		data[i] ^= 0x5a
	}
	must(t, os.Chmod(packs[0], 0o644))
	must(t, os.WriteFile(packs[0], data, 0o644))
	r := open(t, p)
	var blobs []Hash
	must(t, r.objects.names(func(h plumbing.Hash) { blobs = append(blobs, h.String()) }))
	good := 0
	must(t, r.Blobs(blobs, func(Hash, []byte) error { good++; return nil }))
	if len(r.Missing()) == 0 {
		t.Error("the damage went unnoticed")
	}
}
