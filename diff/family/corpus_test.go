package family_test

import (
	"cmp"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"polity/commons/collect"
	"polity/commons/law"
	"polity/commons/manifest"
	"polity/diff/family"
)

// gather reads real repositories, each from the branch that stands behind «@» in its
// name, or files whose paths begin so. Where the folder with them is absent the test is skipped: POLITY_SHARED, else
// ../shared beside the repository.
func gather(t *testing.T, names ...string) *law.Commons {
	t.Helper()
	if testing.Short() {
		t.Skip("real repositories are not read in -short")
	}
	var list []collect.Source
	for _, name := range names {
		name, branch, _ := strings.Cut(name, "@")
		path := filepath.Join(cmp.Or(os.Getenv("POLITY_SHARED"), "../../../shared"), "corpus", name+"*")
		found, _ := filepath.Glob(path)
		if len(found) == 0 {
			t.Skipf("no real repositories here: %s", path)
		}
		s := collect.Source{Spec: found[0]}
		if branch != "" {
			s.As = manifest.Source{Branches: []string{branch}}
		}
		list = append(list, s)
	}
	c, err := collect.Open(collect.Options{Sources: list})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	g, err := c.Gather()
	if err != nil {
		t.Fatal(err)
	}
	return g.Commons
}

// The fork point is what git merge-base says of the two heads.
func TestForkPoint(t *testing.T) {
	r := only(t, find(gather(t, "ccc-ch-statuten-fork", "ccc-ch-statuten.")))
	if r.Upstream != "ccc-ch-statuten" || r.Fork != "ccc-ch-statuten-fork" || r.Base != "145a971a46a61679ee8bd586721b2ecf891c4e48" {
		t.Errorf("%s from %s at %s", r.Fork, r.Upstream, r.Base)
	}
	if r.Share < 0.9 || r.Counts[family.Taken] != 3 {
		t.Errorf("share %.2f, %v; the fork took all three later changes", r.Share, r.Counts)
	}
}

// One lineage told three times is one family, and what one telling has the others
// have taken.
func TestOneLineage(t *testing.T) {
	c := gather(t, "usa-constitution", "usa-constitution@attempt-1", "usa-constitution@attempt-2")
	k := find(c)
	if len(k.Groups) != 1 || len(k.Groups[0].Works) != len(c.Works) {
		t.Fatalf("families: %+v", k.Groups)
	}
	for _, r := range k.Relations {
		if n := len(r.Later); 10*r.Counts[family.Taken] < 9*n {
			t.Errorf("%s took %d of %d changes of %s", r.Fork, r.Counts[family.Taken], n, r.Upstream)
		}
	}
}

// Unrelated repositories are no kin.
func TestStrangers(t *testing.T) {
	k := find(gather(t, "austin-dsa", "nodejs-tsc", "loomio-handbook", "cardano-constitution"))
	if len(k.Relations) > 0 {
		t.Errorf("%+v", k.Relations)
	}
}

// A new text under an old title is a new text: of 2016's nothing stands in that of
// 2021.
func TestNewText(t *testing.T) {
	k := find(gather(t, "../lineage/liberland/2016-", "../lineage/liberland/2021-"))
	if len(k.Relations) > 0 {
		t.Errorf("%+v", k.Relations)
	}
}
