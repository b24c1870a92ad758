package message

import (
	"strconv"
	"strings"
)

// Number writes a number with the language's digits and, from the length on that
// the language asks for, its thousands separator.
func (c *Catalogue) Number(n int) string {
	s := strconv.Itoa(n)
	if c == nil {
		return s
	}
	sign := ""
	if n < 0 {
		sign, s = "-", s[1:]
	}
	from, err := strconv.Atoi(c.setting("format.group_from"))
	if err == nil && len(s) >= from {
		s = group(s, c.setting("format.group"))
	}
	return sign + c.Digits(s)
}

// group puts sep before every three digits counted from the end.
func group(s, sep string) string {
	head := len(s) % 3
	parts := []string{}
	if head > 0 {
		parts = append(parts, s[:head])
	}
	for i := head; i < len(s); i += 3 {
		parts = append(parts, s[i:i+3])
	}
	return strings.Join(parts, sep)
}

// Digits writes the ASCII digits in s as the language writes digits.
func (c *Catalogue) Digits(s string) string {
	if c == nil || len(c.digits) != 10 || c.digits[0] == "0" {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if r >= '0' && r <= '9' {
			b.WriteString(c.digits[r-'0'])
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Date writes a date given as YYYY-MM-DD, YYYY-MM or YYYY in words; "" is the
// message «date.unknown», and what is no date is returned as it stands.
func (c *Catalogue) Date(iso string) string {
	if c == nil {
		return iso
	}
	if iso == "" {
		return c.Text("date.unknown")
	}
	parts := strings.Split(iso, "-")
	numbers := make([]int, len(parts))
	for i, p := range parts {
		n, err := strconv.Atoi(p)
		if err != nil || n < 0 || len(p) < 2 {
			return iso
		}
		numbers[i] = n
	}
	args := []any{"y", c.Digits(strings.TrimLeft(parts[0], "0"))}
	key := "format.year"
	if len(parts) > 1 {
		months := c.monthNames()
		if numbers[1] < 1 || numbers[1] > len(months) {
			return iso
		}
		args = append(args, "month", months[numbers[1]-1])
		key = "format.month"
	}
	if len(parts) == 3 {
		if numbers[2] < 1 || numbers[2] > 31 {
			return iso
		}
		args = append(args, "d", c.Digits(strconv.Itoa(numbers[2])))
		key = "format.day"
	}
	if len(parts) > 3 {
		return iso
	}
	return c.Text(key, args...)
}

func (c *Catalogue) monthNames() []string {
	if len(c.months) == 12 || c.back == nil {
		return c.months
	}
	return c.back.months
}

// setting is a message that is no words: taken as it is, from the fallback where
// the language has none.
func (c *Catalogue) setting(key string) string {
	e, _, ok := c.find(key)
	if !ok {
		return ""
	}
	return Plain(e.other.fill(nil))
}

// List joins items as the language lists things: «a», «a and b», «a, b and c».
func (c *Catalogue) List(items [][]Piece) []Piece {
	if len(items) == 0 {
		return nil
	}
	out := items[0]
	for i, item := range items[1:] {
		key := "list.middle"
		if i == len(items)-2 {
			key = "list.end"
			if len(items) == 2 {
				key = "list.pair"
			}
		}
		out = c.Pieces(key, 1, map[string][]Piece{"a": out, "b": item})
	}
	return out
}
