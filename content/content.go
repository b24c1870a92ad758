// Package content holds what polity ships with itself as data, embedded and
// nothing more: the sample commons and, beside it, the words of the interface
// in each language.
//
// It is not a reader: commons/story turns the sample's scripts into
// repositories, site/message reads the languages. It imports nothing of the
// project, so that every room may read it.
package content

import "embed"

// FS holds the folders of this package under their own names. Paths use
// forward slashes: "commons/commons.yaml" lists the stories of the sample
// commons in the order in which they are built, "commons/NAME.txtar" is the
// story of one movement, the script of one repository; "languages/LANG.yaml" holds
// the words of the interface in one language. It is read only.
//
//go:embed commons languages
var FS embed.FS
