package markup

import (
	"math/bits"
	"path"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// votes count what speaks for each language in a piece of text: letters of each
// script, and words that one or a few languages use all the time.
type votes struct {
	scripts [numScripts]uint32
	words   [numLanguages]uint32
}

const (
	latin = iota
	cyrillic
	greek
	arabic
	hebrew
	devanagari
	bengali
	thai
	hangul
	kana
	han
	otherScript
	firstOwn   // the first of ownScripts
	numScripts = firstOwn + numOwn
)

// ownScripts are scripts in which nearly all law is in one language.
var ownScripts = [numOwn]struct {
	from, to rune
	tag      string
}{
	{0x0530, 0x0590, "hy"},
	{0x0780, 0x07c0, "dv"},
	{0x07c0, 0x0800, "nqo"},
	{0x0a00, 0x0a80, "pa"},
	{0x0a80, 0x0b00, "gu"},
	{0x0b00, 0x0b80, "or"},
	{0x0b80, 0x0c00, "ta"},
	{0x0c00, 0x0c80, "te"},
	{0x0c80, 0x0d00, "kn"},
	{0x0d00, 0x0d80, "ml"},
	{0x0d80, 0x0e00, "si"},
	{0x0e80, 0x0f00, "lo"},
	{0x0f00, 0x1000, "bo"},
	{0x1000, 0x10a0, "my"},
	{0x10a0, 0x1100, "ka"},
	{0x1200, 0x13a0, "am"},
	{0x13a0, 0x1400, "chr"},
	{0x1780, 0x1800, "km"},
	{0x1800, 0x18b0, "mn-Mong"},
	{0xa980, 0xa9e0, "jv-Java"},
	{0x1e900, 0x1e960, "ff-Adlm"},
}

const numOwn = 21

// languages are those told apart by their words, with the words.
var languages = [...]struct {
	tag    string
	script int
	words  string
}{
	{"en", latin, "the of and to in shall be or is by for any which may this with as not are from"},
	{"es", latin, "el la los las de del y que en por con para una su se al no lo es o"},
	{"pt", latin, "o os as da do das dos e que em por com para uma não ao à pela pelo na no"},
	{"fr", latin, "le la les des du de et que en par dans pour une est sont au aux ou il ne"},
	{"it", latin, "il lo la gli dei della del delle di e che è per con una sono nel alla dal non"},
	{"ca", latin, "el la els les del dels de i que en per amb una és són als al no seva ho"},
	{"ro", latin, "și de la în a al ale care cu pe este sunt prin din nu sau se pentru o un"},
	{"de", latin, "der die das und ist in den von zu mit dem des sich nicht werden eine auf wird oder für"},
	{"nl", latin, "de het een van en in te dat is op voor met zijn aan door bij wordt niet of worden"},
	{"sv", latin, "och att i en som det är av för på den till med skall eller inte har om ska de"},
	{"da", latin, "og at i en som det er af for på den til med skal eller ikke har om ved de"},
	{"nb", latin, "og å i en som det er av for på den til med skal eller ikke har om ved blir"},
	{"fi", latin, "ja on ei se että joka tai sekä voidaan laissa lailla mukaan sen ovat niin kuin ole säädetään jos"},
	{"et", latin, "ja on ei see et või kui mis seadus ning tema võib iga poolt oma seaduse alusel"},
	{"pl", latin, "i w z na do się jest nie oraz o przez lub od za co ustawa są który która dla"},
	{"cs", latin, "a v na se je o k do za nebo ve není s zákon které který práv jsou může podle"},
	{"sk", latin, "a v na sa je o k do za alebo vo nie s zákon ktoré ktorý práv sú môže podľa"},
	{"hr", latin, "i u na se je o za ili od do koji koja zakon su može ne prema nije kao s"},
	{"hu", latin, "a az és hogy nem is egy vagy meg van jog törvény által szerint minden ha ki nek"},
	{"tr", latin, "ve bir bu ile için olan veya de da olarak kanun kadar her gibi tarafından göre ancak hakkında en"},
	{"vi", latin, "và của các có được trong là cho theo về quy định không người quyền hoặc với những pháp luật"},
	{"id", latin, "dan yang di dengan untuk dalam dari pada oleh atau adalah tidak ini undang tentang setiap negara sebagai ayat dapat"},
	{"sw", latin, "ya wa na kwa za la katika ni au kila mtu cha haki sheria hii kuwa vya kama serikali wakati"},
	{"eo", latin, "la de kaj en estas al por ne oni ĉiu pri kun estos devas rajtas tiu kiu ĝi per aŭ"},
	{"eu", latin, "eta da du dira ere edo bere ez egin izan behar duen den dute dago zaio hau baten"},
	{"ru", cyrillic, "и в не на по с что или для от к из о при его может а ее быть ы"},
	{"uk", cyrillic, "і в не на та з що або для від до у про при його може є її бути за"},
	{"bg", cyrillic, "и в не на по с че или за от се да при го може са е й му към"},
	{"sr", cyrillic, "и у не на по с што или за од се да при га може су је њ ће"},
	{"ar", arabic, "في من على أن إلى أو التي هذا لا كل ما عن وفقا ذلك الذي يجوز بموجب القانون هذه لكل"},
	{"fa", arabic, "در و از به که این را با است برای آن یا می باید هر شود تا های قانون مردم"},
	{"ur", arabic, "کے کی میں اور سے کا کو ہے یا پر نے کہ جو اس گا ہو کسی یہ ہیں تحت"},
}

const numLanguages = len(languages)

// ballot maps a word to the languages it speaks for, a bit each. It is made when first
// a language is asked for.
var ballot = sync.OnceValue(func() map[string]uint64 {
	b := make(map[string]uint64, 16*numLanguages)
	for i, l := range languages {
		for w := range strings.FieldsSeq(l.words) {
			b[w] |= 1 << i
		}
	}
	return b
})

// count adds the votes of s.
func (v *votes) count(s string) {
	start := -1
	ascii := true
	for i := 0; i <= len(s); {
		r, size := rune(' '), 1
		if i < len(s) {
			if r = rune(s[i]); r >= utf8.RuneSelf {
				r, size = utf8.DecodeRuneInString(s[i:])
			}
		}
		if r|0x20 >= 'a' && r|0x20 <= 'z' || r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.Is(unicode.M, r)) {
			v.scripts[scriptOf(r)]++
			ascii = ascii && r < utf8.RuneSelf
			if start < 0 {
				start = i
			}
		} else if start >= 0 {
			if i-start <= 24 {
				v.word(s[start:i], ascii)
			}
			start, ascii = -1, true
		}
		i += size
	}
}

func (v *votes) word(w string, ascii bool) {
	if c := w[0]; !ascii || c >= 'A' && c <= 'Z' {
		w = strings.ToLower(w)
	}
	for said := ballot()[w]; said != 0; said &= said - 1 {
		v.words[bits.TrailingZeros64(said)]++
	}
}

func (v *votes) add(o *votes) {
	for i := range v.scripts {
		v.scripts[i] += o.scripts[i]
	}
	for i := range v.words {
		v.words[i] += o.words[i]
	}
}

func scriptOf(r rune) int {
	switch {
	case r < 0x250 || r >= 0x1e00 && r < 0x1f00:
		return latin
	case r >= 0x370 && r < 0x400:
		return greek
	case r >= 0x400 && r < 0x530:
		return cyrillic
	case r >= 0x590 && r < 0x600:
		return hebrew
	case r >= 0x600 && r < 0x780:
		return arabic
	case r >= 0x900 && r < 0x980:
		return devanagari
	case r >= 0x980 && r < 0xa00:
		return bengali
	case r >= 0xe00 && r < 0xe80:
		return thai
	case r >= 0x3040 && r < 0x3100:
		return kana
	case r >= 0x3400 && r < 0xa000:
		return han
	case r >= 0xac00 && r < 0xd7b0:
		return hangul
	}
	for i := range ownScripts {
		if s := &ownScripts[i]; r >= s.from && r < s.to {
			return firstOwn + i
		}
	}
	return otherScript
}

// language decides the vote: the script where it is one language's own, else the
// language whose words are met most. Of a text in Latin script with fewer than four
// such words nothing is said.
func (v *votes) language() string {
	most := 0
	for i := range v.scripts {
		if v.scripts[i] > v.scripts[most] {
			most = i
		}
	}
	if v.scripts[most] == 0 {
		return ""
	}
	switch most {
	case greek:
		return "el"
	case hebrew:
		return "he"
	case devanagari:
		return "hi"
	case bengali:
		return "bn"
	case thai:
		return "th"
	case hangul:
		return "ko"
	case otherScript:
		return ""
	case kana, han:
		if v.scripts[kana]*20 > v.scripts[han] {
			return "ja"
		}
		return "zh"
	}
	if most >= firstOwn {
		return ownScripts[most-firstOwn].tag
	}
	best, count := -1, uint32(0)
	if most == latin {
		count = 3
	}
	for i, n := range v.words {
		if languages[i].script == most && n > count {
			best, count = i, n
		}
	}
	if best < 0 {
		return ""
	}
	return languages[best].tag
}

// Detect tells the language of a text as a BCP 47 tag: from the file's name
// ("charter.fr.md", "statuten-it.md") where it says so, else from its script and
// its commonest words, "" where neither says enough. Linear in the text.
func Detect(text, path string) string {
	if tag := named(path); tag != "" {
		return tag
	}
	var v votes
	v.count(text)
	return v.language()
}

// named is the language that a file's name ends in, or "".
func named(name string) string {
	base := path.Base(name)
	for Format(base) != "" && path.Ext(base) != "" {
		base = strings.TrimSuffix(base, path.Ext(base))
	}
	at := strings.LastIndexAny(base, "._-")
	if at <= 0 {
		return ""
	}
	if tag := strings.ToLower(base[at+1:]); nameTags[tag] {
		return tag
	}
	return ""
}

// nameTags are the tags believed at the end of a file's name.
var nameTags = map[string]bool{
	"en": true, "es": true, "pt": true, "fr": true, "it": true, "ca": true, "ro": true, "de": true, "nl": true, "sv": true, "da": true, "nb": true, "no": true,
	"fi": true, "et": true, "pl": true, "cs": true, "sk": true, "hr": true, "hu": true, "tr": true, "vi": true, "id": true, "sw": true, "eo": true, "eu": true,
	"ru": true, "uk": true, "bg": true, "sr": true, "ar": true, "fa": true, "ur": true, "el": true, "he": true, "hi": true, "bn": true, "th": true, "ko": true,
	"ja": true, "zh": true, "cy": true, "ga": true, "lv": true, "lt": true, "sl": true, "is": true, "gl": true, "rm": true,
}

// tell is the language of a document: as its front matter or the name of its first
// file says, else as its blocks voted.
func tell(sources []*source, files []string, front map[string]string) string {
	for _, k := range []string{"lang", "language"} {
		if tag := front[k]; len(tag) >= 2 && len(tag) <= 12 && !strings.ContainsAny(tag, " \t\n\"'<>&") {
			return tag
		}
	}
	if len(files) > 0 {
		if tag := named(files[0]); tag != "" {
			return tag
		}
	}
	var v votes
	for _, s := range sources {
		for _, part := range s.parts {
			v.add(part.tally())
		}
	}
	return v.language()
}

// tally counts the votes of a block, on the first call only: of most texts the
// language is known before.
func (b *block) tally() *votes {
	if b.votes == nil {
		b.votes = &votes{}
		for i := range b.units {
			b.votes.count(b.units[i].c.Heading)
			b.votes.count(b.units[i].c.Text)
		}
	}
	return b.votes
}
