package diff

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"polity/commons/law"
	"polity/commons/markup"
)

// What was kept is what was compared, and fits no other texts by accident.
func TestDecodeIsTheInverseOfEncode(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := texts().Draw(t, "a"), texts().Draw(t, "b")
		c := Compare(a, b)
		kept := Encode(c)
		if got := Decode(kept, a, b); !reflect.DeepEqual(got, c) {
			t.Fatalf("decode(encode(c)) is\n%+v\nwant\n%+v", got, c)
		}
		other := texts().Draw(t, "other")
		if got := Decode(kept, a, other); got != nil && !reflect.DeepEqual(other, b) {
			t.Fatalf("the comparison with another text was taken for this one's: %+v", got)
		}
		cut := rapid.IntRange(0, len(kept)-1).Draw(t, "cut")
		if got := Decode(kept[:cut], a, b); got != nil {
			t.Fatalf("%d of %d bytes were enough", cut, len(kept))
		}
	})
}

// A comparison is taken for that of no other texts, be they as long to the byte and
// changed in the same places.
func TestDecodeRefusesOtherTexts(t *testing.T) {
	read := func(source, lang string) *law.Text {
		c, _ := markup.Parse(markup.File{Path: "law.md", Source: []byte(source)})
		c.Lang = lang
		return c
	}
	const before = "# Ford\n\n## Weir\n\nThe mill *rests*.\n"
	const after = before + "\n### 1. Oars\n\nBoats are tied.\n"
	kept := Encode(Compare(read(before, "en"), read(after, "en")))
	if Decode(kept, read(before, "en"), read(after, "en")) == nil {
		t.Error("the texts that were compared are refused")
	}
	for _, other := range []struct{ what, change, by string }{
		{"a heading", "Oars", "Rope"},
		{"a text", "tied", "sunk"},
		{"words on both sides", "mill", "boat"},
		{"a label", "1.", "2."},
		{"the nesting", "###", "##"},
		{"the setting", "*", ""},
	} {
		old, new := strings.ReplaceAll(before, other.change, other.by), strings.ReplaceAll(after, other.change, other.by)
		if Decode(kept, read(old, "en"), read(new, "en")) != nil {
			t.Errorf("taken for the comparison of texts that differ in %s", other.what)
		}
	}
	if Decode(kept, read(before, "en"), read(after, "th")) != nil {
		t.Error("taken for the comparison of texts in another language")
	}
}

func TestDecodeEmptyTexts(t *testing.T) {
	c := Compare(nil, nil)
	if got := Decode(Encode(c), nil, nil); !reflect.DeepEqual(got, c) {
		t.Errorf("got %+v, want %+v", got, c)
	}
	ours := seal(&law.Text{}, &law.Text{})
	for _, bad := range []string{"", "\x02\x00", "\x01\x01", "\x01\x00\x00"} {
		if got := Decode(append(slices.Clone(ours), bad...), nil, nil); got != nil {
			t.Errorf("%q was read as %+v", bad, got)
		}
	}
}

// Rows of clauses that nothing happened to take next to nothing.
func TestEncodeIsShort(t *testing.T) {
	old := strings.Repeat("## Article\n\nThe ferry crosses at first light.\n\n", 500)
	new := strings.Replace(old, "first light", "dawn", 1)
	if n := len(Encode(compareSources(old, new))); n > 80 {
		t.Errorf("one edited clause among a thousand takes %d bytes", n)
	}
}

func compareSources(old, new string) *Comparison {
	a, _ := markup.Parse(markup.File{Path: "law.md", Source: []byte(old)})
	b, _ := markup.Parse(markup.File{Path: "law.md", Source: []byte(new)})
	return Compare(a, b)
}

// FuzzDecode: whatever the bytes and the texts, Decode returns nothing or a
// comparison that keeps the law of Apply, and never panics.
func FuzzDecode(f *testing.F) {
	old := "# Ford\n\n1. The mill grinds. The ferry rests.\n2. Repealed.\n\n## Dues\n\nFixed by the board.\n"
	new := "# Ford\n\n1. The ferry rests. The mill grinds.\n\n## Dues and fees\n\nFixed by the assembly.\n\nNobody sells water.\n"
	f.Add(Encode(compareSources(old, new)), old, new)
	f.Add(Encode(compareSources("", new)), "", new)
	a, b := compareSources(old, new).old, compareSources(old, new).new
	f.Add(append(seal(a, b), "\x00\xff\xff\xff\xff\x0f"...), old, new)
	f.Fuzz(func(t *testing.T, kept []byte, old, new string) {
		a, _ := markup.Parse(markup.File{Path: "law.md", Source: []byte(old)})
		b, _ := markup.Parse(markup.File{Path: "law.md", Source: []byte(new)})
		c := Decode(kept, a, b)
		if c == nil {
			return
		}
		got, err := Apply(c, a)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, b) {
			t.Fatalf("apply gives %+v, want %+v", got, b)
		}
		if again := Decode(Encode(c), a, b); !reflect.DeepEqual(again, c) {
			t.Fatalf("encoding what was decoded gives %+v, want %+v", again, c)
		}
	})
}

func BenchmarkEncode(b *testing.B) {
	for _, n := range []int{20, 200, 2000} {
		old := strings.Repeat("## Article\n\nThe ferry crosses at first light.\n\n", n)
		c := compareSources(old, strings.Replace(old, "first light", "dawn", 1))
		kept := Encode(c)
		b.Run("encode/clauses="+fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Encode(c)
			}
		})
		b.Run("decode/clauses="+fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Decode(kept, c.old, c.new)
			}
		})
	}
}
