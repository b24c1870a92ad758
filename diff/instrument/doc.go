// Package instrument says in words what would make one text of another, as laws are
// amended on paper, and does what such an instrument says:
//
//  1. In Article 2, for “simple majority” substitute “two thirds”.
//  2. Repeal Article 5.
//  3. After Article 7 insert:
//     [art_7a] Article 7a | The ringer
//     [art_7a__p_1] | | The ringer is chosen by lot.
//  4. Renumber Article 8 as “Article 9”.
//
// It knows no language: its phrases are handed to it, and read back by the same. All
// that an instrument names is named as in the old text. A clause is cited by its labels
// («Article 4(2)»), and where these do not tell it from others by its address in square
// brackets as well. Inserted clauses stand one a line, indented by their depth: address,
// then label, heading and words, parted by bars.
//
// The law, for all texts a and b and every set of phrases: Apply(Read(Write(a, b)), a)
// has the canonical form of b. Where a written instrument would not do that, a plainer
// one is written, at last one that substitutes the whole text.
//
// Which clause is which is align's judgement, through package diff; the words are those
// of the canonical form, in which white space is folded and mark-up left out.
package instrument

import (
	"strings"

	"polity/commons/law"
	"polity/commons/markup"
)

// Kind is what a step of an instrument does; it is the last part of its phrase's key.
type Kind string

// The kinds.
const (
	Substitute  Kind = "substitute"   // In {what}, for {old} substitute {new}.
	After       Kind = "after"        // In {what}, after {old} insert {new}.
	Omit        Kind = "omit"         // In {what}, omit {old}.
	Words       Kind = "words"        // For the words of {what} substitute {new}.
	Heading     Kind = "heading"      // For the heading of {what} substitute {new}.
	NewHeading  Kind = "new_heading"  // Give {what} the heading {new}.
	NoHeading   Kind = "no_heading"   // Omit the heading of {what}.
	Renumber    Kind = "renumber"     // Renumber {what} as {new}.
	NoNumber    Kind = "no_number"    // Omit the number of {what}.
	MoveAfter   Kind = "move_after"   // Move {what} to stand after {where}.
	MoveInto    Kind = "move_into"    // Move {what} to the beginning of {where}.
	MoveFirst   Kind = "move_first"   // Move {what} to the beginning of the text.
	Repeal      Kind = "repeal"       // Repeal {what}.
	InsertAfter Kind = "insert_after" // After {where} insert:
	InsertInto  Kind = "insert_into"  // At the beginning of {where} insert:
	InsertFirst Kind = "insert_first" // At the beginning of the text insert:
	Address     Kind = "address"      // The address of {what} becomes {new}.
	Whole       Kind = "whole"        // For the whole text substitute:
)

// Kinds are all of them.
var Kinds = [...]Kind{Substitute, After, Omit, Words, Heading, NewHeading, NoHeading, Renumber, NoNumber, MoveAfter, MoveInto, MoveFirst, Repeal, InsertAfter, InsertInto, InsertFirst, Address, Whole}

// Phrases are the words of one language: for each kind a sentence with its {what},
// {where}, {old} and {new}, and Quote, which holds {text} between its quotation marks.
type Phrases struct {
	Quote string
	Say   map[Kind]string
}

// Step is one step of an instrument. What and Where are citations as they are written.
type Step struct {
	Kind        Kind
	What, Where string
	Old, New    string
	Block       []Line // clauses that are inserted or substituted
	Line        int    // where it stands in the instrument, from 1; 0 for one that was not read
}

// Line is one clause of a block.
type Line struct {
	Depth                     int // below the place it is inserted at
	EID, Label, Heading, Text string
}

// canonical are the fields of a clause in canonical form.
func canonical(c *law.Clause) (label, heading, text string) {
	one := law.Text{Clauses: []law.Clause{{Label: c.Label, Heading: c.Heading, Text: c.Text}}}
	f := strings.Split(strings.TrimSuffix(string(markup.Canonical(&one)), "\n"), "\t")
	return f[1], f[2], f[3]
}
