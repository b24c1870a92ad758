package timeline

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"polity/commons/law"
	"polity/commons/repo"
)

func TestMessage(t *testing.T) {
	two := []string{"aaaa", "bbbb"}
	cases := map[string]struct {
		text    string
		parents []string
		want    law.Commit
	}{
		"github merge": {
			"Merge pull request #12 from ola/weirs\n\nKeep the weir low", two,
			law.Commit{Subject: "Merge pull request #12 from ola/weirs", Body: "Keep the weir low", Proposal: "12", Branch: "ola/weirs"},
		},
		"forgejo merge": {
			"Merge pull request 'Keep the weir low' (#3) from ola/weirs into main\n\nReviewed-on: https://forge.example/a/b/pulls/3", two,
			law.Commit{
				Subject: "Merge pull request 'Keep the weir low' (#3) from ola/weirs into main", Proposal: "3", Branch: "ola/weirs",
				Trailers: []law.Trailer{{Key: "Reviewed-on", Value: "https://forge.example/a/b/pulls/3"}},
			},
		},
		"reviewed on": {
			"Keep the weir low\n\nReviewed-on: https://forge.example/a/b/pulls/3", nil,
			law.Commit{Subject: "Keep the weir low", Proposal: "3", Trailers: []law.Trailer{{Key: "Reviewed-on", Value: "https://forge.example/a/b/pulls/3"}}},
		},
		"gitlab merge": {
			"Merge branch 'weirs' into 'main'\n\nKeep the weir low\n\nSee merge request river/charter!7", two,
			law.Commit{Subject: "Merge branch 'weirs' into 'main'", Body: "Keep the weir low\n\nSee merge request river/charter!7", Proposal: "7", Branch: "weirs"},
		},
		"squash": {"Keep the weir low (#41)", nil, law.Commit{Subject: "Keep the weir low (#41)", Proposal: "41"}},
		"main into itself": {
			"Merge branch 'main' of https://forge.example/a/b", two,
			law.Commit{Subject: "Merge branch 'main' of https://forge.example/a/b", Branch: "main", Sync: true},
		},
		"main into a branch": {
			"Merge branch 'main' into weirs", two,
			law.Commit{Subject: "Merge branch 'main' into weirs", Branch: "main"},
		},
		"a branch": {"Merge branch 'weirs'", two, law.Commit{Subject: "Merge branch 'weirs'", Branch: "weirs"}},
		"stash": {
			"Auto stash before merge of \"main\" and \"origin/main\"", two,
			law.Commit{Subject: "Auto stash before merge of \"main\" and \"origin/main\"", Sync: true},
		},
		"trailers": {
			"Subject\nover two lines\n\nWhy.\n\nSource-Id:\nSource-Date: 2011-04-03\nCo-authored-by: Ola Reed <ola@river.example>\nNote: long\n  and longer", nil,
			law.Commit{
				Subject: "Subject over two lines", Body: "Why.", With: []law.Person{{Name: "Ola Reed", Email: "ola@river.example"}},
				Trailers: []law.Trailer{{Key: "Source-Id"}, {Key: "Source-Date", Value: "2011-04-03"}, {Key: "Co-authored-by", Value: "Ola Reed <ola@river.example>"}, {Key: "Note", Value: "long and longer"}},
			},
		},
		"prose is no trailer": {"Subject\n\nNote: this is\nnot a trailer", nil, law.Commit{Subject: "Subject", Body: "Note: this is\nnot a trailer"}},
		"revert": {
			"Revert \"Keep the weir low\"\n\nThis reverts commit 0123456789abcdef0123456789abcdef01234567.", nil,
			law.Commit{Subject: "Revert \"Keep the weir low\"", Body: "This reverts commit 0123456789abcdef0123456789abcdef01234567.", Reverts: "0123456789abcdef0123456789abcdef01234567"},
		},
		"pick": {
			"Keep it low\n\n(cherry picked from commit 0123456789abcdef0123456789abcdef01234567)", nil,
			law.Commit{Subject: "Keep it low", Body: "(cherry picked from commit 0123456789abcdef0123456789abcdef01234567)", PickedFrom: "0123456789abcdef0123456789abcdef01234567"},
		},
		"control characters": {"Keep\x0f it\x1b[31m low\r\n\nWhy\x00.", nil, law.Commit{Subject: "Keep it[31m low", Body: "Why."}},
		"empty":              {"", nil, law.Commit{}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			c.want.Parents = c.parents
			got := message(&repo.Commit{Message: c.text, Parents: c.parents}, "main")
			if d := cmp.Diff(c.want, got); d != "" {
				t.Error(d)
			}
		})
	}
}

// A commit that says megabytes of itself is read in no time, and what stands on many
// pages is cut.
func TestMessageOfMegabytes(t *testing.T) {
	long := repo.Stamp{Name: strings.Repeat("Ölä ", 250000), Email: strings.Repeat("o", 1<<20)}
	subject := strings.Repeat("Keep the weir low. ", 50000) + "(#41)"
	var people strings.Builder
	for i := range 100000 {
		fmt.Fprintf(&people, "Co-authored-by: P%d <p@weir.example>\n", i)
	}
	c := Commit(&repo.Commit{Author: long, Committer: long, Message: subject + "\n\n" + people.String()}, "main", repo.Mailmap{})
	for _, s := range []string{c.Author.Name, c.Author.Email, c.Committer.Name} {
		if n := utf8.RuneCountInString(s); n != maxName+1 || !strings.HasSuffix(s, "…") {
			t.Errorf("%d characters are left of a name, %q", n, s[max(0, len(s)-10):])
		}
	}
	if n := utf8.RuneCountInString(c.Subject); n != maxSubject+1 || c.Proposal != "41" {
		t.Errorf("%d characters are left of the subject, proposal %q", n, c.Proposal)
	}
	if len(c.With) != maxWith {
		t.Errorf("%d people, want %d", len(c.With), maxWith)
	}
	c = Commit(&repo.Commit{Message: "Weir\n\nReason: a" + strings.Repeat("\n b", 1<<20)}, "main", repo.Mailmap{})
	if len(c.Trailers) != 1 || len(c.Trailers[0].Value) != 1+2<<20 {
		t.Errorf("%d trailers", len(c.Trailers))
	}
}
