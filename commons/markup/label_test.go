package markup_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"

	"polity/commons/law"
	"polity/commons/markup"
)

// labels are headings of many languages: the line, and the kind, label, number and
// title to be read from it.
var labels = []struct {
	line  string
	kind  law.Kind
	label string
	num   string
	title string
}{
	{"Article 4", law.Article, "Article 4", "4", ""},
	{"Article. IV.", law.Article, "Article. IV", "IV", ""},
	{"ARTICLE 4 – NAME", law.Article, "ARTICLE 4", "4", "NAME"},
	{"Art. 13bis Regency", law.Article, "Art. 13bis", "13bis", "Regency"},
	{"Article 3a: Rivers", law.Article, "Article 3a", "3a", "Rivers"},
	{"Article the Third", law.Article, "Article the Third", "3", ""},
	{"Article writing in schools", law.Level, "", "", "Article writing in schools"},
	{"Section 3.1. Dues", law.Section, "Section 3.1", "3-1", "Dues"},
	{"Sec. 12-A", law.Section, "Sec. 12-A", "12-A", ""},
	{"§ 25-791 Surrender", law.Section, "§ 25-791", "25-791", "Surrender"},
	{"§§ 22 bis 24 (weggefallen)", law.Section, "§§ 22 bis 24", "22-24", "(weggefallen)"},
	{"Chapter One Beginnings", law.Chapter, "Chapter One", "1", "Beginnings"},
	{"First Part: Duties", law.Part, "First Part", "1", "Duties"},
	{"PART 2 – SHARES", law.Part, "PART 2", "2", "SHARES"},
	{"Schedule A: Fees", law.Attachment, "Schedule A", "A", "Fees"},
	{"Appendix 2", law.Attachment, "Appendix 2", "2", ""},
	{"Amendment XIV", law.Level, "Amendment XIV", "XIV", ""},
	{"Rule 7 Silence", law.Rule, "Rule 7", "7", "Silence"},
	{"Book 1: Rivers", law.Book, "Book 1", "1", "Rivers"},
	{"1.2.3 Boats", law.Level, "1.2.3", "1-2-3", "Boats"},
	{"2 Boats", law.Level, "2", "2", "Boats"},
	{"IV. Boats", law.Level, "IV", "IV", "Boats"},
	{"(a) Boats", law.Level, "(a)", "a", "Boats"},
	{"A. Boats", law.Level, "A", "A", "Boats"},
	{"Artículo 14 bis", law.Article, "Artículo 14 bis", "14bis", ""},
	{"Artículo 2o", law.Article, "Artículo 2o", "2", ""},
	{"Artículo 1º Nombre", law.Article, "Artículo 1º", "1", "Nombre"},
	{"CAPITULO PRIMERO: DE LOS RÍOS", law.Chapter, "CAPITULO PRIMERO", "1", "DE LOS RÍOS"},
	{"PRIMERA PARTE", law.Part, "PRIMERA PARTE", "1", ""},
	{"Título IX", law.Title, "Título IX", "IX", ""},
	{"Sección 2ª", law.Section, "Sección 2ª", "2", ""},
	{"Disposición transitoria primera", law.Transitional, "Disposición transitoria primera", "1", ""},
	{"Artigo 5.º Água", law.Article, "Artigo 5.º", "5", "Água"},
	{"Capítulo III", law.Chapter, "Capítulo III", "III", ""},
	{"Articolo 12 ter", law.Article, "Articolo 12 ter", "12ter", ""},
	{"Article premier", law.Article, "Article premier", "1", ""},
	{"Article 1er", law.Article, "Article 1er", "1", ""},
	{"Titre II Des eaux", law.Title, "Titre II", "II", "Des eaux"},
	{"Artikel 3 Wasser", law.Article, "Artikel 3", "3", "Wasser"},
	{"I. Hauptstück", law.Part, "I. Hauptstück", "I", ""},
	{"Erster Abschnitt - Wasser", law.Division, "Erster Abschnitt", "1", "Wasser"},
	{"Anlage 1a (zu § 4)", law.Attachment, "Anlage 1a", "1a", "(zu § 4)"},
	{"§ 4a Wasser", law.Section, "§ 4a", "4a", "Wasser"},
	{"Hoofdstuk 2 Water", law.Chapter, "Hoofdstuk 2", "2", "Water"},
	{"3 luku Vesi", law.Chapter, "3 luku", "3", "Vesi"},
	{"12 § Vesi", law.Section, "12 §", "12", "Vesi"},
	{"2 kap. Vatten", law.Chapter, "2 kap", "2", "Vatten"},
	{"Kapittel 4 Vann", law.Chapter, "Kapittel 4", "4", "Vann"},
	{"Rozdział II", law.Chapter, "Rozdział II", "II", ""},
	{"Článek 5", law.Article, "Článek 5", "5", ""},
	{"Статья 7. Вода", law.Article, "Статья 7", "7", "Вода"},
	{"Стаття 7-1", law.Article, "Стаття 7-1", "7-1", ""},
	{"Глава первая", law.Chapter, "Глава первая", "1", ""},
	{"Άρθρο 3 Νερό", law.Article, "Άρθρο 3", "3", "Νερό"},
	{"Madde 6 Su", law.Article, "Madde 6", "6", "Su"},
	{"BİRİNCİ BÖLÜM", law.Chapter, "BİRİNCİ BÖLÜM", "1", ""},
	{"المادة ٣: الماء", law.Article, "المادة ٣", "3", "الماء"},
	{"المادة (٥)", law.Article, "المادة (٥)", "5", ""},
	{"المادة الأولى", law.Article, "المادة الأولى", "1", ""},
	{"الباب الثاني", law.Title, "الباب الثاني", "2", ""},
	{"اصل ۱۲", law.Article, "اصل ۱۲", "12", ""},
	{"סעיף 4 מים", law.Article, "סעיף 4", "4", "מים"},
	{"अनुच्छेद १४ जल", law.Article, "अनुच्छेद १४", "14", "जल"},
	{"มาตรา ๑๒", law.Article, "มาตรา ๑๒", "12", ""},
	{"第十四条　水", law.Article, "第十四条", "14", "水"},
	{"第14条の2", law.Article, "第14条の2", "14-2", ""},
	{"第二十一章 水", law.Chapter, "第二十一章", "21", "水"},
	{"○２", law.Labelled, "○２", "2", ""},
	{"第１条（名称）", law.Article, "第１条", "1", "（名称）"},
	{"（名称）第１条", law.Article, "第１条", "1", "（名称）"},
	{"（名称） 第十四条の二", law.Article, "第十四条の二", "14-2", "（名称）"},
	{"（名称）第三条の水", law.Level, "", "", "（名称）第三条の水"},
	{"第 12 條（名稱）", law.Article, "第 12 條", "12", "（名稱）"},
	{"제3조의2 물", law.Article, "제3조의2", "3-2", "물"},
	{"제1장 물", law.Chapter, "제1장", "1", "물"},
	{"Điều 5. Nước", law.Article, "Điều 5", "5", "Nước"},
	{"Chương II", law.Chapter, "Chương II", "II", ""},
	{"Pasal 8", law.Article, "Pasal 8", "8", ""},
	{"BAB IV AIR", law.Chapter, "BAB IV", "IV", "AIR"},
	{"Ibara ya 3", law.Article, "Ibara ya 3", "3", ""},
	{"ມາດຕາ 12 ນ້ຳ", law.Article, "ມາດຕາ 12", "12", "ນ້ຳ"},
	{"ໝວດທີ ໒", law.Chapter, "ໝວດທີ ໒", "2", ""},
	{"ພາກທີ 1", law.Part, "ພາກທີ 1", "1", ""},
	{"មាត្រា ១២៖ ទឹក", law.Article, "មាត្រា ១២", "12", "ទឹក"},
	{"មាត្រា១២", law.Article, "មាត្រា១២", "12", ""},
	{"អនុច្ឆេទ ៣", law.Article, "អនុច្ឆេទ ៣", "3", ""},
	{"ជំពូកទី២", law.Chapter, "ជំពូកទី២", "2", ""},
	{"ပုဒ်မ ၁၂။ ရေ", law.Article, "ပုဒ်မ ၁၂", "12", "ရေ"},
	{"အခန်း (၃)", law.Chapter, "အခန်း (၃)", "3", ""},
	{"၃။ ရေ", law.Level, "၃", "3", "ရေ"},
	{"དོན་ཚན་ ༡༢ པ། ཆུ།", law.Article, "དོན་ཚན་ ༡༢ པ", "12", "ཆུ།"},
	{"རྩ་ཚན་༣།", law.Article, "རྩ་ཚན་༣", "3", ""},
	{"ལེའུ་ ༢", law.Chapter, "ལེའུ་ ༢", "2", ""},
	{"አንቀጽ 12 ውሃ", law.Article, "አንቀጽ 12", "12", "ውሃ"},
	{"አንቀጽ ፲፪፦ ውሃ", law.Article, "አንቀጽ ፲፪", "12", "ውሃ"},
	{"ምዕራፍ ፩", law.Chapter, "ምዕራፍ ፩", "1", ""},
	{"ዓንቀጽ 3", law.Article, "ዓንቀጽ 3", "3", ""},
	{"धारा ३", law.Section, "धारा ३", "3", ""},
	{"दफा १२ पानी", law.Article, "दफा १२", "12", "पानी"},
	{"कलम ५", law.Article, "कलम ५", "5", ""},
	{"৩। জল", law.Level, "৩", "3", "জল"},
	{"অধ্যায় ২", law.Chapter, "অধ্যায় ২", "2", ""},
	{"ਅਨੁਛੇਦ ੩", law.Article, "ਅਨੁਛੇਦ ੩", "3", ""},
	{"અનુચ્છેદ ૩", law.Article, "અનુચ્છેદ ૩", "3", ""},
	{"ଅନୁଚ୍ଛେଦ ୩", law.Article, "ଅନୁଚ୍ଛେଦ ୩", "3", ""},
	{"உறுப்பு 12 நீர்", law.Article, "உறுப்பு 12", "12", "நீர்"},
	{"பிரிவு 3", law.Section, "பிரிவு 3", "3", ""},
	{"అధికరణ 3", law.Article, "అధికరణ 3", "3", ""},
	{"ಅನುಚ್ಛೇದ 3", law.Article, "ಅನುಚ್ಛೇದ 3", "3", ""},
	{"അനുച്ഛേദം 3", law.Article, "അനുച്ഛേദം 3", "3", ""},
	{"വകുപ്പ് 3", law.Section, "വകുപ്പ് 3", "3", ""},
	{"3 වන ව්\u200dයවස්ථාව", law.Article, "3 වන ව්\u200dයවස්ථාව", "3", ""},
	{"ماده\u200cی ۳ آب", law.Article, "ماده\u200cی ۳", "3", "آب"},
	{"مادهٔ ۳", law.Article, "مادهٔ ۳", "3", ""},
	{"دفعہ ۱۲", law.Article, "دفعہ ۱۲", "12", ""},
	{"ماددەی 3", law.Article, "ماددەی 3", "3", ""},
	{"3-ماددا", law.Article, "3-ماددا", "3", ""},
	{"סעיף ג׳ מים", law.Article, "סעיף ג׳", "3", "מים"},
	{"פרק י״ב", law.Chapter, "פרק י״ב", "12", ""},
	{"סעיף 5א", law.Article, "סעיף 5א", "5alef", ""},
	{"Статья 5а", law.Article, "Статья 5а", "5a", ""},
	{"제1조 (목적)", law.Article, "제1조", "1", "(목적)"},
	{"Maddə 3. Su", law.Article, "Maddə 3", "3", "Su"},
	{"3-modda. Suv", law.Article, "3-modda", "3", "Suv"},
	{"3-nji madda", law.Article, "3-nji madda", "3", ""},
	{"3-бап. Су", law.Article, "3-бап", "3", "Су"},
	{"3-берене", law.Article, "3-берене", "3", ""},
	{"Моддаи 3", law.Article, "Моддаи 3", "3", ""},
	{"3 дугаар зүйл. Ус", law.Article, "3 дугаар зүйл", "3", "Ус"},
	{"3-р зүйл", law.Article, "3-р зүйл", "3", ""},
	{"Артыкул 3", law.Article, "Артыкул 3", "3", ""},
	{"Чл. 3", law.Article, "Чл. 3", "3", ""},
	{"Члан 3", law.Article, "Члан 3", "3", ""},
	{"Άρθρο 3ο", law.Article, "Άρθρο 3ο", "3", ""},
	{"Հոդված 3. Ջուր", law.Article, "Հոդված 3", "3", "Ջուր"},
	{"ՀՈԴՎԱԾ 3", law.Article, "ՀՈԴՎԱԾ 3", "3", ""},
	{"Գլուխ 2", law.Chapter, "Գլուխ 2", "2", ""},
	{"მუხლი 3. წყალი", law.Article, "მუხლი 3", "3", "წყალი"},
	{"თავი II", law.Chapter, "თავი II", "II", ""},
	{"3. gr. Vatn", law.Article, "3. gr", "3", "Vatn"},
	{"Artikolu 3", law.Article, "Artikolu 3", "3", ""},
	{"Andininy 3", law.Article, "Andininy 3", "3", ""},
	{"Qodobka 3aad", law.Article, "Qodobka 3aad", "3", ""},
	{"Sashe na 3", law.Article, "Sashe na 3", "3", ""},
	{"ꦥꦱꦭ꧀ ꧓", law.Article, "ꦥꦱꦭ꧀ ꧓", "3", ""},
	{"މާއްދާ 3", law.Article, "މާއްދާ 3", "3", ""},
	{"المادة الحادية عشرة: الماء", law.Article, "المادة الحادية عشرة", "11", "الماء"},
	{"المادة الثانية والعشرون", law.Article, "المادة الثانية والعشرون", "22", ""},
	{"اصل سی و هشتم", law.Article, "اصل سی و هشتم", "38", ""},
	{"ماده یازدهم", law.Article, "ماده یازدهم", "11", ""},
	{"Artículo Décimo Segundo Barcas", law.Article, "Artículo Décimo Segundo", "12", "Barcas"},
	{"Глава втора: Лодки", law.Chapter, "Глава втора", "2", "Лодки"},
	{"ΜΕΡΟΣ ΣΤ΄: Νερό", law.Part, "ΜΕΡΟΣ ΣΤ΄", "6", "Νερό"},
	{"ΚΕΦΑΛΑΙΟ ΙΑ΄", law.Chapter, "ΚΕΦΑΛΑΙΟ ΙΑ΄", "11", ""},
	{"II. kapitulua. Ura", law.Chapter, "II. kapitulua", "II", "Ura"},
	{"SURA YA PILI Maji", law.Chapter, "SURA YA PILI", "2", "Maji"},
	{"หมวดที่ ๒ น้ำ", law.Chapter, "หมวดที่ ๒", "2", "น้ำ"},
	{"ប្រការ ៣៖ ទឹក", law.Article, "ប្រការ ៣", "3", "ទឹក"},
	{"Article ３", law.Article, "Article ３", "3", ""},
	{"Preamble", law.Preamble, "", "", "Preamble"},
	{"PREÁMBULO", law.Preamble, "", "", "PREÁMBULO"},
	{"Präambel", law.Preamble, "", "", "Präambel"},
	{"前文", law.Preamble, "", "", "前文"},
	{"Signatures", law.Conclusions, "", "", "Signatures"},
	{"Anhang", law.Attachment, "", "", "Anhang"},
	{"Transitorios", law.Transitional, "", "", "Transitorios"},
	{"The river", law.Level, "", "", "The river"},
	{"2024 in numbers", law.Level, "", "", "2024 in numbers"},
}

func TestHeadingLabels(t *testing.T) {
	for _, want := range labels {
		text, _ := markup.Parse(markup.File{Path: "a.md", Source: []byte("## " + want.line + "\n\nWords.\n\n# Other\n")})
		c := text.Clauses[0]
		if c.Kind != want.kind || c.Label != want.label || c.Num != want.num || c.Heading != want.title {
			t.Errorf("%s: %s %q %q %q, want %s %q %q %q", want.line, c.Kind, c.Label, c.Num, c.Heading, want.kind, want.label, want.num, want.title)
		}
	}
}

// A word for a division is written in one script: a letter that merely looks like
// another is a slip.
func TestWordsOfOneScript(t *testing.T) {
	source, err := os.ReadFile("words.go")
	if err != nil {
		t.Fatal(err)
	}
	for w := range strings.FieldsFuncSeq(string(source), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
		found := ""
		for name, table := range unicode.Scripts {
			if name == "Common" || name == "Inherited" || !strings.ContainsFunc(w, func(r rune) bool { return unicode.Is(table, r) }) {
				continue
			}
			if found != "" {
				t.Errorf("%q is %s and %s", w, found, name)
			}
			found = name
		}
	}
}

// openings are the first words of paragraphs: the label to be read, "" for none.
var openings = []struct{ line, label, heading, text string }{
	{"**Artículo 14**.- Texto.", "Artículo 14", "", "Texto."},
	{"**2.1 Title** The text.", "2.1", "Title", "The text."},
	{"**2.1 Title**\nThe text.", "2.1", "Title", "The text."},
	{"**TENET 5** Boats wait.", "TENET 5", "", "Boats wait."},
	{"**§10(1)** Boats wait.", "§10(1)", "", "Boats wait."},
	{"**(a)** Boats.", "(a)", "", "Boats."},
	{"PARAM-03a (y) Boats must wait.", "PARAM-03a (y)", "", "Boats must wait."},
	{"(1) Boats.", "(1)", "", "Boats."},
	{"(1a) Boats.", "(1a)", "", "Boats."},
	{"a\\) Boats.", "a)", "", "Boats."},
	{"1\\. Boats.", "1", "", "Boats."},
	{"3.3.1. Boats wait.", "3.3.1", "", "Boats wait."},
	{"Article 5. Boats wait.", "Article 5", "", "Boats wait."},
	{"Статья 5. Лодки ждут.", "Статья 5", "", "Лодки ждут."},
	{"第三条　舟は待つ。", "第三条", "", "舟は待つ。"},
	{"（舟）第三条　舟は待つ。", "第三条", "（舟）", "舟は待つ。"},
	{"（舟）\n第三条　舟は待つ。", "第三条", "（舟）", "舟は待つ。"},
	{"（舟）\n\n第三条　舟は待つ。", "第三条", "（舟）", "舟は待つ。"},
	{"**（舟）**\n**第三条**　舟は待つ。", "第三条", "（舟）", "舟は待つ。"},
	{"(舟)\n第三条\n舟は待つ。", "第三条", "(舟)", "舟は待つ。"},
	{"【舟】第三条　舟は待つ。", "第三条", "【舟】", "舟は待つ。"},
	{"（施行期日）\n１　舟は待つ。", "１", "（施行期日）", "舟は待つ。"},
	{"（施行期日）\n\n１　舟は待つ。", "１", "（施行期日）", "舟は待つ。"},
	{"（一）第三条　舟は待つ。", "（一）", "", "第三条 舟は待つ。"},
	{"（舟）第三条の舟は待つ。", "", "", "（舟）第三条の舟は待つ。"},
	{"（舟は待つ。）第三条　舟は待つ。", "", "", "（舟は待つ。）第三条 舟は待つ。"},
	{"(Boats)\n1\\. Boats wait.", "", "", "(Boats) 1. Boats wait."},
	{"第三条 【舟】舟は待つ。", "第三条", "【舟】", "舟は待つ。"},
	{"第三条〔舟〕舟は待つ。", "第三条", "〔舟〕", "舟は待つ。"},
	{"第 3 條（船）\n船等候。", "第 3 條", "（船）", "船等候。"},
	{"第 3 條\n船等候。", "第 3 條", "", "船等候。"},
	{"第 3 條的船等候。\n船等候。", "", "", "第 3 條的船等候。船等候。"},
	{"제3조(목적) 배는 기다린다.", "제3조", "(목적)", "배는 기다린다."},
	{"제3조【목적】 배는 기다린다.", "제3조", "【목적】", "배는 기다린다."},
	{"មាត្រា ៣៖ ទូករង់ចាំ។", "មាត្រា ៣", "", "ទូករង់ចាំ។"},
	{"ပုဒ်မ ၃။ လှေများ စောင့်ရမည်။", "ပုဒ်မ ၃", "", "လှေများ စောင့်ရမည်။"},
	{"১। নৌকা থাকবে।", "১", "", "নৌকা থাকবে।"},
	{"২০২০। নৌকা থাকবে।", "", "", "২০২০। নৌকা থাকবে।"},
	{"มาตรา ๑ เรือต้องรอ", "มาตรา ๑", "", "เรือต้องรอ"},
	{"มาตรา ๙ แห่งธรรมนูญให้เรือรอ", "", "", "มาตรา ๙ แห่งธรรมนูญให้เรือรอ"},
	{"ມາດຕາ 1 ເຮືອຕ້ອງລໍຖ້າ.", "ມາດຕາ 1", "", "ເຮືອຕ້ອງລໍຖ້າ."},
	{"अनुच्छेद ५ के अधीन नाव रुकेगी।", "", "", "अनुच्छेद ५ के अधीन नाव रुकेगी।"},
	{"① Boats.", "①", "", "Boats."},
	{"¹ Boote warten.", "¹", "", "Boote warten."},
	{"一　舟は待つ。", "一", "", "舟は待つ。"},
	{"١- القوارب تنتظر.", "١", "", "القوارب تنتظر."},
	{"١-القوارب تنتظر.", "١", "", "القوارب تنتظر."},
	{"المادة ١ - القوارب تنتظر.", "المادة ١", "", "القوارب تنتظر."},
	{"أ- القوارب.", "أ", "", "القوارب."},
	{"الف) قایق.", "الف)", "", "قایق."},
	{"𐅀 A", "", "", "𐅀 A"},
	{"მუხლი 1. ნავები ელოდება.", "მუხლი 1", "", "ნავები ელოდება."},
	{"ა) ნავები.", "ა)", "", "ნავები."},
	{"բ) նավակները.", "բ)", "", "նավակները."},
	{"στ) οι βάρκες.", "στ)", "", "οι βάρκες."},
	{"ក- ទូក។", "ក", "", "ទូក។"},
	{"đ) thuyền.", "đ)", "", "thuyền."},
	{"ç) kayıklar.", "ç)", "", "kayıklar."},
	{"1° les bateaux.", "1°", "", "les bateaux."},
	{"I - os barcos;", "I", "", "os barcos;"},
	{"Art. 1º Os barcos esperam.", "Art. 1º", "", "Os barcos esperam."},
	{"§ 1º Os barcos esperam.", "§ 1º", "", "Os barcos esperam."},
	{"§ 1 Boote warten.", "§ 1", "", "Boote warten."},
	{"1 § Veneet odottavat.", "1 §", "", "Veneet odottavat."},
	{"1. § A csónakok várnak.", "1. §", "", "A csónakok várnak."},
	{"1. artikulua. Txalupek itxarongo dute.", "1. artikulua", "", "Txalupek itxarongo dute."},
	{"6. artikulua betetzeko, txalupek itxarongo dute.", "", "", "6. artikulua betetzeko, txalupek itxarongo dute."},
	{"6. artikuluaren arabera, txalupek itxarongo dute.", "", "", "6. artikuluaren arabera, txalupek itxarongo dute."},
	{"6. cikke szerint a csónakok várnak.", "", "", "6. cikke szerint a csónakok várnak."},
	{"6. madde uyarınca kayıklar bekler.", "", "", "6. madde uyarınca kayıklar bekler."},
	{"6. part of the boats waits.", "6", "", "part of the boats waits."},
	{"1. (1) Boats wait.", "1", "", "(1) Boats wait."},
	{"Chapter I Boats", "Chapter I", "", "Boats"},
	{"Chapter I Boats wait here.", "", "", "Chapter I Boats wait here."},
	{"Part II of the rules applies.", "", "", "Part II of the rules applies."},
	{"2020 - 2021 was wet.", "", "", "2020 - 2021 was wet."},
	{"5 § 3 and others say so.", "", "", "5 § 3 and others say so."},
	{"Article 5 of the charter says so.", "", "", "Article 5 of the charter says so."},
	{"Section 2 and Section 3 stand.", "", "", "Section 2 and Section 3 stand."},
	{"G. Washington signed.", "", "", "G. Washington signed."},
	{"1789 was a year.", "", "", "1789 was a year."},
	{"1.5 million boats.", "", "", "1.5 million boats."},
	{"**We the Boats** of the river.", "", "", "We the Boats of the river."},
	{"**First** boats wait.", "", "", "First boats wait."},
	{"**Primero**.- Barcas.", "Primero", "", "Barcas."},
	{"**12** boats wait.", "", "", "12 boats wait."},
	{"**12.** Boats wait.", "12", "", "Boats wait."},
	{"**C.** Boats wait.", "C", "", "Boats wait."},
	{"a) Boats.", "a)", "", "Boats."},
	{"i.e. boats", "", "", "i.e. boats"},
	{"第三条の舟は待つ。", "", "", "第三条の舟は待つ。"},
}

func TestParagraphLabels(t *testing.T) {
	for _, want := range openings {
		text, _ := markup.Parse(markup.File{Path: "a.md", Source: []byte(want.line + "\n")})
		if len(text.Clauses) != 1 {
			t.Errorf("%s: %d units", want.line, len(text.Clauses))
			continue
		}
		c := text.Clauses[0]
		if c.Label != want.label || c.Heading != want.heading || c.Text != want.text {
			t.Errorf("%s: %q %q %q, want %q %q %q", want.line, c.Label, c.Heading, c.Text, want.label, want.heading, want.text)
		}
	}
}

// Thai articles have but a blank behind their label: what goes on from the one before
// is one, across chapters too.
func TestThaiArticles(t *testing.T) {
	source := "มาตรา ๑ บ้านนี้ชื่อริมน้ำ\n\n## หมวด ๒\n\nมาตรา ๒ บ้านมีกรรมการห้าคน\n\nมาตรา ๙๐ แห่งกฎหมายเดิมให้ยกเลิก\n\nมาตรา ๔ กรรมการอยู่สองปี\n"
	text, _ := markup.Parse(markup.File{Path: "a.md", Source: []byte(source)})
	var got []string
	for _, c := range text.Clauses {
		got = append(got, c.EID)
	}
	if want := []string{"art_1", "chp_2", "chp_2__art_2", "chp_2__art_2__p_1", "chp_2__art_4"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// In Japan the first paragraph of an article has no number and the second has; in India and
// Israel the number of an article stands before that of its first paragraph.
func TestFirstParagraphs(t *testing.T) {
	for source, want := range map[string][]string{
		"## 第一章\n\n第一条　舟は待つ。\n\n２　橋は閉じる。\n\n一　夜\n\n二　冬\n\n３　鐘は鳴る。\n":                            {"chp_1", "chp_1__art_1", "chp_1__art_1__para_2", "chp_1__art_1__para_2__subpara_1", "chp_1__art_1__para_2__subpara_2", "chp_1__art_1__para_3"},
		"## Part 1\n\n1. (1) Boats wait.\n\n(2) Bells ring.\n\n2. Ropes hold.\n":                {"part_1", "part_1__para_1", "part_1__para_1__subpara_2", "part_1__para_2"},
		"## I. fejezet\n\n1. § (1) A csónak vár.\n\n(2) A harang szól.\n\n2. § A kötél tart.\n": {"chp_I", "chp_I__sec_1", "chp_I__sec_1__para_2", "chp_I__sec_2"},
		"（名称）\n第一条　舟は待つ。\n（橋）\n第二条　橋は閉じる。\n２　次の日は開ける。\n一　夜\n二　冬\n３　鐘は鳴る。\n":                     {"art_1", "art_2", "art_2__para_2", "art_2__para_2__subpara_1", "art_2__para_2__subpara_2", "art_2__para_3"},
		"제1조(배) ① 배는 기다린다.\n② 종은 울린다.\n":                                                        {"art_1", "art_1__para_2"},
		"一、舟\n\n（一）夜\n\n(1) 鐘\n\n(2) 灯\n\n（二）冬\n":                                               {"para_1", "para_1__subpara_1", "para_1__subpara_1__subpara_1", "para_1__subpara_1__subpara_2", "para_1__subpara_2"},
	} {
		text, _ := markup.Parse(markup.File{Path: "a.md", Source: []byte(source)})
		var got []string
		for _, c := range text.Clauses {
			got = append(got, c.EID)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", source, got, want)
		}
	}
}

// The kind and number of a clause can be told from its eId.
func TestKindOf(t *testing.T) {
	if kind, num := markup.KindOf("chp_1__art_14bis"); kind != law.Article || num != "14bis" {
		t.Errorf("%s %q", kind, num)
	}
	for eid, want := range map[string]law.Kind{"preface": law.Preface, "art_4__p_2": law.Paragraph, "level_final-provisions": law.Level, "": law.Paragraph, "odd_1": law.Paragraph} {
		if got, _ := markup.KindOf(eid); got != want {
			t.Errorf("%q is %s", eid, got)
		}
	}
}
