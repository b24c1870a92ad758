package reuse

import (
	"cmp"
	"slices"

	"polity/commons/law"
)

// Options for Trace. The zero value does one thing at a time, silently.
type Options struct {
	Workers int // things done at once; 0 and 1: one. It changes no result
	// Upstream says of works, by ID, which works they are known to come from: what no
	// date tells, as in versions that both have, it decides.
	Upstream map[string][]string
	Cache    *Cache                              // kept between traces of nearly the same commons; nil: none
	Progress func(stage string, done, total int) // called from Workers goroutines at once; nil: silent
}

func (o *Options) progress(stage string, part, parts int) func(done, total int) {
	return func(done, total int) {
		if o.Progress != nil {
			o.Progress(stage, part*total+done, parts*total)
		}
	}
}

// Result is what was inferred. The zero value is a commons in which nobody took anything.
type Result struct {
	Edges        []Edge        // by To, the largest share first
	Clauses      []Borrowing   // by To; of one clause the source of most of its words first
	Translations []Translation // by To
}

// Place is a clause of a version of a work, by index in law.Commons.Works,
// law.Work.Versions and law.Text.Clauses.
type Place struct{ Work, Version, Clause int }

// Kind is how a clause or a work relates to its source.
type Kind string

// The kinds. Of clauses: Same, Adapted and Part; of works: Identical, Derived and
// Borrowed; of both: Translated.
const (
	Same       Kind = "identical"   // the same words but for numbers and the works' own names
	Adapted    Kind = "adapted"     // most of its words
	Part       Kind = "part"        // less than half of its words come from there
	Identical  Kind = "identical"   // some version of one is some version of the other, to the letter
	Derived    Kind = "derived"     // a quarter of the later text or more comes from there
	Borrowed   Kind = "borrowed"    // less does
	Translated Kind = "translation" // related by structure
)

// Direction is how it is known which of two works is the older.
type Direction string

// The directions.
const (
	Known        Direction = "known"        // both texts are dated, and not alike
	Inferred     Direction = "inferred"     // only git dates them, or dates are equal and one keeps the order of what is older
	Undetermined Direction = "undetermined" // dates are equal or unknown, and nothing else tells
)

// Borrowing says that one clause has its words from another. A clause that was put together
// from several has one for each, which explain different words of it.
type Borrowing struct {
	From, To Place
	Kind     Kind
	Score    float64 // how likely it is this work and no other, nor nobody; 0 to 1
	Bits     float64 // what the source saves in writing the clause
	Words    int     // of To that come from there, one character of a script without spaces counting half
	Spans    []Span  // where they are, in order; a Cache may have them, too: not to be written to
}

// Span is a run of words that both have: bytes of the clause's Heading and Text, joined
// without anything between them.
type Span struct{ From, To [2]int }

// Edge is what one work took from another, all clauses together.
type Edge struct {
	From, To  int // indices in law.Commons.Works
	Kind      Kind
	Direction Direction
	Share     float64 // of the words of To's text in force, what came from From, through its own earlier versions too
	Strength  float64 // 0 to 1: against what To has in common with everybody
	Same      int     // clauses taken word for word
	Changed   int     // clauses adapted or taken in part
	First     law.Date
	// Twin is where both are identical to the letter: versions of From and To; -1 without.
	Twin [2]int
}

// Trace finds where the clauses of every work came from. It never fails: works
// without texts or dates have no sources or directions that are undetermined. The
// same commons gives the same result. Cost: see the package documentation.
func Trace(c *law.Commons, o Options) *Result {
	once := o.Cache == nil
	if once {
		o.Cache = &Cache{}
	}
	l := gather(c, o.Cache, o.Upstream)
	l.once = once
	k := l.kin(&o)
	l.appraise(k, &o)
	l.acquaint(k)
	l.regroup(k)
	all := l.explain(k, &o)
	l.decide(all)
	r := &Result{}
	for _, m := range all {
		l.conclude(m, k)
		r.Edges, r.Clauses = append(r.Edges, m.edges...), slices.Grow(r.Clauses, len(m.taken))
		for i := range m.taken {
			r.Clauses = append(r.Clauses, m.taken[i].Borrowing)
		}
	}
	l.translations(r)
	slices.SortStableFunc(r.Clauses, func(a, b Borrowing) int { return comparePlaces(a.To, b.To) })
	return r
}

func comparePlaces(a, b Place) int {
	return cmp.Or(cmp.Compare(a.Work, b.Work), cmp.Compare(a.Version, b.Version), cmp.Compare(a.Clause, b.Clause))
}

// where is a spot as others know it.
func (l *library) where(b int32, s spot) Place {
	x := &l.books[b]
	return Place{int(b), x.versions[s.version], int(x.pages[s.version].clauses[s.at])}
}

// clause is the clause at a place.
func (l *library) clause(p Place) *law.Clause {
	return &l.books[p.Work].work.Versions[p.Version].Text.Clauses[p.Clause]
}
