// Package family finds the kin among the works of a commons: which work is the fork
// of which, where they parted and on what evidence, what each side changed since,
// and what became in the fork of each later amendment of its upstream.
//
// It judges no wording by itself beyond «the same words» and «most of the same
// words»: which clause is which is decided in diff/align. Borrowing between works
// that are no kin is inferred elsewhere; what is found here rests on commits, on
// declarations and on clauses that read alike to the letter. It stands between
// diff, which compares two texts, and the site's model; wIds come to it as plain
// values, so that it need not know who made them.
//
// # Evidence
//
// Four levels, never added up: what somebody declared (a manifest, a trailer, a pick
// line, an attribution in the text), what git proves (common commits), what is equal
// to the letter without common commits, and what is merely similar, which this
// package never claims. Where history and text disagree both are said: a fork whose
// text shares nothing with its upstream keeps its fork point and a share of 0.
//
// # Worked example
//
//	upstream   a ── b ── c ── d          d amends Article 4
//	fork            └─ x ── y            y takes the words of d
//
// The histories share a and b, and b is the fork point, as git merge-base has it.
// Upstream is one amendment ahead; of d the fork has Article 4 taken.
//
// Where the fork began as a squash or a copy there is no b. Then the fork's first
// text is looked up by its readings: the upstream version that holds most of them is
// where it came from.
package family
