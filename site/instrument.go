package site

import (
	"polity/commons/law"
	"polity/diff/instrument"
	"polity/site/message"
	"polity/site/model"
)

// Phrases are the words of instruments in a language of the interface; "" is English.
func Phrases(lang string) instrument.Phrases { return phrases(catalogue(lang)) }

func phrases(words *message.Catalogue) instrument.Phrases {
	p := instrument.Phrases{Quote: words.Text("instrument.quote", "text", "{text}"), Say: map[instrument.Kind]string{}}
	for _, k := range instrument.Kinds {
		p.Say[k] = words.Text("instrument."+string(k), "what", "{what}", "where", "{where}", "old", "{old}", "new", "{new}")
	}
	return p
}

// catalogue is the words of a language of the interface; "" is English.
func catalogue(lang string) *message.Catalogue {
	if lang == "" {
		lang = message.Fallback
	}
	words, err := message.Load(languages(), lang)
	if err != nil {
		panic(err) // the catalogue is compiled in
	}
	return words
}

// Instrument is the formal instrument that makes new of old, in a language of the
// interface; "" is English.
func Instrument(lang string, old, new *law.Text) string {
	words := catalogue(lang)
	title := new.Title
	if title == "" {
		title = old.Title
	}
	if title != "" {
		title = words.Text("instrument.title", "text", title)
	}
	return instrument.Write(old, new, title, phrases(words))
}

// steps makes instruments for pages: the same words as those of Instrument, in pieces.
func steps(words *message.Catalogue) func(old, new *law.Text) []model.Step {
	p := phrases(words)
	return func(old, new *law.Text) []model.Step {
		var out []model.Step
		for _, s := range instrument.Steps(old, new, p) {
			x := model.Step{}
			for _, part := range p.Parts(&s) {
				x.Sentence = append(x.Sentence, model.Piece{Phrase: model.Phrase{Text: part.Text}, Quoted: part.Said})
			}
			for _, l := range s.Block {
				x.Block = append(x.Block, model.StepLine{Depth: l.Depth, Phrase: model.Phrase{Text: l.String()}})
			}
			out = append(out, x)
		}
		return out
	}
}
