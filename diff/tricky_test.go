package diff

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/txtar"

	"polity/commons/law"
	"polity/commons/markup"
	"polity/diff/align"
	"polity/diff/words"
)

// tricky is one case of testdata/tricky.txtar.
type tricky struct{ name, what, before, after, wished, today string }

func trickyCases(t *testing.T) []tricky {
	archive, err := txtar.ParseFile("testdata/tricky.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var out []tricky
	for _, f := range archive.Files {
		name, part, _ := strings.Cut(f.Name, "/")
		if len(out) == 0 || out[len(out)-1].name != name {
			out = append(out, tricky{name: name})
		}
		c := &out[len(out)-1]
		for key, field := range map[string]*string{"what": &c.what, "before.md": &c.before, "after.md": &c.after, "wished": &c.wished} {
			if key == part {
				*field = string(f.Data)
			}
		}
	}
	for k := range out {
		c := &out[k]
		old, _ := markup.Parse(markup.File{Path: "text.md", Source: []byte(c.before)})
		new, _ := markup.Parse(markup.File{Path: "text.md", Source: []byte(c.after)})
		c.today = told(Compare(old, new), old, new)
	}
	return out
}

// told writes a comparison as the wishes are written: a line for every pair that
// changed, «op (flags): old > new: -gone-+come+».
func told(c *Comparison, old, new *law.Text) string {
	var b strings.Builder
	for _, p := range c.Pairs {
		flags := p.Flags &^ align.Carried
		if p.Op == align.Unchanged && flags == 0 {
			continue
		}
		b.WriteString(p.Op.String())
		if flags != 0 {
			fmt.Fprintf(&b, " (%s)", flags)
		}
		sides := []string{}
		if len(p.Old) > 0 {
			sides = append(sides, names(old, p.Old))
		}
		if len(p.New) > 0 {
			sides = append(sides, names(new, p.New))
		}
		b.WriteString(": " + strings.Join(sides, " > "))
		if p.Recast() {
			b.WriteByte('\n')
			continue
		}
		if p.Op != align.Added && p.Op != align.Removed && p.Heading != nil {
			b.WriteString(": heading " + marked(p.Heading, len(p.Old)+len(p.New) > 2))
		}
		if p.Words != nil {
			b.WriteString(": " + marked(p.Words, p.Op == align.Unchanged))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// names calls clauses by their labels, or by the words they begin with.
func names(t *law.Text, list []int) string {
	var out []string
	for _, i := range list {
		c := &t.Clauses[i]
		name := c.Label
		if name == "" {
			tokens := words.Tokens(c.Heading+c.Text, "")
			name = "«" + strings.TrimSpace(strings.Join(tokens[:min(7, len(tokens))], "")) + "»"
			if utf8.RuneCountInString(name) > 30 || !strings.Contains(name, " ") {
				name = "«" + strings.Join(tokens[:min(8, len(tokens))], "") + "»"
			}
		}
		out = append(out, name)
	}
	return strings.Join(out, " + ")
}

// marked writes the runs that changed, and with all set the others too.
func marked(runs []words.Run, all bool) string {
	var b strings.Builder
	for k, r := range runs {
		if r.Op == '=' {
			if all {
				b.WriteString(r.Text)
			} else if k > 0 && k < len(runs)-1 {
				b.WriteByte(' ')
			}
			continue
		}
		if r.Number && r.Op == '+' {
			b.WriteByte(' ')
		}
		fmt.Fprintf(&b, "%c%s%c", r.Op, strings.ReplaceAll(r.Text, "\n", `\n`), r.Op)
		if r.Moved > 0 {
			fmt.Fprint(&b, r.Moved)
		}
	}
	return strings.TrimSpace(b.String())
}

// TestTricky holds what is said of the cases today, wished or not, against
// TRICKY.md; POLITY_UPDATE=1 rewrites that page.
func TestTricky(t *testing.T) {
	var b strings.Builder
	cases := trickyCases(t)
	good := 0
	for _, c := range cases {
		if c.today == c.wished {
			good++
		}
	}
	fmt.Fprintf(&b, trickyHead, good, len(cases))
	for _, c := range cases {
		fmt.Fprintf(&b, "\n## %s\n\n%s\nBefore:\n\n%s\nAfter:\n\n%s\n", strings.ReplaceAll(c.name, "-", " "), c.what, indented(c.before), indented(c.after))
		if c.today == c.wished {
			fmt.Fprintf(&b, "Wished, and so today:\n\n%s", indented(c.wished))
		} else {
			fmt.Fprintf(&b, "Wished:\n\n%s\n**Today:**\n\n%s", indented(c.wished), indented(c.today))
		}
	}
	if os.Getenv("POLITY_UPDATE") == "1" {
		if err := os.WriteFile("TRICKY.md", []byte(b.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	page, err := os.ReadFile("TRICKY.md")
	if err != nil {
		t.Fatal(err)
	}
	if string(page) == b.String() {
		return
	}
	for _, c := range cases {
		if !strings.Contains(string(page), indented(c.today)) {
			t.Errorf("%s: today\n%swished\n%s", c.name, c.today, c.wished)
		}
	}
	t.Error("TRICKY.md is not what the cases say today; POLITY_UPDATE=1 go test ./diff rewrites it")
}

func indented(s string) string {
	if s == "" {
		return "    (nothing)\n"
	}
	var b strings.Builder
	for line := range strings.Lines(s) {
		if strings.TrimSpace(line) != "" {
			b.WriteString("    ")
		}
		b.WriteString(line)
	}
	return b.String()
}

const trickyHead = `# Tricky cases

Where comparing two versions of a text goes wrong easily: what a careful reader would wish, and what polity says today. %d of %d are as
wished. Written from testdata/tricky.txtar by ` + "`POLITY_UPDATE=1 go test ./diff`" + `.

A line is a pair of clauses that changed: what became of it, old and new, and the words that went (-so-) and came (+so+).
Clauses without a label are called by their first words. Pairs that are not listed stayed as they were.
`
