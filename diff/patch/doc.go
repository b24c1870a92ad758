// Package patch writes what would make clauses of a text read otherwise as a patch
// for the files that the text was read from: what «git apply» takes.
//
// It is handed what to change, and decides nothing about which change that ought to
// be. It knows no markup language: it finds a clause's words among its lines, leaves
// all that stands around them, and gives a new clause the looks of one that stands
// in the file already. Where the words cannot be found among the lines, as where
// markup stands between them, that clause is left out and named, for a patch that
// guesses is worse than none.
//
//	lines 12 and 13 of law.md        the board meets        the edit    monthly -> weekly
//	                                 monthly in the mill.
//
//	@@ -11,3 +11,3 @@                (wrapped as wide as it was)
package patch
