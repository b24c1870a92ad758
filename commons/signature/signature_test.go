package signature

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/ProtonMail/go-crypto/openpgp"
	"github.com/ProtonMail/go-crypto/openpgp/armor"
	"github.com/ProtonMail/go-crypto/openpgp/packet"

	"polity/commons/law"
)

// sample is a key that signs nothing but tests.
func sample(words string) ed25519.PrivateKey {
	seed := sha256.Sum256([]byte(words))
	return ed25519.NewKeyFromSeed(seed[:])
}

func day(s string) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return t
}

func list(t *testing.T, lines ...string) *Keys {
	t.Helper()
	var k Keys
	if p := k.AddAllowed("keys/allowed_signers", []byte(strings.Join(lines, "\n"))); len(p) > 0 {
		t.Fatalf("problems: %v", p)
	}
	return &k
}

func signed(t *testing.T, key ed25519.PrivateKey, namespace, text string) (armour, public string) {
	t.Helper()
	armour, err := Sign(key, namespace, []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	if public, err = PublicKey(key); err != nil {
		t.Fatal(err)
	}
	return armour, public
}

func TestStates(t *testing.T) {
	armour, public := signed(t, sample("clerk of the marsh"), "polity", "We agree.\n")
	_, other := signed(t, sample("somebody else"), "polity", "")
	for _, c := range []struct {
		name, text string
		keys       *Keys
		at         string
		want       law.SignatureState
		signer     string
	}{
		{"listed", "We agree.\n", list(t, "clerk@marsh.example "+public), "2020-05-01", law.SignatureProven, "clerk@marsh.example"},
		{"quoted names", "We agree.\n", list(t, `"clerk of the marsh" `+public), "2020-05-01", law.SignatureProven, "clerk of the marsh"},
		{"another text", "We do not agree.\n", list(t, "clerk@marsh.example "+public), "2020-05-01", law.SignatureFalse, ""},
		{"not listed", "We agree.\n", list(t, "smith@marsh.example "+other), "2020-05-01", law.SignatureStranger, ""},
		{"no list", "We agree.\n", nil, "2020-05-01", law.SignatureStranger, ""},
		{"too early", "We agree.\n", list(t, `clerk@marsh.example valid-after="20200502" `+public), "2020-05-01", law.SignatureOutside, "clerk@marsh.example"},
		{"too late", "We agree.\n", list(t, `clerk@marsh.example valid-before="20200501Z" `+public), "2020-05-01", law.SignatureOutside, "clerk@marsh.example"},
		{"in between", "We agree.\n", list(t, `clerk@marsh.example valid-after="20200401120000Z",valid-before="202005011200" `+public), "2020-05-01", law.SignatureProven, "clerk@marsh.example"},
		{"for git only", "We agree.\n", list(t, `clerk@marsh.example namespaces="git" `+public), "2020-05-01", law.SignaturePurpose, "clerk@marsh.example"},
		{"for all but files", "We agree.\n", list(t, `clerk@marsh.example namespaces="*,!file" `+public), "2020-05-01", law.SignatureProven, "clerk@marsh.example"},
		{"renewed", "We agree.\n", list(t, `old@marsh.example valid-before="20200101" `+public, "new@marsh.example "+public), "2020-05-01", law.SignatureProven, "new@marsh.example"},
	} {
		f := Check([]byte(c.text), armour, c.keys, day(c.at), "polity")
		if f.State != c.want || f.Signer != c.signer || f.Form != "ssh" || !strings.HasPrefix(f.Key, "SHA256:") {
			t.Errorf("%s: %+v, want %s by %q", c.name, f, c.want, c.signer)
		}
	}
	if f := Check([]byte("We agree.\n"), armour, list(t, "c@m.example "+public), day("2020-05-01"), "git"); f.State != law.SignatureFalse {
		t.Errorf("a signature made for another purpose is %s", f.State)
	}
	if f := Check(nil, strings.Replace(armour, "U1NI", "AAAA", 1), nil, time.Time{}, "polity"); f.State != law.SignatureUnread {
		t.Errorf("a damaged signature is %s", f.State)
	}
}

// The same key and words give the same signature: what samples and commits rest on.
func TestSignIsSteady(t *testing.T) {
	armour, public := signed(t, sample("clerk of the marsh"), "polity", "We agree.\n")
	if want := "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI"; !strings.HasPrefix(public, want) {
		t.Errorf("the key is %q", public)
	}
	again, _ := signed(t, sample("clerk of the marsh"), "polity", "We agree.\n")
	if armour != again {
		t.Error("signed twice, two signatures")
	}
}

func TestWrongLines(t *testing.T) {
	_, public := signed(t, sample("clerk of the marsh"), "polity", "")
	text := "# keys\n\nnobody\nclerk@m.example ssh-ed25519 AAAA\nclerk@m.example sings=\"bass\" " + public +
		"\nclerk@m.example valid-after=\"yesterday\" " + public + "\nclerk@m.example cert-authority " + public + "\n"
	var k Keys
	problems := k.AddAllowed("keys/allowed_signers", []byte(text))
	if len(problems) != 5 || problems[0].Line != 3 || problems[4].Line != 7 || !k.Empty() {
		t.Errorf("got %v", problems)
	}
}

// What ssh-keygen signs is proven here, and what Sign signs is good for ssh-keygen.
func TestSSHKeygen(t *testing.T) {
	tool, err := exec.LookPath("ssh-keygen")
	if err != nil {
		t.Skip("there is no ssh-keygen here")
	}
	dir := t.TempDir()
	run := func(in string, args ...string) string {
		t.Helper()
		c := exec.Command(tool, args...)
		c.Dir, c.Stdin = dir, strings.NewReader(in)
		out, err := c.CombinedOutput()
		if err != nil {
			t.Fatalf("ssh-keygen %v: %v\n%s", args, err, out)
		}
		return string(out)
	}
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	read := func(name string) string {
		t.Helper()
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	const text = "act: ratification\n"
	write("act.md", text)
	for _, kind := range [][]string{{"ed25519"}, {"ecdsa"}, {"rsa", "-b", "2048"}} {
		run("", append([]string{"-q", "-N", "", "-C", "", "-f", "key-" + kind[0], "-t"}, kind...)...)
		run("", "-q", "-Y", "sign", "-f", "key-"+kind[0], "-n", "polity", "act.md")
		k := list(t, "clerk@marsh.example "+read("key-"+kind[0]+".pub"))
		armour := read("act.md.sig")
		if f := Check([]byte(text), armour, k, day("2020-05-01"), "polity"); f.State != law.SignatureProven || f.Signer != "clerk@marsh.example" {
			t.Errorf("%s: %+v", kind[0], f)
		}
		if f := Check([]byte(text+" "), armour, k, day("2020-05-01"), "polity"); f.State != law.SignatureFalse {
			t.Errorf("%s, another text: %+v", kind[0], f)
		}
		os.Remove(filepath.Join(dir, "act.md.sig"))
	}
	armour, public := signed(t, sample("clerk of the marsh"), "polity", text)
	write("ours.sig", armour)
	write("allowed", `clerk@marsh.example namespaces="polity" `+public+"\n")
	if out := run(text, "-Y", "verify", "-f", "allowed", "-I", "clerk@marsh.example", "-n", "polity", "-s", "ours.sig"); !strings.Contains(out, "Good") {
		t.Errorf("ssh-keygen says %s", out)
	}
}

func TestOpenPGP(t *testing.T) {
	made := day("2020-01-01")
	config := &packet.Config{Algorithm: packet.PubKeyAlgoEdDSA, Time: func() time.Time { return made }, KeyLifetimeSecs: 86400 * 365}
	entity, err := openpgp.NewEntity("Clerk of the marsh", "", "clerk@marsh.example", config)
	if err != nil {
		t.Fatal(err)
	}
	var public, sig bytes.Buffer
	w, err := armor.Encode(&public, openpgp.PublicKeyType, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := entity.Serialize(w); err != nil {
		t.Fatal(err)
	}
	w.Close()
	if err := openpgp.ArmoredDetachSign(&sig, entity, strings.NewReader("We agree.\n"), config); err != nil {
		t.Fatal(err)
	}
	var keys Keys
	if p := keys.AddOpenPGP("keys/clerk.asc", public.Bytes()); len(p) > 0 {
		t.Fatal(p)
	}
	for _, c := range []struct {
		text string
		keys *Keys
		at   string
		want law.SignatureState
	}{
		{"We agree.\n", &keys, "2020-05-01", law.SignatureProven},
		{"We disagree.\n", &keys, "2020-05-01", law.SignatureFalse},
		{"We agree.\n", &keys, "2022-05-01", law.SignatureOutside},
		{"We agree.\n", &Keys{}, "2020-05-01", law.SignatureUnchecked},
	} {
		if f := Check([]byte(c.text), sig.String(), c.keys, day(c.at)); f.State != c.want || f.Form != "openpgp" || f.Key == "" {
			t.Errorf("%q at %s: %+v, want %s", c.text, c.at, f, c.want)
		}
	}
	if p := keys.AddOpenPGP("keys/x.asc", []byte("no key")); len(p) != 1 {
		t.Errorf("got %v", p)
	}
}

func FuzzCheck(f *testing.F) {
	armour, err := Sign(sample("fuzz"), "polity", []byte("x"))
	if err != nil {
		f.Fatal(err)
	}
	public, err := PublicKey(sample("fuzz"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(armour, `a@b namespaces="polity" `+public)
	f.Add("-----BEGIN PGP SIGNATURE-----\n\niQEz\n-----END PGP SIGNATURE-----\n", "")
	f.Fuzz(func(t *testing.T, armour, lines string) {
		var k Keys
		k.AddAllowed("k", []byte(lines))
		if got := Check([]byte("x"), armour, &k, time.Unix(0, 0), "polity"); got.State == "" || got.State == law.SignatureProven && got.Signer == "" && got.Form == "ssh" {
			t.Errorf("%+v", got)
		}
	})
}
