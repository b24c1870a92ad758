package markup

import (
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// checkSimple holds that a block which is read without a syntax tree reads as with one.
func checkSimple(t interface{ Fatalf(string, ...any) }, p *Parser, line string) (simple bool) {
	body, _ := decode([]byte(line))
	if len(body) == 0 || tangled(body) {
		return false
	}
	got, ok := p.readSimple(body)
	if !ok {
		return false
	}
	want := p.readMarkdown(nil, body, false)
	if len(got)+len(want) > 0 && !reflect.DeepEqual(got, want) {
		t.Fatalf("%q reads\n%+v\nwithout a syntax tree, and with one\n%+v", line, got, want)
	}
	return true
}

func TestSimple(t *testing.T) {
	p := NewParser()
	for line, want := range map[string]bool{
		"The board meets monthly.":                        true,
		"**Article 1**.- The harbour is open to all.\n\n": true,
		"**Article 1.** The harbour is open to all.":      false, // a full stop before the end of the bold
		"Words **in bold** and **more** of them.":         true,
		"A word**in**side":                                false,
		"**all of it**":                                   true,
		"**never closed":                                  false,
		"***":                                             false,
		"** a star":                                       false,
		"## Chapter I: Of the Harbour":                    true,
		"# Title #":                                       false,
		"#no heading":                                     false,
		"####### seven":                                   false,
		"(a) the first; (b) the second":                   true,
		"1. a list":                                       false,
		"- a list":                                        false,
		"one line\nand another":                           false,
		"a [link](x)":                                     false,
		"two  spaces \u00a0 and \u200b others ":           true,
		"§ 4 Of boats and \u0301 marks":                   true,
	} {
		if got := checkSimple(t, p, line); got != want {
			t.Errorf("%q is simple: %v", line, got)
		}
	}
}

func TestSimpleLaws(t *testing.T) {
	p := NewParser()
	piece := rapid.SampledFrom([]string{
		"**", "**", "*", "# ", "###### ", "#", " ", "  ", "Article 4", "Artículo 1º", "§", ".", ".-", ":", "(a) ", "1.", "1)", "- ", "+", "!", "!!", "word", "Wörter ",
		"会員は", "\u00a0", "\u200b", "\u3000", "\"", "'", "{#id}", "=", "===", "---", "\n", "\n\n", "http://a.b ", "a@b.c", "\t", "\r", "\x01", "\xff", "é", "e\u0301", "第三条", "«", "»", "—", "$", "^", "%",
	})
	rapid.Check(t, func(t *rapid.T) {
		checkSimple(t, p, strings.Join(rapid.SliceOfN(piece, 1, 9).Draw(t, "line"), ""))
	})
}

func FuzzSimple(f *testing.F) {
	p := NewParser()
	for _, line := range []string{"**Article 1**.- Words.\n", "## A **b** c", "(a) one", "Words — «more»! ", "# \u00a0a"} {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line string) { checkSimple(t, p, line) })
}
