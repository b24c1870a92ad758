package decision

import (
	"regexp"
	"strconv"
	"strings"
	"sync"

	"polity/commons/law"
)

// Supersession is a clause that stands in a text and says of another one, which still
// stands there too, that it no longer counts: amendments that were appended and not
// worked in.
type Supersession struct {
	By     int    // index of the clause that says so
	Clause int    // index of the one it says it of
	How    string // repealed | replaced
}

// mostAppended bounds what one text may say of itself.
const mostAppended = 2000

// Appended finds supersessions that a text states in so many words: «The eighteenth
// article of amendment is hereby repealed», «El artículo 12 queda derogado». Only
// clauses under a heading that calls them amendments are heard; a constitution that
// speaks of repeals in general is not. Linear in the text.
func Appended(t *law.Text) []Supersession {
	var out []Supersession
	var at map[target]int
	for i := range t.Clauses {
		text := t.Clauses[i].Text
		if len(text) > 4000 || !speech().trigger.MatchString(text) || !appended(t, i) {
			continue
		}
		for _, p := range speech().statements {
			for _, m := range p.FindAllStringSubmatch(text, -1) {
				if at == nil {
					at = targets(t)
				}
				class, number := classes[strings.ToLower(m[p.SubexpIndex("class")])], value(m[p.SubexpIndex("n")])
				clause, ok := at[target{class, number}]
				if !ok || number == "" || within(t, i, clause) || len(out) == mostAppended {
					continue
				}
				how := "repealed"
				if speech().replaced.MatchString(m[p.SubexpIndex("verb")]) {
					how = "replaced"
				}
				out = append(out, Supersession{i, clause, how})
			}
		}
	}
	return out
}

// speech is how texts say so. It is made ready when the first text is read, for that
// takes half a millisecond.
var speech = sync.OnceValue(func() (s struct {
	trigger, replaced, heading *regexp.Regexp
	statements                 []*regexp.Regexp // each with the class of the other clause, its number and the verb
},
) {
	s.trigger = regexp.MustCompile(`(?i)repeal|supersed|replac|rescind|derog|abrog|reemplaz|sustitu|aufgehoben|ersetzt|remplac`)
	s.replaced = regexp.MustCompile(`(?i)supersed|replac|reemplaz|sustitu|ersetzt|remplac`)
	s.heading = regexp.MustCompile(`(?i)\bamendments?\b|\benmiendas?\b|\bamendements?\b|\bänderung|\bemendas?\b`)
	for _, expr := range []string{
		`(?i)\bthe (?P<n>[a-z-]+|\d+(?:st|nd|rd|th)) (?P<class>article of amendment|amendment)\b[^.;]{0,120}?\b(?:is|are|shall be) (?:hereby )?(?P<verb>repealed|superseded|rescinded|replaced)\b`,
		`(?i)\b(?P<class>article|section|amendment|art\.|sec\.|§) ?(?P<n>\d+[a-z]?|[ivxlc]+)\b[^.;]{0,120}?\b(?:is|are|shall be) (?:hereby )?(?P<verb>repealed|superseded|rescinded|replaced)\b`,
		`(?i)\b(?P<class>artículo|sección|enmienda|art\.) ?(?P<n>\d+[a-z]?|[ivxlc]+)\b[^.;]{0,120}?\bquedan? (?P<verb>derogad[oa]s?|reemplazad[oa]s?|sustituid[oa]s?)`,
		`(?i)\b(?P<class>article|section|amendement|art\.) ?(?P<n>\d+[a-z]?|[ivxlc]+)\b[^.;]{0,120}?\best (?P<verb>abrogée?|remplacée?)`,
		`(?i)(?P<class>artikel|abschnitt|art\.|§) ?(?P<n>\d+[a-z]?|[ivxlc]+)\b[^.;]{0,120}?\b(?:wird|ist) (?:hiermit )?(?P<verb>aufgehoben|ersetzt)`,
	} {
		s.statements = append(s.statements, regexp.MustCompile(expr))
	}
	return s
})

// classes are the words for a clause in these languages.
var classes = map[string]string{
	"article of amendment": "amendment", "amendment": "amendment", "enmienda": "amendment", "amendement": "amendment",
	"article": "article", "artículo": "article", "artikel": "article", "art.": "article",
	"section": "section", "sección": "section", "abschnitt": "section", "sec.": "section", "§": "section",
}

// target is a clause by class and number.
type target struct{ class, number string }

// targets are the clauses of a text that may be spoken of: the first of each name.
func targets(t *law.Text) map[target]int {
	out := map[target]int{}
	for i := range t.Clauses {
		c := &t.Clauses[i]
		word, number, ok := strings.Cut(strings.TrimRight(c.Label, ".:"), " ")
		if !ok {
			continue
		}
		k := target{classes[strings.ToLower(word)], value(number)}
		if _, taken := out[k]; !taken && k.class != "" && k.number != "" {
			out[k] = i
		}
	}
	return out
}

// appended reports whether a clause stands under a heading that calls it an amendment.
func appended(t *law.Text, i int) bool {
	for heading := speech().heading; i >= 0; i = t.Clauses[i].Parent {
		if heading.MatchString(t.Clauses[i].Label) || heading.MatchString(t.Clauses[i].Heading) {
			return true
		}
	}
	return false
}

// within reports whether a clause is another one or stands below it.
func within(t *law.Text, i, above int) bool {
	for ; i >= 0; i = t.Clauses[i].Parent {
		if i == above {
			return true
		}
	}
	return false
}

// value is a number as «18» or «7a», whether it was written in digits, as a Roman
// numeral or as an English ordinal; "" where it is none.
func value(s string) string {
	s = strings.ToLower(strings.Trim(s, " .:"))
	if s == "" {
		return ""
	}
	if s[0] >= '0' && s[0] <= '9' {
		for _, end := range []string{"st", "nd", "rd", "th"} {
			s = strings.TrimSuffix(s, end)
		}
		return strings.TrimLeft(s, "0")
	}
	if n, ok := ordinals[s]; ok {
		return strconv.Itoa(n)
	}
	if n := roman(s); n > 0 {
		return strconv.Itoa(n)
	}
	return ""
}

// ordinals are the English ones up to thirty-ninth.
var ordinals = func() map[string]int {
	out := map[string]int{}
	ones := strings.Fields("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth")
	for i, w := range ones {
		out[w] = i + 1
		if i < 9 {
			out["twenty-"+w], out["thirty-"+w] = 21+i, 31+i
		}
	}
	out["thirtieth"] = 30
	return out
}()

// roman reads a Roman numeral in small letters; 0 for what is none.
func roman(s string) int {
	values := map[byte]int{'i': 1, 'v': 5, 'x': 10, 'l': 50, 'c': 100}
	sum := 0
	for i := 0; i < len(s); i++ {
		v := values[s[i]]
		if v == 0 {
			return 0
		}
		if i+1 < len(s) && values[s[i+1]] > v {
			v = -v
		}
		sum += v
	}
	return sum
}
