package signature

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"github.com/ProtonMail/go-crypto/openpgp"
	"golang.org/x/crypto/ssh"

	"polity/commons/law"
	"polity/commons/report"
)

// Keys is a list of those who may sign. nil and the zero value hold nobody.
type Keys struct {
	allowed []allowed
	ring    openpgp.EntityList
}

// Empty reports whether nobody is on the list.
func (k *Keys) Empty() bool { return k == nil || len(k.allowed) == 0 && len(k.ring) == 0 }

// allowed is one line of an allowed_signers file.
type allowed struct {
	names         string // principals, as written
	key           []byte
	namespaces    []string // patterns; nil: all
	after, before time.Time
}

// AddAllowed reads a file in OpenSSH's allowed_signers format and adds its keys. path
// is for problems. Times without «Z», which OpenSSH takes as those of the machine it runs on, are read as UTC: a list
// must mean the same everywhere. Certificates are not known and passed over. At most
// 2000 keys are taken.
func (k *Keys) AddAllowed(path string, data []byte) []report.Problem {
	var problems []report.Problem
	wrong := func(line int, message, advice string) {
		if len(problems) < 20 {
			problems = append(problems, report.Problem{Path: path, Line: line, Col: 1, Severity: report.Warning, Message: message, Advice: advice})
		}
	}
	if len(data) > maxKeyring {
		wrong(1, "The list of keys is too long and was not read.", "Keep it under 1 MiB.")
		return problems
	}
	n := 0
	for raw := range bytes.Lines(data) {
		n++
		line := strings.TrimSpace(string(raw))
		if line == "" || line[0] == '#' {
			continue
		}
		if len(k.allowed) >= maxKeys {
			wrong(n, "There are more keys than are read.", fmt.Sprintf("Keep the list under %d.", maxKeys))
			return problems
		}
		a, err := readAllowed(line)
		if err != "" {
			wrong(n, err, `A line reads: name@example.org namespaces="git,polity" ssh-ed25519 AAAA…`)
			continue
		}
		k.allowed = append(k.allowed, a)
	}
	return problems
}

// readAllowed reads one line; the second result says what is wrong with it.
func readAllowed(line string) (allowed, string) {
	var a allowed
	names, rest, ok := cutField(line)
	if !ok {
		return a, "This line of the list of keys names nobody, or no key."
	}
	a.names = names
	key, _, options, _, err := ssh.ParseAuthorizedKey([]byte(rest))
	if err != nil {
		return a, "The key in this line cannot be read."
	}
	a.key = key.Marshal()
	for _, o := range options {
		name, value, _ := strings.Cut(o, "=")
		value = strings.Trim(value, `"`)
		good := true
		switch strings.ToLower(name) {
		case "namespaces":
			a.namespaces = strings.Split(value, ",")
		case "valid-after":
			a.after, good = moment(value)
		case "valid-before":
			a.before, good = moment(value)
		case "cert-authority":
			return a, "Certificates are not checked here; this line is passed over."
		default:
			return a, fmt.Sprintf("The option «%.40s» is not known; this line is passed over.", name)
		}
		if !good {
			return a, fmt.Sprintf("«%.40s» is no moment; this line is passed over.", value)
		}
	}
	return a, ""
}

// cutField parts the first field, which may stand in double quotes, from the rest.
func cutField(line string) (field, rest string, ok bool) {
	if strings.HasPrefix(line, `"`) {
		field, rest, ok = strings.Cut(line[1:], `"`)
	} else if i := strings.IndexAny(line, " \t"); i > 0 {
		field, rest, ok = line[:i], line[i:], true
	}
	rest = strings.TrimSpace(rest)
	return field, rest, ok && field != "" && rest != ""
}

// moment reads YYYYMMDD[HHMM[SS]][Z].
func moment(s string) (time.Time, bool) {
	s = strings.TrimSuffix(s, "Z")
	for _, form := range []string{"20060102", "200601021504", "20060102150405"} {
		if len(s) == len(form) {
			t, err := time.Parse(form, s)
			return t, err == nil
		}
	}
	return time.Time{}, false
}

// ssh says how a key stands on the list: the best of the lines that name it.
func (k *Keys) ssh(key ssh.PublicKey, namespace string, at time.Time) (law.SignatureState, string) {
	state, signer := law.SignatureStranger, ""
	if k == nil {
		return state, signer
	}
	wanted := key.Marshal()
	for _, a := range k.allowed {
		if !bytes.Equal(a.key, wanted) {
			continue
		}
		switch {
		case !a.serves(namespace):
			if state == law.SignatureStranger {
				state, signer = law.SignaturePurpose, a.names
			}
		case !a.after.IsZero() && at.Before(a.after), !a.before.IsZero() && !at.Before(a.before):
			state, signer = law.SignatureOutside, a.names
		default:
			return law.SignatureProven, a.names
		}
	}
	return state, signer
}

// serves reports whether a key may sign in a namespace. Patterns are as in ssh_config:
// «*» any letters, «?» one; «!» excludes.
func (a *allowed) serves(namespace string) bool {
	if a.namespaces == nil {
		return true
	}
	found := false
	for _, p := range a.namespaces {
		p = strings.TrimSpace(p)
		if no, ok := strings.CutPrefix(p, "!"); ok {
			if wild(no, namespace) {
				return false
			}
			continue
		}
		found = found || wild(p, namespace)
	}
	return found
}

// wild matches * and ?; linear in the product of the lengths.
func wild(pattern, s string) bool {
	star, back := -1, 0
	i, j := 0, 0
	for j < len(s) {
		switch {
		case i < len(pattern) && pattern[i] == '*':
			star, back = i, j
			i++
		case i < len(pattern) && (pattern[i] == '?' || pattern[i] == s[j]):
			i++
			j++
		case star >= 0:
			back++
			i, j = star+1, back
		default:
			return false
		}
	}
	return strings.Trim(pattern[i:], "*") == ""
}
