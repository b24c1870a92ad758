// Package address is the only place that spells an address: the file of every
// page and data file of the site, the link from one to another, the addresses of
// forges, and which links written in a text may be followed.
//
// It is not the list of pages (model plans that) and writes no file (publish does).
// It stands low in the site so that everything above can ask it.
//
// A page is named by its file, slash-separated from the site's root:
// «harrow/art_4/index.html». Every name consists of a-z, 0-9, «_», «-» and «.», is at
// most maxName bytes long, never begins with a dot, is no device name of Windows,
// and is unique in its folder on disks that do not tell case apart. Links between
// pages are relative and end in a file's name, so that the same bytes work on any
// host, under any base path, from an archive and from file://.
package address

import (
	"net/url"
	"path"
	"strconv"
	"strings"

	"polity/commons/law"
)

const index = "index.html"

// The pages and files of the commons itself.
const (
	Home        = index
	About       = "about/" + index
	Pages       = "pages/" + index
	Lineage     = "lineage/" + index
	LineageData = "lineage/data.json"
	Missing     = "404.html"
	Ledger      = "ledger/" + index

	Proposals = "proposals/" + index // what is open in the whole commons

	Commons = "polity.json"
	Feed    = "atom.xml"
	Sitemap = "sitemap.xml"
	Robots  = "robots.txt"
	Assets  = "assets/" // folder of a theme's styles, scripts and images
)

// reserved are names at the top that no work may take: those in use and those
// kept for pages to come.
var reserved = []string{
	"index.html", "404.html", "polity.json", "polity.lock", "atom.xml", "sitemap.xml", "robots.txt", "sha256sums", "cname", "redirects.json",
	"about", "pages", "assets", "movements", "proposals", "lineage", "circles", "accords", "topics", "compare", "compose", "search",
	"repos", "ledger", "peers", "languages", "feeds", "works",
}

// reservedInWork are names inside a work's folder that no clause may take.
var reservedInWork = []string{
	"index.html", "data.json", "data.md", "data.txt", "data.akn.xml", "atom.xml", "timemap.txt", "history", "changes", "at", "compare",
	"proposals", "forks", "translation", "amendments", "decisions", "versions", "blame", "lineage", "concordance", "print", "search", "topics",
}

// Book gives every movement and work of a commons its folder.
type Book struct {
	works     map[string]*Work
	movements map[string]string
	Accords   *Names // of accords, handed out by the stage that plans the pages
}

// New hands out the folders, in the order of the commons: its own IDs where they
// can stand as they are, otherwise made safe and told apart by a number. Cost
// linear.
func New(c *law.Commons) *Book {
	b := &Book{works: map[string]*Work{}, movements: map[string]string{}, Accords: NewNames(index)}
	names := NewNames(reserved...)
	for i := range c.Works {
		b.works[c.Works[i].ID] = newWork(names.Take(c.Works[i].ID))
	}
	names = NewNames(index)
	for i := range c.Movements {
		b.movements[c.Movements[i].ID] = names.Take(c.Movements[i].ID)
	}
	return b
}

// Work is the folder of a work; nil for an ID that the commons does not have.
func (b *Book) Work(id string) *Work { return b.works[id] }

// Movement is a movement's page; "" for an ID that the commons does not have.
func (b *Book) Movement(id string) string {
	if name, ok := b.movements[id]; ok {
		return "movements/" + name + "/" + index
	}
	return ""
}

// Circle is the page of a movement's place among others; "" as for Movement.
func (b *Book) Circle(id string) string { return b.circle(id, index) }

// Applies is the page of what applies to a movement; "" as for Movement.
func (b *Book) Applies(id string) string { return b.circle(id, "applies/"+index) }

// AppliesOn is the full text of what applied from a day on; "" as for Movement.
func (b *Book) AppliesOn(id, day string) string {
	return b.circle(id, "applies/"+Slug(day)+"/"+index)
}

func (b *Book) circle(id, file string) string {
	if name, ok := b.movements[id]; ok {
		return "circles/" + name + "/" + file
	}
	return ""
}

// Accord is the page of an accord whose name Accords handed out.
func (b *Book) Accord(name string) string { return "accords/" + name + "/" + index }

// LedgerFile is a data file beside the ledger: «data.json».
func LedgerFile(name string) string { return "ledger/" + name }

// Work is the folder of one work. Names of clauses and versions are handed out
// once, in a fixed order, by the stage that plans the pages.
type Work struct {
	Name       string // the folder
	Clauses    *Names
	Versions   *Names
	Amendments *Names
	Proposals  *Names
	Sets       *Names // of proposals
}

func newWork(name string) *Work {
	return &Work{
		Name: name, Clauses: NewNames(reservedInWork...), Versions: NewNames(index), Amendments: NewNames(index, "data.json", "atom.xml"),
		Proposals: NewNames(index, "sets", "data.json", "data.js"), Sets: NewNames(index),
	}
}

// Text is the reading page.
func (w *Work) Text() string { return w.Name + "/" + index }

// Clause is the page of a clause whose name Clauses handed out.
func (w *Work) Clause(name string) string { return w.Name + "/" + name + "/" + index }

// History is the page of all changes.
func (w *Work) History() string { return w.Name + "/history/" + index }

// Change is the page of the nth change of the main line, from 1.
func (w *Work) Change(n int) string { return w.Name + "/changes/" + strconv.Itoa(n) + "/" + index }

// Version is the page of a version whose name Versions handed out.
func (w *Work) Version(name string) string { return w.Name + "/at/" + name + "/" + index }

// Compare is the page of two versions whose names Versions handed out.
func (w *Work) Compare(a, b string) string { return w.Name + "/compare/" + a + "..." + b + "/" + index }

// Forks is the page of a work's kin.
func (w *Work) Forks() string { return w.Name + "/forks/" + index }

// ForksFile is a file beside the page of a work's kin: «data.json», a patch.
func (w *Work) ForksFile(name string) string { return w.Name + "/forks/" + name }

// Translation is what a translation has of its original, and what it lacks.
func (w *Work) Translation() string { return w.Name + "/translation/" + index }

// Register is the page of all amendments.
func (w *Work) Register() string { return w.Name + "/amendments/" + index }

// Amendment is the page of an amendment whose name Amendments handed out.
func (w *Work) Amendment(name string) string { return w.Name + "/amendments/" + name + "/" + index }

// RegisterFile is a data file beside the register.
func (w *Work) RegisterFile(name string) string { return w.Name + "/amendments/" + name }

// Decisions is the page of all decisions on the work.
func (w *Work) Decisions() string { return w.Name + "/decisions/" + index }

// DecisionsFile is a data file beside it.
func (w *Work) DecisionsFile(name string) string { return w.Name + "/decisions/" + name }

// ProposalList is the page of what is proposed for the work.
func (w *Work) ProposalList() string { return w.Name + "/proposals/" + index }

// Proposal is the page of a proposal whose name Proposals handed out.
func (w *Work) Proposal(name string) string { return w.Name + "/proposals/" + name + "/" + index }

// ProposalSet is the page of a set of proposals whose name Sets handed out.
func (w *Work) ProposalSet(name string) string {
	return w.Name + "/proposals/sets/" + name + "/" + index
}

// Ballot is the sheet to decide on a proposal whose name Proposals handed out.
func (w *Work) Ballot(name string) string { return w.Name + "/proposals/" + name + "/ballot/" + index }

// SetBallot is the sheet to decide on a set whose name Sets handed out.
func (w *Work) SetBallot(name string) string {
	return w.Name + "/proposals/sets/" + name + "/ballot/" + index
}

// ProposalFile is a data file beside the page of proposals.
func (w *Work) ProposalFile(name string) string { return w.Name + "/proposals/" + name }

// File is a data file beside the reading page: «data.json», «atom.xml».
func (w *Work) File(name string) string { return w.Name + "/" + name }

// HistoryFile is a data file beside the history page.
func (w *Work) HistoryFile(name string) string { return w.Name + "/history/" + name }

// Travel is the page of a clause family by its name.
func Travel(name string) string { return "lineage/clauses/" + name + "/" + index }

// Rel is the link from one file of the site to another. Resolved against from it
// is to again. A link from a page to itself is its own file name.
func Rel(from, to string) string {
	a, b := strings.Split(from, "/"), strings.Split(to, "/")
	same := 0
	for same < len(a)-1 && same < len(b)-1 && a[same] == b[same] {
		same++
	}
	return strings.Repeat("../", len(a)-1-same) + strings.Join(b[same:], "/")
}

// Root leads from a file of the site to its top folder: "../../", or "" at the top.
func Root(from string) string { return strings.Repeat("../", strings.Count(from, "/")) }

// Resolve is the file that a relative link leads to, without its fragment. It is
// the inverse of Rel, for those who read a site back.
func Resolve(from, link string) string {
	link, _, _ = strings.Cut(link, "#")
	return path.Join(path.Dir(from), link)
}

// Absolute is the address of a file under the site's URL, a page by its folder:
// «https://example.org/law/harrow/». "" where the site's URL is not known.
func Absolute(site, file string) string {
	if site == "" {
		return ""
	}
	return strings.TrimSuffix(site, "/") + "/" + strings.TrimSuffix(strings.TrimSuffix(file, index), "404.html")
}

// Base is the path of the site's URL, beginning and ending in "/"; "" where the
// URL is not known. The 404 page needs it, which is shown at any depth.
func Base(site string) string {
	u, err := url.Parse(site)
	if site == "" || err != nil || u.Host == "" {
		return ""
	}
	return strings.TrimSuffix(u.EscapedPath(), "/") + "/"
}

// Fragment is the link to an element of the same page by its id.
func Fragment(id string) string { return "#" + url.PathEscape(id) }
