package signature

import (
	"strings"
	"time"

	"polity/commons/law"
)

// Check says what an armoured signature over some bytes is worth: whether it fits
// them, whose key made it by the list, and whether that key was valid at the moment at, and for one
// of the namespaces (of SSH signatures; OpenPGP has none). It never fails: what cannot
// be read is law.SignatureUnread. Cost: linear in the bytes and the list.
func Check(signed []byte, armour string, keys *Keys, at time.Time, namespaces ...string) Finding {
	armour = strings.TrimSpace(armour) + "\n"
	switch {
	case len(armour) > maxArmour:
	case strings.HasPrefix(armour, "-----BEGIN SSH SIGNATURE-----"):
		return sshCheck(signed, armour, keys, at, namespaces)
	case strings.HasPrefix(armour, "-----BEGIN PGP SIGNATURE-----"):
		return pgpCheck(signed, armour, keys, at)
	case strings.HasPrefix(armour, "-----BEGIN SIGNED MESSAGE-----"):
		return Finding{Form: "x509", State: law.SignatureUnread}
	}
	return Finding{Form: "unknown", State: law.SignatureUnread}
}
