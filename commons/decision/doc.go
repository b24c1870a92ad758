// Package decision weighs what movements recorded: it joins amendments to the changes
// that carried them out and decisions to the texts they are about, wherever those
// live, and says what they amount to: which acts still stand and which lapsed with
// which change, how many of those whose word is needed have given it, whether a
// recorded vote meets the rule that the text itself declares, and what applies where.
//
// Nothing here enforces anything, counts votes for anybody, or says who is right.
// What is declared and what the texts say stand side by side, and where they disagree
// there is a Finding. It reads no repository and compares no texts: which clause is
// which it is told by the wIds that the lineage gave them (Trace). Whatever the
// records say — a text that is not here, a rule nobody can satisfy, a circle that is
// part of itself — gives a finding and never an error.
package decision

import (
	"polity/commons/law"
	"polity/commons/markup"
)

// Input is what is weighed.
type Input struct {
	Commons *law.Commons
	Traces  map[string]Trace       // by work ID; a work without one has no clauses to follow
	Digest  func(*law.Text) string // nil: markup.Digest
}

// Trace is what is known of a work's clauses through its versions.
type Trace struct {
	WIDs    [][]string                    // by version, then clause
	Effects func(change int) []law.Effect // what a change did; nil: nothing is known
}

// Result is everything weighed. Indices of works, amendments and acts are those of the
// commons that was put in.
type Result struct {
	Amendments []Amendment // as in law.Commons.Amendments
	Acts       []Act       // as in law.Commons.Acts
	Circles    map[string]*Circle
	Accords    []Accord // by name

	in      Input
	byWork  [][]int           // amendments of each work, in order
	onWork  [][]int           // acts on each work, in order
	on      [][]int           // acts on each amendment, in order
	by      map[speaker][]int // acts of each movement on each work, in order
	whole   map[speaker][]int // those of them that are on no amendment
	trails  map[int]*trail    // by work, of those with records
	numbers map[speaker]int   // an amendment by its work and its number or name
	paths   map[[2]string]int // an act by its movement and path
	digests map[*law.Text]string
	names   names
}

// speaker is a movement, or the name of an amendment, and a work.
type speaker struct {
	name string
	work int
}

// Finding is a place where what is declared and what the text says disagree, or where
// something cannot be told. Which fields are set depends on its Code.
type Finding struct {
	Code    Code
	Change  int     // index in the work's changes; -1 none
	Act     int     // index of an act; -1 none
	Clause  string  // an eId or another name, as written or as it stands
	Rule    string  // of decision
	Percent float64 // of the votes that were cast
	Votes   law.Votes
	Days    int // there were
	Needed  int // days or consents wanted
	Of      int // how many there are at most
	Text    string
}

// Code says what a finding is about.
type Code string

// The codes.
const (
	NotApplied    Code = "not-applied"    // it is recorded as adopted, and no change carries it out
	AppliedAnyway Code = "applied-anyway" // it is recorded as not adopted, and a change carries it out
	Undone        Code = "undone"         // Change took back what it did
	Untouched     Code = "untouched"      // it says that it amends Clause, which no change of it touched
	Unsaid        Code = "unsaid"         // a change of it touched Clause, of which it does not speak
	Irregular     Code = "irregular"      // the recorded Votes do not meet the Rule, for Clause
	Regular       Code = "regular"        // they do
	ShortNotice   Code = "short-notice"   // Days passed between proposal and adoption, and Needed were due
	Suspended     Code = "suspended"      // Act suspends it
	Impossible    Code = "impossible"     // the Rule wants Needed of Of: nobody can satisfy it
	Vetoed        Code = "vetoed"         // Act is a veto by one who has it under the Rule
	NoVeto        Code = "no-veto"        // Act means to suspend, by one who has no veto under the Rule
	OtherDigest   Code = "other-digest"   // the digest is not that of the version named; it is that of version Text
	LostClause    Code = "lost-clause"    // Clause is not in the version decided on

)

// Weigh weighs a commons. It never fails. Cost: linear in the records and in the
// effects of the changes they are joined to; a digest of some versions of every work
// that a decision is on.
func Weigh(in Input) *Result {
	if in.Digest == nil {
		in.Digest = markup.Digest
	}
	if in.Commons == nil {
		in.Commons = &law.Commons{}
	}
	c := in.Commons
	r := &Result{in: in, byWork: make([][]int, len(c.Works)), onWork: make([][]int, len(c.Works)), on: make([][]int, len(c.Amendments)), by: map[speaker][]int{}, whole: map[speaker][]int{}, trails: map[int]*trail{}, numbers: map[speaker]int{}, paths: map[[2]string]int{}, digests: map[*law.Text]string{}, names: newNames(c)}
	for i := range c.Amendments {
		a := r.join(i)
		if a.Work >= 0 {
			r.byWork[a.Work] = append(r.byWork[a.Work], i)
			r.numbers[speaker{a.Record.Name, a.Work}] = i
			if a.Record.Number != "" {
				r.numbers[speaker{a.Record.Number, a.Work}] = i
			}
		}
		r.Amendments = append(r.Amendments, a)
	}
	r.byClauses()
	for i := range r.Amendments {
		r.effects(i)
	}
	for i := range c.Acts {
		r.paths[[2]string{c.Acts[i].Movement, c.Acts[i].Path}] = i
	}
	for i := range c.Acts {
		a := r.act(i)
		if a.Work >= 0 {
			r.onWork[a.Work] = append(r.onWork[a.Work], i)
			who := speaker{a.Record.Movement, a.Work}
			r.by[who] = append(r.by[who], i)
			if a.Record.On.Amendment == "" {
				r.whole[who] = append(r.whole[who], i)
			}
		}
		if a.Amendment >= 0 {
			r.on[a.Amendment] = append(r.on[a.Amendment], i)
		}
		r.Acts = append(r.Acts, a)
	}
	r.ends()
	r.Circles = circles(c)
	for i := range r.Amendments {
		r.weigh(i)
	}
	r.accords()
	return r
}

// ByWork are the amendments of a work, in the order of their numbers.
func (r *Result) ByWork(work int) []int { return at(r.byWork, work) }

// OnWork are the acts on a work, in the order of the commons.
func (r *Result) OnWork(work int) []int { return at(r.onWork, work) }

// OnAmendment are the acts on an amendment, in the order of the commons.
func (r *Result) OnAmendment(i int) []int { return at(r.on, i) }

func at(list [][]int, i int) []int {
	if i < 0 || i >= len(list) {
		return nil
	}
	return list[i]
}

// none is a finding without change and act.
func none(code Code) Finding { return Finding{Code: code, Change: -1, Act: -1} }
