package manifest

import (
	"fmt"

	"go.yaml.in/yaml/v3"

	"polity/commons/report"
)

// unknown warns of a key that is not known, with the one that was probably meant.
func (r *reader) unknown(key *yaml.Node, where string, known []string) {
	in := "the file's top level"
	if where != "" {
		in = "«" + where + "»"
	}
	msg := fmt.Sprintf("«%s» is no key of %s and is passed over.", clip(key.Value), in)
	advice := "There are " + list(known) + "."
	if near := Nearest(key.Value, known); near != "" {
		advice = fmt.Sprintf("Did you mean «%s»?", near)
	}
	r.add(key, report.Warning, msg, advice)
}

// Nearest is the word most like s, or "" where none is near: at most one letter in
// three added, removed, changed or swapped with its neighbour. Of equally near ones the first.
func Nearest(s string, words []string) string {
	best, at := "", len(s)/3+1
	if len(s) > 64 {
		return ""
	}
	for _, w := range words {
		if d := distance(s, w); d < at || d == at && best == "" && d <= 2 {
			best, at = w, d
		}
	}
	return best
}

// distance is the optimal string alignment distance of two words (Damerau 1964), upper and lower
// case and «-» and «_» alike. Cost: the product of the lengths.
func distance(a, b string) int {
	x, y := fold(a), fold(b)
	before, last := make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row := make([]int, len(y)+1)
		row[0] = i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			row[j] = min(row[j-1]+1, last[j]+1, last[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last = last, row
	}
	return last[len(y)]
}

func fold(s string) []byte {
	b := []byte(s)
	for i, c := range b {
		switch {
		case c >= 'A' && c <= 'Z':
			b[i] = c + 'a' - 'A'
		case c == '-':
			b[i] = '_'
		}
	}
	return b
}
