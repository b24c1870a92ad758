// Package proposal weighs what is proposed for a work: whether it is in force, since
// when and how much of it; whether it still fits the text as it stands; which clauses
// it touches; and how it gets along with the others.
//
// It reads no repository: the proposals are plain values of package law, as collect
// found them. It judges no clause by itself (diff/align does) and merges nothing by
// itself (diff/merge does). It stands beside lineage, between diff and the site's
// model.
//
// # States
//
// Nobody says «open» by default: most forges keep every request that was ever made,
// and git does not know which of them was closed. So each state has its evidence, and
// where there is none it is Unknown:
//
//	recorded      a record says what became of it: rejected, withdrawn, deferred, superseded,
//	              or adopted where it fits, and has yet to be carried out
//	in force      the main line has its last commit, or nearly all of its words
//	was in force  it was, and its words are gone again
//	stale         it can no longer be merged clause by clause, adopted or not
//	open          it fits, and a record says that it waits, or a branch or a file in
//	              proposals/ still holds it
//	unknown       it fits, and nothing says whether it was decided on
//
// For a work that has ended (law.Ending) its last text stands where that in force stands
// otherwise, and nothing is in force or open any more: what its last text had was in
// force, and what could still be merged into it is stale.
//
// # The share of its words
//
// What a proposal proposes is measured by runs of three words that stand in the
// clauses it wrote and not in the text it left from (where it only takes away: that
// stood there and do not stand in what it leaves). How many of these the main line
// has is known for every change, so that a proposal which came in by another hand, in
// two steps or squashed, is found, with the change since which it is there. This is
// Broder's containment («On the resemblance and containment of documents», 1997) over
// a history.
//
// # Cost
//
// For each proposal the comparison of its two texts, for each text that some left from
// its comparison with the text in force, and one merge; the main line is read once for
// all of them. Pairs are looked at only where two touch the same clause. Time for each
// proposal is flat: BenchmarkWeigh.
package proposal
