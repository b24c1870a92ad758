package model

import (
	"strconv"
	"strings"

	"polity/commons/law"
	"polity/diff"
	"polity/diff/align"
	"polity/site/message"
)

// difference lays out a comparison of two versions, -1 being the empty text.
func (b *builder) difference(w *work, from, to int, c *diff.Comparison, acts []diff.Act) Difference {
	d := Difference{
		Old: b.side(w, from), New: b.side(w, to), Sentence: b.saying(w, from, to, c, acts),
		Editorial: from >= 0 && c.Editorial, Whole: w.whole,
	}
	if from >= 0 { // of a first text the sentence has said it
		d.Counts = b.counts(c)
	}
	for i := range acts {
		said := b.act(w, from, to, &acts[i])
		d.Acts = append(d.Acts, Act{Verb: said.Verb, Sentence: b.pieces(w, message.Capital(b.words.Act(said)))})
	}
	p := pairing{b, w, w.text(from), w.text(to), from, to}
	for start := 0; start < len(c.Pairs); {
		end := start + 1
		same := settled(c.Pairs[start])
		for end < len(c.Pairs) && settled(c.Pairs[end]) == same {
			end++
		}
		d.Stretches = append(d.Stretches, p.stretch(c.Pairs[start:end], start, same))
		start = end
	}
	return d
}

func (b *builder) side(w *work, v int) Side {
	s := Side{Lang: w.lang, Dir: w.dir, Empty: v < 0}
	if v < 0 {
		return s
	}
	if t := w.text(v); t.Lang != "" {
		s.Lang, s.Dir = t.Lang, message.Dir(t.Lang)
	}
	s.VersionID = b.versionID(w, v)
	return s
}

func (b *builder) versionID(w *work, v int) VersionID {
	x := &w.law.Versions[v]
	id := VersionID{Name: x.Name, ID: x.ID, Moment: b.moment(x.Dates), Commit: x.Commit.Hash, Short: short(x.Commit.Hash)}
	if w.versions[v] != "" {
		id.Href = b.to(w.at.Version(w.versions[v]))
	}
	return id
}

// counts says how many clauses met which fate, units that are not headed included
// only where their words changed.
func (b *builder) counts(c *diff.Comparison) []Count {
	tally := map[string]int{}
	for _, p := range c.Pairs {
		if p.Op != align.Unchanged {
			tally[p.Op.String()]++
		}
		for _, name := range p.Flags.Names() {
			tally[name]++
		}
	}
	var out []Count
	for _, key := range []string{"edited", "added", "removed", "split", "merged", "moved", "renumbered", "retitled"} {
		if n := tally[key]; n > 0 {
			out = append(out, Count{n, b.words.Text("count."+key, "n", n)})
		}
	}
	return out
}

// pairing turns pairs of a comparison into pairs of a page.
type pairing struct {
	b        *builder
	w        *work
	old, new *law.Text
	from, to int
}

func (p *pairing) stretch(pairs []*diff.Pair, first int, same bool) Stretch {
	s := Stretch{Same: same}
	if same {
		n := 0
		for i := range pairs {
			if p.new.Clauses[pairs[i].New[0]].Headed() {
				n++
			}
		}
		s.Text = p.b.words.Text("count.unchanged", "n", max(1, n))
		if !p.w.whole {
			return s
		}
	}
	for i := range pairs {
		pair := p.pair(pairs[i], first+i)
		if i == 0 {
			pair.Path = p.path(pairs[i])
		}
		s.Pairs = append(s.Pairs, pair)
	}
	return s
}

// unit is the clause that a pair is about, in the new text where it stands there.
func (p *pairing) unit(x *diff.Pair) (*law.Text, int) {
	if len(x.New) > 0 {
		return p.new, x.New[0]
	}
	return p.old, x.Old[0]
}

func (p *pairing) pair(x *diff.Pair, n int) Pair {
	t, i := p.unit(x)
	c := &t.Clauses[i]
	pair := Pair{ID: "x-" + strconv.Itoa(n+1), Op: p.b.mark(x.Op.String()), Kind: string(kindOr(c.Kind)), Depth: c.Depth, Rank: rank(t, i)}
	for _, flag := range []string{"moved", "renumbered", "retitled", "reflowed"} {
		if strings.Contains(" "+x.Flags.String()+" ", " "+flag+" ") {
			pair.Flags = append(pair.Flags, p.b.mark(flag))
		}
	}
	for _, o := range x.Old {
		pair.Old = append(pair.Old, p.side(p.old, p.from, o))
	}
	for _, m := range x.New {
		pair.New = append(pair.New, p.side(p.new, p.to, m))
	}
	if x.Recast() {
		pair.Heading, pair.Text = p.kept(x)
		return pair
	}
	pair.Heading = runs(x.Heading, c.Heading)
	pair.Text = runs(x.Words, c.Text)
	return pair
}

// kept are the words of a pair of which none came or went, as they are set now.
func (p *pairing) kept(x *diff.Pair) (heading, text []Run) {
	var h, t []string
	for _, i := range x.New {
		c := &p.new.Clauses[i]
		h, t = append(h, c.Heading), append(t, c.Text)
	}
	return runs(nil, strings.Trim(strings.Join(h, "\n"), "\n")), runs(nil, strings.Trim(strings.Join(t, "\n"), "\n"))
}

func (p *pairing) side(t *law.Text, version, i int) PairSide {
	c := &t.Clauses[i]
	return PairSide{EID: c.EID, Label: c.Label, Href: p.b.to(p.w.page(version, i)), Bullet: c.Bullet}
}

// mark is an op or flag with its word.
func (b *builder) mark(key string) Mark { return Mark{key, b.words.Text("op." + key)} }

// runs are the words of a pair; nil means that both sides read alike.
func runs(in []diff.Run, same string) []Run {
	if in == nil {
		if same == "" {
			return nil
		}
		return []Run{{Op: "=", Text: same}}
	}
	out := make([]Run, len(in))
	for i, r := range in {
		out[i] = Run{Op: string(r.Op), Text: r.Text, Moved: r.Moved}
	}
	return out
}

// path says where a pair stands: the names of the clauses above it.
func (p *pairing) path(x *diff.Pair) string {
	t, i := p.unit(x)
	var above []string
	for up := t.Clauses[i].Parent; up >= 0; up = t.Clauses[up].Parent {
		c := &t.Clauses[up]
		if c.Headed() && c.Kind != law.Preface {
			above = append([]string{p.b.called(t, up)}, above...)
		}
	}
	return strings.Join(above, " · ")
}
