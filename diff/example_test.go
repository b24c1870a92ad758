package diff_test

import (
	"fmt"

	"polity/commons/law"
	"polity/commons/markup"
	"polity/diff"
)

// parse reads a Markdown text. Problems are told to authors elsewhere.
func parse(source string) *law.Text {
	t, _ := markup.Parse(markup.File{Path: "statutes.md", Source: []byte(source)})
	return t
}

const before = `# Statutes

## Article 1 Name

The society is called The Lamp.

## Article 2 Board

The board meets monthly. It keeps minutes.
`

const after = `# Statutes

## Article 1 Name

The society is called The Lamp.

## Article 2 Colours

Its colours are green and white.

## Article 3 Board

The board meets weekly. It keeps minutes.
`

// Two texts are read and compared; the pairs say what became of every clause.
func ExampleCompare() {
	old, new := parse(before), parse(after)
	c := diff.Compare(old, new)
	for _, p := range c.Pairs {
		switch {
		case len(p.New) == 0:
			fmt.Println(old.Clauses[p.Old[0]].EID, p.Op)
		case p.Op != 0 || p.Flags != 0: // neither edited, added … nor moved, renumbered …
			fmt.Println(new.Clauses[p.New[0]].EID, p.Op, p.Flags.Names())
		}
		for _, run := range p.Words {
			fmt.Printf("   %c%q\n", run.Op, run.Text)
		}
	}
	fmt.Println("editorial:", c.Editorial)
	// Output:
	// art_2 added []
	// art_2__p_1 added []
	//    +"Its colours are green and white."
	// art_3 unchanged [renumbered]
	// art_3__p_1 edited []
	//    ="The board meets "
	//    -"monthly"
	//    +"weekly"
	//    =". It keeps minutes."
	// editorial: false
}

// A comparison applied to the old text gives the new one back.
func ExampleApply() {
	old, new := parse(before), parse(after)
	got, err := diff.Apply(diff.Compare(old, new), old)
	fmt.Println(err, markup.Digest(got) == markup.Digest(new))
	// Output: <nil> true
}

// What a comparison does, in the words of an amendment.
func ExampleSummarise() {
	old, new := parse(before), parse(after)
	for _, act := range diff.Summarise(diff.Compare(old, new), old, new) {
		for _, place := range act.Places {
			clause := new.Clauses[place.New.First]
			fmt.Println(act.Verb, clause.Label, clause.Heading)
		}
	}
	// Output:
	// inserts Article 2 Colours
	// amends Article 3 Board
	// renumbers Article 3 Board
}
