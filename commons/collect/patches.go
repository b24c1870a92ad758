package collect

import (
	"bytes"
	"errors"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/bluekeyes/go-gitdiff/gitdiff"

	"polity/commons/law"
	"polity/commons/markup"
	"polity/commons/record"
	"polity/commons/repo"
	"polity/commons/report"
	"polity/commons/timeline"
)

// proposalFolder holds proposals that came as files, at a repository's root.
const proposalFolder = "proposals"

const (
	maxPatch   = 4 << 20 // bytes of one file of patches
	maxPatches = 200     // in one file
)

// proposalFile is a file in the folder.
type proposalFile struct {
	path string
	blob repo.Hash
}

// proposalFiles are the files there that may bring a proposal.
func (rd *reader) proposalFiles() ([]proposalFile, error) {
	e, err := rd.r.Entry(rd.tree, proposalFolder)
	if err != nil || !e.Dir {
		return nil, nil
	}
	list, err := rd.r.Tree(e.Hash)
	if err != nil {
		return nil, nil // told of where it is needed
	}
	var out []proposalFile
	for _, x := range list {
		if isPlainFile(x) && slices.Contains([]string{".patch", ".mbox", ".bundle", ".md"}, path.Ext(x.Name)) && len(out) < maxRecords {
			out = append(out, proposalFile{path.Join(proposalFolder, x.Name), x.Hash})
		}
	}
	// A record speaks of a patch beside it, so patches come first.
	slices.SortStableFunc(out, func(a, b proposalFile) int { return rankOfFile(a.path) - rankOfFile(b.path) })
	return out, nil
}

func rankOfFile(p string) int {
	if path.Ext(p) == ".md" {
		return 1
	}
	return 0
}

// file reads one of them for the work that it touches.
func (p *proposer) file(g *gatherer, made []string, x proposalFile) {
	data, err := p.rd.r.Blob(x.blob)
	if err != nil {
		p.rd.lost(x.path, x.blob, err)
		return
	}
	if path.Ext(x.path) == ".md" {
		p.record(g, made, x, data)
		return
	}
	if path.Ext(x.path) == ".bundle" {
		p.bundled(g, made, x, data)
		return
	}
	series, err := readPatches(data)
	if err != nil {
		p.rd.problems = append(p.rd.problems, report.Problem{
			Path: x.path, Severity: report.Warning, Message: fmt.Sprintf("The patch cannot be read: %.200s.", err),
			Advice: "Write it with «git format-patch», and send it as a file, not as text in a mail.",
		})
		return
	}
	any := false
	for _, id := range made {
		w := g.work(id)
		if w == nil || len(w.Versions) == 0 || p.rd.followed[&w.Versions[0]] == nil {
			continue
		}
		if out, ok := p.patched(p.rd.followed[&w.Versions[0]], series); ok {
			any = true
			out.Name = x.path
			out.Form = map[string]law.ProposalForm{".patch": law.Patch, ".mbox": law.Mail}[path.Ext(x.path)]
			w.Proposals = append(w.Proposals, out)
		}
	}
	if !any {
		p.rd.aside++
	}
}

// record reads what a file says of a proposal: of the one that it names, of the patch
// beside it, else of one that brings no text.
func (p *proposer) record(g *gatherer, made []string, x proposalFile, data []byte) {
	a, ok, problems := record.Amendment(x.path, data)
	if !ok {
		return // prose beside the proposals
	}
	p.rd.problems = append(p.rd.problems, problems...)
	a.Path, a.Source = x.path, p.rd.name
	stem := strings.TrimSuffix(x.path, ".md")
	for _, id := range made {
		w := g.work(id)
		for i := range w.Proposals {
			q := &w.Proposals[i]
			named := a.Proposal != "" && (a.Proposal == q.Number || a.Proposal == q.Name || a.Proposal == q.Branch)
			if named || strings.TrimSuffix(q.Name, path.Ext(q.Name)) == stem && q.Name != x.path {
				q.Record = &a
				return
			}
		}
	}
	if len(made) == 0 {
		return
	}
	w := g.work(g.amended(p.rd, a, made))
	if w == nil {
		w = g.work(made[0])
	}
	w.Proposals = append(w.Proposals, law.Proposal{Form: law.ProposalRecord, Name: x.path, Dates: a.Dates, Record: &a, Why: law.TextNotBrought})
}

// patched applies a series of patches to the text they were made of: the state of the
// work whose files they name by their objects, else the one in force.
func (p *proposer) patched(f *followed, series []patch) (law.Proposal, bool) {
	var out law.Proposal
	state := p.patchBase(f.history, series)
	blobs, err := p.rd.blobs(&timeline.History{States: []timeline.State{*state}})
	if err != nil {
		return out, false
	}
	files := p.rd.files(state, blobs)
	touches := false
	for _, one := range series {
		for _, d := range one.files {
			i := slices.IndexFunc(files, func(f markup.File) bool { return f.Path == d.OldName || f.Path == d.NewName })
			if i < 0 {
				continue
			}
			touches = true
			var b bytes.Buffer
			if err := gitdiff.Apply(&b, bytes.NewReader(files[i].Source), d); err != nil {
				out.Why = law.PatchUnfit
				continue
			}
			files[i].Source = b.Bytes()
		}
		out.Commits = append(out.Commits, one.commit)
	}
	if !touches {
		return out, false
	}
	out.Parted, out.Before = state.Commit.Hash, f.texts[state.Key]
	for i, c := range f.history.Changes {
		if f.history.States[c.To].Commit.Hash == state.Commit.Hash {
			out.Seen = i + 1
		}
	}
	if out.Why == "" {
		out.Text, _ = p.rd.parser.Parse(files, f.lang)
	}
	if n := len(out.Commits); n > 0 {
		out.Dates.Committed = commitDate(out.Commits[n-1])
	}
	return out, true
}

// patchBase is the newest state of the main line that has the object which the first
// patch says it was made of; the one in force where none has.
func (p *proposer) patchBase(h *timeline.History, series []patch) *timeline.State {
	last := &h.States[newest(h)]
	for _, one := range series {
		for _, d := range one.files {
			if len(d.OldOIDPrefix) < 7 {
				continue
			}
			for i := range slices.Backward(h.States) {
				for _, x := range h.States[i].Files {
					if x.Path == d.OldName && strings.HasPrefix(x.Blob, d.OldOIDPrefix) {
						return &h.States[i]
					}
				}
			}
			return last
		}
	}
	return last
}

// patch is one of a series.
type patch struct {
	commit law.Commit
	files  []*gitdiff.File
}

var mailStart = regexp.MustCompile(`(?m)^From [0-9a-f]{40} `)

// readPatches reads a patch, or a series of them one behind the other, as git
// format-patch and mail programs write them.
func readPatches(data []byte) ([]patch, error) {
	if len(data) > maxPatch {
		return nil, errors.New("it is too large")
	}
	data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
	starts := mailStart.FindAllIndex(data, maxPatches+1)
	if len(starts) > maxPatches {
		return nil, fmt.Errorf("it holds more than %d patches", maxPatches)
	}
	parts := [][]byte{data}
	if len(starts) > 0 {
		parts = nil
		for k, at := range starts {
			end := len(data)
			if k+1 < len(starts) {
				end = starts[k+1][0]
			}
			parts = append(parts, data[at[0]:end])
		}
	}
	var out []patch
	for _, part := range parts {
		one, err := readPatch(part)
		if err != nil {
			return nil, err
		}
		out = append(out, one)
	}
	return out, nil
}

func readPatch(data []byte) (p patch, err error) {
	files, preamble, err := gitdiff.Parse(bytes.NewReader(data))
	if err != nil {
		return p, err
	}
	if len(files) == 0 {
		return p, errors.New("there is no change in it")
	}
	p.files = files
	h, err := gitdiff.ParsePatchHeader(preamble)
	if err != nil {
		return p, nil // a bare diff
	}
	made := repo.Commit{Message: h.Message()}
	if h.Author != nil {
		made.Author = repo.Stamp{Name: h.Author.Name, Email: h.Author.Email, When: h.AuthorDate}
		made.Committer = made.Author
	}
	p.commit = timeline.Read(&made, repo.Mailmap{})
	return p, nil
}
