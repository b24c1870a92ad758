// Package message holds the words of the interface: catalogues of messages with
// plural forms, dates and numbers as a language writes them, the direction and
// own name of languages, and law-speak, the sentence that says what a change did.
//
// It is not translation of texts: no word of a constitution passes through a
// catalogue; labels of a document are quoted as they stand. It knows nothing of
// works or pages and stands at the bottom of the site: model fills pages with its
// sentences, templates ask it for their fixed words.
//
// A catalogue is one YAML file named after its language, «en.yaml». Keys are
// grouped by page («history.title»). A message is a string in which {name} is
// replaced, or a mapping of plural categories (zero, one, two, few, many, other)
// chosen by {n} after the rules of CLDR.
package message

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// Fallback is the language whose catalogue is always there and complete.
const Fallback = "en"

// Catalogue is the words of one language, with those of the fallback language
// behind them. It does not change after Load and may be shared by goroutines. A
// nil Catalogue answers with the keys themselves.
type Catalogue struct {
	Lang string // BCP 47, as asked for
	Dir  string // "ltr" or "rtl"

	tag      language.Tag
	months   []string
	digits   []string
	messages map[string]entry
	back     *Catalogue // the fallback; nil in the fallback itself
}

// entry is one message: other, and what differs from it in other plural forms.
type entry struct {
	other pattern
	forms map[plural.Form]pattern
}

// Load reads the catalogue of a language from files named «<lang>.yaml» at the
// top of fsys. Of «es-MX» it takes es-MX.yaml, else es.yaml, else the fallback's
// words. It fails where the fallback is missing or a file is no catalogue.
func Load(fsys fs.FS, lang string) (*Catalogue, error) {
	back, err := read(fsys, Fallback)
	if err != nil {
		return nil, err
	}
	tag, err := language.Parse(lang)
	if lang == "" || err != nil {
		return back, nil
	}
	for ; !tag.IsRoot(); tag = tag.Parent() {
		if tag.String() == Fallback {
			break
		}
		if _, err := fs.Stat(fsys, tag.String()+".yaml"); err != nil {
			continue
		}
		c, err := read(fsys, tag.String())
		if err != nil {
			return nil, err
		}
		c.back = back
		return c, nil
	}
	return back, nil
}

// Languages lists the languages for which fsys holds a catalogue, sorted.
func Languages(fsys fs.FS) []string {
	names, _ := fs.Glob(fsys, "*.yaml")
	for i, name := range names {
		names[i] = strings.TrimSuffix(name, ".yaml")
	}
	slices.Sort(names)
	return names
}

func read(fsys fs.FS, lang string) (*Catalogue, error) {
	name := lang + ".yaml"
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, fmt.Errorf("interface language %s: %w", lang, err)
	}
	var tree map[string]any
	if err := yaml.Unmarshal(data, &tree); err != nil {
		return nil, fmt.Errorf("interface language %s: %s: %w", lang, name, err)
	}
	c := &Catalogue{Lang: lang, Dir: Dir(lang), tag: language.Make(lang), messages: map[string]entry{}}
	if err := c.add("", tree); err != nil {
		return nil, fmt.Errorf("interface language %s: %s: %w", lang, name, err)
	}
	c.months = strings.Fields(c.plain("format.months"))
	c.digits = strings.Split(c.plain("format.digits"), "")
	return c, nil
}

// add flattens a group of messages into the table.
func (c *Catalogue) add(prefix string, group map[string]any) error {
	for _, key := range slices.Sorted(maps.Keys(group)) {
		name := prefix + key
		switch value := group[key].(type) {
		case string:
			c.messages[name] = entry{other: parse(value)}
		case map[string]any:
			if _, ok := value["other"]; !ok {
				if err := c.add(name+".", value); err != nil {
					return err
				}
				continue
			}
			e, err := plurals(value)
			if err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			c.messages[name] = e
		default:
			return fmt.Errorf("%s: a message is a string or a mapping, quote it: %v", name, value)
		}
	}
	return nil
}

// categories are the names of CLDR's plural categories.
var categories = map[string]plural.Form{
	"zero": plural.Zero, "one": plural.One, "two": plural.Two, "few": plural.Few, "many": plural.Many, "other": plural.Other,
}

func plurals(value map[string]any) (entry, error) {
	e := entry{forms: map[plural.Form]pattern{}}
	for _, key := range slices.Sorted(maps.Keys(value)) {
		form, known := categories[key]
		text, ok := value[key].(string)
		if !known || !ok {
			return e, fmt.Errorf("%q is no plural category with a string (zero, one, two, few, many, other)", key)
		}
		if form == plural.Other {
			e.other = parse(text)
		} else {
			e.forms[form] = parse(text)
		}
	}
	return e, nil
}

// Text is the message with this key. args are names and values in turn: strings
// as they are, ints written as the language writes numbers; the int called "n"
// chooses the plural form. An unknown key gives itself, which no page of the
// shipped theme shows (a test holds that).
func (c *Catalogue) Text(key string, args ...any) string {
	if c == nil {
		return key
	}
	n, named := c.arguments(args)
	return Plain(c.Pieces(key, n, named))
}

// Pieces is Text for arguments that are pieces of a sentence themselves, such as
// quoted labels. n chooses the plural form.
func (c *Catalogue) Pieces(key string, n int, args map[string][]Piece) []Piece {
	if c == nil {
		return []Piece{{Text: key}}
	}
	e, from, ok := c.find(key)
	if !ok {
		return []Piece{{Text: key}}
	}
	p, ok := e.forms[plural.Cardinal.MatchPlural(from.tag, n, 0, 0, 0, 0)]
	if !ok {
		p = e.other
	}
	return p.fill(args)
}

// Has reports whether the language itself, not its fallback, has the message.
func (c *Catalogue) Has(key string) bool {
	if c == nil {
		return false
	}
	_, ok := c.messages[key]
	return ok
}

// find looks a message up, here and then in the fallback.
func (c *Catalogue) find(key string) (entry, *Catalogue, bool) {
	for ; c != nil; c = c.back {
		if e, ok := c.messages[key]; ok {
			return e, c, true
		}
	}
	return entry{}, nil, false
}

// plain is a message of this language alone, "" where it is missing.
func (c *Catalogue) plain(key string) string {
	if e, ok := c.messages[key]; ok {
		return Plain(e.other.fill(nil))
	}
	return ""
}

func (c *Catalogue) arguments(args []any) (n int, named map[string][]Piece) {
	n = 1
	named = make(map[string][]Piece, len(args)/2)
	for i := 0; i+1 < len(args); i += 2 {
		name, _ := args[i].(string)
		switch value := args[i+1].(type) {
		case int:
			if name == "n" {
				n = value
			}
			named[name] = []Piece{{Text: c.Number(value)}}
		case []Piece:
			named[name] = value
		default:
			named[name] = []Piece{{Text: fmt.Sprint(value)}}
		}
	}
	return n, named
}
