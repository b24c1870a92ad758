package repo

import (
	"errors"
	"strings"
	"testing"
)

func TestResolveSteps(t *testing.T) {
	b := NewBuilder("steps")
	root := commit(t, b, Draft{Author: at(1), Message: "root"})
	ours := commit(t, b, Draft{Parents: []Hash{root}, Author: at(2), Message: "ours"})
	theirs := commit(t, b, Draft{Parents: []Hash{root}, Author: at(3), Message: "theirs"})
	merge := commit(t, b, Draft{Parents: []Hash{ours, theirs}, Author: at(4), Message: "merge"})
	must(t, b.SetRef("refs/heads/main", merge))
	must(t, b.Tag("v1", ours, "first", at(5)))
	r := b.Repo()
	for rev, want := range map[string]Hash{
		"main~": ours, "main~1": ours, "main^": ours, "main^1": ours, "main^2": theirs, "main~2": root, "main^^": root, "main^2~1": root,
		"main~0": merge, "main^0": merge, "main^{commit}": merge, "v1^{}": ours, "v1~1": root, "HEAD~2": root, "~1": ours,
		merge[:8] + "~1": ours, "refs/heads/main^2^": root,
	} {
		if got, err := r.Resolve(rev); err != nil || got.Hash != want {
			t.Errorf("%s: %+v, %v; want %s", rev, got, err, want)
		}
	}
	for rev, says := range map[string]string{
		"main~3":                    "has no parent number 1",
		"main~99999999":             "goes back too far",
		"main^3":                    "has no parent number 3",
		"main~x":                    "cannot be read from «x» on",
		"main^{tree}":               "cannot be read from «{tree}» on",
		"main~99999999999999999999": "cannot be read from",
		"gone~1":                    `"gone"`,
	} {
		_, err := r.Resolve(rev)
		if !errors.Is(err, ErrNotFound) || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v; want %q", rev, err, says)
		}
	}
}

func TestMendHereNamesNoPath(t *testing.T) {
	r := &Repo{URL: "/home/ana's texts", Mend: "git -C " + quote("/home/ana's texts") + " fetch --unshallow --tags && git -C " + quote("/home/ana's texts") + " fetch --refetch --no-filter"}
	if got, want := r.MendHere(), "git fetch --unshallow --tags && git fetch --refetch --no-filter"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
