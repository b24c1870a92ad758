package render

import (
	"html/template"
	"strings"
	"unicode/utf8"
)

// writer collects HTML. raw takes markup that is written in this package and
// nowhere else; everything that comes from a text, a message or a repository goes
// through text or attr. That is the whole of the escaping, so it is kept in this
// one file.
type writer struct{ strings.Builder }

// raw writes markup of our own.
func (w *writer) raw(markup ...string) {
	for _, m := range markup {
		w.WriteString(m)
	}
}

// attr writes an attribute with a leading space, or nothing where value is "".
func (w *writer) attr(name, value string) {
	if value == "" {
		return
	}
	w.raw(" ", name, `="`)
	w.text(value)
	w.WriteByte('"')
}

// speech writes lang and dir, each where it is known.
func (w *writer) speech(lang, dir string) {
	w.attr("lang", lang)
	w.attr("dir", dir)
}

// text writes words so that no character of them is markup, in an element or in a
// quoted attribute. Characters that HTML does not allow (controls, noncharacters,
// broken UTF-8) become U+FFFD, so a page is valid whatever its text holds.
func (w *writer) text(s string) {
	start := 0
	for i := 0; i < len(s); {
		if asItIs[s[i]] { // nearly all
			i++
			continue
		}
		size, escape := 1, ""
		switch c := s[i]; {
		case c >= utf8.RuneSelf:
			var r rune
			if r, size = utf8.DecodeRuneInString(s[i:]); forbidden(r, size) {
				escape = "\uFFFD"
			}
		case c == '&':
			escape = "&amp;"
		case c == '<':
			escape = "&lt;"
		case c == '>':
			escape = "&gt;"
		case c == '"':
			escape = "&#34;"
		case c == '\'':
			escape = "&#39;"
		case c < ' ' && c != '\n' && c != '\t' || c == 0x7F:
			escape = "\uFFFD"
		}
		if escape != "" {
			w.raw(s[start:i], escape)
			start = i + size
		}
		i += size
	}
	w.WriteString(s[start:])
}

// asItIs are the characters of ASCII that need no escape.
var asItIs = func() (set [256]bool) {
	for c := range utf8.RuneSelf {
		set[c] = c >= ' ' && c != 0x7F && !strings.ContainsRune("&<>\"'", rune(c))
	}
	return set
}()

// forbidden reports characters beyond ASCII that an HTML document may not hold:
// broken bytes, C1 controls and the noncharacters of Unicode.
func forbidden(r rune, size int) bool {
	return r == utf8.RuneError && size == 1 ||
		r < 0xA0 ||
		r >= 0xFDD0 && r <= 0xFDEF ||
		r&0xFFFE == 0xFFFE
}

// html hands the collected markup to a template as finished.
func (w *writer) html() template.HTML { return template.HTML(w.String()) }

// open writes the start of a link, and reports whether there is one: where href is
// "" or leads to what a page may not link to, only the words stand. The caller
// closes it with </a>.
func (w *writer) open(class, href, more string) bool {
	outside, ok := safe(href)
	if !ok {
		return false
	}
	w.raw("<a")
	w.attr("class", class)
	w.attr("href", href)
	if outside {
		w.raw(` rel="noopener nofollow external"`)
	}
	w.raw(more, ">")
	return true
}

// safe reports whether a page may link to an address, and whether it leads out of
// the site: http, https and mailto do, an address without a scheme does not, and
// all others are refused. The addresses were checked where they were made; this
// is the second lock, on the door to the page.
func safe(href string) (outside, ok bool) {
	if href == "" || strings.HasPrefix(href, "//") || strings.ContainsAny(href, "\\\t\n\r\x00") {
		return false, false
	}
	scheme, _, found := strings.Cut(href, ":")
	if !found || strings.ContainsAny(scheme, "/?#") {
		return false, true
	}
	switch strings.ToLower(scheme) {
	case "http", "https", "mailto":
		return true, true
	}
	return false, false
}
