package diff

import (
	"fmt"
	"strings"
	"testing"

	"polity/diff/align"
)

// villages are four articles of a village's constitution in many scripts: its name, who
// votes, how often its head meets the council, where boats are tied; and the word for
// how often, and another.
var villages = []struct {
	lang, label, digits string
	articles            [4]string
	often, other        string
}{
	{"km", "មាត្រា #", "១ ២ ៣ ៤", [4]string{
		"ភូមិនេះមានឈ្មោះថាមាត់ទន្លេ។",
		"សមាជិកទាំងអស់មានសិទ្ធិបោះឆ្នោតនៅក្នុងអង្គប្រជុំ។",
		"មេភូមិត្រូវប្រជុំជាមួយក្រុមប្រឹក្សារៀងរាល់ខែ។",
		"ទូកទាំងអស់ត្រូវចតនៅកំពង់ផែខាងកើត។",
	}, "រៀងរាល់ខែ", "រៀងរាល់ឆ្នាំ"},
	{"lo", "ມາດຕາ #", "1 2 3 4", [4]string{
		"ບ້ານນີ້ຊື່ວ່າແຄມນ້ຳ.",
		"ສະມາຊິກທຸກຄົນມີສິດອອກສຽງໃນກອງປະຊຸມ.",
		"ນາຍບ້ານຕ້ອງປະຊຸມກັບສະພາທຸກເດືອນ.",
		"ເຮືອທຸກລຳຕ້ອງຈອດທີ່ທ່າຕາເວັນອອກ.",
	}, "ທຸກເດືອນ", "ທຸກປີ"},
	{"my", "ပုဒ်မ #", "၁ ၂ ၃ ၄", [4]string{
		"ဤရွာ၏ အမည်သည် မြစ်ကမ်း ဖြစ်သည်။",
		"ရွာသားအားလုံး မဲပေးပိုင်ခွင့် ရှိသည်။",
		"ရွာသူကြီးသည် လစဉ် အစည်းအဝေး ကျင်းပရမည်။",
		"လှေအားလုံးကို အရှေ့ဆိပ်ကမ်းတွင် ထားရမည်။",
	}, "လစဉ်", "နှစ်စဉ်"},
	{"th", "มาตรา #", "๑ ๒ ๓ ๔", [4]string{
		"หมู่บ้านนี้ชื่อว่าริมน้ำ",
		"สมาชิกทุกคนมีสิทธิออกเสียงในที่ประชุม",
		"ผู้ใหญ่บ้านต้องประชุมกับกรรมการทุกเดือน",
		"เรือทุกลำต้องจอดที่ท่าตะวันออก",
	}, "ทุกเดือน", "ทุกปี"},
	{"bo", "དོན་ཚན་ #", "༡ ༢ ༣ ༤", [4]string{
		"གྲོང་སྡེ་འདིའི་མིང་ལ་ཆུ་འགྲམ་ཟེར།",
		"གྲོང་སྡེའི་མི་ཚང་མར་འོས་འཕེན་པའི་ཐོབ་ཐང་ཡོད།",
		"གྲོང་དཔོན་གྱིས་ཟླ་རེར་ཚོགས་འདུ་འཚོགས་དགོས།",
		"གྲུ་ཚང་མ་ཤར་གྱི་གྲུ་ཁར་བཞག་དགོས།",
	}, "ཟླ་རེར", "ལོ་རེར"},
	{"am", "አንቀጽ #", "1 2 3 4", [4]string{
		"የመንደሩ ስም የወንዝ ዳር ነው።",
		"ሁሉም አባላት በስብሰባ የመምረጥ መብት አላቸው።",
		"የመንደሩ ሽማግሌ ከምክር ቤቱ ጋር በየወሩ ይሰበሰባል።",
		"ጀልባዎች ሁሉ በምሥራቁ ወደብ ይታሰራሉ።",
	}, "በየወሩ", "በየዓመቱ"},
	{"hi", "अनुच्छेद #", "१ २ ३ ४", [4]string{
		"इस गाँव का नाम नदीतट है।",
		"हर सदस्य को सभा में मत देने का अधिकार है।",
		"मुखिया परिषद के साथ हर महीने बैठक करेगा।",
		"सब नावें पूर्वी घाट पर बाँधी जाएँगी।",
	}, "महीने", "वर्ष"},
	{"ta", "உறுப்பு #", "1 2 3 4", [4]string{
		"இவ்வூரின் பெயர் ஆற்றங்கரை.",
		"ஒவ்வொரு உறுப்பினருக்கும் மன்றத்தில் வாக்குரிமை உண்டு.",
		"தலைவர் மன்றத்துடன் மாதந்தோறும் கூட வேண்டும்.",
		"படகுகள் எல்லாம் கிழக்குத் துறையில் கட்டப்படும்.",
	}, "மாதந்தோறும்", "ஆண்டுதோறும்"},
	{"he", "סעיף #", "1 2 3 4", [4]string{
		"שם הכפר הוא גדת הנהר.",
		"לכל חבר זכות הצבעה באסיפה.",
		"ראש הכפר נפגש עם הוועד מדי חודש.",
		"כל הסירות נקשרות במזח המזרחי.",
	}, "חודש", "שנה"},
	{"ar", "المادة #", "١ ٢ ٣ ٤", [4]string{
		"اسم القرية ضفة النهر.",
		"لكل عضو حق التصويت في الاجتماع.",
		"يجتمع رئيس القرية بالمجلس كل شهر.",
		"تربط القوارب كلها في المرسى الشرقي.",
	}, "شهر", "سنة"},
	{"ko", "제#조", "1 2 3 4", [4]string{
		"이 마을의 이름은 강가이다.",
		"모든 주민은 회의에서 투표할 권리가 있다.",
		"이장은 매월 위원회와 회의를 연다.",
		"모든 배는 동쪽 나루에 맨다.",
	}, "매월", "매년"},
	{"ka", "მუხლი #", "1 2 3 4", [4]string{
		"სოფლის სახელია მდინარისპირი.",
		"ყოველ წევრს აქვს ხმის უფლება კრებაზე.",
		"მამასახლისი საბჭოს ყოველთვიურად იწვევს.",
		"ყველა ნავი აღმოსავლეთ ნავმისადგომთან იბმება.",
	}, "ყოველთვიურად", "ყოველწლიურად"},
	{"hy", "Հոդված #", "1 2 3 4", [4]string{
		"Գյուղի անունն է Գետափ։",
		"Յուրաքանչյուր անդամ ժողովում ունի ձայնի իրավունք։",
		"Գյուղապետը խորհուրդը գումարում է ամեն ամիս։",
		"Բոլոր նավակները կապվում են արևելյան կառանին։",
	}, "ամիս", "տարի"},
	{"jv", "ꦥꦱꦭ꧀ #", "꧑ ꧒ ꧓ ꧔", [4]string{
		"ꦢꦺꦱꦲꦶꦏꦶꦗꦼꦤꦼꦔꦺꦥꦶꦁꦒꦶꦂꦏꦭꦶ꧉",
		"ꦱꦧꦼꦤ꧀ꦮꦂꦒꦢꦸꦮꦺꦲꦏ꧀ꦩꦶꦭꦶꦃ꧉",
		"ꦭꦸꦫꦃꦏꦸꦢꦸꦫꦥꦠ꧀ꦱꦧꦼꦤ꧀ꦮꦸꦭꦤ꧀꧉",
		"ꦥꦿꦲꦸꦏꦧꦺꦃꦢꦶꦠꦭꦺꦤꦶꦲꦶꦁꦮꦺꦠꦤ꧀꧉",
	}, "ꦮꦸꦭꦤ꧀", "ꦠꦲꦸꦤ꧀"},
	{"mn", "# дүгээр зүйл", "1 2 3 4", [4]string{
		"Тосгоны нэр Голын эрэг.",
		"Гишүүн бүр хуралд саналаа өгөх эрхтэй.",
		"Тосгоны дарга зөвлөлийг сар бүр хуралдуулна.",
		"Бүх завь зүүн боомтод уяна.",
	}, "сар", "жил"},
	{"zh", "第#条", "一 二 三 四", [4]string{
		"本村名为河岸。",
		"每位村民在大会上都有投票权。",
		"村长每月召集理事会开会。",
		"所有船只停泊在东码头。",
	}, "每月", "每年"},
}

// TestScripts: in every script the third article, put first and changed in a word, is
// found, those behind it are renumbered, and the mark is on that word.
func TestScripts(t *testing.T) {
	for _, v := range villages {
		digits := strings.Fields(v.digits)
		article := func(n int, text string) string {
			return fmt.Sprintf("## %s\n\n%s\n\n", strings.ReplaceAll(v.label, "#", digits[n-1]), text)
		}
		a := v.articles
		old := read(article(1, a[0]) + article(2, a[1]) + article(3, a[2]) + article(4, a[3]))
		new := read(article(1, strings.Replace(a[2], v.often, v.other, 1)) + article(2, a[0]) + article(3, a[1]) + article(4, a[3]))
		c := Compare(old, new)
		moved, renumbered, gone, come := 0, 0, "", ""
		for _, p := range c.Pairs {
			switch {
			case p.Op == align.Added || p.Op == align.Removed:
				t.Errorf("%s: %s", v.lang, told(c, old, new))
			case p.Flags&align.Moved != 0:
				moved++
			case p.Flags&align.Renumbered != 0:
				renumbered++
			}
			for _, r := range p.Words {
				switch r.Op {
				case '-':
					gone += r.Text
				case '+':
					come += r.Text
				}
			}
		}
		if moved != 1 || renumbered != 2 || !overlap(gone, v.often) || !overlap(come, v.other) {
			t.Errorf("%s: %d moved, %d renumbered, %s went and %s came", v.lang, moved, renumbered, gone, come)
		}
		if id := old.Clauses[0].EID; id != "art_1" {
			t.Errorf("%s: eId %q", v.lang, id)
		}
	}
}

// overlap reports whether a mark is on a word: it may leave out a syllable that stays,
// and take in one that is written together with what changed.
func overlap(mark, word string) bool {
	return mark != "" && (strings.Contains(word, mark) || strings.Contains(mark, word))
}
