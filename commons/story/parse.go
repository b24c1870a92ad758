package story

import (
	"errors"
	"fmt"
	"strings"

	"github.com/rogpeppe/go-internal/txtar"
)

// script is a story read but not yet told.
type script struct {
	file     string
	commands []command
	sections map[string]section
}

type command struct {
	line  int
	words []word
}

type word struct {
	text   string
	quoted bool
}

type section struct {
	line int // of its first line in the archive
	text string
}

// parse reads the commands and sections of a story.
func parse(file string, text []byte) (*script, error) {
	for i, line := range strings.Split(string(text), "\n") {
		if strings.TrimSpace(line) == "-- --" { // txtar.Parse panics on it
			return nil, &Error{file, i + 1, "a section needs a name"}
		}
	}
	a := txtar.Parse(text)
	s := &script{file: file, sections: map[string]section{}}
	for i, line := range strings.Split(string(a.Comment), "\n") {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		words, err := split(line)
		if err != nil {
			return nil, &Error{file, i + 1, err.Error()}
		}
		s.commands = append(s.commands, command{i + 1, words})
	}
	at := 1 + strings.Count(string(a.Comment), "\n")
	for _, f := range a.Files {
		if _, twice := s.sections[f.Name]; twice {
			return nil, &Error{file, at, fmt.Sprintf("the section %q stands here a second time", f.Name)}
		}
		s.sections[f.Name] = section{at + 1, string(f.Data)}
		at += 1 + strings.Count(string(f.Data), "\n")
	}
	return s, nil
}

// split parts a command into words.
func split(line string) ([]word, error) {
	var words []word
	for {
		line = strings.TrimLeft(line, " \t")
		if line == "" {
			return words, nil
		}
		if line[0] != '"' {
			end := strings.IndexAny(line, " \t")
			if end < 0 {
				end = len(line)
			}
			words = append(words, word{text: line[:end]})
			line = line[end:]
			continue
		}
		text, rest, ok := quoted(line[1:])
		if !ok {
			return nil, errors.New("a double quote is not closed")
		}
		words = append(words, word{text, true})
		line = rest
	}
}

// quoted reads up to the closing quote.
func quoted(s string) (text, rest string, ok bool) {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '"':
			return b.String(), s[i+1:], true
		case s[i] == '\\' && i+1 < len(s) && (s[i+1] == '"' || s[i+1] == '\\'):
			i++
		}
		b.WriteByte(s[i])
	}
	return "", "", false
}
