package markup

import (
	"path"
	"strings"
)

// Format tells from its name how a file is written: "markdown", "rst", "latex",
// "text", or "" for a file that holds no prose that can be read here.
func Format(name string) string {
	base := strings.ToLower(path.Base(name))
	switch path.Ext(base) {
	case ".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".mdwn", ".mdx":
		return "markdown"
	case ".rst", ".rest":
		return "rst"
	case ".tex", ".latex", ".ltx":
		return "latex"
	case ".txt", ".text", ".adoc", ".asciidoc", ".asc":
		return "text"
	case "":
		if wellKnown[base] {
			return "text"
		}
	}
	return ""
}

// wellKnown are names that texts of law have without a suffix.
var wellKnown = map[string]bool{
	"constitution": true, "charter": true, "bylaws": true, "by-laws": true, "statutes": true, "statute": true, "satzung": true, "statuten": true,
	"statuts": true, "estatutos": true, "estatuto": true, "statuto": true, "constitución": true, "constitucion": true, "rules": true, "covenant": true,
	"governance": true, "code_of_conduct": true, "grundgesetz": true, "verfassung": true, "constituição": true, "declaration": true, "manifesto": true,
	"treaty": true, "accord": true, "compact": true, "policy": true, "preamble": true,
}
