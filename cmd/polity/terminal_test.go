package main

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"polity/diff"
	"polity/diff/align"
	"polity/diff/words"
)

var styles = regexp.MustCompile("\x1b\\[[0-9;]*m")

// Lines fit the terminal whatever the script, no word is lost, a style never
// reaches over a line's end, and nothing in a text steers the terminal.
func TestRunsFitTheTerminal(t *testing.T) {
	for name, list := range map[string][]words.Run{
		"latin":   {{Op: '=', Text: "Whoever hears the bell may come to the "}, {Op: '-', Text: "meeting at the ford"}, {Op: '+', Text: "assembly that is held beside the old mill"}, {Op: '=', Text: ", and nine must come."}},
		"han":     {{Op: '=', Text: "国の財政を処理する権限は、国会の議決に基づいて、"}, {Op: '-', Text: "これを行使しなければならない"}, {Op: '+', Text: "処理しなければならない"}, {Op: '=', Text: "。"}},
		"khmer":   {{Op: '=', Text: "សមាជិកទាំងអស់មានសិទ្ធិបោះឆ្នោត"}, {Op: '-', Text: "នៅផ្ទះមេភូមិ"}, {Op: '+', Text: "នៅសាលាភូមិ"}, {Op: '=', Text: "រៀងរាល់ខែដោយមិនគិតថ្លៃឡើយ។"}},
		"thai":    {{Op: '=', Text: "สมาชิกทุกคนมีสิทธิออกเสียงลงคะแนน"}, {Op: '+', Text: "โดยลับ"}, {Op: '=', Text: "ในที่ประชุมของหมู่บ้านทุกเดือน"}},
		"arabic":  {{Op: '=', Text: "الماء ملك للجميع ولا يجوز لأحد أن "}, {Op: '+', Text: "يبيعه أو "}, {Op: '=', Text: "يمنعه عن جاره في أي فصل من فصول السنة."}},
		"hostile": {{Op: '=', Text: "The bell\x1b]0;owned\x07\x1b[2J rings\r twice\u009b31m.\nThen a new line."}},
	} {
		for _, coloured := range []bool{false, true} {
			for _, columns := range []int{24, 40, 72} {
				var b bytes.Buffer
				terminal{colour: coloured, columns: columns}.runs(&b, "  ", list, "")
				var all strings.Builder
				for line := range strings.Lines(b.String()) {
					line = strings.TrimSuffix(line, "\n")
					plain := styles.ReplaceAllString(line, "")
					if cells(plain) > columns+2 { // a mark's closing bracket may hang
						t.Errorf("%s in %d: %d columns: %s", name, columns, cells(plain), plain)
					}
					if strings.Count(line, "\x1b[") != 2*strings.Count(line, "\x1b[0m") || !coloured && strings.Contains(line, "\x1b") {
						t.Errorf("%s: a style is left open: %q", name, line)
					}
					if strings.HasSuffix(line, " \x1b[0m") || strings.HasPrefix(plain, "  "+rightToLeftIsolate) != (name == "arabic") || strings.HasSuffix(plain, popIsolate) != (name == "arabic") {
						t.Errorf("%s: a space at the end, or the wrong direction: %q", name, line)
					}
					if strings.ContainsAny(plain, "\x1b\x07\r\u009b") {
						t.Errorf("%s: control characters: %q", name, plain)
					}
					all.WriteString(plain)
				}
				var want strings.Builder
				for _, r := range list {
					want.WriteString(visible(r.Text))
				}
				strip := func(s string) string {
					return strings.NewReplacer(" ", "", rightToLeftIsolate, "", popIsolate, "", "[-", "", "-]", "", "{+", "", "+}", "").Replace(s)
				}
				if strip(all.String()) != strip(want.String()) {
					t.Errorf("%s: got %s, want %s", name, all.String(), want.String())
				}
			}
		}
	}
}

// A text has the direction of its first letter, whatever is set apart in it; and no
// isolate reaches over a line's end.
func TestDirection(t *testing.T) {
	for text, want := range map[string]bool{
		"": false, "1. 2": false, "The ford": false, "الماء": true, "(א) המים and more": true, "Art. 1 الماء": false, "\u2068المادة 1\u2069 amended": false, "\u2068Art. 1\u2069 الماء": true, "\u2069الماء": true,
	} {
		if runsLeft(text) != want {
			t.Errorf("%q: from right to left is %v", text, !want)
		}
	}
	got := strings.Join(wrap("Amends \u2068المادة 12\u2069 and \u2068b\u2069", 14, "en"), "/")
	if want := "Amends \u2068المادة\u2069/\u206812\u2069 and \u2068b\u2069"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// What is marked as gone here and come there is said to be one sentence.
func TestMovedSentenceIsTold(t *testing.T) {
	p := &diff.Pair{Pair: align.Pair{Op: align.Edited}, Words: diff.Words("Boats wait at the pier. Nobody rows at night.", "Nobody rows at night. Boats wait at the pier.", "en")}
	if got := what(p); got != "edited, sentence moved" {
		t.Errorf("%q", got)
	}
}

func TestLinesAreNotBrokenWhereNoWidthIsKnown(t *testing.T) {
	var b bytes.Buffer
	terminal{}.runs(&b, "", []words.Run{{Op: '=', Text: strings.Repeat("word ", 100)}}, "en")
	if n := strings.Count(b.String(), "\n"); n != 1 {
		t.Errorf("%d lines", n)
	}
}
