package model

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"polity/commons/law"
	"polity/diff"
	"polity/diff/align"
	"polity/site/address"
)

// Travel is the page of one clause family: its stemma, each of its readings beside the
// others, and how it came from work to work.
type Travel struct {
	Lang, Dir string // of the text
	Sentence  []Piece
	Counts    []Count
	Stemma    Braid
	Stages    []Stage   // first appearance, then each adoption
	Readings  []Wording // the concordance
	More      string    // how many readings are not shown; "" for none
}

func (*Travel) body() {}

// Stage is how the clause came to one work.
type Stage struct {
	Work, Clause Link
	Moment       Moment
	From         *Link // the work it came from; nil for the first
	How          Mark
	Words        string   // what it has from there, where that is not all; "" where it is
	Drift        string   // how far the reading in force has gone from the one it came from
	Sigla        []string // the readings it has had there, oldest first
}

// Wording is one reading of the clause, wherever it stands.
type Wording struct {
	ID     string // anchor: "x-a"
	Siglum string
	Where  []ReadingPlace
	First  Compared // with the first reading
	Newest Compared // with the reading in force where the clause was first written
}

// Compared is a reading with what differs from another marked, or as it stands where the
// two share little.
type Compared struct {
	Note string // that they share little; "" where marks are shown
	Runs []Run
}

// ReadingPlace is a work in which the clause had the reading.
type ReadingPlace struct {
	Clause Link
	Work   Link
	Since  Moment
	Now    bool // it stands in the text in force
}

// manyReadings bounds a concordance.
const manyReadings = 40

// spell is one reading of a clause in one work, from a date on.
type spell struct {
	version int
	text    string
	date    law.Date
	reading int
}

// travel is the page of route n.
func (b *builder) travel(p *Page, n int) *Travel {
	r := &b.site.routes[n]
	root := b.site.works[r.nodes[0].work]
	first := &root.clauses[r.nodes[0].clause]
	p.Title = b.phrase(b.full(root.text(first.version), first.index), root.lang)
	p.Description = b.words.Text("braid.travel_description", "clause", p.Title.Text, "work", b.title(root))
	p.Crumbs = append(p.Crumbs, b.said("braid.title", address.Lineage))
	out := &Travel{Lang: root.lang, Dir: root.dir}
	spells := make([][]spell, len(r.nodes))
	for i := range r.nodes {
		spells[i] = b.spells(r, i)
	}
	texts := collate(spells)
	out.Sentence = b.sayIn("braid.travel_sentence", 0, map[string]Piece{"clause": linked(b.clauseLink(root, first)), "work": linked(b.workLink(root))})
	out.Counts = []Count{{len(r.nodes), b.words.Text("count.works", "n", len(r.nodes))}, {len(texts), b.words.Text("braid.readings", "n", len(texts))}}
	out.Stemma = b.stemma(r, spells)
	for i := range r.nodes {
		out.Stages = append(out.Stages, b.stage(r, i, spells))
	}
	out.Readings = b.concordance(r, spells, texts)
	if len(texts) > manyReadings {
		out.More = b.words.Text("braid.readings_more", "n", len(texts)-manyReadings)
	}
	return out
}

// spells are the readings that node i of a route has had, oldest first: those of its
// main line, of a fork only since it went its own way.
func (b *builder) spells(r *route, i int) []spell {
	w := b.site.works[r.nodes[i].work]
	c := &w.clauses[r.nodes[i].clause]
	var out []spell
	add := func(version int, date law.Date) {
		at := slices.Index(w.history.WIDs[version], c.wid)
		if at < 0 {
			return
		}
		text := whole(w.text(version), at)
		if n := len(out); n > 0 && align.SameWords(out[n-1].text, text) {
			return
		}
		out = append(out, spell{version: version, text: text, date: date})
	}
	from := 0
	if up := b.site.kin.up[w.law.ID]; len(up) > 0 && up[0].At >= 0 {
		from = up[0].First
		if from > 0 {
			add(w.law.Changes[from-1].To, b.begins(w))
		}
	}
	last := -1
	for _, t := range c.touches {
		if t.change >= from && t.change != last {
			last = t.change
			add(w.law.Changes[t.change].To, w.date(t.change))
		}
	}
	if len(out) == 0 {
		add(c.version, w.date(0))
	}
	return out
}

// whole is a clause with all that hangs under it, a line for each unit. Numbers are left
// out: how a text counts its clauses is no part of what they say.
func whole(t *law.Text, i int) string {
	var lines []string
	for k := i; k < len(t.Clauses) && (k == i || t.Clauses[k].Depth > t.Clauses[i].Depth); k++ {
		c := &t.Clauses[k]
		if line := strings.Join(strings.Fields(c.Heading+" "+c.Text), " "); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

// collate gives equal readings one number, in the order of their dates, and returns
// their texts.
func collate(spells [][]spell) []string {
	var all []*spell
	for i := range spells {
		for k := range spells[i] {
			all = append(all, &spells[i][k])
		}
	}
	slices.SortStableFunc(all, func(a, b *spell) int { return byStart(a.date, b.date) })
	var texts []string
	known := map[string]int{}
	for _, s := range all {
		key := strings.Join(strings.Fields(s.text), " ")
		n, ok := known[key]
		for k := 0; !ok && k < len(texts); k++ {
			if align.SameWords(texts[k], s.text) {
				n, ok = k, true
			}
		}
		if !ok {
			n = len(texts)
			texts = append(texts, s.text)
		}
		known[key], s.reading = n, n
	}
	return texts
}

// siglum is a reading's letter: A to Z, then A2 and so on.
func siglum(n int) string {
	s := string(rune('A' + n%26))
	if n >= 26 {
		s += strconv.Itoa(n/26 + 1)
	}
	return s
}

// stemma draws the works of a route as strands, each reading where it begins.
func (b *builder) stemma(r *route, spells [][]spell) Braid {
	var strands []strand
	var ties []tie
	for i, n := range r.nodes {
		w := b.site.works[n.work]
		c := &w.clauses[n.clause]
		s := strand{label: b.phrase(clip(b.apart(w)+", "+b.called(w.text(c.version), c.index), 70), w.lang), href: b.to(w.at.Clause(c.name)), end: b.ends(w)}
		s.text, s.row = s.label.Text, "x-w-"+strconv.Itoa(i+1)
		if c.gone {
			s.end = w.date(c.lastTouch())
		}
		for k, x := range spells[i] {
			if k == 0 {
				s.start = x.date
			}
			s.dots = append(s.dots, x.date)
			s.sigla = append(s.sigla, siglum(x.reading))
		}
		strands = append(strands, s)
		if i > 0 {
			at := s.start
			if f := spells[r.from[i]]; len(f) > 0 {
				at = f[0].date
				for _, x := range f {
					if x.date != "" && byStart(x.date, s.start) <= 0 {
						at = x.date
					}
				}
				if d := b.pointDate(r, i); d != "" {
					at = d
				}
			}
			kind := "fork"
			if r.how[i].thread {
				kind = "thread"
			}
			ties = append(ties, tie{kind, string(r.how[i].level), r.from[i], i, at, s.start, s.text})
		}
	}
	out := b.plait(strands, ties, nil, spanOf(strands))
	out.Label = b.words.Text("braid.stemma")
	return out
}

// pointDate is the date of the fork point where a node came along with its whole
// work; "" otherwise.
func (b *builder) pointDate(r *route, i int) law.Date {
	w, from := b.site.works[r.nodes[i].work], b.site.works[r.nodes[r.from[i]].work]
	for _, x := range b.site.kin.up[w.law.ID] {
		if x.Upstream == from.law.ID && x.At >= 0 {
			return from.law.Versions[x.At].Dates.Best()
		}
	}
	return ""
}

func (b *builder) stage(r *route, i int, spells [][]spell) Stage {
	w := b.site.works[r.nodes[i].work]
	c := &w.clauses[r.nodes[i].clause]
	out := Stage{Work: b.apartLink(w), Clause: b.clauseLink(w, c), Moment: b.day("")}
	for k, s := range spells[i] {
		if k == 0 {
			out.Moment = b.day(s.date)
		}
		if x := siglum(s.reading); len(out.Sigla) == 0 || out.Sigla[len(out.Sigla)-1] != x {
			out.Sigla = append(out.Sigla, x)
		}
	}
	if i == 0 {
		out.How = Mark{"first", b.words.Text("clause.first_read")}
		return out
	}
	from := b.site.works[r.nodes[r.from[i]].work]
	l := b.apartLink(from)
	out.From, out.How, out.Words = &l, b.level(r.how[i].level), r.how[i].words
	if x, y := spells[i], spells[r.from[i]]; len(x) > 0 && len(y) > 0 {
		old, new := y[0].text, x[len(x)-1].text
		for _, s := range y {
			if byStart(s.date, x[0].date) <= 0 && s.date != "" {
				old = s.text
			}
		}
		out.Drift = b.drift(old, new, w.lang)
	}
	return out
}

// drift says what share of a reading's words the source did not have.
func (b *builder) drift(old, new, lang string) string {
	if align.SameWords(old, new) {
		return b.words.Text("braid.drift_none")
	}
	return b.words.Text("braid.drift", "percent", b.portion(1-sharedWords(runs(diff.Words(old, new, lang), new))))
}

// concordance sets the readings beside one another: each against the first, and
// against the one in force where the clause was first written.
func (b *builder) concordance(r *route, spells [][]spell, texts []string) []Wording {
	base := 0
	if x := spells[0]; len(x) > 0 {
		base = x[len(x)-1].reading
	}
	lang := b.site.works[r.nodes[0].work].lang
	out := make([]Wording, min(len(texts), manyReadings))
	for n := range out {
		out[n] = Wording{ID: "x-" + strings.ToLower(siglum(n)), Siglum: siglum(n)}
		out[n].First, out[n].Newest = b.collated(texts, 0, n, lang), b.collated(texts, base, n, lang)
	}
	for i := range r.nodes {
		w := b.site.works[r.nodes[i].work]
		c := &w.clauses[r.nodes[i].clause]
		for k, s := range spells[i] {
			if s.reading < len(out) {
				out[s.reading].Where = append(out[s.reading].Where, ReadingPlace{b.clauseLink(w, c), b.apartLink(w), b.day(s.date), k == len(spells[i])-1 && !c.gone && w.law.Ended == nil})
			}
		}
	}
	return out
}

// collated compares reading n with another. Of two that share less than a third of their
// words, as little as does not make one the source of the other elsewhere, marks would
// be all that a reader sees: they are left out, and the other stands by itself already.
func (b *builder) collated(texts []string, base, n int, lang string) Compared {
	if base == n {
		return Compared{Runs: []Run{{Op: "=", Text: texts[n]}}}
	}
	found := runs(diff.Words(texts[base], texts[n], lang), texts[n])
	if share := sharedWords(found); share < little {
		return Compared{b.words.Text("braid.against_little", "reading", siglum(base), "percent", b.portion(share)), []Run{{Op: "=", Text: texts[n]}}}
	}
	return Compared{Runs: found}
}

// sharedWords is the share of both texts' words that stayed; 1 for no words at all.
func sharedWords(list []Run) float64 {
	same, all := 0, 0
	for _, r := range list {
		n := len(r.Text)
		if r.Op == "=" {
			n *= 2
			same += n
		}
		all += n
	}
	if all == 0 {
		return 1
	}
	return float64(same) / float64(all)
}

// routes lists the clauses that travelled furthest.
func (b *builder) routes() (list []Route, more string) {
	const most = 40
	order := make([]int, len(b.site.routes))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(x, y int) int { return cmp.Compare(len(b.site.routes[y].nodes), len(b.site.routes[x].nodes)) })
	for _, i := range order[:min(most, len(order))] {
		list = append(list, b.routeLink(i))
	}
	if n := len(order) - most; n > 0 {
		more = b.words.Text("braid.routes_more", "n", n)
	}
	return list, more
}

func (b *builder) routeLink(i int) Route {
	r := &b.site.routes[i]
	w := b.site.works[r.nodes[0].work]
	c := &w.clauses[r.nodes[0].clause]
	l := b.clauseLink(w, c)
	l.Href = b.to(address.Travel(r.name))
	return Route{l, b.words.Text("braid.in_works", "n", len(r.nodes), "work", b.title(w))}
}

// travelOf is the route of a clause of the page's work, or of the clause that it
// stands in; nil without.
func (b *builder) travelOf(c *clause) *Route {
	w := b.work
	t := w.text(c.version)
	for i := c.index; i >= 0; i = t.Clauses[i].Parent {
		k, ok := w.byWID[w.history.WIDs[c.version][i]]
		if !ok {
			continue
		}
		if r, ok := b.site.routeOf[node{w.index, k}]; ok {
			out := b.routeLink(r)
			return &out
		}
	}
	return nil
}
