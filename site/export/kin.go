package export

import (
	"io"

	"polity/commons/law"
	"polity/diff/family"
	"polity/site/model"
)

// Kin is the data file beside a work's page of kin: its family, and every relation
// in which it stands.
type Kin struct {
	Work      string     `json:"work"`
	Family    []string   `json:"family"` // a work after its upstream; empty without kin
	Relations []Relation `json:"relations"`
	OpenEnds  []OpenEnd  `json:"open_ends"`
}

// Relation is a fork and its upstream. Shares are parts of one.
type Relation struct {
	Upstream  string            `json:"upstream"`
	Fork      string            `json:"fork"`
	Direction family.Direction  `json:"direction"`
	Evidence  []family.Evidence `json:"evidence"`
	Base      string            `json:"base,omitempty"` // the last common commit
	From      string            `json:"from,omitempty"` // the upstream's commit whose text the fork began with
	Why       string            `json:"why,omitempty"`
	Share     float64           `json:"share"`
	Ahead     Distance          `json:"ahead"`
	Behind    Distance          `json:"behind"`
	Changes   []Adoption        `json:"changes"` // of the upstream, oldest first
}

// Distance is how far one side has gone.
type Distance struct {
	Changes int `json:"changes"`
	Clauses int `json:"clauses"`
}

// Adoption is what became of a change of the upstream in the fork.
type Adoption struct {
	Change   int          `json:"change"` // from 1, as in the addresses of pages
	Commit   string       `json:"commit"`
	Date     law.Date     `json:"date,omitempty"`
	State    family.State `json:"state"`
	Decision string       `json:"decision,omitempty"` // path of the decision not to take it, in the fork's repository
	Clauses  []Adopted    `json:"clauses"`
}

// Adopted is one unit of such a change.
type Adopted struct {
	EID   string       `json:"eid"`            // in the upstream
	Fork  string       `json:"fork,omitempty"` // in the fork's text in force
	State family.State `json:"state"`
	Own   bool         `json:"own,omitempty"`
}

// OpenEnd is a declared source that is not in the commons.
type OpenEnd struct {
	Source string `json:"source"`
	At     string `json:"at,omitempty"`
	Why    string `json:"why,omitempty"`
}

// newKin gathers what is known of a work's kin.
func newKin(s *model.Site, work string) *Kin {
	out := &Kin{Work: work, Family: []string{}, Relations: []Relation{}, OpenEnds: []OpenEnd{}}
	k := s.Kin()
	if g := k.Group(work); g != nil {
		out.Family = g.Works
	}
	laws := map[string]*law.Work{}
	for i := range s.Commons.Works {
		laws[s.Commons.Works[i].ID] = &s.Commons.Works[i]
	}
	for i := range k.Relations {
		if r := &k.Relations[i]; r.Fork == work || r.Upstream == work {
			out.Relations = append(out.Relations, relation(laws, r))
		}
	}
	for _, e := range k.Ends {
		if e.Work == work {
			out.OpenEnds = append(out.OpenEnds, OpenEnd{e.Source, e.At, e.Why})
		}
	}
	return out
}

func relation(laws map[string]*law.Work, r *family.Relation) Relation {
	up, fork := laws[r.Upstream], laws[r.Fork]
	out := Relation{
		Upstream: r.Upstream, Fork: r.Fork, Direction: r.Direction, Evidence: r.Evidence, Base: r.Base, Why: r.Why,
		Share: round(r.Share), Ahead: Distance(r.Ahead), Behind: Distance(r.Behind), Changes: []Adoption{},
	}
	if r.At >= 0 {
		out.From = up.Versions[r.At].Commit.Hash
	}
	for i := range r.Later {
		a := &r.Later[i]
		v := &up.Versions[up.Changes[a.Change].To]
		x := Adoption{Change: a.Change + 1, Commit: v.Commit.Hash, Date: v.Dates.Best(), State: a.State}
		if a.Decline != nil {
			x.Decision = a.Decline.Path
		}
		for _, c := range a.Cells {
			y := Adopted{EID: up.Versions[c.Version].Text.Clauses[c.Unit].EID, State: c.State, Own: c.Own}
			if c.Fork >= 0 {
				y.Fork = fork.Versions[fork.Current()].Text.Clauses[c.Fork].EID
			}
			x.Clauses = append(x.Clauses, y)
		}
		out.Changes = append(out.Changes, x)
	}
	return out
}

// round leaves four digits: more would be noise.
func round(x float64) float64 { return float64(int(x*10000+0.5)) / 10000 }

// kinFiles are the data files beside the pages of kin.
func kinFiles(s *model.Site, x model.Source) []File {
	if !s.HasKin(x.Law.ID) {
		return nil
	}
	files := []File{{x.At.ForksFile("data.json"), func(w io.Writer) error { return writeJSON(w, newKin(s, x.Law.ID)) }}}
	for _, p := range s.Patches(x.Law.ID) {
		files = append(files, File{p.Path, func(w io.Writer) error { return p.Write(w) }})
	}
	return files
}
