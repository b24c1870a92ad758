package draft

import (
	"errors"
	"fmt"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"polity/commons/law"
	"polity/commons/record"
)

// Amendment is the draft of an amendment's record, in a folder of records («amendments»).
// why is its reasons in Markdown, summary one line on what it does, which comes to stand
// above them and in the commit's message. name is the words of the file's name, "" for
// those of the title. Only what the record itself says is used.
func Amendment(a law.Amendment, folder, name, summary, why string) (*Draft, error) {
	if a.Title == "" {
		return nil, errors.New("an amendment's record needs a title")
	}
	if !regexp.MustCompile(`^[1-9][0-9]{0,5}[a-z]?$`).MatchString(a.Number) {
		return nil, fmt.Errorf("«%s» is no number of an amendment, such as 7 or 7a", a.Number)
	}
	a.Movement, a.Reasons = "", nil
	a.Name = Slug(name)
	if a.Name == "" {
		a.Name = Slug(a.Title)
	}
	if a.Name == "" {
		a.Name = "amendment" // a title in a script that file names are not written in
	}
	digits := strings.TrimRight(a.Number, "abcdefghijklmnopqrstuvwxyz")
	file := strings.Repeat("0", max(0, 4-len(digits))) + a.Number + "-" + a.Name + ".md"
	a.Filing = law.Filing{Path: path.Join(folder, file)}
	data := record.FormatAmendment(a, strings.Trim(summary+"\n\n"+strings.TrimSpace(why), "\n"))
	got, ok, problems := record.Amendment(a.Path, data)
	got.Reasons = nil
	if !ok || len(problems) > 0 || !reflect.DeepEqual(got, unlisted(a)) {
		return nil, unread(data, problems)
	}
	message := a.Title + "\n"
	if summary != "" {
		message += "\n" + summary + "\n"
	}
	return &Draft{Files: []File{{a.Path, data}}, Message: message + "\nAmendment: " + a.Number + "\n"}, nil
}

// unlisted is an amendment whose empty lists are nil, as they are read.
func unlisted(a law.Amendment) law.Amendment {
	for _, list := range []*[]string{&a.Amends, &a.Affects, &a.Supersedes, &a.Commits} {
		if len(*list) == 0 {
			*list = nil
		}
	}
	return a
}

var leading = regexp.MustCompile(`^0*([0-9]{1,6})[a-z]?([-_. ]|$)`)

// Next is the number after the highest that files of records bear: «1» where none does.
// Files named by a date bear none.
func Next(files []string) string {
	highest := 0
	for _, f := range files {
		base := strings.TrimSuffix(path.Base(f), path.Ext(f))
		m := leading.FindStringSubmatch(base)
		if m == nil || len(base) > 9 && regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}`).MatchString(base) || !record.IsRecord(f) {
			continue
		}
		n, err := strconv.Atoi(m[1])
		if err == nil {
			highest = max(highest, n)
		}
	}
	return strconv.Itoa(highest + 1)
}

// Folder is where the records of amendments stand, by the paths of a repository's
// files: at its root, else in the only folder at its root that holds some.
func Folder(files []string) string {
	var found []string
	for _, f := range files {
		dir := path.Dir(f)
		if path.Base(dir) == record.Amendments && strings.Count(dir, "/") < 2 && record.IsRecord(f) && !slices.Contains(found, dir) {
			found = append(found, dir)
		}
	}
	if len(found) == 1 {
		return found[0]
	}
	return record.Amendments
}
