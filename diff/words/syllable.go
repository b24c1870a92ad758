package words

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Thai, Lao, Khmer, Burmese, Javanese and Balinese put no space between words. Where
// their words begin only a dictionary could tell, but no reader wants a syllable cut:
// a vowel belongs to its consonant, whichever side of it it is written on, and so does
// the consonant that closes the syllable. In Burmese, Javanese and Balinese that one
// bears a sign which says so. In Thai, Lao and Khmer it is told by the letters around
// it, as one reads an unknown word: now and then two syllables stay one token, or a
// closing consonant one of its own.

// system is how a script puts its syllables together.
type system uint8

const (
	spaced system = iota // a script that needs none of this
	thai                 // and Lao, whose letters stand in the same order
	khmer
	burmese // and all that mark the consonant which closes a syllable
)

func systemOf(w string) system {
	r, _ := utf8.DecodeRuneInString(w)
	switch {
	case r < 0x0E00 || !unicode.IsLetter(r) && !unicode.IsMark(r) || r == 'ๆ' || r == 'ໆ' || r == 'ៗ':
		return spaced // the last three say the word before them again
	case r <= 0x0EFF:
		return thai
	case r >= 0x1780 && r <= 0x17FF:
		return khmer
	case r >= 0x1000 && r <= 0x109F, r >= 0xA980 && r <= 0xA9FF, r >= 0xAA60 && r <= 0xAA7F, r >= 0x1B00 && r <= 0x1B7F:
		return burmese
	}
	return spaced
}

// part is one of the pieces that syllables are put together from: a consonant, or
// several spoken at once, with the vowels and tones on it.
type part struct {
	size  int // in bytes
	kind  partKind
	nasal bool // it is «ง» or «ង», with which hardly a syllable begins
	ahead bool // its vowel is written before its consonant
}

type partKind uint8

const (
	full  partKind = iota // a syllable that no consonant closes
	open                  // one that a consonant may close
	short                 // one that a consonant has to close
	tail                  // a consonant that is marked as closing a syllable, or as silent
	bare                  // a consonant alone, of those that often close a syllable
	weak                  // one that more often begins one
	lead                  // one that closes none
)

func (p part) alone() bool { return p.kind >= bare }

// parts are the parts of a run of grapheme clusters.
func (sys system) parts(run []string) []part {
	if sys == thai {
		return thaiReader{run: pieces(run)}.parts()
	}
	out := make([]part, 0, len(run))
	for i, w := range run {
		r, n := utf8.DecodeRuneInString(w)
		switch {
		case unicode.IsMark(r) || killed(w[n:]):
			out = append(out, part{size: len(w), kind: tail})
		case sys == khmer:
			out = append(out, part{size: len(w), kind: khmerKind(w, i+1 < len(run) && run[i+1] == "ង"), nasal: w == "ង"})
		default:
			out = append(out, part{size: len(w), kind: full})
		}
	}
	return out
}

// killed reports whether signs on a consonant take its vowel from it.
func killed(signs string) bool {
	if strings.ContainsAny(signs, "\u0E4C\u17CB\u17CC\u17CD") {
		return true
	}
	signs = strings.TrimPrefix(signs, "\u1037") // a tone of Burmese that many type first
	// In Burmese the upper of two stacked consonants closes a syllable; in Javanese and
	// Balinese the lower has none above it to close.
	return strings.HasPrefix(signs, "\u103A") || strings.HasPrefix(signs, "\u1039") || signs == "\uA9C0" || signs == "\u1B44"
}

// khmerKind is the kind of a Khmer cluster, of which many a closing consonant has
// another below it that is not spoken.
func khmerKind(w string, beforeNasal bool) partKind {
	switch {
	case strings.HasSuffix(w, "ាំ") && beforeNasal || strings.ContainsAny(w, "\u17D0"):
		return short
	case strings.ContainsAny(w, "\u17C6\u17C7\u17C8") || w == "ឬ":
		return full
	case strings.IndexFunc(w, func(r rune) bool { return r >= 0x17A5 && r <= 0x17C5 }) >= 0:
		return open
	}
	rs := []rune(w)
	if len(rs) == 1 {
		switch rs[0] {
		case 'ស', 'ព', 'ខ', 'ឆ', 'ផ':
			return weak
		case 'ហ', 'អ':
			return lead
		}
		return bare
	}
	if below := rs[len(rs)-1]; below != rs[0] && strings.ContainsRune("ងញនមយរលវ", below) {
		return lead
	}
	return bare
}

// grouped appends where the syllables of a run end, which begins at start.
func grouped(at []int, start int, parts []part) []int {
	for i := 0; i < len(parts); at = append(at, start) {
		for n := syllable(parts[i:]); n > 0; n-- {
			start += parts[i].size
			i++
		}
	}
	return at
}

// syllable is how many parts make the first syllable.
func syllable(parts []part) int {
	n, run := 1, alone(parts)
	follows := run < len(parts)
	closing := func(i int) bool { return i < run && parts[i].kind != lead }
	switch {
	case run == 0:
		if closed(parts[0], parts[1:]) {
			n = 2
		}
	case closing(1) && (run%2 == 0 || run > 2 && follows && parts[2].kind != bare):
		n = 2 // the vowel between the two is not written
	case run%2 == 1 && closing(2):
		n = 3 // nor that of the first: «ถนน»
	case run == 1 && follows && parts[1].kind != tail:
		n += syllable(parts[1:]) // «สมา» in «สมาชิก»
	}
	for n < len(parts) && parts[n].kind == tail {
		n++
	}
	return n
}

// longestRun is how many consonants alone are looked at to tell where a syllable ends:
// no word has as many.
const longestRun = 16

// alone counts the consonants alone that parts begin with.
func alone(parts []part) int {
	parts = parts[:min(len(parts), longestRun)]
	for i, p := range parts {
		if !p.alone() {
			return i
		}
	}
	return len(parts)
}

// closed reports whether the first of the parts that follow closes the syllable p. Of
// several consonants two make a syllable with an unwritten vowel.
func closed(p part, follow []part) bool {
	run := alone(follow)
	switch {
	case p.kind != open && p.kind != short || run == 0 || follow[0].kind == lead:
		return false
	case p.kind == short || follow[0].nasal:
		return true
	case run%2 == 0:
		return follow[0].kind == bare && follow[run-1].kind != bare
	case run > 1 || follow[0].kind == bare:
		return true
	}
	return run == len(follow) || follow[run].ahead || follow[run].kind == tail
}

// piece is a grapheme cluster of Thai, or one of Lao in the letters of Thai.
type piece struct {
	letter rune
	signs  string
	size   int // in bytes, as it was written
}

func pieces(run []string) []piece {
	out := make([]piece, len(run))
	for i, w := range run {
		plain := strings.Map(func(r rune) rune {
			switch {
			case r == 'ໜ':
				return 'น'
			case r == 'ໝ':
				return 'ม'
			case r >= 0x0E80 && r <= 0x0EFF:
				return r - 0x80
			}
			return r
		}, w)
		r, n := utf8.DecodeRuneInString(plain)
		out[i] = piece{r, plain[n:], len(w)}
	}
	return out
}

// thaiReader reads parts of Thai or Lao.
type thaiReader struct {
	run []piece
	at  int
}

func (r thaiReader) parts() []part {
	out := make([]part, 0, len(r.run))
	for r.at < len(r.run) {
		from := r.at
		p := r.part()
		for r.at < len(r.run) && killed(r.look(0).signs) {
			if r.at++; p.alone() {
				p.kind = tail
			}
		}
		for _, x := range r.run[from:r.at] {
			p.size += x.size
		}
		out = append(out, p)
	}
	return out
}

// look is the piece that comes after so many others.
func (r *thaiReader) look(n int) piece {
	if r.at+n < len(r.run) {
		return r.run[r.at+n]
	}
	return piece{}
}

// plain reports whether the piece after so many others is this letter and has no
// vowel or tone.
func (r *thaiReader) plain(n int, letter rune) bool {
	p := r.look(n)
	return p.letter == letter && p.signs == "" && !vowelBehind(r.look(n+1).letter)
}

// vowelBehind reports whether a letter is a vowel that stands behind its consonant.
func vowelBehind(r rune) bool { return r == 'ะ' || r == 'า' || r == 'ๅ' || r == laoIa }

const laoIa = 'ຽ' - 0x80

// part reads one part, its size aside.
func (r *thaiReader) part() part {
	var p part
	before := rune(0)
	if c := r.look(0).letter; c >= 'เ' && c <= 'ไ' {
		before, p.ahead = c, true
		if r.at++; r.at == len(r.run) {
			return p
		}
	}
	c := r.look(0)
	r.at++
	if killed(c.signs) || vowelBehind(c.letter) || unicode.IsMark(c.letter) {
		p.kind = tail
		return p
	}
	if next := r.look(0); c.signs == "" && spokenAtOnce(c.letter, next.letter) && (c.letter == 'ห' || next.signs != "" || vowelBehind(r.look(1).letter)) {
		c = next
		r.at++
	}
	p.kind = r.vowel(before, c)
	p.nasal = p.kind == bare && c.letter == 'ง'
	return p
}

// spokenAtOnce reports whether two consonants begin a syllable together.
func spokenAtOnce(x, y rune) bool {
	switch y {
	case 'ร':
		return strings.ContainsRune("กขคตทปผพสศจซบฟดห", x)
	case 'ล':
		return strings.ContainsRune("กขคตปผพบฟสห", x)
	case 'ว':
		return strings.ContainsRune("กขคหสต", x)
	case 'ง', 'ญ', 'ณ', 'น', 'ม', 'ย':
		return x == 'ห' || x == 'อ' && y == 'ย'
	}
	return false
}

// vowel reads what is left of the vowel of a consonant with a vowel written before it,
// 0 without, and says what the consonant is then.
func (r *thaiReader) vowel(before rune, c piece) partKind {
	next := r.look(0)
	switch has := func(signs string) bool { return strings.ContainsAny(c.signs, signs) }; {
	case has("ำํ"):
		return full
	case has("ั\u0E3B") && r.plain(0, 'ว'):
		r.at++
		return full
	case has("็ึั\u0E3B"):
		return short
	case has("ื") && r.plain(0, 'อ'), has("ี") && before == 'เ' && r.plain(0, 'ย'):
		r.at++
		return open
	case has("ิีืุู") || c.letter == 'ฤ':
		return open
	}
	switch {
	case vowelBehind(next.letter):
		r.at++
		if next.letter == 'ะ' || next.letter == 'า' && before == 'เ' {
			return full
		}
		return open
	case before == 'ไ' && c.letter == 'ท' && r.plain(0, 'ย'):
		r.at++
		return full
	case before == 'ไ' || before == 'ใ':
		return full
	case before == 0 || before == 'เ':
		return r.unwritten(before, c)
	}
	return open
}

// unwritten is vowel where no vowel stands on the consonant: letters that are
// consonants elsewhere are its vowel, or none is written.
func (r *thaiReader) unwritten(before rune, c piece) partKind {
	switch next := r.look(1); {
	case r.plain(0, 'อ') && !r.plain(1, 'อ'):
		r.at++
		return open
	case before != 0:
		return open
	case r.plain(0, 'ว') && c.letter != 'ว' && next.letter != 0 && r.plain(1, next.letter) && next.letter < 'ะ':
		r.at++
		return open
	case r.plain(0, 'ร') && r.plain(1, 'ร'):
		r.at += 2
		return open
	case c.signs != "":
		return short
	case strings.ContainsRune("ฉฌผฝหอฮ", c.letter):
		return lead
	case strings.ContainsRune("ขคสถธพปฟซ", c.letter):
		return weak
	}
	return bare
}
