package reuse

import (
	"strings"
	"testing"

	"polity/commons/law"
)

const (
	weirText = `# Charter of the Weir

## 1

The weir is opened at dusk by whoever has the key, and whoever has the key sleeps at the weir and nowhere else.

## 2

Eels are counted aloud as they go through, and a number that two people have heard is the number of the eels.

## 3

What the water leaves on the grating belongs to the mill, except what has a name on it or answers to one.
`
	oakText = `# Rules under the Oak

## 1

We meet under the oak at the new moon, and if it rains we meet under it all the same and are shorter about it.

## 2

Nobody speaks twice before everybody has spoken who wants to, and the oak counts as having spoken.
`
)

// Git names the oak's rules as what the proposal follows; its words are the weir's.
func TestSources(t *testing.T) {
	weir, oak := parsed("weir", "en", "1901", weirText), parsed("oak", "en", "1950", oakText)
	late := parsed("late", "en", "1970", weirText)
	c := &law.Commons{Works: []law.Work{oak, weir, late}}
	before := oak.Versions[0].Text
	text := func(s string) *law.Text { return parsed("x", "en", "", s).Versions[0].Text }
	foreign := text(strings.Replace(weirText, "the mill", "the whole parish", 1))
	own := text(strings.Replace(oakText, "at the new moon", "at the full moon, or near enough", 1))
	fresh := text("# Nothing said before\n\n## 1\n\nGoats have no vote, whatever they may have been told by those who sell them.\n")
	got := Sources(c, []Question{
		{Work: 0, Before: before, Text: foreign, Date: "1960", Until: -1},
		{Work: 0, Before: before, Text: own, Date: "1960", Until: -1},
		{Work: 0, Before: before, Text: fresh, Date: "1960", Until: -1},
		{Work: 0, Before: nil, Text: foreign, Date: "1890", Until: -1},
		{Work: 0},
	})
	if a := got[0]; a.Other != 1 || a.Share < .85 || a.Before > .1 || a.First != 0 {
		t.Errorf("the weir's words: %+v", a)
	}
	if a := got[1]; a.Other != -1 || a.Before < .7 {
		t.Errorf("words of its own work: %+v", a)
	}
	if a := got[2]; a.Other != -1 || a.Before > 0 || !a.Asked {
		t.Errorf("new words: %+v", a)
	}
	if a := got[3]; a.Other != -1 {
		t.Errorf("what is later is no source: %+v", a)
	}
	if a := got[4]; a.Asked || a.Other != -1 {
		t.Errorf("nothing to look at: %+v", a)
	}
}

// Where no spaces part words, runs of characters tell.
func TestSourcesWithoutSpaces(t *testing.T) {
	text := "# 堰の定め\n\n## 第一条\n\n堰は日暮れに鍵を持つ者が開き、鍵を持つ者は堰で眠り、ほかのどこでも眠らない。鰻は通るたびに声に出して数える。\n"
	c := &law.Commons{Works: []law.Work{parsed("oak", "ja", "1950", "# 樫の下\n\n## 第一条\n\n雨が降っても樫の下に集まり、そのぶん短く話す。\n"), parsed("weir", "ja", "1901", text)}}
	x := parsed("x", "ja", "", strings.Replace(text, "日暮れ", "夜明け", 1)).Versions[0].Text
	if a := Sources(c, []Question{{Before: c.Works[0].Versions[0].Text, Text: x, Until: -1}})[0]; a.Other != 1 || a.Share < .6 || a.Before > .2 {
		t.Errorf("%+v", a)
	}
}

func BenchmarkSources(b *testing.B) {
	weir := parsed("weir", "en", "1901", strings.Repeat(weirText, 40))
	c := &law.Commons{Works: []law.Work{weir}}
	q := make([]Question, 50)
	for i := range q {
		q[i] = Question{Work: 1, Text: weir.Versions[0].Text}
	}
	for b.Loop() {
		Sources(c, q)
	}
}
