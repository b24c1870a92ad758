package collect

import (
	"slices"
	"strings"
	"testing"
)

// signedStory is a movement that keeps keys: the clerk's from the start, the smith's
// for one year, and the carter's put in by the carter. The eel is in nobody's list.
const signedStory = `repo marsh
person ada Ada Weir <ada@weir.example>
person ben Ben de Oar <ben@oar.example>
key clerk
key smith
key carter
key eel

on 2011-03-06T10:00:00+01:00 ada
write law.md law
write polity.yaml polity
allow keys/allowed_signers clerk clerk@marsh.example
allow keys/allowed_signers smith smith@marsh.example valid-before=20120101Z
commit "The first law"

on 2012-03-06T10:00:00+01:00 ada
write decisions/2012-03-06-one.md act
seal decisions/2012-03-06-one.md clerk
sign clerk
commit "One"

on 2012-04-06T10:00:00+01:00 ada
write decisions/2012-04-06-two.md act
sign smith
commit "Two"

on 2012-05-06T10:00:00+01:00 ben
write decisions/2012-05-06-three.md act
seal decisions/2012-05-06-three.md eel
commit "Three"

on 2012-06-06T10:00:00+01:00 ben
write decisions/2012-06-06-four.md act
allow keys/allowed_signers carter carter@marsh.example
sign carter
commit "Four"

on 2012-07-06T10:00:00+01:00 ada
write decisions/2012-07-06-five.md act
seal decisions/2012-07-06-five.md clerk
commit "Five"
on 2012-07-07T10:00:00+01:00 ben
edit decisions/2012-07-06-five.md forged
commit "Mend a comma"

branch aside
on 2012-08-06T10:00:00+01:00 ben
write amendments/0002-noon.md amendment
commit "Noon"
switch main
on 2012-08-07T10:00:00+01:00 ada
write notes.md note
commit "A note"
on 2012-08-08T10:00:00+01:00 ada
merge aside "Merge noon"
on 2012-08-09T10:00:00+01:00 ada
write decisions/README.md note
write decisions/2012-08-09-wrong.md wrong
commit "What is no record"
-- law --
# Law

1. The sluice is open at noon.
-- polity --
movement: {id: marsh, name: The Marsh, keys: keys/allowed_signers}
works: [{id: law, files: [law.md], decide: {by: members, rule: two-thirds}}]
-- act --
---
act: acceptance
on: {work: law}
by: the meeting
---

So be it.
-- forged --
<<<<
So be it.
====
So be it not.
>>>>
-- amendment --
---
title: Noon
status: adopted
amends: [para_1]
---

Why.
-- note --
Nothing.
-- wrong --
---
act: ratified
on: {work: law}
---
`

func TestRecords(t *testing.T) {
	b := toldStory(t, signedStory)
	res := gathered(t, b.Repo())
	c := res.Commons
	if c.Works[0].Decide.Rule != "two-thirds" || !c.Works[0].Decide.Members || c.Movements[0].Keys != "keys/allowed_signers" {
		t.Errorf("%+v %+v", c.Works[0].Decide, c.Movements[0])
	}
	var got []string
	for _, a := range c.Acts {
		line := a.Path + ": " + a.Put.Subject + "/" + a.Last.Subject
		for _, s := range a.Signatures {
			line += " " + string(s.On) + "=" + string(s.State) + "/" + s.Signer
		}
		got = append(got, line)
	}
	want := []string{
		"decisions/2012-03-06-one.md: One/One commit=proven/clerk@marsh.example file=proven/clerk@marsh.example",
		"decisions/2012-04-06-two.md: Two/Two commit=outside/smith@marsh.example",
		"decisions/2012-05-06-three.md: Three/Three file=stranger/",
		"decisions/2012-06-06-four.md: Four/Four commit=new-key/carter@marsh.example",
		"decisions/2012-07-06-five.md: Five/Mend a comma file=false/",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if len(c.Amendments) != 1 || c.Amendments[0].Work != c.Works[0].ID || c.Amendments[0].Put.Subject != "Noon" || c.Amendments[0].Number != "2" {
		t.Errorf("%+v", c.Amendments)
	}
	if len(res.Problems) != 1 || res.Problems[0].Path != "decisions/2012-08-09-wrong.md" || res.Problems[0].Line != 2 {
		t.Errorf("%v", res.Problems)
	}
	if s := c.Acts[0].Signatures[0]; s.KeysAt == "" || s.Time != "2012-03-06T09:00:00Z" || s.Object != c.Acts[0].Last.Hash {
		t.Errorf("%+v", s)
	}
}
