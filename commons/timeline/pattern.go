package timeline

import (
	"cmp"
	"errors"
	"path"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"polity/commons/repo"
)

// Resolve lists the files that patterns name in a tree, in the patterns' order and
// within one pattern in natural order, each file once. A pattern is a path, else a path
// whose last part holds wildcards, or a doublestar glob; «!» in front takes what it
// matches out of all of them. Files that are absent are
// left out; links and submodules are never followed.
func Resolve(r *repo.Repo, tree string, patterns []string) ([]File, error) {
	var out []File
	seen := map[string]bool{}
	for _, p := range patterns {
		if strings.HasPrefix(p, "!") {
			continue
		}
		found, err := resolveOne(r, tree, p)
		if err != nil {
			return nil, err
		}
		for _, f := range found {
			if !seen[f.Path] && !excluded(f.Path, patterns) {
				seen[f.Path] = true
				out = append(out, f)
			}
		}
	}
	return out, nil
}

func excluded(file string, patterns []string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool {
		not, ok := strings.CutPrefix(p, "!")
		if !ok {
			return false
		}
		match, _ := doublestar.Match(not, file)
		return match
	})
}

func resolveOne(r *repo.Repo, tree, pattern string) ([]File, error) {
	// A file may have the signs of a pattern in its name: «Charter [2020].md».
	e, err := r.Entry(tree, pattern)
	if err == nil && isFile(e) {
		return []File{{Path: pattern, Blob: e.Hash}}, nil
	}
	if err = ignoreAbsent(err); err != nil || !isGlob(pattern) {
		return nil, err
	}
	if dir, base := path.Split(pattern); !isGlob(dir) {
		return resolveFolder(r, tree, strings.TrimSuffix(dir, "/"), base)
	}
	all, err := r.Files(tree)
	if err != nil {
		return nil, err
	}
	var out []File
	for _, f := range all {
		if ok, _ := doublestar.Match(pattern, f.Path); ok {
			out = append(out, File{f.Path, f.Hash})
		}
	}
	sortNaturally(out)
	return out, nil
}

func resolveFolder(r *repo.Repo, tree, dir, base string) ([]File, error) {
	if dir != "" {
		e, err := r.Entry(tree, dir)
		if err != nil || !e.Dir {
			return nil, ignoreAbsent(err)
		}
		tree = e.Hash
	}
	entries, err := r.Tree(tree)
	if err != nil {
		return nil, err
	}
	var out []File
	for _, e := range entries {
		if ok, _ := path.Match(base, e.Name); ok && isFile(e) {
			out = append(out, File{path.Join(dir, e.Name), e.Hash})
		}
	}
	sortNaturally(out)
	return out, nil
}

func isGlob(p string) bool { return strings.ContainsAny(p, "*?[{") }

func isFile(e repo.Entry) bool { return e.Hash != "" && !e.Dir && !e.Link && !e.Module }

func sortNaturally(f []File) {
	slices.SortFunc(f, func(a, b File) int { return cmp.Or(Natural(a.Path, b.Path), cmp.Compare(a.Path, b.Path)) })
}

// Natural compares two names with runs of digits taken as numbers, so that
// "9.md" comes before "10.md".
func Natural(a, b string) int {
	for a != "" && b != "" {
		na, nb := digits(a), digits(b)
		if na > 0 && nb > 0 {
			x, y := strings.TrimLeft(a[:na], "0"), strings.TrimLeft(b[:nb], "0")
			if c := cmp.Or(cmp.Compare(len(x), len(y)), cmp.Compare(x, y)); c != 0 {
				return c
			}
			a, b = a[na:], b[nb:]
			continue
		}
		if a[0] != b[0] {
			return cmp.Compare(a[0], b[0])
		}
		a, b = a[1:], b[1:]
	}
	return cmp.Compare(len(a), len(b))
}

func digits(s string) int {
	n := 0
	for n < len(s) && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	return n
}

// ignoreAbsent makes no error of a path that is not there.
func ignoreAbsent(err error) error {
	if errors.Is(err, repo.ErrNotFound) {
		return nil
	}
	return err
}
