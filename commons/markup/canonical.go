package markup

import (
	"crypto/sha256"
	"encoding/hex"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"polity/commons/law"
)

// Canonical is the form of a text that its digest is taken of: UTF-8 in Unicode
// NFC, one line for each unit in order, footnotes included,
//
//	eId TAB label TAB heading TAB text LF
//
// with markup, spans and references to footnotes left out, every run of white space
// (breaks and the tabs between table cells too) one space, and none at either end of
// a field. A unit without words, such as a table, still has its line. nil and an
// empty text give no bytes. Whoever holds the list of clauses checks a digest so:
//
//	for each clause: for each of eid, label, heading, text:
//	    NFC; replace runs of white space by one space; trim
//	join the four by TAB, end with LF; SHA-256 of it all
func Canonical(t *law.Text) []byte {
	if t == nil {
		return nil
	}
	var out []byte
	for i := range t.Clauses {
		out = appendUnit(out, &t.Clauses[i])
	}
	return out
}

// appendUnit appends the line of one unit.
func appendUnit(out []byte, c *law.Clause) []byte {
	for k, field := range [...]string{c.EID, c.Label, c.Heading, c.Text} {
		if k > 0 {
			out = append(out, '\t')
		}
		out = appendField(out, field)
	}
	return append(out, '\n')
}

// appendField appends a field in canonical form. Nearly all that Parse made are in
// it already, so that is looked at first.
func appendField(out []byte, field string) []byte {
	if isCanonical(field) {
		return append(out, field...)
	}
	f := flow{}
	f.write(field)
	return append(out, f.done().text...)
}

// isCanonical reports whether a field is certainly in canonical form; false where
// only a closer look would tell.
func isCanonical(s string) bool {
	if s == "" {
		return true
	}
	if s[0] == ' ' || s[len(s)-1] == ' ' {
		return false
	}
	plain := true
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= utf8.RuneSelf:
			n := europeanLetter(s[i:])
			plain = plain && n > 0
			i += max(n, 1) - 1
		case c < ' ' || c == 0x7f || (c == ' ' && s[i+1] == ' '):
			return false
		}
	}
	return plain || plainRunes(s)
}

// europeanLetter is how many bytes the character takes that a text begins with, where
// that is a letter or sign from U+00A1 to U+02FF, or a dash, quotation mark or point from
// U+2010 to U+2027: all of them show and are in NFC, the soft hyphen aside. Else it is 0.
func europeanLetter(s string) int {
	switch {
	case len(s) > 1 && s[0] >= 0xC2 && s[0] <= 0xCB && s[1] >= 0x80 && s[1] <= 0xBF:
		if s[0] > 0xC2 || s[1] > 0xA0 && s[1] != 0xAD {
			return 2
		}
	case len(s) > 2 && s[0] == 0xE2 && s[1] == 0x80 && s[2] >= 0x90 && s[2] <= 0xA7:
		return 3
	}
	return 0
}

// plainRunes reports whether a text has no white space but blanks, nothing that
// does not show, and is in Unicode NFC.
func plainRunes(s string) bool {
	for _, r := range s {
		if r >= utf8.RuneSelf && (r == utf8.RuneError || unicode.IsSpace(r) || invisible(r)) {
			return false
		}
	}
	return norm.NFC.IsNormalString(s)
}

// Digest is "sha256:" and the SHA-256 of Canonical(t) in 64 hexadecimal digits.
// Linear in the text, of which it holds no copy.
func Digest(t *law.Text) string {
	h := sha256.New()
	if t != nil {
		var line []byte
		for i := range t.Clauses {
			line = appendUnit(line[:0], &t.Clauses[i])
			h.Write(line)
		}
	}
	return "sha256:" + hex.EncodeToString(h.Sum(nil))
}
