package draft

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"polity/commons/law"
	"polity/commons/record"
	"polity/commons/report"
)

var day = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}$`)

// Decision is the draft of an act of a movement. why is its reasons in Markdown. name is
// the last part of the file's name, "" for one made of the act's kind and what it is on.
// Only what the record itself says is used: Kind, On, Effect, Date (a day), By, Votes
// and Minutes. The error says what the record would not say as it is meant.
func Decision(a law.Act, why, name string) (*Draft, error) {
	switch {
	case a.On.Work == "":
		return nil, errors.New("a decision must say what it is on")
	case !day.MatchString(string(a.Date)):
		return nil, fmt.Errorf("«%s» is not a day, such as 2026-03-01", a.Date)
	case a.Effect != "" && a.Kind != law.Objection && a.Kind != law.Reservation:
		return nil, fmt.Errorf("an act of the kind «%s» has no effect of its own: only objections and reservations have", a.Kind)
	}
	if name == "" {
		name = string(a.Kind) + "-" + subject(a.On)
	}
	if name = Slug(name); name == "" {
		return nil, errors.New("a file's name needs letters or digits of ASCII")
	}
	a.Path = record.Decisions + "/" + string(a.Date) + "-" + name + ".md"
	data := record.FormatAct(a, why)
	got, ok, problems := record.Act(a.Path, data)
	got.Reasons = nil
	if !ok || len(problems) > 0 || !reflect.DeepEqual(got, plain(a)) {
		return nil, unread(data, problems)
	}
	return &Draft{Files: []File{{a.Path, data}}, Message: message(a)}, nil
}

// plain is an act without what only its repository knows.
func plain(a law.Act) law.Act {
	a.Movement, a.Reasons, a.Filing = "", nil, law.Filing{Path: a.Path}
	if len(a.On.Clauses) == 0 {
		a.On.Clauses = nil
	}
	return a
}

// unread says why a record would not read back.
func unread(data []byte, problems []report.Problem) error {
	if len(problems) > 0 {
		return errors.New(problems[0].String())
	}
	return fmt.Errorf("this would not read back as it is meant:\n%s", bytes.TrimSpace(data))
}

// subject is what an act is on, for a file's name.
func subject(o law.Object) string {
	if o.Decision != "" {
		return strings.TrimSuffix(last(o.Decision), ".md")
	}
	words := []string{strings.TrimSuffix(last(o.Work), ".git")}
	if o.Amendment != "" {
		words = append(words, "amendment", o.Amendment)
	} else if o.Version != "" {
		words = append(words, o.Version)
	}
	return strings.Join(words, "-")
}

func last(path string) string {
	path = strings.TrimRight(path, "/")
	return path[strings.LastIndexAny(path, "/:")+1:]
}

// message is what the commit of an act says.
func message(a law.Act) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: ", strings.ToUpper(string(a.Kind[:1]))+string(a.Kind[1:]))
	switch {
	case a.On.Decision != "":
		fmt.Fprintf(&b, "on %s of %s", a.On.Decision, a.On.Work)
	case a.On.Amendment != "":
		fmt.Fprintf(&b, "amendment %s of %s", a.On.Amendment, a.On.Work)
	case a.On.Version != "":
		fmt.Fprintf(&b, "%s, %s", a.On.Work, a.On.Version)
	default:
		b.WriteString(a.On.Work)
	}
	if len(a.On.Clauses) > 0 {
		fmt.Fprintf(&b, ", %s", few(a.On.Clauses))
	}
	if a.On.Digest != "" {
		fmt.Fprintf(&b, "\n\nBound to the text %s", a.On.Digest)
	}
	b.WriteByte('\n')
	return b.String()
}

// maxSlug keeps file names short.
const maxSlug = 60

// Slug is words as part of a file's name: lower case letters and digits of ASCII with
// single dashes; "" where nothing is left of them.
func Slug(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		switch r = unicode.ToLower(r); {
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
			b.WriteRune(r)
		case unicode.Is(unicode.Mn, r):
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
		if b.Len() >= maxSlug {
			break
		}
	}
	return strings.Trim(b.String(), "-")
}
