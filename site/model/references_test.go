package model

import (
	"fmt"
	"strings"
	"testing"

	"polity/commons/law"
	"polity/commons/markup"
)

// referring are labels of many languages, and sentences that refer to the second of
// four articles with them; what is between the angles is the link.
var referring = []struct{ lang, label, sentence, digits string }{
	{"de", "Artikel #", "Das gilt für den Fall des ‹Artikels 2› ebenso.", ""},
	{"fr", "Article #", "Les délais de l'‹article 2› sont doublés.", ""},
	{"es", "Artículo #", "Lo dicho en los ‹artículos 2› y 9 no se aplica.", ""},
	{"es ordinal", "Artículo #o", "Conforme al ‹artículo 2o›. de esta carta.", ""},
	{"pt", "Artigo #.º", "Nos termos do ‹artigo 2.º› do presente estatuto.", ""},
	{"pl", "Art. #", "Na zasadach ‹art. 2› zwołuje się zebranie.", ""},
	{"cs", "Článek #", "Postupuje se podle ‹článku 2›.", ""},
	{"ro", "Articolul #", "Potrivit ‹articolului 2› adunarea hotărăște.", ""},
	{"vi", "Điều #", "Theo quy định tại ‹Điều 2› của điều lệ này.", ""},
	{"id", "Pasal #", "Sebagaimana dimaksud dalam ‹Pasal 2› ayat satu.", ""},
	{"sw", "Ibara ya #", "Kwa mujibu wa ‹Ibara ya 2› ya katiba hii.", ""},
	{"tr", "Madde #", "‹Madde 2› hükmü saklıdır.", ""},
	{"tr ordinal", "Madde #", "Bu tüzüğün ‹2. maddesi› uygulanır.", ""},
	{"tr suffix", "Madde #", "Kurul ‹2 nci maddeye› göre toplanır.", ""},
	{"tr apostrophe", "Madde #", "Kurul ‹2'nci maddeye› göre toplanır.", ""},
	{"tr paragraph", "Madde #", "‹2 nci maddesinin› 3 üncü fıkrası uygulanır.", ""},
	{"az", "Maddə #", "Şura ‹2-ci maddəyə› uyğun toplanır.", ""},
	{"fi", "# §", "Kokous kutsutaan ‹2 §›:n mukaan.", ""},
	{"fi chapter", "# luku", "Kokous kutsutaan ‹2 luvun› mukaan.", ""},
	{"hu", "#. cikk", "A ‹2. cikk› szerint kell eljárni.", ""},
	{"eu", "#. artikulua", "‹2. artikulua› betetzeko, batzarrak araudia egingo du.", ""},
	{"eu ending", "#. artikulua", "Batzarra ‹2. artikuluaren› arabera bilduko da.", ""},
	{"lt", "# straipsnis", "Taikoma ‹2 straipsnio› tvarka.", ""},
	{"sl", "#. člen", "Ravna se po ‹2. členu› tega statuta.", ""},
	{"de Abschnitt", "#. Abschnitt", "Näheres steht im ‹2. Abschnitt›.", ""},
	{"ru", "Статья #", "Сход созывается согласно ‹статье 2› настоящего Устава.", ""},
	{"ru plural", "Статья #", "Сход созывается в случаях, указанных в ‹статьях 2› и 9.", ""},
	{"uk", "Стаття #", "Скликається згідно зі ‹статтею 2›.", ""},
	{"bg", "Член #", "Свиква се по реда на ‹член 2›.", ""},
	{"sr", "Члан #", "Сазива се на основу ‹члана 2›.", ""},
	{"kk", "#-бап", "Жиын ‹2-бапқа› сәйкес шақырылады.", ""},
	{"mn", "# дүгээр зүйл", "Хурал ‹2 дугаар зүйлд› заасны дагуу хуралдана.", ""},
	{"el", "Άρθρο #", "Κατά τις διατάξεις του ‹άρθρου 2› συγκαλείται.", ""},
	{"hy", "Հոդված #", "Գումարվում է ‹2-րդ հոդվածի› համաձայն։", ""},
	{"ka", "მუხლი #", "იკრიბება მე-‹2 მუხლის› მიხედვით.", ""},
	{"he", "סעיף #", "האסיפה תכונס ‹בסעיף 2› לעיל.", ""},
	{"ar", "المادة #", "يدعى المجلس وفقا ‹للمادة ٢› من هذا الميثاق.", "١ ٢ ٣ ٤"},
	{"ar brackets", "المادة (#)", "يدعى المجلس طبقا لأحكام ‹المادة (2)›.", ""},
	{"ar plural", "المادة #", "تسري ‹المواد 2› و9 على الأعضاء.", ""},
	{"fa", "ماده #", "مجمع طبق ‹ماده ۲› تشکیل می\u200cشود.", "۱ ۲ ۳ ۴"},
	{"ur", "دفعہ #", "اجلاس ‹دفعہ ۲› کے تحت ہوگا۔", "۱ ۲ ۳ ۴"},
	{"hi", "अनुच्छेद #", "सभा ‹अनुच्छेद २› के अधीन बुलाई जाएगी।", "१ २ ३ ४"},
	{"hi sections", "धारा #", "सभा ‹धाराओं 2› और 9 के अधीन बुलाई जाएगी।", ""},
	{"ne", "दफा #", "सभा ‹दफा २› बमोजिम बस्नेछ।", "१ २ ३ ४"},
	{"bn", "অনুচ্ছেদ #", "সভা ‹অনুচ্ছেদ ২› অনুসারে বসবে।", "১ ২ ৩ ৪"},
	{"bn behind", "অনুচ্ছেদ #", "এই বিধির ‹২ নং অনুচ্ছেদ› অনুসারে বসবে।", "১ ২ ৩ ৪"},
	{"ta", "உறுப்பு #", "‹உறுப்பு 2› இன்படி கூட்டம் நடைபெறும்.", ""},
	{"th", "มาตรา #", "ให้เรียกประชุมตาม‹มาตรา ๒› ของข้อบังคับนี้", "๑ ๒ ๓ ๔"},
	{"lo", "ມາດຕາ #", "ໃຫ້ປະຊຸມຕາມ‹ມາດຕາ 2› ຂອງກົດລະບຽບນີ້.", ""},
	{"km", "មាត្រា #", "ត្រូវប្រជុំតាម‹មាត្រា ២› ។", "១ ២ ៣ ៤"},
	{"bo", "དོན་ཚན་ #", "‹དོན་ཚན་ ༢› གཞིར་བཟུང་ཚོགས་འདུ་འཚོག", "༡ ༢ ༣ ༤"},
	{"am", "አንቀጽ #", "‹በአንቀጽ 2› መሠረት ይሰበሰባል።", ""},
	{"en word", "Article #", "Whoever is refused under ‹article two› may appeal.", ""},
	{"en words", "Article #", "The powers in ‹Article the Second› are kept.", ""},
	{"en chapter", "Chapter #", "What ‹Chapter Two› says of boats stands.", ""},
	{"en one word", "Section #", "It is done as in ‹section two›.", ""},
	{"es word", "Artículo #", "Lo dicho en el ‹artículo segundo› de estos estatutos no se aplica.", ""},
	{"es count", "Artículo #", "Lo dicho en el ‹artículo dos› no se aplica.", ""},
	{"es chapter", "CAPÍTULO #", "Conforme al ‹capítulo segundo›, se reúne la junta.", "PRIMERO SEGUNDO TERCERO CUARTO"},
	{"pt word", "Artigo #.º", "Nos termos do ‹Artigo Segundo› reúne-se a junta.", ""},
	{"fr word", "Article #", "Les délais de l'‹article deux› sont doublés.", ""},
	{"it word", "Articolo #", "Si applica l'‹articolo due› dello statuto.", ""},
	{"de word", "Artikel #", "Das gilt für den Fall des ‹Artikels zwei› ebenso.", ""},
	{"nl word", "Artikel #", "Dit geldt ook voor ‹artikel twee› hierboven.", ""},
	{"sv word", "Artikel #", "Det gäller även enligt ‹artikel två› ovan.", ""},
	{"pl word", "Artykuł #", "Na zasadach ‹artykułu drugiego› zwołuje się zebranie.", ""},
	{"ru word", "Статья #", "Сход созывается согласно ‹статье второй› настоящего Устава.", ""},
	{"sw word", "Ibara ya #", "Kwa mujibu wa ‹Ibara ya pili› ya katiba hii.", ""},
	{"ar word", "الفصل #", "تطبق أحكام ‹الفصل الثاني› على الأعضاء.", "الأول الثاني الثالث الرابع"},
	{"ar word, figures", "المادة #", "يدعى المجلس وفقا ‹للمادة الثانية› من هذا الميثاق.", ""},
	{"fa word", "اصل #", "مجمع طبق ‹اصل دوم› تشکیل می\u200cشود.", "اول دوم سوم چهارم"},
	{"he letter", "סעיף #", "האסיפה תכונס לפי ‹סעיף ב› לעיל.", "א ב ג ד"},
	{"he marked", "סעיף #", "האסיפה תכונס לפי ‹סעיף ב׳› לעיל.", "א׳ ב׳ ג׳ ד׳"},
	{"he letter, marked labels", "סעיף #", "האסיפה תכונס ‹בסעיף ב›, לעיל.", "א׳ ב׳ ג׳ ד׳"},
	{"ja", "第#条", "‹第二条›により招集する。", "一 二 三 四"},
	{"ja own", "第#条", "この憲法‹第二条›により招集する。", "一 二 三 四"},
	{"zh", "第#条", "依照本章程‹第二条›召集。", "一 二 三 四"},
	{"ko", "제#조", "‹제2조›에 따라 소집한다.", ""},
}

func TestReferencesInManyLanguages(t *testing.T) {
	for _, c := range referring {
		plain := strings.NewReplacer("‹", "", "›", "").Replace(c.sentence)
		var want string
		if _, after, ok := strings.Cut(c.sentence, "‹"); ok {
			want, _, _ = strings.Cut(after, "›")
		}
		if got := linkedIn(t, c.label, c.digits, plain); got != want {
			t.Errorf("%s: %q is linked, want %q", c.lang, got, want)
		}
	}
}

// TestNoReferences: numbers that count things, and clauses of other laws.
func TestNoReferences(t *testing.T) {
	for _, c := range [][2]string{
		{"Article #", "The council has 2 members and the women's 2 seats."},
		{"Artículo #", "Se reúne del 2 al 4 de mayo."},
		{"Статья #", "Совет состоит из 2 членов."},
		{"Статья #", "Закон состоит из 2 статей."},
		{"Статья #", "Как сказано в статье 2 Гражданского кодекса."},
		{"Статья #", "Члены 2 комиссий избираются."},
		{"Часть #", "Совет собирается часто 2 раза."},
		{"Madde #", "Kurul 2 üyeden oluşur."},
		{"Madde #", "Bu tüzük 2 maddeden oluşur."},
		{"Madde #", "Dernekler Kanununun 2 nci maddesi uygulanır."},
		{"Madde #", "Geçici Madde 2 hükmü saklıdır."},
		{"Artículo #", "El artículo 2 transitorio."},
		{"Artikel #", "Es gilt Artikel 2 Abs. 1 ZGB."},
		{"§ #", "Es gilt § 2 BGB."},
		{"§ #", "Nach Abschnitt 2 des Haushalts."},
		{"المادة #", "يتكون المجلس من 2 أعضاء."},
		{"المادة #", "وفقا للمادة 2 من قانون العقوبات."},
		{"الباب #", "لهذه أسباب 2 فقط."},
		{"अनुच्छेद #", "परिषद में 2 सदस्य होंगे।"},
		{"भाग #", "दोनों भागीदार 2 वर्ष रहेंगे।"},
		{"अनुच्छेद #", "संविधान के अनुच्छेद 2 के अधीन।"},
		{"অনুচ্ছেদ #", "এই বিধিতে 2টি অনুচ্ছেদ আছে।"},
		{"Article #", "Whoever wrote the article two years ago may appeal."},
		{"Article #", "A fee of euros is due for each article two days before."},
		{"Article #", "They read article two hundred aloud."},
		{"Article #", "They signed the article second to none."},
		{"Chapter #", "From each chapter two delegates are sent."},
		{"Chapter #", "Of every such chapter two of the members are chosen."},
		{"Part #", "The boats take part two times a year."},
		{"Section #", "In the northern section two boats wait."},
		{"Artigo #.º", "É o artigo segundo o qual a junta se reúne."},
		{"Articolo #", "È l'articolo secondo cui si riunisce il consiglio."},
		{"Artículo #", "El artículo segundo transitorio."},
		{"Artículo #", "El artículo segundo bis se aplica."},
		{"Artículo #", "Lo dice el artículo segundo del Código Civil."},
		{"Abschnitt #", "Je Abschnitt zwei Vertreter werden gewählt."},
		{"Abschnitt #", "Aus dem Abschnitt zwei Vertreter zu wählen, ist Pflicht."},
		{"المادة #", "وفقا للمادة الثانية بعد المائة."},
		{"المادة #", "وفقا للمادة الثانية من قانون العقوبات."},
		{"סעיף #", "אין בתקנון סעיף ב-1990 ולא אחריו."},
		{"סעיף #", "כל סעיף בו יחול."},
		{"第#条", "役員は2人とする。"},
		{"第#条", "民法第2条による。"},
		{"제#조", "위원은 2명으로 한다."},
		{"제#조", "제2조의2에 따른다."},
		{"제#조", "민법 제2조에 따른다."},
	} {
		if got := linkedIn(t, c[0], "", c[1]); got != "" {
			t.Errorf("%s: %q is linked", c[1], got)
		}
	}
}

// linkedIn are the words of a sentence that refer to the second of four articles, whose
// labels are written like this one.
func linkedIn(t *testing.T, label, digits, sentence string) string {
	if digits == "" {
		digits = "1 2 3 4"
	}
	source := "# Kanon\n\n"
	for _, d := range strings.Fields(digits) {
		source += fmt.Sprintf("## %s\n\nUno duo.\n\n", strings.ReplaceAll(label, "#", d))
	}
	text, _ := markup.Parse(markup.File{Path: "x.md", Source: []byte(source)})
	text.Clauses = append(text.Clauses, law.Clause{EID: "last", Text: sentence, Parent: -1})
	o := newOutline(text)
	var got []string
	for _, r := range o.refs.in(len(text.Clauses)-1, sentence, nil) {
		if c := text.Clauses[r.unit]; !strings.Contains(c.EID, "_2") && !strings.HasSuffix(c.EID, "_bet") {
			t.Errorf("%s: leads to %s", sentence, c.EID)
		}
		got = append(got, sentence[r.from:r.to])
	}
	return strings.Join(got, ", ")
}

// TestReferencesInside: a letter in brackets behind a number names a clause below, in any
// alphabet, and no clause where none has it.
func TestReferencesInside(t *testing.T) {
	for _, c := range []struct{ source, sentence, linked, eid string }{
		{"## סעיף 3\n\n(א) אחת.\n\n(ב) שתיים.\n", "לפי סעיף 3(ב) לעיל.", "סעיף 3(ב)", "art_3__para_bet"},
		{"## סעיף 3\n\n(א) אחת.\n\n(ב) שתיים.\n", "לפי סעיף 3(ה) לעיל.", "סעיף 3", "art_3"},
		{"## Статья 3\n\n(а) Раз.\n\n(б) Два.\n", "Согласно статье 3(б) выше.", "статье 3(б)", "art_3__para_b"},
		{"## Article 3\n\n(a) One.\n\n(b) Two.\n", "Under article three (b) above.", "article three (b)", "art_3__para_b"},
	} {
		text, _ := markup.Parse(markup.File{Path: "x.md", Source: []byte(c.source)})
		text.Clauses = append(text.Clauses, law.Clause{EID: "last", Text: c.sentence, Parent: -1})
		refs := newOutline(text).refs.in(len(text.Clauses)-1, c.sentence, nil)
		if len(refs) != 1 {
			t.Errorf("%s: %d references", c.sentence, len(refs))
			continue
		}
		if got, eid := c.sentence[refs[0].from:refs[0].to], text.Clauses[refs[0].unit].EID; got != c.linked || eid != c.eid {
			t.Errorf("%s: %q leads to %s, want %q to %s", c.sentence, got, eid, c.linked, c.eid)
		}
	}
}

// Of many units with one label the nearest is meant, wherever they stand, and of two that
// are as near none; a text that is made of nothing else is read in no time.
func TestReferenceAmongManyNamesakes(t *testing.T) {
	text := &law.Text{}
	add := func(parent int, label string) int {
		depth := 0
		if parent >= 0 {
			depth = text.Clauses[parent].Depth + 1
		}
		text.Clauses = append(text.Clauses, law.Clause{EID: fmt.Sprint("u", len(text.Clauses)), Kind: law.Section, Label: label, Num: "1", Parent: parent, Depth: depth})
		return len(text.Clauses) - 1
	}
	for i := range 400 {
		part := add(-1, "")
		for k := range i % 4 {
			chapter := add(part, "")
			for range (i + k) % 3 {
				add(chapter, "Section 1")
			}
		}
	}
	o := newOutline(text)
	var all []int
	for i := range text.Clauses {
		if text.Clauses[i].Label != "" {
			all = append(all, i)
		}
	}
	for from := range text.Clauses {
		if got, want := o.refs.pick(from, near(o.refs.labels["section 1"], from, anyWord)), o.refs.pick(from, all); got != want {
			t.Fatalf("seen from %d it is %d, of all of them %d", from, got, want)
		}
	}
}
