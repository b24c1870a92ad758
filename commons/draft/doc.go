// Package draft makes ready what a movement or a contributor is about to write, shows
// it, and commits it: a decision (decisions/2026-03-01-ratification-fords.md) in the
// repository of the movement that takes it, or the record of an amendment
// (amendments/0007-upstream-veto.md) in that of the text.
//
//	law.Act, law.Amendment ─▶ Draft ─▶ shown ─▶ Write ─▶ one commit, and how to undo it
//
// A Draft is plain data: whoever shows it shows all that will be written. It writes
// records with the room that reads them, and refuses one that would not read back as
// it was meant. Nothing that was there is overwritten, nothing is pushed, and a work
// tree in which an ordinary commit would surprise somebody is refused with what to do.
//
// It judges no texts: digests, clauses and the words of a summary are handed to it.
// It reads no clock.
package draft
