package collect

import (
	"slices"
	"strings"
	"testing"

	"polity/commons/law"
	"polity/commons/repo"
)

// marsh is what the movement of these stories writes.
const marsh = `-- polity --
movement: {id: marsh, name: The Marsh, keys: keys/allowed_signers}
works: [{id: law, files: [law.md]}]
-- law --
# Law

1. Nobody drains the marsh.
-- one --
# Law

1. Nobody drains the marsh by day.
-- two --
# Law

1. Nobody drains the marsh by night.
-- three --
# Law

1. Nobody drains the marsh in spring.
`

// signedChanges is a text whose changes are signed by those who may and by those who
// may not.
const signedChanges = `repo marsh
person ada Ada Marsh <ada@marsh.example>
key clerk
key smith
key scribe
key eel
key carter
on 2011-03-06T10:00:00+01:00 ada
write law.md law
write polity.yaml polity
allow keys/allowed_signers clerk clerk@marsh.example
allow keys/allowed_signers smith smith@marsh.example valid-before=20120101Z
allow keys/allowed_signers scribe scribe@marsh.example namespaces=file
commit "Nobody signs the first"
on 2012-01-06T10:00:00+01:00 ada
write law.md one
sign clerk
commit "By the clerk"
on 2012-02-06T10:00:00+01:00 ada
write law.md two
sign smith
commit "By the smith, too late"
on 2012-03-06T10:00:00+01:00 ada
write law.md three
sign scribe
commit "With a key for files"
on 2012-04-06T10:00:00+01:00 ada
write law.md four
sign eel
commit "By a stranger"
on 2012-05-06T10:00:00+01:00 ada
write law.md five
allow keys/allowed_signers carter carter@marsh.example
sign carter
commit "Who lists the key with the act"
` + marsh + `-- four --
# Law

1. Nobody drains the marsh in autumn.
-- five --
# Law

1. Nobody drains the marsh at all.
`

// The commits that changed a text are checked as those of records are, against the list
// that the movement kept before; a signature made for something else fits nothing.
func TestChangesThatAreSigned(t *testing.T) {
	b := toldStory(t, signedChanges)
	head, err := b.Repo().Resolve("main")
	if err != nil {
		t.Fatal(err)
	}
	clerk, err := b.Repo().Resolve("main~4")
	if err != nil {
		t.Fatal(err)
	}
	_, stolen, err := b.Repo().Signed(clerk.Hash)
	if err != nil || stolen == "" {
		t.Fatalf("%q %v", stolen, err)
	}
	forged := b.MustCommit(repo.Draft{
		Parents: []repo.Hash{head.Hash}, Message: "With the clerk's signature of another", Author: repo.Stamp{Name: "Eel", Email: "eel@marsh.example"},
		Edits: map[string]string{"law.md": "# Law\n\n1. The eel drains the marsh.\n"}, Sign: func([]byte) (string, error) { return stolen, nil },
	})
	if err := b.SetRef("refs/heads/main", forged); err != nil {
		t.Fatal(err)
	}
	res := gathered(t, b.Repo())
	var got []string
	for _, x := range res.Commons.Works[0].Changes {
		line := "unsigned"
		for _, s := range x.Signatures {
			line = string(s.On) + " " + string(s.State) + " " + s.Signer
			if s.State == law.SignatureProven && (s.Object != x.Commit.Hash || s.KeysAt != x.Commit.Parents[0] || s.Keys != "keys/allowed_signers") {
				t.Errorf("%+v", s)
			}
		}
		got = append(got, strings.TrimSpace(line))
	}
	want := []string{
		"unsigned", "commit proven clerk@marsh.example", "commit outside smith@marsh.example", "commit purpose scribe@marsh.example",
		"commit stranger", "commit new-key carter@marsh.example", "commit false",
	}
	for i := range got {
		if s, _, ok := strings.Cut(got[i], " false"); ok {
			got[i] = s + " false"
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// signedSteps is a proposal of three commits: by the clerk, by who lists a key of its own
// beside it, and once more with that key, as if it had been listed all along.
const signedSteps = `repo marsh
person ada Ada Marsh <ada@marsh.example>
key clerk
key eel
on 2011-03-06T10:00:00+01:00 ada
write law.md law
write polity.yaml polity
allow keys/allowed_signers clerk clerk@marsh.example
commit "The law"
branch drain
on 2012-01-06T10:00:00+01:00 ada
write law.md one
sign clerk
commit "By the clerk"
on 2012-02-06T10:00:00+01:00 ada
write law.md two
allow keys/allowed_signers eel eel@marsh.example
sign eel
commit "Who lists a key"
on 2012-03-06T10:00:00+01:00 ada
write law.md three
sign eel
commit "With that key"
switch main
on 2012-04-06T10:00:00+01:00 ada
merge drain "Merge pull request #3 from ada/drain"
` + marsh

// The commits between are checked too, by the keys that the movement had before it
// merged them: a branch cannot list its own.
func TestStepsThatAreSigned(t *testing.T) {
	changes := gathered(t, toldStory(t, signedSteps).Repo()).Commons.Works[0].Changes
	var got []string
	for _, s := range changes[len(changes)-1].Steps {
		for _, x := range s.Signatures {
			got = append(got, strings.TrimSpace(string(x.State)+" "+x.Signer))
		}
	}
	if want := []string{"proven clerk@marsh.example", "stranger", "stranger"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
