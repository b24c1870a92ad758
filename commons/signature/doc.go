// Package signature checks who signed what: SSH signatures (SSHSIG, as ssh-keygen -Y
// and git make them) and OpenPGP ones, against a list of keys that a movement keeps.
//
// It reads no repository and knows no movement: it is given the bytes that were
// signed, the signature, the list and the moment. It says what it found and no more
// than that; whether a list may be trusted is for those who chose it. It reads no
// clock: a key is judged by the moment it is asked about.
//
// Formats: PROTOCOL.sshsig and ssh-keygen(1), «ALLOWED SIGNERS», of OpenSSH; RFC 9580.
package signature

import "polity/commons/law"

// Namespace is the one in which a record's detached signature is made and checked,
// so that a signature made for another purpose cannot be passed off as a decision.
const Namespace = "polity"

// GitNamespace is the one in which git signs commits and tags.
const GitNamespace = "git"

const (
	maxArmour  = 64 << 10 // bytes of a signature
	maxKeys    = 2000     // of a list
	maxKeyring = 1 << 20  // bytes of one file of keys
)

// Finding is what a check gave. Signer and Key are "" where they are not known.
type Finding struct {
	State     law.SignatureState
	Form      string // ssh | openpgp | x509 | unknown
	Signer    string // as the list names the key
	Key       string // fingerprint
	Namespace string // of an SSH signature
}
