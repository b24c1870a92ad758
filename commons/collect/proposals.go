package collect

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"polity/commons/law"
	"polity/commons/repo"
	"polity/commons/report"
	"polity/commons/timeline"
)

// Bounds of what is read of proposals: references in a repository, and commits of each.
const (
	maxProposals       = 20_000
	maxProposalCommits = 50
)

// candidate is a reference or file that may bring a proposal.
type candidate struct {
	law.Proposal
	hash repo.Hash // of its last commit
}

// followed is what is known of a document once its history has been read.
type followed struct {
	history  *timeline.History
	texts    map[string]*law.Text // by the key of their state
	lang     string
	patterns []string
}

// proposals reads what is proposed for the works made of one source.
func (g *gatherer) proposals(s *opened, rd *reader, made []string) error {
	if s.repo.Plain || len(made) == 0 {
		return nil
	}
	all := candidates(s)
	if len(all) > maxProposals {
		rd.problems = append(rd.problems, report.Problem{Severity: report.Warning, Message: fmt.Sprintf("%s has %d proposals; the first %d are read.", rd.name, len(all), maxProposals)})
		all = all[:maxProposals]
	}
	var tips []repo.Hash
	for _, c := range all {
		tips = append(tips, c.hash)
	}
	p := &proposer{rd: rd, touching: map[repo.Hash]bool{}, read: map[repo.Hash]law.Commit{}}
	if len(tips) > 0 {
		rd.progress("proposals", 0, len(tips))
		var err error
		if p.graph, err = timeline.ReadAncestry(rd.r, rd.head.Hash, tips); err != nil {
			return unreadable(rd.r, err)
		}
		all = slices.DeleteFunc(all, p.nobodys)
		for _, c := range all {
			if c.Branch != "" {
				p.graph.Hold(c.Branch, c.hash)
			}
		}
		rd.requests = p.requests(all)
	}
	for _, id := range made {
		w := g.work(id)
		if w == nil || len(w.Versions) == 0 {
			continue
		}
		if f := rd.followed[&w.Versions[0]]; f != nil {
			list, err := p.of(f, all)
			if err != nil {
				return err
			}
			w.Proposals = append(w.Proposals, list...)
		}
	}
	files, err := rd.proposalFiles()
	if err != nil {
		return err
	}
	for _, x := range files {
		p.file(g, made, x)
	}
	for _, id := range made {
		if w := g.work(id); w != nil {
			nameProposals(w.Proposals)
		}
	}
	for _, c := range all {
		if !p.touching[c.hash] {
			rd.aside++
		}
	}
	return nil
}

// nobodys reports whether a reference brings no proposal of anybody: an old name for a
// step of the main line, or a forge's own trial of a merge.
func (p *proposer) nobodys(c candidate) bool {
	b, ok := p.graph.Branching(c.hash)
	if !ok || c.Form == law.Branch && b.OnLine {
		return true
	}
	head, err := p.rd.r.Commit(c.hash)
	return err != nil || timeline.IsTestMerge(head)
}

// requests counts the references of forges: a commit that two of them name is two.
func (p *proposer) requests(all []candidate) law.Requests {
	var out law.Requests
	for _, c := range all {
		n := 0
		for _, name := range append([]string{c.Name}, c.Also...) {
			if q, ok := requested(repo.Ref{Name: name}, nil); ok && q.Number != "" {
				n++
			}
		}
		b, _ := p.graph.Branching(c.hash)
		out.All += n
		switch {
		case b.Merged:
			out.Merged += n
		case b.Within != "":
			out.Within += n
		}
	}
	return out
}

// candidates are the references of a source that may bring proposals, those of forges
// first, each commit once.
func candidates(s *opened) []candidate {
	var out []candidate
	at := map[repo.Hash]int{}
	local := map[string]bool{}
	for _, r := range s.refs {
		if name, ok := strings.CutPrefix(r.Name, "refs/heads/"); ok {
			local[name] = true
		}
	}
	take := func(want func(repo.Ref) (law.Proposal, bool)) {
		for _, r := range s.refs {
			p, ok := want(r)
			if !ok {
				continue
			}
			if i, twice := at[r.Hash]; twice {
				out[i].Also = append(out[i].Also, p.Name)
				out[i].Branch = cmp.Or(out[i].Branch, p.Branch)
				continue
			}
			at[r.Hash] = len(out)
			out = append(out, candidate{p, r.Hash})
		}
	}
	take(func(r repo.Ref) (law.Proposal, bool) { return requested(r, s.As.Proposals) })
	take(func(r repo.Ref) (law.Proposal, bool) {
		if r.Name == s.head.Name || r.Hash == s.head.Hash {
			return law.Proposal{}, false
		}
		name, remote := strings.CutPrefix(r.Name, "refs/remotes/origin/")
		if !remote {
			var ok bool
			if name, ok = strings.CutPrefix(r.Name, "refs/heads/"); !ok {
				return law.Proposal{}, false
			}
		}
		if remote && (local[name] || name == s.head.Short()) || s.As.Branches != nil && !chosen(s.As.Branches, name) {
			return law.Proposal{}, false
		}
		return law.Proposal{Form: law.Branch, Name: r.Name, Branch: name, Head: r.Hash}, true
	})
	return out
}

// requested reads a reference under which a forge, or polity, keeps a proposal.
func requested(r repo.Ref, globs []string) (law.Proposal, bool) {
	p := law.Proposal{Name: r.Name, Head: r.Hash}
	for _, f := range []struct {
		prefix, suffix string
		form           law.ProposalForm
	}{{"refs/pull/", "/head", law.PullRequest}, {"refs/merge-requests/", "/head", law.MergeRequest}, {"refs/polity/", "", law.PolityRef}} {
		rest, ok := strings.CutPrefix(r.Name, f.prefix)
		if !ok {
			continue
		}
		name, ok := strings.CutSuffix(rest, f.suffix)
		if !ok || name == "" {
			return p, false
		}
		p.Form = f.form
		if f.suffix != "" {
			p.Number = name
		}
		return p, globs == nil || chosen(globs, name, r.Short())
	}
	return p, false
}

// chosen reports whether globs take something that goes by these names; those with
// «!» in front exclude. Where all of them exclude, the rest is taken.
func chosen(globs []string, names ...string) bool {
	in := !slices.ContainsFunc(globs, func(g string) bool { return !strings.HasPrefix(g, "!") })
	for _, g := range globs {
		pattern, not := strings.CutPrefix(g, "!")
		for _, name := range names {
			if ok, _ := doublestar.Match(pattern, name); ok {
				in = !not
			}
		}
	}
	return in
}

// proposer reads the proposals of one repository, one work after another.
type proposer struct {
	rd       *reader
	graph    *timeline.Ancestry
	touching map[repo.Hash]bool // heads that touch some work
	read     map[repo.Hash]law.Commit
	bundles  int // read so far
}

// reach is a candidate that touches a work: its files before and after.
type reach struct {
	candidate
	timeline.Branching
	before, after []timeline.File
	lost          law.Absence
}

// of are the proposals for one work. Trees are compared by their entries alone; only
// texts that differ from what the work has already are read, each once.
func (p *proposer) of(f *followed, all []candidate) ([]law.Proposal, error) {
	var found []reach
	for i := range all {
		if t, ok := p.touch(f, all[i]); ok {
			found = append(found, t)
			p.touching[all[i].hash] = true
		}
		if i%64 == 0 {
			p.rd.progress("proposals", i, len(all))
		}
	}
	if err := p.texts(f, found); err != nil {
		return nil, err
	}
	var out []law.Proposal
	for i := range found {
		out = append(out, p.proposal(f, &found[i]))
	}
	return out, nil
}

// touch says what a candidate does to a document's files; false where nothing.
func (p *proposer) touch(f *followed, c candidate) (reach, bool) {
	t := reach{candidate: c}
	t.Branching, _ = p.graph.Branching(c.hash)
	names := f.history.Named[t.Branching.Parted]
	if names == nil {
		names = f.patterns
	}
	var err error
	if tree := p.graph.Tree(t.Branching.Parted); tree != "" {
		if t.before, err = timeline.Resolve(p.rd.r, tree, names); err != nil {
			return t, false
		}
	}
	tree := p.graph.Tree(c.hash)
	if t.after, err = timeline.Resolve(p.rd.r, tree, names); err != nil {
		return t, false
	}
	if len(t.after) == 0 {
		if t.after, err = timeline.Resolve(p.rd.r, tree, f.patterns); err != nil {
			return t, false
		}
	}
	if len(t.after) == 0 && len(t.before) > 0 {
		t.lost = law.TextGone
	}
	return t, !slices.Equal(t.before, t.after)
}

// texts reads what the work's own history does not have.
func (p *proposer) texts(f *followed, found []reach) error {
	wanted := &timeline.History{}
	seen := map[string]bool{}
	for i := range found {
		for _, files := range [][]timeline.File{found[i].before, found[i].after} {
			key := timeline.KeyOf(files)
			if len(files) > 0 && !seen[key] && f.texts[key] == nil {
				seen[key] = true
				wanted.States = append(wanted.States, timeline.State{Files: files, Key: key})
			}
		}
	}
	if len(wanted.States) == 0 {
		return nil
	}
	blobs, err := p.rd.blobs(wanted)
	if err != nil {
		return err
	}
	for i := range wanted.States {
		s := &wanted.States[i]
		if files := p.rd.files(s, blobs); len(files) == len(s.Files) {
			f.texts[s.Key], _ = p.rd.text(s, files, f.lang)
		}
	}
	return nil
}

// proposal puts together what was read.
func (p *proposer) proposal(f *followed, t *reach) law.Proposal {
	out := t.candidate.Proposal
	out.Merged, out.Landed, out.Parted = t.Merged, t.Branching.Landed, t.Branching.Parted
	out.Within = t.Within
	out.Seen = p.seen(f, out.Parted)
	out.Before, out.Text, out.Why = f.texts[timeline.KeyOf(t.before)], f.texts[timeline.KeyOf(t.after)], t.lost
	if out.Text == nil && out.Why == "" {
		out.Why = law.TextUnreadable
	}
	for _, h := range t.Own {
		c, ok := p.read[h]
		if !ok {
			raw, err := p.rd.r.Commit(h)
			if err != nil || timeline.IsTestMerge(raw) {
				continue
			}
			c = timeline.Read(raw, p.rd.people)
			p.read[h] = c
		}
		if len(out.Commits) == maxProposalCommits {
			out.More++
			continue
		}
		out.Commits = append(out.Commits, c)
	}
	if n := len(out.Commits); n > 0 {
		if out.Dates.Committed = commitDate(out.Commits[n-1]); out.Dates.Committed == "" {
			out.Dates.Proposed = dateInSubject(out.Commits[n-1].Subject) // git cannot name the day, so people do
		}
	}
	return out
}

// seen is how many changes the main line had made when it had a commit.
func (p *proposer) seen(f *followed, commit repo.Hash) int {
	at, n := p.graph.Reached(commit), 0
	for i := range f.history.Changes {
		if k := p.graph.Reached(f.history.Changes[i].Commit.Hash); k >= 0 && k <= at {
			n = i + 1
		}
	}
	return n
}

// nameProposals sorts proposals by number, those without one behind by name, and gives
// each its ID.
func nameProposals(list []law.Proposal) {
	slices.SortStableFunc(list, func(a, b law.Proposal) int {
		if (a.Number == "") != (b.Number == "") {
			return len(b.Number) - len(a.Number)
		}
		return cmp.Or(timeline.Natural(a.Number, b.Number), timeline.Natural(a.Name, b.Name))
	})
	used := map[string]bool{}
	for i := range list {
		id := cmp.Or(slug(list[i].Number), slug(shortName(&list[i])), "proposal")
		free := id
		for n := 2; used[free]; n++ {
			free = fmt.Sprintf("%s-%d", id, n)
		}
		used[free] = true
		list[i].ID = free
	}
}

// shortName is a proposal's name without what all of its form have in common.
func shortName(p *law.Proposal) string {
	for _, prefix := range []string{"refs/heads/", "refs/remotes/origin/", "refs/polity/", proposalFolder + "/"} {
		s, ok := strings.CutPrefix(p.Name, prefix)
		switch {
		case ok && prefix == proposalFolder+"/":
			return strings.TrimSuffix(s, path.Ext(s))
		case ok:
			return s
		}
	}
	return p.Name
}
