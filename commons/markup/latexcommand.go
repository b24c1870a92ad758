package markup

import (
	"strings"

	"polity/commons/law"
)

// command reads a command and what belongs to it.
func (x *texer) command(end int) {
	name := x.name()
	star := strings.HasPrefix(x.s[x.i:], "*") && asciiLetters(name) > 0
	if star {
		x.i++
	}
	if level, ok := texLevels[name]; ok {
		x.heading(level)
		return
	}
	switch name {
	case "begin", "end":
		x.environment(name == "begin", x.argument())
	case "item":
		x.item()
	case "textbf", "textsc", "emph", "textit", "textsl", "underline", "texttt", "textsuperscript", "textsubscript", "sout":
		x.styled(texStyles[name], end)
	case "bf", "bfseries", "it", "em", "itshape", "sc", "rm", "small", "large", "Large", "centering", "noindent", "par", "newpage", "clearpage",
		"tableofcontents", "maketitle", "appendix", "item*":
		x.optional()
		if name == "par" {
			x.flush()
		}
	case "footnote", "footnotetext":
		x.footnote()
	case "label", "ref", "pageref", "cite", "usepackage", "vspace", "hspace", "setlength", "input", "include", "includegraphics", "pagestyle",
		"thispagestyle", "renewcommand", "newcommand", "setcounter", "addtocounter", "documentclass", "bibliography", "bibliographystyle",
		"addcontentsline", "selectlanguage", "pagenumbering", "date", "author":
		x.discard()
	case "href":
		link := x.argument()
		x.f.style(x.style, link)
		x.linked(link)
	case "url":
		link := x.argument()
		x.write("")
		x.f.style(x.style, link)
		x.f.write(link)
	case "\\", "newline", "linebreak":
		x.optional()
		x.f.newline()
		if len(x.f.starts) > 0 {
			x.f.line(x.line, 0, true)
		}
	default:
		x.symbol(name)
	}
}

var texStyles = map[string]law.Style{
	"textbf": law.Strong, "emph": law.Emphasis, "textit": law.Emphasis, "textsl": law.Emphasis, "underline": law.Underline, "texttt": law.Code,
	"textsuperscript": law.Superscript, "textsubscript": law.Subscript, "sout": law.Strike, "textsc": 0,
}

var texSymbols = map[string]string{
	"S": "§", "P": "¶", "ss": "ß", "ae": "æ", "AE": "Æ", "o": "ø", "O": "Ø", "aa": "å", "AA": "Å", "l": "ł", "L": "Ł", "ldots": "…", "dots": "…",
	"textendash": "–", "textemdash": "—", "glqq": "„", "grqq": "“", "flqq": "«", "frqq": "»", "glq": "‚", "grq": "‘", "euro": "€", "EUR": "€",
	"textbackslash": "\\", "&": "&", "%": "%", "$": "$", "#": "#", "_": "_", "{": "{", "}": "}", ",": " ", ";": " ", " ": " ", "/": "", "-": "",
	"quad": " ", "qquad": " ", "\n": " ", "i": "ı", "j": "ȷ", "textsection": "§", "enquote": "",
}

var texAccents = map[string]string{
	"\"": "\u0308", "'": "\u0301", "`": "\u0300", "^": "\u0302", "~": "\u0303", "=": "\u0304", ".": "\u0307", "c": "\u0327", "v": "\u030c",
	"u": "\u0306", "H": "\u030b", "k": "\u0328", "r": "\u030a",
}

// symbol writes what a command of one character, or with a letter, stands for.
func (x *texer) symbol(name string) {
	if mark, ok := texAccents[name]; ok && x.i < len(x.s) {
		base := x.argument()
		if base == "" && letterAt(x.s, x.i) {
			base = x.s[x.i : x.i+1]
			x.i++
		}
		base = strings.TrimPrefix(base, "\\")
		if base != "" {
			x.write(base + mark)
		}
		return
	}
	if s, ok := texSymbols[name]; ok {
		x.write(s)
		return
	}
	x.optional()
}
