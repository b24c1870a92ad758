package markup

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold writes a word as Naming has it: in small letters, without accents on Latin,
// Greek and Cyrillic ones.
func Fold(s string) string { return fold(s) }

// fold lower-cases a word and takes the accents off Latin, Greek and Cyrillic
// letters, so that "CAPITULO" and "Capítulo" are one word. Other scripts keep
// their marks, which are letters there.
func fold(s string) string {
	if out, ok := foldLatin(s); ok {
		return out
	}
	var b strings.Builder
	accented := false
	for _, r := range norm.NFD.String(strings.ToLower(s)) {
		if unicode.Is(unicode.Mn, r) && accented {
			continue
		}
		accented = unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic)
		switch r {
		case 'ß':
			b.WriteString("ss")
		case 'ı':
			b.WriteByte('i')
		case 'ł':
			b.WriteByte('l')
		case 'ø':
			b.WriteByte('o')
		case 'đ':
			b.WriteByte('d')
		case 'æ':
			b.WriteString("ae")
		case 'ς':
			b.WriteRune('σ')
		case 'ـ', '\u200c', '\u200d', '\u064b', '\u064c', '\u064d', '\u064e', '\u064f', '\u0650', '\u0651', '\u0652':
		default:
			b.WriteRune(r)
		}
	}
	return norm.NFC.String(b.String())
}

// latinFolded are the letters from U+00C0 to U+017F as fold writes them; "" for the two
// signs among them.
var latinFolded = [...]string{
	"a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i", "i",
	"ð", "n", "o", "o", "o", "o", "o", "", "o", "u", "u", "u", "u", "y", "þ", "ss",
	"a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i", "i",
	"ð", "n", "o", "o", "o", "o", "o", "", "o", "u", "u", "u", "u", "y", "þ", "y",
	"a", "a", "a", "a", "a", "a", "c", "c", "c", "c", "c", "c", "c", "c", "d", "d",
	"d", "d", "e", "e", "e", "e", "e", "e", "e", "e", "e", "e", "g", "g", "g", "g",
	"g", "g", "g", "g", "h", "h", "ħ", "ħ", "i", "i", "i", "i", "i", "i", "i", "i",
	"i", "i", "ĳ", "ĳ", "j", "j", "k", "k", "ĸ", "l", "l", "l", "l", "l", "l", "ŀ",
	"ŀ", "l", "l", "n", "n", "n", "n", "n", "n", "ŉ", "ŋ", "ŋ", "o", "o", "o", "o",
	"o", "o", "œ", "œ", "r", "r", "r", "r", "r", "r", "s", "s", "s", "s", "s", "s",
	"s", "s", "t", "t", "t", "t", "ŧ", "ŧ", "u", "u", "u", "u", "u", "u", "u", "u",
	"u", "u", "u", "u", "w", "w", "y", "y", "y", "z", "z", "z", "z", "z", "z", "ſ",
}

// foldLatin folds a word that has no letters but those of ASCII and Latin up to U+017F,
// as most have; false for others, and for what is not in NFC.
func foldLatin(s string) (string, bool) {
	plain := true
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 || s[i] >= 'A' && s[i] <= 'Z' {
			plain = false
			break
		}
	}
	if plain {
		return s, true
	}
	var room [64]byte
	out := room[:0]
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= 'A' && c <= 'Z':
			out = append(out, c+'a'-'A')
		case c < 0x80:
			out = append(out, c)
		case c >= 0xC3 && c <= 0xC5 && i+1 < len(s) && s[i+1]&0xC0 == 0x80:
			i++
			letter := latinFolded[int(c-0xC3)<<6|int(s[i]&0x3F)]
			if letter == "" {
				return "", false
			}
			out = append(out, letter...)
		default:
			return "", false
		}
	}
	return string(out), true
}

type letter struct {
	letter rune
	name   string
}

// alphabets gives letters their place in the series and a name in ASCII.
var alphabets = [][]letter{
	{ // Cyrillic, as lists are lettered in Russian and Ukrainian
		{'а', "a"},
		{'б', "b"},
		{'в', "v"},
		{'г', "g"},
		{'ґ', "g"},
		{'д', "d"},
		{'е', "e"},
		{'є', "ye"},
		{'ё', "yo"},
		{'ж', "zh"},
		{'з', "z"},
		{'и', "i"},
		{'і', "i"},
		{'ї', "yi"},
		{'й', "y"},
		{'к', "k"},
		{'л', "l"},
		{'м', "m"},
		{'н', "n"},
		{'о', "o"},
		{'п', "p"},
		{'р', "r"},
		{'с', "s"},
		{'т', "t"},
		{'у', "u"},
		{'ф', "f"},
		{'х', "kh"},
		{'ц', "ts"},
		{'ч', "ch"},
		{'ш', "sh"},
		{'щ', "shch"},
		{'ъ', "hard"},
		{'ы', "y"},
		{'ь', "soft"},
		{'э', "e"},
		{'ю', "yu"},
		{'я', "ya"},
	},
	{
		{'α', "a"},
		{'β', "b"},
		{'γ', "g"},
		{'δ', "d"},
		{'ε', "e"},
		{'ζ', "z"},
		{'η', "i"},
		{'θ', "th"},
		{'ι', "i"},
		{'κ', "k"},
		{'λ', "l"},
		{'μ', "m"},
		{'ν', "n"},
		{'ξ', "x"},
		{'ο', "o"},
		{'π', "p"},
		{'ρ', "r"},
		{'σ', "s"},
		{'τ', "t"},
		{'υ', "y"},
		{'φ', "f"},
		{'χ', "ch"},
		{'ψ', "ps"},
		{'ω', "o"},
	},
	{ // Arabic, in abjad order
		{'أ', "alif"},
		{'ب', "ba"},
		{'ج', "jim"},
		{'د', "dal"},
		{'ه', "ha"},
		{'و', "waw"},
		{'ز', "zay"},
		{'ح', "hha"},
		{'ط', "tta"},
		{'ي', "ya"},
		{'ك', "kaf"},
		{'ل', "lam"},
		{'م', "mim"},
		{'ن', "nun"},
		{'س', "sin"},
		{'ع', "ayn"},
		{'ف', "fa"},
		{'ص', "sad"},
		{'ق', "qaf"},
		{'ر', "ra"},
		{'ش', "shin"},
		{'ت', "ta"},
		{'ث', "tha"},
		{'خ', "kha"},
		{'ذ', "dhal"},
		{'ض', "dad"},
		{'ظ', "zza"},
		{'غ', "ghayn"},
		{'ا', "alif"},
		{'ی', "ya"},
		{'ک', "kaf"},
		{'پ', "pe"},
		{'ت', "ta"},
	},
	{
		{'א', "alef"},
		{'ב', "bet"},
		{'ג', "gimel"},
		{'ד', "dalet"},
		{'ה', "he"},
		{'ו', "vav"},
		{'ז', "zayin"},
		{'ח', "het"},
		{'ט', "tet"},
		{'י', "yod"},
		{'כ', "kaf"},
		{'ל', "lamed"},
		{'מ', "mem"},
		{'נ', "nun"},
		{'ס', "samekh"},
		{'ע', "ayin"},
		{'פ', "pe"},
		{'צ', "tsadi"},
		{'ק', "qof"},
		{'ר', "resh"},
		{'ש', "shin"},
		{'ת', "tav"},
	},
	{ // Thai, without the letters that have gone out of use
		{'ก', "ko"}, {'ข', "kho"}, {'ค', "kho2"}, {'ง', "ngo"}, {'จ', "cho"}, {'ฉ', "cho2"}, {'ช', "cho3"}, {'ซ', "so"}, {'ฌ', "cho4"}, {'ญ', "yo"},
	},
	{ // Lao
		{'ກ', "ko"}, {'ຂ', "kho"}, {'ຄ', "kho2"}, {'ງ', "ngo"}, {'ຈ', "cho"}, {'ສ', "so"}, {'ຊ', "xo"}, {'ຍ', "nyo"}, {'ດ', "do"}, {'ຕ', "to"},
	},
	{ // Georgian
		{'ა', "a"},
		{'ბ', "b"},
		{'გ', "g"},
		{'დ', "d"},
		{'ე', "e"},
		{'ვ', "v"},
		{'ზ', "z"},
		{'თ', "t"},
		{'ი', "i"},
		{'კ', "k"},
		{'ლ', "l"},
		{'მ', "m"},
		{'ნ', "n"},
		{'ო', "o"},
		{'პ', "p"},
		{'ჟ', "zh"},
		{'რ', "r"},
		{'ს', "s"},
		{'ტ', "t2"},
		{'უ', "u"},
		{'ფ', "ph"},
		{'ქ', "k2"},
		{'ღ', "gh"},
		{'ყ', "q"},
		{'შ', "sh"},
		{'ჩ', "ch"},
		{'ც', "ts"},
		{'ძ', "dz"},
		{'წ', "ts2"},
		{'ჭ', "ch2"},
		{'ხ', "kh"},
		{'ჯ', "j"},
		{'ჰ', "h"},
	},
	{ // Armenian
		{'ա', "a"},
		{'բ', "b"},
		{'գ', "g"},
		{'դ', "d"},
		{'ե', "e"},
		{'զ', "z"},
		{'է', "e2"},
		{'ը', "e3"},
		{'թ', "t"},
		{'ժ', "zh"},
		{'ի', "i"},
		{'լ', "l"},
		{'խ', "kh"},
		{'ծ', "ts"},
		{'կ', "k"},
		{'հ', "h"},
		{'ձ', "dz"},
		{'ղ', "gh"},
		{'ճ', "ch"},
		{'մ', "m"},
		{'յ', "y"},
		{'ն', "n"},
	},
	{ // Ethiopic
		{'ሀ', "ha"}, {'ለ', "la"}, {'ሐ', "hha"}, {'መ', "ma"}, {'ሠ', "sza"}, {'ረ', "ra"}, {'ሰ', "sa"}, {'ሸ', "sha"}, {'ቀ', "qa"}, {'በ', "ba"},
	},
	{
		{'가', "ga"},
		{'나', "na"},
		{'다', "da"},
		{'라', "ra"},
		{'마', "ma"},
		{'바', "ba"},
		{'사', "sa"},
		{'아', "a"},
		{'자', "ja"},
		{'차', "cha"},
		{'카', "ka"},
		{'타', "ta"},
		{'파', "pa"},
		{'하', "ha"},
	},
}

// slug makes a short ASCII name of a heading: words in lower case joined by
// hyphens, cut at a word before limit bytes; "" where the heading has too little
// that can be written in ASCII.
func slug(s string, limit int) string {
	var b strings.Builder
	lost, kept := 0, 0
	hyphen := false
	for _, r := range fold(s) {
		name := ""
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			name = string(r)
		case unicode.IsLetter(r):
			if unicode.In(r, unicode.Cyrillic, unicode.Greek) {
				_, name = letterValue(r)
			}
			if name == "" {
				lost++
				continue
			}
		case r == '\'' || r == '’' || unicode.Is(unicode.M, r):
			continue
		default:
			hyphen = b.Len() > 0
			continue
		}
		if hyphen && b.Len() >= limit {
			break
		}
		if hyphen {
			b.WriteByte('-')
			hyphen = false
		}
		kept++
		b.WriteString(name)
		if b.Len() > limit+16 {
			break
		}
	}
	if lost > kept {
		return ""
	}
	return cutSlug(b.String(), limit)
}

func cutSlug(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	if at := strings.LastIndexByte(s[:limit+1], '-'); at > 0 {
		return s[:at]
	}
	return s[:limit]
}
