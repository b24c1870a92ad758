package model

import (
	"slices"

	"polity/diff/family"
	"polity/site/message"
)

// kinship is what the site knows of kin, by work ID.
type kinship struct {
	of     *family.Kin
	group  map[string]*family.Group
	up     map[string][]*family.Relation // in which the work is the fork
	down   map[string][]*family.Relation // in which it is the upstream
	ends   map[string][]family.End
	inFork map[*family.Relation]map[int]string // a unit of the fork's text in force to the upstream's wId
}

func newKinship(k *family.Kin) kinship {
	if k == nil {
		k = &family.Kin{}
	}
	x := kinship{
		of: k, group: map[string]*family.Group{}, up: map[string][]*family.Relation{}, down: map[string][]*family.Relation{},
		ends: map[string][]family.End{}, inFork: map[*family.Relation]map[int]string{},
	}
	for i := range k.Groups {
		for _, id := range k.Groups[i].Works {
			x.group[id] = &k.Groups[i]
		}
	}
	for i := range k.Relations {
		r := &k.Relations[i]
		x.up[r.Fork] = append(x.up[r.Fork], r)
		x.down[r.Upstream] = append(x.down[r.Upstream], r)
		back := make(map[int]string, len(r.Answers))
		for wid, unit := range r.Answers {
			if was, ok := back[unit]; unit >= 0 && (!ok || wid < was) {
				back[unit] = wid
			}
		}
		x.inFork[r] = back
	}
	for _, e := range k.Ends { // of each work in the order in which it names them
		x.ends[e.Work] = append(x.ends[e.Work], e)
	}
	return x
}

// related reports whether one of two works is the other's fork.
func (k *kinship) related(a, b string) bool {
	is := func(r *family.Relation) bool { return r.Upstream == a && r.Fork == b || r.Upstream == b && r.Fork == a }
	return slices.ContainsFunc(k.up[a], is) || slices.ContainsFunc(k.up[b], is)
}

// has reports whether a work has a page of kin.
func (k *kinship) has(work string) bool { return k.group[work] != nil || len(k.ends[work]) > 0 }

// manyTouches is how many clauses of its own a fork's page lists.
const manyTouches = 60

// kin is the page of a work's family.
func (b *builder) kin(p *Page) *Kin {
	w := b.work
	k := &b.site.kin
	p.Title = Phrase{Text: b.words.Text("kin.heading")}
	p.Description = b.words.Text("kin.description", "title", b.title(w))
	p.Data = []Link{b.said("site.json", w.at.ForksFile("data.json"))}
	out := &Kin{Sentence: b.kinSentence(w)}
	if g := k.group[w.law.ID]; g != nil {
		out.Family = b.familyRows(g)
	}
	levels, states := map[family.Level]bool{}, map[family.State]bool{}
	for _, r := range k.up[w.law.ID] {
		out.Origins = append(out.Origins, b.kinshipOf(r, false, len(out.Origins)))
		b.seen(r, levels, states)
	}
	for _, r := range k.down[w.law.ID] {
		out.Forks = append(out.Forks, b.kinshipOf(r, true, len(out.Forks)))
		b.seen(r, levels, states)
	}
	for _, e := range k.ends[w.law.ID] {
		out.Ends = append(out.Ends, b.openEnd(e))
	}
	out.Matrix = b.matrix(w)
	for _, l := range []family.Level{family.Declared, family.Shared, family.Identical, family.Similar} {
		if levels[l] {
			out.Levels = append(out.Levels, MarkLine{b.level(l), b.words.Text("kin.means_" + string(l))})
		}
	}
	for _, s := range family.States {
		if states[s] {
			out.StateKeys = append(out.StateKeys, MarkLine{b.state(s), b.words.Text("kin.means_" + string(s))})
		}
	}
	return out
}

func (b *builder) seen(r *family.Relation, levels map[family.Level]bool, states map[family.State]bool) {
	for _, e := range r.Evidence {
		levels[e.Level] = true
	}
	for i := range r.Later {
		for _, c := range r.Later[i].Cells {
			states[c.State] = true
		}
	}
}

func (b *builder) level(l family.Level) Mark {
	return Mark{string(l), b.words.Text("kin.level_" + string(l))}
}

func (b *builder) state(s family.State) Mark {
	return Mark{string(s), b.words.Text("kin." + string(s))}
}

// say fills a message with links and quoted words, each in its own language.
func (b *builder) say(key string, n int, args map[string]Piece) []Piece {
	return b.sayIn("kin."+key, n, args)
}

// sayIn is say for any key.
func (b *builder) sayIn(key string, n int, args map[string]Piece) []Piece {
	in := make(map[string][]message.Piece, len(args))
	for name, p := range args {
		in[name] = []message.Piece{{Text: p.Text, Quoted: true, Href: p.Href}}
	}
	var out []Piece
	for _, p := range b.words.Pieces(key, n, in) {
		piece := Piece{Phrase: Phrase{Text: p.Text}, Href: p.Href}
		for _, a := range args {
			if p.Quoted && a.Text == p.Text && a.Href == p.Href {
				piece = a
			}
		}
		out = append(out, piece)
	}
	return out
}

// linked is a link as a part of a sentence.
func linked(l Link) Piece { return Piece{Phrase: l.Phrase, Quoted: l.Lang != "", Href: l.Href} }

// kinLink leads to a work's page of kin.
func (b *builder) kinLink(w *work) Link {
	return Link{Phrase: b.phrase(b.apart(w), w.lang), Href: b.to(w.at.Forks()), Current: w.at.Forks() == b.path}
}

// apartLink leads to a work's text.
func (b *builder) apartLink(w *work) Link {
	l := b.workLink(w)
	l.Phrase = b.phrase(b.apart(w), w.lang)
	return l
}

// apart is a work's title with what tells it from others of the same title.
func (b *builder) apart(w *work) string {
	if more := b.site.apart[w.index]; more != "" {
		return b.title(w) + " (" + more + ")"
	}
	return b.title(w)
}

// tellApart finds what tells each work from others of its title, for forks often bear
// their upstream's: its movement's name, else the branch it was read from, else its ID;
// "" where nobody else has the title.
func (s *Site) tellApart() {
	movement := func(w *work) string {
		if m := s.movements[w.law.Movement]; m != nil {
			return m.Name
		}
		return ""
	}
	named, branched := map[[2]string]int{}, map[[3]string]int{}
	for _, w := range s.works {
		named[[2]string{w.law.Title, movement(w)}]++
		branched[[3]string{w.law.Title, movement(w), w.law.Branch}]++
	}
	s.apart = make([]string, len(s.works))
	for i, w := range s.works {
		name := movement(w)
		switch {
		case s.titled[w.law.Title] < 2:
		case name != "" && named[[2]string{w.law.Title, name}] == 1:
			s.apart[i] = name
		case w.law.Branch != "" && branched[[3]string{w.law.Title, name, w.law.Branch}] == 1:
			s.apart[i] = w.law.Branch
		default:
			s.apart[i] = w.law.ID
		}
	}
}

func (b *builder) kinSentence(w *work) []Piece {
	k := &b.site.kin
	self := linked(b.workLink(w))
	var out []Piece
	switch up := k.up[w.law.ID]; {
	case len(up) > 0:
		args := map[string]Piece{"work": self, "upstream": linked(b.kinLink(b.site.byID[up[0].Upstream]))}
		key := relationKey(up[0])
		if m := b.leftOn(up[0]); key == "fork_of" && m.ISO != "" {
			key, args["date"] = "fork_of_since", Piece{Phrase: Phrase{Text: m.Text}}
		}
		out = b.say(key, 0, args)
	case len(k.ends[w.law.ID]) > 0:
		out = []Piece{{Phrase: Phrase{Text: b.words.Text("kin.claims_only")}}}
	default:
		out = b.say("origin", 0, map[string]Piece{"work": self})
	}
	if n := len(k.down[w.law.ID]); n > 0 {
		out = append(out, Piece{Phrase: Phrase{Text: " " + b.words.Text("kin.forks", "n", n)}})
	}
	return out
}

// relationKey is the message that says what a fork is to its upstream. Where nobody
// says that one is the other's fork and no commit is common, that is inferred, and which
// of the two came first may not be known at all.
func relationKey(r *family.Relation) string {
	switch {
	case slices.ContainsFunc(r.Evidence, func(e family.Evidence) bool {
		return e.Level == family.Declared || e.How == family.History
	}):
		return "fork_of"
	case r.Direction == family.Undetermined:
		return "alike"
	}
	return "alike_older"
}

// leftOn is when a fork made its first change of its own, else when it began.
func (b *builder) leftOn(r *family.Relation) Moment {
	w := b.site.byID[r.Fork]
	if r.First < len(w.law.Changes) {
		return b.moment(w.law.Versions[w.law.Changes[r.First].To].Dates)
	}
	if r.From >= 0 {
		return b.moment(w.law.Versions[r.From].Dates)
	}
	return b.day("")
}
