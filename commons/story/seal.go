package story

import (
	"crypto/ed25519"
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"
	"strings"

	"polity/commons/signature"
)

// key makes a sample key. It is made of its name, so anybody can make it again: it
// proves nothing outside a story, and no half of it that signs stands in a repository.
func (t *teller) key(a []word) error {
	name := a[0].text
	if _, twice := t.keys[name]; twice {
		return fmt.Errorf("there is already a key %q", name)
	}
	seed := sha256.Sum256([]byte("sample key of a polity story, worth nothing: " + name))
	t.keys[name] = ed25519.NewKeyFromSeed(seed[:])
	return nil
}

func (t *teller) keyCalled(name string) (ed25519.PrivateKey, error) {
	k, ok := t.keys[name]
	if !ok {
		return nil, fmt.Errorf("there is no key %q; there are %s", name, strings.Join(slices.Sorted(maps.Keys(t.keys)), ", "))
	}
	return k, nil
}

// allow adds a line to a list of keys; an option NAME=VALUE gets the quotes that the
// format wants.
func (t *teller) allow(a []word) error {
	k, err := t.keyCalled(a[1].text)
	if err != nil {
		return err
	}
	public, err := signature.PublicKey(k)
	if err != nil {
		return err
	}
	options := make([]string, 0, len(a)-3)
	for _, o := range a[3:] {
		if name, value, ok := strings.Cut(o.text, "="); ok {
			options = append(options, name+`="`+value+`"`)
		} else {
			options = append(options, o.text)
		}
	}
	line := strings.TrimSpace(a[2].text + " " + strings.Join(options, ","))
	t.files[a[0].text] += line + " " + public + "\n"
	t.touch[a[0].text] = true
	return nil
}

// sign has the next commit signed.
func (t *teller) sign(a []word) error {
	k, err := t.keyCalled(a[0].text)
	if err != nil {
		return err
	}
	t.signer = func(payload []byte) (string, error) { return signature.Sign(k, signature.GitNamespace, payload) }
	return nil
}

// seal writes a signature beside a file.
func (t *teller) seal(a []word) error {
	path := a[0].text
	text, err := t.file(path)
	if err != nil {
		return err
	}
	k, err := t.keyCalled(a[1].text)
	if err != nil {
		return err
	}
	armour, err := signature.Sign(k, signature.Namespace, []byte(text))
	if err != nil {
		return err
	}
	t.files[path+".sig"] = armour
	t.touch[path+".sig"] = true
	return nil
}
