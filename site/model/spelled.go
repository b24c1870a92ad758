package model

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"polity/commons/law"
	"polity/commons/markup"
)

// spelled reads a mention whose word stands between two indexes and whose number is in
// words behind it. Words are less certain than figures: «in each section five members
// signed» names no section.
func spelled(s string, at, end int) (mention, bool) {
	from := spaces(s, end)
	if strings.HasPrefix(s[from:], "ya ") {
		from += len("ya ")
	}
	if from == end || !markup.MayBeSpelled(s[from:]) {
		return mention{}, false
	}
	name := named(s[at:end])
	if name.Kind == "" {
		return mention{}, false
	}
	n := markup.SpelledOf(s[from:], name)
	to := from + n.Size
	if n.Size == 0 || !surely(n, name, s, at, from) || more[strings.ToLower(nextWord(s, to))] {
		return mention{}, false
	}
	m := mention{name: name, number: strconv.Itoa(n.Value), from: end - name.Size, start: from, bare: to, to: to}
	if suffix := inserted(s, to); suffix > to {
		m.number += strings.TrimSpace(s[to:suffix])
		m.bare, m.to = suffix, suffix
	}
	m.brackets(s)
	return m, true
}

// surely reports whether a number in words, which begins at an index, is that of the clause
// named before it.
func surely(n markup.Spelled, name markup.Naming, s string, at, from int) bool {
	number := strings.TrimPrefix(s[from:from+n.Size], "the ")
	capital := startsUpper(number)
	switch {
	case n.Doubtful && !capital:
		return pauses(s, from+n.Size)
	case n.Count && each[strings.ToLower(lastWord(s[:at]))]:
		return false
	case capital || !leads(name.Word) || name.Kind == law.Article:
		return true
	case n.Count:
		return pauses(s, from+n.Size)
	}
	return name.Kind == law.Chapter || name.Kind == law.Section || startsUpper(s[at:]) || !unicode.Is(unicode.Latin, firstLetter(number))
}

// each are words before a name after which a number counts something else: «per article
// five euros», «the article two of them wrote».
var each = wordSet("the an this that which no each every any per por par pro je jedem jeden jeder cada chaque ogni elk elke varje all")

// more are words that make a number another: «article five hundred», «المادة الخامسة بعد المائة».
var more = wordSet("hundred thousand hundert tausend honderd cent cents mille ciento cien mil cento hundra بعد")

// pauses reports whether a phrase is over at an index.
func pauses(s string, at int) bool {
	r, _ := utf8.DecodeRuneInString(s[at:])
	return at >= len(s) || unicode.IsPunct(r)
}

// inserted is where a suffix such as «bis» behind a number ends; the index itself where
// there is none.
func inserted(s string, at int) int {
	for _, suffix := range [...]string{" bis", " ter", " quater", " quinquies"} {
		if strings.HasPrefix(s[at:], suffix) && boundary(s, at+len(suffix)) {
			return at + len(suffix)
		}
	}
	return at
}

// nextWord is the word behind an index, and lastWord the one a text ends with.
func nextWord(s string, at int) string {
	from := spaces(s, at)
	return s[from:word(s, from)]
}

func lastWord(s string) string {
	s = strings.TrimRight(s, " \n\u00a0")
	s = s[max(0, len(s)-longestWord):]
	at := strings.LastIndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	_, n := utf8.DecodeRuneInString(s[max(0, at):])
	if at < 0 {
		n, at = 0, 0
	}
	return s[at+n:]
}

func startsUpper(s string) bool { return unicode.IsUpper(firstLetter(s)) }

func firstLetter(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// hebrewNumber is where a number in Hebrew letters ends that begins at an index, and its
// letters: one alone, or up to four with a mark before the last, for without it they are
// a word; the index itself where there is none.
func hebrewNumber(s string, at int) (end int, letters string) {
	count, marked := 0, false
	for end = at; end < len(s); {
		r, n := utf8.DecodeRuneInString(s[end:])
		switch {
		case r >= 'א' && r <= 'ת':
			letters += string(r)
			count++
		case count > 0 && !marked && (r == '׳' || r == '\'' || r == '״' || r == '"' && letterBehind(s, end+n)):
			marked = true
		default:
			return hebrewEnd(s, at, end, count, marked), letters
		}
		if count > 4 {
			return at, ""
		}
		end += n
	}
	return hebrewEnd(s, at, end, count, marked), letters
}

func letterBehind(s string, at int) bool {
	r, _ := utf8.DecodeRuneInString(s[at:])
	return r >= 'א' && r <= 'ת'
}

// hebrewEnd is where so many letters end if they are a number, which no hyphen joins to a
// word.
func hebrewEnd(s string, at, end, count int, marked bool) int {
	r, _ := utf8.DecodeRuneInString(s[end:])
	if count == 0 || count > 1 && !marked || r == '-' || r == '־' || r == '"' || !boundary(s, end) {
		return at
	}
	return end
}
