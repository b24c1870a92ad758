package words

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sentences cuts a text into its sentences, as Diff settles them: one ends at a
// full stop, question or exclamation mark of any script with the marks that close
// it, or at a line break; not where a small letter or a digit follows a dot, nor
// behind an abbreviation («Art. 5», «al. II», «e.g. by»). In Thai, which has no full
// stop, one ends at a blank. White space stays behind the sentence that it follows.
// Joined, the sentences are s to the byte; none is "". Linear in s.
func Sentences(s, lang string) []string {
	var t tokens
	t.cut(s, lang)
	var out []string
	for _, x := range t.split() {
		out = append(out, t.span(x.from, x.to))
	}
	return out
}

// ends reports whether a sentence ends behind token i.
func (t *tokens) ends(i int) bool {
	if t.class[i] > mark {
		return false
	}
	if strings.IndexByte(t.token(i), '\n') >= 0 {
		return true
	}
	if t.class[i] != space {
		// Scripts that put no space behind their full stop.
		return i+1 < t.len() && t.class[i+1] != space && own(t.token(i)) && !closes(t.token(i+1)) && !stops(t.token(i+1))
	}
	// Behind the white space that follows a full stop.
	k := i - 1
	for k >= 0 && t.class[k] == mark && closes(t.token(k)) {
		k--
	}
	switch {
	case k < 0 || i+1 < t.len() && stops(t.token(i+1)):
		return false
	case t.class[k] != mark:
		return t.thai(i-1) && t.thai(i+1)
	case own(t.token(k)):
		return true
	case !stops(t.token(k)) && !(k > 0 && stopsBehind(t.token(k), t.token(k-1))):
		return false
	}
	return i+1 >= t.len() || !continues(t.token(i+1)) && !(t.token(k) == "." && k > 0 && abbreviates(t.token(k-1)))
}

// thai reports whether token i is a word of Thai, and not of Lao.
func (t *tokens) thai(i int) bool {
	if i < 0 || i >= t.len() || t.class[i] != word {
		return false
	}
	r, _ := utf8.DecodeRuneInString(t.token(i))
	return r > 0x0E00 && r < 0x0E80
}

// stopsBehind reports whether a mark that stands for another elsewhere ends a sentence
// behind this word: the Greek question mark, and a colon for the Armenian full stop.
func stopsBehind(mark, w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return mark == ";" && unicode.Is(unicode.Greek, r) || mark == ":" && unicode.Is(unicode.Armenian, r)
}

// stops reports whether a mark ends a sentence, if nothing else speaks against it.
func stops(w string) bool { return w == "." || w == "!" || w == "?" || own(w) }

// own reports whether a mark is a full stop, question or exclamation mark that a
// script has of its own: it does nothing else and needs no space behind it.
func own(w string) bool {
	r, n := utf8.DecodeRuneInString(w)
	switch {
	case r < utf8.RuneSelf || n != len(w):
		return false
	case r == '។' || r == '៕' || r == '།' || r == '༎':
		return true
	case r == '．' || r == '၊' || r == '꧈' || r == '᭞': // these part numbers and phrases
		return false
	}
	return unicode.Is(unicode.STerm, r)
}

// parting reports whether a character parts what is said before it from what is said
// behind it.
func parting(r rune) bool { return strings.ContainsRune("\n.;:；：؛፤", r) || own(string(r)) }

// pausing reports whether a mark is a comma or the like.
func pausing(w string) bool { return strings.Contains(",;:،؛、，；：၊፣፤፥߸꧈᭞᠂", w) }

func closes(w string) bool { return strings.Contains(")]}\"'”’»›」』）】》〉", w) }

// continues reports whether a sentence goes on with this token behind a dot: it is a
// number or begins with a small letter. Georgian has no others.
func continues(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsDigit(r) || unicode.IsLower(r) && !unicode.Is(unicode.Georgian, r)
}

// abbreviates reports whether a word in front of a dot is one that law texts write
// short, so that the dot ends nothing: «Art. II», «z. B. Boote», «e.g. Boats».
func abbreviates(w string) bool {
	for _, elided := range [...]string{"'", "’"} { // «l'art. II»
		if _, after, ok := strings.Cut(w, elided); ok {
			w = after
		}
	}
	r, n := utf8.DecodeRuneInString(w)
	letter := n == len(w) && (unicode.IsUpper(r) || unicode.IsLower(r))
	return letter || strings.Contains(w, ".") || abbreviations[strings.ToLower(w)]
}

var abbreviations = func() map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(`art arts abs al no nos nr nrn num núm ss sec secs para paras par pars pt pts cl ch chap lit litt ziff cf vgl
		bzw inc fr vol pp reg sched app mr mrs ms dr prof st sr sra dipl ст ч п пп гл см чл ал т άρθ παρ αρ § md sy vd bkz υπ
		čl odst písm ust poz rozp kap mom stk ดร`) {
		set[w] = true
	}
	return set
}()
