package model

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"polity/commons/law"
	"polity/commons/markup"
	"polity/site/address"
)

// references finds where a text's words point to its own clauses: «under Article
// 4(2)», «§ 3 Abs. 2», «第三条». The labels of the text are read by the same
// pattern as the references, so «Artikel 4» finds the clause that is labelled so,
// whatever the language. What cannot be resolved for certain stays plain words.
type references struct {
	t       *law.Text
	below   [][]int
	labels  map[string][]namesakes // by kind and number, or by number alone for labels without a word
	named   map[law.Kind][]string
	habits  habits
	manner  string                // tells habits apart
	anchors func() map[string]int // by the ids that Markdown renderers give headings; made when first asked for
}

// namesakes are units whose labels have one number and one word, rising.
type namesakes struct {
	word  string // folded; "" in labels without a word
	units []int
}

// reference is a place in a unit's text that points to a unit.
type reference struct{ from, to, unit int }

var eastern = regexp.MustCompile(`[第제]\s?([0-9０-９一二三四五六七八九十百千〇零]{1,8})\s?([条條章節节項项款号編编部조장절항])((?:の|之|의)[0-9０-９一二三四五六七八九十]{1,3})?`)

// newReferences reads the labels of a text. Cost linear.
func newReferences(t *law.Text, below [][]int) *references {
	r := &references{t: t, below: below, labels: map[string][]namesakes{}, named: map[law.Kind][]string{}, habits: habits{}}
	r.anchors = sync.OnceValue(r.headings)
	for i := range t.Clauses {
		c := &t.Clauses[i]
		if c.Label == "" || c.Kind == law.Footnote {
			continue
		}
		name := labelName(c.Label)
		if name.Kind != "" {
			if !slices.Contains(r.named[name.Kind], name.Word) {
				r.named[name.Kind] = append(r.named[name.Kind], name.Word)
			}
			if first, _ := utf8.DecodeRuneInString(c.Label); number(c.Label) != "" && (markup.Digit(first) >= 0 || figure(c.Label, 0) > 0) {
				r.habits[name.Kind] = true
			}
		}
		for _, key := range labelKeys(c, name.Kind) {
			r.label(key, name, i)
		}
	}
	for _, kind := range slices.Sorted(maps.Keys(r.habits)) {
		r.manner += string(kind) + " "
	}
	return r
}

// label notes under a key a unit whose label has a name or none.
func (r *references) label(key string, name markup.Naming, unit int) {
	word := ""
	if name.Kind != "" {
		word = name.Word
	}
	list := r.labels[key]
	k := slices.IndexFunc(list, func(n namesakes) bool { return n.word == word })
	if k < 0 {
		k = len(list)
		list = append(list, namesakes{word: word})
	}
	list[k].units = append(list[k].units, unit)
	r.labels[key] = list
}

// labelName is the name that stands in a label.
func labelName(label string) markup.Naming {
	for at := 0; at < len(label); {
		r, n := utf8.DecodeRuneInString(label[at:])
		if !unicode.IsLetter(r) && r != '§' {
			at += n
			continue
		}
		end := word(label, at)
		if name := named(label[at:end]); name.Kind != "" {
			return name
		}
		at = end
	}
	return markup.Naming{}
}

// labelKeys are the names under which a label, which names its clause a kind or none, can
// be referred to.
func labelKeys(c *law.Clause, named law.Kind) []string {
	if m := eastern.FindStringSubmatch(c.Label); m != nil {
		return []string{easternKey(m)}
	}
	n := number(strings.ReplaceAll(c.Num, "-", "."))
	if n == "" || len(n) > 12 {
		return nil
	}
	if named != "" {
		keys := []string{string(named) + " " + n}
		if at := strings.LastIndexByte(c.Label, ' ') + 1; strings.HasPrefix(c.Label[at:], "\xd7") { // in Hebrew letters
			if end, letters := hebrewNumber(c.Label, at); end == len(c.Label) {
				keys = append(keys, string(named)+" "+letters)
			}
		}
		return keys
	}
	switch c.Kind {
	case law.Article, law.Section, law.Chapter, law.Part, law.Title, law.Rule:
		return []string{string(c.Kind) + " " + n, "any " + n}
	case law.Level:
		return []string{"any " + n}
	}
	if strings.ContainsAny(n, ".") {
		return []string{"any " + n}
	}
	return nil
}

// number is a number as a key: digits ASCII, letters small, roman numerals and
// those of the east in figures.
func number(s string) string {
	s = strings.ToLower(strings.Join(strings.Fields(inASCII(strings.TrimRight(s, "ºª°."))), ""))
	s = strings.Trim(strings.ReplaceAll(s, "-", "."), ".")
	if before, ok := strings.CutSuffix(s, "o"); ok && before != "" && strings.Trim(before, "0123456789") == "" { // «Artículo 6o», but «o)»
		s = before
	}
	if n := roman(s); n > 0 {
		return strconv.Itoa(n)
	}
	return s
}

// inASCII is a text with digits of any script in ASCII.
func inASCII(s string) string {
	return strings.Map(func(r rune) rune {
		if d := markup.Digit(r); d >= 0 {
			return '0' + rune(d)
		}
		return r
	}, s)
}

// roman reads a roman numeral in small letters; 0 for what is none.
func roman(s string) int {
	value := map[byte]int{'i': 1, 'v': 5, 'x': 10, 'l': 50, 'c': 100}
	n := 0
	for i := range len(s) {
		v := value[s[i]]
		if v == 0 {
			return 0
		}
		if i+1 < len(s) && value[s[i+1]] > v {
			n -= v
		} else {
			n += v
		}
	}
	return n
}

func easternKey(m []string) string {
	key := m[2] + " " + strconv.Itoa(kanji(m[1]))
	if m[3] != "" {
		_, of := utf8.DecodeRuneInString(m[3])
		key += "." + strconv.Itoa(kanji(m[3][of:]))
	}
	return key
}

// kanji reads a number in Chinese numerals or figures.
func kanji(s string) int {
	if n, err := strconv.Atoi(number(s)); err == nil {
		return n
	}
	total, digit := 0, 0
	for _, r := range s {
		switch i := strings.IndexRune("〇一二三四五六七八九", r); {
		case i >= 0:
			digit = digit*10 + utf8.RuneCountInString("〇一二三四五六七八九"[:i])
		case r == '十' || r == '百' || r == '千':
			total += max(1, digit) * map[rune]int{'十': 10, '百': 100, '千': 1000}[r]
			digit = 0
		}
	}
	return total + digit
}

// in finds the references in a unit's words, in order and apart from each other.
func (r *references) in(unit int, text string, known *mentions) []reference {
	var out []reference
	if len(r.labels) == 0 {
		return nil
	}
	said := known.in(text, r.habits, r.manner)
	for _, m := range said.western {
		if ref, ok := r.western(unit, text, m); ok {
			out = append(out, ref)
		}
	}
	if !said.eastern {
		return out
	}
	for _, m := range eastern.FindAllStringSubmatchIndex(text, -1) {
		parts := []string{"", text[m[2]:m[3]], text[m[4]:m[5]], ""}
		if m[6] >= 0 {
			parts[3] = text[m[6]:m[7]]
		}
		if target := r.pick(unit, near(r.labels[easternKey(parts)], unit, anyWord)); target >= 0 && target != unit && !r.ofAnother(text[:m[0]], easternLaws) {
			out = append(out, reference{m[0], m[1], target})
		}
	}
	slices.SortFunc(out, func(a, b reference) int { return a.from - b.from })
	return out
}

// western resolves one mention.
func (r *references) western(unit int, text string, m mention) (reference, bool) {
	target, to := r.resolve(unit, m.name, m.number), m.bare
	if target < 0 || r.elsewhere(text[:m.from], text[m.to:]) {
		return reference{}, false
	}
	if len(m.inside) > 0 {
		target, to = r.inside(target, m.inside, m.bare, m.to)
	}
	return reference{m.from, to, target}, target != unit
}

// resolve finds the unit with a name and number, seen from a unit; -1 for none. Where
// labels have the same name, only they are meant.
func (r *references) resolve(from int, name markup.Naming, n string) int {
	found := near(r.labels[string(name.Kind)+" "+n], from, func(w string) bool { return akin(w, name.Word) })
	if len(found) > 0 {
		return r.pick(from, found)
	}
	if !mayBeAny(name) || slices.ContainsFunc(r.named[name.Kind], func(w string) bool { return akin(w, name.Word) }) {
		return -1
	}
	return r.pick(from, near(r.labels["any "+n], from, anyWord))
}

func anyWord(string) bool { return true }

// near are the units whose label has a word that may be meant and that pick has to choose
// among: of each word's, two before and two behind the place from which they are seen. The
// further off a unit stands on one side, the less of what is above that place is above it
// too; so the nearest and the one that ties with it are among them, and a text in which
// thousands have one label costs no more than any other.
func near(list []namesakes, from int, meant func(word string) bool) []int {
	var out []int
	for _, n := range list {
		if meant(n.word) {
			at, _ := slices.BinarySearch(n.units, from)
			out = append(out, n.units[max(0, at-2):min(len(n.units), at+2)]...)
		}
	}
	return out
}

// mayBeAny reports whether a name may refer to what has a bare number for a label.
// Short words of one language are others in the next («del 3 de mayo»), and few
// words for a rule mean a clause when no label says so («order 3»).
func mayBeAny(n markup.Naming) bool {
	switch n.Kind {
	case law.Rule:
		return anyRule[n.Word]
	case law.Article, law.Section, law.Chapter, law.Part, law.Title, law.Attachment, law.Division:
		return !unicode.Is(unicode.Latin, []rune(n.Word)[0]) || len(n.Word) >= 4 || anyShort[n.Word]
	}
	return false
}

var (
	anyRule  = wordSet("rule regel regla regle regola clause clausula")
	anyShort = wordSet("art sec")
)

// akin reports whether a reference's name may mean a label's: the same word, an
// abbreviation of it, or the same in a sister language. A label without a word has
// any name.
func akin(label, name string) bool {
	label, name = strings.TrimPrefix(label, "ال"), strings.TrimPrefix(name, "ال")
	switch {
	case label == "" || label == name:
		return true
	case signed[label] && signed[name]:
		return true
	case name == "para" && label != "paragraph": // it is «for» in Spanish and Portuguese
		return false
	case strings.HasPrefix(label, name) || strings.HasPrefix(name, label):
		return true
	}
	a, b := []rune(label), []rune(name)
	return len(a) > 2 && len(b) > 2 && slices.Equal(a[:3], b[:3])
}

// signed are the words that the sign § stands for.
var signed = wordSet("§ section seccion secao seccao sezione paragraf pykala szakasz sec")

// pick chooses among units with the same name the one that shares the nearest
// ancestor with from; -1 where two do.
func (r *references) pick(from int, list []int) int {
	if len(list) == 1 {
		return list[0]
	}
	best, most, tie := -1, -1, false
	for _, i := range list {
		switch d := r.common(from, i); {
		case d > most:
			best, most, tie = i, d, false
		case d == most:
			tie = true
		}
	}
	if tie {
		return -1
	}
	return best
}

// common is the depth of the nearest common ancestor, -1 without one.
func (r *references) common(a, b int) int {
	for a != b {
		if a < 0 || b < 0 {
			return -1
		}
		if a > b {
			a = r.t.Clauses[a].Parent
		} else {
			b = r.t.Clauses[b].Parent
		}
	}
	if a < 0 {
		return -1
	}
	return r.t.Clauses[a].Depth
}

// inside follows bracketed numbers downwards from a unit. Where a step is not
// found, the reference ends before the brackets.
func (r *references) inside(unit int, numbers []string, before, after int) (target, to int) {
	at := unit
	for _, n := range numbers {
		next := -1
		for _, j := range r.below[at] {
			c := &r.t.Clauses[j]
			if c.Kind != law.Footnote && c.Label != "" && strings.EqualFold(inASCII(strings.Trim(c.Label, ".() ")), n) {
				next = j
				break
			}
		}
		if next < 0 {
			return unit, before
		}
		at = next
	}
	return at, after
}

// anchor finds the unit that a fragment in the source means: its eId, or the id
// that Markdown renderers give its heading.
func (r *references) anchor(fragment string) int {
	if i := r.t.Find(fragment); i >= 0 {
		return i
	}
	if i, ok := r.anchors()[headingID(fragment)]; ok {
		return i
	}
	return -1
}

func (r *references) headings() map[string]int {
	out := map[string]int{}
	for i := range r.t.Clauses {
		c := &r.t.Clauses[i]
		if c.Level == 0 {
			continue
		}
		for _, words := range []string{c.Label + " " + c.Heading, c.Heading} {
			if _, twice := out[headingID(words)]; !twice {
				out[headingID(words)] = i
			}
		}
	}
	return out
}

// headingID is the id that a heading has on the forges: small letters, digits,
// hyphens for spaces, nothing else. Runs of hyphens count as one here.
func headingID(s string) string { return address.Slug(strings.ReplaceAll(s, ".", "")) }
