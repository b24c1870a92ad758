package descent

import (
	"reflect"
	"testing"
)

func TestMake(t *testing.T) {
	o := Options{Works: 30, Clauses: 40, Seed: 3}
	f := Make(o)
	if !reflect.DeepEqual(f, Make(o)) {
		t.Fatal("the same options made other works")
	}
	kinds := map[Kind]int{}
	var all []Found
	for w, list := range f.Origins {
		if n := len(f.Commons.Works[w].Versions[0].Text.Clauses); n != len(list) {
			t.Fatalf("work %d has %d clauses and %d origins", w, n, len(list))
		}
		for c, x := range list {
			kinds[x.Kind]++
			if derived := x.Kind == Copied || x.Kind == Edited || x.Kind == Taken; derived != (x.From.Work >= 0) || x.From.Work >= w {
				t.Fatalf("clause %d of work %d: %+v", c, w, x)
			}
			if x.From.Work >= 0 {
				all = append(all, Found{Clause{w, c}, x.From})
			}
		}
	}
	if len(kinds) != 5 {
		t.Errorf("not every kind of clause occurs: %v", kinds)
	}
	if p, r, s := f.Score(all); p != 1 || r != 1 || s != 0 {
		t.Errorf("the truth itself scores %v %v %v", p, r, s)
	}
}
