package diff

import (
	"fmt"
	"strings"
	"testing"

	"polity/commons/law"
	"polity/commons/markup"
	"polity/diff/align"
)

// cited are labels of many languages, and sentences that refer to one, each with
// the numbers 1 to 4 in its own digits.
var cited = []struct{ lang, label, sentence, digits string }{
	{"en", "Article #", "Whoever is turned away under Article # may appeal.", ""},
	{"en roman", "Article #", "Whoever is turned away under Article # may appeal.", "I II III IV"},
	{"de", "Artikel #", "Wer nach Artikel # abgewiesen wird, darf klagen.", ""},
	{"fr", "Article #", "Celui que vise l'article # peut faire appel.", ""},
	{"es", "Artículo #", "Quien sea rechazado según el artículo # puede apelar.", ""},
	{"nl", "Artikel #", "Wie volgens artikel # wordt geweigerd, kan klagen.", ""},
	{"pl", "Art. #", "Kto został odrzucony na podstawie art. #, może się odwołać.", ""},
	{"cs", "Článek #", "Kdo byl odmítnut podle článku #, může se odvolat.", ""},
	{"ro", "Articolul #", "Cine este respins potrivit articolului # poate contesta.", ""},
	{"vi", "Điều #", "Người bị từ chối theo Điều # có quyền khiếu nại.", ""},
	{"id", "Pasal #", "Siapa yang ditolak menurut Pasal # boleh mengadu.", ""},
	{"sw", "Ibara ya #", "Anayekataliwa kwa mujibu wa Ibara ya # anaweza kulalamika.", ""},
	{"tr", "Madde #", "Madde # uyarınca geri çevrilen kişi itiraz edebilir.", ""},
	{"tr behind", "Madde #", "Bu tüzüğün #. maddesine göre geri çevrilen kişi itiraz edebilir.", ""},
	{"tr harmony", "Madde #", "Bu tüzüğün @ maddesine göre geri çevrilen kişi itiraz edebilir.", ""},
	{"fi", "# §", "Joka on käännytetty # §:n nojalla, saa valittaa.", ""},
	{"hu", "#. §", "Akit a #. § alapján elutasítanak, panaszt tehet.", ""},
	{"lt", "# straipsnis", "Asmuo, atmestas pagal # straipsnį, gali skųstis.", ""},
	{"sl", "#. člen", "Kdor je zavrnjen po #. členu, se lahko pritoži.", ""},
	{"ru", "Статья #", "Тот, кому отказано согласно статье #, может жаловаться.", ""},
	{"uk", "Стаття #", "Той, кому відмовлено згідно зі статтею #, може скаржитися.", ""},
	{"bg", "Член #", "Който е отхвърлен по член #, може да обжалва.", ""},
	{"sr", "Члан #", "Ко је одбијен на основу члана #, може се жалити.", ""},
	{"kk", "#-бап", "#-бапқа сәйкес қайтарылған адам шағымдана алады.", ""},
	{"mn", "# дүгээр зүйл", "Энэ дүрмийн # дүгээр зүйлд заасны дагуу гомдол гаргана.", ""},
	{"el", "Άρθρο #", "Όποιος απορρίπτεται κατά το άρθρο # μπορεί να προσφύγει.", ""},
	{"el genitive", "Άρθρο #", "Κατά τις διατάξεις του άρθρου # μπορεί να προσφύγει.", ""},
	{"hy", "Հոդված #", "Նա, ով մերժվել է #-րդ հոդվածի համաձայն, կարող է բողոքել։", ""},
	{"ka", "მუხლი #", "ვინც უარყოფილია მე-# მუხლის მიხედვით, შეუძლია გაასაჩივროს.", ""},
	{"he", "סעיף #", "מי שנדחה לפי סעיף # רשאי לערער.", ""},
	{"he prefix", "סעיף #", "מי שנדחה בהתאם לסעיף # רשאי לערער.", ""},
	{"he letters", "סעיף #", "מי שנדחה לפי סעיף # רשאי לערער.", "א׳ ב׳ ג׳ ד׳"},
	{"ar", "المادة #", "من رُفض وفقا للمادة # يحق له الاعتراض.", "١ ٢ ٣ ٤"},
	{"ar and", "المادة #", "يسري حكم هذا الباب والمادة # على الأعضاء.", "١ ٢ ٣ ٤"},
	{"fa", "ماده #", "کسی که طبق ماده # رد شود می\u200cتواند شکایت کند.", "۱ ۲ ۳ ۴"},
	{"ur", "دفعہ #", "جسے دفعہ # کے تحت روکا جائے وہ اپیل کر سکتا ہے۔", "۱ ۲ ۳ ۴"},
	{"hi", "अनुच्छेद #", "जिसे अनुच्छेद # के अधीन रोका जाए वह अपील कर सकता है।", "१ २ ३ ४"},
	{"ne", "दफा #", "दफा # बमोजिम रोकिएको व्यक्तिले उजुरी गर्न सक्छ।", "१ २ ३ ४"},
	{"bn", "অনুচ্ছেদ #", "অনুচ্ছেদ # অনুসারে যাকে ফেরানো হয় সে আপিল করতে পারে।", "১ ২ ৩ ৪"},
	{"bn behind", "অনুচ্ছেদ #", "এই বিধির # নং অনুচ্ছেদ অনুসারে সে আপিল করতে পারে।", "১ ২ ৩ ৪"},
	{"ta", "உறுப்பு #", "உறுப்பு # இன்படி மறுக்கப்பட்டவர் முறையிடலாம்.", ""},
	{"te", "అధికరణ #", "అధికరణ # ప్రకారం తిరస్కరించబడినవారు అప్పీలు చేయవచ్చు.", ""},
	{"kn", "ಅನುಚ್ಛೇದ #", "ಅನುಚ್ಛೇದ # ರ ಪ್ರಕಾರ ತಿರಸ್ಕರಿಸಲ್ಪಟ್ಟವರು ಮನವಿ ಮಾಡಬಹುದು.", ""},
	{"ml", "അനുച്ഛേദം #", "അനുച്ഛേദം # പ്രകാരം നിരസിക്കപ്പെട്ടയാൾക്ക് പരാതിപ്പെടാം.", ""},
	{"si", "වගන්තිය #", "වගන්තිය # යටතේ ප්\u200dරතික්ෂේප වූ අයට පැමිණිලි කළ හැක.", ""},
	{"th", "มาตรา #", "ผู้ถูกปฏิเสธตามมาตรา # มีสิทธิร้องเรียน", "๑ ๒ ๓ ๔"},
	{"lo", "ມາດຕາ #", "ຜູ້ຖືກປະຕິເສດຕາມມາດຕາ # ມີສິດຮ້ອງທຸກ.", ""},
	{"km", "មាត្រា #", "អ្នកដែលត្រូវបានបដិសេធតាមមាត្រា # អាចប្តឹងបាន។", "១ ២ ៣ ៤"},
	{"km closed", "មាត្រា#", "អ្នកដែលត្រូវបានបដិសេធតាមមាត្រា#អាចប្តឹងបាន។", "១ ២ ៣ ៤"},
	{"my", "ပုဒ်မ #", "ပုဒ်မ # အရ ငြင်းပယ်ခံရသူသည် အယူခံဝင်နိုင်သည်။", "၁ ၂ ၃ ၄"},
	{"bo", "དོན་ཚན་ #", "དོན་ཚན་ # གཞིར་བཟུང་ཕྱིར་འབུད་བྱས་པའི་མི་ལ་ཞུ་གཏུག་གི་དབང་ཆ་ཡོད།", "༡ ༢ ༣ ༤"},
	{"am", "አንቀጽ #", "በአንቀጽ # መሠረት የተከለከለ ሰው ይግባኝ ሊል ይችላል።", ""},
	{"am numerals", "አንቀጽ #", "በአንቀጽ # መሠረት የተከለከለ ሰው ይግባኝ ሊል ይችላል።", "፩ ፪ ፫ ፬"},
	{"ja", "第#条", "第#条により断られた者は、訴えることができる。", "一 二 三 四"},
	{"ja full width", "第#条", "第#条により断られた者は、訴えることができる。", "１ ２ ３ ４"},
	{"zh", "第#条", "依照第#条被拒绝的人可以申诉。", "九 十 十一 十二"},
	{"ko", "제#조", "제#조에 따라 거절된 사람은 이의를 제기할 수 있다.", ""},
}

// TestReferencesFollow: where an article comes between, a reference behind it takes
// the new number of what it names, and no word of law changed.
func TestReferencesFollow(t *testing.T) {
	for _, c := range cited {
		digits := strings.Fields(c.digits)
		if len(digits) == 0 {
			digits = strings.Fields("1 2 3 4")
		}
		article := func(n int, text string) string {
			return fmt.Sprintf("## %s\n\n%s\n\n", strings.ReplaceAll(c.label, "#", digits[n-1]), text)
		}
		sentence := func(n int) string {
			turkish := []string{"1 inci", "2 nci", "3 üncü", "4 üncü"}
			return strings.NewReplacer("#", digits[n-1], "@", turkish[n-1]).Replace(c.sentence)
		}
		old := read(article(1, "Uno duo.") + article(2, "Tres quattuor quinque.") + article(3, sentence(2)))
		new := read(article(1, "Uno duo.") + article(2, "Sex septem octo.") + article(3, "Tres quattuor quinque.") + article(4, sentence(3)))
		if old.Clauses[0].Kind == law.Level || old.Clauses[0].Num == "" {
			t.Errorf("%s: label not read: %q", c.lang, old.Clauses[0].Heading)
			continue
		}
		seen := false
		cmp := Compare(old, new)
		for _, p := range cmp.Pairs {
			seen = seen || p.Op == align.Edited && p.Flags&align.Xref != 0
		}
		if !seen {
			t.Errorf("%s: %s", c.lang, told(cmp, old, new))
		}
	}
}

// TestNumbersThatAreLaw: a number that names no clause is law, though an article of
// that number was renumbered.
func TestNumbersThatAreLaw(t *testing.T) {
	for _, c := range [][2]string{
		{"Article #", "The council has # members."},
		{"Статья #", "Совет состоит из # членов общины."},
		{"Madde #", "Kurul # üyeden oluşur."},
		{"Madde #", "Bu tüzük # maddeden oluşur."},
		{"Статья #", "Закон состоит из # статей."},
		{"অনুচ্ছেদ #", "এই বিধিতে #টি অনুচ্ছেদ আছে।"},
		{"มาตรา #", "คณะกรรมการมีสมาชิก # คน"},
		{"មាត្រា #", "ក្រុមប្រឹក្សាមានសមាជិក # នាក់។"},
		{"ပုဒ်မ #", "ကော်မတီတွင် အဖွဲ့ဝင် # ဦး ရှိသည်။"},
		{"अनुच्छेद #", "परिषद में # सदस्य होंगे।"},
		{"المادة #", "يتكون المجلس من # أعضاء."},
		{"አንቀጽ #", "ምክር ቤቱ # አባላት አሉት።"},
		{"第#条", "役員は#人とする。"},
		{"제#조", "위원은 #명으로 한다."},
		{"제#조", "이 조의 위원은 #명으로 한다."},
		{"第#条", "この条の役員は#人とする。"},
		{"Հոդված #", "Խորհուրդն ունի # անդամ։"},
		{"მუხლი #", "საბჭოს ჰყავს # წევრი."},
	} {
		number := func(s, n string) string { return strings.ReplaceAll(s, "#", n) }
		old := read("## " + number(c[0], "3") + "\n\n" + number(c[1], "3") + "\n\n## " + number(c[0], "4") + "\n\nUno duo tres.\n")
		new := read("## " + number(c[0], "4") + "\n\n" + number(c[1], "4") + "\n\n## " + number(c[0], "5") + "\n\nUno duo tres.\n")
		cmp := Compare(old, new)
		for _, p := range cmp.Pairs {
			if p.Flags&align.Xref != 0 || cmp.Editorial {
				t.Errorf("%s: %s", c[1], told(cmp, old, new))
			}
		}
	}
}

func read(source string) *law.Text {
	t, _ := markup.Parse(markup.File{Path: "text.md", Source: []byte(source)})
	return t
}
