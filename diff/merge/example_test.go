package merge_test

import (
	"fmt"

	"polity/commons/law"
	"polity/commons/markup"
	"polity/diff/merge"
)

func read(source string) *law.Text {
	t, _ := markup.Parse(markup.File{Path: "statutes.md", Source: []byte(source)})
	return t
}

const base = `# Statutes

## Article 1 Name

The society is called The Lamp.

## Article 2 Board

The board meets monthly in the old mill.
`

const inserted = `# Statutes

## Article 1 Name

The society is called The Lamp.

## Article 2 Colours

Its colours are green and white.

## Article 3 Board

The board meets weekly in the old mill.
`

const moved = `# Statutes

## Article 1 Name

The society is called The Lamp.

## Article 2 Board

The board meets monthly in the new mill.
`

// One proposal inserts an article and meets weekly, another moves the board to the new
// mill: lines collide, clauses and words do not.
func ExampleMerge() {
	r := merge.Merge(read(base), read(inserted), read(moved), merge.Options{})
	for _, c := range r.Text.Clauses {
		fmt.Printf("%s: %s%s%s\n", c.EID, c.Label, c.Heading, c.Text)
	}
	fmt.Println(r.Clean())
	// Output:
	// preface: Statutes
	// art_1: Article 1Name
	// art_1__p_1: The society is called The Lamp.
	// art_2: Article 2Colours
	// art_2__p_1: Its colours are green and white.
	// art_3: Article 3Board
	// art_3__p_1: The board meets weekly in the new mill.
	// true
}

// Where both changed the same words, ours stands and the conflict is named.
func ExampleMerge_conflict() {
	daily := read("# Statutes\n\n## Article 1 Name\n\nThe society is called The Lamp.\n\n## Article 2 Board\n\nThe board meets daily in the old mill.\n")
	r := merge.Merge(read(base), read(inserted), daily, merge.Options{})
	for _, c := range r.Conflicts {
		fmt.Println(c.Kind, r.Text.Clauses[c.Clause].EID, r.Text.Clauses[c.Clause].Text)
	}
	// Output:
	// words art_3__p_1 The board meets weekly in the old mill.
}
