package markup

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"

	"polity/commons/law"
)

// Canonical is the form of a text that its digest is taken of.
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

// Digest is "sha256:" and the SHA-256 of Canonical(t) in hexadecimal.
func Digest(t *law.Text) string {
	sum := sha256.Sum256(Canonical(t))
	return "sha256:" + hex.EncodeToString(sum[:])
}
