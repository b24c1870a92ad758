package lineage

import (
	"slices"
	"strings"
	"unicode"

	"polity/commons/law"
	"polity/diff"
	"polity/diff/align"
	"polity/diff/words"
)

// Sentence is one sentence of a text and the change that put it there.
type Sentence struct {
	Clause   int     // index in the text's Clauses
	Heading  bool    // it stands in the clause's heading, not in its text
	From, To int     // in bytes of that heading or text, without the white space around it
	Change   int     // index in law.Work.Changes: the latest that altered a word of it
	First    int     // the earliest of which it still has a word; at most Change
	Kept     float64 // the share of its words that are older than Change: 1 where it only took words away
}

// Blame says of every sentence of the text after change at (an index in w.Changes)
// which change put it there, in the order of the text, headings before texts. h is
// the work's own history. Out of range at gives nil.
//
// Every word carries the change that wrote it through the comparisons of the main
// line: a clause that is moved, renumbered, split or merged keeps its words'
// origin, and so does a sentence that moves inside its clause or to another one. A
// sentence belongs to the latest change that altered a word of it, were it only by
// taking one away. Nothing is put down to an editorial change, nor to what is one
// inside another: typography, and references that follow the clauses they name. A
// sentence that returns to its clause, and a clause that returns to the text, have
// the origin they had when they were first written there, be it with a comma more
// or less. Labels are not blamed:
// they are no words.
//
// The cost is linear in the clauses of all versions of the main line (a few machine
// words each) and in the words of the pairs that changed.
func Blame(w *law.Work, h *History, at int) []Sentence {
	if at < 0 || at >= len(w.Changes) {
		return nil
	}
	b := blamer{work: w, history: h, gone: map[string]writ{}, first: map[phrase]written{}}
	for i := range w.Changes[:at+1] {
		b.follow(i)
	}
	var out []Sentence
	t := w.Versions[w.Changes[at].To].Text
	for i := range t.Clauses {
		out = append(out, sentencesOf(i, true, t.Clauses[i].Heading, b.now[i].heading, t.Lang)...)
		out = append(out, sentencesOf(i, false, t.Clauses[i].Text, b.now[i].text, t.Lang)...)
	}
	return out
}

// blamer goes along the main line.
type blamer struct {
	work    *law.Work
	history *History
	now     []origin           // by clause of the text after the change in hand
	gone    map[string]writ    // by wId: clauses that were removed, as they last stood
	first   map[phrase]written // every sentence when it first stood in its clause
}

// origin is the ink of one clause.
type origin struct{ heading, text ink }

// writ is a clause with its ink.
type writ struct {
	clause *law.Clause
	origin
}

// phrase is a sentence in a clause, as it sounds.
type phrase struct{ wid, sound string }

// written is a sentence with its ink.
type written struct {
	text string
	ink  ink
}

// as is the ink of a sentence that sounds the same and may be pointed otherwise.
func (w written) as(text string, change int32, lang string) ink {
	if text == w.text {
		return w.ink
	}
	return carry(w.ink, words.Diff(w.text, text, lang), change, true, lang)
}

// sound is a sentence without the marks between its words: one that returns with a
// comma more is the same. A sentence of nothing but marks sounds as it is.
func sound(sentence string) string {
	if heard := strings.Join(strings.FieldsFunc(sentence, silent), " "); heard != "" {
		return heard
	}
	return sentence
}

func silent(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) }

// follow takes the ink over from the text before change i to the one after it.
func (b *blamer) follow(i int) {
	c, d := &b.work.Changes[i], b.history.Changes[i]
	new := b.work.Versions[c.To].Text
	old := &law.Text{}
	if c.From >= 0 {
		old = b.work.Versions[c.From].Text
	}
	s := step{blamer: b, change: int32(i), pairs: d.Pairs, old: old, new: new, lang: new.Lang, after: make([]origin, len(new.Clauses))}
	var loose []*diff.Pair
	for _, p := range d.Pairs {
		switch {
		case p.Heading == nil && p.Words == nil && len(p.Old) == 1 && len(p.New) == 1:
			s.after[p.New[0]] = b.now[p.Old[0]]
		case d.Editorial && c.From >= 0:
			loose = append(loose, p) // words may have gone from one pair to another
		case p.Kept() || p.Flags&align.Xref != 0:
			s.recast([]*diff.Pair{p})
		default:
			s.rewrite(p)
		}
	}
	s.recast(loose)
	b.now = s.after
}

// step is one change of the main line.
type step struct {
	*blamer
	change   int32
	old, new *law.Text
	pairs    []*diff.Pair
	lang     string
	after    []origin
	left     map[string]written // by sound: sentences that left their clauses; nil before one is asked for
}

// rewrite gives the new clauses of a pair their ink where words of law changed.
func (s *step) rewrite(p *diff.Pair) {
	for _, i := range p.Old {
		if p.Op == align.Removed || p.Op == align.Merged {
			s.gone[s.history.WIDs[s.work.Changes[s.change].From][i]] = writ{&s.old.Clauses[i], s.now[i]}
		}
	}
	if len(p.New) == 0 || p.Op == align.Added && s.reinstate(p.New[0]) {
		return
	}
	var heading, text ink
	for k, i := range p.Old {
		if k > 0 {
			heading, text = heading.add(1, 0, 0), text.add(1, 0, 0)
		}
		heading, text = heading.copy(s.now[i].heading, 0, len(s.old.Clauses[i].Heading), 0), text.copy(s.now[i].text, 0, len(s.old.Clauses[i].Text), 0)
	}
	if p.Heading != nil {
		heading = carry(heading, p.Heading, s.change, false, s.lang)
	}
	if p.Words != nil {
		text = carry(text, p.Words, s.change, false, s.lang)
	}
	h, t := 0, 0
	for _, j := range p.New {
		c := &s.new.Clauses[j]
		s.after[j] = origin{heading.cut(h, h+len(c.Heading)), text.cut(t, t+len(c.Text))}
		h, t = h+len(c.Heading)+1, t+len(c.Text)+1
		s.settle(j)
	}
}

// reinstate gives a clause that is back the ink with which it went, as far as its
// words are the same. It reports false for a clause that was never there.
func (s *step) reinstate(j int) bool {
	before, ok := s.gone[s.history.WIDs[s.work.Changes[s.change].To][j]]
	if !ok {
		return false
	}
	c := &s.new.Clauses[j]
	s.after[j] = origin{
		carry(before.heading, words.Diff(before.clause.Heading, c.Heading, s.lang), s.change, false, s.lang),
		carry(before.text, words.Diff(before.clause.Text, c.Text, s.lang), s.change, false, s.lang),
	}
	s.settle(j)
	return true
}

// recast gives clauses whose words only were set in another way the ink of these
// words, wherever among the pairs they stood.
func (s *step) recast(pairs []*diff.Pair) {
	var before, after []int
	for _, p := range pairs {
		before, after = append(before, p.Old...), append(after, p.New...)
	}
	slices.Sort(before)
	slices.Sort(after)
	var was ink
	var x, y strings.Builder
	for _, i := range before {
		c := &s.old.Clauses[i]
		x.WriteString(c.Heading + "\n" + c.Text + "\n")
		was = was.copy(s.now[i].heading, 0, len(c.Heading), 0).add(1, 0, 0)
		was = was.copy(s.now[i].text, 0, len(c.Text), 0).add(1, 0, 0)
	}
	for _, j := range after {
		c := &s.new.Clauses[j]
		y.WriteString(c.Heading + "\n" + c.Text + "\n")
	}
	is := carry(was, words.Diff(x.String(), y.String(), s.lang), s.change, true, s.lang)
	at := 0
	for _, j := range after {
		c := &s.new.Clauses[j]
		middle := at + len(c.Heading)
		end := middle + 1 + len(c.Text)
		s.after[j] = origin{is.cut(at, middle), is.cut(middle+1, end)}
		s.settle(j)
		at = end + 1
	}
}

// settle gives the sentences of a clause that stood in it before, and were altered
// just now, the ink they had then, and remembers those that are new to it.
func (s *step) settle(j int) {
	wid := s.history.WIDs[s.work.Changes[s.change].To][j]
	c := &s.new.Clauses[j]
	s.after[j] = origin{s.remembered(wid, c.Heading, s.after[j].heading), s.remembered(wid, c.Text, s.after[j].text)}
}

func (s *step) remembered(wid, text string, now ink) ink {
	var out ink
	from := 0
	for _, sentence := range words.Sentences(text, s.lang) {
		bare := strings.TrimRightFunc(sentence, unicode.IsSpace)
		is := now.cut(from, from+len(bare))
		name := phrase{wid, sound(bare)}
		then, known := s.first[name]
		if k, ok := is.newest(0, len(bare)); ok && k.touched == s.change {
			if known {
				is = then.as(bare, s.change, s.lang)
			} else if then, ok := s.arrived(name.sound, is); ok {
				is = then.as(bare, s.change, s.lang)
			}
		}
		if !known {
			s.first[name] = written{bare, is}
		}
		out = out.copy(is, 0, len(bare), 0)
		out = out.copy(now, from+len(bare), from+len(sentence), 0)
		from += len(sentence)
	}
	return out
}

// arrived is a sentence, now wholly the change's, as it left another clause in the
// same change.
func (s *step) arrived(sound string, now ink) (written, bool) {
	if len(sound) < minRemembered || len(now) != 1 || now[0].wrote != s.change {
		return written{}, false
	}
	if s.left == nil {
		s.left = map[string]written{}
		for k := range s.pairs {
			s.leave(s.pairs[k])
		}
	}
	w, ok := s.left[sound]
	return w, ok
}

// leave notes the sentences of a pair that stand on its old side alone.
func (s *step) leave(p *diff.Pair) {
	if p.Kept() || len(p.Old) == 0 {
		return
	}
	stays := map[string]bool{}
	for _, j := range p.New {
		for _, sentence := range words.Sentences(s.new.Clauses[j].Text, s.lang) {
			stays[sound(strings.TrimSpace(sentence))] = true
		}
	}
	for _, i := range p.Old {
		from := 0
		for _, sentence := range words.Sentences(s.old.Clauses[i].Text, s.lang) {
			bare := strings.TrimRightFunc(sentence, unicode.IsSpace)
			name := sound(bare)
			if _, twice := s.left[name]; !twice && !stays[name] {
				s.left[name] = written{bare, s.now[i].text.cut(from, from+len(bare))}
			}
			from += len(sentence)
		}
	}
}

// sentencesOf reads the sentences of one string off its ink.
func sentencesOf(clause int, heading bool, text string, k ink, lang string) []Sentence {
	var out []Sentence
	from := 0
	for _, sentence := range words.Sentences(text, lang) {
		bare := strings.TrimSpace(sentence)
		if bare != "" {
			at := from + strings.Index(sentence, bare)
			x := Sentence{Clause: clause, Heading: heading, From: at, To: at + len(bare)}
			x.weigh(bare, k, lang)
			out = append(out, x)
		}
		from += len(sentence)
	}
	return out
}

// weigh fills in what the ink of a sentence says. In one without any word every
// mark counts as a word.
func (x *Sentence) weigh(text string, k ink, lang string) {
	counts := wordy
	if !wordy(text) {
		counts = func(string) bool { return true }
	}
	var wrote []int32
	at := x.From
	for _, token := range words.Tokens(text, lang) {
		if s, ok := k.newest(at, at+len(token)); ok && counts(token) {
			wrote = append(wrote, s.wrote)
			x.Change = max(x.Change, int(s.touched))
		}
		at += len(token)
	}
	if len(wrote) == 0 {
		return
	}
	x.First = int(slices.Min(wrote))
	older := 0
	for _, c := range wrote {
		if int(c) < x.Change {
			older++
		}
	}
	x.Kept = float64(older) / float64(len(wrote))
}
