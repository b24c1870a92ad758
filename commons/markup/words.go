package markup

import (
	"iter"
	"strings"
	"sync"
	"unicode/utf8"

	"polity/commons/law"
)

// The words by which texts of many languages name their divisions, folded as
// fold does it. A word here is taken for a label only together with a number.
var keywords = newLexicon(kinds([]kindWords{
	{law.Book, `book|libro|buch|livre|livro|boek|книга|księga|kniha|llibre|bok|kirja|kitap|الكتاب|كتاب|ספר|bog|cartea|könyv|kitabu|buku|
		บรรพ`},
	{law.Part, `part|parte|teil|partie|deel|del|часть|частина|część|část|časť|osa|μέρος|kisim|kısım|القسم|قسم|بخش|חלק|भाग|ภาค|ภาคที่|phần|
		bagian|sehemu|hauptstück|hauptteil|rész|dio|дял|dalis|daļa|partea|bahagian|ส่วน|ส่วนที่|
		ভাগ|ਭਾਗ|ભાગ|ଭାଗ|பகுதி|భాగం|ಭಾಗ|ഭാഗം|ພາກ|ພາກທີ|အပိုင်း|ክፍል|حصہ|hissə|kutaa`},
	{law.Title, `title|título|titel|titre|titolo|títol|титул|раздел|розділ|dział|tytuł|τίτλος|titlu|الباب|باب|שער|titul|titulu|titl|раздзел|
		tytul|bap|бөлім|titulua|
		ลักษณะ|კარი`},
	{law.Chapter, `chapter|chap|ch|capítulo|capitulo|kapitel|kap|chapitre|capo|capitolo|hoofdstuk|capítol|глава|розділ|hlava|luku|kapittel|
		κεφάλαιο|bölüm|الفصل|فصل|פרק|अध्याय|หมวด|chương|bab|sura|fejezet|rozdział|skyrius|nodaļa|peatükk|capitolul|glava|поглавље|глава|
		kapitulua|poglavje|kapitola|kaflí|kafli|អធ្យាយ|ជំពូក|isahluko|
		หมวดที่|บทที่|บท|ໝວດ|ໝວດທີ|ຫມວດ|ຫມວດທີ|ບົດ|ບົດທີ|ជំពូកទី|အခန်း|ལེའུ|ምዕራፍ|অধ্যায়|পরিচ্ছেদ|ਅਧਿਆਇ|અધ્યાય|પ્રકરણ|ଅଧ୍ୟାୟ|அத்தியாயம்|అధ్యాయం|ಅಧ್ಯಾಯ|അദ്ധ്യായം|അധ്യായം|
		परिच्छेद|प्रकरण|පරිච්ඡේදය|თავი|գլուխ|fəsil|бүлэг|боб|bob|toko|boqonnaa|cutubka|ބާބު|ꦧꦧ꧀`},
	{law.Subchapter, `subchapter|unterkapitel|subcapítulo|подраздел|
		סימן`},
	{law.Division, `division|abschnitt|abteilung|unterabschnitt|afdeling|avdelning|avdeling|afdeling|oddział|oddíl|diel|división|divisione|divisão|hluti|
		bölmə|բաժին`},
	{law.Section, `section|sec|sect|sección|sezione|secção|seção|secció|sectie|jakso|секция|τμήμα|kesim|المبحث|धारा|mục|seksi|secțiunea|secțiune|
		szakasz|s|ss|
		பிரிவு|വകുപ്പ്|ਧਾਰਾ|ଧାରା|సెక్షన్|ವಿಭಾಗ|ផ្នែក|ផ្នែកទី`},
	{law.Subsection, `subsection|subsec|subsección|sous-section|sottosezione|subsecção|paragraaf|المطلب|
		उपधारा|উপধারা|ပုဒ်မခွဲ`},
	{law.Article, `article|art|artículo|artigo|artikel|articolo|artikkel|artikkeli|articles|artículos|artigos|artikler|arts|artykuł|статья|стаття|
		ст|článek|čl|článok|άρθρο|αρθρο|άρθρον|madde|المادة|مادة|المادتان|ماده|اصل|مادّة|अनुच्छेद|มาตรา|ข้อ|ข้อที่|điều|pasal|ibara|
		cikk|articol|articolul|член|член|чланак|člen|članak|straipsnis|pants|neni|nenit|artiklas|artikulua|artikull|мақала|бап|հոդված|მუხლი|
		អនុច្ឆេទ|ប្រការ|មាត្រា|ပုဒ်မ|erthygl|grein|maqaddimah|modda|madda|maddesi|סעיף|অনুচ্ছেদ|ধারা|دفعہ|آرٹیکل|perkara|artikolo|artykul|artikkel|
		umwandiko|ingingo|isigaba|agh|airteagal|airt|
		ມາດຕາ|មាត្រាទី|དོན་ཚན|རྩ་ཚན|አንቀጽ|ዓንቀጽ|keewwata|qodobka|qodob|sashe|abala|andininy|कलम|दफा|ধাৰা|અનુચ્છેદ|કલમ|ਅਨੁਛੇਦ|ଅନୁଚ୍ଛେଦ|உறுப்பு|சரத்து|అధికరణ|
		అధికరణం|నిబంధన|ಅನುಚ್ಛೇದ|ವಿಧಿ|ಕಲಂ|അനുച്ഛേദം|වගන්තිය|ව්යවස්ථාව|maddə|модда|моддаи|маддә|берене|зүйл|артыкул|чл|члан|artikolu|artikulo|gr|ماددەی|ماددە|
		مادەی|ماددا|مادهٔ|مادهی|ארטיקל|אַרטיקל|މާއްދާ|ꦥꦱꦭ꧀`},
	{law.Rule, `rule|regel|regla|règle|regola|regra|clause|cláusula|clausola|klausel|klausul|base|principle|principio|canon|order|standing order|
		bylaw|by-law|guideline|directive|regulation|tenet|
		नियम|বিধি|विधि|နည်းဥပဒေ`},
	{law.Labelled, `paragraph|para|absatz|abs|alinea|alinéa|apartado|párrafo|comma|lid|пункт|punkt|punto|ponto|point|fracción|inciso|item|
		khoản|วรรค|ustęp|ust|odstavec|ods|moment|mom|ledd|stk|stykke|parágrafo|παράγραφος|fıkra|
		វាក្យខណ្ឌ|កថាខណ្ឌ|ንዑስ አንቀጽ|ንኡስ ዓንቀጽ|ຂໍ້|პუნქტი`},
	{law.Attachment, `schedule|appendix|annex|annexe|annexure|anexo|anhang|anlage|annexes|allegato|bijlage|liite|bilaga|vedlegg|bilag|приложение|додаток|
		załącznik|příloha|príloha|παράρτημα|ek|الملحق|ملحق|پیوست|נספח|अनुसूची|परिशिष्ट|ภาคผนวก|phụ lục|lampiran|kiambatisho|anneks|exhibit|
		addendum|apéndice|appendice|apêndice|annex|annexa|melléklet|anexa|priedas|pielikums|lisa|附件|附錄|附录|別表|附則|付録|附則|부록|별표|codicil|protocol|
		protokoll|protocolo|
		তফসিল|ဇယား|နောက်ဆက်တွဲ|დანართი|հավելված|ឧបសម្ព័ន្ធ|ເອກະສານຊ້ອນທ້າຍ`},
	{law.Transitional, `transitorio|transitoria|transitório|transitória|disposición transitoria|disposición adicional|disposición final|disposición derogatoria|
		disposição transitória|disposition transitoire|disposizione transitoria|disposició transitòria|übergangsbestimmung|artículo transitorio|geçici madde|
		disposición|disposizione|disposition|disposição`},
	{law.Recital, `recital|considerando|erwägungsgrund|considérant`},
	{law.Level, `amendment|enmienda|amendement|zusatzartikel|resolution|resolución|decision|decisión|decreto|decree|policy`},
}))

// postfixed words follow their number: "I. Hauptstück", "3 luku", "2. §".
var postfixed = newLexicon(members(`hauptstück|abschnitt|unterabschnitt|kapitel|teil|hauptteil|buch|titel|abteilung|luku|fejezet|cikk|rész|könyv|szakasz|osa|avdelning|
	kap|madde|bölüm|kısım|hlava|část|časť|hluti|kafli|kaflí|oddíl|diel|pants|nodaļa|straipsnis|skyrius|dalis|daļa|artikulua|titulua|kapitulua|бап|бөлім|peatükk|
	artikel|afdeling|hoofdstuk|kniha|kapitola|глава|раздел|часть|grein|poglavje|člen|članak|член|amendment|article|chapter|part|section|gr|maddə|madda|modda|bob|bap|зүйл|бүлэг|берене|маддә|статья|модда|боб|
	ماده|ماددا|މާއްދާ|ބާބު|ව්යවස්ථාව|වගන්තිය`))

// onlyBehind are those of them that a sentence has behind a number too, and that mean
// nothing else at the beginning of an item.
var onlyBehind = newLexicon(members(`artikulua|titulua|kapitulua|cikk|szakasz|fejezet|pants|nodaļa|peatükk|madde|maddə|modda|madda|bölüm|kısım|grein|kafli`))

// bareHeads are headings that say by themselves what they are.
var bareHeads = newLexicon(kinds([]kindWords{
	{law.Preamble, `preamble|preámbulo|preambulo|präambel|préambule|preambolo|preâmbulo|preàmbul|preambule|preambel|johdanto|преамбула|preambuła|preambule|
		preambula|προοίμιο|başlangıç|الديباجة|ديباجة|المقدمة|تمهيد|מבוא|प्रस्तावना|उद्देशिका|คำปรารภ|lời nói đầu|pembukaan|utangulizi|dibaji|
		前文|序言|前言|序|전문|مقدمه|مقدمة|eingangsformel|vorspruch|enacting formula|aanhef|preambulum|preambula|nemzeti hitvallás|the preamble|recitals|
		អារម្ភកថា|បុព្វកថា|ອາລຳພະບົດ|နိဒါန်း|መግቢያ|প্রস্তাবনা|முகவுரை|ప్రవేశిక|ಪ್ರಸ್ತಾವನೆ|ആമുഖം|આમુખ|ਪ੍ਰਸਤਾਵਨਾ|პრეამბულა|նախաբան|تمہید|оршил|кіріспе|
		muqaddima`},
	{law.Attachment, `schedule|appendix|annex|annexe|anexo|anexos|anhang|anlage|anlagen|allegato|allegati|bijlage|liite|bilaga|vedlegg|bilag|приложение|додаток|
		załącznik|příloha|παράρτημα|ek|ekler|ملحق|الملحق|נספח|परिशिष्ट|ภาคผนวก|phụ lục|lampiran|schedules|appendices|annexes|附則|附则|附录|附錄|付録|부칙|부록|
		apéndice|appendice`},
	{law.Conclusions, `signatures|signatories|signature|firmas|firmantes|unterschriften|signataires|firme|assinaturas|ondertekening|allekirjoitukset|
		подписи|підписи|podpisy|υπογραφές|imzalar|التوقيعات|توقيعات|חתימות|हस्ताक्षर|tanda tangan|sahihi|署名|서명|签名|conclusion|in witness whereof|
		closing formula|schlussformel|testimonium|signed`},
	{law.Transitional, `transitorios|artículos transitorios|disposiciones transitorias|disposições transitórias|dispositions transitoires|disposizioni transitorie|
		übergangsbestimmungen|übergangs- und schlussbestimmungen|transitional provisions|övergångsbestämmelser|geçici maddeler|
		disposicions transitòries|reformas transitorias|transitorias|переходные положения|перехідні положення|przepisy przejściowe|ato das disposições constitucionais transitórias`},
}))

// recitalWords open a recital of a preamble.
var recitalWords = []string{"whereas", "considerando que", "considering that", "in der erwägung", "considérant que", "considerato che", "recognizing that", "recalling "}

// closingWords open a closing formula.
var closingWords = []string{
	"in witness whereof", "done at ", "done in convention", "dado en ", "dada en ", "fait à ", "fatto a ", "geschehen zu ", "gegeben zu ", "gedaan te ",
	"en fe de lo cual", "en foi de quoi", "in fede di che", "zu urkund dessen", "signed by ", "signed this ",
}

// ordinals are number words, folded, in the forms met before and after the word
// for a division.
var ordinals = newLexicon(counted(
	`first one erste erster erstes ersten primero primera primer primo prima primeiro primeira premier premiere eerste forste forsta ensimmainen первый первая первое първи първа
		перший перша pierwszy pierwsza prvni prva prvy πρωτο πρωτη πρωτος birinci الأول الأولى الاول الاولى الحادي الحادية اولى یکم ראשון ראשונה प्रथम पहला pertama kwanza nhất unico
		unica unique único sole only اول نخست elso primul prvi kesatu หนึ่ง`,
	`second two zweite zweiter zweites zweiten segundo segunda secondo seconda deuxieme seconde tweede anden annet andra toinen второй вторая второе втори втора другий друга
		drugi druga druhy druha δευτερο δευτερη ikinci الثاني الثانية שני שנייה द्वितीय दूसरा kedua pili دوم doilea masodik สอง segon segona`,
	`third three dritte dritter drittes dritten tercero tercera tercer terzo terza terceiro terceira troisieme derde tredje kolmas третий третья третье трети трета третій третя
		trzeci trzecia treti τριτο τριτη ucuncu الثالث الثالثة שלישי तृतीय ketiga tatu سوم harmadik`,
	`fourth four vierte vierter viertes vierten cuarto cuarta quarto quarta quatrieme vierde fjerde fjarde neljas четвертый четвертая четвёртый четвертий четвърти четвърта
		czwarty czwarta ctvrty ctvrta τεταρτο dorduncu الرابع الرابعة רביעי चतुर्थ keempat nne چهارم negyedik quart`,
	`fifth five funfte funfter funftes funften quinto quinta cinquieme vijfde femte viides пятый пятая п'ятий пети пета piaty piata paty pata πεμπτο besinci الخامس الخامسة חמישי
		पंचम kelima tano پنجم otodik cinque`,
	`sixth six sechste sechster sechstes sechsten sexto sexta sesto sesta sixieme zesde sjette sjatte kuudes шестой шестая шостий шести шеста szosty szosta sesty sesta εκτο altinci السادس
		السادسة שישי keenam sita ششم hatodik`,
	`seventh seven siebte siebter siebtes siebten siebente siebenter septimo septima settimo settima setimo setima septieme zevende syvende sjunde seitsemas седьмой
		седьмая сьомий седми седма siodmy siodma sedmy sedma εβδομο yedinci السابع السابعة שביעי ketujuh saba هفتم hetedik`,
	`eighth eight achte achter achtes achten octavo octava ottavo ottava oitavo oitava huitieme achtste ottende attonde kahdeksas восьмой восьмая восьмий осми осма osmy osma ογδοο
		sekizinci الثامن الثامنة שמיני kedelapan nane هشتم nyolcadik`,
	`ninth nine neunte neunter neuntes neunten noveno novena nono nona neuvieme negende niende nionde yhdeksas девятый девятая дев'ятий девети девета dziewiaty dziewiata devaty devata
		ενατο dokuzuncu التاسع التاسعة תשיעי kesembilan tisa نهم kilencedik`,
	`tenth ten zehnte zehnter zehntes zehnten decimo decima dixieme tiende tionde kymmenes десятый десятая десятий десети десета dziesiaty dziesiata desaty desata δεκατο onuncu العاشر
		العاشرة עשירי kesepuluh kumi دهم tizedik`,
	`eleventh eleven elfte elfter elftes undecimo undecima decimoprimero decimoprimera onzieme onzeava ellevte undicesimo undicesima یازدهم
		одиннадцатый одиннадцатая onbirinci`,
	`twelfth twelve zwolfte zwolfter zwolftes duodecimo duodecima decimosegundo decimosegunda douzieme tolfte tolvte dodicesimo dodicesima دوازدهم
		двенадцатый двенадцатая onikinci`,
	`thirteenth dreizehnte dreizehnter decimotercero decimotercera treizieme tredicesimo سیزدهم тринадцатый тринадцатая`,
	`fourteenth vierzehnte vierzehnter decimocuarto decimocuarta quatorzieme quattordicesimo چهاردهم четырнадцатый четырнадцатая`,
	`fifteenth funfzehnte funfzehnter decimoquinto decimoquinta quinzieme quindicesimo پانزدهم пятнадцатый пятнадцатая`,
	`sixteenth sechzehnte decimosexto decimosexta seizieme sedicesimo شانزدهم шестнадцатый шестнадцатая`,
	`seventeenth siebzehnte decimoseptimo decimoseptima diciassettesimo هفدهم семнадцатый семнадцатая`,
	`eighteenth achtzehnte decimoctavo decimoctava diciottesimo هجدهم восемнадцатый восемнадцатая`,
	`nineteenth neunzehnte decimonoveno decimonovena diciannovesimo نوزدهم девятнадцатый девятнадцатая`,
	`twentieth zwanzigste vigesimo vigesima vingtieme ventesimo ventesima العشرون العشرين بیستم двадцатый двадцатая yirminci`,
	`twenty-first`, `twenty-second`, `twenty-third`, `twenty-fourth`, `twenty-fifth`, `twenty-sixth`, `twenty-seventh`, ``, ``,
	`thirtieth trigesimo trigesima dreissigste الثلاثون الثلاثين سیام otuzuncu`, ``, ``, ``, ``, ``, ``, ``, ``, ``,
	`fortieth quadragesimo quadragesima cuadragesimo cuadragesima الأربعون الأربعين چهلم`, ``, ``, ``, ``, ``, ``, ``, ``, ``,
	`fiftieth quinquagesimo quinquagesima الخمسون الخمسين پنجاهم`,
))

// tensWords are words for tens that make an ordinal with the word behind them, folded.
var tensWords = newLexicon(tens(`بیست двадцать yirmi العشرون العشرين`, `سی тридцать otuz الثلاثون الثلاثين`, `چهل сорок kirk الأربعون الأربعين`,
	`پنجاه пятьдесят elli الخمسون الخمسين`, `شصت шестьдесят altmis الستون الستين`, `هفتاد семьдесят yetmis السبعون السبعين`,
	`هشتاد восемьдесят seksen الثمانون الثمانين`, `نود девяносто doksan التسعون التسعين`, `صد сто yuz المائة المئة`))

// tens are the words of some rows, with twenty for the first, thirty for the next and so on.
func tens(rows ...string) iter.Seq2[string, int] {
	return func(yield func(string, int) bool) {
		for w, v := range counted(rows...) {
			if !yield(w, 10*(v+1)) {
				return
			}
		}
	}
}

// A lexicon says what words mean, folded as fold does it. Where a word stands in it
// twice the later place wins.
//
// It is made when first asked, and words in ASCII apart from the others, which texts in
// most languages never ask for.
type lexicon[V any] struct{ ascii, others func() map[string]V }

func newLexicon[V any](words iter.Seq2[string, V]) lexicon[V] {
	part := func(ascii bool) func() map[string]V {
		return sync.OnceValue(func() map[string]V {
			m := map[string]V{}
			for w, v := range words {
				if ascii && !latinLetter(firstRune(w)) {
					continue // no such word is folded to ASCII
				}
				if w = fold(w); isASCII(w) == ascii {
					m[w] = v
				}
			}
			return m
		})
	}
	return lexicon[V]{part(true), part(false)}
}

// get looks up a word that is folded.
func (l *lexicon[V]) get(word string) (V, bool) {
	part := l.others
	if isASCII(word) {
		part = l.ascii
	}
	v, ok := part()[word]
	return v, ok
}

// has reports whether a word that is folded is in the lexicon.
func (l *lexicon[V]) has(word string) bool {
	_, ok := l.get(word)
	return ok
}

// all are the words of the lexicon, in no order.
func (l *lexicon[V]) all() iter.Seq2[string, V] {
	return func(yield func(string, V) bool) {
		for _, part := range [...]map[string]V{l.ascii(), l.others()} {
			for w, v := range part {
				if !yield(w, v) {
					return
				}
			}
		}
	}
}

func latinLetter(r rune) bool { return r < 0x250 || r >= 0x1E00 && r < 0x1F00 }

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

type kindWords struct {
	kind  law.Kind
	words string // parted by "|"
}

// kinds are the words of some rows, with their kinds.
func kinds(rows []kindWords) iter.Seq2[string, law.Kind] {
	return func(yield func(string, law.Kind) bool) {
		for _, row := range rows {
			for w := range strings.SplitSeq(row.words, "|") {
				if !yield(strings.TrimSpace(w), row.kind) {
					return
				}
			}
		}
	}
}

// members are words that mean nothing more than that they are in the lexicon.
func members(words string) iter.Seq2[string, bool] {
	return func(yield func(string, bool) bool) {
		for w := range strings.SplitSeq(words, "|") {
			if !yield(strings.TrimSpace(w), true) {
				return
			}
		}
	}
}

// counted are the words of some rows, with the number of their row, from 1.
func counted(rows ...string) iter.Seq2[string, int] {
	return func(yield func(string, int) bool) {
		for i, row := range rows {
			for w := range strings.FieldsSeq(row) {
				if !yield(w, i+1) {
					return
				}
			}
		}
	}
}
