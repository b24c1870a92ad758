package manifest

import (
	"fmt"
	"net/url"
	"path"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/bmatcuk/doublestar/v4"
	"go.yaml.in/yaml/v3"
	"golang.org/x/text/language"

	"polity/commons/law"
	"polity/commons/report"
)

// scalar is a node's text as it is written, so that 1.10 stays 1.10 and a date
// without quotes stays what it says.
func (r *reader) scalar(n *yaml.Node) (string, *yaml.Node, bool) {
	n = r.follows(n)
	if isNull(n) {
		return "", n, false
	}
	if n.Kind != yaml.ScalarNode {
		r.add(n, report.Error, fmt.Sprintf("One value is wanted here, not %s.", kindName(n)), "Write the value behind the key.")
		return "", n, false
	}
	return strings.TrimSpace(n.Value), n, true
}

// check is asked whether a value is good; it reports what is wrong itself.
type check func(n *yaml.Node, s string) bool

// text reads a value that any words may be.
func (r *reader) text(to *string) func(*yaml.Node) {
	return r.one(to, func(*yaml.Node, string) bool { return true })
}

// one reads a value that a check lets pass.
func (r *reader) one(to *string, ok check) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if s, n, is := r.scalar(n); is && ok(n, s) {
			*to = s
		}
	}
}

// checked reads a list of values, each of which a check lets pass; one value alone is a list of one.
func (r *reader) checked(to *[]string, ok check) func(*yaml.Node) {
	return r.each("", func(n *yaml.Node) {
		if s, n, is := r.scalar(n); is && ok(n, s) {
			*to = append(*to, s)
		}
	})
}

func anything(*yaml.Node, string) bool { return true }

// number reads a whole number within bounds.
func (r *reader) number(to *int, least, most int) func(*yaml.Node) {
	return func(n *yaml.Node) {
		s, n, ok := r.scalar(n)
		if !ok {
			return
		}
		v, err := strconv.Atoi(s)
		if err != nil || v < least || v > most {
			r.add(n, report.Error, fmt.Sprintf("«%s» is not a whole number from %d to %d.", clip(s), least, most), "")
			return
		}
		*to = v
	}
}

// date reads a year, month or day.
func (r *reader) date(to *law.Date) func(*yaml.Node) {
	return func(n *yaml.Node) {
		s, n, ok := r.scalar(n)
		if !ok {
			return
		}
		if !ValidDate(s) {
			r.add(n, report.Error, fmt.Sprintf("«%s» is not a date.", clip(s)), `Write it as "2011-03-06", "2011-03" or "2011"; leave it out where it is unknown.`)
			return
		}
		*to = law.Date(s)
	}
}

// ValidDate reports whether a text is a day, month or year that the calendar has.
func ValidDate(s string) bool {
	for _, form := range []string{"2006-01-02", "2006-01", "2006"} {
		if len(s) == len(form) {
			_, err := time.Parse(form, s)
			return err == nil
		}
	}
	return false
}

var slugForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// ValidSlug reports whether a text can stand in an address as an id: at most 64 small
// letters without accents and digits, in groups joined by single hyphens.
func ValidSlug(s string) bool { return len(s) <= 64 && slugForm.MatchString(s) }

func (r *reader) slug(n *yaml.Node, s string) bool {
	if ValidSlug(s) {
		return true
	}
	advice := "Use small letters a to z, digits and single hyphens, 64 at most, as in «harrow-vale»."
	near := strings.Trim(notSlug.ReplaceAllString(strings.ToLower(s), "-"), "-")
	if ValidSlug(near) {
		advice = fmt.Sprintf("Write «%s».", near)
	}
	r.add(n, report.Error, fmt.Sprintf("«%s» cannot be an id.", clip(s)), advice)
	return false
}

var notSlug = regexp.MustCompile(`[^a-z0-9]+`)

// oneOf lets pass the words of a list.
func (r *reader) oneOf(words []string) check {
	return func(n *yaml.Node, s string) bool {
		for _, w := range words {
			if s == w {
				return true
			}
		}
		advice := "It is one of " + list(words) + "."
		if near := Nearest(s, words); near != "" {
			advice = fmt.Sprintf("Did you mean «%s»?", near)
		}
		r.add(n, report.Error, fmt.Sprintf("«%s» is not known here.", clip(s)), advice)
		return false
	}
}

// lang lets pass well-formed language tags.
func (r *reader) lang(n *yaml.Node, s string) bool {
	if len(s) <= 35 {
		if _, err := language.Parse(s); err == nil {
			return true
		} else if _, unknown := err.(language.ValueError); unknown {
			r.add(n, report.Note, fmt.Sprintf("The language «%s» is well-formed and not known.", s), "")
			return true
		}
	}
	r.add(n, report.Error, fmt.Sprintf("«%s» is not a language tag.", clip(s)), "Write it as in BCP 47: en, es, ar, zh-Hant.")
	return false
}

// webAddress lets pass http and https.
func (r *reader) webAddress(n *yaml.Node, s string) bool { return r.address(n, s, "https", "http") }

// link lets pass what a reader may follow.
func (r *reader) link(n *yaml.Node, s string) bool {
	return r.address(n, s, "https", "http", "mailto")
}

func (r *reader) address(n *yaml.Node, s string, schemes ...string) bool {
	u, err := url.Parse(s)
	if err == nil {
		for _, ok := range schemes {
			if strings.EqualFold(u.Scheme, ok) && (u.Host != "" || u.Opaque != "") {
				return r.noPassword(n, s)
			}
		}
	}
	r.add(n, report.Error, fmt.Sprintf("«%s» is not an address that begins with %s.", clip(s), strings.Join(schemes, ", ")), "Write it in full, as in https://example.org/.")
	return false
}

// noPassword refuses addresses with a password: the file is public.
func (r *reader) noPassword(n *yaml.Node, s string) bool {
	u, err := url.Parse(s)
	if err != nil || u.User == nil {
		return true
	}
	if _, secret := u.User.Password(); !secret {
		return true
	}
	r.add(n, report.Error, "The address holds a password.", "Remove it here, and change it where it is used: this file is public.")
	return false
}

// inside lets pass paths that stay in the repository.
func (r *reader) inside(n *yaml.Node, s string) bool {
	clean := path.Clean(strings.TrimSuffix(s, "/"))
	if s == "" || path.IsAbs(s) || clean == ".." || strings.HasPrefix(clean, "../") || strings.ContainsAny(s, "\\\x00") {
		r.add(n, report.Error, fmt.Sprintf("«%s» does not stay inside the repository.", clip(s)), "Write a path relative to the repository's root, with slashes.")
		return false
	}
	return true
}

// glob lets pass patterns of paths inside the repository; «!» in front excludes.
func (r *reader) glob(n *yaml.Node, s string) bool {
	p := strings.TrimPrefix(s, "!")
	if !r.inside(n, p) {
		return false
	}
	return r.pattern(n, p)
}

// pattern lets pass patterns of names.
func (r *reader) pattern(n *yaml.Node, s string) bool {
	if p := strings.TrimPrefix(s, "!"); p != "" && doublestar.ValidatePattern(p) {
		return true
	}
	r.add(n, report.Error, fmt.Sprintf("«%s» is not a pattern.", clip(s)), "Every [ and { is closed; * stands for any letters, ** for any folders.")
	return false
}

var fraction = regexp.MustCompile(`^([1-9][0-9]{0,5})(?:/([1-9][0-9]{0,5}))?$`)

// ValidRule reports whether a text is a rule of decision: one of Rules, a number of
// votes, or a share such as 3/5, at most the whole.
func ValidRule(s string) bool {
	for _, w := range Rules {
		if s == w {
			return true
		}
	}
	m := fraction.FindStringSubmatch(s)
	if m == nil || m[2] == "" {
		return m != nil
	}
	a, _ := strconv.Atoi(m[1]) // digits: the pattern says so
	b, _ := strconv.Atoi(m[2])
	return a <= b
}

func (r *reader) rule(n *yaml.Node, s string) bool {
	if ValidRule(s) {
		return true
	}
	advice := "It is " + list(Rules[:]) + ", a number of votes, or a share such as 3/5."
	if near := Nearest(s, Rules[:]); near != "" {
		advice = fmt.Sprintf("Did you mean «%s»?", near)
	}
	r.add(n, report.Error, fmt.Sprintf("«%s» is not a rule of decision.", clip(s)), advice)
	return false
}

var noticeForm = regexp.MustCompile(`^([0-9]{1,4})([dw])$`)

// notice reads a span of days or weeks: 30d, 4w.
func (r *reader) notice(to *int) func(*yaml.Node) {
	return func(n *yaml.Node) {
		s, n, ok := r.scalar(n)
		if !ok {
			return
		}
		m := noticeForm.FindStringSubmatch(s)
		if m == nil {
			r.add(n, report.Error, fmt.Sprintf("«%s» is not a span of time.", clip(s)), "Write days or weeks: 30d, 4w.")
			return
		}
		*to, _ = strconv.Atoi(m[1]) // digits: the pattern says so
		if m[2] == "w" {
			*to *= 7
		}
	}
}
