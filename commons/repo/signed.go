package repo

import (
	"bytes"
	"fmt"

	"github.com/go-git/go-git/v5/plumbing"
)

// Signed parts a commit or an annotated tag into the bytes that were signed and the
// armoured signature, "" where there is none. The signature is not checked here.
// Errors as for Commit.
func (r *Repo) Signed(h Hash) (payload []byte, armour string, err error) {
	id, err := parseHash(h)
	if err != nil {
		return nil, "", err
	}
	ob, err := r.objects.get(id)
	if err != nil {
		return nil, "", fmt.Errorf("%s: %w", h, r.explain(err))
	}
	switch ob.kind {
	case plumbing.CommitObject:
		payload, armour = partCommit(ob.data)
	case plumbing.TagObject:
		payload, armour = partTag(ob.data)
	default:
		return nil, "", fmt.Errorf("%s is a %s, which nobody signs: %w", h, ob.kind, ErrDamaged)
	}
	return payload, armour, nil
}

// partCommit takes the headers «gpgsig» and «gpgsig-sha256» out: git signs a commit as
// it would be without them.
func partCommit(data []byte) (payload []byte, armour string) {
	var sig []byte
	for len(data) > 0 {
		end := bytes.IndexByte(data, '\n') + 1
		if end <= 1 { // the headers are over
			break
		}
		line := data[:end]
		data = data[end:]
		own := bytes.HasPrefix(line, []byte("gpgsig "))
		if !own && !bytes.HasPrefix(line, []byte("gpgsig-sha256 ")) {
			payload = append(payload, line...)
			continue
		}
		value := append([]byte(nil), line[bytes.IndexByte(line, ' ')+1:]...)
		for len(data) > 0 && data[0] == ' ' {
			end := bytes.IndexByte(data, '\n') + 1
			if end == 0 {
				end = len(data)
			}
			value = append(value, data[1:end]...)
			data = data[end:]
		}
		if own && sig == nil {
			sig = value
		}
	}
	return append(payload, data...), string(sig)
}

// partTag cuts a tag where its signature begins: at the start of a line of the message.
func partTag(data []byte) (payload []byte, armour string) {
	at := -1
	for _, mark := range []string{"-----BEGIN PGP SIGNATURE-----", "-----BEGIN SSH SIGNATURE-----", "-----BEGIN SIGNED MESSAGE-----"} {
		if i := bytes.LastIndex(data, []byte("\n"+mark)); i > at {
			at = i
		}
	}
	if at < 0 {
		return data, ""
	}
	return data[:at+1], string(data[at+1:])
}
