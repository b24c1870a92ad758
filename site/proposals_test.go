package site

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"polity/diff/proposal"
	"polity/site/export"
)

// main is the text of a page's main part, a block to a line.
func mainOf(t *testing.T, folder, page string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(folder, filepath.FromSlash(page)))
	if err != nil {
		t.Fatal(err)
	}
	node, err := html.Parse(strings.NewReader(string(b)))
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	var walk func(*html.Node, bool)
	walk = func(n *html.Node, in bool) {
		in = in || n.Type == html.ElementNode && n.Data == "main"
		if n.Type == html.TextNode && in {
			out.WriteString(n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c, in)
		}
		switch n.Data {
		case "p", "li", "h1", "h2", "h3", "dt", "dd", "div":
			if n.Type == html.ElementNode && in {
				out.WriteByte('\n')
			}
		}
	}
	walk(node, false)
	var lines []string
	for line := range strings.Lines(out.String()) {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

// The stories of the sample's proposals, as its pages tell them.
func TestSampleProposals(t *testing.T) {
	if testing.Short() {
		t.Skip("the whole sample is left out of short runs")
	}
	out, _ := buildSample(t, Options{Workers: 2})
	for _, c := range []struct {
		page string
		says []string
		not  []string
	}{
		{"upper-tamsel-constitution/proposals/index.html", []string{"Proposal 31 and Proposal 32 cannot both pass as they are", "The ferry and the reeds", "one was in force"}, nil},
		{"upper-tamsel-constitution/proposals/3/index.html", []string{"In force. The main line has it", "The main line has its last commit, since change"}, nil},
		{"upper-tamsel-constitution/proposals/9/index.html", []string{"No longer applies.", "A record says that it was adopted, but its words are not in force.", "Both changed the same words", "a goat as two sheep"}, []string{"ever decided on"}},
		{"upper-tamsel-constitution/proposals/12/index.html", []string{"In force.", "Its commits were never merged into the main line.", "100% of its words are in force, since change"}, nil},
		{"upper-tamsel-constitution/proposals/15/index.html", []string{"Was in force.", "were gone again with change"}, nil},
		{"upper-tamsel-constitution/proposals/19/index.html", []string{"Decided.", "“A toll at the upper ford” says: rejected"}, nil},
		{"upper-tamsel-constitution/proposals/28/index.html", []string{"Decided.", "withdrawn"}, nil},
		{"upper-tamsel-constitution/proposals/31/index.html", []string{"Open.", "The branch “fares-by-length” holds it and still stands.", "cannot both pass", "the same for everybody", "reckoned by the length"}, nil},
		{"upper-tamsel-constitution/proposals/31/ballot/index.html", []string{"Ballot: Proposal 31", "Proposed", "In Article 7", "for “the same for everybody” substitute “reckoned by the length", "Needed: two-thirds", "Digest if adopted", "Shall this be adopted?", "Abstain"}, []string{"unchanged"}},
		{"upper-tamsel-constitution/proposals/sets/the-ferry/ballot/index.html", []string{"Decided on together", "Proposal 34", "Repeal Article 3", "reckoned by the length"}, nil},
		{"nakhla-constitution/proposals/6/ballot/index.html", []string{"“أربعة” substitute “ستة”", "الطين في السواقي"}, nil},
		{"upper-tamsel-constitution/proposals/33/index.html", []string{"Entrenched, for Article 2(4)"}, nil},
		{"upper-tamsel-constitution/proposals/sets/the-ferry/index.html", []string{"Not in force. This is the text as it would be if all of these proposals passed.", "reckoned by the length", "The herons"}[:2], []string{"What cannot pass together"}},
		{"upper-tamsel-constitution/proposals/sets/both-fares/index.html", []string{"What cannot pass together as it is", "Proposal 32"}, nil},
		{"quell-valley-constitution/proposals/0001-the-third-dog/index.html", []string{"Excuse the Fold from a third dog", "Nan Tarn", "were two such dogs and there", "Open."}, nil},
		{"kawabe-kaisoku/proposals/index.html", []string{"Proposal 5 and Proposal 6"}, nil},
		{"nakhla-constitution/proposals/index.html", []string{"Proposal 6 and Proposal 7 cannot both pass as they are"}, nil},
		{"ferry-coop-bylaws/proposals/9/index.html", []string{"In force."}, nil},
		{"ferry-coop-bylaws/proposals/11/index.html", []string{"Decided.", "rejected"}, nil},
		{"proposals/index.html", []string{"Contested clauses", "Proposal 14 and Proposal 15 cannot both pass as they are"}, []string{"In force"}},
		{"upper-tamsel-constitution/index.html", []string{"2 proposals"}, nil},
	} {
		text := mainOf(t, out, c.page)
		for _, s := range c.says {
			if !strings.Contains(text, s) {
				t.Errorf("%s does not say %q:\n%s", c.page, s, text[:min(len(text), 1500)])
			}
		}
		for _, s := range c.not {
			if strings.Contains(text, s) {
				t.Errorf("%s says %q", c.page, s)
			}
		}
	}
}

// A reader finds from a change the proposal that it merged, and from a proposal the record
// of what became of it.
func TestSampleProposalsAreLinked(t *testing.T) {
	if testing.Short() {
		t.Skip("the whole sample is left out of short runs")
	}
	out, _ := buildSample(t, Options{Workers: 2})
	for page, links := range map[string][]string{
		"upper-tamsel-constitution/history/index.html":      {"../proposals/26/index.html"},
		"upper-tamsel-constitution/changes/19/index.html":   {"../../proposals/21/index.html"},
		"upper-tamsel-constitution/proposals/19/index.html": {"../../amendments/12/index.html"},
		"nakhla-constitution/amendments/3/index.html":       {"../../proposals/3/index.html"},
	} {
		b, err := os.ReadFile(filepath.Join(out, filepath.FromSlash(page)))
		if err != nil {
			t.Fatal(err)
		}
		for _, href := range links {
			if !strings.Contains(string(b), `href="`+href+`"`) {
				t.Errorf("%s does not lead to %s", page, href)
			}
		}
	}
}

// looked are the proposals of a real repository, weighed, by ID.
func looked(t *testing.T, bundle string) (map[string]export.Proposal, export.Proposals) {
	t.Helper()
	s, err := Look(context.Background(), Options{Args: []string{bundle}, Workers: 2})
	if err != nil {
		t.Fatal(err)
	}
	w := &s.Commons.Works[0]
	all := export.NewProposals(w, s.Proposals[w.ID], func(int) (string, string) { return "", "" })
	out := map[string]export.Proposal{}
	for _, p := range all.Proposals {
		out[p.ID] = p
	}
	return out, all
}

// What became of real proposals is told as what it was.
func TestRealProposals(t *testing.T) {
	dir := corpus(t)
	open := func(name string) (map[string]export.Proposal, export.Proposals) {
		return looked(t, filepath.Join(dir, name+".bundle"))
	}
	austin, _ := open("austin-dsa")
	if p := austin["9"]; p.State != proposal.WasInForce || !p.Merged || p.Until != 6 || p.Change != 5 {
		t.Errorf("adopted, then reverted: %+v", p)
	}
	if p := austin["13"]; p.State != proposal.InForce {
		t.Errorf("what reverted it: %+v", p)
	}
	usa, _ := open("usa-constitution")
	for _, id := range []string{"amendement-childlabor", "amendment-congressionalapportionment"} {
		if p := usa[id]; p.State != proposal.Open || p.Merged || p.Share > 0.1 {
			t.Errorf("an amendment that failed, or waits: %+v", p)
		}
	}
	for _, id := range []string{"attempt-1", "attempt-2"} {
		if p := usa[id]; p.State != proposal.InForce || p.Merged || p.Share < 0.9 || p.Since == 0 {
			t.Errorf("another history of the same text: %+v", p)
		}
	}
	japan, all := open("japan-constitution")
	for id, p := range japan {
		if p.Merged || p.Share > 0.1 || p.State == proposal.InForce {
			t.Errorf("draft %s was never merged: %+v", id, p)
		}
	}
	if len(all.Pairs) != 3 || slices.ContainsFunc(all.Pairs, func(p export.ProposalsMeet) bool { return p.Relation != proposal.Contradict }) {
		t.Errorf("three rival drafts: %+v", all.Pairs)
	}
	argentina, _ := open("argentina-constitution")
	if len(argentina) != 3 || argentina["1"].State != proposal.Stale || argentina["1"].Merged || argentina["2"].State != proposal.Stale {
		t.Errorf("drafts that were declined: %+v", argentina)
	}
}

// The pages of real repositories tell rival drafts, failed amendments, and what was
// adopted and taken back, as what they were.
func TestRealProposalsAreTold(t *testing.T) {
	dir := corpus(t)
	for name, pages := range map[string]map[string][]string{
		"austin-dsa": {
			"proposals/9":  {"Was in force.", "It was taken back with change 6 (10 November 2024).", "were gone again with change 6"},
			"proposals/13": {"In force.", "With it the text reads again as it did after change 4"},
			"changes/5":    {"Taken back by\nChange 6"},
			"changes/6":    {"Reads again as after\nChange 4"},
		},
		"argentina-constitution": {
			"proposals/1": {"30 April 1819", "Its commits were never merged into the main line.", "The branch “1819” holds it and still stands."},
			"proposals/2": {"24 December 1826", "No longer applies.", "Proposes a whole text"},
			"changes/5":   {"Taken back by\nChange 6"},
			"changes/6":   {"27 April 1956 (adopted)", "Reads again as after\nChange 4"},
			"changes/9":   {"Reads again as after\nChange 7"},
		},
		"usa-constitution": {
			"proposals/amendement-childlabor":                {"Open.", "Its commits were never merged into the main line.", "Hardly any of its words are in force.", "To limit, regulate, and prohibit the labor"},
			"proposals/amendment-congressionalapportionment": {"Open.", "Hardly any of its words are in force."},
			"proposals/attempt-1":                            {"In force.", "Its commits were never merged into the main line.", "100% of its words are in force"},
		},
		"japan-constitution": {
			"proposals":   {"Proposal 1 and Proposal 6 cannot both pass as they are", "Proposal 1 and Proposal 7 cannot both pass as they are", "Proposal 6 and Proposal 7 cannot both pass as they are"},
			"proposals/1": {"Open.", "never merged", "Hardly any of its words are in force.", "draft-2012-04-27” holds it", "Proposal 1 and Proposal 7 cannot both pass"},
		},
	} {
		out := filepath.Join(t.TempDir(), "site")
		if _, err := Build(context.Background(), Options{Args: []string{filepath.Join(dir, name+".bundle")}, Out: out, Workers: 2}); err != nil {
			t.Fatal(err)
		}
		for page, says := range pages {
			text := mainOf(t, out, name+"/"+page+"/index.html")
			for _, s := range says {
				if !strings.Contains(text, s) {
					t.Errorf("%s %s does not say %q:\n%s", name, page, s, text[:min(len(text), 1200)])
				}
			}
		}
		if name == "usa-constitution" && strings.Contains(mainOf(t, out, name+"/proposals/attempt-1/index.html"), "Where it no longer applies") {
			t.Error("what is in force is told as no longer applying")
		}
	}
}

// Whether proposals still fit is compared with what git merge-tree says of the whole
// tree: what git merges, clauses merge too, unless the work has ended: then git merges
// nothing that changes its text.
func TestRealProposalsMergeAsGitSays(t *testing.T) {
	dir := corpus(t)
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("there is no git to compare with")
	}
	for _, x := range []struct {
		bundle        string
		rest, unclean int // requests that are no ancestors of any branch, and those of them that git cannot merge; -1 uncounted
	}{{"holacracy", 56, 42}, {"liberland-constitution", 81, 78}, {"austin-dsa", -1, -1}, {"ccc-ch-statuten", -1, -1}, {"nodejs-tsc", -1, -1}} {
		bundle := filepath.Join(dir, x.bundle+".bundle")
		copied := t.TempDir()
		if out, err := exec.Command("git", "clone", "-q", "--mirror", bundle, copied).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		clean := func(commit string) bool {
			return exec.Command("git", "-C", copied, "merge-tree", "--write-tree", "HEAD", commit).Run() == nil
		}
		s, err := Look(context.Background(), Options{Args: []string{bundle}, Workers: 2})
		if err != nil {
			t.Fatal(err)
		}
		git, clauses, unmerged := 0, 0, 0
		for i := range s.Commons.Works {
			w := &s.Commons.Works[i]
			for k := range s.Proposals[w.ID].Standings {
				p := &s.Proposals[w.ID].Standings[k]
				if p.Proposal.Merged || p.Proposal.Head == "" {
					continue
				}
				unmerged++
				fits := p.Applies && w.Ended == nil
				if clean(p.Proposal.Head) {
					git++
					if !fits {
						t.Errorf("%s %s: git merges it, clauses do not: %+v", w.ID, p.Proposal.ID, p.Conflicts)
					}
				}
				if fits {
					clauses++
				}
				if w.Ended != nil && p.State != proposal.Stale && p.State != proposal.WasInForce && p.State != proposal.Unknown {
					t.Errorf("%s %s has ended, and is %s", w.ID, p.Proposal.ID, p.State)
				}
			}
		}
		t.Logf("%s: of %d that are no ancestors git merges %d, clause by clause %d", x.bundle, unmerged, git, clauses)
		if x.rest < 0 {
			continue
		}
		rest, unclean := requestsLeft(t, copied), 0
		for _, commit := range rest {
			if !clean(commit) {
				unclean++
			}
		}
		if len(rest) != x.rest || unclean != x.unclean || len(rest) != s.Commons.Sources[0].Requests.All-s.Commons.Sources[0].Requests.Merged-s.Commons.Sources[0].Requests.Within {
			t.Errorf("%s: of %d requests that are no ancestors of a branch git cannot merge %d, wanted %d of %d; counted %+v", x.bundle, len(rest), unclean, x.unclean, x.rest, s.Commons.Sources[0].Requests)
		}
	}
}

// requestsLeft are the last commits of the requests in a repository that no branch has.
func requestsLeft(t *testing.T, dir string) []string {
	t.Helper()
	args := []string{"-C", dir, "for-each-ref", "--format=%(objectname)"}
	branches, err := exec.Command("git", append(slices.Clone(args), "refs/heads")...).Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range strings.Fields(string(branches)) {
		args = append(args, "--no-merged", b)
	}
	out, err := exec.Command("git", append(args, "refs/pull/*/head")...).Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Fields(string(out))
}
