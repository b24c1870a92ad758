package record

import (
	"slices"
	"strings"

	"polity/commons/law"
	"polity/commons/report"
)

// Amendment reads the record of an amendment. ok is false where the file is none: it
// has no front matter, or nothing in it that such a record has. path gives its number
// and is used in problems. Work and Movement are what the file says of them; Put, Last
// and Signatures are left to those who know the repository.
func Amendment(path string, data []byte) (a law.Amendment, ok bool, problems []report.Problem) {
	f, why := open(path, data)
	if f != nil && f.keys == nil {
		return a, false, f.problems
	}
	if f == nil || len(f.problems) == 0 && f.keys["title"] == nil && f.keys["status"] == nil {
		return a, false, nil
	}
	f.known("the record of an amendment", "title", "number", "work", "status", "author", "created", "adopted", "published", "in_force",
		"amends", "affects", "discussion", "supersedes", "proposal", "commits", "votes")
	a.Number, a.Name = nameOf(path)
	if n := f.text("number"); n != "" {
		a.Number = strings.TrimLeft(n, "0#")
	}
	a.Path, a.Reasons = path, why
	a.Title, a.Work, a.Author, a.Discussion = f.text("title"), f.text("work"), f.text("author"), f.text("discussion")
	a.Status = law.AmendmentStatus(f.oneOf("status", f.keys["status"], words(law.AmendmentStatuses[:])))
	a.Dates = law.Dates{Proposed: f.date("created"), Adopted: f.date("adopted"), Published: f.date("published"), InForce: f.date("in_force")}
	a.Amends, a.Affects, a.Supersedes = f.list("amends"), f.list("affects"), f.list("supersedes")
	a.Proposal, a.Commits, a.Votes = strings.TrimLeft(f.text("proposal"), "#!"), f.list("commits"), f.votes()
	f.backwards(a)
	return a, true, report.Sort(f.problems)
}

// backwards warns of dates that run backwards.
func (f *front) backwards(a law.Amendment) {
	if a.Dates.Proposed != "" && a.Dates.Adopted != "" && before(a.Dates.Adopted, a.Dates.Proposed) {
		f.add(f.keys["adopted"], report.Warning, "It was adopted before it was created, by these dates.", "Set one of the two right.")
	}
}

// before compares as far as both are known.
func before(a, b law.Date) bool {
	n := min(len(a), len(b))
	return a[:n] < b[:n]
}

func words[S ~string](list []S) []string {
	out := make([]string, len(list))
	for i, w := range list {
		out[i] = string(w)
	}
	return slices.Clip(out)
}
