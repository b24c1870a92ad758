package collect

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// endingStory replaces a charter by another text, and drops what was no work.
const endingStory = `repo weir
person ada Ada Weir <ada@weir.example>

on 2011-03-06T10:00:00+01:00 ada
write weir-charter.md old
write old/charter.md old
write charter-header.txt header
write README.md readme
commit "The first charter"
on 2012-03-06T10:00:00+01:00 ada
edit weir-charter.md noon
commit "Open at noon"
branch eels
on 2013-03-06T10:00:00+01:00 ada
edit weir-charter.md eels
commit "Count the eels"
ref refs/pull/7/head eels
switch main
delete-branch eels
on 2014-03-06T10:00:00+01:00 ada
remove weir-charter.md
remove old/charter.md
remove charter-header.txt
commit "Nobody keeps it"
on 2015-03-06T10:00:00+01:00 ada
write bylaws.md new
commit "Another text"
-- old --
# Charter of the Weir

1. The sluice is open at dawn.

2. Nobody owns the river.
-- header --
Print this above the charter.
-- noon --
<<<<
open at dawn
====
open at noon
>>>>
-- eels --
<<<<
Nobody owns the river
====
Nobody owns the river or its eels
>>>>
-- readme --
Nothing.
-- new --
# Bylaws

1. Whoever comes on a Thursday decides what is done on a Friday.

2. The boats are shared.
`

func gatherStory(t *testing.T, script string) *Result {
	t.Helper()
	return gathered(t, toldStory(t, script).Repo())
}

// A text that left the main line is a work that has ended; a copy put aside, and a file
// that never was a text, are none.
func TestWorksThatEnded(t *testing.T) {
	res := gatherStory(t, endingStory)
	var got []string
	for _, w := range res.Commons.Works {
		s := fmt.Sprintf("%s %s changes=%d proposals=%d", w.ID, w.Title, len(w.Changes), len(w.Proposals))
		if w.Ended != nil {
			s += fmt.Sprintf(" ended %s %s", w.Ended.Date, w.Ended.Commit.Subject)
		}
		got = append(got, s)
	}
	want := []string{
		"weir Bylaws changes=1 proposals=0",
		"weir-weir-charter Charter of the Weir changes=2 proposals=1 ended 2014-03-06 Nobody keeps it",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if res.Commons.Title != "Bylaws" || res.Commons.Sources[0].Aside != 0 || len(res.Problems) != 0 {
		t.Errorf("%q, %d aside, %v", res.Commons.Title, res.Commons.Sources[0].Aside, res.Problems)
	}
}

// What the manifest still names has ended too, and it is said where that stands.
func TestNamedWorkThatEnded(t *testing.T) {
	res := gatherStory(t, strings.Replace(endingStory, `commit "Another text"`, "write polity.yaml polity\ncommit \"Another text\"", 1)+`-- polity --
works:
  - {id: bylaws, files: [bylaws.md]}
  - {id: charter, files: [weir-charter.md]}
`)
	if len(res.Commons.Works) != 2 || res.Commons.Works[0].Ended != nil || res.Commons.Works[1].Ended == nil {
		t.Fatalf("%+v", res.Commons.Works)
	}
	if len(res.Problems) != 1 || !strings.Contains(res.Problems[0].Message, "no longer in force") {
		t.Errorf("%v", res.Problems)
	}
}
