package lineage_test

import (
	"fmt"

	"polity/commons/law"
	"polity/commons/markup"
	"polity/diff/lineage"
)

// history makes a work out of the texts of a main line, without any repository.
func history(sources ...string) *law.Work {
	w := &law.Work{ID: "statutes"}
	for i, s := range sources {
		t, _ := markup.Parse(markup.File{Path: "statutes.md", Source: []byte(s)})
		v := law.Version{Main: true, Text: t, Key: s, Commit: law.Commit{Hash: fmt.Sprintf("%040d", i+1)}}
		if i > 0 {
			v.Parents = []int{i - 1}
		}
		w.Versions = append(w.Versions, v)
		w.Changes = append(w.Changes, law.Change{From: i - 1, To: i, Commit: v.Commit})
	}
	return w
}

var statutes = history(
	"## Article 1 Board\n\nThe board meets monthly. It keeps minutes.\n",
	"## Article 1 Name\n\nThe society is called The Lamp.\n\n## Article 2 Board\n\nThe board meets monthly. It keeps minutes.\n",
	"## Article 1 Name\n\nThe society is called The Lamp.\n\n## Article 2 Board\n\nThe board meets weekly. It keeps minutes.\n",
)

// A clause keeps its wId whatever number it takes; its life tells what happened.
func ExampleTrace() {
	h := lineage.Trace(statutes, lineage.Options{})
	current := statutes.Versions[2].Text
	for i := range current.Clauses {
		fmt.Println(current.Clauses[i].EID, "is", h.WIDs[2][i])
	}
	for _, wid := range []string{"art_1", "art_1__p_1"} {
		for _, e := range h.Lives[wid].Events {
			fmt.Printf("%s: change %d, %s %v\n", wid, e.Change+1, e.Op, e.Flags.Names())
		}
	}
	// Output:
	// art_1 is art_1@0000000
	// art_1__p_1 is art_1__p_1@0000000
	// art_2 is art_1
	// art_2__p_1 is art_1__p_1
	// art_1: change 1, added []
	// art_1: change 2, unchanged [renumbered]
	// art_1__p_1: change 1, added []
	// art_1__p_1: change 3, edited []
}

// Every sentence of the text in force, with the change that put it there.
func ExampleBlame() {
	h := lineage.Trace(statutes, lineage.Options{})
	clauses := statutes.Versions[2].Text.Clauses
	for _, s := range lineage.Blame(statutes, h, 2) {
		words := clauses[s.Clause].Text
		if s.Heading {
			words = clauses[s.Clause].Heading
		}
		fmt.Printf("change %d, %.0f %% older: %s\n", s.Change+1, 100*s.Kept, words[s.From:s.To])
	}
	// Output:
	// change 2, 0 % older: Name
	// change 2, 0 % older: The society is called The Lamp.
	// change 1, 0 % older: Board
	// change 3, 75 % older: The board meets weekly.
	// change 1, 0 % older: It keeps minutes.
}
