package model

// AppliedText is all that applied to a movement from one day on, in full: its own texts
// and those of wider circles, without what it took out for itself.
type AppliedText struct {
	Day   Moment // from which on
	Until Moment // the next day on which that changed; zero where it applies now
	Works []AppliedReading
}

func (*AppliedText) body() {}

// AppliedReading is one of the texts. On a past day a text that applied as it had before
// has no blocks, but a link to where it stands: a day shows in full what it brought.
type AppliedReading struct {
	AppliedWork        // without its clauses
	ID          string // anchor
	Same        *Link  // where it stands in full; nil where it does here
	Lang, Dir   string
	Blocks      []Block // each clause that stands alone with where it comes from in its margin
	Notes       []Note
}
