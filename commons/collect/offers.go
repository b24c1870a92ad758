package collect

import (
	"strings"

	"polity/commons/repo"
)

// Offer is one way to end a Spec that somebody is typing.
type Offer struct {
	Spec string // whole, as ParseSpec reads it
	What string // branch, tag, proposal, work, translation or file
}

// maxOffers is how many are read with pleasure.
const maxOffers = 300

// Offers are the ways to end what is typed: behind SOURCE@ its branches and tags, and
// its proposals once their name is begun; behind SOURCE: or SOURCE@REV: the texts that
// are works, then their translations, then all other prose. None before that, and none
// where anything cannot be read. Nothing is fetched.
func Offers(begun string, o Options) []Offer {
	s := ParseSpec(begun, Exists)
	rest := begun[len(s.Source):]
	if rest == "" {
		return nil
	}
	o.Offline = true
	r, err := open(s.Source, o)
	if err != nil {
		return nil
	}
	defer r.Close()
	var all []Offer
	if strings.Contains(rest, ":") {
		all = offeredPaths(r, s.Rev)
		begun = s.Path
	} else {
		all = offeredRevs(r, s.Rev)
		begun = s.Rev
	}
	typed := strings.TrimSuffix(s.Source+rest, begun)
	var out []Offer
	for _, x := range all {
		if strings.HasPrefix(x.Spec, begun) && len(out) < maxOffers {
			out = append(out, Offer{typed + x.Spec, x.What})
		}
	}
	return out
}

// offeredRevs are the names of a repository's revisions, as Resolve takes them.
func offeredRevs(r *repo.Repo, begun string) []Offer {
	refs, err := r.Refs()
	if err != nil || r.Plain {
		return nil
	}
	var out []Offer
	taken := map[string]bool{}
	for _, kind := range []struct{ prefix, what string }{
		{"refs/heads/", "branch"},
		{"refs/tags/", "tag"},
		{"refs/remotes/", "branch of another repository"},
		{"refs/", "proposal"},
	} {
		if kind.what == "proposal" && begun == "" {
			break // there may be hundreds
		}
		for _, f := range refs {
			if name := f.Short(); strings.HasPrefix(f.Name, kind.prefix) && !taken[f.Name] {
				taken[f.Name] = true
				if !taken[name] && !taken[strings.TrimPrefix(name, "origin/")] {
					out = append(out, Offer{name, kind.what})
				}
				taken[name] = true
			}
		}
	}
	return out
}

// offeredPaths are the texts at a revision, works first.
func offeredPaths(r *repo.Repo, rev string) []Offer {
	at, err := r.Resolve(rev)
	if err != nil {
		return nil
	}
	c, err := r.Commit(at.Hash)
	if err != nil {
		return nil
	}
	_, docs, err := documentsOf(r, c.Tree)
	if err != nil {
		return nil
	}
	var out []Offer
	taken := map[string]bool{}
	add := func(what string, paths ...string) {
		for _, p := range paths {
			if !taken[p] {
				taken[p] = true
				out = append(out, Offer{p, what})
			}
		}
	}
	for _, d := range docs {
		add("work", d.patterns...)
	}
	for _, d := range docs {
		for _, t := range d.translations {
			add("translation", t.patterns...)
		}
	}
	files, err := r.Files(c.Tree)
	if err != nil {
		return out
	}
	for _, f := range files {
		if prose(f.Path) {
			add("file", f.Path)
		}
	}
	return out
}
