package collect

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"polity/commons/law"
	"polity/commons/manifest"
	"polity/commons/repo"
	"polity/commons/story"
	"polity/commons/timeline"
)

// proposingStory brings proposals in every way that is read.
const proposingStory = `repo weir
person ada Ada Weir <ada@weir.example>
person ben Ben de Oar <ben@oar.example>

on 2011-03-06T10:00:00+01:00 ada
write law.md law
write polity.yaml polity
write README.md readme
commit "The first law"

branch noon
on 2012-03-06T10:00:00+01:00 ben
edit law.md noon
commit message
ref refs/pull/3/head noon
switch main
on 2012-04-06T10:00:00+01:00 ada
merge noon "Merge pull request #3 from ben/noon"
delete-branch noon

branch eels
on 2013-03-06T10:00:00+01:00 ben
edit law.md eels
commit "Count the eels"
ref refs/pull/12/head eels
ref refs/merge-requests/2/head eels
switch main
branch readme
on 2013-04-06T10:00:00+01:00 ben
edit README.md more
commit "Say more"
ref refs/pull/13/head readme
branch trial main
on 2013-05-06T10:00:00+01:00 ben
edit law.md eels
commit "Merge 0123456789012345678901234567890123456789 into 9876543210987654321098765432109876543210"
ref refs/pull/12/merge trial
ref refs/pull/14/head trial
switch main
delete-branch trial
branch drafts/night main
on 2013-06-06T10:00:00+01:00 ben
edit law.md night
commit "By night"
switch main
on 2014-03-06T10:00:00+01:00 ada
write proposals/0001-geese.patch patch
write proposals/0001-geese.md geese
write proposals/0002-swans.md swans
write proposals/broken.patch broken
write proposals/notes.md readme
commit "What came by mail"
branch old
switch main
on 2014-04-06T10:00:00+01:00 ada
write README.md more2
commit "A word"
-- law --
# Law

1. The sluice is open at dawn.

2. Nobody owns the river.
-- polity --
movement: {id: weir, name: The Weir}
works: [{id: law, files: [law.md]}]
-- readme --
Nothing.
-- more2 --
Nothing else.
-- more --
<<<<
Nothing.
====
Nothing yet.
>>>>
-- noon --
<<<<
open at dawn
====
open at noon
>>>>
-- eels --
<<<<
Nobody owns the river.
====
Nobody owns the river or its eels.
>>>>
-- night --
<<<<
open at noon
====
open at night
>>>>
-- message --
Open at noon

Dawn is too early for the miller.
-- patch --
From 0000000000000000000000000000000000000000 Mon Sep 17 00:00:00 2001
From: Nan Tarn <nan@quell.example>
Date: Sat, 23 May 2015 21:40:00 +0200
Subject: [PATCH] Keep geese

They keep watch.
---
 law.md | 2 +-
 1 file changed, 1 insertion(+), 1 deletion(-)

diff --git a/law.md b/law.md
--- a/law.md
+++ b/law.md
@@ -2,4 +2,6 @@
 
 1. The sluice is open at noon.
 
 2. Nobody owns the river.
+
+3. Geese are kept.
-- geese --
---
title: Keep geese
status: review
author: Nan Tarn
---
They keep watch.
-- swans --
---
title: Keep swans
status: withdrawn
author: Nan Tarn
---
They bite.
-- broken --
This is no patch.
`

func TestProposalsAreFound(t *testing.T) {
	b := toldStory(t, proposingStory)
	res := gathered(t, b.Repo())
	var got []string
	for _, p := range res.Commons.Works[0].Proposals {
		words := ""
		if p.Text != nil {
			words = p.Text.Clauses[1].Text + p.Text.Clauses[2].Text
		}
		record := ""
		if p.Record != nil {
			record = string(p.Record.Status)
		}
		got = append(got, fmt.Sprintf("%s %s branch=%q merged=%v commits=%d record=%q %s", p.ID, p.Form, p.Branch, p.Merged, len(p.Commits), record, words))
	}
	want := []string{
		`2 merge-request branch="eels" merged=false commits=1 record="" The sluice is open at noon.Nobody owns the river or its eels.`,
		`3 pull branch="" merged=true commits=1 record="" The sluice is open at noon.Nobody owns the river.`,
		`0001-geese patch branch="" merged=false commits=1 record="review" The sluice is open at noon.Nobody owns the river.`,
		`0002-swans record branch="" merged=false commits=0 record="withdrawn" `,
		`drafts-night branch branch="drafts/night" merged=false commits=1 record="" The sluice is open at night.Nobody owns the river.`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if p := res.Commons.Works[0].Proposals[0]; !slices.Equal(p.Also, []string{"refs/pull/12/head", "refs/heads/eels"}) {
		t.Errorf("also %q", p.Also)
	}
	if n := res.Commons.Sources[0].Aside; n != 1 { // the README; the forge's trial is nobody's
		t.Errorf("%d are left out", n)
	}
	if len(res.Problems) != 1 || res.Problems[0].Path != "proposals/broken.patch" {
		t.Errorf("problems: %v", res.Problems)
	}
}

// What branched off before the text got another name is read under the names of its time.
func TestProposalForATextThatWasRenamed(t *testing.T) {
	b, err := story.FromText("weir", []byte(`repo weir
person ada Ada Weir <ada@weir.example>
on 2011-03-06T10:00:00+01:00 ada
write old/bylaws.txt law
commit "The first law"
branch eels
on 2012-03-06T10:00:00+01:00 ada
edit old/bylaws.txt eels
commit "Count the eels"
ref refs/pull/7/head eels
switch main
delete-branch eels
on 2013-03-06T10:00:00+01:00 ada
remove old/bylaws.txt
write bylaws.md law
commit "Another name"
-- law --
1. The sluice is open at dawn, and the keeper writes down the level of the water.

2. Nobody owns the river, nor what swims in it.
-- eels --
<<<<
Nobody owns the river
====
Nobody owns the river or its eels
>>>>
`))
	if err != nil {
		t.Fatal(err)
	}
	res := gathered(t, b.Repo())
	w := res.Commons.Works[0]
	if len(w.Proposals) != 1 || w.Proposals[0].Text == nil || !strings.Contains(w.Proposals[0].Text.Clauses[1].Text, "eels") || res.Commons.Sources[0].Aside != 0 {
		t.Errorf("%+v, %d are left out", w.Proposals, res.Commons.Sources[0].Aside)
	}
}

// A manifest of a commons may narrow what is read.
func TestProposalsAreChosen(t *testing.T) {
	b := toldStory(t, proposingStory)
	for _, x := range []struct {
		as   manifest.Source
		want string
	}{
		{manifest.Source{Proposals: []string{"3"}, Branches: []string{"!drafts/*"}}, "[3 eels 0001-geese 0002-swans]"},
		{manifest.Source{Proposals: []string{"!*"}, Branches: []string{"main"}}, "[0001-geese 0002-swans]"},
		{manifest.Source{Proposals: []string{"pull/12/head"}, Branches: []string{"main", "drafts/*"}}, "[12 0001-geese 0002-swans drafts-night]"},
	} {
		c, err := Open(Options{Sources: []Source{{Spec: "weir", Repo: b.Repo(), As: x.as}}})
		if err != nil {
			t.Fatal(err)
		}
		res, err := c.Gather()
		if err != nil {
			t.Fatal(err)
		}
		var ids []string
		for _, p := range res.Commons.Works[0].Proposals {
			ids = append(ids, p.ID)
		}
		slices.Sort(ids)
		want := strings.Fields(strings.Trim(x.want, "[]"))
		slices.Sort(want)
		if !slices.Equal(ids, want) {
			t.Errorf("%v: %v, want %v", x.as, ids, want)
		}
	}
}

// A series of patches in a mailbox is one proposal.
func TestSeriesOfPatches(t *testing.T) {
	one := func(n int, from, to string) string {
		return fmt.Sprintf("From %040d Mon Sep 17 00:00:00 2001\nFrom: Nan Tarn <nan@quell.example>\nDate: Sat, 23 May 2015 21:40:00 +0200\nSubject: [PATCH %d/2] Step %d\n\n---\n law.md | 2 +-\n\ndiff --git a/law.md b/law.md\n--- a/law.md\n+++ b/law.md\n@@ -1,3 +1,3 @@\n # Law\n \n-%s\n+%s\n-- \n2.39\n\n", 0, n, n, from, to)
	}
	series, err := readPatches([]byte(one(1, "1. One.", "1. Two.") + one(2, "1. Two.", "1. Three.")))
	if err != nil || len(series) != 2 || series[1].commit.Subject != "Step 2" || series[1].commit.Author.Name != "Nan Tarn" {
		t.Fatalf("%v %v", err, series)
	}
	for _, hostile := range []string{"", "\x00", "diff --git a/x b/x\n", "@@ -1 +1 @@\n-a\n+b\n", "From " + strings.Repeat("0", 40) + " x\n", strings.Repeat("From "+strings.Repeat("0", 40)+" x\n", 500)} {
		readPatches([]byte(hostile))
	}
}

// How proposals stand to the main line is what git says.
func TestBranchingAgreesWithGit(t *testing.T) {
	dir := corpus(t)
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("there is no git to compare with")
	}
	for _, x := range []struct {
		bundle            string
		proposals, merged int
	}{ // one more of liberland's came into another branch than the main line
		{"holacracy", 98, 42}, {"liberland-constitution", 229, 147}, {"nodejs-tsc", 741, -1},
	} {
		bundle := filepath.Join(dir, x.bundle+".bundle")
		r, err := repo.Open(bundle, repo.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		copied := t.TempDir()
		if out, err := exec.Command("git", "clone", "-q", "--mirror", bundle, copied).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		head, err := r.Head()
		if err != nil {
			t.Fatal(err)
		}
		refs, err := r.Refs()
		if err != nil {
			t.Fatal(err)
		}
		git := func(args ...string) (string, bool) {
			out, err := exec.Command("git", append([]string{"-C", copied}, args...)...).Output()
			return strings.TrimSpace(string(out)), err == nil
		}
		// One call says which proposals are ancestors of the main line.
		merged := map[string]bool{}
		out, _ := git("for-each-ref", "--merged", head.Hash, "--format=%(refname)")
		for _, name := range strings.Fields(out) {
			merged[name] = true
		}
		var tips []repo.Hash
		for _, ref := range refs {
			tips = append(tips, ref.Hash)
		}
		a, err := timeline.ReadAncestry(r, head.Hash, tips)
		if err != nil {
			t.Fatal(err)
		}
		proposals, ancestors := 0, 0
		for _, ref := range refs {
			p, ok := requested(ref, nil)
			if !ok {
				continue
			}
			b, _ := a.Branching(ref.Hash)
			proposals++
			if b.Merged {
				ancestors++
			}
			if b.Merged != merged[ref.Name] {
				t.Errorf("%s %s: merged is %v", x.bundle, p.Name, b.Merged)
			}
			if !b.Merged && proposals%10 == 0 {
				all, _ := git("merge-base", "--all", head.Hash, ref.Hash)
				if b.Parted != "" && !strings.Contains(all, b.Parted) || b.Parted == "" && all != "" {
					t.Errorf("%s %s parted at %q, git says %q", x.bundle, p.Name, b.Parted, all)
				}
			}
		}
		if proposals != x.proposals || x.merged >= 0 && ancestors != x.merged {
			t.Errorf("%s: %d proposals, %d of them ancestors; want %d and %d", x.bundle, proposals, ancestors, x.proposals, x.merged)
		}
	}
}

// How many requests came in, and where, is what git says.
func TestRequestsAgreeWithGit(t *testing.T) {
	dir := corpus(t)
	if testing.Short() {
		t.Skip("real repositories are left out of short runs")
	}
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("there is no git to compare with")
	}
	for _, x := range []struct {
		bundle              string
		all, merged, within int
	}{
		{"holacracy", 98, 42, 0}, {"liberland-constitution", 229, 147, 1}, {"austin-dsa", 13, -1, -1}, {"zapf-satzung", 29, -1, -1},
	} {
		bundle := filepath.Join(dir, x.bundle+".bundle")
		copied := t.TempDir()
		git := func(args ...string) []string {
			out, err := exec.Command("git", append([]string{"-C", copied}, args...)...).CombinedOutput()
			if err != nil {
				t.Fatalf("%v: %s", err, out)
			}
			return strings.Fields(string(out))
		}
		if out, err := exec.Command("git", "clone", "-q", "--mirror", bundle, copied).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		const requests = "refs/pull/*/head"
		all := git("for-each-ref", "--format=%(refname)", requests)
		main := git("for-each-ref", "--format=%(refname)", "--merged", "HEAD", requests)
		within := map[string]bool{}
		for _, branch := range git("for-each-ref", "--format=%(refname)", "refs/heads") {
			tip := git("rev-parse", branch)[0]
			for _, line := range git("for-each-ref", "--format=%(refname)@%(objectname)", "--merged", branch, requests) {
				if name, head, _ := strings.Cut(line, "@"); head != tip && !slices.Contains(main, name) {
					within[name] = true
				}
			}
		}
		c, err := Open(Options{Sources: []Source{{Spec: bundle}}})
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		res, err := c.Gather()
		if err != nil {
			t.Fatal(err)
		}
		got, want := res.Commons.Sources[0].Requests, law.Requests{All: len(all), Merged: len(main), Within: len(within)}
		if got != want || got.All != x.all || x.merged >= 0 && (got.Merged != x.merged || got.Within != x.within) {
			t.Errorf("%s: %+v; git says %+v, and %d, %d and %d were expected", x.bundle, got, want, x.all, x.merged, x.within)
		}
	}
}
