package markup_test

import (
	"fmt"

	"polity/commons/markup"
)

// A text becomes clauses; what is odd in it is told, and never stops the reading.
func ExampleParse() {
	text, problems := markup.Parse(markup.File{Path: "statutes.md", Source: []byte(`# Statutes

## § 4 Board

(1) The board meets monthly.

(2) It consists of

- a chair, and
- a clerk.
`)})
	fmt.Println(text.Title, len(problems))
	for _, c := range text.Clauses {
		fmt.Printf("line %d: %s %q %q %q\n", c.Lines[0], c.EID, c.Label, c.Heading, c.Text)
	}
	// Output:
	// Statutes 0
	// line 1: preface "" "Statutes" ""
	// line 3: sec_4 "§ 4" "Board" ""
	// line 5: sec_4__para_1 "(1)" "" "The board meets monthly."
	// line 7: sec_4__para_2 "(2)" "" "It consists of"
	// line 9: sec_4__para_2__item_1 "" "" "a chair, and"
	// line 10: sec_4__para_2__item_2 "" "" "a clerk."
}

// Several files, in order, are one text.
func ExampleParse_files() {
	text, _ := markup.Parse(
		markup.File{Path: "1.md", Source: []byte("## Article 1\n\nThe mill is free.\n")},
		markup.File{Path: "2.md", Source: []byte("## Article 2\n\nSo is the ferry.\n")},
	)
	for _, c := range text.Clauses {
		if c.Text != "" {
			fmt.Println(text.Files[c.File], c.EID, c.Text)
		}
	}
	// Output:
	// 1.md art_1__p_1 The mill is free.
	// 2.md art_2__p_1 So is the ferry.
}

// A decision is bound to a digest: mark-up and white space are not part of it, words are.
func ExampleDigest() {
	digest := func(source string) string {
		text, _ := markup.Parse(markup.File{Path: "rule.md", Source: []byte(source)})
		return markup.Digest(text)
	}
	fmt.Println(digest("The mill is free.") == digest("The mill\nis free.\n"))
	fmt.Println(digest("The mill is free.") == digest("The mill is closed."))
	// Output:
	// true
	// false
}
