package export

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"polity/commons/law"
	"polity/commons/markup"
	"polity/site/message"
	"polity/site/model"
)

const first = `# Rules of the Ford

## Article 1. Crossing

1. Whoever crosses pays *nothing*.
2. Carts wait for walkers.

## Article 2. Keepers

- two by day
- one by night
`

var second = strings.Replace(first, "one by night", "two by night", 1) + "\n## Article 3. Floods\n\nThe ford is closed while the stone is under water.[^s]\n\n| Water | Who crosses |\n| --- | --- |\n| low | all |\n\n[^s]: The grey one.\n"

// fixture is a commons of one work with two versions.
func fixture(t testing.TB, url string) *model.Site {
	t.Helper()
	w := law.Work{ID: "ford", Movement: "ford", Title: "Rules of the Ford", Kind: "bylaws", Lang: "en", Files: []string{"rules.md"}, Forge: "https://forge.example/ford"}
	for i, source := range []string{first, second} {
		text, _ := markup.Parse(markup.File{Path: "rules.md", Source: []byte(source)})
		hash := strings.Repeat(string(rune('a'+i)), 40)
		v := law.Version{
			Commit: law.Commit{Hash: hash, Subject: "Update rules.md", Author: law.Person{Name: "Ada <&> Weir"}}, Main: true, Text: text, ID: "v",
			Dates: law.Dates{Committed: law.Date([]string{"2001-02-03", "2004-05"}[i])}, Key: hash,
		}
		if i > 0 {
			v.Parents = []int{i - 1}
		}
		w.Versions = append(w.Versions, v)
		w.Changes = append(w.Changes, law.Change{From: i - 1, To: i, Commit: v.Commit})
	}
	words, err := message.Load(os.DirFS("../../content/languages"), "en")
	if err != nil {
		t.Fatal(err)
	}
	c := &law.Commons{
		Title: "Fords", URL: url, Works: []law.Work{w}, Movements: []law.Movement{{ID: "ford", Name: "The Ford", Declared: true, Works: []string{"ford"}}},
		Sources: []law.Source{{Name: "ford", Commit: w.Versions[1].Commit.Hash}},
	}
	return model.Plan(model.Input{Commons: c, Catalogue: words})
}

// TestGolden compares every data file with testdata; POLITY_UPDATE=1 writes them.
func TestGolden(t *testing.T) {
	for _, f := range Files(fixture(t, "https://fords.example/law/")) {
		var b bytes.Buffer
		if err := f.Write(&b); err != nil {
			t.Fatal(err)
		}
		golden := filepath.Join("testdata", filepath.FromSlash(f.Path))
		if os.Getenv("POLITY_UPDATE") == "1" {
			os.MkdirAll(filepath.Dir(golden), 0o755)
			os.WriteFile(golden, b.Bytes(), 0o644)
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(b.Bytes(), want) {
			t.Errorf("%s is not as in testdata:\n%s", f.Path, b.Bytes())
		}
		switch filepath.Ext(f.Path) {
		case ".json":
			if !json.Valid(b.Bytes()) {
				t.Errorf("%s is no JSON", f.Path)
			}
		case ".xml":
			if err := xml.Unmarshal(b.Bytes(), new(struct{})); err != nil {
				t.Errorf("%s is no XML: %v", f.Path, err)
			}
		}
	}
}

// TestWithoutURL: no site map without a site's URL, and feeds with relative links
// and the same ids.
func TestWithoutURL(t *testing.T) {
	ids := func(url string) (out []string) {
		for _, f := range Files(fixture(t, url)) {
			var b bytes.Buffer
			if err := f.Write(&b); err != nil {
				t.Fatal(err)
			}
			if url == "" && (strings.Contains(f.Path, "sitemap") || strings.Contains(b.String(), "fords.example")) {
				t.Errorf("%s without a URL:\n%s", f.Path, b.String())
			}
			if f.Path == "ford/atom.xml" {
				var got feed
				if err := xml.Unmarshal(b.Bytes(), &got); err != nil {
					t.Fatal(err)
				}
				for _, e := range got.Entries {
					out = append(out, e.ID)
				}
				if url == "" && got.Entries[0].Links[0].Href != "changes/2/index.html" {
					t.Errorf("link %q", got.Entries[0].Links[0].Href)
				}
			}
		}
		return out
	}
	a, b := ids(""), ids("https://elsewhere.example/")
	if len(a) != 2 || a[0] != b[0] || a[0] == a[1] {
		t.Errorf("ids %v %v", a, b)
	}
}

// TestMarkdownReadsBack: the Markdown of a text is a text with the same words under
// the same eIds.
func TestMarkdownReadsBack(t *testing.T) {
	text, _ := markup.Parse(markup.File{Path: "a.md", Source: []byte(second)})
	var b bytes.Buffer
	if err := Markdown(&b, text); err != nil {
		t.Fatal(err)
	}
	again, _ := markup.Parse(markup.File{Path: "a.md", Source: b.Bytes()})
	if string(markup.Canonical(again)) != string(markup.Canonical(text)) {
		t.Errorf("\n%s\nis not\n%s\n%s", markup.Canonical(again), markup.Canonical(text), b.String())
	}
}

// TestPlainHoldsAllWords: every word of a text stands in its plain form.
func TestPlainHoldsAllWords(t *testing.T) {
	text, _ := markup.Parse(markup.File{Path: "a.md", Source: []byte(second)})
	var b bytes.Buffer
	if err := Plain(&b, text); err != nil {
		t.Fatal(err)
	}
	for _, c := range text.Clauses {
		for _, word := range strings.Fields(c.Label + " " + c.Heading + " " + c.Text) {
			if !strings.Contains(b.String(), word) {
				t.Errorf("the plain text lacks %q", word)
			}
		}
	}
}
