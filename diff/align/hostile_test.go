package align

import (
	"fmt"
	"testing"
	"time"

	"polity/commons/law"
)

// spelt writes a number in letters, so that it is a word and no number.
func spelt(n int) string {
	w := "qo"
	for ; n > 0; n /= 20 {
		w += string(rune('a' + n%20))
	}
	return w
}

// hostile are pairs of texts made to take long: what they have in common is found in very
// many places, or a clause has very many parts.
var hostile = map[string]func() (old, new *law.Text){
	"clauses that differ in numbers alone": func() (old, new *law.Text) {
		write := func(law int) *law.Text {
			t := heap{}
			p := t.add(-1, "Gone", "")
			for i := range 6000 {
				t.add(p, "", fmt.Sprintf("Repealed by Law %d of %d.", law+i%7, 1990+i%5))
			}
			return t.text()
		}
		return write(10), write(20)
	},
	"a paragraph of very many items with others between them": func() (old, new *law.Text) {
		a, b := heap{}, heap{}
		p, q, all := a.add(-1, "Powers", ""), b.add(-1, "Powers", ""), ""
		for i := range 2000 {
			item := fmt.Sprintf("to %s the %s of %s", spelt(3*i), spelt(3*i+1), spelt(3*i+2))
			all += item + ", "
			b.add(q, "", item)
			b.add(q, "", "never "+spelt(9000+i)+" any "+spelt(19000+i))
		}
		a.add(p, "", all)
		return a.text(), b.text()
	},
	"a clause whose parts went everywhere": func() (old, new *law.Text) {
		a, b := heap{}, heap{}
		part := func(i int) string { return fmt.Sprintf("this one here came with %s from afar", spelt(i)) }
		const n = 16_000
		for i := range n {
			for _, t := range []*heap{&a, &b} {
				p := t.add(-1, "Place of "+spelt(i), "")
				t.add(p, "", "what has always stood there is "+spelt(n+i))
			}
			b.add(len(b)-2, "", part(i))
		}
		p := a.add(-1, "Gone for ever", "")
		for i := range n {
			a.add(p, "", part(i))
		}
		return a.text(), b.text()
	},
	"titles that come again behind very many others": func() (old, new *law.Text) {
		write := func(leaf string) *law.Text {
			t := heap{}
			p := -1
			var line []int
			for i := range 200 {
				p = t.add(p, spelt(i), "")
				line = append(line, p)
			}
			t.add(p, "", leaf)
			for i := len(line) - 1; i >= 0; i-- {
				for k := range 250 {
					t.add(line[i], spelt(1000+k), "")
				}
			}
			return t.text()
		}
		return write("old"), write("new")
	},
}

// heap is a text in the making.
type heap []law.Clause

func (h *heap) add(parent int, heading, text string) int {
	*h = append(*h, law.Clause{Kind: law.Section, Heading: heading, Text: text, Parent: parent})
	return len(*h) - 1
}

func (h heap) text() *law.Text {
	t := &law.Text{Clauses: h}
	stamp(t)
	return t
}

// TestHostile holds the time that such texts take against what no reader would wait for.
func TestHostile(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	for name, texts := range hostile {
		old, new := texts()
		for _, side := range [...][2]*law.Text{{old, new}, {new, old}} {
			begin := time.Now()
			Align(side[0], side[1], Options{})
			if took := time.Since(begin); took > 20*time.Second {
				t.Errorf("%s: %v", name, took)
			}
		}
	}
}

func BenchmarkHostile(b *testing.B) {
	for name, texts := range hostile {
		old, new := texts()
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				Align(old, new, Options{})
			}
		})
	}
}
