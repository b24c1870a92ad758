package markup_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"polity/commons/law"
	"polity/commons/markup"
	"polity/commons/report"
)

// TestStories parses the files of each testdata/*.txtar as one document and
// compares what comes out with its section «clauses». POLITY_UPDATE=1 rewrites it.
func TestStories(t *testing.T) {
	stories, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(stories) == 0 {
		t.Fatal("no stories", err)
	}
	for _, name := range stories {
		t.Run(filepath.Base(name), func(t *testing.T) { story(t, name) })
	}
}

func story(t *testing.T, name string) {
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var files []markup.File
	lines := 0
	want := -1
	for i, f := range archive.Files {
		if f.Name == "clauses" {
			want = i
			continue
		}
		src := strings.NewReplacer("␍", "\r", "␠", " ", "⟦nbsp⟧", "\u00a0", "⟦shy⟧", "\u00ad", "⟦zwsp⟧", "\u200b", "⟦bom⟧", "\ufeff", "⟦vt⟧", "\v").Replace(string(f.Data))
		files = append(files, markup.File{Path: f.Name, Source: []byte(src)})
		lines = max(lines, lineCount(src))
	}
	text, problems := markup.Parse(files...)
	if err := checkLaws(text, lines); err != nil {
		t.Error(err)
	}
	got := dump(text, problems)
	if os.Getenv("POLITY_UPDATE") != "" {
		if want < 0 {
			archive.Files = append(archive.Files, txtar.File{Name: "clauses"})
			want = len(archive.Files) - 1
		}
		archive.Files[want].Data = []byte(got)
		if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want < 0 || string(archive.Files[want].Data) != got {
		t.Errorf("the clauses are not those of the story:\n%s", got)
	}
}

// dump writes a text in a form for eyes: eid | kind | label | heading | text | lines.
func dump(t *law.Text, problems []report.Problem) string {
	var b strings.Builder
	fmt.Fprintf(&b, "title %q lang %q", t.Title, t.Lang)
	if len(t.Front) > 0 {
		fmt.Fprintf(&b, " front %v", t.Front)
	}
	b.WriteByte('\n')
	for i := range t.Clauses {
		c := &t.Clauses[i]
		fmt.Fprintf(&b, "%s%s | %s | %s | %s | %s | %d-%d", strings.Repeat("  ", c.Depth), c.EID, c.Kind, c.Label,
			styled(c.Heading, c.HeadingSpans), styled(c.Text, c.Spans), c.Lines[0], c.Lines[1])
		if c.File > 0 {
			fmt.Fprintf(&b, " of %s", t.Files[c.File])
		}
		b.WriteByte('\n')
	}
	for _, p := range problems {
		fmt.Fprintln(&b, p)
	}
	return b.String()
}

// styled writes spans as ‹style link|text› where there are any.
func styled(text string, spans []law.Span) string {
	if spans == nil {
		return strings.NewReplacer("\n", "⏎", "\t", "⇥").Replace(text)
	}
	var b strings.Builder
	for _, s := range spans {
		switch {
		case s.Note != "":
			b.WriteString("‹note " + s.Note + "›")
		case s.Style == 0 && s.Link == "":
			b.WriteString(s.Text)
		default:
			b.WriteString("‹")
			for k, name := range []string{"em", "strong", "code", "strike", "sup", "sub", "under", "cell"} {
				if s.Style&(1<<k) != 0 {
					b.WriteString(name + " ")
				}
			}
			b.WriteString(s.Link + "|" + s.Text + "›")
		}
	}
	return strings.NewReplacer("\n", "⏎", "\t", "⇥").Replace(b.String())
}
