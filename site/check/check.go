// Package check reads a built site back and says what does not hold: a link that
// lands nowhere, an id that stands twice on its page, a page that nothing leads
// to, something loaded from elsewhere, a page without language, title or policy,
// a file that differs from the site's own sums.
//
// It knows nothing of how the site was made, neither model nor addresses nor
// templates, so that it can find their mistakes; it judges any folder of HTML. It
// does not judge whether the HTML is valid or the pages are accessible: that take
// a validator and a browser. It stands beside the flow and writes nothing.
package check

import (
	"fmt"
	"hash/maphash"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"

	"polity/commons/report"
)

// home is where a reader begins; missing is shown where there is no page, at an
// address nobody knows beforehand.
const (
	home    = "index.html"
	missing = "404.html"
)

// Site reads every file of a built site and returns what is wrong with it, in
// order of path and line; nil where all is well. Paths are from the site's root.
// Files that cannot be read are problems too. An empty site has one: no home page.
//
// Every file is read once, by as many goroutines as there are processors; fsys
// must allow that, as os.DirFS does. Cost: some ten milliseconds for a megabyte
// of HTML, and memory for the ids and links of all pages, about 10 bytes each.
func Site(fsys fs.FS) []report.Problem {
	s := &site{fsys: fsys, seed: maphash.MakeSeed(), index: map[string]int32{}}
	s.list()
	s.read()
	s.followFragments()
	s.reach()
	s.compareTitles()
	return report.Sort(s.problems)
}

// site is what is known of the whole while it is read.
type site struct {
	fsys     fs.FS
	seed     maphash.Seed
	files    []string
	index    map[string]int32 // file → its place in files
	sums     map[string]string
	pages    []*page // by place in files; nil where the file is no page
	problems []report.Problem
}

// wrong makes a problem that is an error.
func wrong(file string, line int, message, advice string) report.Problem {
	return report.Problem{Path: file, Line: line, Severity: report.Error, Message: message, Advice: advice}
}

// list finds the files and reads the sums.
func (s *site) list() {
	err := fs.WalkDir(s.fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			s.problems = append(s.problems, wrong(name, 0, fmt.Sprintf("cannot be read: %v.", err), ""))
			return nil
		}
		if !d.IsDir() {
			s.index[name] = int32(len(s.files))
			s.files = append(s.files, name)
		}
		return nil
	})
	if err != nil {
		s.problems = append(s.problems, wrong("", 0, fmt.Sprintf("The site cannot be read: %v.", err), ""))
	}
	if _, ok := s.index[home]; !ok {
		s.problems = append(s.problems, wrong(home, 0, "There is no home page.", ""))
	}
	s.readSums()
}

// read reads all files, several at once. What each says goes to its own place, so
// that the result does not depend on who was first.
func (s *site) read() {
	s.pages = make([]*page, len(s.files))
	found := make([][]report.Problem, len(s.files))
	next := make(chan int)
	var readers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		readers.Go(func() {
			r := &reader{site: s}
			for i := range next {
				s.pages[i], found[i] = r.file(s.files[i])
			}
		})
	}
	for i := range s.files {
		next <- i
	}
	close(next)
	readers.Wait()
	s.problems = append(s.problems, slices.Concat(found...)...)
}

// reader reads one file after the other; each goroutine has its own.
type reader struct {
	site *site
	page *page
	name string
	line int
	bad  []report.Problem
	seen map[string]int32 // the page's local links → place of what they lead to, or -1
	ids  map[string]bool
	refs map[string]int // ids that other elements speak of → line
	head head

	inline string   // the element whose text comes next, where that is a style or script
	hashes []string // what the policy lets be inline

	attrs attributes // room for those of one element, used again
}

// complain adds a problem at the reader's line.
func (r *reader) complain(message, advice string) {
	r.bad = append(r.bad, wrong(r.name, r.line, message, advice))
}

// file reads one file and returns its page, where it is one.
func (r *reader) file(name string) (*page, []report.Problem) {
	r.name, r.line, r.bad, r.page = name, 0, nil, nil
	data := r.bytes(name)
	switch path.Ext(name) {
	case ".html", ".htm":
		r.html(data)
	case ".css":
		r.css(data)
	case ".json":
		r.json(data)
	case ".xml", ".svg", ".atom":
		r.xml(data)
	}
	return r.page, r.bad
}

// reach finds the pages to which no way leads from home.
func (s *site) reach() {
	start, ok := s.index[home]
	if !ok {
		return
	}
	seen := make([]bool, len(s.pages))
	seen[start] = true
	for todo := []int32{start}; len(todo) > 0; {
		at := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if s.pages[at] == nil {
			continue
		}
		for _, to := range s.pages[at].leads {
			if !seen[to] {
				seen[to] = true
				todo = append(todo, to)
			}
		}
	}
	for i, p := range s.pages {
		if p != nil && !seen[i] && !p.redirect && s.files[i] != missing {
			s.problems = append(s.problems, wrong(s.files[i], 0, "No way leads from the home page to this page.", ""))
		}
	}
}

// compareTitles finds pages that a reader's tabs and bookmarks could not tell apart.
func (s *site) compareTitles() {
	first := map[string]string{}
	for i, p := range s.pages {
		if p == nil || p.redirect || p.title == "" {
			continue
		}
		other, taken := first[p.title]
		if !taken {
			first[p.title] = s.files[i]
			continue
		}
		s.problems = append(s.problems, report.Problem{
			Path: s.files[i], Severity: report.Warning,
			Message: fmt.Sprintf("Its title %q is also that of %s.", shorten(p.title), other),
		})
	}
}

// shorten keeps a message readable.
func shorten(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if len(s) <= 80 {
		return s
	}
	return strings.ToValidUTF8(s[:77], "") + "…"
}
