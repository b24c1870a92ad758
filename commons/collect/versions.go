package collect

import (
	"fmt"
	"iter"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"polity/commons/law"
	"polity/commons/manifest"
	"polity/commons/timeline"
)

func mapKeys[V any](m map[string]V) iter.Seq[string] { return maps.Keys(m) }

// versions turns states into versions, with dates, names and IDs. texts are by key;
// at finds the state that a declared version shows, -1 where it shows none.
func versions(h *timeline.History, texts map[string]*law.Text, named manifest.Versions, at func(manifest.Version) int) []law.Version {
	out := make([]law.Version, len(h.States))
	for i, s := range h.States {
		v := law.Version{Commit: s.Commit, Parents: s.Parents, Main: s.Main, Tags: s.Tags, Text: texts[s.Key], Key: s.Key}
		if len(s.Tags) > 0 {
			v.Name = s.Tags[0]
		}
		v.Dates = datesOf(&v)
		if len(s.Files) == 0 {
			out[i] = v
			continue
		}
		if date, _ := nameOfDated(s.Files[0].Path); v.Dates.Published == "" && date >= firstYear && (slices.Contains(s.Tags, string(date)) || v.Dates.Committed == "") {
			v.Dates.Published = date // of an edition, or of a file that no commit dates
		}
		out[i] = v
	}
	for _, n := range named.List {
		if i := at(n); i >= 0 {
			declare(&out[i], n)
		}
	}
	nameIDs(out)
	return out
}

// declare gives a version the name and dates that its movement declares.
func declare(v *law.Version, n manifest.Version) {
	v.Name = n.Name
	for _, d := range []struct {
		to   *law.Date
		from law.Date
	}{
		{&v.Dates.Proposed, n.Dates.Proposed},
		{&v.Dates.Adopted, n.Dates.Adopted},
		{&v.Dates.Published, n.Dates.Published},
		{&v.Dates.InForce, n.Dates.InForce},
	} {
		if d.from != "" {
			*d.to = d.from
		}
	}
}

// datesOf keeps four dates apart. Trailers win over front matter, front matter over
// git; the date of a tag or commit is kept as Committed and never called another.
func datesOf(v *law.Version) law.Dates {
	var d law.Dates
	d.Committed = commitDate(v.Commit)
	if x := isoDate(v.Text.Front["last_updated"]); x != "" {
		d.InForce = x
	}
	for _, t := range v.Commit.Trailers {
		x := isoDate(t.Value)
		switch {
		case x == "":
		case strings.EqualFold(t.Key, "Source-Date"):
			d.Published = x
		case strings.EqualFold(t.Key, "Effective-Date"), strings.EqualFold(t.Key, "In-Force"):
			d.InForce = x
		case strings.EqualFold(t.Key, "Adopted"), strings.EqualFold(t.Key, "Adoption-Date"):
			d.Adopted = x
		}
	}
	if d.Adopted == "" && placeholder(v.Commit.AuthorTime) {
		d.Adopted = dateInSubject(v.Commit.Subject)
	}
	return d
}

// commitDate is the day the author wrote. Git cannot name days before 1970: the
// first two days of that year are what tools write instead, and mean nothing.
func commitDate(c law.Commit) law.Date {
	if placeholder(c.AuthorTime) {
		return ""
	}
	return law.Date(c.AuthorTime.Format(time.DateOnly))
}

func placeholder(t time.Time) bool {
	u := t.UTC()
	return u.IsZero() || u.Year() < 1970 || (u.Year() == 1970 && u.YearDay() <= 2)
}

var (
	isoPattern = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}`)
	atEnd      = regexp.MustCompile(`(?:--|[–—(])\s*(\d{1,2})[/.](\d{1,2})[/.](\d{4})\)?["'.]?$`)
	atEndISO   = regexp.MustCompile(`(?:--|[–—(])\s*(\d{4}-\d{2}-\d{2})\)?["'.]?$`)
)

func isoDate(s string) law.Date {
	m := isoPattern.FindString(strings.TrimSpace(s))
	if _, err := time.Parse(time.DateOnly, m); err != nil {
		return ""
	}
	return law.Date(m)
}

// dateInSubject reads a date set off at the end of a commit's subject, year first
// or day first. Where day and month could be either it is read day first, as the
// world but one country writes.
func dateInSubject(subject string) law.Date {
	if m := atEndISO.FindStringSubmatch(subject); m != nil {
		return isoDate(m[1])
	}
	if m := atEnd.FindStringSubmatch(subject); m != nil {
		return isoDate(fmt.Sprintf("%s-%02s-%02s", m[3], m[2], m[1]))
	}
	return ""
}

// nameIDs gives every version an ID: its name, else its date where it is the last
// of the main line on that day, else the beginning of its commit.
func nameIDs(vs []law.Version) {
	lastOn := map[law.Date]int{}
	for i := range vs {
		if d := vs[i].Dates.Best(); vs[i].Main && d != "" {
			lastOn[d] = i
		}
	}
	used := map[string]bool{}
	for i := range vs {
		id := slug(vs[i].Name)
		if id == "" || used[id] {
			id = ""
			if d := vs[i].Dates.Best(); d != "" && lastOn[d] == i && vs[i].Main && !used[string(d)] {
				id = string(d)
			}
		}
		for n := 8; id == "" || used[id]; n++ {
			id = shortest(vs[i].Commit.Hash, n, i)
		}
		used[id] = true
		vs[i].ID = id
	}
}

func shortest(hash string, n, i int) string {
	if n > len(hash) {
		return fmt.Sprintf("v%d", i+1)
	}
	return hash[:n]
}

// slug is a name for addresses: lower case ASCII letters, digits, dots and hyphens;
// "" where nothing is left.
func slug(s string) string {
	var b strings.Builder
	for _, r := range foldKeepingBreaks(s) {
		switch {
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9' || r == '.':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	out := strings.Trim(b.String(), "-.")
	if strings.IndexFunc(out, func(r rune) bool { return r != '.' && r != '-' }) < 0 {
		return ""
	}
	return out
}

// foldKeepingBreaks is s in lower case with the marks of Latin letters gone.
func foldKeepingBreaks(s string) string {
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == '-' || r == '_' || r == ' ' || r == '/' })
	for i, p := range parts {
		if dotted := strings.Split(p, "."); len(dotted) > 1 {
			for j := range dotted {
				dotted[j] = fold(dotted[j])
			}
			parts[i] = strings.Join(dotted, ".")
			continue
		}
		parts[i] = fold(p)
	}
	return strings.Join(slices.DeleteFunc(parts, func(p string) bool { return p == "" }), "-")
}
