package align

import (
	"reflect"
	"testing"

	"polity/commons/law"
)

// What is remembered of two texts says the same as asking anew, in either order.
func TestRecall(t *testing.T) {
	g := generator()
	old := g.text(400)
	cache := &Cache{}
	for name, new := range map[string]*law.Text{"heavy": g.edit(old, 2), "reorganised": g.shuffle(old)} {
		for i, pair := range [][2]*law.Text{{old, new}, {new, old}, {old, new}} {
			got, want := Align(pair[0], pair[1], Options{Cache: cache}), Align(pair[0], pair[1], Options{})
			for k := range want {
				if !reflect.DeepEqual(got[k], want[k]) {
					t.Fatalf("%s, asked for the %dth time: %+v, and not %+v", name, i+1, got[k], want[k])
				}
			}
		}
	}
	if n := len(cache.now.settled); n != 2 {
		t.Errorf("%d alignments are remembered", n)
	}
	for i := range 3 * mostSettled {
		Align(old, g.edit(old, 2), Options{Cache: cache})
		if n := len(cache.now.settled); n > mostSettled {
			t.Fatalf("after %d more, %d are remembered", i+1, n)
		}
	}
}

// Two texts with the same clauses in other places are not the same question.
func TestRecallMindsPlaces(t *testing.T) {
	g := generator()
	old := g.text(400)
	new := g.edit(old, 2)
	flat := copied(new)
	for i := range flat.Clauses {
		flat.Clauses[i].Parent = -1
	}
	cache := &Cache{}
	Align(old, new, Options{Cache: cache})
	if got, want := Align(old, flat, Options{Cache: cache}), Align(old, flat, Options{}); !reflect.DeepEqual(got, want) {
		t.Error("the answer for one text was given for another")
	}
}
