package words

import (
	"slices"
	"strings"
	"testing"

	"github.com/clipperhouse/uax29/v2/words"
	"pgregory.net/rapid"
)

// show writes runs compactly: [-old-], {+new+}, with * behind numbers and the
// number of a moved sentence.
func show(runs []Run) string {
	var b strings.Builder
	for _, r := range runs {
		tag := ""
		if r.Number {
			tag = "#"
		}
		if r.Moved > 0 {
			tag = string(rune('0' + r.Moved))
		}
		switch r.Op {
		case '=':
			b.WriteString(r.Text)
		case '-':
			b.WriteString("[-" + r.Text + "-" + tag + "]")
		case '+':
			b.WriteString("{+" + r.Text + "+" + tag + "}")
		}
	}
	return b.String()
}

func TestDiff(t *testing.T) {
	for _, c := range []struct{ name, lang, old, new, want string }{
		{"a word", "en", "The board meets monthly.", "The board meets weekly.", "The board meets [-monthly-]{+weekly+}."},
		{"never half a word", "de", "die Genossenschaftsversammlung tagt", "die Genossenschaftsvertretung tagt", "die [-Genossenschaftsversammlung-]{+Genossenschaftsvertretung+} tagt"},
		{"insertion with its space", "en", "A member may vote.", "A member may not vote.", "A member may {+not +}vote."},
		{"a number alone", "en", "under Article 4 of these rules", "under Article 5 of these rules", "under Article [-4-#]{+5+#} of these rules"},
		{"roman and lettered", "en", "Article IV, paragraph (a)", "Article VI, paragraph (b)", "Article [-IV-#]{+VI+#}, paragraph ([-a-#]{+b+#})"},
		{"number for a word is no renumbering", "en", "within thirty days", "within 40 days", "within [-thirty-]{+40+} days"},
		{"decimal and grouped numbers whole", "en", "1,000.50 marks", "1,000.75 marks", "[-1,000.50-#]{+1,000.75+#} marks"},
		{"section sign", "de", "nach § 3 Abs. 1", "nach § 13 Abs. 1", "nach § [-3-#]{+13+#} Abs. 1"},
		{"japanese", "ja", "会員は三月までに納める。", "会員は四月までに納める。", "会員は[-三-]{+四+}月までに納める。"},
		{"chinese article number", "zh", "依照第三条办理", "依照第四条办理", "依照第[-三-#]{+四+#}条办理"},
		{"katakana whole", "ja", "メンバーは投票する", "オブザーバーは投票する", "[-メンバー-]{+オブザーバー+}は投票する"},
		{"thai syllables", "th", "สมาชิกมีสิทธิ", "สมาชิกไม่มีสิทธิ", "สมาชิก{+ไม่+}มีสิทธิ"},
		{"thai closed syllables", "th", "ประธานหนึ่งคน", "ประธานสองคน", "ประธาน[-หนึ่ง-]{+สอง+}คน"},
		{"arabic with marks", "ar", "يَجُوزُ لِلْعُضْوِ أَنْ يُصَوِّتَ", "يَجُوزُ لِلرَّئِيسِ أَنْ يُصَوِّتَ", "يَجُوزُ [-لِلْعُضْوِ-]{+لِلرَّئِيسِ+} أَنْ يُصَوِّتَ"},
		{"elided article", "fr", "l'assemblée décide", "l'association décide", "l'[-assemblée-]{+association+} décide"},
		{
			"sentence moved", "en", "The harbour is open to everyone. Boats are moored at the east pier. Fees are set each spring.",
			"Boats are moored at the east pier. The harbour is open to everyone. Fees are set each spring.",
			"[-The harbour is open to everyone. -1]Boats are moored at the east pier. {+The harbour is open to everyone. +1}Fees are set each spring.",
		},
		{"phrase replaced as one", "en", "shall be chosen by lot among them", "shall be elected after a vote among them", "shall be [-chosen by lot-]{+elected after a vote+} among them"},
		{"hunks that slide up to one another", "", "may \nl'assemblée the ", "the may board l'assemblée ", "{+the +}may [-\n-]{+board +}l'assemblée [-the -]"},
		{"sentence added at the end", "en", "It meets.", "It meets. It eats.", "It meets.{+ It eats.+}"},
	} {
		if got := show(Diff(c.old, c.new, c.lang)); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

// checkDiff holds the laws of Diff against one pair of texts.
func checkDiff(t interface{ Fatalf(string, ...any) }, old, new, lang string) {
	runs := Diff(old, new, lang)
	if got := Plain(runs, '-'); got != old {
		t.Fatalf("old side reads %q, want %q", got, old)
	}
	if got := Plain(runs, '+'); got != new {
		t.Fatalf("new side reads %q, want %q", got, new)
	}
	if back := Diff(new, old, lang); !slices.Equal(mirrored(back), runs) {
		t.Fatalf("swapped, they are %v and not those of %v swapped", back, runs)
	}
	moved := map[int]int{}
	for i, r := range runs {
		if r.Text == "" {
			t.Fatalf("empty run in %v", runs)
		}
		if i > 0 && r.Op == '=' && runs[i-1].Op == '=' {
			t.Fatalf("two equal runs side by side in %v", runs)
		}
		if i > 0 && r.Op == '-' && runs[i-1].Op == '+' {
			t.Fatalf("what is new comes before what is old in %v", runs)
		}
		if r.Moved > 0 {
			moved[r.Moved] += int(r.Op)
		}
		if old == new && r.Op != '=' {
			t.Fatalf("equal texts differ: %v", runs)
		}
	}
	for n, sum := range moved {
		if sum != '-'+'+' {
			t.Fatalf("moved sentence %d has not exactly two ends: %v", n, runs)
		}
	}
	for _, s := range []string{old, new} {
		if got := strings.Join(Tokens(s, lang), ""); got != s {
			t.Fatalf("tokens join to %q, want %q", got, s)
		}
		if w := cutCluster(s, lang); w != "" {
			t.Fatalf("a grapheme cluster is cut behind %q in %q", w, s)
		}
		if got := strings.Join(Sentences(s, lang), ""); got != s {
			t.Fatalf("sentences join to %q, want %q", got, s)
		}
	}
	for side, s := range map[byte]string{'-': old, '+': new} {
		ends := clusterEnds(s)
		at := 0
		for _, r := range runs {
			if r.Op == '=' || r.Op == side {
				if at += len(r.Text); !ends[at] {
					t.Fatalf("a mark cuts a grapheme cluster behind %q in %q", r.Text, s)
				}
			}
		}
	}
}

func TestLaws(t *testing.T) {
	piece := rapid.SampledFrom([]string{
		"the ", "board ", "may ", "not ", "meet", ". ", ", ", "\n", "Article 4", "(a) ", "会員は", "投票する。", "สมาชิก", "ไม่", "عضو ", "l'assemblée ", "All doors stand open at night. ", "Nobody shall sleep in the hall. ", "\u00a0", "\xff", "é", "e\u0301",
		"សមាជិក", "ម្នា", "\u17D2", "ក់", "ສຽງ", "ອ", "ເ", "ဥက္ကဋ္ဌ", "\u103A", "အင်္ဂါ", "。", "། ", "።", "፲", "፪", "क्ष", "\u094D", "\u200D", "\u200C", "ക്\u200dഷ", "ശ്രീ",
		"לְכָל ", "ע״י ", "ـ", "می\u200cشود ", "제3조", "第十", "一", "三", "ꦤ꧀", "ꦮ", "𞤲𞤣", "🇩🇪", "🇩", "👩\u200d", "👧", "🏽", "\u0301", "'", "\uff9e", "ำ", "ร", "ว", "๑", "\u0600", "\u0D4E", "\u1A60", "ᨶ", "\r",
	})
	text := rapid.Map(rapid.SliceOfN(piece, 0, 40), func(s []string) string { return strings.Join(s, "") })
	lang := rapid.SampledFrom([]string{"", "en", "fr", "ja", "th", "ar", "km", "ko"})
	rapid.Check(t, func(t *rapid.T) {
		checkDiff(t, text.Draw(t, "old"), text.Draw(t, "new"), lang.Draw(t, "lang"))
	})
}

// What is plain is cut as the standard cuts it.
func checkPlain(t interface{ Fatalf(string, ...any) }, s string) {
	for it := words.FromString(s); it.Next(); {
		if n := plainPiece(s[it.Start():]); n > 0 && n != len(it.Value()) {
			t.Fatalf("in %q at %d the plain piece is %d bytes long, not %q", s, it.Start(), n, it.Value())
		}
	}
}

func TestPlainPieces(t *testing.T) {
	sign := rapid.OneOf(rapid.RuneFrom([]rune("ab1 .,:;'\"_()-\n\r\tæÿ×÷ñłſŉ\u0300\u200d\u00ad\u00a0\u2019\u3000אａ漢ก🇨©\uFFFD")), rapid.Rune())
	rapid.Check(t, func(t *rapid.T) { checkPlain(t, string(rapid.SliceOfN(sign, 0, 40).Draw(t, "signs"))) })
}

func FuzzPlainPieces(f *testing.F) {
	f.Add("it's 3.5, no_1: l'eau.\u0301 \u200dÉté ×2")
	f.Fuzz(func(t *testing.T, s string) { checkPlain(t, s) })
}

func FuzzDiff(f *testing.F) {
	f.Add("The board meets monthly.", "The board meets weekly. It eats.", "en")
	f.Add("会員は三月までに納める。", "会員は四月までに納める。", "ja")
	f.Add("a. b b b b. c c c c. \xff", "c c c c. b b b b. a.", "")
	f.Add("ភូមិមានប្រធានម្នាក់។", "ភូមិមានមេម្នាក់ៗ។", "km")
	f.Add("ສະມາຊິກອອກສຽງ.", "ສະມາຊິກບໍ່ອອກສຽງ.", "lo")
	f.Add("ရွာတွင် ဥက္ကဋ္ဌတစ်ဦး ရှိသည်။", "ရွာတွင် အင်္ဂါနေ့ ဥက္ကဋ္ဌနှစ်ဦး", "my")
	f.Add("གྲོང་སྡེའི་ཚོགས་གཙོ་གཅིག་ཡོད།", "གྲོང་སྡེའི་ཚོགས་མི་གཉིས་ཡོད། །", "bo")
	f.Add("በአንቀጽ ፲፪ መሠረት።", "በአንቀጽ፡፲፫፡መሠረት።", "am")
	f.Add("क्\u200dषेत्र है।", "क्षेत्र हैं। क्ष", "hi")
	f.Add("അവന്\u200d വോട്ട്", "അവൻ വോട്ട്", "ml")
	f.Add("ꦢꦺꦱꦏꦒꦸꦁꦔꦤ꧀ꦭꦸꦫꦃ꧉", "ꦢꦺꦱꦏꦒꦸꦁꦔꦤ꧀ꦏꦠꦶꦧ꧀꧉", "jv")
	f.Add("제3조제2항", "제4조제2항에", "ko")
	f.Add("🇫🇷🇩🇪👩\u200d👩\u200d👧\u200d👦", "🇫🇷🇳🇪👩\u200d👩\u200d👧", "")
	f.Add("l'\u0301e ﾊﾟ می\u200cشود", "l'e\u0301 ﾊ می شود", "fr")
	f.Fuzz(func(t *testing.T, old, new, lang string) { checkDiff(t, old, new, lang) })
}
