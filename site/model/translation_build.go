package model

import (
	"strconv"

	"polity/diff"
	"polity/site/address"
	"polity/site/message"
)

// manyWords is how many clauses of a translation's page show words.
const manyWords = 200

// translation is the page of a translation.
func (b *builder) translation(p *Page) *Translation {
	t := b.site.translated[b.work.index]
	a := t.answers()
	p.Title = Phrase{Text: b.words.Text("translation.heading")}
	p.Description = b.words.Text("translation.description", "title", b.title(b.work))
	out := &Translation{
		Original: Tongue{t.from.lang, t.from.dir}, Own: Tongue{t.to.lang, t.to.dir},
		Sentence: b.translationSentence(t, a), Counts: b.translationCounts(a), Facts: b.translationFacts(t),
	}
	level := "similar"
	if t.of.Declared {
		level = "declared"
	}
	out.Level = MarkLine{Mark{level, b.words.Text("kin.level_" + level)}, b.words.Text("translation.means_" + level)}
	shown := 0
	for i := range a.rows {
		row := b.translationRow(t, &a.rows[i])
		if row.State.Key == upToDate {
			out.Current = append(out.Current, row)
			continue
		}
		row.ID = translationAnchor(i)
		if shown < manyWords {
			b.translationWords(t, &a.rows[i], &row)
			shown++
		}
		out.Waiting = append(out.Waiting, row)
	}
	return out
}

func translationAnchor(row int) string { return "x-t-" + strconv.Itoa(row+1) }

// translationSentence says what the translation follows, and how far it got.
func (b *builder) translationSentence(t *translated, a *answers) []Piece {
	key := "translation.sentence"
	if !t.of.Declared {
		key = "translation.sentence_inferred"
	}
	out := b.sayIn(key, 0, map[string]Piece{"work": linked(b.workLink(t.to)), "original": linked(b.workLink(t.from))})
	if !a.behind() {
		out = append(out, Piece{Phrase: Phrase{Text: " " + b.words.Text("translation.is_current")}})
	}
	return out
}

func (b *builder) translationFacts(t *translated) []Fact {
	v := b.versionID(t.from, t.of.Versions[0])
	follows := []Piece{{Phrase: Phrase{Text: v.Moment.Text}, Href: v.Href}}
	if v.Name != "" {
		follows = append(follows, b.comma())
		follows = append(follows, Piece{Phrase: Phrase{Text: v.Name}, Quoted: true, Href: v.Href})
	}
	made := b.versionID(t.to, t.of.Versions[1])
	return []Fact{
		{b.words.Text("translation.follows"), follows},
		{b.words.Text("translation.last"), []Piece{{Phrase: Phrase{Text: made.Moment.Text}, Href: made.Href}}},
		{b.words.Text("translation.answered"), unquoted(b.words.Text("translation.share", "percent", b.portion(t.of.Share)))},
	}
}

func (b *builder) translationCounts(a *answers) []Count {
	var out []Count
	for _, state := range translationStates {
		if n := a.counts[state]; n > 0 {
			out = append(out, Count{n, b.words.Text("translation.n_"+state, "n", n)})
		}
	}
	return out
}

func (b *builder) translationRow(t *translated, x *answer) TranslationRow {
	row := TranslationRow{State: Mark{x.state, b.words.Text("translation." + x.state)}}
	switch {
	case x.now >= 0:
		row.Original = b.told(t.from, t.from.current, x.now)
	case x.was >= 0:
		row.Original = b.told(t.from, t.of.Versions[0], x.was)
	}
	if x.own >= 0 {
		row.Own = b.told(t.to, t.of.Versions[1], x.own)
	}
	if n := t.leftBehindBy(x); n >= 0 && x.state != upToDate {
		m := b.moment(t.from.law.Versions[t.from.law.Changes[n].To].Dates)
		row.Change = &Link{Phrase: Phrase{Text: m.Text}, Href: b.to(t.from.at.Change(n + 1))}
	}
	return row
}

// told leads to a clause that has a row; what stands above the first heading is named by
// its words, and has a place in the text in force only.
func (b *builder) told(w *work, version, unit int) *Link {
	t := w.text(version)
	if subject(t, unit) >= 0 {
		return b.unitLink(w, version, unit)
	}
	l := Link{Phrase: b.phrase(clip(t.Clauses[unit].Text, 60), w.lang)}
	if version == w.current {
		l.Href = b.to(w.at.Text()) + address.Fragment(t.Clauses[unit].EID)
	}
	return &l
}

// translationWords are the words that wait, and those that stand in their place.
func (b *builder) translationWords(t *translated, x *answer, row *TranslationRow) {
	row.Caption = b.words.Text("translation.words_since")
	if x.state == untranslated || x.state == leftOut || x.state == repealedIn {
		row.Caption = b.words.Text("translation.words")
	}
	now, old := t.from.text(t.from.current), t.from.text(t.of.Versions[0])
	switch {
	case x.now >= 0 && x.was >= 0 && x.state != leftOut:
		a, z := ownWords(old, x.was), ownWords(now, x.now)
		row.Words = runs(diff.Words(a, z, t.from.lang), z)
	case x.now >= 0:
		row.Words = []Run{{Op: "=", Text: whole(now, x.now)}}
	case x.was >= 0:
		row.Words = []Run{{Op: "-", Text: whole(old, x.was)}}
	}
	if x.own >= 0 {
		row.Stands = ownWords(t.to.text(t.of.Versions[1]), x.own)
	}
}

// leftBehindBy is the original's last change since the translated version that touched
// words of a clause; -1 without.
func (t *translated) leftBehindBy(x *answer) int {
	wid := ""
	switch {
	case x.now >= 0:
		wid = t.from.history.WIDs[t.from.current][x.now]
	case x.was >= 0:
		wid = t.from.history.WIDs[t.of.Versions[0]][x.was]
	}
	k, ok := t.from.byWID[wid]
	if !ok {
		return -1
	}
	last, since := -1, t.from.madeBy[t.of.Versions[0]]
	for _, touch := range t.from.clauses[k].touches {
		if touch.change > since && t.from.words(touch) {
			last = touch.change
		}
	}
	return last
}

// translationStatus says at the head of a translation's page that it is one, and how
// far it follows the original.
func (b *builder) translationStatus(p *Page) []Status {
	w := b.work
	t := b.site.translated[w.index]
	original := b.site.byID[w.law.TranslationOf]
	if original == nil && t != nil {
		original = t.from
	}
	if original == nil {
		return nil
	}
	source := Link{Phrase: Phrase{Text: b.words.Text("status.translation_link", "language", message.Endonym(original.lang))}, Href: b.to(original.at.Text())}
	first := Status{Key: "translation", Text: b.words.Text("status.translation"), Link: &source}
	if t == nil {
		return []Status{first}
	}
	if !t.of.Declared {
		first.Text = b.words.Text("status.translation_inferred")
	}
	out := []Status{first}
	if p.Kind != KindWork {
		return out
	}
	a := t.answers()
	since := b.versionID(t.from, t.of.Versions[0]).Moment.Text
	l := b.said("status.behind_link", w.at.Translation())
	second := Status{Key: "follows", Text: b.words.Text("status.follows_now"), Link: &l}
	if a.behind() {
		second = Status{Key: "behind", Text: b.words.Text("status.behind", "date", since, "counts", b.tallied(b.translationCounts(a))), Link: &l}
	}
	return append(out, second)
}

// tallied joins counts to «2 clauses out of date and one not translated yet».
func (b *builder) tallied(counts []Count) string {
	items := make([][]message.Piece, len(counts))
	for i, c := range counts {
		items[i] = []message.Piece{{Text: c.Text}}
	}
	text := ""
	for _, piece := range b.words.List(items) {
		text += piece.Text
	}
	return text
}

// behindMark is the quiet mark on a clause of a translation whose original has changed
// since; nil without. unit is in the translation's text in force.
func (b *builder) behindMark(w *work, unit int) *Link {
	t := b.site.translated[w.index]
	if t == nil || t.of.Versions[1] != w.current {
		return nil
	}
	a := t.answers()
	n, ok := a.own[unit]
	if !ok || a.rows[n].state == upToDate {
		return nil
	}
	return &Link{Phrase: Phrase{Text: b.words.Text("translation.mark_" + a.rows[n].state)}, Href: b.to(w.at.Translation()) + "#" + translationAnchor(n)}
}

// inOtherLanguages are the clauses that answer a clause of the page's work: in the
// original, and in its translations.
func (b *builder) inOtherLanguages(c *clause) []Variant {
	w := b.work
	var out []Variant
	if t := b.site.translated[w.index]; t != nil && t.of.Versions[1] == c.version {
		if n, ok := t.answers().own[c.index]; ok {
			if l := b.translationRow(t, &t.answers().rows[n]).Original; l != nil {
				out = append(out, b.otherLanguage(*l, t.from, "original", t.answers().rows[n].state))
			}
		}
	}
	for _, t := range b.site.translations {
		if t.from != w || c.gone {
			continue
		}
		if n, ok := t.answers().origin[c.wid]; ok {
			if l := b.translationRow(t, &t.answers().rows[n]).Own; l != nil {
				out = append(out, b.otherLanguage(*l, t.to, "translation", t.answers().rows[n].state))
			}
		}
	}
	return out
}

func (b *builder) otherLanguage(l Link, w *work, how, state string) Variant {
	v := Variant{Clause: l, Work: b.workLink(w), How: Mark{how, b.words.Text("translation.variant_" + how)}, Text: b.words.Text("translation." + state)}
	v.Work.Phrase = b.phrase(message.Endonym(w.lang), w.lang)
	return v
}

// translationsFact says which translations a work has, and how far each follows it.
func (b *builder) translationsFact(w *work) []Fact {
	var out []Piece
	for _, t := range b.site.translations {
		if t.from != w {
			continue
		}
		if out != nil {
			out = append(out, b.semicolon())
		}
		l := Link{Phrase: b.phrase(message.Endonym(t.to.lang), t.to.lang), Href: b.to(t.to.at.Translation())}
		said := b.words.Text("translation.current")
		if a := t.answers(); a.behind() {
			said = b.tallied(b.translationCounts(a))
		}
		out = append(append(out, linked(l)), unquoted(" ("+said+")")...)
	}
	if out == nil {
		return nil
	}
	return []Fact{{b.words.Text("work.translations"), out}}
}
