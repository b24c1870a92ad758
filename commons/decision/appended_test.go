package decision

import (
	"fmt"
	"testing"

	"polity/commons/law"
)

func TestAppended(t *testing.T) {
	text := &law.Text{}
	add := func(parent int, label, heading, words string) int {
		text.Clauses = append(text.Clauses, law.Clause{Label: label, Heading: heading, Text: words, Parent: parent})
		return len(text.Clauses) - 1
	}
	add(-1, "Article 4", "Tolls", "A toll is taken. What is repealed stays in the archive.")
	add(-1, "Article 12", "Kin", "Kin leave the room.")
	add(-1, "Article 13", "Repeals", "Article 4 is repealed whenever the river is dry.") // no amendment
	book := add(-1, "", "Amendments to the Charter", "")
	one := add(book, "Amendment I", "", "Article 4 of the Charter is hereby repealed.")
	add(book, "Amendment II", "", "The first article of amendment to the Charter is hereby repealed; Article XII is replaced by what follows.")
	add(book, "Amendment III", "", "El artículo 99 queda derogado. Amendment III is repealed.")
	want := fmt.Sprint([]Supersession{{one, 0, "repealed"}, {one + 1, one, "repealed"}, {one + 1, 1, "replaced"}})
	if got := fmt.Sprint(Appended(text)); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
}

func FuzzAppended(f *testing.F) {
	f.Add("Amendment I", "The eighteenth article of amendment is hereby repealed.")
	f.Fuzz(func(t *testing.T, label, words string) {
		text := &law.Text{Clauses: []law.Clause{{Label: label, Text: words, Parent: -1}, {Label: "Amendment 18", Text: words, Parent: -1}}}
		for _, s := range Appended(text) {
			if s.By == s.Clause {
				t.Error("a clause repeals itself")
			}
		}
	})
}
