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
		c := &t.Clauses[i]
		for k, field := range [...]string{c.EID, c.Label, c.Heading, c.Text} {
			if k > 0 {
				out = append(out, '\t')
			}
			out = appendField(out, field)
		}
		out = append(out, '\n')
	}
	return out
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
	ascii := true
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= utf8.RuneSelf:
			ascii = false
		case c < ' ' || c == 0x7f || (c == ' ' && s[i+1] == ' '):
			return false
		}
	}
	return ascii || plainRunes(s)
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
// Linear in the text.
func Digest(t *law.Text) string {
	sum := sha256.Sum256(Canonical(t))
	return "sha256:" + hex.EncodeToString(sum[:])
}
