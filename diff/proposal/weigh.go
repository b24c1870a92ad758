package proposal

import (
	"maps"

	"polity/commons/law"
	"polity/diff"
	"polity/diff/align"
	"polity/diff/merge"
)

// State is what became of a proposal.
type State string

// The states; see the package documentation.
const (
	Recorded   State = "recorded"
	InForce    State = "in-force"
	WasInForce State = "was-in-force"
	Stale      State = "stale"
	Open       State = "open"
	Unknown    State = "unknown"
)

// States are all of them, those first that somebody may still have to decide on.
var States = [...]State{Open, Unknown, Stale, InForce, WasInForce, Recorded}

// The shares of a proposal's words at which it is called in force, and gone again.
const (
	nearlyAll  = 0.8
	hardlyAny  = 0.2
	everything = 1 - 1e-9
)

// Standing is one proposal weighed.
type Standing struct {
	Proposal *law.Proposal
	State    State
	Acts     []diff.Act // what it does to the text it left from; nil where it brings none, or changes no word

	Record *law.Amendment // what is recorded of it; nil without
	By     Tie            // how the record was found

	Change  int     // the change of the main line that brought in its commits; -1 where none did
	Words   int     // runs of words by which it is known; 0 where it changes none
	Share   float64 // of these, how much is in force; 0 where Words is
	Most    float64 // the most that ever was, since it left the main line
	Since   int     // the change since which that share, or more, is in force; -1 where none is
	Until   int     // the change with which it went again, of one that was in force; -1 otherwise
	Applies bool    // it can be merged into the text in force, or is in it

	Conflicts []merge.Conflict // of the merge into the text in force; Ours is the text in force
	Touches   []int            // clauses of the text in force that merging it would change, rising
	Anew      bool             // merging it would change something
	Size      int              // bytes of the words that comparing its two texts marks
	Live      bool             // it waits for a decision, as far as is known: open, or unknown

	marks  []uint64  // its runs of words
	result *law.Text // of the merge; only where Live
	pairs  []align.Pair
}

// Book is all proposals of a work weighed.
type Book struct {
	Standings []Standing    // as in law.Work.Proposals
	Touching  map[int][]int // by clause of the text in force: the live ones that would change it
	Pairs     []Pair        // how live ones that touch one clause get along, by their places
	Crowded   []int         // clauses that so many touch that not all pairs of them were looked at, rising

	current *law.Text
	compare func(old, new *law.Text) *diff.Comparison
	towards map[*law.Text][]align.Pair // by the text that those left from which Merged may be asked for: it and the text in force; not changed after Weigh
}

// Options for Weigh. The zero value works.
type Options struct {
	Compare    func(old, new *law.Text) *diff.Comparison // nil: diff.Compare
	Amendments []law.Amendment                           // records of the work; nil: none
	Progress   func(done, total int)                     // nil: silent
}

// Weigh weighs all proposals of a work. A work without versions gives empty standings.
func Weigh(w *law.Work, o Options) *Book {
	if o.Compare == nil {
		o.Compare = diff.Compare
	}
	if o.Progress == nil {
		o.Progress = func(int, int) {}
	}
	b := &Book{Standings: make([]Standing, len(w.Proposals)), Touching: map[int][]int{}, compare: o.Compare, current: &law.Text{}, towards: map[*law.Text][]align.Pair{}}
	if v := w.Current(); v >= 0 {
		b.current = w.Versions[v].Text
	}
	x := &weigher{book: b, work: w, carried: carriedBy(w), words: newVocabulary(w.Lang)}
	x.join(o.Amendments)
	for i := range b.Standings {
		x.read(i)
	}
	x.measure()
	for i := range b.Standings {
		x.settle(i)
		o.Progress(i+1, len(b.Standings))
	}
	b.gather()
	x.collide()
	for i := range b.Standings {
		b.Standings[i].result, b.Standings[i].pairs, b.Standings[i].marks = nil, nil, nil
	}
	b.forget()
	return b
}

// forget lets go of the alignments that nobody will ask for again.
func (b *Book) forget() {
	wanted := map[*law.Text]bool{}
	for i := range b.Standings {
		if s := &b.Standings[i]; s.Live || s.Applies && s.Anew {
			wanted[s.Proposal.Before] = true
		}
	}
	maps.DeleteFunc(b.towards, func(t *law.Text, _ []align.Pair) bool { return !wanted[t] })
}

// weigher holds one weighing under way.
type weigher struct {
	book    *Book
	work    *law.Work
	carried map[string]int // commit to the change that brought it in
	own     [][]align.Pair // by proposal, until it is settled: it and the text it left from
	words   *vocabulary
	cache   align.Cache
}

// carriedBy is the change that brought in each commit of the main line that altered the
// text.
func carriedBy(w *law.Work) map[string]int {
	out := map[string]int{}
	for i, c := range w.Changes {
		for _, s := range c.Steps {
			out[s.Commit.Hash] = i
		}
		out[c.Commit.Hash] = i
	}
	return out
}

// read compares a proposal with the text it left from.
func (x *weigher) read(i int) {
	s := &x.book.Standings[i]
	p := &x.work.Proposals[i]
	s.Proposal, s.Change, s.Since, s.Until = p, -1, -1, -1
	x.own = append(x.own, nil)
	if p.Merged {
		s.Change = x.landing(p)
	}
	if p.Text == nil {
		return
	}
	c := x.book.compare(p.Before, p.Text)
	if !p.Merged {
		x.own[i] = aligned(c)
	}
	s.Acts = diff.Summarise(c, p.Before, p.Text)
	s.marks = x.words.marks(c, p.Before, p.Text)
	s.Words = len(s.marks)
	s.Size = sizeOf(c)
}

// sizeOf is how many bytes the pairs that changed hold.
func sizeOf(c *diff.Comparison) int {
	n := 0
	for i := range c.Pairs {
		for _, r := range c.Pairs[i].Heading {
			n += len(r.Text)
		}
		for _, r := range c.Pairs[i].Words {
			n += len(r.Text)
		}
	}
	return n
}

// landing is the change that brought in a merged proposal.
func (x *weigher) landing(p *law.Proposal) int {
	if k, ok := x.carried[p.Landed]; ok {
		return k
	}
	for i := len(p.Commits) - 1; i >= 0; i-- {
		if k, ok := x.carried[p.Commits[i].Hash]; ok {
			return k
		}
	}
	return -1
}

// settle finds a proposal's state.
func (x *weigher) settle(i int) {
	s := &x.book.Standings[i]
	if s.Proposal.Text != nil && !s.Proposal.Merged {
		x.merge(s, x.own[i])
	}
	x.own[i] = nil
	if s.State = s.state(); x.work.Ended != nil {
		s.State = s.outlived()
	}
	s.Live = s.State == Open || s.State == Unknown && s.Proposal.Text != nil
	if !s.Live {
		s.result, s.Touches = nil, nil
	}
}

// merge merges a proposal into the text in force.
func (x *weigher) merge(s *Standing, own []align.Pair) {
	p := s.Proposal
	towards, ok := x.book.towards[p.Before]
	if !ok {
		towards = align.Align(p.Before, x.book.current, align.Options{Cache: &x.cache})
		x.book.towards[p.Before] = towards
	}
	r := merge.Merge(p.Before, x.book.current, p.Text, merge.Options{Ours: towards, Theirs: own})
	s.Conflicts, s.Applies = r.Conflicts, r.Clean()
	s.Touches, s.Anew = touched(x.book.current, r)
	s.result = r.Text
}

// aligned are the bare pairs of a comparison.
func aligned(c *diff.Comparison) []align.Pair {
	out := make([]align.Pair, len(c.Pairs))
	for i := range c.Pairs {
		out[i] = c.Pairs[i].Pair
	}
	return out
}

// touched are the clauses of the text in force that a merge would change, and what it
// would insert counts to the clause above or before it; anew says whether it would
// change anything.
func touched(now *law.Text, r *merge.Result) (list []int, anew bool) {
	stays := make([]bool, len(now.Clauses))
	hit := make([]bool, len(now.Clauses))
	before := -1
	for k, o := range r.Origins {
		if o.Ours < 0 {
			anew = true
			if p := r.Text.Clauses[k].Parent; p >= 0 && r.Origins[p].Ours >= 0 {
				hit[r.Origins[p].Ours] = true
			} else if before >= 0 {
				hit[before] = true
			}
			continue
		}
		stays[o.Ours] = true
		x, y := &now.Clauses[o.Ours], &r.Text.Clauses[k]
		if x.Label != y.Label || !align.SameHeading(x.Heading, y.Heading) || !align.SameWords(x.Text, y.Text) || o.Ours < before {
			hit[o.Ours] = true
		}
		before = o.Ours
	}
	for i := range stays {
		if !stays[i] || hit[i] {
			list = append(list, i)
		}
	}
	return list, anew || len(list) > 0
}

// state weighs the evidence, the surest first.
func (s *Standing) state() State {
	p := s.Proposal
	there := s.Words > 0 && s.Share >= nearlyAll
	gone := s.Words > 0 && s.Most >= nearlyAll && s.Share <= hardlyAny
	switch {
	case p.Merged && gone:
		return WasInForce
	case p.Merged:
		return InForce
	case there, p.Text != nil && s.Applies && !s.Anew:
		return InForce
	case gone:
		return WasInForce
	case s.Record != nil && closed(s.Record.Status) && (s.Record.Status != law.Adopted || p.Text == nil || s.Applies):
		return Recorded // one that was adopted and fits no more is told as such
	case p.Text == nil:
		if s.Record != nil && s.Record.Status != "" {
			return Recorded
		}
		return Unknown
	case !s.Applies:
		return Stale
	case p.Branch != "", p.Form == law.Patch, p.Form == law.Mail, p.Form == law.Bundle, s.Record != nil && waits(s.Record.Status):
		return Open
	}
	return Unknown
}

// outlived is the state of a proposal for a work that has ended: what was in force is
// so no more, and what waited has nothing left to change. How it stands to the last
// text is measured all the same.
func (s *Standing) outlived() State {
	switch {
	case s.State == InForce:
		return WasInForce
	case s.State == Open, s.State == Unknown && s.Proposal.Text != nil:
		return Stale
	}
	return s.State
}

// closed reports whether a record says that nothing more is to come.
func closed(s law.AmendmentStatus) bool {
	switch s {
	case law.Adopted, law.Rejected, law.Withdrawn, law.Deferred, law.Superseded:
		return true
	}
	return false
}

// waits reports whether a record says that a decision is still to come.
func waits(s law.AmendmentStatus) bool {
	return s == law.Draft || s == law.Review || s == law.LastCall
}

// Tally counts proposals by what git says of their commits, and those that it does not
// know in the main line by what merging them says.
type Tally struct {
	All    int
	Merged int // the main line has its last commit
	Within int // of the others, another branch has it
	Fits   int // of the rest, it can be merged into the text in force
	Unfit  int // of the rest, it cannot
	Bare   int // of the rest, it brings no text
}

// Tally counts the proposals of a work. What fits the last text of a work that has ended
// is counted with what fits.
func (b *Book) Tally() Tally {
	t := Tally{All: len(b.Standings)}
	for i := range b.Standings {
		s := &b.Standings[i]
		switch p := s.Proposal; {
		case p.Merged:
			t.Merged++
		case p.Within != "":
			t.Within++
		case p.Text == nil:
			t.Bare++
		case s.Applies:
			t.Fits++
		default:
			t.Unfit++
		}
	}
	return t
}

// gather lists by clause the live proposals that touch it.
func (b *Book) gather() {
	for i := range b.Standings {
		if s := &b.Standings[i]; s.Live {
			for _, c := range s.Touches {
				b.Touching[c] = append(b.Touching[c], i)
			}
		}
	}
}
