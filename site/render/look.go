package render

import (
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"strings"
)

// Look is a movement's own colours, type and logo. Every field may be "", which
// leaves the theme's. Colours are "#rgb" or "#rrggbb".
type Look struct {
	Accent, Paper, Ink             string // the light scheme
	AccentDark, PaperDark, InkDark string // the dark one
	Serif, Sans                    string // families installed on readers' machines, by commas
	Logo                           string // name of a file in the theme's images folder
}

var (
	colour   = regexp.MustCompile(`^#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$`)
	families = regexp.MustCompile(`^[\pL\pN ,_-]+$`)
)

// css writes the custom properties of a look, each value checked, since they come
// from a manifest and end in a style sheet.
func (l Look) css(theme fs.FS) (string, error) {
	if l.Serif != "" {
		l.Serif += ", serif"
	}
	if l.Sans != "" {
		l.Sans += ", sans-serif"
	}
	light, err := properties("colour", colour, "accent", l.Accent, "paper", l.Paper, "ink", l.Ink)
	if err != nil {
		return "", err
	}
	dark, err := properties("colour", colour, "accent", l.AccentDark, "paper", l.PaperDark, "ink", l.InkDark)
	if err != nil {
		return "", err
	}
	faces, err := properties("list of font families", families, "book", l.Serif, "plain", l.Sans)
	if err != nil {
		return "", err
	}
	if l.Logo != "" {
		if _, err := fs.Stat(theme, "images/"+l.Logo); err != nil {
			return "", fmt.Errorf("look: logo %q: %w", l.Logo, errors.Unwrap(err))
		}
	}
	css := ""
	if light+faces != "" {
		css += "\n@media screen { :root { " + light + faces + "} }\n"
	}
	if dark != "" {
		css += "\n@media screen and (prefers-color-scheme: dark) { :root { " + dark + "} }\n"
	}
	return css, nil
}

// properties writes names and values in turn as custom properties.
func properties(what string, valid *regexp.Regexp, pairs ...string) (string, error) {
	var css strings.Builder
	for i := 0; i < len(pairs); i += 2 {
		name, value := pairs[i], pairs[i+1]
		if value == "" {
			continue
		}
		if !valid.MatchString(value) {
			return "", fmt.Errorf("look: %s: %q is no %s", name, value, what)
		}
		fmt.Fprintf(&css, "--%s: %s; ", name, value)
	}
	return css.String(), nil
}
