package family

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"polity/commons/law"
)

// name notes what each work may be called where another repository names it: its
// ID, its movement, its source's name, and the address of the repository.
func (f *finder) name() {
	f.named = map[string][]int{}
	add := func(name string, i int) {
		if name = canonical(name); name != "" && !slices.Contains(f.named[name], i) {
			f.named[name] = append(f.named[name], i)
		}
	}
	for i, w := range f.works {
		add(w.ID, i)
		if w.TranslationOf != "" {
			continue
		}
		add(w.Movement, i)
		add(w.Forge, i)
		if w.Local != "" {
			add(w.Movement+"/"+w.Local, i)
		}
		if s := f.from[i]; s >= 0 {
			add(f.in.Commons.Sources[s].Name, i)
			add(f.in.Commons.Sources[s].URL, i)
		}
	}
}

// scpLike is how git writes an address with a user and without a scheme.
var scpLike = regexp.MustCompile(`^[\w.-]+@([\w.-]+):(.+)$`)

// canonical is a source's name without what differs from one way of writing it to
// another: scheme, user, «.git», «.bundle», case, and dots that lead to a neighbour.
func canonical(s string) string {
	s = strings.TrimSpace(s)
	if m := scpLike.FindStringSubmatch(s); m != nil {
		s = m[1] + "/" + m[2]
	} else if u, err := url.Parse(s); err == nil && u.Host != "" {
		s = u.Host + u.Path
	}
	s = strings.ToLower(strings.TrimRight(s, "/"))
	for _, end := range []string{".git", ".bundle"} {
		s = strings.TrimSuffix(s, end)
	}
	for strings.HasPrefix(s, "../") || strings.HasPrefix(s, "./") {
		_, s, _ = strings.Cut(s, "/")
	}
	return s
}

// find is the work that a name stands for in a declaration of work i: of several in
// one repository the one with the same name there, else the first. -1 for none.
func (f *finder) find(name string, i int) int {
	best := -1
	for _, x := range f.named[canonical(name)] {
		if x == i {
			continue
		}
		if best < 0 || f.works[x].Local == f.works[i].Local && f.works[best].Local != f.works[i].Local {
			best = x
		}
	}
	return best
}

// declarations reads what every work says of where it came from.
func (f *finder) declarations() {
	f.byShort = map[string][]place{}
	for i, w := range f.works {
		for k := range w.Changes {
			h := short(w.Changes[k].Commit.Hash)
			f.byShort[h] = append(f.byShort[h], place{i, k})
		}
	}
	for i, w := range f.works {
		for _, d := range w.DerivedFrom {
			f.claim(i, d.Source, Evidence{Level: Declared, How: Manifest, Detail: d.Source, Commit: d.At}, d.Why)
		}
		for k := range w.Changes {
			f.commitSays(i, k, &w.Changes[k].Commit)
			for s := range w.Changes[k].Steps {
				f.commitSays(i, k, &w.Changes[k].Steps[s].Commit)
			}
		}
		f.attributions(i)
	}
}

// claim notes that work i names a source; one that is not here is an open end.
func (f *finder) claim(i int, source string, e Evidence, why string) int {
	x := f.find(source, i)
	if x >= 0 {
		f.declared[i] = append(f.declared[i], claim{x, why, e})
		return x
	}
	if len(f.named[canonical(source)]) == 0 {
		f.k.Ends = append(f.k.Ends, End{Work: f.works[i].ID, Source: source, At: e.Commit, Why: why, How: e.How, Commit: e.Commit})
	}
	return x
}

// adopted is the form of an Adopted-From trailer: source@commit#clause.
var adopted = regexp.MustCompile(`^(.+?)(?:@([0-9A-Za-z._-]+))?(?:#([^\s#]+))?$`)

// commitSays reads the trailers and the pick line of a commit of work i.
func (f *finder) commitSays(i, change int, c *law.Commit) {
	told := map[string]bool{}
	for _, t := range c.Trailers {
		if !strings.EqualFold(t.Key, "Adopted-From") {
			continue
		}
		m := adopted.FindStringSubmatch(t.Value)
		if m == nil {
			continue
		}
		told[m[2]] = true
		if x := f.claim(i, m[1], Evidence{Level: Declared, How: Trailer, Detail: t.Value, Commit: c.Hash}, ""); x >= 0 {
			f.thread(Thread{From: f.works[x].ID, Commit: m[2], EID: m[3], To: f.works[i].ID, Change: change, How: Trailer})
		}
	}
	if c.PickedFrom == "" || told[c.PickedFrom] {
		return
	}
	for _, p := range f.byShort[short(c.PickedFrom)] {
		w := f.works[p.work]
		if f.from[p.work] != f.from[i] && f.strangers(i, p.work) && matches(w.Changes[p.version].Commit.Hash, c.PickedFrom) {
			f.declared[i] = append(f.declared[i], claim{p.work, "", Evidence{Level: Declared, How: Picked, Detail: c.PickedFrom, Commit: c.Hash}})
			f.thread(Thread{From: w.ID, Commit: c.PickedFrom, To: f.works[i].ID, Change: change, How: Picked})
		}
	}
}

func (f *finder) thread(t Thread) {
	if !slices.Contains(f.k.Threads, t) {
		f.k.Threads = append(f.k.Threads, t)
	}
}

// short is what a commit is looked up by: as much of its name as people write.
func short(hash string) string { return strings.ToLower(hash[:min(7, len(hash))]) }

// matches reports whether a full commit name is meant by a short or full one.
func matches(hash, short string) bool {
	return len(short) >= 7 && strings.HasPrefix(hash, strings.ToLower(short))
}

// crediting are words before the name of a text's source, in small letters.
var crediting = []string{
	"based on", "adapted from", "derived from", "forked from", "taken from", "borrowed from", "translated from", "modelled on", "modeled on",
	"basado en", "basada en", "adaptado de", "adaptada de", "tomado de", "tomada de", "derivado de", "derivada de",
	"basiert auf", "beruht auf", "übernommen aus", "übernommen von", "nach dem vorbild", "abgeleitet von", "correspondent aux", "correspond aux", "d'après", "d’après", "adapté de", "adaptée de",
	"basato su", "tratto da", "adattato da", "baseado em", "baseada em", "adaptado do", "مقتبس من", "مأخوذ من", "استنادا إلى",
}

// minName is the least length in bytes of a title by which a credit is recognised.
const minName = 8

// attributions finds where the text in force names another work of the commons as
// its source: by a link to its repository, or by its title or movement behind a word
// of credit.
func (f *finder) attributions(i int) {
	w := f.works[i]
	v := w.Current()
	if v < 0 || len(f.works) < 2 {
		return
	}
	for k := range w.Versions[v].Text.Clauses {
		c := &w.Versions[v].Text.Clauses[k]
		for s := range c.Spans {
			if link := c.Spans[s].Link; strings.Contains(link, "://") {
				if x := f.find(link, i); x >= 0 && f.from[x] != f.from[i] {
					f.claim(i, link, Evidence{Level: Declared, How: Attribution, Detail: excerpt(c.Text)}, "")
				}
			}
		}
		if x := f.credited(i, c.Text); x >= 0 {
			f.declared[i] = append(f.declared[i], claim{x, "", Evidence{Level: Declared, How: Attribution, Detail: excerpt(c.Text)}})
		}
	}
}

// credited is the work whose title or movement stands close behind a word of credit.
func (f *finder) credited(i int, text string) int {
	low := strings.ToLower(text)
	for _, word := range crediting {
		at := strings.Index(low, word)
		if at < 0 {
			continue
		}
		after := low[at+len(word):]
		after = after[:min(len(after), 160)]
		for x, w := range f.works {
			if x == i || f.from[x] == f.from[i] && f.from[x] >= 0 || !f.strangers(i, x) || strings.EqualFold(w.Title, f.works[i].Title) {
				continue
			}
			for _, name := range []string{w.Title, f.movement(w.Movement)} {
				if len(name) >= minName && strings.Contains(after, strings.ToLower(name)) {
					return x
				}
			}
		}
	}
	return -1
}

func (f *finder) movement(id string) string {
	for i := range f.in.Commons.Movements {
		if m := &f.in.Commons.Movements[i]; m.ID == id {
			return m.Name
		}
	}
	return ""
}

// excerpt is the beginning of a clause, cut between words.
func excerpt(s string) string {
	const most = 160
	if len(s) <= most {
		return s
	}
	if at := strings.LastIndexByte(s[:most], ' '); at > 0 {
		return s[:at] + " …"
	}
	n := most
	for !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n] + " …"
}
