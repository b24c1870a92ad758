package address

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// maxName is the length of a name in bytes. Longer ones are cut and end in a hash
// of the whole: file systems allow 255 bytes for a name, and Windows 260
// characters for a whole path, of which a page has at most three names.
const maxName = 64

// Names hands out names that are unique in one folder. Use NewNames.
type Names struct {
	taken map[string]bool
	next  map[string]int // by name wanted: the number to try next
}

// NewNames is a folder in which some names are taken.
func NewNames(taken ...string) *Names {
	n := &Names{taken: make(map[string]bool, len(taken)), next: map[string]int{}}
	for _, name := range taken {
		n.taken[name] = true
	}
	return n
}

// Take hands out the slug of what is wanted, or where that is taken the slug with
// the first number from 2 that makes it unique. The same wishes in the same order
// give the same names.
func (n *Names) Take(want string) string {
	slug := Slug(want)
	name := slug
	i := max(2, n.next[slug])
	for ; n.taken[name]; i++ {
		name = slug + "-" + strconv.Itoa(i)
	}
	if name != slug {
		n.next[slug] = i
	}
	n.taken[name] = true
	return name
}

// Free reports whether the slug of what is wanted has not been handed out.
func (n *Names) Free(want string) bool { return !n.taken[Slug(want)] }

// device reports names that Windows keeps for devices, with any ending.
func device(name string) bool {
	stem, _, _ := strings.Cut(name, ".")
	switch stem {
	case "con", "prn", "aux", "nul":
		return true
	}
	return len(stem) == 4 && (stem[:3] == "com" || stem[:3] == "lpt") && stem[3] >= '0' && stem[3] <= '9'
}

// Slug makes a name of any words: lower-case ASCII letters, digits, «_» and single
// «-» and «.» between them. Latin letters lose their marks, Greek and Cyrillic ones
// are transliterated, digits of all scripts become ASCII; a run of other letters
// becomes «x» and a hash of it. It is never empty and no device name of Windows.
func Slug(s string) string {
	var b strings.Builder
	var other strings.Builder // a run of letters without transliteration
	flush := func() {
		if other.Len() > 0 {
			separate(&b, '-')
			b.WriteString("x" + hash(other.String()))
			other.Reset()
		}
	}
	for _, r := range norm.NFKD.String(strings.ToLower(s)) {
		t, known := ascii(r)
		switch {
		case known && t != "":
			if other.Len() > 0 {
				flush()
				separate(&b, '-')
			}
			b.WriteString(t)
		case known: // a mark that is dropped
		case unicode.IsLetter(r) || unicode.IsMark(r) && other.Len() > 0:
			other.WriteRune(r)
		default:
			flush()
			if r == '.' {
				separate(&b, '.')
			} else {
				separate(&b, '-')
			}
		}
	}
	flush()
	out := strings.Trim(b.String(), "-.")
	if out == "" {
		out = "x" + hash(s)
	}
	if device(out) {
		out = "x-" + out
	}
	if len(out) > maxName {
		out = strings.Trim(out[:maxName-9], "-.") + "-" + hash(out)
	}
	return out
}

// separate writes a separator unless one stands there or nothing does.
func separate(b *strings.Builder, sep byte) {
	if s := b.String(); s != "" && !strings.HasSuffix(s, "-") && !strings.HasSuffix(s, ".") {
		b.WriteByte(sep)
	}
}

func hash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:4])
}

// ascii is the transliteration of one lower-case letter, digit or mark; known is
// false for everything else.
func ascii(r rune) (t string, known bool) {
	switch {
	case r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '_':
		return string(r), true
	case r < 0x80:
		return "", false
	case r >= 0x300 && r < 0x370: // combining marks of Latin, Greek and Cyrillic letters
		return "", true
	case unicode.Is(unicode.Nd, r):
		return digit(r), true
	}
	if t, ok := letters[r]; ok {
		return t, true
	}
	return "", false
}

// digit is a decimal digit of any script: they stand in runs of ten that begin
// with zero, so counting back to the first of the run gives its value.
func digit(r rune) string {
	n := 0
	for n < 9 && unicode.Is(unicode.Nd, r-rune(n)-1) && unicode.Is(unicode.Nd, r-rune(n)) {
		n++
	}
	return strconv.Itoa(n)
}

// letters: transliterations into ASCII of what is left after NFKD, after the
// tables of ISO 9 (Cyrillic) and ISO 843 (Greek), without marks.
var letters = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'đ': "d", 'ð': "d", 'þ': "th", 'ł': "l", 'ħ': "h", 'ı': "i", 'ŋ': "ng", 'ŧ': "t",
	'ə': "e", 'ʼ': "", '’': "", 'ʻ': "",
	'α': "a", 'β': "v", 'γ': "g", 'δ': "d", 'ε': "e", 'ζ': "z", 'η': "i", 'θ': "th", 'ι': "i", 'κ': "k", 'λ': "l", 'μ': "m", 'ν': "n",
	'ξ': "x", 'ο': "o", 'π': "p", 'ρ': "r", 'σ': "s", 'ς': "s", 'τ': "t", 'υ': "y", 'φ': "f", 'χ': "ch", 'ψ': "ps", 'ω': "o",
	'а': "a", 'б': "b", 'в': "v", 'г': "g", 'ґ': "g", 'д': "d", 'е': "e", 'є': "ie", 'ж': "zh", 'з': "z", 'и': "i", 'і': "i", 'к': "k",
	'л': "l", 'м': "m", 'н': "n", 'о': "o", 'п': "p", 'р': "r", 'с': "s", 'т': "t", 'у': "u", 'ф': "f", 'х': "kh", 'ц': "ts", 'ч': "ch",
	'ш': "sh", 'щ': "shch", 'ъ': "", 'ы': "y", 'ь': "", 'э': "e", 'ю': "iu", 'я': "ia", 'ђ': "dj", 'ј': "j", 'љ': "lj", 'њ': "nj",
	'ћ': "c", 'џ': "dz", 'ѕ': "dz",
}
