package markup

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"

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
	var b bytes.Buffer
	for i := range t.Clauses {
		c := &t.Clauses[i]
		for k, field := range []string{c.EID, c.Label, c.Heading, c.Text} {
			if k > 0 {
				b.WriteByte('\t')
			}
			f := flow{}
			f.write(field)
			b.WriteString(f.done().text)
		}
		b.WriteByte('\n')
	}
	return b.Bytes()
}

// Digest is "sha256:" and the SHA-256 of Canonical(t) in 64 hexadecimal digits.
// Linear in the text.
func Digest(t *law.Text) string {
	sum := sha256.Sum256(Canonical(t))
	return "sha256:" + hex.EncodeToString(sum[:])
}
