package model

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"polity/commons/markup"
)

var another = regexp.MustCompile(`^\.?\s(?:of|del|de la|de los|de las|de l['’]|der|des|du|della|do|da)\s?(?:the\s)?(\p{Lu}\p{L}+)`)

// elsewhere reports whether what stands around a reference names another text:
// «Article 4 of the Treaty», «статья 4 Закона», «Kanunun 4. maddesi». The text's own kind
// of title is no other.
func (r *references) elsewhere(before, after string) bool {
	if m := another.FindStringSubmatch(after[:min(len(after), 80)]); m != nil {
		return named(m[1]).Kind == "" && !r.inTitle(m[1])
	}
	return lawAbbreviated(before, after) || r.lawBehind(after) || r.ofAnother(before, lawsBefore) || otherSeries(before, after)
}

// inTitle reports whether the text's own title has a word in it.
func (r *references) inTitle(word string) bool {
	return strings.Contains(markup.Fold(r.t.Title), markup.Fold(word))
}

// maxBeside is how many words beside a reference are looked at.
const maxBeside = 4

// lawBehind reports whether a word for another law follows, in the same phrase and
// without «this» before it.
func (r *references) lawBehind(after string) bool {
	phrase := after[:min(len(after), 120)]
	if end := strings.IndexAny(phrase, ",;:()«»\n،؛"); end >= 0 {
		phrase = phrase[:end]
	}
	near := strings.Fields(phrase)
	near = near[:min(len(near), maxBeside)]
	for k, w := range near {
		near[k] = markup.Fold(strings.TrimRight(w, "."))
	}
	at := slices.IndexFunc(near, func(w string) bool { return begins(strings.TrimPrefix(w, "ال"), lawsBehind) })
	if at < 0 {
		return false
	}
	this := slices.ContainsFunc(near[:min(at+2, len(near))], func(w string) bool { return begins(w, thisWords) })
	return !this && !r.titled(near[at])
}

// titled reports whether the text's title has a word that begins like this one, which
// may have another ending.
func (r *references) titled(w string) bool {
	rs := []rune(strings.TrimPrefix(w, "ال"))
	return r.inTitle(string(rs[:min(len(rs), max(3, len(rs)*2/3))]))
}

// ofAnother reports whether a word for another law stands right before a reference,
// without «this» before it.
func (r *references) ofAnother(before string, laws []string) bool {
	if cut := len(before) - 120; cut > 0 {
		before = strings.ToValidUTF8(before[cut:], "")
	}
	if eastern := laws[0] == easternLaws[0]; eastern {
		return r.easternLaw(strings.TrimRight(before, " の의"), laws)
	}
	near := strings.Fields(before)
	near = near[max(0, len(near)-maxBeside):]
	for k, w := range slices.Backward(near) {
		w = markup.Fold(w)
		if len(near)-k > 3 || strings.HasSuffix(w, ",") || strings.HasSuffix(w, ".") {
			return false
		}
		if begins(w, laws) {
			this := slices.ContainsFunc(near[:k], func(w string) bool { return begins(markup.Fold(w), thisWords) })
			return !this && !r.titled(w)
		}
	}
	return false
}

// easternLaw reports whether a text in a script without spaces ends in the name of
// another law.
func (r *references) easternLaw(before string, laws []string) bool {
	for _, w := range laws {
		rest, ok := strings.CutSuffix(before, w)
		if !ok {
			continue
		}
		this := slices.ContainsFunc(easternThis, func(this string) bool { return strings.HasSuffix(strings.TrimRight(rest, " "), this) })
		return !this && !r.inTitle(w)
	}
	return false
}

// otherSeries reports whether the word beside a reference makes it one of a series of its
// own, or of a text that is no more: «Geçici Madde 2», «former Article 4», «artículo 6o.
// transitorio».
func otherSeries(before, after string) bool {
	before = strings.TrimRight(before, " ")
	after = strings.TrimLeft(after, ". ")
	return seriesBefore[markup.Fold(before[strings.LastIndexByte(before, ' ')+1:])] ||
		strings.HasPrefix(after, "transitori") || strings.HasPrefix(after, "transitóri")
}

// lawAbbreviated reports whether one of the next words abbreviates the name of a law:
// «§ 60 Abs. 1 BGB». In a text all in capitals it is no sign.
func lawAbbreviated(before, after string) bool {
	words := strings.Fields(before)
	if len(words) > 0 && capitals(words[len(words)-1]) > 1 {
		return false
	}
	for k, w := range strings.Fields(after[:min(len(after), 60)]) {
		letters := strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) })
		if capitals(letters) > 1 && roman(strings.ToLower(letters)) == 0 {
			return true
		}
		if k == maxBeside || strings.ContainsAny(w, ",;:") || letters != "" && named(letters).Kind == "" && letters != "ff" && letters != "Satz" {
			return false
		}
	}
	return false
}

func capitals(w string) (n int) {
	for _, r := range w {
		if unicode.IsUpper(r) {
			n++
		}
	}
	return n
}

// begins reports whether a folded word is one of these or, where it is no short one, an
// inflected form of it.
func begins(w string, stems []string) bool {
	return slices.ContainsFunc(stems, func(stem string) bool {
		return w == stem || strings.HasPrefix(w, stem) && utf8.RuneCountInString(stem) > 3 && utf8.RuneCountInString(w[len(stem):]) <= 8
	})
}

// Words for a law, folded and without their endings: where they stand behind a
// reference, where before it, and in the east. thisWords are «this» and «present».
var (
	lawsBehind = folded(`закон кодекс конституци устав договор соглашени положени хартии харти пакт конвенци декрет указ регламент протокол статут правил статута
		قانون دستور ميثاق اتفاقية معاهدة مرسوم نظام لائحة بروتوكول عهد إعلان اساسنامه اعلامیه منشور
		ustawy konstytucji kodeksu traktatu zákona zákoníku ústavy smlouvy legii constituției codului constitucional
		luật pháp undang konstitusi sheria katiba νόμου συντάγματος κώδικα חוק חוקת תקנון אמנת`)
	lawsBefore = folded(`kanun anayasa sözleşme yasa tüzüğ tüzük yönetmelik törvény alkotmány szabályzat laki lain perustuslain įstatymo konstitucijos likuma satversmes
		संविधान अधिनियम संहिता विधेयक नियमावली সংবিধান আইন заңы конституция кодекс хуул
		அரசியலமைப்ப சட்ட రాజ్యాంగ చట్ట സംഹിത നിയമ`)
	easternLaws = strings.Fields("憲法 宪法 条約 條約 条约 条例 規則 规则 法律 法典 民法 刑法 法 典 令 헌법 법률 민법 형법 조약 조례 규칙 법")
	easternThis = strings.Fields("本 この 此 该 該 이 본")
	thisWords   = folded(`настоящ этог этой данн цьог цієї този тази ово осы бұл энэ هذا هذه این حاضر niniejsz tej tego tohoto této acest prezent này ini hii bu işbu tämän e jelen šio šios šī šīs
		इस यह এই இந்த ఈ ഈ זה זו`)
	seriesBefore = wordSet("gecici ek muvakkat former old previous ehemaliger bisheriger alter ancien antiguo anterior transitorio")
)

func folded(list string) []string { return strings.Fields(markup.Fold(list)) }
