// Package align is the one judge of which clause is which between two versions of a
// text. It says what became of every clause of both, and why it thinks so. What
// changed inside a clause is for package words to say, and what it means for package
// diff, which is where most callers want to begin.
//
// Lines are the wrong unit for this (one rewrap changes them all), labels are the
// wrong key (one insertion renumbers the rest), and taking the most alike first pairs
// boilerplate with boilerplate. So clause trees are aligned in rounds, the surest
// first, and what one round decides is context for the next; see Round.
package align
