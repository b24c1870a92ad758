package story

import (
	"fmt"
	"strings"
)

// apply changes a text by the blocks of a section. Errors begin with the line of
// the block.
func apply(text string, s section) (string, error) {
	lines := strings.Split(strings.TrimSuffix(s.text, "\n"), "\n")
	blocks := 0
	for i := 0; i < len(lines); i++ {
		line := strings.TrimRight(lines[i], " \t\r")
		if line == "" {
			continue
		}
		if line != "<<<<" {
			return "", fmt.Errorf("line %d: a block begins with <<<< and not with %q", s.line+i, line)
		}
		start := i
		old, next, ok := until(lines, i+1, "====")
		if !ok {
			return "", fmt.Errorf("line %d: the block has no ====", s.line+start)
		}
		fresh, end, ok := until(lines, next+1, ">>>>")
		if !ok {
			return "", fmt.Errorf("line %d: the block does not end with >>>>", s.line+start)
		}
		var err error
		if text, err = replace(text, old, fresh); err != nil {
			return "", fmt.Errorf("line %d: %w", s.line+start, err)
		}
		blocks++
		i = end
	}
	if blocks == 0 {
		return "", fmt.Errorf("line %d: there is no block that begins with <<<<", s.line)
	}
	return text, nil
}

// until returns the lines from i up to a mark, and the mark's index.
func until(lines []string, i int, mark string) ([]string, int, bool) {
	for j := i; j < len(lines); j++ {
		if strings.TrimRight(lines[j], " \t\r") == mark {
			return lines[i:j], j, true
		}
	}
	return nil, 0, false
}

// replace puts new lines in the place of old ones, which must stand in the text once.
func replace(text string, old, fresh []string) (string, error) {
	from := strings.Join(old, "\n")
	if strings.TrimSpace(from) == "" {
		return "", fmt.Errorf("the old text is empty")
	}
	switch n := strings.Count(text, from); n {
	case 0:
		return "", fmt.Errorf("the old text is not in the file: %s", excerpt(from))
	case 1:
	default:
		return "", fmt.Errorf("the old text stands in the file %d times: %s", n, excerpt(from))
	}
	i := strings.Index(text, from)
	end := i + len(from)
	if len(fresh) == 0 && (i == 0 || text[i-1] == '\n') && strings.HasPrefix(text[end:], "\n") {
		end++
	}
	return text[:i] + strings.Join(fresh, "\n") + text[end:], nil
}

// excerpt is the beginning of a text, for a message.
func excerpt(s string) string {
	r := []rune(s)
	if len(r) > 60 {
		return fmt.Sprintf("%q…", string(r[:60]))
	}
	return fmt.Sprintf("%q", s)
}
