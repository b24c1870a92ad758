package model

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"polity/commons/law"
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
	groups  int   // so far
	loners  int   // the group of works that have no relatives; -1 where each is its own
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
	left := out.Braid.Label
	out.Braid.Label = b.words.Text("braid.label", "works", b.words.Text("count.works", "n", n))
	if left != "" {
		out.Braid.Label += " " + left
	}
	if out.Braid.Stretched {
		out.Braid.Label += " " + b.words.Text("braid.stretched")
	}
	out.Marks = m.marks()
	out.Routes, out.More = b.routes()
	return out
}

// order puts the works into rows: works that have to do with one another together,
// the oldest first, and a work right below its upstream. Where one picture cannot hold
// them all, only forks and accords hold works together: by single clauses nearly
// everybody is somebody's relative. Translations are no rows of their own, nor are the
// parties' copies of an accord.
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
		if len(list) <= manyStreams {
			bond.join(t.from.work, t.to.work)
		}
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
	m.loners = -1
	for _, root := range roots {
		if alone := len(inGroup[root]) == 1 && len(list) > manyStreams; !alone || m.loners < 0 {
			m.groups++
			if alone {
				m.loners = m.groups
			}
		}
		m.group(inGroup[root])
	}
}

// group adds the works of one group, each tree of forks together. What is too many for
// one picture is cut into several: large branches stand for themselves, after the tree
// that they were cut from.
func (m *loom) group(list []*work) {
	b := m.b
	in := map[string]*work{}
	for _, w := range list {
		in[w.law.ID] = w
	}
	slices.SortStableFunc(list, func(x, y *work) int { return byStart(b.begins(x), b.begins(y)) })
	g := &grove{loom: m, forks: map[*work][]*work{}, size: map[*work]int{}}
	var roots []*work
	for _, w := range list {
		if up := b.site.kin.up[w.law.ID]; len(up) == 0 || in[up[0].Upstream] == nil {
			roots = append(roots, w)
		} else {
			g.forks[in[up[0].Upstream]] = append(g.forks[in[up[0].Upstream]], w)
		}
	}
	for _, w := range roots {
		g.measure(w)
	}
	g.plant(roots, 0)
}

// grove is a group of works while it is put into rows.
type grove struct {
	*loom
	forks map[*work][]*work // in the order in which they begin
	size  map[*work]int     // of a work with all its forks
	here  int               // works in the bundle so far
}

func (g *grove) measure(w *work) {
	g.size[w] = 1
	for _, f := range g.forks[w] {
		g.measure(f)
		g.size[w] += g.size[f]
	}
}

// branch is how large a fork with its forks has to be to stand for itself where there is
// no room for all.
const branch = 8

// plant adds trees to the bundle, and those that find no room in it as bundles after it.
func (g *grove) plant(trees []*work, depth int) {
	var large, small []*work
	var add func(w *work, depth int)
	add = func(w *work, depth int) {
		g.at[w.law.ID] = len(g.works)
		g.works, g.depth, g.bundle = append(g.works, w), append(g.depth, depth), append(g.bundle, g.groups)
		g.here++
		whole := g.here+g.size[w] <= manyStreams+1
		for _, f := range g.forks[w] {
			switch {
			case whole, g.size[f] < branch && g.here+g.size[f] <= manyStreams:
				add(f, depth+1)
			case g.size[f] < branch:
				small = append(small, f)
			default:
				large = append(large, f)
			}
		}
	}
	for _, w := range trees {
		if g.here > 0 && g.here+min(g.size[w], branch) > manyStreams {
			small = append(small, w)
			continue
		}
		add(w, depth)
	}
	for _, w := range large {
		g.fresh()
		g.plant([]*work{w}, 0)
	}
	if len(small) > 0 {
		g.fresh()
		g.plant(small, 0)
	}
}

// fresh begins another bundle.
func (g *grove) fresh() {
	g.groups++
	g.here = 0
}

// begins is when a work's own stream begins: with its first text, or of a fork with
// its first change of its own.
func (b *builder) begins(w *work) law.Date {
	if up := b.site.kin.up[w.law.ID]; len(up) > 0 && up[0].At >= 0 && up[0].First < len(w.law.Changes) {
		return w.date(up[0].First)
	}
	return w.date(0)
}

// ends is where a work's stream ends: where the commons does, or with the work.
func (b *builder) ends(w *work) law.Date {
	if w.law.Ended == nil {
		return b.site.last
	}
	return cmp.Or(w.law.Ended.Date, w.date(len(w.law.Changes)-1))
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
		s := strand{label: b.phrase(clip(b.apart(w), 70), w.lang), href: b.to(w.at.Text()), row: "x-w-" + strconv.Itoa(i+1), start: b.begins(w), end: b.ends(w)}
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
