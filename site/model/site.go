package model

import "polity/commons/law"

// Listing is what is known of a page before it is built.
type Listing struct {
	Path    string // the file it is written to
	Kind    Kind
	Work    string   // ID of its work; "" for pages of the commons
	NoIndex bool     // kept out of the sitemap and of search engines
	Updated law.Date // of the last change that it shows; "" unknown
}
