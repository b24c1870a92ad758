// Package law holds the vocabulary of polity as plain Go values: a commons of
// movements, their works, the versions and changes of a work, the clauses of a text,
// and the amendments and decisions that are recorded beside it.
//
// It is the first waist of the program. Everything left of it (reading git,
// parsing texts, following history) ends in these values; everything right of it
// (alignment, lineage, pages) starts from them. It has no behaviour beyond looking
// things up, imports the standard library only, and knows neither git nor HTML.
//
// A value is built once, by the stage that owns it, and never changed afterwards,
// so values may be shared freely between goroutines and between versions.
package law
