package model

import "polity/diff/reuse"

// Elsewhere is where the words of texts come from that replace much of the one before: by
// work ID, then by place among its changes or proposals. What is not there was not asked.
type Elsewhere struct {
	Changes, Proposals map[string]map[int]reuse.Answer
}

// Shares of a text's words: from kept on, what it follows explains it; below little, that
// does not; with enough, another text does.
const (
	kept   = 2.0 / 3
	little = 1.0 / 3
	enough = 0.25
)

// elsewhere says that a text's words do not come from what git says it follows: from
// which work they come, or from an earlier text of its own, or from nowhere known. Nil
// where they do, or where nobody asked. what is "proposal" or "change".
func (b *builder) elsewhere(what string, of map[string]map[int]reuse.Answer, i int) []Piece {
	a, ok := of[b.work.law.ID][i]
	if !ok {
		return nil
	}
	words := func(s string) Piece { return Piece{Phrase: Phrase{Text: s}} }
	args := map[string]Piece{"before": words(b.portion(a.Before))}
	key := "elsewhere." + what
	switch {
	case a.Other >= 0:
		w := b.site.works[a.Other]
		v := b.versionID(w, a.First)
		args["work"], args["percent"], args["date"] = linked(b.apartLink(w)), words(b.portion(a.Share)), Piece{Phrase: Phrase{Text: v.Moment.Text}, Href: v.Href}
		if v.Moment.ISO == "" {
			return b.sayIn(key+"_undated", 0, args)
		}
		return b.sayIn(key+"_other", 0, args)
	case a.Before < kept && a.Own-a.Before >= enough:
		args["own"] = words(b.portion(a.Own))
		return b.sayIn(key+"_earlier", 0, args)
	case a.Own < little:
		return b.sayIn(key+"_new", 0, args)
	}
	return nil
}
