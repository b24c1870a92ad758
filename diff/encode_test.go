package diff

import (
	"fmt"
	"reflect"
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
		if got := Decode(kept, a, other); got != nil && !sameWords(other, b) {
			t.Fatalf("the comparison with another text was taken for this one's: %+v", got)
		}
		cut := rapid.IntRange(0, len(kept)-1).Draw(t, "cut")
		if got := Decode(kept[:cut], a, b); got != nil {
			t.Fatalf("%d of %d bytes were enough", cut, len(kept))
		}
	})
}

// sameWords reports whether two texts have the same headings and texts, all that
// Decode can tell texts by.
func sameWords(a, b *law.Text) bool {
	if len(a.Clauses) != len(b.Clauses) {
		return false
	}
	for i := range a.Clauses {
		if a.Clauses[i].Heading != b.Clauses[i].Heading || a.Clauses[i].Text != b.Clauses[i].Text {
			return false
		}
	}
	return true
}

func TestDecodeEmptyTexts(t *testing.T) {
	c := Compare(nil, nil)
	if got := Decode(Encode(c), nil, nil); !reflect.DeepEqual(got, c) {
		t.Errorf("got %+v, want %+v", got, c)
	}
	for _, bad := range []string{"", "\x02\x00", "\x01\x01", "\x01\x00\x00"} {
		if got := Decode([]byte(bad), nil, nil); got != nil {
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
	f.Add([]byte("\x00\xff\xff\xff\xff\x0f"), old, new)
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
