// Package reuse infers from wording alone which clauses were taken from where: borrowing
// between works without shared history, and translations, which share a structure
// and no word. What it says is inference; what git proves and what people declare is for
// package family to find. It stands beside align, which says which clause is which
// between two versions of one text; here many texts are asked at once, and an answer is a
// source, no identity.
//
// Resemblance alone fails at this: the nearest neighbour by shingles or tf-idf joins
// cousins and takes formulae that everybody writes for borrowing. So a source is asked how
// many bits it saves, and every work explains all of its clauses together:
//
//  1. units: every distinct clause text of all versions of all works, numbers and the
//     works' own names masked (unit.go);
//  2. candidates: units no later than one that share rare shingles with it, through an
//     inverted index (index.go), laid on it by the shared runs that are longest
//     together (lie.go);
//  3. background: what a wording costs when nobody is copied, from a language model of
//     the commons itself, of a large one a part of the works, in which every cluster of
//     near-duplicates counts once and a clause's own cluster not at all (background.go);
//  4. copying: what it costs with the source on the table: copied words nearly nothing,
//     an edit by how much it puts in and leaves out; the difference is the evidence
//     (price.go);
//  5. mixture: by expectation and maximisation every work learns from which earlier works
//     it draws, and the common stock learns which clusters enter works on their own;
//     both settle which of several sources a clause has, and whether any (mixture.go,
//     stock.go);
//  6. parts: what a clause's source leaves unexplained may come from another text, which
//     must save as much of that as a work on its own must (further.go);
//  7. works: their clauses added up, as a share of the later text and against what the
//     later work has in common with everybody (edges.go);
//  8. translations: works in different languages whose trees of clauses lie on one
//     another with the same numbers, names and lengths (translate.go).
//
// # Worked example
//
//	A 1901  «The keeper of the weir opens it at dusk, and closes it before the frost.»
//	B 1910  «The keeper of the mill opens it at dusk, and closes it before the frost.»
//	C 1920  «The keeper of the mill opens it at dusk, and closes it at dawn.»
//
// A costs C some 90 bits less than nobody, B some 100 more than that, for the mill comes
// with it. So C←B and B←A are drawn, and A→C is not: of several sources a clause has
// the one that shares its innovations. Had C kept the weir, it would have A.
//
// # Kin in the literature
//
// Rockmore and others, «The Cultural Evolution of National Constitutions» (2018), for
// works as mixtures of earlier ones; Funk and Mullen, «The Spine of American Law» (2018);
// Smith, Cordell and others, «Computational Methods for Uncovering Reprinted Texts»
// (2015); Wilkerson, Smith and Stramp, «Tracing the Flow of Policy Ideas» (2015), for
// local alignment of clauses; Rissanen, «Modeling by shortest data description» (1978),
// for bits as evidence; Asuncion and others, «On smoothing and inference for topic
// models» (2009), for the update that leaves the claim itself out (CVB0); Gale and
// Church, «A program for aligning sentences» (1993), for lengths in translations.
//
// # Constants
//
// Those of the language model are the usual ones. A copied word costs a tenth of a bit
// (one in fifteen copied wrong), an edit 4 bits and three times the logarithm of the
// words put in and left out: short edits are likelier, long ones never impossible. Others
// are round numbers named by what they mean, where they stand. They were tried in coarse
// steps (halved, doubled) on families with known descent; FIGURES.md says what came of
// it. How clauses keep their order is not a constant but learnt from the commons.
//
// # One work more
//
// Each of these is a function of the works alone, and made so that one work more changes
// little of it: candidates depend on no later unit; what a large commons says of all, the
// background, how common something is, comes from a part of the works or is rounded.
// So a Cache keeps the result of every step with a hash of what it was made from, by unit
// and by work, and makes anew only those of which the hash is another; postings stay
// sorted, and works that see nothing new in their units are not even looked at (news.go).
// The result is the same as without, to the last bit.
//
// # Cost
//
// Linear in the text but for sorting: a unit looks at a bounded number of postings and is
// laid on a bounded number of candidates. «go run ./cmd/dev descent» measures it: 16,000
// clauses of 125 works took 115 µs of processor time each, 66,000 of 500 works 155, 133,000 of
// a thousand works 180, a million of eight thousand 240; 15, 12, 12 and 9 KB of memory at
// the peak, less than half of that in use. With a Cache the latest work of a thousand took
// 7 % of the whole, one from the middle of the time, from which half of the others may
// have drawn, 25 %, and one of those that tell the language 40 %: of a thousand every
// sixteenth.
package reuse
