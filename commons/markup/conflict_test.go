package markup_test

import (
	"slices"
	"strings"
	"testing"

	"polity/commons/markup"
)

// TestConflicts reads what an unfinished merge leaves in a text.
func TestConflicts(t *testing.T) {
	const (
		sides = "A merge was not finished: the words of two sides stand from here to line "
		alone = "A marker of a merge that was not finished"
	)
	for name, c := range map[string]struct {
		src      string
		words    []string
		problems []string // places and beginnings of messages
	}{
		"two sides": {
			"Boats wait.\n\n<<<<<<< HEAD\nBells ring.\n=======\nBells rest.\n>>>>>>> branch\n\nRopes hold.\n",
			[]string{"Boats wait.", "Bells ring.", "Bells rest.", "Ropes hold."},
			[]string{"a.md:3:1: error: " + sides + "7,"},
		},
		"two sides and what stood before": {
			"<<<<<<< HEAD\nBells ring.\n||||||| merged common ancestors\nBells rang.\n=======\nBells rest.\n>>>>>>> branch\n",
			[]string{"Bells ring.", "Bells rest."},
			[]string{"a.md:1:1: error: " + sides + "7,"},
		},
		"line ends of Windows, names left out": {
			"<<<<<<<\r\nBells ring.\r\n=======\r\nBells rest.\r\n>>>>>>>\r\n",
			[]string{"Bells ring.", "Bells rest."},
			[]string{"a.md:1:1: error: " + sides + "5,"},
		},
		"two conflicts": {
			"<<<<<<< a\nOne.\n=======\nTwo.\n>>>>>>> b\n\n<<<<<<< a\n=======\nThree.\n>>>>>>> b\n",
			[]string{"One.", "Two.", "Three."},
			[]string{"a.md:1:1: error: " + sides + "5,", "a.md:7:1: error: " + sides + "10,"},
		},
		"the first marker alone": {
			"<<<<<<< HEAD\nBells ring.\n\nBoats\n=======\n",
			[]string{"Bells ring.", "Boats"},
			[]string{"a.md:1:1: error: " + alone},
		},
		"the last marker alone": {
			"Bells ring.\n\nBoats\n=======\n\nThey rest.\n>>>>>>> branch\n",
			[]string{"Bells ring.", "Boats", "They rest."},
			[]string{"a.md:7:1: error: " + alone},
		},
		"a first marker after another": {
			"<<<<<<< HEAD\nBells ring.\n<<<<<<< HEAD\nBells rest.\n",
			[]string{"Bells ring.", "Bells rest."},
			[]string{"a.md:1:1: error: " + alone, "a.md:3:1: error: " + alone},
		},
		"underlines and quotations": {
			"Boats\n=======\n\n>>>>>> wait\n\n<<<<<<<< here\n\n ======= x\n",
			[]string{"Boats", "wait", "<<<<<<<< here", "======= x"},
			nil,
		},
	} {
		text, problems := markup.Parse(markup.File{Path: "a.md", Source: []byte(c.src)})
		var words, told []string
		for i := range text.Clauses {
			words = append(words, text.Clauses[i].Heading+text.Clauses[i].Text)
		}
		for i, p := range problems {
			told = append(told, p.String())
			if p.Advice == "" || i < len(c.problems) && !strings.HasPrefix(told[i], c.problems[i]) {
				t.Errorf("%s: %s", name, told[i])
			}
		}
		if !slices.Equal(words, c.words) || len(told) != len(c.problems) {
			t.Errorf("%s: read as %q, told %q", name, words, told)
		}
	}
}
