package export

import (
	"cmp"
	"crypto/sha1"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"

	"polity/commons/law"
	"polity/site/address"
	"polity/site/model"
)

// feed is an Atom feed (RFC 4287).
type feed struct {
	XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string   `xml:"xml:lang,attr,omitempty"`
	ID      string   `xml:"id"`
	Title   string   `xml:"title"`
	Updated string   `xml:"updated"`
	Links   []link   `xml:"link"`
	Author  *person  `xml:"author,omitempty"`
	Entries []entry  `xml:"entry"`
}

type entry struct {
	ID      string   `xml:"id"`
	Title   string   `xml:"title"`
	Updated string   `xml:"updated"`
	Links   []link   `xml:"link"`
	Authors []person `xml:"author"`
	Summary string   `xml:"summary,omitempty"`
	order   string
}

type link struct {
	Rel  string `xml:"rel,attr,omitempty"`
	Href string `xml:"href,attr"`
	Type string `xml:"type,attr,omitempty"`
}

type person struct {
	Name string `xml:"name"`
}

// most is how many changes a feed holds, the newest ones.
const most = 50

// siteFeed is the newest changes of all works.
func siteFeed(s *model.Site) *feed {
	f := &feed{Lang: language(s), ID: id("commons", s.Commons.URL, s.Title()), Title: s.Words.Text("feed.site", "title", s.Title()), Author: &person{s.Title()}}
	f.Links = links(s, address.Feed, address.Home)
	for n, x := range s.Sources() {
		f.Entries = append(f.Entries, entries(s, n, x, address.Feed, x.Law.Title+": ")...)
	}
	return f.finish()
}

// workFeed is the newest changes of one work.
func workFeed(s *model.Site, n int, x model.Source) *feed {
	file := x.At.File("atom.xml")
	f := &feed{Lang: language(s), ID: id("work", x.Law.ID, firstCommit(x.Law)), Title: s.Words.Text("feed.work", "title", x.Law.Title), Author: &person{x.Law.Title}}
	for _, m := range s.Commons.Movements {
		if m.ID == x.Law.Movement && m.Name != "" {
			f.Author.Name = m.Name
		}
	}
	f.Links = links(s, file, x.At.History())
	f.Entries = entries(s, n, x, file, "")
	return f.finish()
}

func language(s *model.Site) string {
	if s.Words == nil {
		return ""
	}
	return s.Words.Lang
}

func firstCommit(w *law.Work) string {
	if len(w.Changes) == 0 {
		return ""
	}
	return w.Changes[0].Commit.Hash
}

// links lead from a feed to itself and to the page that says the same.
func links(s *model.Site, file, page string) []link {
	out := []link{{Rel: "alternate", Href: href(s, file, page), Type: "text/html"}}
	if s.Commons.URL != "" {
		out = append(out, link{Rel: "self", Href: address.Absolute(s.Commons.URL, file), Type: "application/atom+xml"})
	}
	return out
}

// href leads from a feed to a page: absolute where the site's URL is known.
func href(s *model.Site, from, page string) string {
	if abs := address.Absolute(s.Commons.URL, page); abs != "" {
		return abs
	}
	return address.Rel(from, page)
}

// entries are the changes of a work that have a date, newest first. A change
// without one cannot stand in a feed, which would have to invent it.
func entries(s *model.Site, n int, x model.Source, file, before string) []entry {
	var out []entry
	for i := len(x.Law.Changes) - 1; i >= 0 && len(out) < most; i-- {
		c := &x.Law.Changes[i]
		updated := instant(x.Law.Versions[c.To].Dates.Best())
		if updated == "" {
			continue
		}
		e := entry{
			ID: id("change", x.Law.ID, c.Commit.Hash), Title: before + s.ChangeTitle(n, i), Updated: updated, Summary: c.Commit.Subject,
			Links: []link{{Rel: "alternate", Href: href(s, file, x.At.Change(i+1)), Type: "text/html"}}, order: updated,
		}
		for _, name := range people(&c.Commit) {
			e.Authors = append(e.Authors, person{name})
		}
		out = append(out, e)
	}
	return out
}

// finish sorts and cuts the entries and dates the feed by its newest. A feed of
// nothing bears the beginning of time, since Atom wants a date.
func (f *feed) finish() *feed {
	slices.SortStableFunc(f.Entries, func(a, b entry) int { return cmp.Compare(b.order, a.order) })
	f.Entries = f.Entries[:min(most, len(f.Entries))]
	f.Updated = "1970-01-01T00:00:00Z"
	if len(f.Entries) > 0 {
		f.Updated = f.Entries[0].Updated
	}
	return f
}

// instant is a date as Atom writes time, at midnight UTC; "" for what is no date
// with a year of four digits.
func instant(d law.Date) string {
	s := string(d)
	switch len(s) {
	case 4:
		s += "-01-01"
	case 7:
		s += "-01"
	case 10:
	default:
		return ""
	}
	if strings.Trim(s, "0123456789-") != "" || s < "0001" {
		return ""
	}
	return s + "T00:00:00Z"
}

// id is a urn:uuid made from names by hashing (RFC 9562, version 5), so that the
// same change has the same id wherever the site stands and whenever it is built.
func id(names ...string) string {
	sum := sha1.Sum([]byte("polity\x00" + strings.Join(names, "\x00")))
	u := sum[:16]
	u[6] = u[6]&0x0f | 0x50
	u[8] = u[8]&0x3f | 0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", u[:4], u[4:6], u[6:8], u[8:10], u[10:])
}

// writeXML writes a document with its declaration. Characters that XML cannot hold
// become U+FFFD.
func writeXML(w io.Writer, value any) error {
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", " ")
	if err := e.Encode(value); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}
