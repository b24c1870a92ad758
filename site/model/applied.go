package model

// AppliedText is all that applied to a movement from one day on, in full: its own texts
// and those of wider circles, without what it took out for itself.
type AppliedText struct {
	Day   Moment // from which on
	Until Moment // the next day on which that changed; zero where it applies now
	Works []AppliedReading
}

func (*AppliedText) body() {}

// AppliedReading is one of the texts.
type AppliedReading struct {
	AppliedWork // without its clauses
	Lang, Dir   string
	Blocks      []Block // each clause that stands alone with where it comes from in its margin
	Notes       []Note
}
