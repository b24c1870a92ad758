package site

import (
	"bytes"
	"context"
	"io/fs"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"polity/commons/story"
	"polity/content"
	"polity/site/model"
	"polity/site/render"
)

// told are the stories of the sample commons, each as its page tells it.
var told = []struct {
	story, page string
	wants       []string
}{
	{"an amendment with reasons, counted clause by clause, and waiting", "tamsel-confluence-charter/amendments/7/index.html", []string{
		"Between Saltmouth and the Quell a laden boat is unloaded at three fords", "Art. 19(3) inserted applied, Change 9", "The commit names the amendment.",
		"3 of 4 consents (of 6 who decide); missing: Council of the Upper Tamsel, Commune of the Quell Valley and Free Port of Saltmouth.",
		"2 of 4 consents", "Village Assembly of Otterby × objects , objection , 28 November 2023", "● proven",
	}},
	{"an amendment that enough have ratified", "tamsel-confluence-charter/amendments/9/index.html", []string{"● enough 4 of 6 have consented, 4 are needed."}},
	{"an amendment adopted and not in the text", "tamsel-confluence-charter/amendments/10/index.html", []string{
		"No change of the text carries this amendment out.", "Recorded as adopted; no change of the text carries it out.", "1 of 4 consents", "Art. 12. Asking first – not applied",
	}},
	{"an amendment carried by too few, and taken back", "upper-tamsel-constitution/amendments/9/index.html", []string{
		"This amendment was carried out and later taken back.", "Recorded 61 % (14 for, 9 against, 2 spoilt); rule two-thirds: irregular.", "applied, then taken back", "◐ lapsed",
	}},
	{"a toll that its own movement stopped", "upper-tamsel-constitution/amendments/12/index.html", []string{
		"This amendment was rejected. It never was in force.", "objects: it is not carried.", "○ moot The amendment it is on was not adopted.",
	}},
	{"a ratification that lapsed, an objection that holds at home, one on another text", "tamsel-confluence-charter/decisions/index.html", []string{
		"● stands The words it is bound to read as they did. It holds for this movement alone.", "◐ lapsed The words it is bound to changed with Change",
		"× on another text Its digest is that of no version known here: it is on another text.", "proved by the digest it names",
		"Accepted by Confluence of the Tamsel on 12 May 2019.",
	}},
	{"a reservation quoted at its clause", "saltmouth-water-accord/decisions/index.html", []string{
		"Free Port of Saltmouth makes a reservation to Article 5(4) of Tamsel Water Accord", "Saltmouth reserves on Article 5(4).", "● stands",
	}},
	{"an accord in force whose copies differ", "accords/water-accord/index.html", []string{
		"● in force All 3 parties have agreed to the text they hold; the copies differ in Article 4(3) and Article 5(1).", "Commune of the Quell Valley its copy ● agreed to its text",
	}},
	{"a rule that nobody can satisfy", "quell-valley-constitution/amendments/index.html", []string{"wants 6 of 5: nobody can satisfy it.", "§ 15"}},
	{"one who does not name its circle back", "circles/ferry-coop/index.html", []string{"Confluence of the Tamsel (only this side says so)"}},
	{"what applies in a village", "circles/otterby/applies/index.html", []string{
		"does not apply here: objection of 28 November 2023", "Village Assembly of Otterby → Council of the Upper Tamsel", "1 does not apply here",
	}},
	{"all of it in full, without what the village took out", "circles/otterby/applies/2026-01-01/index.html", []string{
		"Art. 19 Fords and crossings", "3 does not apply here: objection of 28 November 2023", "1 April 2024, Confluence of the Tamsel", ", Council of the Upper Tamsel",
	}},
	{"and as it was before", "circles/otterby/applies/2018-12-04/index.html", []string{"What applied to Village Assembly of Otterby from 4 December 2018 until", "something else applies", "It applied so before; in full under"}},
	{"who signed, and who only says so", "ledger/index.html", []string{
		"The file is signed by deering@saltmouth.example with the key SHA256:", "but not for 2022-03-20T", "The signature of the file does not fit it", "vouches for themselves",
		"Nobody signed. The record and its commit name somebody, as anybody could.", "ssh-keygen -Y verify -f allowed_signers -I deering@saltmouth.example -n polity -O verify-time=20250413130000Z",
	}},
	{"a clause and what was said of it", "tamsel-confluence-charter/chp_v__art_19__para_3/index.html", []string{"Village Assembly of Otterby objects to Art. 19(3)", "Fords by night, and deep enough for a boat"}},
	{"a translation one amendment behind", "saltmouth-constitution-es/translation/index.html", []string{
		"out of date The original changed on 1 January 2025 Article 11(2)", "Who is not paid within one tide may call the court", "not translated yet", "Article 11(6)",
	}},
	{"the head of a translation, and its mark", "saltmouth-constitution-es/index.html", []string{"This is a translation. The original, in English", "one clause out of date and one not translated yet", "original changed since"}},
	{"a translation that was made anew after the amendment", "tamsel-confluence-charter-ar/index.html", []string{"It is up to date with the original."}},
	{"a clause and its translation", "saltmouth-constitution/part_2__art_11__para_2/index.html", []string{"Español : Artículo 11(2) translation out of date"}},
	{"a mark in the margin", "tamsel-confluence-charter/index.html", []string{"Village Assembly of Otterby objects"}},
}

var space = regexp.MustCompile(`\s+`)

// read is the words of a page's main part as they are heard, runs of white space as one.
func read(t *testing.T, page []byte) string {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	var walk func(n *html.Node, in bool)
	walk = func(n *html.Node, in bool) {
		in = in || n.Type == html.ElementNode && n.Data == "main"
		if in && n.Type == html.TextNode {
			out.WriteString(n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if in && c.Type == html.ElementNode {
				out.WriteString(" ")
				for _, a := range c.Attr { // the shape that the style puts before a word
					if a.Key == "class" && strings.HasPrefix(a.Val, "tag ") {
						out.WriteString(shapes[strings.TrimPrefix(a.Val, "tag ")])
					}
				}
			}
			walk(c, in)
			if in && c.Type == html.ElementNode {
				out.WriteString(" ")
			}
		}
	}
	walk(doc, false)
	s := space.ReplaceAllString(out.String(), " ")
	for _, end := range []string{".", ";", ")"} {
		s = strings.ReplaceAll(s, " "+end, end)
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, " , ", ", "), "( ", "(")
}

// shapes are what 60-decide.css puts before the words of a tag.
var shapes = map[string]string{"proven": "● ", "reached": "● ", "stands": "● ", "agreed": "● ", "in-force": "● ", "lapsed": "◐ ", "moot": "○ ", "another": "× ", "objects": "× "}

// Every story is told on its page.
func TestDecidedStories(t *testing.T) {
	s, err := Look(context.Background(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	r, err := render.New(render.Options{Words: s.Plan.Words})
	if err != nil {
		t.Fatal(err)
	}
	at := map[string]int{}
	for i, l := range s.Plan.Pages {
		at[l.Path] = i
	}
	for _, x := range told {
		i, ok := at[x.page]
		if !ok {
			t.Errorf("%s: there is no page %s", x.story, x.page)
			continue
		}
		var b bytes.Buffer
		if err := r.Page(&b, s.Plan.Page(i)); err != nil {
			t.Fatal(err)
		}
		page := read(t, b.Bytes())
		for _, want := range x.wants {
			if want = strings.ReplaceAll(want, " , ", ", "); !strings.Contains(page, want) {
				t.Errorf("%s: %s does not say %q:\n%s", x.story, x.page, want, page)
			}
		}
	}
}

// The lines that the ledger prints are run in a clone, and the tools agree.
func TestLedgerLines(t *testing.T) {
	for _, tool := range []string{"git", "ssh-keygen", "sh"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skip("there is no " + tool + " here")
		}
	}
	folder, err := fs.Sub(content.FS, "commons")
	if err != nil {
		t.Fatal(err)
	}
	built, err := story.Build(folder, "upper-tamsel", "saltmouth")
	if err != nil {
		t.Fatal(err)
	}
	bare, clone := filepath.Join(t.TempDir(), "saltmouth.git"), filepath.Join(t.TempDir(), "clone")
	if err := built[1].WriteDir(bare); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("git", "clone", "-q", bare, clone).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	s, err := Look(context.Background(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	ran := 0
	for i, l := range s.Plan.Pages {
		if l.Kind != model.KindLedger {
			continue
		}
		for _, g := range s.Plan.Page(i).Body.(*model.LedgerPage).Groups {
			for _, row := range g.Rows {
				for _, line := range row.Proof.Lines {
					if line.Command == "" || row.Movement.Text != "Free Port of Saltmouth" {
						continue
					}
					ran++
					c := exec.Command("sh", "-e", "-c", line.Command)
					c.Dir = clone
					out, err := c.CombinedOutput()
					if proven := line.Mark.Key == "proven"; (err == nil) != proven {
						t.Errorf("%s is %s, and the tool says %v: %s\n%s", row.Path, line.Mark.Key, err, out, line.Command)
					}
				}
			}
		}
	}
	if ran < 4 {
		t.Errorf("only %d lines were run", ran)
	}
}
