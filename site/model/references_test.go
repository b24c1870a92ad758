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
		if c := text.Clauses[r.unit]; !strings.Contains(c.EID, "_2") {
			t.Errorf("%s: leads to %s", sentence, c.EID)
		}
		got = append(got, sentence[r.from:r.to])
	}
	return strings.Join(got, ", ")
}
