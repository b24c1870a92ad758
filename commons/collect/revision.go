package collect

import (
	"errors"
	"fmt"
	"strings"

	"polity/commons/manifest"
	"polity/commons/repo"
)

// Revision is what repo.Resolve finds. Where there is nothing of that name the error
// says which branch or tag was likely meant, or names some of those that there are.
func Revision(r *repo.Repo, rev string) (repo.Ref, error) {
	at, err := r.Resolve(rev)
	if err == nil {
		return at, nil
	}
	name := rev
	if i := strings.IndexAny(rev, "~^"); i >= 0 {
		name = rev[:i]
	}
	if _, e := r.Resolve(name); !errors.Is(e, repo.ErrNotFound) || name == "" || name == "HEAD" {
		return at, err // the name is known, or there is no commit at all
	}
	if r.Plain {
		return at, told{fmt.Sprintf("%s is not kept in git: it has no revision %q", r.Name, name), err}
	}
	said := fmt.Sprintf("%s: no branch, tag or commit is called %q", r.Name, name)
	var names []string
	for _, x := range offeredRevs(r, "") {
		names = append(names, x.Spec)
	}
	switch near := manifest.Nearest(name, likely(name, names)); {
	case near != "":
		said += "; did you mean " + near + "?"
	case len(names) > mostNamed:
		said += fmt.Sprintf("; there are %s and %d more", strings.Join(names[:mostNamed], ", "), len(names)-mostNamed)
	case len(names) > 0:
		said += "; there are " + strings.Join(names, ", ")
	}
	if r.Mend != "" {
		said += "; this clone is incomplete, complete it with: " + r.Mend
	}
	return at, told{said, err}
}

// mostNamed is how many names a message lists.
const mostNamed = 6

// likely are the names that may be a name mistyped: those with the same digits. Whoever
// asks for v3 where there are v1 and v2 does not mean one of these.
func likely(name string, all []string) []string {
	digits := func(s string) string { return strings.Join(digitRun.FindAllString(s, -1), " ") }
	var out []string
	for _, n := range all {
		if digits(n) == digits(name) {
			out = append(out, n)
		}
	}
	return out
}
