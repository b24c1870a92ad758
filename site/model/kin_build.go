package model

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"polity/commons/law"
	"polity/diff/align"
	"polity/diff/family"
	"polity/diff/reuse"
	"polity/site/address"
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
		key := "fork_of"
		if m := b.leftOn(up[0]); m.ISO != "" {
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

func (b *builder) familyRows(g *family.Group) []KinRow {
	var out []KinRow
	depth := map[string]int{}
	for _, id := range b.treeOrder(g) {
		w := b.site.byID[id]
		row := KinRow{Link: b.apartLink(w), Page: b.said("kin.title", w.at.Forks())}
		row.Current = id == b.work.law.ID
		if m := b.site.movements[w.law.Movement]; m != nil {
			row.Movement = b.movementLink(m)
		}
		if up := b.site.kin.up[id]; len(up) > 0 {
			r := up[0]
			depth[id] = depth[r.Upstream] + 1
			row.Depth, row.Left = depth[id], b.leftOn(r)
			row.Ahead, row.Behind = b.distance(r.Ahead), b.distance(r.Behind)
			if n := r.Counts[family.Pending]; n > 0 {
				row.Pending = Count{n, b.words.Number(n)}
			}
			for _, e := range r.Evidence {
				if m := b.level(e.Level); !slices.Contains(row.Levels, m) {
					row.Levels = append(row.Levels, m)
				}
			}
		}
		out = append(out, row)
	}
	return out
}

// treeOrder lists a family as a tree is read: every work followed by its forks.
func (b *builder) treeOrder(g *family.Group) []string {
	var out []string
	seen := map[string]bool{}
	var visit func(id string)
	visit = func(id string) {
		if seen[id] {
			return
		}
		seen[id] = true
		out = append(out, id)
		for _, r := range b.site.kin.down[id] {
			if b.site.kin.up[r.Fork][0] == r {
				visit(r.Fork)
			}
		}
	}
	for _, id := range g.Works {
		visit(id)
	}
	return out
}

func (b *builder) distance(d family.Distance) string {
	if d.Changes == 0 && d.Clauses == 0 {
		return b.words.Text("kin.nothing")
	}
	return b.words.Text("kin.distance", "changes", b.words.Text("count.changes", "n", d.Changes), "clauses", b.words.Text("count.clauses", "n", d.Clauses))
}

// kinshipOf tells one relation; fork says that the page's work is the upstream.
func (b *builder) kinshipOf(r *family.Relation, fork bool, n int) Kinship {
	other, id := b.site.byID[r.Upstream], "x-from-"
	if fork {
		other, id = b.site.byID[r.Fork], "x-fork-"
	}
	out := Kinship{ID: id + strconv.Itoa(n+1), Other: b.apartLink(other), Page: b.kinLink(other), Fork: fork}
	if m := b.site.movements[other.law.Movement]; m != nil {
		out.Movement = b.movementLink(m)
	}
	for _, e := range r.Evidence {
		out.Evidence = append(out.Evidence, b.evidence(r, e))
	}
	out.Facts = b.kinFacts(r)
	for i, t := range r.Own {
		if i == manyTouches {
			out.More = b.words.Text("kin.own_more", "n", len(r.Own)-i)
			break
		}
		out.Own = append(out.Own, b.touchRow(r, t))
	}
	for _, s := range family.States {
		if n := r.Counts[s]; n > 0 {
			out.Counts = append(out.Counts, StateCount{b.state(s), n})
		}
	}
	if fork {
		return out
	}
	for i := range slices.Backward(r.Later) {
		l := b.later(r, &r.Later[i], out.ID)
		if r.Later[i].State == family.Pending {
			out.Inbox = append(out.Inbox, l)
		} else {
			out.Rest = append(out.Rest, l)
		}
	}
	return out
}

// longHash is a full commit name inside a declaration.
var longHash = regexp.MustCompile(`\b[0-9a-f]{40}\b`)

// evidence writes one reason in words.
func (b *builder) evidence(r *family.Relation, e family.Evidence) EvidenceLine {
	u := b.site.byID[r.Upstream].law
	args := map[string]Piece{"n": {Phrase: Phrase{Text: b.words.Number(e.Count)}}}
	switch e.How {
	case family.History, family.Root:
		args["commit"] = Piece{Phrase: Phrase{Text: short(e.Commit)}, Href: address.Commit(u, e.Commit)}
	default:
		web, _ := address.Web(e.Detail)
		args["source"] = Piece{Phrase: Phrase{Text: longHash.ReplaceAllStringFunc(e.Detail, short)}, Quoted: true, Href: web}
		if len(e.Detail) == 40 && e.How == family.Picked {
			args["source"] = Piece{Phrase: Phrase{Text: short(e.Detail)}, Href: address.Commit(u, e.Detail)}
		}
	}
	return EvidenceLine{b.level(e.Level), b.say("how_"+string(e.How), e.Count, args)}
}

func (b *builder) kinFacts(r *family.Relation) []Fact {
	var out []Fact
	add := func(key string, value ...Piece) { out = append(out, Fact{b.words.Text("kin." + key), value}) }
	words := func(s string) Piece { return Piece{Phrase: Phrase{Text: s}} }
	up, fork := b.site.byID[r.Upstream], b.site.byID[r.Fork]
	if r.At < 0 {
		add("point", words(b.words.Text("kin.point_none")))
	} else {
		add("point", b.pointPieces(up, r)...)
	}
	if r.Why != "" {
		add("why", Piece{Phrase: b.phrase(r.Why, fork.lang), Quoted: true})
	}
	if r.First < len(fork.law.Changes) {
		c := b.card(fork, r.First)
		add("first_words", Piece{Phrase: Phrase{Text: c.Moment.Text}, Href: c.Href}, words(" "), Piece{Phrase: Phrase{Text: c.Subject}, Quoted: true})
	}
	if r.Direction != family.Known {
		add("direction", words(b.words.Text("kin.direction_"+string(r.Direction))))
	}
	if r.At >= 0 {
		text := b.words.Text("kin.share_text", "percent", b.words.Number(int(r.Share*100+0.5)))
		if r.Share == 0 {
			text = b.words.Text("kin.none_shared")
		}
		add("share", words(text))
		add("ahead", words(b.distance(r.Ahead)))
		add("behind", words(b.distance(r.Behind)))
	}
	return out
}

// pointPieces name the upstream's version from which the fork began.
func (b *builder) pointPieces(up *work, r *family.Relation) []Piece {
	v := b.versionID(up, r.At)
	out := []Piece{{Phrase: Phrase{Text: v.Moment.Text}, Href: v.Href}}
	if v.Name != "" {
		out = append(out, Piece{Phrase: Phrase{Text: " "}}, Piece{Phrase: Phrase{Text: v.Name}, Quoted: true, Href: v.Href})
	}
	if hash := cmp.Or(r.Base, v.Commit); hash != "" {
		out = append(out, Piece{Phrase: Phrase{Text: " "}}, Piece{Phrase: Phrase{Text: short(hash)}, Href: address.Commit(up.law, hash)})
	}
	return out
}

// unitLink leads to the page of a headed clause, by its name; nil where it has none.
func (b *builder) unitLink(w *work, version, unit int) *Link {
	t := w.text(version)
	i := subject(t, unit)
	if i < 0 {
		return nil
	}
	return &Link{Phrase: b.phrase(b.called(t, i), w.lang), Href: b.to(w.page(version, i))}
}

func (b *builder) touchRow(r *family.Relation, t family.Touch) TouchRow {
	row := TouchRow{Op: b.mark(t.Op)}
	if t.Up >= 0 {
		row.Up = b.unitLink(b.site.byID[r.Upstream], r.At, t.Up)
	}
	if fork := b.site.byID[r.Fork]; t.Fork >= 0 {
		row.Fork = b.unitLink(fork, fork.current, t.Fork)
	}
	return row
}

// later tells what became of one change of the upstream.
func (b *builder) later(r *family.Relation, a *family.Adoption, id string) Later {
	up, fork := b.site.byID[r.Upstream], b.site.byID[r.Fork]
	n := a.Change + 1
	out := Later{ID: id + "-" + strconv.Itoa(n), Moment: b.moment(up.law.Versions[up.law.Changes[a.Change].To].Dates), Title: b.sentence(up, a.Change), State: b.state(a.State)}
	out.Change = Link{Phrase: Phrase{Text: b.words.Text("change.title", "n", n)}, Href: b.to(up.at.Change(n))}
	for i := range a.Cells {
		if l, ok := b.laterClause(r, a, &a.Cells[i]); ok {
			out.Clauses = join(out.Clauses, l)
		}
	}
	for _, c := range a.Claims {
		by := Link{Phrase: Phrase{Text: b.words.Text("change.title", "n", c.Change+1)}, Href: b.to(fork.at.Change(c.Change + 1))}
		out.Said = append(out.Said, b.say("claim_"+string(c.How), 0, map[string]Piece{"change": linked(by)}))
	}
	if a.Merged {
		out.Said = append(out.Said, []Piece{{Phrase: Phrase{Text: b.words.Text("kin.merged")}}})
	}
	if text, left := family.Patch(up.law, fork.law, a); text != nil {
		out.Patch = &Link{Phrase: Phrase{Text: b.words.Text("kin.patch")}, Href: b.to(fork.at.ForksFile(patchName(up, n)))}
		if left > 0 {
			out.Left = b.words.Text("kin.patch_left", "n", left)
		}
	}
	if a.Decline != nil {
		out.Reason = reasons(a.Decline.Reasons)
	}
	if a.Disagree {
		out.Disagree = b.words.Text("kin.disagree")
	}
	return out
}

// reasons are the paragraphs of a decision's reasons.
func reasons(t *law.Text) string {
	if t == nil {
		return ""
	}
	var out []string
	for i := range t.Clauses {
		if c := &t.Clauses[i]; c.Text != "" {
			out = append(out, c.Text)
		}
	}
	return strings.Join(out, "\n\n")
}

// join adds a clause, unless it is the one before once more: of several units of one
// clause the gravest is told.
func join(list []LaterClause, l LaterClause) []LaterClause {
	n := len(list) - 1
	if n < 0 || list[n].Up.Href != l.Up.Href || list[n].Up.Text != l.Up.Text {
		return append(list, l)
	}
	if grave(l.State.Key) < grave(list[n].State.Key) {
		l.Op = list[n].Op
		list[n] = l
	}
	return list
}

func grave(state string) int { return slices.Index(family.States[:], family.State(state)) }

func (b *builder) laterClause(r *family.Relation, a *family.Adoption, c *family.Cell) (LaterClause, bool) {
	up, fork := b.site.byID[r.Upstream], b.site.byID[r.Fork]
	l := b.unitLink(up, c.Version, c.Unit)
	if l == nil {
		return LaterClause{}, false
	}
	out := LaterClause{Op: b.mark(c.Op.String()), State: b.state(c.State), Up: *l}
	if own := subject(up.text(c.Version), c.Unit); own != c.Unit && c.Op != align.Edited {
		out.Op = b.mark(align.Edited.String())
	}
	if c.Fork >= 0 {
		out.Fork = b.unitLink(fork, fork.current, c.Fork)
	}
	if c.By > 0 && c.By >= r.First && c.By < len(fork.law.Changes) && (c.State == family.Taken || c.State == family.Adapted || c.State == family.Substance) {
		out.By = &Link{Phrase: Phrase{Text: b.words.Text("change.title", "n", c.By+1)}, Href: b.to(fork.at.Change(c.By + 1))}
	}
	if c.Own {
		out.Note = b.words.Text("kin.own_words")
	}
	return out, true
}

func (b *builder) openEnd(e family.End) OpenEnd {
	web, _ := address.Web(e.Source)
	return OpenEnd{Name: Piece{Phrase: Phrase{Text: e.Source + tail(e.At, "")}, Href: web}, Why: e.Why, How: b.level(family.Declared).Text}
}

// matrix is what became of a work's changes in its forks; nil without.
func (b *builder) matrix(w *work) *Matrix {
	rels := b.site.kin.down[w.law.ID]
	rows := map[int]map[int]*family.Adoption{} // by change, then fork
	out := &Matrix{}
	for i, r := range rels {
		out.Columns = append(out.Columns, b.kinColumn(r))
		for k := range r.Later {
			a := &r.Later[k]
			if rows[a.Change] == nil {
				rows[a.Change] = map[int]*family.Adoption{}
			}
			rows[a.Change][i] = a
		}
	}
	if len(rows) == 0 {
		return nil
	}
	for n := len(w.law.Changes) - 1; n >= 0; n-- {
		if rows[n] == nil {
			continue
		}
		row := MatrixRow{Change: Link{Phrase: Phrase{Text: b.words.Text("change.title", "n", n+1)}, Href: b.to(w.at.Change(n + 1))}, Title: b.sentence(w, n)}
		row.Moment = b.moment(w.law.Versions[w.law.Changes[n].To].Dates)
		for i, r := range rels {
			row.Cells = append(row.Cells, b.matrixCell(r, rows[n][i], n))
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// kinColumn heads a column with the fork's movement, which is shorter than its title.
func (b *builder) kinColumn(r *family.Relation) Link {
	w := b.site.byID[r.Fork]
	l := b.kinLink(w)
	if m := b.site.movements[w.law.Movement]; m != nil && len(m.Works) > 0 && m.Works[0] == w.law.ID {
		l.Phrase = b.phrase(m.Name, m.Lang)
	}
	return l
}

func (b *builder) matrixCell(r *family.Relation, a *family.Adoption, change int) MatrixCell {
	if a == nil {
		return MatrixCell{State: Mark{"before", b.words.Text("kin.before")}}
	}
	fork := b.site.byID[r.Fork]
	at := slices.Index(b.site.kin.up[r.Fork], r)
	return MatrixCell{State: b.state(a.State), Href: b.to(fork.at.Forks()) + address.Fragment("x-from-"+strconv.Itoa(at+1)+"-"+strconv.Itoa(change+1))}
}

// variants are the readings of a clause in the works next of kin.
func (b *builder) variants(c *clause) []Variant {
	w := b.work
	k := &b.site.kin
	var out []Variant
	for _, r := range k.up[w.law.ID] {
		if c.gone {
			break
		}
		if wid, ok := k.inFork[r][c.index]; ok {
			up := b.site.byID[r.Upstream]
			if i, ok := up.byWID[wid]; ok {
				out = append(out, b.variant(c, up, &up.clauses[i], "origin"))
			}
		}
	}
	for _, r := range k.down[w.law.ID] {
		unit, ok := r.Answers[c.wid]
		fork := b.site.byID[r.Fork]
		if !ok || unit < 0 {
			continue
		}
		if i, ok := fork.byWID[fork.history.WIDs[fork.current][unit]]; ok {
			out = append(out, b.variant(c, fork, &fork.clauses[i], "fork"))
		}
	}
	return out
}

func (b *builder) variant(c *clause, other *work, oc *clause, how string) Variant {
	v := Variant{Clause: b.clauseLink(other, oc), Work: b.kinLink(other), How: Mark{how, b.words.Text("kin.variant_" + how)}}
	v.Work.Href = b.to(other.at.Text())
	v.Same = sameReading(b.work.text(c.version), c.index, other.text(oc.version), oc.index)
	switch {
	case oc.gone:
		v.Text = b.words.Text("kin.gone")
	case v.Same:
		v.Text = b.words.Text("kin.same")
	default:
		v.Text = b.words.Text("kin.differs")
	}
	return v
}

// sameReading reports whether two clauses and all below them read alike but for
// typography.
func sameReading(a *law.Text, i int, z *law.Text, j int) bool {
	within := func(t *law.Text, top, k int) bool {
		return k == top || k < len(t.Clauses) && t.Clauses[k].Depth > t.Clauses[top].Depth
	}
	for k := 0; ; k++ {
		more, also := within(a, i, i+k), within(z, j, j+k)
		if !more || !also {
			return more == also
		}
		x, y := &a.Clauses[i+k], &z.Clauses[j+k]
		if !align.SameHeading(x.Heading, y.Heading) || !align.SameWords(x.Text, y.Text) {
			return false
		}
	}
}

// leastShare is the share of a text from which on an origin is named.
const leastShare = 0.01

// wordsFrom says where the words of a text in force come from: what share of them each
// origin has, and what is its own; nil where nothing is known to come from elsewhere.
func (b *builder) wordsFrom(w *work) []Piece {
	type source struct {
		of    *work
		share float64
		level family.Level
	}
	var list []source
	known := map[string]bool{}
	for _, r := range b.site.kin.up[w.law.ID] {
		list = append(list, source{b.site.byID[r.Upstream], r.Share, strongest(r)})
		known[r.Upstream] = true
	}
	for _, e := range b.site.edgesTo[w.index] {
		from := b.site.works[e.From]
		g := b.site.kin.group[w.law.ID]
		if e.Kind == reuse.Translated || known[from.law.ID] || g != nil && g == b.site.kin.group[from.law.ID] || sameAccord(from.law, w.law) {
			continue
		}
		list = append(list, source{from, e.Share, family.Similar})
	}
	own := 1.0
	var out []Piece
	for _, s := range list {
		if s.share < leastShare {
			continue
		}
		own -= s.share
		args := map[string]Piece{"percent": {Phrase: Phrase{Text: b.words.Number(int(s.share*100 + 0.5))}}, "work": linked(b.kinLink(s.of)), "evidence": {Phrase: Phrase{Text: b.level(s.level).Text}}}
		if !b.site.kin.has(s.of.law.ID) {
			args["work"] = linked(b.apartLink(s.of))
		}
		out = append(append(out, b.say("words_of", 0, args)...), Piece{Phrase: Phrase{Text: "; "}})
	}
	if out == nil {
		return nil
	}
	return append(out, Piece{Phrase: Phrase{Text: b.words.Text("kin.words_own", "percent", b.words.Number(int(max(0, own)*100+0.5)))}})
}
