package repo

import "strings"

// Mailmap gives people the names they want to be known by, as a repository's
// .mailmap says. The zero value changes nothing. See gitmailmap(5).
type Mailmap struct {
	exact  map[[2]string]Stamp // by the name and address that commits have
	byMail map[string]Stamp    // by the address alone
}

// ParseMailmap reads a .mailmap. Lines that cannot be read are passed over, as git
// does; of several lines for one person the last counts.
func ParseMailmap(data []byte) Mailmap {
	m := Mailmap{map[[2]string]Stamp{}, map[string]Stamp{}}
	for line := range strings.Lines(string(data)) {
		line, _, _ = strings.Cut(line, "#")
		name, mail, rest, ok := mapped(line)
		if !ok {
			continue
		}
		oldName, oldMail, _, second := mapped(rest)
		switch {
		case !second:
			m.byMail[strings.ToLower(mail)] = Stamp{Name: name}
		case oldName == "":
			m.byMail[strings.ToLower(oldMail)] = Stamp{Name: name, Email: mail}
		default:
			m.exact[[2]string{strings.ToLower(oldName), strings.ToLower(oldMail)}] = Stamp{Name: name, Email: mail}
		}
	}
	return m
}

// mapped reads «Name <mail>» at the beginning of a line.
func mapped(s string) (name, mail, rest string, ok bool) {
	name, s, ok = strings.Cut(s, "<")
	if !ok {
		return "", "", "", false
	}
	mail, rest, ok = strings.Cut(s, ">")
	return strings.TrimSpace(name), strings.TrimSpace(mail), rest, ok
}

// Known returns the stamp under the name and address its person wants; the date stays.
func (m Mailmap) Known(s Stamp) Stamp {
	mail := strings.ToLower(s.Email)
	to, ok := m.exact[[2]string{strings.ToLower(s.Name), mail}]
	if !ok {
		to = m.byMail[mail]
	}
	if to.Name != "" {
		s.Name = to.Name
	}
	if to.Email != "" {
		s.Email = to.Email
	}
	return s
}
