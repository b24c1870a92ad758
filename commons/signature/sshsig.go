package signature

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/pem"
	"slices"
	"strings"
	"time"

	"golang.org/x/crypto/ssh"

	"polity/commons/law"
)

const preamble = "SSHSIG"

// blob is what stands between the armour's lines, after the preamble.
type blob struct {
	Version   uint32
	PublicKey []byte
	Namespace string
	Reserved  string
	Hash      string
	Signature []byte
}

// message is what the key signs, after the preamble.
type message struct {
	Namespace string
	Reserved  string
	Hash      string
	Sum       []byte
}

// sshCheck checks an SSHSIG. The namespaces are those that will do.
func sshCheck(signed []byte, armour string, keys *Keys, at time.Time, namespaces []string) Finding {
	f := Finding{Form: "ssh", State: law.SignatureUnread}
	block, _ := pem.Decode([]byte(armour))
	if block == nil || block.Type != "SSH SIGNATURE" || !bytes.HasPrefix(block.Bytes, []byte(preamble)) {
		return f
	}
	var b blob
	if err := ssh.Unmarshal(block.Bytes[len(preamble):], &b); err != nil || b.Version != 1 {
		return f
	}
	key, err := ssh.ParsePublicKey(b.PublicKey)
	if err != nil {
		return f
	}
	f.Key, f.Namespace = ssh.FingerprintSHA256(key), b.Namespace
	var sig ssh.Signature
	sum := digest(b.Hash, signed)
	if err := ssh.Unmarshal(b.Signature, &sig); err != nil || sum == nil || sig.Format == ssh.KeyAlgoRSA {
		return f // SHA-1 under RSA is no evidence, and OpenSSH refuses it too
	}
	over := append([]byte(preamble), ssh.Marshal(message{b.Namespace, b.Reserved, b.Hash, sum})...)
	if !slices.Contains(namespaces, b.Namespace) || key.Verify(over, &sig) != nil {
		f.State = law.SignatureFalse
		return f
	}
	f.State, f.Signer = keys.ssh(key, b.Namespace, at)
	return f
}

// digest is the hash of what was signed; nil for a hash that SSHSIG does not have.
func digest(name string, signed []byte) []byte {
	switch name {
	case "sha512":
		h := sha512.Sum512(signed)
		return h[:]
	case "sha256":
		h := sha256.Sum256(signed)
		return h[:]
	}
	return nil
}

// Sign makes an armoured SSHSIG, as ssh-keygen -Y sign does with an Ed25519 key: the
// same input gives the same bytes. It is for samples and tests; members sign with
// their own tools.
func Sign(key ed25519.PrivateKey, namespace string, signed []byte) (string, error) {
	signer, err := ssh.NewSignerFromKey(key)
	if err != nil {
		return "", err
	}
	over := append([]byte(preamble), ssh.Marshal(message{namespace, "", "sha512", digest("sha512", signed)})...)
	sig, err := signer.Sign(nil, over) // Ed25519 needs no randomness
	if err != nil {
		return "", err
	}
	b := append([]byte(preamble), ssh.Marshal(blob{1, signer.PublicKey().Marshal(), namespace, "", "sha512", ssh.Marshal(sig)})...)
	text := base64.StdEncoding.EncodeToString(b)
	var out strings.Builder
	out.WriteString("-----BEGIN SSH SIGNATURE-----\n")
	for len(text) > 0 {
		n := min(70, len(text))
		out.WriteString(text[:n] + "\n")
		text = text[n:]
	}
	out.WriteString("-----END SSH SIGNATURE-----\n")
	return out.String(), nil
}

// PublicKey is a key's public half as a line of authorized_keys, without comment.
func PublicKey(key ed25519.PrivateKey) (string, error) {
	signer, err := ssh.NewSignerFromKey(key)
	if err != nil {
		return "", err
	}
	return strings.TrimSpace(string(ssh.MarshalAuthorizedKey(signer.PublicKey()))), nil
}
