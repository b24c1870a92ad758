package align

import (
	"fmt"
	"strings"
	"testing"

	"polity/commons/law"
)

// outline makes a text of lines: two blanks for each level below the first, then
// label, heading and text, parted by bars.
func outline(src string) *law.Text {
	t := &law.Text{}
	var open []int
	for line := range strings.Lines(src) {
		line = strings.TrimRight(line, "\n")
		body := strings.TrimLeft(line, " ")
		if body == "" {
			continue
		}
		depth := (len(line) - len(body)) / 2
		part := strings.Split(body, "|")
		c := law.Clause{EID: part[0], Kind: law.Section, Label: part[0], Heading: part[1], Text: part[2], Parent: -1}
		if c.Label == "" {
			c.Kind = law.Paragraph
		}
		if depth > 0 {
			c.Parent = open[depth-1]
		}
		open = append(open[:depth], len(t.Clauses))
		t.Clauses = append(t.Clauses, c)
	}
	return t
}

// told says of every pair in the labels of old and new text what became of it.
func told(old, new *law.Text) string {
	var b strings.Builder
	for _, p := range Align(old, new, Options{}) {
		var side [2][]string
		for k, list := range [][]int{p.Old, p.New} {
			for _, i := range list {
				side[k] = append(side[k], [...]*law.Text{old, new}[k].Clauses[i].Label)
			}
		}
		fmt.Fprintln(&b, strings.TrimRight(fmt.Sprintf("%v > %v %v %v", strings.Join(side[0], "+"), strings.Join(side[1], "+"), p.Op, p.Flags), " "))
	}
	return b.String()
}

// What stands in containers says more of who they are than a title that moved from
// one to the other, in any script.
func TestTitleTakenOver(t *testing.T) {
	for _, c := range []struct{ chapter, section, fresh, a, b, c string }{
		{"Crew", "Rules of the crew", "New rules", "Any rower may ask for a new rule.", "Whoever objects says why the rule would harm.", "Bread is shared out at noon."},
		{"乗組員", "乗組員の規則", "新しい規則", "漕ぎ手は誰でも新しい規則を求めることができる。", "異議のある者は、その規則がなぜ害となるかを述べる。", "パンは正午に分けられる。"},
		{"الطاقم", "قواعد الطاقم", "قواعد جديدة", "لكل مجذف أن يطلب قاعدة جديدة قبل جرس الصباح.", "من اعترض بين أي مجداف تكسره القاعدة.", "يوزع الخبز عند الظهر."},
		{"Команда", "Правила команды", "Новые правила", "Всякий гребец может просить о новом правиле.", "Кто возражает, говорит, какому веслу оно вредит.", "Хлеб делят в полдень."},
		{"ลูกเรือ", "กฎของลูกเรือ", "กฎใหม่", "ฝีพายทุกคนขอกฎใหม่ได้ก่อนระฆังเช้า", "ผู้คัดค้านต้องบอกว่ากฎนั้นทำให้พายเล่มใดหัก", "แบ่งขนมปังกันตอนเที่ยง"},
	} {
		write := func(chapter, section string) *law.Text {
			return outline(fmt.Sprintf("5|%s|\n  5.1|%s|\n    5.1.1||%s\n    5.1.2||%s\n  5.2||%s\n", chapter, section, c.a, c.b, c.c))
		}
		got := told(write(c.chapter, c.section), write(c.section, c.fresh))
		want := "5 > 5 edited retitled\n5.1 > 5.1 edited retitled\n5.1.1 > 5.1.1 unchanged\n5.1.2 > 5.1.2 unchanged\n5.2 > 5.2 unchanged\n"
		if got != want {
			t.Errorf("%s:\n%s", c.section, got)
		}
	}
}

// A clause that went to another article with its neighbours is read between the
// same clauses there, and has moved; one that only came to stand below the clause
// before it has not.
func TestRenested(t *testing.T) {
	old := outline(`
1|The harbour|
  1.1|Members|
    ||Whoever lives on the river may join by rowing once around the island.
  1.2|Clerk|
    ||The clerk keeps the book in which every landing is written down.
  1.3|Bell|
    ||The bell is rung whenever fog lies on the water.
2|The towns|
  2.1|Market|
    ||Market is held on the first day after the new moon.
`)
	went := outline(`
1|The harbour|
  1.3|Bell|
    ||The bell is rung whenever fog lies on the water.
2|The towns|
  2.1|Market|
    ||Market is held on the first day after the new moon.
  2.2|Members|
    ||Whoever lives on the river may join by rowing once around the island.
  2.3|Clerk|
    ||The clerk keeps the book in which every landing is written down.
`)
	if got := told(old, went); !strings.Contains(got, "1.1 > 2.2 unchanged moved renumbered\n") || !strings.Contains(got, "1.2 > 2.3 unchanged moved renumbered\n") {
		t.Error(got)
	}
	below := outline(`
1|The harbour|
  1.1|Members|
    ||Whoever lives on the river may join by rowing once around the island.
    1.2|Clerk|
      ||The clerk keeps the book in which every landing is written down.
  1.3|Bell|
    ||The bell is rung whenever fog lies on the water.
2|The towns|
  2.1|Market|
    ||Market is held on the first day after the new moon.
`)
	if got := told(old, below); strings.Contains(got, "moved") {
		t.Error(got)
	}
}

// A bare heading is no part of a paragraph, however many of its words stand there.
func TestHeadingIsNoPiece(t *testing.T) {
	old := outline(`
5|The mill|
  5.1|The wheel|
    ||The wheel turns for each of the towns in turn, a week at a time.
    5.2|Ropes of hemp and tar|
      ||Nobody swims below it.
`)
	fresh := outline(`
5|The mill|
  5.1|The wheel|
    ||The wheel turns for each of the towns in turn, a week at a time. It is tied with ropes of hemp and tar.
`)
	if got := told(old, fresh); !strings.Contains(got, "5.2 >  removed\n") {
		t.Error(got)
	}
}

// A paragraph that was cut in two, both halves of it reworded, was split, in any script.
func TestRewordedHalves(t *testing.T) {
	for _, c := range [][3]string{
		{
			"Whoever rows the night ferry is paid a double wage out of the toll chest, and the wage is counted out on the Sunday after the crossing in the coins of the town, unless the rower asks for bread and candles.",
			"Those who row the night ferry are paid a double wage out of the toll chest.",
			"The wage is counted out by a clerk on the first Sunday after the crossing, in coins of the town. The rower may ask for bread and candles.",
		},
		{
			"夜の渡し船を漕ぐ者には通行料の箱から倍の賃金が支払われ、その賃金は渡しの後の日曜日に町の硬貨で数えて渡されるが、漕ぎ手がパンとろうそくを求めるときはこの限りでない。",
			"夜の渡し船を漕ぐ者には、通行料の箱から倍の賃金を支払う。",
			"その賃金は渡しの後の最初の日曜日に町の硬貨で数えて渡される。漕ぎ手がパンとろうそくを求めるときは、それを渡す。",
		},
		{
			"Кто гребёт на ночном пароме, получает двойную плату из ящика сборов, и плата отсчитывается в воскресенье после переправы монетами города, если только гребец не попросит хлеба и свечей.",
			"Гребущие на ночном пароме получают двойную плату из ящика сборов.",
			"Плата отсчитывается писарем в первое воскресенье после переправы монетами города. Если гребец попросит, он получит хлеб и свечи.",
		},
	} {
		write := func(paragraphs ...string) *law.Text {
			src := "8|Ferry|\n  ||Nobody may moor below the weir between dusk and dawn.\n"
			for _, p := range paragraphs {
				src += "  ||" + p + "\n"
			}
			return outline(src + "  ||The ferry is tarred each spring.\n")
		}
		whole, halves := write(c[0]), write(c[1], c[2])
		if got := told(whole, halves); !strings.Contains(got, " > + split") {
			t.Errorf("split:\n%s%s", c[0], got)
		}
		if got := told(halves, whole); !strings.Contains(got, "+ >  merged") {
			t.Errorf("merged:\n%s%s", c[0], got)
		}
	}
	whole := outline("8|Ferry|\n  ||Whoever rows the night ferry is paid a double wage out of the toll chest on Sunday.\n")
	joined := outline("8|Ferry|\n  ||Whoever rows the night ferry is paid a double wage out of the toll chest on Monday.\n  ||The ferry is tarred each spring before the first crossing.\n")
	if got := told(whole, joined); strings.Contains(got, "split") {
		t.Errorf("a new paragraph beside an edited one:\n%s", got)
	}
}

// What was joined and reworded is found also where nothing new is left over, with
// others that went beside it.
func TestHalvesBesideGone(t *testing.T) {
	old := outline(`
8|Ferry|
  ||Nobody may moor below the weir between dusk and dawn.
  ||The oldest rower keeps the third lamp and the hook of the second boat.
  ||Those who row the night ferry are paid a double wage out of the toll chest.
  ||The wage is counted out by a clerk on the first Sunday after the crossing, in coins of the town. The rower may ask for bread and candles.
  ||The ferry is tarred each spring.
`)
	fresh := outline(`
8|Ferry|
  ||Nobody may moor below the weir between dusk and dawn.
  ||Whoever rows the night ferry is paid a double wage out of the toll chest, and the wage is counted out on the Sunday after the crossing in the coins of the town, unless the rower asks for bread and candles.
  ||The ferry is tarred each spring.
`)
	if got := told(old, fresh); !strings.Contains(got, "+ >  merged") || !strings.Contains(got, " >  removed") {
		t.Error(got)
	}
}

// A container keeps its title where no other takes it, though what was read beneath it
// now stands in it, or no longer: a line beneath a title is now a heading, now a text.
func TestTitleStays(t *testing.T) {
	line := outline("Article 1|Fares|\n  ||EVERYONE PAYS AT THE LANDING\n  §1.1||Grown people pay two coins for each crossing.\n  §1.2||Children and dogs cross for nothing.\nArticle 2|Bells|\n")
	heading := outline("Article 1|Fares|\n|EVERYONE PAYS AT THE LANDING|\n  §1.1||Grown people pay two coins for each crossing.\n  §1.2||Children and dogs cross for nothing.\nArticle 2|Bells|\n")
	for _, c := range [][2]*law.Text{{line, heading}, {heading, line}} {
		if got := told(c[0], c[1]); !strings.Contains(got, "Article 1 > Article 1 unchanged\n") {
			t.Errorf("got\n%s", got)
		}
	}
}
