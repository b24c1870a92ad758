package align

import (
	"fmt"
	"math"
	"reflect"
	"runtime"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"polity/commons/law"
)

// texts draws small texts of few different wordings, so that repeats, near twins,
// moves, splits and merges are common.
func texts() *rapid.Generator[*law.Text] {
	headings := []string{"", "", "Board", "Members", "Money", "General provisions"}
	sentences := []string{
		"", "Repealed.", "Board", "Board: The board meets every month in the old mill.", "The board meets every month in the old mill.", "The board meets every week in the old mill.",
		"Every member has one vote in the assembly.", "Every member has two votes in the assembly.",
		"Dues are fixed by the treasurer before the first of March.",
		"Dues are fixed by the treasurer before the first of March. Every member has one vote in the assembly.",
		"A member expelled under Article 2 may appeal within a month.", "会員は三月末日までに会費を納める。", "会員は四月末日までに会費を納める。",
	}
	labels := []string{"", "Article %d", "(%d)", "%d.", "第%d条"}
	return rapid.Custom(func(t *rapid.T) *law.Text {
		out := &law.Text{}
		for i := range rapid.IntRange(0, 14).Draw(t, "n") {
			c := law.Clause{EID: fmt.Sprint("c", i), Parent: -1}
			if i > 0 {
				// The last clause or one of those it stands below, as reading a text gives it.
				p := i - 1
				for p >= 0 && rapid.Bool().Draw(t, "up") {
					p = out.Clauses[p].Parent
				}
				c.Parent = p
			}
			c.Heading = rapid.SampledFrom(headings).Draw(t, "heading")
			c.Text = rapid.SampledFrom(sentences).Draw(t, "text")
			if l := rapid.SampledFrom(labels).Draw(t, "label"); l != "" {
				c.Label, c.Kind = fmt.Sprintf(l, rapid.IntRange(1, 5).Draw(t, "number")), law.Article
			}
			out.Clauses = append(out.Clauses, c)
		}
		return out
	})
}

// each fails unless every index below n stands in exactly one list.
func each(t *rapid.T, side string, n int, lists [][]int) {
	seen := make([]int, n)
	for _, l := range lists {
		if !slices.IsSorted(l) {
			t.Fatalf("%s %v is not in order", side, l)
		}
		for _, i := range l {
			seen[i]++
		}
	}
	for i, k := range seen {
		if k != 1 {
			t.Fatalf("clause %d of the %s text stands in %d pairs", i, side, k)
		}
	}
}

func TestLaws(t *testing.T) {
	shared := &Cache{}
	rapid.Check(t, func(t *rapid.T) {
		a, b := texts().Draw(t, "a"), texts().Draw(t, "b")
		pairs := Align(a, b, Options{})
		var old, new [][]int
		for _, p := range pairs {
			old, new = append(old, p.Old), append(new, p.New)
			if ok := map[Op]bool{
				Added: len(p.Old) == 0 && len(p.New) == 1, Removed: len(p.Old) == 1 && len(p.New) == 0,
				Split: len(p.Old) == 1 && len(p.New) > 1, Merged: len(p.Old) > 1 && len(p.New) == 1,
				Unchanged: len(p.Old) == 1 && len(p.New) == 1, Edited: len(p.Old) == 1 && len(p.New) == 1,
			}[p.Op]; !ok {
				t.Fatalf("no %v pair can be %v > %v", p.Op, p.Old, p.New)
			}
			if p.Score < 0 || p.Score > 1.0001 || math.IsNaN(p.Why.Score) {
				t.Fatalf("score of %+v", p)
			}
			if n := p.Why.Near; p.Why.Second > 0 && (n[0] >= len(a.Clauses) || n[1] >= len(b.Clauses) || !slices.Contains(p.Old, n[0]) && !slices.Contains(p.New, n[1])) {
				t.Fatalf("second best of %+v is no clause's rival", p)
			}
		}
		each(t, "old", len(a.Clauses), old)
		each(t, "new", len(b.Clauses), new)
		if again := Align(a, b, Options{Cache: shared}); !reflect.DeepEqual(links(pairs), links(again)) {
			t.Fatalf("with words from other texts in the cache:\n%v\n%v", links(again), links(pairs))
		}
		if back := mirrored(Align(b, a, Options{})); !reflect.DeepEqual(links(pairs), back) {
			t.Fatalf("swapped sides say\n%v\nand not\n%v", back, links(pairs))
		}
		for i, p := range Align(a, a, Options{}) {
			if p.Op != Unchanged || p.Flags != 0 || p.Old[0] != i || p.New[0] != i {
				t.Fatalf("a text differs from itself: %+v", p)
			}
		}
	})
}

// What is gone is told with what came nearest to it, whichever side is longer.
func TestNearest(t *testing.T) {
	clause := func(text string) law.Clause { return law.Clause{Kind: law.Paragraph, Text: text, Parent: -1} }
	kept := clause("The board meets every month in the old mill above the weir.")
	gone := clause("Whoever has rowed for seven years may keep the oars.")
	like := clause("Oars are kept in the boat house by the treasurer, who counts them each spring with two rowers.")
	for _, c := range []struct{ old, new []law.Clause }{
		{[]law.Clause{kept, gone}, []law.Clause{kept, like, clause("Silence is kept at night.")}},
		{[]law.Clause{kept, gone, clause("Silence is kept at night.")}, []law.Clause{kept, like}},
	} {
		for _, p := range Align(&law.Text{Clauses: c.old}, &law.Text{Clauses: c.new}, Options{}) {
			if p.Op == Removed && c.old[p.Old[0]].Text == gone.Text && (p.Why.Second <= 0 || p.Why.Near != [2]int{1, 1}) {
				t.Errorf("nearest to the clause that went: %+v", p.Why)
			}
		}
	}
}

// links are the pairs without scores and order.
func links(pairs []Pair) []string {
	var out []string
	for _, p := range pairs {
		out = append(out, fmt.Sprint(p.Op, p.Old, p.New))
	}
	slices.Sort(out)
	return out
}

// mirrored are the links as they stand with the sides swapped.
func mirrored(pairs []Pair) []string {
	swap := map[Op]Op{Added: Removed, Removed: Added, Split: Merged, Merged: Split}
	for i := range pairs {
		p := &pairs[i]
		p.Old, p.New = p.New, p.Old
		if op, ok := swap[p.Op]; ok {
			p.Op = op
		}
	}
	return links(pairs)
}

func TestSameOnAnyNumberOfProcessors(t *testing.T) {
	g := generator()
	a := g.text(300)
	b := g.shuffle(a)
	want := Align(a, b, Options{})
	for _, n := range []int{1, 2, 7} {
		old := runtime.GOMAXPROCS(n)
		got := Align(a, b, Options{})
		runtime.GOMAXPROCS(old)
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("with %d processors the result is another", n)
		}
	}
}

func FuzzAlign(f *testing.F) {
	f.Add("a0 b1 c1 a2", "c1 b0 a1")
	f.Fuzz(func(t *testing.T, x, y string) {
		a, b := scribbled(x), scribbled(y)
		n, m := 0, 0
		for _, p := range Align(a, b, Options{}) {
			n, m = n+len(p.Old), m+len(p.New)
		}
		if n != len(a.Clauses) || m != len(b.Clauses) {
			t.Fatalf("%d of %d old and %d of %d new clauses stand in pairs", n, len(a.Clauses), m, len(b.Clauses))
		}
	})
}

// scribbled makes a text of any string, with parents that no reader would give.
func scribbled(s string) *law.Text {
	t := &law.Text{}
	for i := 0; i+3 <= len(s) && len(t.Clauses) < 60; i += 3 {
		c := law.Clause{Parent: int(s[i]%16) - 2, Label: string(s[i+1]), Text: s[i:min(len(s), i+1+int(s[i+2]))]}
		if s[i]%3 == 0 {
			c.Heading = s[i : i+2]
		}
		t.Clauses = append(t.Clauses, c)
	}
	return t
}

func TestNumbers(t *testing.T) {
	for _, c := range []struct {
		old, new string
		differ   bool
	}{
		{"(a)", "1.", false},
		{"(b)", "1.", true},
		{"Article IV", "Art. 4", false},
		{"Article IV", "Article VI", true},
		{"§ 12a", "§ 12b", true},
		{"§ 12a", "12a.", false},
		{"第三条", "第3条", false},
		{"第十二条", "第12条", false},
		{"第十二条", "第十一条", true},
		{"第２条", "第2条", false},
		{"المادة ٤", "المادة 4", false},
		{"المادة ٤", "المادة ٥", true},
		{"1.2.3", "1.2.4", true},
		{"1.2.3", "1.2.3.", false},
		{"Art. 14 bis", "Art. 14bis", false},
		{"Art. 14 bis", "Art. 14", true},
		{"Artículo primero", "Artículo 1º", false},
		{"-", "*", false},
		{"", "(1)", false},
		{"(i)", "1.", false},
		{"(i)", "(ii)", true},
		{"Статья 5", "Статья 6", true},
		{"(б)", "(а)", true},
		{"मद ३", "मद 3", false},
		{"Article 0", "Article 00", false},
		{"Article 3, Section 2", "Section 2", false},
		{"(aa)", "(bb)", true},
	} {
		if got := valueOf(c.old).differs(valueOf(c.new)); got != c.differ {
			t.Errorf("%q and %q differ: %v", c.old, c.new, got)
		}
	}
}

func TestSameWords(t *testing.T) {
	for _, c := range []struct {
		x, y string
		same bool
	}{
		{`"Member" - a person`, "“Member” – a person", true},
		{"l'acte", "l’acte", true},
		{"wait ...", "wait …", true},
		{"a  b\nc", "a b c", true},
		{"soft\u00adhyphen", "softhyphen", true},
		{"a\u00a0b", "a b", true},
		{"«Wort»", "„Wort“", true},
		{"member", "Member", false},
		{"a b", "ab", false},
		{`they swear: "I obey"`, `they swear:"I obey"`, true},
		{"boats , oars", "boats, oars", true},
		{"boats.", "boats .", true},
		{"1. 5", "1.5", false},
		{"between 3 - 5", "between 3 -5", false},
		{"総会 理事", "総会理事", false},
		{"may.", "may", false},
		{"may,", "may;", false},
		{"", " ", true},
		{"x\xff", "x\xff", true},
		{"x\xff", "x\xfe", true},
	} {
		if SameWords(c.x, c.y) != c.same || SameWords(c.y, c.x) != c.same {
			t.Errorf("%q and %q: same words is not %v", c.x, c.y, c.same)
		}
	}
	if !SameHeading("GENERAL PROVISIONS", "General provisions") {
		t.Error("capitals in a heading are words")
	}
}

// TestPoints: a text that gets vowel points, or loses them, has the same clauses,
// wherever they stand.
func TestPoints(t *testing.T) {
	for name, c := range map[string][2][]string{
		"hebrew": {
			{"לכל חבר זכות הצבעה בכפר", "הועד מתכנס מדי חודש בבית הכפר", "הגזבר שומר את הקופה ומדווח"},
			{"לְכָל חָבֵר זְכוּת הַצְבָּעָה בַּכְּפָר", "הַוַּעַד מִתְכַּנֵּס מִדֵּי חוֹדֶשׁ בְּבֵית הַכְּפָר", "הַגִּזְבָּר שׁוֹמֵר אֶת הַקּוּפָּה וּמְדַוֵּחַ"},
		},
		"arabic": {
			{"لكل عضو في القرية صوت واحد", "يجتمع المجلس كل شهر عند البئر", "يحفظ الأمين الصندوق ويقدم الحساب"},
			{"لِكُلِّ عُضْوٍ فِي القَرْيَةِ صَوْتٌ وَاحِدٌ", "يَجْتَمِعُ المَجْلِسُ كُلَّ شَهْرٍ عِنْدَ البِئْرِ", "يَحْفَظُ الأَمِينُ الصُّنْدُوقَ وَيُقَدِّمُ الحِسَابَ"},
		},
	} {
		paragraphs := func(list ...string) *law.Text {
			text := &law.Text{}
			for _, s := range list {
				text.Clauses = append(text.Clauses, law.Clause{Kind: law.Paragraph, Parent: -1, Text: s})
			}
			return text
		}
		old, new := paragraphs(c[0]...), paragraphs(c[1][2], c[1][0], c[1][1])
		for _, p := range Align(old, new, Options{}) {
			if len(p.Old) != 1 || len(p.New) != 1 || (p.Old[0]+1)%3 != p.New[0] {
				t.Errorf("%s: %v of %v", name, p.New, p.Old)
			}
		}
	}
}

// TestAssign holds the assignment against all permutations.
func TestAssign(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 6).Draw(t, "n")
		worth := make([][]float64, n)
		for i := range worth {
			for range n {
				worth[i] = append(worth[i], float64(rapid.IntRange(0, 9).Draw(t, "worth")))
			}
		}
		sum := func(col []int) (s float64) {
			for i, j := range col {
				s += worth[i][j]
			}
			return s
		}
		best := 0.0
		var try func(col []int)
		try = func(col []int) {
			if len(col) == n {
				best = max(best, sum(col))
				return
			}
			for j := range n {
				if !slices.Contains(col, j) {
					try(append(slices.Clone(col), j))
				}
			}
		}
		try(nil)
		if got := sum(assign(worth)); got != best {
			t.Fatalf("assigned %v, best is %v for %v", got, best, worth)
		}
	})
}
