// Package merge joins two texts that were both made from a third, clause by clause:
// what a proposal would make of the text as it stands now.
//
// It decides nothing about identity: which clause is which is align's judgement, once
// from the base to each side. It writes no markup and knows neither git nor
// proposals; its results are plain texts of package law.
//
// Lines are the wrong unit for this too. Two proposals that change different words of
// one paragraph collide in git, which sees one line changed twice; a proposal that
// inserts an article and renumbers those behind it collides with every other:
//
//	base                     ours                     theirs
//	Article 1  Name          Article 1  Name          Article 1  Name
//	Article 2  Board         Article 2  Colours       Article 2  Board
//	  It meets monthly       Article 3  Board           It meets monthly
//	  in the old mill.         It meets weekly          in the new mill.
//	                           in the old mill.
//
//	merged                   Article 1  Name
//	                         Article 2  Colours
//	                         Article 3  Board
//	                           It meets weekly in the new mill.
//
// # Method
//
// Clauses are gathered into nodes: what the alignments hold for one clause in up to
// three texts. Clauses that one side split or joined are taken from that side whole.
// Then, node by node, each thing that can change on its own (kind, label, heading,
// words, place) is taken from the side that changed it; where both did, from the
// first, and the conflict is named. Inside a clause words are merged as lines are in
// diff3 (Khanna, Kunal and Pierce, «A Formal Investigation of Diff3», 2007), where
// what the two sides touched is apart.
//
// The order is that of the clauses which stayed in their place on both sides, by the
// heaviest run that rises; what a side inserted or moved stands behind the clause it
// stands behind there. Parents are merged like words, and where a parent is no longer
// open at that place, the place decides.
//
// # Laws
//
// For all texts b, x and y:
//
//   - merge(b, b, x) = merge(b, x, b) = merge(b, x, x) = x, without conflicts;
//   - every clause of a side stands in the result once, unless the other side removed
//     it, or it is named in a conflict;
//   - without conflicts, merge(b, x, y) = merge(b, y, x); with them, both name the
//     same ones with their sides swapped.
//
// On the real repositories of the corpus, where git merges cleanly the result is the
// same text; FIGURES.md says how many conflicts of lines are none of clauses.
package merge
