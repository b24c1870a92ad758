package signature

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/ProtonMail/go-crypto/openpgp"
	"github.com/ProtonMail/go-crypto/openpgp/armor"
	pgperrors "github.com/ProtonMail/go-crypto/openpgp/errors"
	"github.com/ProtonMail/go-crypto/openpgp/packet"

	"polity/commons/law"
	"polity/commons/report"
)

// AddOpenPGP reads armoured public keys and adds them. path is for problems.
func (k *Keys) AddOpenPGP(path string, data []byte) []report.Problem {
	wrong := func(message string) []report.Problem {
		return []report.Problem{{Path: path, Line: 1, Col: 1, Severity: report.Warning, Message: message, Advice: "Export it with: gpg --armor --export name@example.org"}}
	}
	if len(data) > maxKeyring {
		return wrong("The file of OpenPGP keys is too long and was not read.")
	}
	list, err := openpgp.ReadArmoredKeyRing(bytes.NewReader(data))
	if err != nil {
		return wrong("The OpenPGP keys in this file cannot be read.")
	}
	k.ring = append(k.ring, list[:min(len(list), max(0, maxKeys-len(k.ring)))]...)
	return nil
}

// forgeKeys are the keys with which GitHub signs what is done in its web pages. That a
// signature names one is not checked: such a key says nothing of who acted.
var forgeKeys = []string{"4aee18f83afdeb23", "b5690eeebb952194"}

// pgpCheck checks a detached OpenPGP signature.
func pgpCheck(signed []byte, armour string, keys *Keys, at time.Time) Finding {
	f := Finding{Form: "openpgp", State: law.SignatureUnread}
	issuer, ok := issuerOf(armour)
	if !ok {
		return f
	}
	f.Key = strings.ToUpper(issuer)
	if slices.Contains(forgeKeys, issuer[max(0, len(issuer)-16):]) {
		f.State = law.SignatureForge
		return f
	}
	var ring openpgp.EntityList
	if keys != nil {
		ring = keys.ring
	}
	by, err := openpgp.CheckArmoredDetachedSignature(ring, bytes.NewReader(signed), strings.NewReader(armour), &packet.Config{Time: func() time.Time { return at }})
	switch {
	case errors.Is(err, pgperrors.ErrUnknownIssuer):
		f.State = law.SignatureUnchecked
	case errors.Is(err, pgperrors.ErrKeyExpired), errors.Is(err, pgperrors.ErrSignatureExpired):
		f.State = law.SignatureOutside
	case err != nil:
		f.State = law.SignatureFalse
	default:
		f.State = law.SignatureProven
	}
	if by != nil && f.State != law.SignatureFalse {
		f.Key = strings.ToUpper(hex.EncodeToString(by.PrimaryKey.Fingerprint))
		if id := by.PrimaryIdentity(); id != nil {
			f.Signer = id.Name
		}
	}
	return f
}

// issuerOf is the fingerprint, else the key id, that a signature names, in small
// hexadecimal digits.
func issuerOf(armour string) (string, bool) {
	block, err := armor.Decode(strings.NewReader(armour))
	if err != nil {
		return "", false
	}
	p, err := packet.Read(io.LimitReader(block.Body, maxArmour))
	if err != nil {
		return "", false
	}
	sig, ok := p.(*packet.Signature)
	switch {
	case !ok:
		return "", false
	case len(sig.IssuerFingerprint) > 0:
		return hex.EncodeToString(sig.IssuerFingerprint), true
	case sig.IssuerKeyId != nil:
		return fmt.Sprintf("%016x", *sig.IssuerKeyId), true
	}
	return "", false
}
