package repo

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/transport"
	"github.com/go-git/go-git/v5/plumbing/transport/client"
	"github.com/go-git/go-git/v5/plumbing/transport/server"
)

// served makes an address answer with the repository of a builder, in the process
// and without a network.
func served(t *testing.T, b *Builder, address string) {
	t.Helper()
	for name, h := range b.refs {
		must(t, b.store.SetReference(plumbing.NewHashReference(plumbing.ReferenceName(name), h)))
	}
	must(t, b.store.SetReference(plumbing.NewSymbolicReference(plumbing.HEAD, plumbing.ReferenceName(b.head))))
	end, err := transport.NewEndpoint(address)
	must(t, err)
	old := client.Protocols["https"]
	client.InstallProtocol("https", server.NewServer(server.MapLoader{end.String(): b.store}))
	t.Cleanup(func() { client.InstallProtocol("https", old) })
}

func TestClone(t *testing.T) {
	const address = "https://me:secret@forge.example/marsh/law.git"
	b := grown(t, 5)
	b.SetHead("refs/heads/law")
	head := b.Repo()
	tip := head.refs[0].hash.String()
	must(t, b.SetRef("refs/heads/law", tip))
	must(t, b.SetRef("refs/pull/7/head", tip))
	must(t, b.SetRef("refs/merge-requests/8/head", tip))
	served(t, b, address)
	opt := Options{Cache: filepath.Join(t.TempDir(), "cache")}

	r, err := Open(address, opt)
	must(t, err)
	if r.Name != "law" || r.URL != "https://forge.example/marsh/law.git" || r.Remote != r.URL {
		t.Errorf("got %+v", r)
	}
	if h := headOf(t, r); h.Name != "refs/heads/law" {
		t.Errorf("HEAD is %+v", h)
	}
	if told(t, r) != told(t, b.Repo()) {
		t.Error("the clone says something else")
	}
	must(t, r.Close())
	for p, text := range filesBelow(t, opt.Cache) {
		if strings.Contains(text, "secret") || strings.Contains(p, "secret") {
			t.Errorf("the password is kept in %s", p)
		}
	}

	next := commit(t, b, Draft{Parents: []Hash{tip}, Edits: map[string]string{"new.md": "new"}, Author: at(20)})
	must(t, b.SetRef("refs/heads/law", next))
	must(t, b.SetRef("refs/heads/main", ""))
	must(t, b.store.RemoveReference("refs/heads/main"))
	served(t, b, address)
	offline := opt
	offline.Offline = true
	r, err = Open(address, offline)
	must(t, err)
	if h := headOf(t, r); h.Hash != tip {
		t.Errorf("offline, HEAD moved to %s", h.Hash)
	}
	must(t, r.Close())
	r, err = Open(address, opt)
	must(t, err)
	defer r.Close()
	if told(t, r) != told(t, b.Repo()) {
		t.Error("after the second fetch the clone says something else")
	}
}

func TestCloneRefused(t *testing.T) {
	cache := t.TempDir()
	for source, want := range map[string]string{
		"https://me:secret@gone.example/x":  "https://gone.example/x: ",
		"ext::sh -c id://x":                 "",
		"ftp://me:secret@forge.example/x":   "ftp://forge.example/x: addresses begin with",
		"https://me:secret@bad host/x":      "https://…",
		"https://me:sec%zzret@bad.example/": "https://…",
	} {
		served(t, grown(t, 1), "https://other.example/x")
		_, err := Open(source, Options{Cache: cache})
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v", source, err)
		}
	}
	if _, err := Open("https://forge.example/x", Options{}); err == nil || !strings.Contains(err.Error(), "no cache folder") {
		t.Errorf("without a cache: %v", err)
	}
	if _, err := Open("https://forge.example/x", Options{Cache: cache, Offline: true}); !errors.Is(err, ErrNotFound) {
		t.Errorf("offline: %v", err)
	}
}

func TestCloneOfNothing(t *testing.T) {
	served(t, NewBuilder("nothing"), "https://forge.example/nothing")
	r, err := Open("https://forge.example/nothing", Options{Cache: t.TempDir()})
	if err != nil {
		t.Skipf("the server in this process does not serve empty repositories: %v", err)
	}
	defer r.Close()
	if _, err := r.Head(); !errors.Is(err, ErrEmpty) {
		t.Errorf("got %v", err)
	}
}

func TestFileURL(t *testing.T) {
	p := dir(t, grown(t, 2))
	r := open(t, "file://"+filepath.ToSlash(p))
	headOf(t, r)
	if list, _ := os.ReadDir(filepath.Dir(p)); len(list) != 1 {
		t.Errorf("opening it in place left something behind: %v", list)
	}
}

func TestShown(t *testing.T) {
	for in, want := range map[string]string{
		"https://a:b@c.example/d.git?token=x#y": "https://c.example/d.git",
		"https://token@c.example/d":             "https://c.example/d",
		"ssh://git:pw@c.example/d":              "ssh://git@c.example/d",
		"git@c.example:d/e.git":                 "git@c.example:d/e.git",
		"../a/b":                                "../a/b",
	} {
		if got := Shown(in); got != want {
			t.Errorf("%s is shown as %s, not %s", in, got, want)
		}
	}
}

func TestNames(t *testing.T) {
	for in, want := range map[string]string{"/a/b.git": "b", "/a/b/.git": "b", "x.bundle": "x", "git@h:a/b.git/": "b", "https://h/a/": "a", ".git": ".git", "/": "repository"} {
		if got := shortName(in); got != want {
			t.Errorf("%q is called %q, not %q", in, got, want)
		}
	}
	if got := quote("it's here"); got != `'it'\''s here'` {
		t.Error(got)
	}
	a, b := cacheName("https://h/../.."), cacheName("https://g/../..")
	if a == b || strings.ContainsAny(a, "/\\") || strings.HasPrefix(a, ".") {
		t.Errorf("clones would lie in %s and %s", a, b)
	}
}
