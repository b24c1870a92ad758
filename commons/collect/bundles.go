package collect

import (
	"fmt"
	"slices"
	"strings"

	"polity/commons/law"
	"polity/commons/repo"
	"polity/commons/report"
	"polity/commons/timeline"
)

// Bounds of what is read of bundles: they are unfolded whole, and anybody may have sent
// them.
const (
	maxBundle  = 1 << 20 // bytes of one
	maxBundles = 20      // in one repository
	maxBundled = 10      // branches in one
)

// bundled reads the branches in a bundle as proposals. What is wrong with a bundle is a
// problem and nothing more.
func (p *proposer) bundled(g *gatherer, made []string, x proposalFile, data []byte) {
	wrong := func(message string) {
		p.rd.problems = append(p.rd.problems, report.Problem{
			Path: x.path, Severity: report.Warning, Message: message,
			Advice: "Write it with «git bundle create FILE MAIN..BRANCH», where MAIN is the main line as this repository has it.",
		})
	}
	if p.bundles++; p.bundles > maxBundles {
		wrong(fmt.Sprintf("Only %d bundles of a repository are read; this one is not.", maxBundles))
		return
	}
	if len(data) > maxBundle {
		wrong(fmt.Sprintf("The bundle is larger than %d MiB and is not read.", maxBundle>>20))
		return
	}
	r, err := p.rd.r.OpenBeside(x.path, data)
	if err != nil {
		wrong(fmt.Sprintf("The bundle cannot be read: %.300s.", strings.TrimPrefix(err.Error(), x.path+": ")))
		return
	}
	defer r.Close()
	found, err := p.inBundle(r, x.path)
	if err == nil && len(found.all) > 0 {
		err = found.take(g, made)
	}
	switch {
	case err != nil:
		wrong(fmt.Sprintf("What the bundle brings cannot be read: %.300s.", err))
	case len(found.all) == 0:
		wrong("The bundle brings no branch that the main line has not.")
	}
	p.rd.problems = append(p.rd.problems, found.rd.problems...)
	p.rd.aside += found.rd.aside
}

// bundle is what one bundle brings, read with the repository it was sent to.
type bundle struct {
	*proposer
	all []candidate
}

// inBundle finds the branches in a bundle that bring something.
func (p *proposer) inBundle(r *repo.Repo, name string) (*bundle, error) {
	rd := *p.rd
	rd.r, rd.problems, rd.aside = r, nil, 0
	out := &bundle{proposer: &proposer{rd: &rd, touching: map[repo.Hash]bool{}, read: p.read}}
	refs, err := r.Refs()
	if err != nil {
		return out, err
	}
	refs = slices.DeleteFunc(refs, func(x repo.Ref) bool { return !strings.HasPrefix(x.Name, "refs/heads/") })
	if len(refs) == 0 {
		head, err := r.Head()
		if err != nil {
			return out, err
		}
		refs = []repo.Ref{head}
	}
	refs = refs[:min(len(refs), maxBundled)]
	var tips []repo.Hash
	for _, x := range refs {
		tips = append(tips, x.Hash)
	}
	if out.graph, err = timeline.ReadAncestry(r, p.rd.head.Hash, tips); err != nil {
		return out, err
	}
	for _, x := range refs {
		c := candidate{law.Proposal{Form: law.Bundle, Name: name, Head: x.Hash}, x.Hash}
		if b, ok := out.graph.Branching(x.Hash); !ok || b.OnLine || out.nobodys(c) {
			continue
		}
		c.Also = []string{x.Name}
		out.all = append(out.all, c)
	}
	for i := range out.all {
		branch := out.all[i].Also[0]
		out.all[i].Also = nil
		if len(out.all) > 1 {
			out.all[i].Name += " " + branch
		}
	}
	return out, nil
}

// take gives the works what the bundle brings for them.
func (b *bundle) take(g *gatherer, made []string) error {
	for _, id := range made {
		w := g.work(id)
		if w == nil || len(w.Versions) == 0 || b.rd.followed[&w.Versions[0]] == nil {
			continue
		}
		list, err := b.of(b.rd.followed[&w.Versions[0]], b.all)
		if err != nil {
			return err
		}
		w.Proposals = append(w.Proposals, list...)
	}
	for _, c := range b.all {
		if !b.touching[c.hash] {
			b.rd.aside++
		}
	}
	return nil
}
