package markup

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
	"golang.org/x/text/unicode/norm"
)

// frontMatter reads what stands before a text about it: YAML between two lines of
// "---" at the very start, or headers like those of a PEP or an e-mail. It returns
// the scalar values by key in lower case and the length of the source they take;
// 0 where there are none, for many old texts begin with a rule.
func frontMatter(src []byte) (map[string]string, int) {
	if bytes.HasPrefix(src, []byte("---\n")) || bytes.HasPrefix(src, []byte("---\t")) || bytes.HasPrefix(src, []byte("--- ")) {
		return yamlFront(src)
	}
	return headerFront(src)
}

// maxFront is how many bytes what stands before a text may take.
const maxFront = 1 << 16

func yamlFront(src []byte) (map[string]string, int) {
	first := bytes.IndexByte(src, '\n') + 1
	if first == 0 || len(bytes.TrimSpace(src[3:first])) > 0 {
		return nil, 0
	}
	for at := first; at < len(src) && at < maxFront; {
		end := bytes.IndexByte(src[at:], '\n')
		if end < 0 {
			end = len(src) - at
		}
		line := strings.TrimRight(string(src[at:at+end]), " \t")
		next := min(at+end+1, len(src))
		if line == "---" || line == "..." {
			values, ok := scalars(src[first:at])
			if !ok {
				return nil, 0
			}
			return values, next
		}
		at = next
	}
	return nil, 0
}

// scalars reads a YAML mapping. Tabs, which YAML forbids and people type, are read
// as two spaces where the text does not parse otherwise.
func scalars(src []byte) (map[string]string, bool) {
	if values, ok := plainScalars(string(src)); ok {
		return values, true
	}
	return yamlScalars(src)
}

func yamlScalars(src []byte) (map[string]string, bool) {
	src, _ = decode(src)
	var doc yaml.Node
	if err := yaml.Unmarshal(src, &doc); err != nil {
		if err := yaml.Unmarshal(bytes.ReplaceAll(src, []byte("\t"), []byte("  ")), &doc); err != nil {
			return nil, false
		}
	}
	if len(doc.Content) == 0 || doc.Content[0].Kind != yaml.MappingNode {
		return nil, false
	}
	values := map[string]string{}
	pairs := doc.Content[0].Content
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1].Kind == yaml.ScalarNode {
			values[strings.ToLower(pairs[i].Value)] = pairs[i+1].Value
		}
	}
	return values, true
}

// plainScalars reads a mapping of which every line is «key: "value"» or «key: value», or
// stands below «key: |», without anything in them that YAML reads in another way; false
// for any other.
func plainScalars(src string) (map[string]string, bool) {
	if src == "" || !norm.NFC.IsNormalString(src) {
		return nil, false
	}
	values := map[string]string{}
	for src != "" {
		line, rest, _ := strings.Cut(src, "\n")
		key, value, ok := strings.Cut(line, ": ")
		if !ok || key == "" || strings.Trim(key, lowerLetters+"_") != "" {
			return nil, false
		}
		if value == "|" {
			value, rest, ok = literal(rest)
		} else {
			value, ok = plainScalar(value)
		}
		if !ok {
			return nil, false
		}
		values[key], src = value, rest
	}
	return values, true
}

// plainScalar is the value of a scalar on one line; false where YAML may read it in
// another way.
func plainScalar(value string) (string, bool) {
	if bare := strings.Trim(value, `"`); bare != "" && len(bare) == len(value)-2 && value[0] == '"' {
		return bare, strings.IndexFunc(bare, escaped) < 0
	}
	first, _ := utf8.DecodeRuneInString(value)
	return value, wordly(first) && value[len(value)-1] != ' ' && strings.IndexFunc(value, func(c rune) bool { return !wordly(c) && c != ' ' && c != '_' }) < 0
}

// wordly reports whether a character means nothing to YAML.
func wordly(c rune) bool { return unicode.IsLetter(c) || c >= '0' && c <= '9' }

// literal is the value of the lines that src begins with, set in all alike, and what
// follows them; false where there are none, or YAML may read them in another way. A tab
// is two spaces; see scalars.
func literal(src string) (value, rest string, ok bool) {
	inset := src[:len(src)-len(strings.TrimLeft(src, " \t"))]
	if inset == "" || len(inset) > 1 && strings.Contains(inset, "\t") {
		return "", "", false
	}
	rest = src
	for strings.HasPrefix(rest, inset) {
		line, next, ended := strings.Cut(rest[len(inset):], "\n")
		if line == "" || line[0] == ' ' || !ended || strings.IndexFunc(line, escaped) >= 0 {
			return "", "", false
		}
		value, rest = value+line+"\n", next
	}
	return value, rest, true
}

const lowerLetters = "abcdefghijklmnopqrstuvwxyz"

// escaped reports whether a character may be another than it looks in a quoted scalar.
func escaped(c rune) bool {
	return c < ' ' || c == '"' || c == '\\' || c > '~' && !unicode.IsLetter(c) || c == utf8.RuneError
}

// headerFront reads headers "Title: …" as RFC 822 writes them: two or more lines
// at the start, ended by a blank line, one of them a key that such documents have.
func headerFront(src []byte) (map[string]string, int) {
	values := map[string]string{}
	key, at, known := "", 0, false
	for at < len(src) {
		end := bytes.IndexByte(src[at:], '\n')
		if end < 0 || at > maxFront {
			return nil, 0
		}
		text, _ := decode(src[at : at+end])
		line := string(text)
		at += end + 1
		if strings.TrimSpace(line) == "" {
			break
		}
		if key != "" && (line[0] == ' ' || line[0] == '\t') {
			values[key] += " " + strings.TrimSpace(line)
			continue
		}
		name, value, ok := strings.Cut(line, ":")
		if !ok || name == "" || strings.ContainsAny(name, " \t#*[(<") || len(name) > 24 || len(values) > 40 || value != "" && value[0] != ' ' && value[0] != '\t' {
			return nil, 0
		}
		key = strings.ToLower(name)
		values[key] = strings.TrimSpace(value)
		known = known || headerKeys[key]
	}
	if !known || len(values) < 2 {
		return nil, 0
	}
	return values, at
}

var headerKeys = map[string]bool{"pep": true, "eip": true, "bip": true, "cip": true, "title": true, "author": true, "status": true, "layout": true}

// blankOut replaces src[from:to] by spaces, keeping line ends, so that everything
// behind it keeps its place.
func blankOut(src []byte, from, to int) []byte {
	out := bytes.Clone(src)
	blank(out[from:to])
	return out
}

// blank makes everything in a stretch of source a blank but line ends.
func blank(src []byte) {
	for i, c := range src {
		if c != '\n' {
			src[i] = ' '
		}
	}
}
