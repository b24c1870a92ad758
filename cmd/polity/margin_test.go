package main

import (
	"strings"
	"testing"
)

func TestWrapBreaksWhereItsReadersWould(t *testing.T) {
	for _, c := range []struct {
		text    string
		columns int
		want    string
	}{
		{"", 10, ""},
		{"The board meets weekly.", 10, "The board/meets/weekly."},
		{"An unbreakableword stays whole", 8, "An/unbreakableword/stays/whole"},
		{"会議は毎週開く。書記は", 8, "会議は毎/週開く。/書記は"},
		{"章（会議）は", 4, "章/（会/議）/は"},
		{"e\u0301te\u0301 e\u0301te\u0301", 3, "e\u0301te\u0301/e\u0301te\u0301"},
	} {
		if got := strings.Join(wrap(c.text, c.columns, ""), "/"); got != c.want {
			t.Errorf("%q in %d columns: %q, want %q", c.text, c.columns, got, c.want)
		}
	}
}

func TestVisibleKeepsATextFromSteeringTheTerminal(t *testing.T) {
	if got := visible("a\x1b[31mb\nc\u0085\a"); got != "a[31mb c " {
		t.Errorf("%q", got)
	}
}
