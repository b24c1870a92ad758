package model

// Legislation is a work or a version as schema.org describes it
// (https://schema.org/Legislation, the ELI ontology). Fields that are not known
// are left out. Ids are absolute only where the site's URL is known.
type Legislation struct {
	Context       string        `json:"@context,omitempty"`
	Type          string        `json:"@type"`
	ID            string        `json:"@id,omitempty"`
	URL           string        `json:"url,omitempty"`
	Name          string        `json:"name,omitempty"`
	Identifier    string        `json:"legislationIdentifier,omitempty"`
	LegalType     string        `json:"legislationType,omitempty"`
	Date          string        `json:"legislationDate,omitempty"`
	DatePublished string        `json:"datePublished,omitempty"`
	VersionDate   string        `json:"legislationDateVersion,omitempty"`
	LegalForce    string        `json:"legislationLegalForce,omitempty"`
	LegalValue    string        `json:"legislationLegalValue,omitempty"`
	PassedBy      *Organization `json:"legislationPassedBy,omitempty"`
	Language      string        `json:"inLanguage,omitempty"`
	Licence       string        `json:"license,omitempty"`
	TranslationOf *Legislation  `json:"translationOfWork,omitempty"`
	ExampleOf     *Legislation  `json:"exampleOfWork,omitempty"`
	BasedOn       []string      `json:"isBasedOn,omitempty"`
	Parts         []Legislation `json:"hasPart,omitempty"`
	PartOf        *Legislation  `json:"isPartOf,omitempty"`
}

// Organization is the body that passed a text.
type Organization struct {
	Type string `json:"@type"`
	Name string `json:"name"`
	URL  string `json:"url,omitempty"`
}
