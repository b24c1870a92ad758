package repo

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/go-git/go-billy/v5/osfs"
	git "github.com/go-git/go-git/v5"
	"github.com/go-git/go-git/v5/config"
	"github.com/go-git/go-git/v5/plumbing"
	gitcache "github.com/go-git/go-git/v5/plumbing/cache"
	"github.com/go-git/go-git/v5/plumbing/transport"
	"github.com/go-git/go-git/v5/storage/filesystem"
	"github.com/rogpeppe/go-internal/lockedfile"
)

// fetched is what a clone asks for: branches and tags under their own names,
// proposals under ours, so that they can never be taken for branches.
var fetched = []config.RefSpec{
	"+refs/heads/*:refs/heads/*",
	"+refs/tags/*:refs/tags/*",
	"+refs/pull/*/head:refs/polity/pull/*",
	"+refs/merge-requests/*/head:refs/polity/mr/*",
}

// forgeName gives a proposal the name its forge knows it by.
func forgeName(name string) string {
	if n, ok := strings.CutPrefix(name, "refs/polity/pull/"); ok {
		return "refs/pull/" + n + "/head"
	}
	if n, ok := strings.CutPrefix(name, "refs/polity/mr/"); ok {
		return "refs/merge-requests/" + n + "/head"
	}
	return name
}

// openURL clones an address into the cache, or brings the clone there up to date,
// and opens it. One process at a time works on a clone; others wait.
func openURL(source string, opt Options) (*Repo, error) {
	shown := Shown(source)
	if err := fetchable(source); err != nil {
		return nil, err
	}
	if opt.Cache == "" {
		return nil, fmt.Errorf("%s: no cache folder is set to clone it into", shown)
	}
	if err := os.MkdirAll(opt.Cache, 0o755); err != nil {
		return nil, fmt.Errorf("%s: there is no folder to clone it into: %w; choose another cache", shown, err)
	}
	dir, err := filepath.Abs(filepath.Join(opt.Cache, cacheName(shown)))
	if err != nil {
		return nil, err
	}
	unlock, err := lockedfile.MutexAt(dir + ".lock").Lock()
	if err != nil {
		return nil, err
	}
	defer unlock()
	if opt.Offline {
		if !looksLikeGit(dir) {
			return nil, fmt.Errorf("%s: it has never been fetched, and now must not be: go online once: %w", shown, ErrNotFound)
		}
	} else if err := update(dir, source, opt); err != nil {
		return nil, fmt.Errorf("%s: %s", shown, hide(err, source))
	}
	r, err := openLocal(dir, dir, shortName(shown), shown, opt)
	if err != nil {
		return nil, err
	}
	r.Remote = shown
	return r, nil
}

// fetchable refuses addresses that go-git would misread as something else.
func fetchable(source string) error {
	if scpLike.MatchString(source) {
		return nil
	}
	scheme, _, _ := strings.Cut(source, "://")
	switch strings.ToLower(scheme) {
	case "https", "http", "ssh", "git":
		return nil
	}
	return fmt.Errorf("%s: addresses begin with https, http, ssh, git or file, or read user@host:path", Shown(source))
}

// cacheName is a folder name for an address: readable, and distinct by its sum.
func cacheName(shown string) string {
	sum := sha256.Sum256([]byte(shown))
	name := strings.Map(func(c rune) rune {
		if strings.ContainsRune("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_", c) {
			return c
		}
		return '-'
	}, shortName(shown))
	return name[:min(len(name), 60)] + "-" + hex.EncodeToString(sum[:6]) + ".git"
}

// update fetches into a bare repository, which it makes where there is none.
func update(dir, source string, opt Options) error {
	store := filesystem.NewStorage(osfs.New(dir, osfs.WithBoundOS()), gitcache.NewObjectLRUDefault())
	if !looksLikeGit(dir) {
		if err := store.Init(); err != nil {
			return err
		}
	}
	specs := fetched
	for _, s := range opt.Refspecs {
		specs = append(specs[:len(specs):len(specs)], config.RefSpec(s))
	}
	// The remote lives in memory only: the address may carry a password.
	remote := git.NewRemote(store, &config.RemoteConfig{Name: "origin", URLs: []string{source}, Fetch: specs})
	list, err := remote.List(&git.ListOptions{})
	if errors.Is(err, transport.ErrEmptyRemoteRepository) {
		return nil
	}
	if err != nil {
		return err
	}
	fo := &git.FetchOptions{RefSpecs: specs, Tags: git.NoTags, Force: true, Prune: true}
	if p := opt.progress("fetch"); p != nil {
		fo.Progress = &ticker{report: p}
	}
	if err := remote.Fetch(fo); err != nil && !errors.Is(err, git.NoErrAlreadyUpToDate) {
		return err
	}
	return setHead(store, list)
}

// setHead makes the clone's HEAD lead where the remote's does.
func setHead(store *filesystem.Storage, list []*plumbing.Reference) error {
	for _, f := range list {
		if f.Name() == plumbing.HEAD {
			return store.SetReference(f)
		}
	}
	return store.SetReference(plumbing.NewSymbolicReference(plumbing.HEAD, "refs/heads/main"))
}

// ticker turns the other side's progress lines into calls; their wording is theirs.
type ticker struct {
	report func(done, total int)
	n      int
}

func (t *ticker) Write(p []byte) (int, error) {
	t.n++
	t.report(t.n, 0)
	return len(p), nil
}

// hide takes the user name and password of an address out of an error's words.
func hide(err error, source string) string {
	words := strings.ReplaceAll(err.Error(), source, Shown(source))
	if u, bad := url.Parse(source); bad == nil && u.User != nil {
		words = strings.ReplaceAll(words, u.User.String()+"@", "")
		if pass, ok := u.User.Password(); ok && pass != "" {
			words = strings.ReplaceAll(words, pass, "…")
		}
	}
	return words
}
