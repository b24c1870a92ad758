package timeline

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"

	"polity/commons/law"
	"polity/commons/repo"
)

var (
	trailerLine  = newPattern(":", `^([A-Za-z0-9][A-Za-z0-9-]*)[ \t]*:(?:[ \t]+(.*)|)$`)
	personLine   = newPattern("<", `^(.*?)\s*<([^<>]*)>`)
	githubMerge  = newPattern("Merge pull request #", `^Merge pull request #(\d+) from (\S+)`)
	forgejoMerge = newPattern("Merge pull request '", `^Merge pull request '.*' \(#(\d+)\)(?: from (\S+))?`)
	squashNumber = newPattern("(#", `\(#(\d+)\)$`)
	gitlabNumber = newPattern("See merge request ", `(?m)^See merge request \S*!(\d+)$`)
	reviewedOn   = newPattern("/pull", `/pulls?/(\d+)$`)
	branchMerge  = newPattern("Merge ", `^Merge (?:remote-tracking )?branch(?:es)? '([^']+)'(?: of (\S+))?(?: into (\S+))?`)
	stashMerge   = newPattern("Auto stash before merge of ", `^Auto stash before merge of "([^"]+)" and "([^"]+)"`)
	revertedHash = newPattern("This reverts commit ", `This reverts commit ([0-9a-f]{7,40})`)
	pickedHash   = newPattern("(cherry picked from commit ", `\(cherry picked from commit ([0-9a-f]{7,40})\)`)
)

// A pattern is a regular expression and what stands in every text that fits it. Few
// texts have that, and to look for it costs next to nothing; until one does the
// expression is not even compiled.
type pattern struct {
	has  string
	expr func() *regexp.Regexp
}

func newPattern(has, expr string) pattern {
	return pattern{has, sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })}
}

// groups are what a text says in the places of the pattern, the whole first; nil where
// it does not fit.
func (p *pattern) groups(s string) []string {
	if !strings.Contains(s, p.has) {
		return nil
	}
	return p.expr().FindStringSubmatch(s)
}

// Commit is what a commit says, its people under the names they want to be known by.
// mainline is the short name of the main line's branch.
func Commit(c *repo.Commit, mainline string, people repo.Mailmap) law.Commit {
	return known(message(c, mainline), people)
}

// message reads what a commit says of itself: subject, body, trailers, and the
// proposal, branch, revert or pick that its wording names. mainline is the short
// name of the main line's branch, by which a merge of that line into itself is told
// from a proposal.
func message(c *repo.Commit, mainline string) law.Commit {
	out := law.Commit{
		Hash: c.Hash, Parents: c.Parents,
		Author: who(c.Author.Name, c.Author.Email), AuthorTime: c.Author.When,
		Committer: who(c.Committer.Name, c.Committer.Email), CommitTime: c.Committer.When,
	}
	text := strings.TrimSpace(printable(strings.ReplaceAll(c.Message, "\r\n", "\n")))
	subject, rest := firstParagraph(text)
	out.Subject = subject
	out.Body, out.Trailers = splitTrailers(rest)
	for _, t := range out.Trailers {
		if strings.EqualFold(t.Key, "Co-authored-by") {
			if p, ok := person(t.Value); ok && len(out.With) < maxWith && !slices.Contains(out.With, p) {
				out.With = append(out.With, p)
			}
		}
	}
	if m := revertedHash.groups(text); m != nil {
		out.Reverts = m[1]
	}
	if m := pickedHash.groups(text); m != nil {
		out.PickedFrom = m[1]
	}
	readMerge(&out, text, mainline)
	out.Subject = clipped(subject, maxSubject)
	return out
}

// What stands on every page that names a change is bounded, in characters: git takes
// megabytes for a name, and a movement has a few hundred changes.
const (
	maxName    = 200
	maxSubject = 1000
	maxWith    = 100 // people
)

// clipped is s, or its first so many characters.
func clipped(s string, most int) string {
	if len(s) <= most {
		return s
	}
	n := 0
	for i := range s {
		if n++; n > most {
			return s[:i] + "…"
		}
	}
	return s
}

// who is a person as git names them.
func who(name, email string) law.Person {
	return law.Person{Name: clipped(printable(name), maxName), Email: clipped(printable(email), maxName)}
}

// printable is s in UTF-8 without control characters but line breaks and tabs: an
// editor's slip in a message is nothing a page, a feed or a terminal should carry on.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

// readMerge fills Proposal, Branch and Sync.
func readMerge(c *law.Commit, text, mainline string) {
	switch {
	case match(&githubMerge, c.Subject, &c.Proposal, &c.Branch), match(&forgejoMerge, c.Subject, &c.Proposal, &c.Branch):
	case match(&squashNumber, c.Subject, &c.Proposal):
	case match(&gitlabNumber, text, &c.Proposal):
	default:
		for _, t := range c.Trailers {
			if strings.EqualFold(t.Key, "Reviewed-on") && match(&reviewedOn, t.Value, &c.Proposal) {
				break
			}
			if strings.EqualFold(t.Key, "Proposal") && t.Value != "" {
				c.Proposal = strings.TrimPrefix(t.Value, "#")
				break
			}
		}
	}
	if m := branchMerge.groups(c.Subject); m != nil && c.Branch == "" {
		c.Branch = m[1]
		into := m[3]
		c.Sync = len(c.Parents) > 1 && c.Proposal == "" && lastSegment(m[1]) == mainline && (into == "" || into == mainline)
	}
	if m := stashMerge.groups(c.Subject); m != nil && len(c.Parents) > 1 {
		c.Sync = lastSegment(m[1]) == mainline && lastSegment(m[2]) == mainline
	}
}

// match copies a pattern's groups into dst and reports whether the text fits it.
func match(p *pattern, s string, dst ...*string) bool {
	m := p.groups(s)
	if m == nil {
		return false
	}
	for i, d := range dst {
		if i+1 < len(m) {
			*d = m[i+1]
		}
	}
	return true
}

func lastSegment(ref string) string { return ref[strings.LastIndexByte(ref, '/')+1:] }

// firstParagraph splits a message as git does: the subject is the first paragraph
// with its lines joined.
func firstParagraph(text string) (subject, rest string) {
	head, rest, _ := strings.Cut(text, "\n\n")
	return strings.Join(strings.Fields(strings.ReplaceAll(head, "\n", " ")), " "), strings.TrimSpace(rest)
}

// splitTrailers takes the trailers off the end of a body, by the rules of
// git-interpret-trailers: the last paragraph, when every line of it is a trailer,
// the indented continuation of one, or a pick line.
func splitTrailers(body string) (string, []law.Trailer) {
	start := strings.LastIndex(body, "\n\n") + 2
	if start == 1 {
		start = 0
	}
	var out []law.Trailer
	var more []string // lines that go on with the last one
	end := func() {
		if len(more) > 0 {
			last := &out[len(out)-1]
			last.Value = strings.TrimSpace(last.Value + " " + strings.Join(more, " "))
			more = nil
		}
	}
	for line := range strings.Lines(body[start:]) {
		line = strings.TrimRight(line, "\n")
		switch m := trailerLine.groups(line); {
		case line == "":
		case line[0] == ' ' || line[0] == '\t':
			if len(out) == 0 {
				return body, nil
			}
			if line = strings.TrimSpace(line); line != "" {
				more = append(more, line)
			}
		case m != nil:
			end()
			out = append(out, law.Trailer{Key: m[1], Value: strings.TrimSpace(m[2])})
		case pickedHash.groups(line) != nil:
		default:
			return body, nil
		}
	}
	end()
	if len(out) == 0 {
		return body, nil
	}
	return strings.TrimSpace(body[:start]), out
}

func person(s string) (law.Person, bool) {
	m := personLine.groups(s)
	if m == nil {
		return law.Person{}, false
	}
	return who(strings.TrimSpace(m[1]), m[2]), true
}

// Read is what a commit says of itself, under the names its people want to be known by.
func Read(c *repo.Commit, people repo.Mailmap) law.Commit { return known(message(c, ""), people) }

// testMerge is the subject of the merges that forges make to see whether a proposal
// still fits.
var testMerge = newPattern("Merge ", `^Merge [0-9a-f]{40} into [0-9a-f]{40}$`)

// IsTestMerge reports whether a commit is a forge's own trial of a merge: nobody's act.
func IsTestMerge(c *repo.Commit) bool {
	subject, _, _ := strings.Cut(c.Message, "\n")
	return testMerge.groups(strings.TrimSpace(subject)) != nil
}

// known gives the people of a commit the names they want to be known by.
func known(c law.Commit, people repo.Mailmap) law.Commit {
	rename := func(p law.Person) law.Person {
		s := people.Known(repo.Stamp{Name: p.Name, Email: p.Email})
		return law.Person{Name: s.Name, Email: s.Email}
	}
	c.Author, c.Committer = rename(c.Author), rename(c.Committer)
	with := c.With
	c.With = nil
	for _, p := range with {
		if p = rename(p); !slices.Contains(c.With, p) {
			c.With = append(c.With, p)
		}
	}
	return c
}
