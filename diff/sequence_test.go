package diff

import (
	"testing"

	"polity/commons/law"
)

func unit(kind law.Kind, label, heading, text string, parent int) law.Clause {
	return law.Clause{Kind: kind, Label: label, Heading: heading, Text: text, Parent: parent, EID: label + heading + text}
}

// What reads the same aloud is editorial, however it is cut; what reads otherwise,
// or says the same under another number, is not.
func TestSameReadingIsEditorial(t *testing.T) {
	runIn := &law.Text{Clauses: []law.Clause{unit(law.Section, "Section 1.", "", "All power over the sluices lies with the gauge.", -1)}}
	heading := &law.Text{Clauses: []law.Clause{unit(law.Section, "Section 1", "", "", -1), unit(law.Paragraph, "", "", "All power over the sluices lies with the gauge.", 0)}}
	bare := &law.Text{Clauses: []law.Clause{unit(law.Section, "§ 8", "", "The council may", -1), unit(law.Paragraph, "", "", "borrow a boat;", 0), unit(law.Paragraph, "", "", "lend one.", 0)}}
	numbered := &law.Text{Clauses: []law.Clause{unit(law.Section, "§ 8", "", "", -1), unit(law.Paragraph, "", "", "The council may", 0), unit(law.Item, "1.", "", "borrow a boat;", 1), unit(law.Item, "2.", "", "lend one.", 1)}}
	brokenHeading := &law.Text{Clauses: []law.Clause{unit(law.Section, "§ 1", "Keeping of the", "", -1), unit(law.Paragraph, "", "", "Bridge", 0), unit(law.Paragraph, "", "", "It is kept.", 0)}}
	wholeHeading := &law.Text{Clauses: []law.Clause{unit(law.Section, "§ 1", "Keeping of the Bridge", "", -1), unit(law.Paragraph, "", "", "It is kept.", 0)}}
	early := &law.Text{Clauses: []law.Clause{unit(law.Article, "Art. 1", "", "The mill grinds. On feast days it rests.", -1), unit(law.Article, "Art. 2", "", "The ferry crosses.", -1)}}
	late := &law.Text{Clauses: []law.Clause{unit(law.Article, "Art. 1", "", "The mill grinds.", -1), unit(law.Article, "Art. 2", "", "On feast days it rests. The ferry crosses.", -1)}}
	term := &law.Text{Clauses: []law.Clause{unit(law.Section, "Section 1.", "", "All power over the Sluices lies with the gauge.", -1)}}
	loud := &law.Text{Clauses: []law.Clause{unit(law.Section, "§ 1", "KEEPING OF THE", "", -1), unit(law.Paragraph, "", "", "Bridge", 0), unit(law.Paragraph, "", "", "It is kept.", 0)}}
	for _, c := range []struct {
		name     string
		old, new *law.Text
		want     bool
	}{
		{"a word in the text becomes a term", runIn, term, false},
		{"a heading with capitals is broken in two", wholeHeading, loud, true},
		{"a run-in head becomes a heading", runIn, heading, true},
		{"numbers are added", bare, numbered, true},
		{"numbers are taken away", numbered, bare, true},
		{"a heading is broken in two", wholeHeading, brokenHeading, true},
		{"a sentence goes to the next article", early, late, false},
		{"a word goes", runIn, &law.Text{Clauses: []law.Clause{unit(law.Section, "Section 1.", "", "All power over the sluices lies with gauge.", -1)}}, false},
	} {
		d := Compare(c.old, c.new)
		if d.Editorial != c.want {
			t.Errorf("%s: editorial is %v", c.name, d.Editorial)
		}
		if acts := Summarise(d, c.old, c.new); (acts == nil) != c.want {
			t.Errorf("%s: it does %+v", c.name, acts)
		}
	}
}
