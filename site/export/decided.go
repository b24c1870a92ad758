package export

import (
	"io"

	"polity/commons/decision"
	"polity/commons/law"
	"polity/site/address"
	"polity/site/model"
)

// Amendment is the record of an amendment joined to the text, as data.
type Amendment struct {
	Number   string        `json:"number"`
	Title    string        `json:"title"`
	Status   string        `json:"status"`
	Author   string        `json:"author,omitempty"`
	Proposed law.Date      `json:"proposed,omitempty"`
	Adopted  law.Date      `json:"adopted,omitempty"`
	InForce  law.Date      `json:"in_force,omitempty"`
	Page     string        `json:"page"`
	File     string        `json:"file"`
	Commit   string        `json:"commit,omitempty"` // that last altered the record
	Proof    string        `json:"proof"`
	Amends   []string      `json:"amends,omitempty"` // as the record says
	Changes  []Carried     `json:"changes"`
	Undone   int           `json:"undone,omitempty"` // number of the change that took it back
	Effects  []Effect      `json:"effects"`
	Force    string        `json:"force"`
	Since    law.Date      `json:"since,omitempty"`
	Counters []Counter     `json:"counters,omitempty"`
	Findings []FindingData `json:"findings,omitempty"`
}

// Carried is a change that carried an amendment out.
type Carried struct {
	Change int    `json:"change"` // its number
	Commit string `json:"commit"`
	How    string `json:"how"`
}

// Effect is what an amendment did to a clause, or says it does.
type Effect struct {
	WID      string `json:"wid,omitempty"`
	EID      string `json:"eid"`
	Op       string `json:"op,omitempty"`
	Change   int    `json:"change,omitempty"` // number; 0 where not carried out
	Declared bool   `json:"declared"`
}

// Counter is whether enough have consented.
type Counter struct {
	Rule      string   `json:"rule"`
	Clauses   []string `json:"clauses"` // wIds
	Needed    int      `json:"needed"`
	Consented []string `json:"consented"`
	Missing   []string `json:"missing"`
	Objected  []string `json:"objected"`
}

// FindingData is where record and text disagree; which fields are there depends on the code.
type FindingData struct {
	Code    string  `json:"code"`
	Change  int     `json:"change,omitempty"`
	Clause  string  `json:"clause,omitempty"`
	Rule    string  `json:"rule,omitempty"`
	Percent float64 `json:"percent,omitempty"`
	Days    int     `json:"days,omitempty"`
	Needed  int     `json:"needed,omitempty"`
}

// Act is a decision and what it amounts to, as data.
type Act struct {
	Movement string        `json:"movement"`
	Act      string        `json:"act"`
	Date     law.Date      `json:"date,omitempty"`
	By       string        `json:"by,omitempty"`
	On       law.Object    `json:"on"`
	Effect   string        `json:"effect,omitempty"`
	Votes    *law.Votes    `json:"votes,omitempty"`
	Work     string        `json:"work,omitempty"`    // ID of the work it is on; "" not here
	Version  string        `json:"version,omitempty"` // that was decided on
	Via      string        `json:"via,omitempty"`
	State    string        `json:"state"`
	Since    int           `json:"since,omitempty"` // number of the change with which it lapsed
	Page     string        `json:"page"`
	File     string        `json:"file"`
	Commit   string        `json:"commit,omitempty"`
	Proof    string        `json:"proof"`
	Signed   []Signed      `json:"signed,omitempty"`
	Findings []FindingData `json:"findings,omitempty"`
}

// Signed is one signature, as far as it was checked.
type Signed struct {
	On     string `json:"on"`
	Form   string `json:"form"`
	State  string `json:"state"`
	Signer string `json:"signer,omitempty"`
	Key    string `json:"key,omitempty"`
	KeysAt string `json:"keys_at,omitempty"`
}

func signed(list []law.Signature) []Signed {
	var out []Signed
	for _, x := range list {
		out = append(out, Signed{string(x.On), x.Form, string(x.State), x.Signer, x.Key, x.KeysAt})
	}
	return out
}

// decidedFiles are the data files beside the pages of amendments and decisions.
func decidedFiles(s *model.Site) []File {
	d := s.Decided()
	var files []File
	for i, x := range s.Sources() {
		if list := d.ByWork(i); len(list) > 0 {
			files = append(files, File{x.At.RegisterFile("data.json"), func(w io.Writer) error {
				out := []Amendment{}
				for _, k := range list {
					out = append(out, amendmentData(s, x, k))
				}
				return writeJSON(w, out)
			}})
		}
		if acts := s.ActsAt(x.At.Decisions()); len(acts) > 0 {
			files = append(files, File{x.At.DecisionsFile("data.json"), func(w io.Writer) error { return writeJSON(w, actsData(s, acts)) }})
		}
	}
	if len(d.Acts)+len(d.Amendments) == 0 {
		return files
	}
	all := make([]int, len(d.Acts))
	for i := range all {
		all[i] = i
	}
	return append(files,
		File{address.LedgerFile("data.json"), func(w io.Writer) error { return writeJSON(w, actsData(s, all)) }},
		File{address.LedgerFile("atom.xml"), func(w io.Writer) error { return writeXML(w, ledgerFeed(s)) }})
}

func amendmentData(s *model.Site, x model.Source, i int) Amendment {
	a := &s.Decided().Amendments[i]
	r := a.Record
	out := Amendment{
		Number: r.Number, Title: r.Title, Status: string(r.Status), Author: r.Author, Proposed: r.Dates.Proposed, Adopted: r.Dates.Adopted, InForce: r.Dates.InForce,
		Page: s.AmendmentPage(i), File: r.Path, Commit: r.Last.Hash, Proof: model.ProofOf(&r.Filing), Amends: r.Amends, Changes: []Carried{}, Undone: a.Undone + 1,
		Effects: []Effect{}, Force: string(a.Force.State), Since: a.Force.Since, Findings: findings(a.Findings),
	}
	for _, j := range a.Joins {
		out.Changes = append(out.Changes, Carried{j.Change + 1, x.Law.Changes[j.Change].Commit.Hash, string(j.How)})
	}
	for _, e := range a.Effects {
		n := Effect{WID: e.WID, EID: e.As, Op: e.Op, Change: e.Change + 1, Declared: e.Declared}
		if e.WID != "" {
			n.EID = x.Law.Versions[e.Version].Text.Clauses[e.Clause].EID
		}
		out.Effects = append(out.Effects, n)
	}
	voices := func(list []decision.Voice) []string {
		ids := []string{}
		for _, v := range list {
			ids = append(ids, v.Movement)
		}
		return ids
	}
	for _, c := range a.Force.Counts {
		n := Counter{Rule: c.Rule, Clauses: []string{}, Needed: c.Needed, Consented: voices(c.Consented), Missing: some(c.Missing), Objected: voices(c.Objected)}
		for _, k := range c.Clauses {
			n.Clauses = append(n.Clauses, k.WID)
		}
		out.Counters = append(out.Counters, n)
	}
	return out
}

func findings(list []decision.Finding) []FindingData {
	var out []FindingData
	for _, f := range list {
		out = append(out, FindingData{string(f.Code), f.Change + 1, f.Clause, f.Rule, f.Percent, f.Days, f.Needed})
	}
	return out
}

func actsData(s *model.Site, acts []int) []Act {
	out := []Act{}
	sources := s.Sources()
	for _, i := range acts {
		a := &s.Decided().Acts[i]
		r := a.Record
		page, id := s.ActPage(i)
		n := Act{
			Movement: r.Movement, Act: string(r.Kind), Date: r.Date, By: r.By, On: r.On, Effect: r.Effect, Votes: r.Votes, Via: string(a.Via), State: string(a.State),
			Since: a.Since + 1, Page: page + address.Fragment(id), File: r.Path, Commit: r.Last.Hash, Proof: model.ProofOf(&r.Filing), Signed: signed(r.Signatures), Findings: findings(a.Findings),
		}
		if a.Work >= 0 {
			w := sources[a.Work].Law
			if n.Work = w.ID; a.Version >= 0 {
				n.Version = w.Versions[a.Version].ID
			}
		}
		out = append(out, n)
	}
	return out
}

// ledgerFeed is the newest decisions of all movements.
func ledgerFeed(s *model.Site) *feed {
	file := address.LedgerFile("atom.xml")
	f := &feed{Lang: language(s), ID: id("ledger", s.Commons.URL, s.Title()), Title: s.Words.Text("decide.ledger.feed"), Author: &person{s.Title()}}
	f.Links = links(s, file, address.Ledger)
	for i := range s.Decided().Acts {
		r := s.Decided().Acts[i].Record
		updated := instant(r.Date)
		if updated == "" {
			continue
		}
		page, anchor := s.ActPage(i)
		e := entry{ID: id("act", r.Movement, r.Path), Title: s.ActTitle(i), Updated: updated, order: updated}
		if page != "" {
			e.Links = []link{{Rel: "alternate", Href: href(s, file, page) + address.Fragment(anchor), Type: "text/html"}}
		}
		f.Entries = append(f.Entries, e)
	}
	return f.finish()
}
