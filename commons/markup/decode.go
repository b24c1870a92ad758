package markup

import (
	"bytes"
	"encoding/binary"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
	"golang.org/x/text/unicode/norm"

	"polity/commons/report"
)

// tidy takes a file's bytes to a text with "\n" at line ends and no byte order mark
// and no conflict markers. Lines keep their numbers. What bytes its letters are in
// is left to decode, which a block needs once and a file would need every time.
func tidy(src []byte) ([]byte, []report.Problem) {
	var problems []report.Problem
	note := func(line int, severity report.Severity, message, advice string) {
		problems = append(problems, report.Problem{Line: line, Severity: severity, Message: message, Advice: advice})
	}
	src = bytes.TrimPrefix(src, []byte("\xef\xbb\xbf"))
	if name, wide := widely(src); wide != nil {
		note(1, report.Warning, "The file is in "+name+".", "Save it as UTF-8.")
		src = wide
	}
	if notText(src) {
		note(0, report.Error, "The file has no prose: it is not a text.", "Name a file that holds the text.")
		return nil, problems
	}
	src = lineEnds(src)
	src, unsettled := withoutConflicts(src)
	return src, append(problems, unsettled...)
}

// widely reads a file whose letters take two or four bytes each; nil for all others.
func widely(src []byte) (name string, text []byte) {
	name, code := "UTF-16", encoding.Encoding(nil)
	switch {
	case bytes.HasPrefix(src, []byte("\xff\xfe\x00\x00")), bytes.HasPrefix(src, []byte("\x00\x00\xfe\xff")):
		name, code = "UTF-32", utf32.UTF32(utf32.LittleEndian, utf32.ExpectBOM)
	case bytes.HasPrefix(src, []byte("\xff\xfe")), bytes.HasPrefix(src, []byte("\xfe\xff")):
		code = unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM)
	case unmarked(src, 0):
		code = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	case unmarked(src, 1):
		code = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	default:
		return "", nil
	}
	text, err := code.NewDecoder().Bytes(src)
	if err != nil {
		return "", nil
	}
	return name, text
}

// unmarked reports whether a file is UTF-16 without the mark that says so, the upper
// byte of each letter first (0) or second (1): a line ends in it, no letter is zero,
// and zeros stand where upper bytes do.
func unmarked(src []byte, upper int) bool {
	if len(src)%2 != 0 || bytes.IndexByte(src[:min(len(src), 8192)], 0) < 0 {
		return false
	}
	ended := false
	for i := 0; i < len(src); i += 2 {
		high, low := src[i+upper], src[i+1-upper]
		if low == 0 && high == 0 {
			return false
		}
		ended = ended || high == 0 && low == '\n'
	}
	return ended && evenly(src, upper)
}

// evenly reports whether zeros stand among the upper bytes and hardly among the lower
// ones, where only a few letters, such as U+0100, have them.
func evenly(src []byte, upper int) bool {
	count := [2]int{}
	for i, c := range src {
		if c == 0 {
			count[i%2]++
		}
	}
	return count[upper] > 0 && 20*count[1-upper] <= len(src)/2
}

// decode brings part of a file to UTF-8 in NFC. It returns the first line, from 1,
// that was not UTF-8 and was read as Windows-1252; 0 where all was.
func decode(src []byte) ([]byte, int) {
	foreign := 0
	if !utf8.Valid(src) {
		foreign = firstInvalid(src)
		src = fromWindows(src)
	}
	if !plainlyComposed(src) && !norm.NFC.IsNormal(src) {
		src = norm.NFC.Bytes(src)
	}
	return src, foreign
}

// plainlyComposed reports whether a text in UTF-8 is in NFC beyond doubt: it has nothing
// but letters and signs below U+0300, where combining marks begin, and the dashes,
// quotation marks and points from U+2010 to U+2027.
func plainlyComposed(s []byte) bool {
	const ascii = 0x8080808080808080 // bits that none of eight letters of ASCII has
	for i := 0; i < len(s); i++ {
		if i+8 <= len(s) && binary.LittleEndian.Uint64(s[i:])&ascii == 0 {
			i += 7
			continue
		}
		if s[i] < 0xCC {
			continue
		}
		if i+2 >= len(s) || s[i] != 0xE2 || s[i+1] != 0x80 || s[i+2] < 0x90 || s[i+2] > 0xA7 {
			return false
		}
		i += 2
	}
	return true
}

func notUTF8(line int) report.Problem {
	return report.Problem{Line: line, Severity: report.Warning, Message: "The file is not in UTF-8; it was read as Windows-1252 from here on.", Advice: "Save it as UTF-8."}
}

// notText reports whether a file holds what no text holds: NUL, or mostly control
// characters and broken sequences.
func notText(src []byte) bool {
	head := src[:min(len(src), 8192)]
	if bytes.IndexByte(head, 0) >= 0 {
		return true
	}
	odd := 0
	for _, c := range head {
		odd += control[c]
	}
	return odd*20 > len(head)
}

// control are the bytes that are control characters and no white space: 1 for each.
var control = func() (is [256]int) {
	for c := range is {
		if c < ' ' && !bytes.ContainsRune([]byte("\n\r\t\f\v"), rune(c)) || c == 0x7f {
			is[c] = 1
		}
	}
	return is
}()

func firstInvalid(src []byte) int {
	line := 1
	for len(src) > 0 {
		r, size := utf8.DecodeRune(src)
		if r == utf8.RuneError && size == 1 {
			break
		}
		if r == '\n' {
			line++
		}
		src = src[size:]
	}
	return line
}

// fromWindows reads each line that is not UTF-8 as Windows-1252, which holds all
// that Latin-1 prints.
func fromWindows(src []byte) []byte {
	out := make([]byte, 0, len(src)+len(src)/8)
	for len(src) > 0 {
		end := bytes.IndexByte(src, '\n') + 1
		if end == 0 {
			end = len(src)
		}
		line := src[:end]
		if !utf8.Valid(line) {
			if decoded, err := charmap.Windows1252.NewDecoder().Bytes(line); err == nil {
				line = decoded
			}
		}
		out = append(out, line...)
		src = src[end:]
	}
	return out
}

// lineEnds makes every line end "\n". A file without any "\n" is taken to end its
// lines with "\r"; otherwise a lone "\r" is white space, as git counts lines.
func lineEnds(src []byte) []byte {
	if bytes.IndexByte(src, '\r') < 0 {
		return src
	}
	if bytes.IndexByte(src, '\n') < 0 {
		return bytes.ReplaceAll(src, []byte("\r"), []byte("\n"))
	}
	out := bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n"))
	for i, c := range out {
		if c == '\r' {
			out[i] = ' '
		}
	}
	return out
}
