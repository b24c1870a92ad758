// Package align is the one judge of which clause is which between two versions of a
// text. It says what became of every clause of both, and why it thinks so. What
// changed inside a clause is for package words to say, and what it means for package
// diff, which is where most callers want to begin.
//
// Lines are the wrong unit for this (one rewrap changes them all), labels are the
// wrong key (one insertion renumbers the rest), and taking the most alike first pairs
// boilerplate with boilerplate. So clause trees are aligned in rounds, the surest
// first, and what one round decides is context for the next:
//
//  1. what is equal from the beginning and from the end on;
//  2. equal subtrees that occur once on each side, the largest first: to the byte,
//     then in their words, then in their words but for numbers; repeated ones by
//     what stands around them; containers by their children's votes; short ones by
//     what is read before and behind them, whatever became of the tree; headings that
//     are the first words of their paragraph now, or were;
//  3. clear winners among pairs that share rare words, found through an inverted
//     index, never by comparing all with all;
//  4. parts of clauses that were split or merged, also where both halves were reworded,
//     and definitions of the same term;
//  5. the best way to share out what several claim (an assignment problem, in groups
//     of clauses connected by candidates), and what is left in the same gap;
//  6. read off: what moved, by the heaviest run that keeps its order; what was
//     renumbered, by the value of numbers; what only looks different.
//
// Kin in the literature: Falleri and others, «Fine-grained and Accurate Source Code
// Differencing» (GumTree, 2014), for the rounds from equal subtrees downwards and
// containers upwards; Cohen's patience diff, for settling first what is unique.
//
// # Weights and thresholds
//
// Words decide (.72, a third of it by two in a row), what stands around comes second
// (.20), a number that stayed is a hint (.08). A clear winner has .62 and is .08
// ahead; the last accepted has .36. These figures are those of the prototype this
// method comes from. The others are round ones, chosen by what they mean (more than
// half, nearly all, some four words) and tried in coarse steps on cases with known
// truth; where neighbouring steps gave the same figures to within some tenths of a per cent,
// the rounder one stayed. None was searched for. Words are weighed by their
// rarity in the two texts at hand, never by lists, so that no language is favoured.
//
// A rule came in where a careful reader of the two texts would side with it against
// what was found before, and stayed where it did the same on texts made up for it in other
// languages and scripts (the tests of this package, TRICKY.md), also where the known truth
// of a case says otherwise. «Half» is such a rule's usual measure: both parts of a clause cut in
// two are half like what the other leaves of it (a third would join neighbours that
// merely speak of the same thing); most of what stands in a container decides over
// its title.
//
// # Cost
//
// Ordinary amendments take time in proportion to the text: a hash per clause, and the
// words only of clauses near what changed and a fixed sample of the rest. What
// changed costs n·log n in its size, with bounded searches per clause. A history is
// cheapest with one Cache. BenchmarkAlign and BenchmarkHistory measure it, FIGURES.md
// says how well it judges.
package align
