package lineage

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"polity/commons/law"
)

// line adds a version behind the last one of the main line.
func (c *chronicle) line(source string) {
	if n := len(c.work.Changes); n > 0 {
		c.add(true, source, c.work.Changes[n-1].To)
		return
	}
	c.add(true, source)
}

// blamed tells the sentences of the last text, each behind its change (from 1) and,
// where it kept older words, their share in percent.
func blamed(c *chronicle) []string {
	at := len(c.work.Changes) - 1
	t := c.work.Versions[c.work.Changes[at].To].Text
	var out []string
	for _, s := range Blame(&c.work, Trace(&c.work, Options{}), at) {
		text := t.Clauses[s.Clause].Text
		if s.Heading {
			text = t.Clauses[s.Clause].Heading
		}
		kept := ""
		if s.Kept > 0 {
			kept = fmt.Sprintf("/%.0f%%", 100*s.Kept)
		}
		out = append(out, fmt.Sprintf("%d%s %s", s.Change+1, kept, text[s.From:s.To]))
	}
	return out
}

func TestBlame(t *testing.T) {
	const gauge = "The gauge is read aloud at noon."
	for _, story := range []struct {
		name  string
		texts []string
		want  []string
	}{
		{
			"a word is replaced, a sentence comes, one goes",
			[]string{
				art(1, "Mill", "The miller serves the vale. The stone is dressed in spring. Nobody waits twice."),
				art(1, "Mill", "The miller serves the vale. The stone is dressed in autumn. Nobody waits twice."),
				art(1, "Mill", "The miller serves the vale. The stone is dressed in autumn. The sluice stays shut at night."),
			},
			[]string{"1 Mill", "1 The miller serves the vale.", "2/83% The stone is dressed in autumn.", "3 The sluice stays shut at night."},
		},
		{
			"taking away a word alters its sentence and no other",
			[]string{
				art(1, "Ferry", "No dog may cross alone. "+gauge),
				art(1, "Ferry", "No dog may cross. "+gauge),
			},
			[]string{"1 Ferry", "2/100% No dog may cross.", "1 " + gauge},
		},
		{
			"a heading is run in, and set as a heading again",
			[]string{
				art(1, "Mill", "The miller serves the vale before noon. "+gauge) + "## Rope\n\nBoats are tied with two ropes at the east landing.\n",
				art(1, "Mill", "The miller serves the vale before dusk. "+gauge) + "Rope. Boats are tied with two ropes at the east landing.\n",
				art(1, "Mill", "The miller serves the town before dusk. "+gauge) + "## Rope\n\nBoats are tied with two ropes at the east landing.\n",
			},
			[]string{"1 Mill", "3/86% The miller serves the town before dusk.", "1 " + gauge, "1 Rope", "1 Boats are tied with two ropes at the east landing."},
		},
		{
			"renumbered, moved and retitled",
			[]string{
				art(1, "Mill", mill) + art(2, "Ferry", ferry) + art(3, "Wood", wood),
				art(1, "Bridge", bridge) + art(2, "Wood", wood) + art(3, "Mill", mill) + art(4, "The Ferry", ferry),
			},
			[]string{"2 Bridge", "2 " + bridge, "1 Wood", "1 " + wood, "1 Mill", "1 " + mill, "2/50% The Ferry", "1 " + ferry},
		},
		{
			"a sentence moves inside its clause",
			[]string{
				art(1, "All", mill+" "+ferry+" "+gauge),
				art(1, "All", gauge+" "+mill+" "+ferry),
			},
			[]string{"1 All", "1 " + gauge, "1 " + mill, "1 " + ferry},
		},
		{
			"a sentence moves to another clause",
			[]string{
				art(1, "Mill", mill+" "+gauge) + art(2, "Ferry", ferry+" "+wood),
				art(1, "Mill", mill) + art(2, "Ferry", ferry+" "+wood+" "+gauge),
			},
			[]string{"1 Mill", "1 " + mill, "1 Ferry", "1 " + ferry, "1 " + wood, "1 " + gauge},
		},
		{
			"a sentence moves to another clause and takes a comma",
			[]string{
				art(1, "Mill", mill+" "+gauge) + art(2, "Ferry", ferry+" "+wood),
				art(1, "Mill", mill) + art(2, "Ferry", ferry+" "+wood+" The gauge is read aloud, at noon."),
			},
			[]string{"1 Mill", "1 " + mill, "1 Ferry", "1 " + ferry, "1 " + wood, "1 The gauge is read aloud, at noon."},
		},
		{
			"a sentence moves inside its clause and takes a comma",
			[]string{
				art(1, "All", mill+" "+ferry+" "+gauge),
				art(1, "All", "The gauge is read aloud, at noon. "+mill+" "+ferry),
			},
			[]string{"1 All", "1 The gauge is read aloud, at noon.", "1 " + mill, "1 " + ferry},
		},
		{
			"a sentence moves into a paragraph of its own and takes a comma",
			[]string{
				"## Article 1\n\nNobody is held for a debt to the mill. No one may take the law of the river into his own hands nor claim his right by force. " + wood + "\n",
				"## Article 1\n\nNo one may take the law of the river into his own hands, nor claim his right by force.\n\nEveryone may be heard by the wardens within a week. " + wood + "\n\nNobody is held for a debt to the mill.\n",
			},
			[]string{"1 No one may take the law of the river into his own hands, nor claim his right by force.", "2 Everyone may be heard by the wardens within a week.", "1 " + wood, "1 Nobody is held for a debt to the mill."},
		},
		{
			"a sentence that goes and comes back with a comma",
			[]string{
				art(1, "All", mill+" "+gauge),
				art(1, "All", mill),
				art(1, "All", mill+" The gauge is read aloud, at noon."),
			},
			[]string{"1 All", "1 " + mill, "1 The gauge is read aloud, at noon."},
		},
		{
			"typography, numbers and references alter nothing",
			[]string{
				art(1, "Mill", "The \"lamp\" isn't lit.") + art(2, "Ferry", "As Article 1 says, the bank is dark.  "+ferry),
				art(1, "Wood", wood) + art(2, "Mill", "The “lamp” isn’t lit.") + art(3, "Ferry", "As Article 2 says, the bank is dark. "+ferry),
			},
			[]string{"2 Wood", "2 " + wood, "1 Mill", "1 The “lamp” isn’t lit.", "1 Ferry", "1 As Article 2 says, the bank is dark.", "1 " + ferry},
		},
		{
			"an editorial change that cuts the text otherwise",
			[]string{
				"## Water\n\n" + mill + " " + ferry + "\n",
				"## Water\n\n" + mill + "\n\n" + ferry + "\n",
			},
			[]string{"1 Water", "1 " + mill, "1 " + ferry},
		},
		{
			"an edit that is taken back",
			[]string{
				art(1, "Ferry", ferry+" Dogs cross free."),
				art(1, "Ferry", strings.Replace(ferry, "far", "near", 1)+" Dogs cross free. "+gauge),
				art(1, "Ferry", ferry+" Dogs cross free. "+gauge),
			},
			[]string{"1 Ferry", "1 " + ferry, "1 Dogs cross free.", "2 " + gauge},
		},
		{
			"a clause that returns",
			[]string{
				art(1, "Mill", mill) + art(2, "Bridge", bridge+" "+gauge),
				art(1, "Mill", mill),
				art(1, "Mill", mill) + art(2, "Wood", wood) + art(3, "Bridge", bridge+" "+gauge),
			},
			[]string{"1 Mill", "1 " + mill, "3 Wood", "3 " + wood, "1 Bridge", "1 " + bridge, "1 " + gauge},
		},
		{
			"a clause that returns with other words",
			[]string{
				art(1, "Mill", mill) + art(2, "Bridge", bridge+" "+gauge),
				art(1, "Mill", mill),
				art(1, "Mill", mill) + art(2, "Bridge", bridge+" The gauge is read aloud at high noon."),
			},
			[]string{"1 Mill", "1 " + mill, "1 Bridge", "1 " + bridge, "3/88% The gauge is read aloud at high noon."},
		},
		{
			"split, then merged",
			[]string{
				"## Article 1. Water\n\n1. " + ferry + " " + bridge + "\n2. " + mill + "\n",
				"## Article 1. Water\n\n1. " + ferry + "\n2. " + bridge + "\n3. " + mill + "\n",
				"## Article 1. Water\n\n1. " + ferry + " " + bridge + " " + gauge + "\n2. " + mill + "\n",
			},
			[]string{"1 Water", "1 " + ferry, "1 " + bridge, "3 " + gauge, "1 " + mill},
		},
		{
			"a text without spaces",
			[]string{
				"## 第一条　会議\n\n会議は毎月開く。議長は会員が選ぶ。\n",
				"## 第一条　会議\n\n会議は毎週開く。議長は会員が選ぶ。書記は議長が任命する。\n",
			},
			[]string{"1 会議", "2/86% 会議は毎週開く。", "1 議長は会員が選ぶ。", "2 書記は議長が任命する。"},
		},
		{
			"a text from right to left",
			[]string{
				"## المادة 1. المجلس\n\nيجتمع المجلس كل شهر. هل يحضر الجميع؟ نعم.\n",
				"## المادة 1. المجلس\n\nيجتمع المجلس كل أسبوع. هل يحضر الجميع؟ نعم.\n",
			},
			[]string{"1 المجلس", "2/75% يجتمع المجلس كل أسبوع.", "1 هل يحضر الجميع؟", "1 نعم."},
		},
	} {
		t.Run(story.name, func(t *testing.T) {
			var c chronicle
			for _, text := range story.texts {
				c.line(text)
			}
			if d := cmp.Diff(story.want, blamed(&c)); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
}

func TestBlameOutOfRange(t *testing.T) {
	var c chronicle
	c.line(art(1, "Mill", mill))
	h := Trace(&c.work, Options{})
	if Blame(&c.work, h, -1) != nil || Blame(&c.work, h, 1) != nil || Blame(&law.Work{}, &History{}, 0) != nil {
		t.Error("wants nil for changes that are not there")
	}
}

// Whatever a history does, every word of the last text is blamed once, on a change
// that is there, and later versions do not alter the blame of an earlier one.
func TestBlameCoversTheText(t *testing.T) {
	pool := []string{mill, ferry, bridge, wood, "Nobody sells water.", "Repealed.", "三条。四条。", strings.Replace(mill, "first", "last", 1)}
	rapid.Check(t, func(rt *rapid.T) {
		var c chronicle
		n := rapid.IntRange(1, 6).Draw(rt, "versions")
		for range n {
			var b strings.Builder
			for i, s := range rapid.SliceOfN(rapid.SliceOfN(rapid.SampledFrom(pool), 1, 3), 1, 4).Draw(rt, "clauses") {
				b.WriteString(art(i+1, "Rule", strings.Join(s, " ")))
			}
			c.line(b.String())
		}
		h := Trace(&c.work, Options{})
		at := rapid.IntRange(0, n-1).Draw(rt, "at")
		found := Blame(&c.work, h, at)
		text := c.work.Versions[c.work.Changes[at].To].Text
		total, covered := 0, 0
		for i := range text.Clauses {
			total += len(strings.Join(strings.Fields(text.Clauses[i].Heading+text.Clauses[i].Text), ""))
		}
		for _, s := range found {
			x := text.Clauses[s.Clause].Text
			if s.Heading {
				x = text.Clauses[s.Clause].Heading
			}
			covered += len(strings.Join(strings.Fields(x[s.From:s.To]), ""))
			if s.Change < s.First || s.First < 0 || s.Change > at || s.Kept < 0 || s.Kept > 1 || s.Kept == 0 && s.First < s.Change {
				rt.Fatalf("%+v at change %d", s, at)
			}
		}
		if covered != total {
			rt.Fatalf("%d of %d bytes blamed", covered, total)
		}
		shorter := c.work
		shorter.Versions, shorter.Changes = shorter.Versions[:at+1], shorter.Changes[:at+1]
		if d := cmp.Diff(found, Blame(&shorter, Trace(&shorter, Options{}), at)); d != "" {
			rt.Fatalf("what came later altered the blame: %s", d)
		}
	})
}
