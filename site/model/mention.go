package model

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"polity/commons/law"
	"polity/commons/markup"
)

// mention is a word for a kind of clause with its number: «Art. 4(2)», «§ 3 Abs. 2»,
// «4. maddesi», «للمادة ٤», «artículo quinto», «סעיף ג».
type mention struct {
	name     markup.Naming
	number   string
	inside   []string // numbers in brackets or after a word for paragraph
	from, to int      // where it stands
	start    int      // where its number does
	bare     int      // where it ends without what is inside
}

// habits are the kinds of clause whose words a text's own labels have behind their
// numbers: «3 §», «II. Hauptstück». References in it do as they do.
type habits map[law.Kind]bool

// scan finds the next mention from an index on. Cost linear, without regular
// expressions: it looks at every letter of every text, and up the words at numbers.
func scan(s string, at int, h habits) (mention, bool) {
	for at < len(s) {
		r, n := utf8.DecodeRuneInString(s[at:])
		switch {
		case markup.Digit(r) >= 0:
			if m, ok := numberFirst(s, at, h); ok {
				return m, true
			}
			at = alphanumerics(s, at) // «4a» begins no word
		case unicode.IsLetter(r) || r == '§':
			end := word(s, at)
			if m, ok := wordFirst(s, at, end, h); ok {
				return m, true
			}
			if len(h) > 0 { // a roman number may stand first
				if m, ok := numberFirst(s, at, h); ok {
					return m, true
				}
			}
			at = end
		default:
			at += n
		}
	}
	return mention{}, false
}

// wordFirst reads a mention whose word stands between two indexes.
func wordFirst(s string, at, end int, h habits) (mention, bool) {
	m, ok := numbered(s, end)
	if !ok {
		return spelled(s, at, end)
	}
	m.name = named(s[at:end])
	if m.name.Kind == "" || m.name.Formed && behindAlways[m.name.Word] {
		return m, false
	}
	if _, next := numberFirst(s, m.start, h); next { // «maddesinin 2. fıkrası»
		return m, false
	}
	m.from = end - m.name.Size
	return m, true
}

// longestWord is how many bytes of a run of letters are looked up.
const longestWord = 72

// named is what a word names. Single letters name nothing here, though labels may
// have them: «the women's 4 seats».
func named(word string) markup.Naming {
	if len(word) < 2 {
		return markup.Naming{}
	}
	if len(word) > longestWord {
		word = strings.ToValidUTF8(word[len(word)-longestWord:], "")
	}
	if n := markup.NamingOf(word); len(n.Word) > 1 && n.Word != "ss" && n.Kind != law.Recital {
		return n
	}
	return markup.Naming{}
}

// behindAlways are words that references have behind an ordinal number even where
// labels have them before it: «Madde 4», «4 üncü maddesi».
var behindAlways = wordSet("madde maddə madda modda fikra bolum kisim fəsil bolmə bap")

// unmarked are words that have a number before them without a sign that it is an
// ordinal; where it is how many there are, they are in other forms.
var unmarked = wordSet("luku straipsnis skyrius § অনুচ্ছেদ ধারা")

// ordinalWords make an ordinal of the number before them.
var ordinalWords = wordSet("inci ıncı uncu üncü nci ncı ncu ncü дугаар дүгээр нче нчы වන වැනි වෙනි ވަނަ নং নম্বর")

func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		set[w] = true
	}
	return set
}

// numberFirst reads a mention whose number begins at an index and stands before its
// word.
func numberFirst(s string, at int, h habits) (mention, bool) {
	end := figure(s, at)
	if end == at {
		return mention{}, false
	}
	from, ordinal := ordinalMark(s, end)
	ordinal = ordinal || at > 0 && s[at-1] == '-'
	if from = spaces(s, from); from == end {
		return mention{}, false
	}
	to := word(s, from)
	if ordinalWords[s[from:to]] {
		ordinal = true
		from = spaces(s, to)
		to = word(s, from)
	}
	name := named(s[from:to])
	if name.Kind == "" || !goesBehind(name, ordinal, h) {
		return mention{}, false
	}
	m := mention{name: name, number: number(s[at:end]), from: at, start: at, bare: to, to: to}
	if ordinal && !behindAlways[name.Word] && leads(name.Word) {
		if next, ok := numbered(s, to); ok && figure(s, next.start) > next.start { // «… of 1990. Artikel 5»
			return mention{}, false
		}
	}
	m.brackets(s)
	return m, true
}

// goesBehind reports whether a text may have this name behind a number.
func goesBehind(n markup.Naming, ordinal bool, h habits) bool {
	switch {
	case unmarked[n.Word]:
		return h[n.Kind] || n.Word != "§"
	case !ordinal:
		return false
	case !leads(n.Word) || behindAlways[n.Word]:
		return true
	}
	return n.Behind && h[n.Kind]
}

// leads reports whether a word is in a script whose languages mostly have the kind of
// a clause before its number.
func leads(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.In(r, unicode.Latin, unicode.Cyrillic, unicode.Arabic, unicode.Devanagari)
}

// ordinalMark is where the sign ends that makes an ordinal of the number before it,
// «4.», «4-cü», «4'üncü», or parts it from its word, «4-бап»; false where there is none.
func ordinalMark(s string, at int) (end int, ok bool) {
	r, n := utf8.DecodeRuneInString(s[at:])
	switch {
	case r == '.':
		return at + n, true
	case r != '-' && r != '\'' && r != '’':
		return at, false
	}
	end = word(s, at+n)
	if r == '-' && named(s[at+n:end]).Kind != "" {
		return at + n, true
	}
	if end > at+n && utf8.RuneCountInString(s[at+n:end]) <= 5 {
		return end, true
	}
	return at, false
}

// word is where the letters, or the section signs, that begin at an index end.
func word(s string, at int) int {
	first, _ := utf8.DecodeRuneInString(s[at:])
	for at < len(s) {
		r, n := utf8.DecodeRuneInString(s[at:])
		if (r == '§') != (first == '§') || r != '§' && !unicode.IsLetter(r) && !unicode.IsMark(r) && !joins(r) {
			break
		}
		at += n
	}
	return at
}

// joins reports whether a word goes on at a sign that is no letter: what joins Persian
// and Indic letters or keeps them apart, and what stands between Tibetan syllables.
func joins(r rune) bool { return r == '\u200c' || r == '\u200d' || r == '་' }

// numbered reads the number after a word and what stands in brackets after it.
func numbered(s string, at int) (mention, bool) {
	if at < len(s) && s[at] == '.' {
		at++
	}
	if at = spaces(s, at); at < len(s) && s[at] < utf8.RuneSelf && strings.IndexByte("0123456789IVXLC(nNy", s[at]) < 0 {
		return mention{}, false // most words
	}
	for _, filler := range [...]string{"رقم ", "no. ", "nº ", "n° ", "Nr. ", "nr. ", "ya "} {
		if s[at:] != "" && s[at] == filler[0] && strings.HasPrefix(s[at:], filler) {
			at += len(filler)
		}
	}
	end := figure(s, at)
	m := mention{number: number(s[at:end]), start: at, bare: end, to: end}
	if end == at {
		if end, m.number = hebrewNumber(s, at); end == at {
			return framed(s, at)
		}
		m.bare, m.to = end, end
	}
	m.brackets(s)
	if len(m.inside) == 0 {
		m.belowWord(s)
	}
	return m, true
}

// framed reads a number in brackets, as Arabic law has it: «المادة (٤)».
func framed(s string, at int) (mention, bool) {
	if at >= len(s) || s[at] != '(' {
		return mention{}, false
	}
	end := digits(s, at+1)
	r, _ := utf8.DecodeRuneInString(s[at+1:])
	if end == at+1 || !strings.HasPrefix(s[end:], ")") || r < utf8.RuneSelf && !arabicBefore(s[:at]) {
		return mention{}, false
	}
	return mention{number: number(s[at+1 : end]), start: at + 1, bare: end + 1, to: end + 1}, true
}

// arabicBefore reports whether a text ends in Arabic letters, spaces aside.
func arabicBefore(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, " \u00a0"))
	return unicode.Is(unicode.Arabic, r)
}

// brackets reads «(2)(a)» behind a mention.
func (m *mention) brackets(s string) {
	for len(m.inside) < 4 {
		n, after := bracketed(s, spaces(s, m.to))
		if n == "" {
			return
		}
		m.inside, m.to = append(m.inside, n), after
	}
}

// belowWord reads «, Abs. 2» after a number.
func (m *mention) belowWord(s string) {
	at := m.bare
	comma := at < len(s) && s[at] == ','
	if comma {
		at++
	}
	at = spaces(s, at)
	end := word(s, min(at, len(s)))
	name := named(s[at:end])
	if name.Kind != law.Labelled {
		return
	}
	dot := end < len(s) && s[end] == '.'
	if dot {
		end++
	}
	if name.Word == "para" && !comma && !dot { // it is «for» in Spanish and Portuguese
		return
	}
	from := spaces(s, end)
	if to := figure(s, from); to > from {
		m.inside, m.to = []string{inASCII(s[from:to])}, to
	}
}

// spaces skips at most two spaces, no-break ones included.
func spaces(s string, at int) int {
	for range 2 {
		switch {
		case strings.HasPrefix(s[at:], " ") || strings.HasPrefix(s[at:], "\n"):
			at++
		case strings.HasPrefix(s[at:], "\u00a0"):
			at += 2
		case strings.HasPrefix(s[at:], "\u202f"):
			at += 3
		}
	}
	return at
}

// figure is where a number that begins at an index ends; the index itself where
// none does. Numbers are figures with points or hyphens between them and a letter
// or «bis» after them, or roman ones in capitals.
func figure(s string, at int) int {
	end := digits(s, at)
	if end == at {
		for end < len(s) && end-at < 8 && strings.IndexByte("IVXLC", s[end]) >= 0 {
			end++
		}
		if boundary(s, end) {
			return end
		}
		return at
	}
	for end+1 < len(s) && (s[end] == '.' || s[end] == '-') {
		next := digits(s, end+1)
		if next == end+1 {
			break
		}
		end = next
	}
	if end < len(s) && s[end] >= 'a' && s[end] <= 'z' && boundary(s, end+1) {
		return end + 1
	}
	for _, suffix := range [...]string{"bis", "ter", "quater", "quinquies"} {
		if strings.HasPrefix(s[end:], suffix) && boundary(s, end+len(suffix)) {
			return end + len(suffix)
		}
	}
	if suffix := inserted(s, end); suffix > end {
		return suffix
	}
	if mark, ok := ordinalSign(s, end); ok {
		return mark
	}
	if !boundary(s, end) {
		return at
	}
	return end
}

// ordinalSign is where a raised letter ends that makes an ordinal of digits.
func ordinalSign(s string, at int) (end int, ok bool) {
	for _, sign := range [...]string{"º", "ª", "°", ".º", ".ª"} {
		if strings.HasPrefix(s[at:], sign) && boundary(s, at+len(sign)) {
			return at + len(sign), true
		}
	}
	return at, false
}

// digits is where a run of at most four digits of any script ends; the index itself
// where there is none.
func digits(s string, at int) int {
	end := at
	for range 4 {
		r, n := utf8.DecodeRuneInString(s[end:])
		if markup.Digit(r) < 0 {
			break
		}
		end += n
	}
	return end
}

// alphanumerics is where a run of digits and ASCII letters ends.
func alphanumerics(s string, at int) int {
	for at < len(s) {
		r, n := utf8.DecodeRuneInString(s[at:])
		if markup.Digit(r) < 0 && (r >= utf8.RuneSelf || !alphanumeric(byte(r))) {
			break
		}
		at += n
	}
	return at
}

// boundary reports whether no letter or digit goes on at an index.
func boundary(s string, at int) bool {
	r, _ := utf8.DecodeRuneInString(s[at:])
	return at >= len(s) || !unicode.IsLetter(r) && !unicode.IsDigit(r)
}

// bracketed reads «(2)», «(iv)» or «(א)» at an index.
func bracketed(s string, at int) (n string, after int) {
	if at >= len(s) || s[at] != '(' {
		return "", at
	}
	end := at + 1
	if r, size := utf8.DecodeRuneInString(s[end:]); r >= utf8.RuneSelf && (unicode.IsLetter(r) || markup.Digit(r) >= 0) {
		end += size
	}
	for end < len(s) && end-at <= 4 && alphanumeric(s[end]) {
		end++
	}
	if end == at+1 || end >= len(s) || s[end] != ')' {
		return "", at
	}
	return inASCII(s[at+1 : end]), end + 1
}

func alphanumeric(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}
