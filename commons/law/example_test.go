package law_test

import (
	"fmt"

	"polity/commons/law"
)

// A text is plain values; whoever has clauses from elsewhere can write them down.
func ExampleText() {
	t := law.Text{Title: "Statutes", Lang: "en", Clauses: []law.Clause{
		{EID: "art_1", Kind: law.Article, Label: "Article 1", Num: "1", Heading: "Board", Parent: -1},
		{EID: "art_1__p_1", Kind: law.Paragraph, Text: "The board meets monthly.", Parent: 0, Depth: 1},
	}}
	for i := range t.Clauses {
		c := &t.Clauses[i]
		fmt.Println(c.EID, c.Headed())
	}
	fmt.Println(t.Find("art_1__p_1"), t.Find("art_2"))
	// Output:
	// art_1 true
	// art_1__p_1 false
	// 1 -1
}

// Dates that are unknown stay unknown; the best of those that are known is listed.
func ExampleDates_Best() {
	fmt.Println(law.Dates{Adopted: "2021-03-14", Committed: "2021-04-02"}.Best())
	fmt.Println(law.Dates{Committed: "2021-04-02"}.Best())
	// Output:
	// 2021-03-14
	// 2021-04-02
}

// The text in force is the last version of the main line.
func ExampleWork_Current() {
	w := law.Work{Versions: []law.Version{{Main: true}, {Main: true, Parents: []int{0}}, {Parents: []int{1}}}}
	fmt.Println(w.Current(), (&law.Work{}).Current())
	// Output: 1 -1
}
