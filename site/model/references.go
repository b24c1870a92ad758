package model

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"polity/commons/law"
	"polity/site/address"
)

// references finds where a text's words point to its own clauses: «under Article
// 4(2)», «§ 3 Abs. 2», «第三条». The labels of the text are read by the same
// pattern as the references, so «Artikel 4» finds the clause that is labelled so,
// whatever the language. What cannot be resolved for certain stays plain words.
type references struct {
	t       *law.Text
	below   [][]int
	labels  map[string][]int // by class and number, or by number alone for labels without a word
	classes map[string]bool
	anchors func() map[string]int // by the ids that Markdown renderers give headings; made when first asked for
}

// reference is a place in a unit's text that points to a unit.
type reference struct{ from, to, unit int }

var eastern = regexp.MustCompile(`[第제]\s?([0-9０-９一二三四五六七八九十百千〇零]{1,8})\s?([条條章節节項项款号編编部조장절항])(の[0-9一二三四五六七八九十]{1,3})?`)

// newReferences reads the labels of a text. Cost linear.
func newReferences(t *law.Text, below [][]int) *references {
	r := &references{t: t, below: below, labels: map[string][]int{}, classes: map[string]bool{}}
	r.anchors = sync.OnceValue(r.headings)
	for i := range t.Clauses {
		c := &t.Clauses[i]
		if c.Label == "" || c.Kind == law.Footnote {
			continue
		}
		for _, key := range labelKeys(c) {
			r.labels[key] = append(r.labels[key], i)
			kind, _, _ := strings.Cut(key, " ")
			r.classes[kind] = true
		}
	}
	return r
}

// labelKeys are the names under which a label can be referred to.
func labelKeys(c *law.Clause) []string {
	if m := eastern.FindStringSubmatch(c.Label); m != nil {
		return []string{easternKey(m)}
	}
	if m, ok := scan(c.Label, 0); ok {
		return []string{m.class + " " + m.number}
	}
	n := number(strings.Trim(c.Label, ".:()[] §"))
	if n == "" || len(n) > 12 {
		return nil
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
	s = strings.ToLower(strings.Join(strings.Fields(s), ""))
	var out strings.Builder
	for _, r := range s {
		switch {
		case r >= '٠' && r <= '٩':
			out.WriteRune(r - '٠' + '0')
		case r >= '０' && r <= '９':
			out.WriteRune(r - '０' + '0')
		default:
			out.WriteRune(r)
		}
	}
	s = strings.Trim(out.String(), ".-")
	if n := roman(s); n > 0 {
		return strconv.Itoa(n)
	}
	return s
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
	return m[2] + " " + strconv.Itoa(kanji(m[1])) + m[3]
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
func (r *references) in(unit int, text string) []reference {
	var out []reference
	if len(r.labels) == 0 {
		return nil
	}
	for m, ok := scan(text, 0); ok; m, ok = scan(text, m.to) {
		if ref, ok := r.western(unit, text, m); ok {
			out = append(out, ref)
		}
	}
	if !strings.ContainsAny(text, "第제") {
		return out
	}
	for _, m := range eastern.FindAllStringSubmatchIndex(text, -1) {
		parts := []string{"", text[m[2]:m[3]], text[m[4]:m[5]], ""}
		if m[6] >= 0 {
			parts[3] = text[m[6]:m[7]]
		}
		if target := r.pick(unit, r.labels[easternKey(parts)]); target >= 0 && target != unit {
			out = append(out, reference{m[0], m[1], target})
		}
	}
	slices.SortFunc(out, func(a, b reference) int { return a.from - b.from })
	return out
}

// western resolves one mention.
func (r *references) western(unit int, text string, m mention) (reference, bool) {
	target, to := r.resolve(unit, m.class, m.number), m.bare
	if target < 0 || r.elsewhere(text[m.to:]) {
		return reference{}, false
	}
	if len(m.inside) > 0 {
		target, to = r.inside(target, m.inside, m.bare, m.to)
	}
	return reference{m.from, to, target}, target != unit
}

// resolve finds the unit with a class and number, seen from a unit.
func (r *references) resolve(from int, class, n string) int {
	if list := r.labels[class+" "+n]; len(list) > 0 {
		return r.pick(from, list)
	}
	if class == "paragraph" || r.classes[class] {
		return -1
	}
	return r.pick(from, r.labels["any "+n])
}

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
			if c.Kind != law.Footnote && c.Label != "" && strings.EqualFold(strings.Trim(c.Label, ".() "), n) {
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

var another = regexp.MustCompile(`^\s(?:of|del|de la|de los|der|des|du|della)\s(?:the\s)?(\p{Lu}\p{L}+)`)

// elsewhere reports whether what follows a reference names another text: «Article
// 4 of the Treaty». The text's own kind of title is no other.
func (r *references) elsewhere(rest string) bool {
	if !strings.HasPrefix(rest, " of ") && !strings.HasPrefix(rest, " d") {
		return false
	}
	m := another.FindStringSubmatch(rest[:min(len(rest), 80)])
	if m == nil {
		return false
	}
	if keywords[strings.ToLower(m[1])] != "" {
		return false
	}
	return !strings.Contains(strings.ToLower(r.t.Title), strings.ToLower(m[1]))
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
