package site

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"polity/commons/story"
)

// endedStory is a charter that made way for bylaws, with what was proposed for it.
const endedStory = `repo weir
person ada Ada Weir <ada@weir.example>
on 2011-03-06T10:00:00+01:00 ada
write charter.md old
commit "The first charter"
branch noon
on 2012-03-06T10:00:00+01:00 ada
edit charter.md noon
commit "Open at noon"
ref refs/pull/3/head noon
switch main
on 2012-04-06T10:00:00+01:00 ada
merge noon "Merge pull request #3 from ada/noon"
delete-branch noon
branch eels
on 2013-03-06T10:00:00+01:00 ada
edit charter.md eels
commit "Count the eels"
ref refs/pull/7/head eels
on 2013-03-07T10:00:00+01:00 ada
edit charter.md pike
commit "And the pike"
switch main
on 2014-03-06T10:00:00+01:00 ada
remove charter.md
write bylaws.md new
commit "Another text"
-- old --
# Charter of the Weir

1. The sluice is open at dawn.

2. Nobody owns the river.
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
-- pike --
<<<<
its eels
====
its eels, its pike or its perch
>>>>
-- new --
# Bylaws

1. Whoever comes on a Thursday decides what is done on a Friday.

2. The boats are shared among all who row them.
`

// A work that ended keeps its pages, and each says so; what was proposed for it is
// weighed by its last text.
func TestWorkThatEnded(t *testing.T) {
	b, err := story.FromText("weir", []byte(endedStory))
	if err != nil {
		t.Fatal(err)
	}
	dir, out := filepath.Join(t.TempDir(), "weir"), filepath.Join(t.TempDir(), "out")
	if err := b.WriteDir(dir); err != nil {
		t.Fatal(err)
	}
	if _, err := Build(context.Background(), Options{Args: []string{dir}, Out: out}); err != nil {
		t.Fatal(err)
	}
	const ended = "This work is no longer in force. Its text left the main line on 6 March 2014. What stands there now: Bylaws"
	for page, says := range map[string][]string{
		"index.html":                          {"Charter of the Weir", "no longer in force since 6 March 2014"},
		"weir-charter/index.html":             {ended, "The sluice is open at noon."},
		"weir-charter/para_1/index.html":      {ended},
		"weir-charter/history/index.html":     {ended},
		"weir-charter/proposals/index.html":   {ended, "Last commit in the main line\n1", "Last commit in another branch only\n1", "Not merged, and fit the last text\n1", "Requests kept in the repository\n2; the main line has the last commit of 1, another branch that of 1"},
		"weir-charter/proposals/3/index.html": {ended, "Was in force.", "100% of its words stand in the last text"},
		"weir-charter/proposals/7/index.html": {ended, "No longer applies.", "The branch “eels”, which is not the main line, has its last commit.", "it fits the last text"},
		"weir/index.html":                     {"Whoever comes on a Thursday"},
		"proposals/index.html":                {"Nothing waits for a decision"},
	} {
		text := mainOf(t, out, page)
		for _, s := range says {
			if !strings.Contains(text, s) {
				t.Errorf("%s does not say %q:\n%s", page, s, text)
			}
		}
		if page == "weir/index.html" && strings.Contains(text, "no longer in force") {
			t.Errorf("what is in force says that it is not:\n%s", text)
		}
	}
}
