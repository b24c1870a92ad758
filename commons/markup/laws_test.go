package markup_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"polity/commons/law"
	"polity/commons/markup"
)

// checkLaws says which laws of a parsed text t breaks; lines is how many its
// files have.
func checkLaws(t *law.Text, lines int) error {
	seen := map[string]bool{}
	for i := range t.Clauses {
		c := &t.Clauses[i]
		low := strings.ToLower(c.EID)
		switch {
		case c.EID == "" || seen[low]:
			return fmt.Errorf("%d: eId %q is empty or taken", i, c.EID)
		case c.Parent >= i:
			return fmt.Errorf("%s: its parent comes after it", c.EID)
		case c.Parent < 0 && c.Depth != 0, c.Parent >= 0 && c.Depth != t.Clauses[c.Parent].Depth+1:
			return fmt.Errorf("%s: depth %d is not its parent's and one", c.EID, c.Depth)
		case c.Lines[0] < 1 || c.Lines[1] < c.Lines[0] || c.Lines[1] > lines:
			return fmt.Errorf("%s: lines %v are not in a file of %d", c.EID, c.Lines, lines)
		case c.Kind == law.Footnote && c.Parent != -1:
			return fmt.Errorf("%s: a footnote hangs under another unit", c.EID)
		case c.Bullet && c.Label != "":
			return fmt.Errorf("%s: a bullet with the label %q", c.EID, c.Label)
		}
		seen[low] = true
		for _, pair := range []struct {
			text  string
			spans []law.Span
		}{{c.Heading, c.HeadingSpans}, {c.Text, c.Spans}} {
			joined := ""
			for _, s := range pair.spans {
				joined += s.Text
			}
			if pair.spans != nil && joined != pair.text {
				return fmt.Errorf("%s: spans %q are not %q", c.EID, joined, pair.text)
			}
			if !norm.NFC.IsNormalString(pair.text) {
				return fmt.Errorf("%s: %q is not in NFC", c.EID, pair.text)
			}
		}
	}
	return nil
}

func lineCount(src string) int {
	if !strings.Contains(src, "\n") {
		src = strings.ReplaceAll(src, "\r", "\n")
	}
	return strings.Count(src, "\n") + 1
}

// pieces are what documents are put together from at random.
var pieces = []string{
	"# Charter\n", "## Article 1: Name\n", "## Article 2\n\n", "### 1.1 Title\n\n", "#### 1.2.3\n", "##### Art. 13bis[^11]\n\n", "## Preamble\n", "# I. Hauptstück\n",
	"**Artículo 14**.- Texto\n\n", "**2.1 Title** text\n", "(1) One.\n\n", "(2) Two.\n\n", "(a) A;\n(b) B.\n", "(i) small\n\n", "a) first\n", "1) one\n", "1. one\n1. two\n",
	"- item\n", "  - nested\n", "* **§II.3.** words\n", "    set in\n", "\n", "\n\n", "> quoted\n", "```\ncode\n```\n", "| a | b |\n|---|---|\n| c | d |\n\n",
	"[^11]: A note.\n", "word[^11] word\n", "<div>\n<p>html</p>\n", "<!-- gone -->\n", "Text *soft* **bold** `code` ~~gone~~ [link](http://example.org)\n", "hard  \nbreak\n", "第一条　本文\n",
	"일\n\n제1조(목적) 글\n", "المادة 1: نص\n", "Title\n=====\n", "Sub\n---\n", "\u00ad\u200bé e\u0301\n", "\t tab\v\f\n", "[r]: http://example.org\n", "[r]\n", "---\n", "***\n", "\\section{One}\n",
	".. note:: x\n", "I. Uno\n", "II. Dos\n", "A. Smith\n", "\r\n", "\r", "&amp; &#x301;", "**a", "[a](", "`", "§ 3 Zweck\n", "§10(1) text\n", "PARAM-03a (y) must\n",
	"* 0\n**AAA 0**0\n", "Ended.\n\n\n\n- apart\n- list\n",
}

// TestLaws builds documents from pieces at random.
func TestLaws(t *testing.T) {
	parser := markup.NewParser()
	rapid.Check(t, func(t *rapid.T) {
		src := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 30).Draw(t, "pieces"), "")
		name := rapid.SampledFrom([]string{"a.md", "a.rst", "a.tex", "a.txt"}).Draw(t, "name")
		lawful(t, parser, name, []byte(src))
	})
}

type failer interface {
	Fatalf(format string, args ...any)
}

// lawful parses src with a parser that has read before and with a new one.
func lawful(t failer, parser *markup.Parser, name string, src []byte) {
	file := markup.File{Path: name, Source: src}
	text, problems := parser.Parse([]markup.File{file}, "")
	if err := checkLaws(text, lineCount(string(src))); err != nil {
		t.Fatalf("%v\n%q", err, src)
	}
	fresh, again := markup.Parse(file)
	if !reflect.DeepEqual(text, fresh) || !reflect.DeepEqual(problems, again) {
		t.Fatalf("a parser that remembers and a new one differ on %q", src)
	}
	anew := slices.Clone(text.Clauses)
	for i := range anew {
		anew[i].Source = 0
	}
	markup.Readdress(anew)
	if !reflect.DeepEqual(anew, text.Clauses) {
		t.Fatalf("addressed anew, the clauses have other eIds or hashes on %q", src)
	}
	for _, p := range problems {
		if p.Path != name || p.Line > lineCount(string(src)) || p.Message == "" {
			t.Fatalf("a problem without a place: %v", p)
		}
	}
}

// FuzzParse feeds any bytes as any format.
func FuzzParse(f *testing.F) {
	for i, p := range pieces {
		f.Add([]byte(p+pieces[(i*7+3)%len(pieces)]+pieces[(i*5+1)%len(pieces)]), uint8(i))
	}
	f.Add([]byte("---\ntitle: x\n---\n# A\n"), uint8(0))
	f.Add([]byte("\xff\xfea\x00"), uint8(0))
	parser := markup.NewParser()
	f.Fuzz(func(t *testing.T, src []byte, format uint8) {
		wide := func(mark string) bool { return strings.Contains(string(src), mark) }
		if wide("\xff\xfe") || wide("\xfe\xff") || wide("\n\x00") || wide("\x00\n") {
			return // UTF-16 and UTF-32 have lines of their own
		}
		lawful(t, parser, []string{"a.md", "a.rst", "a.tex", "a.txt"}[format%4], src)
	})
}

// TestCacheKeepsApart reads texts that share blocks but not link definitions.
func TestCacheKeepsApart(t *testing.T) {
	parser := markup.NewParser()
	for i := range 3 {
		src := fmt.Sprintf("# A\n\nSee [x].\n\n[x]: http://example.org/%d\n", i)
		text, _ := parser.Parse([]markup.File{{Path: "a.md", Source: []byte(src)}}, "en")
		if got, want := text.Clauses[1].Spans[1].Link, fmt.Sprintf("http://example.org/%d", i); got != want {
			t.Errorf("link %q, want %q", got, want)
		}
	}
}
