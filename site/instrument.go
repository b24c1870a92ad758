package site

import (
	"polity/commons/law"
	"polity/diff/instrument"
	"polity/site/message"
)

// Phrases are the words of instruments in a language of the interface; "" is English.
func Phrases(lang string) instrument.Phrases {
	if lang == "" {
		lang = message.Fallback
	}
	words, err := message.Load(languages(), lang)
	if err != nil {
		panic(err) // the catalogue is compiled in
	}
	p := instrument.Phrases{Quote: words.Text("instrument.quote", "text", "{text}"), Say: map[instrument.Kind]string{}}
	for _, k := range instrument.Kinds {
		p.Say[k] = words.Text("instrument."+string(k), "what", "{what}", "where", "{where}", "old", "{old}", "new", "{new}")
	}
	return p
}

// Instrument is the formal instrument that makes new of old, in a language of the
// interface; "" is English.
func Instrument(lang string, old, new *law.Text) string {
	if lang == "" {
		lang = message.Fallback
	}
	words, err := message.Load(languages(), lang)
	if err != nil {
		panic(err) // the catalogue is compiled in
	}
	title := new.Title
	if title == "" {
		title = old.Title
	}
	if title != "" {
		title = words.Text("instrument.title", "text", title)
	}
	return instrument.Write(old, new, title, Phrases(lang))
}
