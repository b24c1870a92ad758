package render

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"
)

func escaped(s string) string {
	var w writer
	w.text(s)
	return w.String()
}

func TestText(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"plain words", "plain words"},
		{`<b a="1" b='2'>&`, "&lt;b a=&#34;1&#34; b=&#39;2&#39;&gt;&amp;"},
		{"第四条 المادة", "第四条 المادة"},
		{"a\x00b\x1b\x7f", "a\uFFFDb\uFFFD\uFFFD"},
		{"tab\tand\nline", "tab\tand\nline"},
		{"broken \xff\xc3(", "broken \uFFFD\uFFFD("},
		{"\u0085\uFDD0\U0001FFFF", "\uFFFD\uFFFD\uFFFD"},
		{"an honest \uFFFD", "an honest \uFFFD"},
	} {
		if got := escaped(c.in); got != c.want {
			t.Errorf("text(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

// FuzzText: whatever the words are, a browser reads them as words, in an element
// and in an attribute.
func FuzzText(f *testing.F) {
	for _, seed := range []string{"words", `"><script>`, "&lt;", "\x00\xff", "</p>", "\u2028", "&#x3c;"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var w writer
		w.raw("<p")
		w.attr("title", "="+s)
		w.raw(">.")
		w.text(s)
		w.raw("</p>")
		if !utf8.ValidString(w.String()) {
			t.Fatalf("not UTF-8: %q", w.String())
		}
		nodes, err := html.ParseFragment(strings.NewReader(w.String()), nil)
		if err != nil {
			t.Fatal(err)
		}
		p := nodes[0].LastChild.FirstChild
		if p == nil || p.Data != "p" || p.NextSibling != nil || len(p.Attr) != 1 || p.FirstChild != p.LastChild {
			t.Fatalf("the words became markup: %q", w.String())
		}
		want := "." + clean(s)
		if p.FirstChild.Data != want || "."+p.Attr[0].Val[1:] != want {
			t.Errorf("read back %q and %q, want %q", p.FirstChild.Data, p.Attr[0].Val, want)
		}
	})
}

// clean says the same as text about characters, in a slower way.
func clean(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r != '\n' && r != '\t' && (r < ' ' || r >= 0x7F && r < 0xA0) || r >= 0xFDD0 && r <= 0xFDEF || r&0xFFFE == 0xFFFE {
			r = '\uFFFD'
		}
		b.WriteRune(r)
	}
	return b.String()
}

func TestSafe(t *testing.T) {
	for _, c := range []struct {
		href        string
		outside, ok bool
	}{
		{"https://river.example/a", true, true},
		{"HTTP://river.example", true, true},
		{"mailto:council@river.example", true, true},
		{"../art_4/index.html#a", false, true},
		{"#art_4", false, true},
		{"a/b:c", false, true},
		{"#x:y", false, true},
		{"", false, false},
		{"javascript:alert(1)", false, false},
		{"JavaScript:alert(1)", false, false},
		{"java\nscript:alert(1)", false, false},
		{" javascript:alert(1)", false, false},
		{"data:text/html,x", false, false},
		{"vbscript:x", false, false},
		{"file:///etc/passwd", false, false},
		{"//river.example", false, false},
		{`\\river.example`, false, false},
	} {
		if outside, ok := safe(c.href); outside != c.outside || ok != c.ok {
			t.Errorf("safe(%q) = %v, %v, want %v, %v", c.href, outside, ok, c.outside, c.ok)
		}
	}
}
