package markup

import (
	"strings"
	"sync"
	"unicode"
)

// Spelled is a number in words behind the name of a clause in running text: «article
// five», «Article the Third», «artículo quinto», «المادة الخامسة». The zero value: there is
// none.
type Spelled struct {
	Value    int
	Size     int  // bytes of the words
	Count    bool // the word also says how many there are: «five»
	Doubtful bool // the words also mean something else; written with a capital they hardly do
}

// SpelledOf reads the number in words that s begins with, as it may stand behind a name.
// What it says holds only where a clause has the number. Cost: a few look-ups.
func SpelledOf(s string, name Naming) Spelled {
	rest, the := strings.CutPrefix(s, "the ")
	w := wordRun(rest)
	if w == 0 || w > maxOrdinal {
		return Spelled{}
	}
	word := fold(rest[:w])
	if v, ok := spelledCounts()[[2]string{name.Word, word}]; ok && !the {
		return Spelled{Value: v, Size: w, Count: true, Doubtful: v == 1}
	}
	if _, count := englishCounts.get(word); count || alone.has(word) {
		return Spelled{}
	}
	val, end := ordinalAt(rest)
	if val == 0 {
		val, _ = inflectedOrdinals.get(word)
		end = w
	}
	if val == 0 {
		return Spelled{}
	}
	english := englishOrdinals.has(word)
	if the && !english {
		return Spelled{}
	}
	return Spelled{Value: val, Size: len(s) - len(rest) + end, Doubtful: english || otherwise.has(name.Word+" "+word)}
}

// MayBeSpelled reports whether s may begin with a number in words: false for nearly all
// other words, at the cost of one look-up.
func MayBeSpelled(s string) bool {
	if rest, ok := strings.CutPrefix(s, "the "); ok {
		return unicode.IsUpper(firstRune(rest))
	}
	beginning, accented := opening(s)
	return accented || spelledOpenings()[beginning]
}

// opening are the first letters of a word, in small ones, and whether one is Latin with an
// accent, which fold would take off.
func opening(s string) (letters [4]rune, accented bool) {
	n := 0
	for _, r := range s {
		if n == len(letters) || !unicode.IsLetter(r) {
			break
		}
		letters[n] = unicode.ToLower(r)
		accented = accented || r >= 0x80 && latinLetter(r)
		n++
	}
	return letters, accented
}

var spelledOpenings = sync.OnceValue(func() map[[4]rune]bool {
	set := map[[4]rune]bool{}
	add := func(w string) {
		letters, _ := opening(w)
		set[letters] = true
	}
	for _, l := range []*lexicon[int]{&ordinals, &tensWords, &inflectedOrdinals} {
		for w := range l.all() {
			add(w)
		}
	}
	for of := range spelledCounts() {
		add(of[1])
	}
	return set
})

// alone are ordinals that say there is no other: «this section only», «artículo único».
var alone = newLexicon(members(`unico|unica|unique|único|sole|only|יחיד`))

// englishOrdinals stand before what they count: «the section first read» counts readings,
// «Article the First» articles.
var englishOrdinals = newLexicon(members(`first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|
	sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty-first|twenty-second|twenty-third|twenty-fourth|twenty-fifth|twenty-sixth|twenty-seventh`))

var englishCounts = newLexicon(counted(`one`, `two`, `three`, `four`, `five`, `six`, `seven`, `eight`, `nine`, `ten`, `eleven`, `twelve`))

// otherwise are ordinals that behind this name may be other words: «o artigo segundo o
// qual», «l'articolo prima citato».
var otherwise = newLexicon(members(`artigo segundo|capitulo segundo|articolo secondo|capitolo secondo|articolo prima|capitolo prima|sezione prima`))

// spelledCounts are the numbers from one, or two where one is also an article, that the
// languages of a name count with, by the name and the word. Left out is what may be
// another word there: French «neuf», new; Portuguese «dos», of the.
var spelledCounts = sync.OnceValue(func() map[[2]string]int {
	set := map[[2]string]int{}
	for _, row := range [...]struct{ names, counts string }{
		{"article section chapter part title", "one two three four five six seven eight nine ten eleven twelve"},
		{"article chapitre", "- deux trois quatre cinq six sept huit - dix onze douze"},
		{"artikel abschnitt kapitel teil", "eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf"},
		{"artikel hoofdstuk", "- twee drie vier vijf zes zeven acht negen tien elf twaalf"},
		{"artikel kapitel", "- två tre fyra fem sex sju åtta nio tio elva tolv"},
		{"articulo", "- dos tres cuatro cinco seis siete ocho nueve diez once doce"},
		{"artigo", "- dois três quatro cinco seis sete oito nove dez onze doze"},
		{"articolo", "- due tre quattro cinque - sette otto nove dieci undici dodici"},
	} {
		for name := range strings.FieldsSeq(row.names) {
			for i, w := range strings.Fields(row.counts) {
				set[[2]string{name, fold(w)}] = i + 1
			}
		}
	}
	return set
})

// inflectedOrdinals are ordinals in forms that labels do not have.
var inflectedOrdinals = newLexicon(counted(
	`первой первую першої першій першу pierwszego pierwszym prvního prvním πρωτου`,
	`второй вторую другої другій другу drugiego drugim druhého druhém δευτερου`,
	`третьей третью третьої третій третю trzeciego trzecim třetího třetím τριτου`,
	`четвертой четвертую четвёртой четвёртую четвертої четвертій czwartego czwartym čtvrtého čtvrtém τεταρτου`,
	`пятой пятую п'ятої п'ятій piątego piątym pátého pátém πεμπτου`,
	`шестой шестую шостої шостій szóstego szóstym šestého šestém εκτου`,
	`седьмой седьмую сьомої сьомій siódmego siódmym sedmého sedmém εβδομου`,
	`восьмой восьмую восьмої восьмій ósmego ósmym osmého osmém ογδοου`,
	`девятой девятую дев'ятої дев'ятій dziewiątego dziewiątym devátého devátém ενατου`,
	`десятой десятую десятої десятій dziesiątego dziesiątym desátého desátém δεκατου`,
))
