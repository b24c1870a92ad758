package site

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"

	"polity/commons/collect"
	"polity/commons/law"
	"polity/commons/repo"
	"polity/diff"
	"polity/diff/align"
	"polity/site/message"
	"polity/site/model"
	"polity/site/render"
)

// corpus is the folder of real repositories; the test is skipped without it.
func corpus(t *testing.T) string {
	t.Helper()
	shared := os.Getenv("POLITY_SHARED")
	if shared == "" {
		shared = filepath.Join("..", "..", "shared")
	}
	dir := filepath.Join(shared, "corpus")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("real repositories are not here: ", dir)
	}
	if testing.Short() {
		t.Skip("real repositories are left out of short runs")
	}
	return dir
}

func textIn(t *testing.T, dir, bundle, rev, path string) *collect.TextAt {
	t.Helper()
	at, err := collect.ReadText(collect.Spec{Source: filepath.Join(dir, bundle+".bundle"), Rev: rev, Path: path}, collect.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// What some real commits did, measured on their words by other means.
func TestRealCommitsAreReadRightly(t *testing.T) {
	dir := corpus(t)
	for _, c := range []struct {
		bundle, old, new, oldPath, newPath string
		editorial                          bool
		sentence                           string // "" unchecked
	}{
		{"usa-constitution", "9956c5f~1", "9956c5f", "Constitution.md", "Constitution.md", true, ""},
		{"usa-constitution", "6c2e838~1", "6c2e838", "Constitution.md", "Constitution.md", true, ""},
		{"usa-constitution", "225c0c5~1", "225c0c5", "Constitution.md", "Constitution.md", true, ""},
		{"usa-constitution", "0c4b1e1~1", "0c4b1e1", "Constitution.md", "Constitution.md", true, ""},
		{"holacracy", "f3573ab~1", "f3573ab", "Holacracy-Constitution.md", "Holacracy-Constitution.md", true, ""},
		{"holacracy", "fb243f7~1", "fb243f7", "Holacracy-Constitution.md", "Holacracy-Constitution.md", true, ""},
		{"nodejs-tsc", "e1b8352~1", "e1b8352", "TSC-Charter.md", "TSC-Charter.md", true, ""},
		{"nodejs-tsc", "29681c4~1", "29681c4", "TSC-Charter.md", "TSC-Charter.md", true, ""},
		{"argentina-constitution", "4312aa2", "e085b46", "Constitucion.md", "Constitucion.md", true, ""},
		{"usa-constitution", "73b7f74~1", "73b7f74", "Constitution.md", "Constitution.md", false, ""},
		{"argentina-constitution", "fc22fbb~1", "fc22fbb", "Constitucion.md", "Constitucion.md", false, "Amends Artículo 4 and Artículo 67(1)"},
		{"liechtenstein-verfassung", "30e55fd~1", "30e55fd", "li/LGBl-1921-015.md", "li/LGBl-1921-015.md", false, "Inserts Art. 27bis–27ter"},
	} {
		t.Run(c.bundle+" "+c.new, func(t *testing.T) {
			old, new := textIn(t, dir, c.bundle, c.old, c.oldPath), textIn(t, dir, c.bundle, c.new, c.newPath)
			d := diff.Compare(old.Text, new.Text)
			said := Sentence(d, old.Text, new.Text)
			if d.Editorial != c.editorial {
				t.Errorf("editorial is %v: %s", d.Editorial, said)
			}
			if c.sentence != "" && said != c.sentence {
				t.Errorf("said %q, want %q", said, c.sentence)
			}
		})
	}
}

// tally counts what a comparison did: ops, and words marked apart from numbers.
func tally(d *diff.Comparison) (ops map[align.Op]int, moved, words int) {
	ops = map[align.Op]int{}
	for _, p := range d.Pairs {
		ops[p.Op]++
		if p.Flags&align.Moved != 0 {
			moved++
		}
		if p.Op == align.Unchanged {
			continue
		}
		for _, r := range append(p.Heading, p.Words...) {
			if r.Op != '=' && !r.Number {
				words += len(strings.FieldsFunc(r.Text, func(c rune) bool { return !unicode.IsLetter(c) }))
			}
		}
	}
	return ops, moved, words
}

func TestArticlesThatWereSwapped(t *testing.T) {
	dir := corpus(t)
	const path = "Holacracy-Constitution.md"
	d := diff.Compare(textIn(t, dir, "holacracy", "0a93cbd~1", path).Text, textIn(t, dir, "holacracy", "0a93cbd", path).Text)
	ops, moved, words := tally(d)
	if ops[align.Added]+ops[align.Removed] > 0 || moved < 2 || words > 0 {
		t.Errorf("%v, %d moved, %d words marked", ops, moved, words)
	}
}

func TestBillOfRightsMovedFirst(t *testing.T) {
	dir := corpus(t)
	const path = "Liberland-constitution.md"
	d := diff.Compare(textIn(t, dir, "liberland-constitution", "62c1cb6~1", path).Text, textIn(t, dir, "liberland-constitution", "62c1cb6", path).Text)
	if ops, moved, words := tally(d); words > 10 || moved == 0 || ops[align.Added]+ops[align.Removed] > 1 {
		t.Errorf("%v, %d moved, %d words marked", ops, moved, words)
	}
}

func TestFormatConversionIsFollowed(t *testing.T) {
	dir := corpus(t)
	d := diff.Compare(textIn(t, dir, "zapf-satzung", "97d4210~1", "satzung.rst").Text, textIn(t, dir, "zapf-satzung", "97d4210", "satzung.md").Text)
	if ops, _, words := tally(d); words > 10 || ops[align.Added] > 0 {
		t.Errorf("%v, %d words marked", ops, words)
	}
}

func TestOneLineWasLost(t *testing.T) {
	dir := corpus(t)
	d := diff.Compare(textIn(t, dir, "usa-constitution", "73b7f74~1", "Constitution.md").Text, textIn(t, dir, "usa-constitution", "73b7f74", "Constitution.md").Text)
	if ops, _, words := tally(d); ops[align.Edited] != 1 || words != 13 {
		t.Errorf("%v, %d words marked, want one clause and 13", ops, words)
	}
}

// Every word of the document stands on its page.
func TestNoWordIsLost(t *testing.T) {
	dir := corpus(t)
	bundles, _ := filepath.Glob(filepath.Join(dir, "*.bundle"))
	for _, bundle := range bundles {
		name := strings.TrimSuffix(filepath.Base(bundle), ".bundle")
		t.Run(name, func(t *testing.T) {
			at := textIn(t, dir, name, "", "")
			page := pageWords(t, at.Text)
			total, lost := 0, []string{}
			for _, source := range sources(t, bundle, at) {
				// A mark of emphasis stands inside a word now and then, and between two words at
				// other times; each file may be read in the way that fits.
				joined, gone := missing(page, sourceWords(source, ""))
				if _, parted := missing(page, sourceWords(source, " ")); len(parted) < len(gone) {
					gone = parted
				}
				for _, w := range joined {
					page[w]--
				}
				total += len(joined) + len(gone)
				lost = append(lost, gone...)
			}
			t.Logf("%d words", total)
			if total == 0 || len(lost) > 0 {
				t.Errorf("%d of %d words are not on the page: %q", len(lost), total, lost[:min(len(lost), 40)])
			}
		})
	}
}

// missing parts words into those that the page has, each as often, and the others.
func missing(page map[string]int, words []string) (there, gone []string) {
	used := map[string]int{}
	for _, w := range words {
		if used[w]++; used[w] <= page[w] {
			there = append(there, w)
		} else {
			gone = append(gone, w)
		}
	}
	return there, gone
}

func pageWords(t *testing.T, text *law.Text) map[string]int {
	t.Helper()
	words, err := message.Load(languages(), "en")
	if err != nil {
		t.Fatal(err)
	}
	c := &law.Commons{Works: []law.Work{{ID: "w", Title: text.Title, Lang: text.Lang, Versions: []law.Version{{Main: true, ID: "v", Text: text}}, Changes: []law.Change{{From: -1}}}}}
	plan := model.Plan(model.Input{Commons: c, Catalogue: words})
	r, err := render.New(render.Options{Words: words})
	if err != nil {
		t.Fatal(err)
	}
	for i, l := range plan.Pages {
		if l.Kind != model.KindWork {
			continue
		}
		var b bytes.Buffer
		if err := r.Page(&b, plan.Page(i)); err != nil {
			t.Fatal(err)
		}
		node, err := html.Parse(&b)
		if err != nil {
			t.Fatal(err)
		}
		var s strings.Builder
		visible(node, &s)
		out := map[string]int{}
		for _, w := range split(s.String()) {
			out[w]++
		}
		return out
	}
	t.Fatal("no reading page")
	return nil
}

// visible collects the text of the page's main part. Inline elements join their
// words, as on the page; blocks part them.
func visible(n *html.Node, b *strings.Builder) {
	if n.Type == html.ElementNode {
		switch n.Data {
		case "head", "script", "nav", "style", "aside", "svg":
			return
		case "em", "strong", "code", "a", "sub", "u", "s", "bdi", "span":
		default:
			b.WriteByte(' ')
			defer b.WriteByte(' ')
		}
	}
	if n.Type == html.TextNode {
		b.WriteString(n.Data)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		visible(c, b)
	}
}

func split(s string) []string {
	s = strings.NewReplacer("\u00ad", "", "\u200b", "", "\ufeff", "", "\u2060", "").Replace(s)
	var spaced strings.Builder
	for _, r := range strings.ToLower(s) {
		if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) {
			spaced.WriteString(" " + string(r) + " ") // scripts without spaces: a word a letter
			continue
		}
		spaced.WriteRune(r)
	}
	return strings.FieldsFunc(spaced.String(), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) })
}

// What is no word in a source: front matter, comments, tags, targets of links,
// references to footnotes, directives and attributes.
var noWords = regexp.MustCompile(`(?s)(?m:^\[[^\]^]+\]: \S+.*?$)|\A\x{feff}?---\n.*?\n---\n|<!--.*?-->|</?[a-zA-Z][^>]*>|\]\([^)]*\)|\[\^[^\]]*\]:?|\{[-.#][^}]*\}|&[a-z]+;`)

var directive = regexp.MustCompile(`(?m)^\.\. .*$|^:[a-z]+:.*$`)

// sources are the document's files as they stand.
func sources(t *testing.T, bundle string, at *collect.TextAt) []string {
	t.Helper()
	r, err := repo.Open(bundle, repo.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	c, err := r.Commit(at.Rev)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, path := range at.Text.Files {
		e, err := r.Entry(c.Tree, path)
		if err != nil {
			t.Fatal(err)
		}
		b, err := r.Blob(e.Hash)
		if err != nil {
			t.Fatal(err)
		}
		s := string(b)
		if filepath.Ext(path) == ".rst" {
			s = directive.ReplaceAllString(s, " ")
		}
		out = append(out, s)
	}
	return out
}

func sourceWords(s, emphasis string) []string {
	s = noWords.ReplaceAllString(strings.ReplaceAll(s, "\r\n", "\n"), " ")
	return split(strings.NewReplacer("**", emphasis, "__", emphasis, "*", emphasis, "\\", "").Replace(s))
}
