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
	simple := []string{
		"The board meets monthly.",
		"**Article 1**.- The harbour is open to all.\n\n",
		"Words **in bold** and **more** of them.",
		"**all of it**",
		"## Chapter I: Of the Harbour",
		"(a) the first; (b) the second",
		"1. a list",
		"- a list",
		"# Rights\n\n1. to speak\n2. to vote\n",
		"Members may:\n\n1. speak;\n\n2. **vote**.\n\n",
		"Members may:\n\n1. speak;\n1. vote.\n",
		"Members may:\n\n3) vote;\n4) speak.\n",
		"Members may:\n\n- (a) vote;\n- § 2 speak.\n",
		"The board\n\n2. meets.",
		"**Article 1.** The harbour is open to all.",
		"**(a)** The harbour.",
		"The harbour[^1] is open[^2].",
		"### Of the harbour[^1]",
		"1. speak\n\n   and vote\n\n2. leave",
		"two  spaces \u00a0 and \u200b others ",
		"§ 4 Of boats and \u0301 marks",
	}
	others := []string{
		"**Article 1!** The harbour is open to all.", // a mark before the end of the bold
		"A word**in**side",
		"**never closed",
		"***",
		"** a star",
		"# Title #",
		"#no heading",
		"####### seven",
		"Members may:\n1. speak",
		"1. speak\n2) vote",
		"- speak\n+ vote",
		"1. speak\nand vote",
		"1. speak\n   and vote",
		"1. - speak",
		"- 1. speak",
		"1. # Speech",
		"1.  two spaces",
		"1. a [link](x)",
		"1234567890. too long",
		"1.",
		"- ",
		"one line\nand another",
		"**(a)**The harbour.",
		"[^1] is a note",
		"The harbour![^1]",
		"The harbour[^ 1]",
		"1. speak\n\n       and vote",
		"1. speak\n\n  and vote",
		"1. speak\n\n   - and vote",
		"a [link](x)",
	}
	for _, body := range simple {
		if !checkSimple(t, p, body) {
			t.Errorf("%q is not read as simple", body)
		}
	}
	for _, body := range others {
		if checkSimple(t, p, body) {
			t.Errorf("%q is read as simple", body)
		}
	}
}

func TestSimpleLaws(t *testing.T) {
	p := NewParser()
	piece := rapid.SampledFrom([]string{
		"**", "**", "*", "# ", "###### ", "#", " ", "  ", "Article 4", "Artículo 1º", "§", ".", ".-", ":", "(a) ", "1.", "1)", "- ", "+", "!", "!!", "word", "Wörter ",
		"会員は", "\u00a0", "\u200b", "\u3000", "\"", "'", "{#id}", "=", "===", "---", "\n", "\n\n", "\n1. ", "\n\n2. ", "\n\n3) ", "\n- ", "\n\n* ", "\n01. ", "[^1]", "[^", "]", "(", ")", ",", "\n\n   ", "\n\n    ", "http://a.b ", "a@b.c", "\t", "\r", "\x01", "\xff", "é", "e\u0301", "第三条", "«", "»", "—", "$", "^", "%",
	})
	rapid.Check(t, func(t *rapid.T) {
		checkSimple(t, p, strings.Join(rapid.SliceOfN(piece, 1, 9).Draw(t, "line"), ""))
	})
}

func TestSimpleListLaws(t *testing.T) {
	p := NewParser()
	simple, all := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SampledFrom([]string{
			"", "The board", "Members may:", "(a) speak", "(a) speak; (b) vote", "§ 2 vote", "Article 4. Boats", "**Article 4** Boats", "2. vote", "- vote", "+", "ii. vote", "**a**", "*a*", "[^1]", "the[^1] boats[^b c]", "**(a)** boats", "**a.**", "   boats", "     (b) boats", "a![^2]",
			"(1) The harbour", "1.1 Boats", "第三条 会員は", "a) speak", "[x](y)", "# Boats", "===", "---", "\u00a0", "\u200b",
		})
		sign := rapid.SampledFrom([]string{"1. ", "2. ", "3) ", "- ", "* ", "10. ", "01. ", "0. "}).Draw(t, "sign")
		ordered := strings.Trim(sign, "0123456789")
		gap := rapid.SampledFrom([]string{"\n", "\n\n", "\n\n\n"})
		var b strings.Builder
		b.WriteString(rapid.SampledFrom([]string{"", "# ", "### "}).Draw(t, "level") + words.Draw(t, "lead") + gap.Draw(t, "gap"))
		for i := range rapid.IntRange(0, 5).Draw(t, "items") {
			switch {
			case rapid.IntRange(0, 15).Draw(t, "other") == 0:
				b.WriteString(words.Draw(t, "line"))
			case len(ordered) < len(sign) && rapid.Bool().Draw(t, "counts"):
				b.WriteString(itoa(i+1) + ordered + words.Draw(t, "text"))
			default:
				b.WriteString(sign + words.Draw(t, "text"))
			}
			b.WriteString(gap.Draw(t, "gap"))
		}
		all++
		if checkSimple(t, p, b.String()) {
			simple++
		}
	})
	if all >= 100 && simple*10 < all { // of the few that a short run draws any share may be
		t.Errorf("only %d of %d lists are simple", simple, all)
	}
}

func FuzzSimple(f *testing.F) {
	p := NewParser()
	for _, line := range []string{"**Article 1**.- Words.\n", "## A **b** c", "(a) one", "Lead:\n\n1. a\n2. b\n", "# A\n- b\n\n- (c) d", "Words — «more»! ", "# \u00a0a"} {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line string) { checkSimple(t, p, line) })
}
