package words

import (
	"slices"
	"strings"

	"polity/diff/letters"
)

// numeral reports whether token i is read as a number: digits, a roman numeral in
// capitals or, in brackets, a letter or small roman numeral, one in Chinese
// characters behind 第 or 제, or one in Hebrew letters.
func (t *tokens) numeral(i int) bool {
	switch t.class[i] {
	case number:
		return true
	case word:
		w := t.token(i)
		if strings.Trim(w, "IVXLCDM") == "" {
			return true
		}
		inBrackets := i+1 < t.len() && (t.token(i+1) == ")" || t.token(i+1) == "）")
		if len(w) <= 5 && inBrackets && (len(w) == 1 || strings.Trim(w, "ivxlc") == "") {
			return true
		}
		if rs := []rune(w); letters.Numbers(rs[0]) {
			_, n := letters.Number(rs)
			return n == len(rs)
		}
		return i > 0 && strings.IndexFunc(w, func(r rune) bool { return !chineseNumeral(r) }) < 0 && t.frames(i-1)
	}
	return false
}

// frames reports whether a Chinese numeral behind token i numbers a clause: «第三条»,
// «第三条の二».
func (t *tokens) frames(i int) bool {
	switch t.token(i) {
	case "第", "제":
		return true
	case "の", "之", "의":
		return i > 0 && strings.Contains("条條조項项", t.token(i-1))
	}
	return false
}

func chineseNumeral(r rune) bool {
	return strings.ContainsRune("〇零一二三四五六七八九十百千万億亿廿", r)
}

// behindNumeral reports whether token i stands right behind a number, but for a blank
// or a mark.
func (t *tokens) behindNumeral(i int) bool {
	for k := i - 1; k >= 0 && k >= i-2; k-- {
		if t.numeral(k) {
			return true
		}
		if t.class[k] > mark {
			return false
		}
	}
	return false
}

// sounding reports whether two endings are one, in the forms that the sound of the
// number before it asks for: «2 nci» and «3 üncü» in Turkish, «2를» and «3을» in Korean.
func sounding(x, y string) bool {
	for _, forms := range endings {
		if slices.Contains(forms, x) && slices.Contains(forms, y) {
			return true
		}
	}
	return false
}

var endings = [][]string{
	strings.Fields("inci ıncı uncu üncü nci ncı ncu ncü"),
	strings.Fields("e a ye ya"),
	strings.Fields("de da te ta"),
	strings.Fields("den dan ten tan"),
	strings.Fields("in ın un ün nin nın nun nün"),
	strings.Fields("i ı u ü yi yı yu yü"),
	strings.Fields("을 를"),
	strings.Fields("은 는"),
	strings.Fields("이 가"),
	strings.Fields("과 와"),
	strings.Fields("로 으로"),
}
