package site

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"polity/commons/story"
	"polity/site/model"
)

const weirStory = `
repo weir

person ada Ada Weir <ada@weir.example>

on 2001-05-01T10:00:00+02:00 ada
write charter.md text
commit "Charter of the Weir"

-- text --
# Charter of the Weir

## Article 1. The weir

The weir is opened at dusk by whoever has the key, and whoever has the key sleeps at the weir and nowhere else.

## Article 2. Eels

Eels are counted aloud as they go through, and a number that two people have heard is the number of the eels.

## Article 3. The grating

What the water leaves on the grating belongs to the mill, except what has a name on it or answers to one.
`

// The oak's rules are proposed to be the weir's charter with a word changed; they are
// replaced by it for a while, and brought back.
const oakStory = `
repo oak

person bo Bo Oak <bo@oak.example>

on 2010-05-01T10:00:00+02:00 bo
write rules.md rules
write README.md readme
commit "Rules under the Oak"

branch better
on 2011-06-08T10:00:00+02:00 bo
write rules.md weir
commit "Made it better"
ref refs/pull/1/head better

branch moon main
on 2011-07-08T10:00:00+02:00 bo
write rules.md moon
commit "Another moon"
ref refs/pull/2/head moon

branch goats main
on 2011-08-08T10:00:00+02:00 bo
write rules.md goats
commit "Goats"
ref refs/pull/3/head goats

switch main
on 2012-06-08T10:00:00+02:00 bo
write rules.md weir
commit "The weir's, for a year"

on 2013-06-08T10:00:00+02:00 bo
write rules.md rules
commit "Ours again"

-- readme --
Rules.
-- rules --
# Rules under the Oak

## Article 1. The moon

We meet under the oak at the new moon, and if it rains we meet under it all the same and are shorter about it.

## Article 2. Speaking

Nobody speaks twice before everybody has spoken who wants to, and the oak counts as having spoken.
-- moon --
# Rules under the Oak

## Article 1. The moon

We meet under the oak at the full moon, and if it rains we meet under it all the same and are shorter about it.

## Article 2. Speaking

Nobody speaks twice before everybody has spoken who wants to, and the oak counts as having spoken.
-- goats --
# Of Goats

## Article 1. Votes

Goats have no vote, whatever they may have been told by those who want to sell them before the winter.
-- weir --
# Rules under the Oak

## Article 1. The weir

The weir is opened at dusk by whoever has the key, and whoever has the key sleeps at the weir and nowhere else.

## Article 2. Eels

Eels are counted aloud as they go through, and a number that two people have heard is the number of the eels.

## Article 3. The grating

What the water leaves on the grating belongs to the oak, except what has a name on it or answers to one.
`

// Where git names one parent and the words another, pages say both.
func TestElsewhere(t *testing.T) {
	built, err := story.Build(fstest.MapFS{"weir.txtar": {Data: []byte(weirStory)}, "oak.txtar": {Data: []byte(oakStory)}}, "weir", "oak")
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	var args []string
	for i, name := range []string{"weir", "oak"} {
		args = append(args, filepath.Join(folder, name))
		if err := built[i].WriteDir(args[i]); err != nil {
			t.Fatal(err)
		}
	}
	s, err := Look(context.Background(), Options{Args: args})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for i, l := range s.Plan.Pages {
		var said []model.Piece
		switch b := s.Plan.Page(i).Body.(type) {
		case *model.Proposal:
			said = b.Elsewhere
		case *model.Change:
			said = b.Elsewhere
		}
		for _, p := range said {
			got[l.Path] += p.Text
		}
	}
	for path, want := range map[string]string{
		"oak/proposals/1/index.html": "Git says that it descends from this text, where 0% of its words stand. Its words come from Charter of the Weir, where 99% stand as of 1 May 2001.",
		"oak/proposals/2/index.html": "",
		"oak/proposals/3/index.html": "It is a new text: 0% of its words stand in the text that it left from.",
		"oak/changes/2/index.html":   "The text was replaced by another: 0% of its words stood in the one before. They come from Charter of the Weir, where 99% stand as of 1 May 2001.",
		"oak/changes/3/index.html":   "0% of its words stood in the text before. 100% stood in earlier texts of this work: it brings words back.",
	} {
		if got[path] != want {
			t.Errorf("%s says %q, want %q", path, got[path], want)
		}
	}
	if t.Failed() {
		t.Log(strings.ReplaceAll(fmt.Sprint(got), "index.html:", "\n"))
	}
}
