package export

import (
	"encoding/json"
	"io"

	"polity/commons/law"
	"polity/diff/proposal"
	"polity/site/address"
	"polity/site/model"
)

// Proposals is the data file beside a work's page of proposals, and what «polity
// proposals --json» prints for a work.
type Proposals struct {
	Work      string          `json:"work"`
	Ended     *Ended          `json:"ended,omitempty"` // the work is no longer in force: the last text stands for that in force
	Counts    ProposalCounts  `json:"counts"`
	Proposals []Proposal      `json:"proposals"`
	Pairs     []ProposalsMeet `json:"pairs"`
	Together  []string        `json:"together"` // live ones that can all be merged, by ID
}

// ProposalCounts are the counts of proposal.Tally.
type ProposalCounts struct {
	All    int `json:"all"`
	Merged int `json:"merged"`    // the main line has its last commit
	Within int `json:"in_branch"` // of the others, another branch has it
	Fits   int `json:"fits"`      // of the rest, it can be merged into the text in force
	Unfit  int `json:"unfit"`     // of the rest, it cannot
	Bare   int `json:"bare"`      // of the rest, it brings no text
}

// Proposal is one proposal weighed.
type Proposal struct {
	ID        string          `json:"id"`
	Name      string          `json:"name"` // how it is called
	Title     string          `json:"title"`
	Brought   string          `json:"brought_by"` // reference or file
	Also      []string        `json:"also,omitempty"`
	Branch    string          `json:"branch,omitempty"`
	Within    string          `json:"in_branch,omitempty"` // another branch that has its last commit
	Head      string          `json:"head,omitempty"`
	Parted    string          `json:"parted,omitempty"`
	State     proposal.State  `json:"state"`
	Merged    bool            `json:"merged"`
	Change    int             `json:"change,omitempty"` // of the main line that brought it in, from 1
	Share     float64         `json:"share"`            // of its words in force
	Since     int             `json:"since,omitempty"`  // the change since which, from 1
	Until     int             `json:"until,omitempty"`  // the change with which they were gone again, from 1
	Applies   bool            `json:"applies"`
	Conflicts []ProposalClash `json:"conflicts,omitempty"`
	Touches   []string        `json:"touches,omitempty"` // eIds of the text in force
	Record    string          `json:"record,omitempty"`
	Status    string          `json:"status,omitempty"`
	People    []string        `json:"people"`
	Subject   string          `json:"subject,omitempty"`
	Date      law.Date        `json:"date,omitempty"`
}

// ProposalClash is a conflict of its merge into the text in force, with the eIds of the
// clauses concerned.
type ProposalClash struct {
	Kind    string   `json:"kind"`
	Clauses []string `json:"clauses"`
}

// ProposalsMeet is two live proposals that have to do with one another.
type ProposalsMeet struct {
	First    string            `json:"first"`
	Second   string            `json:"second"`
	Relation proposal.Relation `json:"relation"`
	Clauses  []string          `json:"clauses"`
}

// NewProposals gathers what is known of a work's proposals. say gives the name and the
// title of one.
func NewProposals(w *law.Work, book *proposal.Book, say func(i int) (name, title string)) Proposals {
	out := Proposals{Work: w.ID, Counts: ProposalCounts(book.Tally()), Proposals: []Proposal{}, Pairs: []ProposalsMeet{}, Together: []string{}}
	if e := w.Ended; e != nil {
		out.Ended = &Ended{e.Date, e.Commit.Hash}
	}
	now := &law.Text{}
	if v := w.Current(); v >= 0 {
		now = w.Versions[v].Text
	}
	for i := range book.Standings {
		s := &book.Standings[i]
		p := s.Proposal
		x := Proposal{
			ID: p.ID, Brought: p.Name, Also: p.Also, Branch: p.Branch, Within: p.Within, Head: p.Head, Parted: p.Parted, State: s.State, Merged: p.Merged,
			Change: s.Change + 1, Share: round(s.Share), Since: s.Since + 1, Until: s.Until + 1,
			Applies: s.Applies, Touches: eids(now, s.Touches), People: []string{}, Date: p.Dates.Best(),
		}
		x.Name, x.Title = say(i)
		for _, c := range s.Conflicts {
			x.Conflicts = append(x.Conflicts, ProposalClash{c.Kind.String(), eids(now, c.Ours)})
		}
		if s.Record != nil {
			x.Record, x.Status = s.Record.Path, string(s.Record.Status)
		}
		seen := map[string]bool{"": true}
		for k := range p.Commits {
			if c := &p.Commits[k]; !seen[c.Author.Name] {
				seen[c.Author.Name] = true
				x.People = append(x.People, c.Author.Name)
			}
		}
		if len(p.Commits) > 0 {
			x.Subject = p.Commits[0].Subject
		}
		out.Proposals = append(out.Proposals, x)
	}
	for _, p := range book.Pairs {
		out.Pairs = append(out.Pairs, ProposalsMeet{book.Standings[p.First].Proposal.ID, book.Standings[p.Second].Proposal.ID, p.Relation, eids(now, p.Clauses)})
	}
	for _, i := range book.Together() {
		out.Together = append(out.Together, book.Standings[i].Proposal.ID)
	}
	return out
}

func eids(t *law.Text, list []int) []string {
	out := []string{}
	for _, i := range list {
		out = append(out, t.Clauses[i].EID)
	}
	return out
}

// proposalFiles are the data files beside the pages of proposals.
func proposalFiles(s *model.Site, n int, x model.Source) []File {
	if len(x.Pages) == 0 {
		return nil
	}
	files := []File{{x.At.ProposalFile("data.json"), func(w io.Writer) error {
		return writeJSON(w, NewProposals(x.Law, x.Book, func(i int) (string, string) { return s.ProposalTitle(n, i) }))
	}}}
	if s.Composes(n) {
		files = append(files, File{x.At.ProposalFile("data.js"), func(w io.Writer) error { return compose(w, s, n, x) }})
	}
	return files
}

// composed is what a browser puts sets of proposals together from.
type composed struct {
	Lang      string          `json:"lang"`
	Clauses   []proposal.Line `json:"clauses"` // of the text in force
	Proposals []choice        `json:"proposals"`
}

type choice struct {
	ID    string          `json:"id"`
	Name  string          `json:"name"`
	Title string          `json:"title"`
	Href  string          `json:"href"` // from the page of proposals
	Edits []proposal.Edit `json:"edits"`
}

// compose writes the data as a script that hands it over, since browsers let a page
// that was opened from a disk load scripts and nothing else.
func compose(w io.Writer, s *model.Site, n int, x model.Source) error {
	t := x.Law.Versions[x.Current].Text
	out := composed{Lang: x.Law.Lang, Clauses: make([]proposal.Line, len(t.Clauses)), Proposals: []choice{}}
	for i := range t.Clauses {
		out.Clauses[i] = proposal.LineOf(&t.Clauses[i])
	}
	for i := range x.Book.Standings {
		if !x.Book.Standings[i].Live {
			continue
		}
		c := choice{ID: x.Book.Standings[i].Proposal.ID, Href: address.Rel(x.At.ProposalList(), x.Pages[i]), Edits: x.Book.Edits(i)}
		c.Name, c.Title = s.ProposalTitle(n, i)
		out.Proposals = append(out.Proposals, c)
	}
	data, err := json.Marshal(out) // with <, > and & escaped, and U+2028 and U+2029: it is a script
	if err != nil {
		return err
	}
	for _, part := range [][]byte{[]byte("polityProposals("), data, []byte(");\n")} {
		if _, err := w.Write(part); err != nil {
			return err
		}
	}
	return nil
}
