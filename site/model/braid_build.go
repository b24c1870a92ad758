package model

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"polity/commons/law"
	"polity/diff/family"
	"polity/site/address"
)

// manyStreams is how many works one picture holds; beyond it works are drawn in
// groups, each of which unfolds.
const manyStreams = 60

// loom is the braid of a commons while it is built.
type loom struct {
	b       *builder
	works   []*work        // in order
	at      map[string]int // by work ID
	depth   []int
	bundle  []int // by work: its group, a number that rises along works
	strands []strand
	ties    []tie
	knots   []knot
}

// lineage is the page of all descent.
func (b *builder) lineage(p *Page) *Lineage {
	p.Title = Phrase{Text: b.words.Text("braid.title")}
	p.Description = b.words.Text("braid.description", "title", b.site.title)
	p.Data = []Link{b.said("site.json", address.LineageData)}
	m := &loom{b: b, at: map[string]int{}}
	m.order()
	m.spin()
	m.tie()
	out := &Lineage{Rows: m.rows()}
	n := len(m.works)
	forks := len(b.site.kin.of.Relations)
	out.Counts = []Count{{n, b.words.Text("count.works", "n", n)}, {forks, b.words.Text("braid.forks", "n", forks)}}
	if t := m.count("thread") + m.count("taken"); t > 0 {
		out.Counts = append(out.Counts, Count{t, b.words.Text("braid.threads", "n", t)})
	}
	if k := len(m.knots); k > 0 {
		out.Counts = append(out.Counts, Count{k, b.words.Text("braid.knots", "n", k)})
	}
	span := spanOf(m.strands)
	if n <= manyStreams {
		out.Braid = b.plait(m.strands, m.ties, m.knots, span)
	} else {
		out.Braid, out.Groups = m.grouped(span)
	}
	out.Braid.Label = b.words.Text("braid.label", "works", b.words.Text("count.works", "n", n))
	if out.Braid.Stretched {
		out.Braid.Label += " " + b.words.Text("braid.stretched")
	}
	out.Marks = m.marks()
	out.Routes, out.More = b.routes()
	return out
}

// order puts the works into rows: works that have to do with one another together,
// the oldest first, and a work right below its upstream. Translations are no rows of
// their own, nor are the parties' copies of an accord.
func (m *loom) order() {
	b := m.b
	var list []*work
	for _, w := range b.site.works {
		if w.law.TranslationOf == "" && len(w.law.Changes) > 0 && !b.knotted(w) {
			list = append(list, w)
		}
	}
	bond := newBonds(list)
	for i := range b.site.kin.of.Relations {
		r := &b.site.kin.of.Relations[i]
		bond.join(r.Fork, r.Upstream)
	}
	for _, t := range b.site.threads {
		bond.join(t.from.work, t.to.work)
	}
	for _, a := range b.site.accords {
		for _, w := range a.works[1:] {
			bond.join(a.works[0].law.ID, w.law.ID)
		}
	}
	first := map[string]law.Date{} // of a group
	for _, w := range list {
		root := bond.root(w.law.ID)
		if d, ok := first[root]; !ok || byStart(b.begins(w), d) < 0 {
			first[root] = b.begins(w)
		}
	}
	inGroup := map[string][]*work{}
	var roots []string
	for _, w := range list {
		root := bond.root(w.law.ID)
		if inGroup[root] == nil {
			roots = append(roots, root)
		}
		inGroup[root] = append(inGroup[root], w)
	}
	slices.SortStableFunc(roots, func(x, y string) int {
		return cmp.Or(cmp.Compare(b2i(len(inGroup[x]) == 1), b2i(len(inGroup[y]) == 1)), byStart(first[x], first[y]), strings.Compare(x, y))
	})
	for g, root := range roots {
		m.group(inGroup[root], g)
	}
}

// group adds the works of one group, each tree of forks together.
func (m *loom) group(list []*work, g int) {
	b := m.b
	in := map[string]*work{}
	for _, w := range list {
		in[w.law.ID] = w
	}
	slices.SortStableFunc(list, func(x, y *work) int { return byStart(b.begins(x), b.begins(y)) })
	var add func(w *work, depth int)
	add = func(w *work, depth int) {
		if _, done := m.at[w.law.ID]; done {
			return
		}
		m.at[w.law.ID] = len(m.works)
		m.works, m.depth, m.bundle = append(m.works, w), append(m.depth, depth), append(m.bundle, g)
		forks := slices.Clone(b.site.kin.down[w.law.ID])
		slices.SortStableFunc(forks, func(x, y *family.Relation) int {
			return byStart(b.begins(b.site.byID[x.Fork]), b.begins(b.site.byID[y.Fork]))
		})
		for _, r := range forks {
			if f := in[r.Fork]; f != nil && b.site.kin.up[r.Fork][0] == r {
				add(f, depth+1)
			}
		}
	}
	for _, w := range list {
		if up := b.site.kin.up[w.law.ID]; len(up) == 0 || in[up[0].Upstream] == nil {
			add(w, 0)
		}
	}
}

// begins is when a work's own stream begins: with its first text, or of a fork with
// its first change of its own.
func (b *builder) begins(w *work) law.Date {
	if up := b.site.kin.up[w.law.ID]; len(up) > 0 && up[0].At >= 0 && up[0].First < len(w.law.Changes) {
		return w.date(up[0].First)
	}
	return w.date(0)
}

// bonds gathers works into groups.
type bonds map[string]string

func newBonds(list []*work) bonds {
	out := bonds{}
	for _, w := range list {
		out[w.law.ID] = w.law.ID
	}
	return out
}

func (x bonds) root(id string) string {
	for x[id] != id {
		x[id] = x[x[id]]
		id = x[id]
	}
	return id
}

// join puts two works into one group; of works that have no row nothing is said.
func (x bonds) join(a, b string) {
	if x[a] == "" || x[b] == "" {
		return
	}
	r, s := x.root(a), x.root(b)
	if s < r {
		r, s = s, r
	}
	x[s] = r
}

// spin makes a strand of every work.
func (m *loom) spin() {
	b := m.b
	for i, w := range m.works {
		s := strand{label: b.phrase(clip(b.apart(w), 70), w.lang), href: b.to(w.at.Text()), row: "x-w-" + strconv.Itoa(i+1), start: b.begins(w), end: b.site.last}
		if b.site.kin.has(w.law.ID) {
			s.href = b.to(w.at.Forks())
		}
		s.text = b.title(w) + ", " + b.words.Text("count.changes", "n", len(w.law.Changes))
		from := 0
		if up := b.site.kin.up[w.law.ID]; len(up) > 0 {
			from = up[0].First
		}
		for k := from; k < len(w.law.Changes); k++ {
			if d := w.date(k); d != "" && (w.law.Changes[k].From < 0 || !w.history.Changes[k].Editorial) {
				s.dots = append(s.dots, d)
			}
		}
		slices.Sort(s.dots)
		m.strands = append(m.strands, s)
	}
}

// tie joins the strands: forks, what was taken from upstream, threads, accords.
func (m *loom) tie() {
	b := m.b
	for i := range b.site.kin.of.Relations {
		r := &b.site.kin.of.Relations[i]
		from, ok := m.at[r.Upstream]
		to, ok2 := m.at[r.Fork]
		if !ok || !ok2 {
			continue
		}
		up, fork := m.works[from], m.works[to]
		if b.site.kin.up[r.Fork][0] == r {
			at := up.date(0)
			if r.At >= 0 {
				at = up.law.Versions[r.At].Dates.Best()
			}
			text := plain(b.say("fork_of", 0, map[string]Piece{"work": {Phrase: Phrase{Text: b.title(fork)}}, "upstream": {Phrase: Phrase{Text: b.title(up)}}}))
			m.ties = append(m.ties, tie{"fork", string(strongest(r)), from, to, at, b.begins(fork), text})
		}
		for k := range r.Later {
			a := &r.Later[k]
			if by, ok := takenBy(r, a); ok {
				m.ties = append(m.ties, tie{"taken", "shared", from, to, up.date(a.Change), fork.date(by), plain(b.sentence(up, a.Change))})
			}
		}
	}
	for _, t := range b.site.threads {
		from, ok := m.at[t.from.work]
		to, ok2 := m.at[t.to.work]
		if ok && ok2 && from != to {
			x, y := m.works[from], m.works[to]
			m.ties = append(m.ties, tie{"thread", string(t.level), from, to, x.law.Versions[t.from.version].Dates.Best(), y.law.Versions[t.to.version].Dates.Best(), b.threadText(&t)})
		}
	}
	m.ties = thin(m.ties)
	for _, a := range b.site.accords {
		k := knot{at: a.first, href: b.to(a.copies[0].at.Text()), text: b.title(a.copies[0])}
		for _, w := range a.works {
			if i, ok := m.at[w.law.ID]; ok {
				k.strands = append(k.strands, i)
			}
		}
		if len(k.strands) > 1 {
			m.knots = append(m.knots, k)
		}
	}
}

// thin leaves one tie of a kind between two strands at one pair of dates, with the
// first one's words: more would lie on each other.
func thin(ties []tie) []tie {
	type place struct {
		kind     string
		from, to int
		at, then law.Date
	}
	seen := map[place]bool{}
	return slices.DeleteFunc(ties, func(t tie) bool {
		p := place{t.kind, t.from, t.to, t.at, t.then}
		had := seen[p]
		seen[p] = true
		return had
	})
}

// strongest is the best evidence that a relation has: a fact before a claim.
func strongest(r *family.Relation) family.Level {
	for _, l := range []family.Level{family.Shared, family.Identical, family.Declared} {
		for _, e := range r.Evidence {
			if e.Level == l && e.How != family.Root {
				return l
			}
		}
	}
	return family.Declared
}

// takenBy is the fork's change that took a change of its upstream over.
func takenBy(r *family.Relation, a *family.Adoption) (int, bool) {
	if a.Merged || a.State != family.Taken && a.State != family.Adapted {
		return 0, false
	}
	for _, c := range a.Cells {
		if (c.State == family.Taken || c.State == family.Adapted) && c.By >= r.First {
			return c.By, true
		}
	}
	return 0, false
}

// accord is one accord with the parties' copies, and the main works of the parties.
type accord struct {
	copies []*work
	works  []*work
	first  law.Date
}

// findAccords finds those of which two parties at least have another work here.
func (s *Site) findAccords() []accord {
	b := &builder{site: s, words: s.Words, path: address.Home}
	byParties := map[string]*accord{}
	var keys []string
	for _, w := range s.works {
		if w.law.Kind != "accord" || w.law.TranslationOf != "" || len(w.law.Parties) < 2 || len(w.law.Changes) == 0 {
			continue
		}
		key := strings.Join(slices.Sorted(slices.Values(w.law.Parties)), "\n") + "\n" + w.law.Local
		if byParties[key] == nil {
			byParties[key] = &accord{}
			keys = append(keys, key)
		}
		a := byParties[key]
		a.copies = append(a.copies, w)
		if d := w.date(0); a.first == "" || d != "" && d < a.first {
			a.first = d
		}
	}
	var out []accord
	for _, key := range keys {
		a := byParties[key]
		for _, party := range slices.Sorted(slices.Values(a.copies[0].law.Parties)) {
			if w := b.mainWork(party); w != nil {
				a.works = append(a.works, w)
			}
		}
		if len(a.works) > 1 {
			out = append(out, *a)
		}
	}
	return out
}

// mainWork is a movement's first work that is no accord and no translation.
func (b *builder) mainWork(movement string) *work {
	m := b.site.movements[movement]
	if m == nil {
		return nil
	}
	for _, w := range b.worksOf(m) {
		if w.law.Kind != "accord" && w.law.TranslationOf == "" && len(w.law.Changes) > 0 {
			return w
		}
	}
	return nil
}

// knotted reports whether a work is a copy of an accord that is drawn as a knot.
func (b *builder) knotted(w *work) bool {
	if w.law.Kind != "accord" {
		return false
	}
	for _, a := range b.site.accords {
		if slices.Contains(a.copies, w) {
			return true
		}
	}
	return false
}

// grouped draws every group of works as one stream, and each by itself to unfold.
// Works that have to do with no other are one group.
func (m *loom) grouped(span *braidSpan) (Braid, []BraidGroup) {
	b := m.b
	var over []strand
	var groups []BraidGroup
	for i := 0; i < len(m.works); {
		n := i + 1
		for n < len(m.works) && m.bundle[n] == m.bundle[i] {
			n++
		}
		alone := n == i+1
		if alone {
			n = len(m.works) // groups of one come last
		}
		s := m.strands[i]
		s.many, s.dots, s.row = n > i+1, nil, "x-g-"+strconv.Itoa(len(groups)+1)
		g := BraidGroup{Heading: s.label, Text: b.words.Text("count.works", "n", n-i)}
		if alone && n > i+1 {
			g.Heading = Phrase{Text: b.words.Text("braid.alone")}
			s.label, s.href = g.Heading, ""
		}
		for k := i; k < n; k++ {
			s.dots = append(s.dots, m.strands[k].start)
			if byStart(m.strands[k].start, s.start) < 0 {
				s.start = m.strands[k].start
			}
		}
		slices.Sort(s.dots)
		s.text = g.Heading.Text + ", " + g.Text
		if s.many {
			s.label.Text = s.text
		}
		s.href = address.Fragment(s.row)
		over = append(over, s)
		g.Braid = m.part(i, n, span)
		g.Braid.Label = s.text
		groups = append(groups, g)
		i = n
	}
	return b.plait(over, nil, nil, span), groups
}

// part is the picture of works i to n-1.
func (m *loom) part(i, n int, span *braidSpan) Braid {
	var ties []tie
	for _, t := range m.ties {
		if t.from >= i && t.from < n && t.to >= i && t.to < n {
			t.from, t.to = t.from-i, t.to-i
			ties = append(ties, t)
		}
	}
	var knots []knot
	for _, k := range m.knots {
		if k.strands[0] < i || k.strands[0] >= n {
			continue
		}
		moved := k
		moved.strands = nil
		for _, s := range k.strands {
			moved.strands = append(moved.strands, s-i)
		}
		knots = append(knots, moved)
	}
	return m.b.plait(m.strands[i:n], ties, knots, span)
}

func (m *loom) count(kind string) int {
	n := 0
	for _, t := range m.ties {
		if t.kind == kind {
			n++
		}
	}
	return n
}

// marks explain the lines that occur.
func (m *loom) marks() []MarkLine {
	b := m.b
	seen := map[string]bool{}
	var out []MarkLine
	add := func(key string) {
		if !seen[key] {
			seen[key] = true
			out = append(out, MarkLine{Mark{key, b.words.Text("braid.is_" + key)}, b.words.Text("braid.means_" + key)})
		}
	}
	add("stream")
	for _, t := range m.ties {
		switch t.kind {
		case "fork":
			add("fork_" + t.level)
		default:
			add(t.kind)
		}
	}
	if len(m.knots) > 0 {
		add("knot")
	}
	return out
}

// rows say in words what the picture shows.
func (m *loom) rows() []LineageRow {
	b := m.b
	threads := map[int]map[int]int{} // to, from, how many
	for _, t := range m.ties {
		if t.kind == "thread" {
			if threads[t.to] == nil {
				threads[t.to] = map[int]int{}
			}
			threads[t.to][t.from]++
		}
	}
	bound := map[int][]Piece{}
	for _, k := range m.knots {
		for _, i := range k.strands {
			bound[i] = append(bound[i], Piece{Phrase: Phrase{Text: k.text}, Quoted: true, Href: k.href})
		}
	}
	var out []LineageRow
	for i, w := range m.works {
		row := LineageRow{Link: b.apartLink(w), ID: m.strands[i].row, Depth: m.depth[i], First: b.day(m.strands[i].start), Last: b.day(w.date(len(w.law.Changes) - 1))}
		row.Changes = b.words.Text("count.changes", "n", len(w.law.Changes))
		if mv := b.site.movements[w.law.Movement]; mv != nil {
			row.Movement = b.movementLink(mv)
		}
		var parts [][]Piece
		for _, r := range b.site.kin.up[w.law.ID] {
			args := map[string]Piece{"upstream": linked(b.kinLink(b.site.byID[r.Upstream])), "evidence": {Phrase: Phrase{Text: b.level(strongest(r)).Text}}}
			parts = append(parts, b.sayIn("braid.row_fork", 0, args))
		}
		for _, from := range slices.Sorted(maps.Keys(threads[i])) {
			n := threads[i][from]
			args := map[string]Piece{"work": linked(b.apartLink(m.works[from])), "n": {Phrase: Phrase{Text: b.words.Number(n)}}}
			parts = append(parts, b.sayIn("braid.row_thread", n, args))
		}
		for _, k := range bound[i] {
			parts = append(parts, b.sayIn("braid.row_knot", 0, map[string]Piece{"accord": k}))
		}
		for k, p := range parts {
			if k > 0 {
				row.From = append(row.From, Piece{Phrase: Phrase{Text: "; "}})
			}
			row.From = append(row.From, p...)
		}
		out = append(out, row)
	}
	return out
}

// threadText says which clause a thread is.
func (b *builder) threadText(t *thread) string {
	w := b.site.byID[t.to.work]
	if t.to.unit < 0 {
		return b.title(b.site.byID[t.from.work]) + " → " + b.title(w)
	}
	return b.called(w.text(t.to.version), t.to.unit) + ", " + b.title(w)
}
