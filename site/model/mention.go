package model

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// keywords are the words for a class of clause, as they stand in labels and in
// running text of the languages met most.
var keywords = func() map[string]string {
	table := map[string]string{}
	for class, words := range map[string]string{
		"article": "article articles art arts artículo artículos articulo articulos artigo artigos articolo articoli artikel artikels artikeln artikkel " +
			"artikler artiklar artykuł artykułu статья статьи статье статью статьёй статьей статей статьями ст مادة المادة للمادة بالمادة والمادة فالمادة كالمادة ومادة",
		"section":   "section sections sec secs sección secciones seccion seção seções abschnitt abschnitts sezione sezioni § §§",
		"chapter":   "chapter chapters chap chapitre chapitres capítulo capítulos capitulo kapitel kapitels capitolo глава главы главе главу الفصل",
		"part":      "part parts parte partes partie teil teils часть части الجزء الباب",
		"title":     "title titles título títulos titulo titolo titre",
		"paragraph": "paragraph paragraphs para paras párrafo párrafos parágrafo absatz absätze abs apartado apartados пункт пункта пункте الفقرة",
		"rule":      "rule rules regel regeln regla reglas",
		"schedule":  "schedule schedules annex annexes appendix anexo anexos anhang anlage приложение приложения الملحق",
	} {
		for word := range strings.FieldsSeq(words) {
			table[word] = class
		}
	}
	return table
}()

// mention is a keyword with a number: «Art. 4(2)», «§ 3 Abs. 2».
type mention struct {
	class, number string
	inside        []string // numbers in brackets or after a word for paragraph
	from, to      int      // where it stands
	bare          int      // where it ends without what is inside
}

// scan finds the next mention from an index on. Cost linear, without regular
// expressions: it looks at every word of every text.
func scan(s string, at int) (mention, bool) {
	for at < len(s) {
		r, n := utf8.DecodeRuneInString(s[at:])
		if !unicode.IsLetter(r) && r != '§' {
			if at += n; r < '0' || r > '9' {
				continue
			}
			for at < len(s) && alphanumeric(s[at]) { // «4a» begins no word
				at++
			}
			continue
		}
		end := word(s, at)
		if end-at <= 24 {
			if class := keywords[strings.ToLower(s[at:end])]; class != "" {
				if m, ok := numbered(s, end); ok {
					m.class, m.from = class, at
					return m, true
				}
			}
		}
		at = end
	}
	return mention{}, false
}

// word is where the letters, or the section signs, that begin at an index end.
func word(s string, at int) int {
	first, _ := utf8.DecodeRuneInString(s[at:])
	for at < len(s) {
		r, n := utf8.DecodeRuneInString(s[at:])
		if (r == '§') != (first == '§') || r != '§' && !unicode.IsLetter(r) && !unicode.IsMark(r) {
			break
		}
		at += n
	}
	return at
}

// numbered reads the number after a keyword and what stands in brackets after it.
func numbered(s string, at int) (mention, bool) {
	if at < len(s) && s[at] == '.' {
		at++
	}
	at = spaces(s, at)
	end := figure(s, at)
	if end == at {
		return mention{}, false
	}
	m := mention{number: number(s[at:end]), bare: end, to: end}
	for len(m.inside) < 4 {
		open := spaces(s, m.to)
		n, after := bracketed(s, open)
		if n == "" {
			break
		}
		m.inside, m.to = append(m.inside, n), after
	}
	if len(m.inside) == 0 {
		m.belowWord(s)
	}
	return m, true
}

// belowWord reads «, Abs. 2» after a number.
func (m *mention) belowWord(s string) {
	at := m.bare
	if at < len(s) && s[at] == ',' {
		at++
	}
	at = spaces(s, at)
	end := word(s, min(at, len(s)))
	if end == at || end-at > 24 || keywords[strings.ToLower(s[at:end])] != "paragraph" {
		return
	}
	if end < len(s) && s[end] == '.' {
		end++
	}
	from := spaces(s, end)
	if to := figure(s, from); to > from {
		m.inside, m.to = []string{number(s[from:to])}, to
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
	for _, latin := range []string{"bis", "ter", "quater", "quinquies"} {
		for _, suffix := range []string{latin, " " + latin} {
			if strings.HasPrefix(s[end:], suffix) && boundary(s, end+len(suffix)) {
				return end + len(suffix)
			}
		}
	}
	if !boundary(s, end) {
		return at
	}
	return end
}

// digits is where a run of at most four digits, ASCII or Arabic, ends; the index
// itself where there is none.
func digits(s string, at int) int {
	end := at
	for range 4 {
		r, n := utf8.DecodeRuneInString(s[end:])
		if (r < '0' || r > '9') && (r < '٠' || r > '٩') {
			break
		}
		end += n
	}
	return end
}

// boundary reports whether no letter or digit goes on at an index.
func boundary(s string, at int) bool {
	r, _ := utf8.DecodeRuneInString(s[at:])
	return at >= len(s) || !unicode.IsLetter(r) && !unicode.IsDigit(r)
}

// bracketed reads «(2)» or «(iv)» at an index.
func bracketed(s string, at int) (n string, after int) {
	if at >= len(s) || s[at] != '(' {
		return "", at
	}
	end := at + 1
	for end < len(s) && end-at <= 4 && alphanumeric(s[end]) {
		end++
	}
	if end == at+1 || end >= len(s) || s[end] != ')' {
		return "", at
	}
	return s[at+1 : end], end + 1
}

func alphanumeric(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}
