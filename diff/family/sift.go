package family

import (
	"slices"

	"polity/commons/law"
	"polity/diff/reuse"
)

// Sift takes out of what wording says the translations that kin rules out: no work is
// a translation of what translates one of its own family, though forks in one language
// are alike enough to the translation of each. What is declared stays.
func (k *Kin) Sift(c *law.Commons, r *reuse.Result) {
	if k == nil || r == nil {
		return
	}
	family := map[string]string{}
	for _, g := range k.Groups {
		for _, id := range g.Works {
			family[id] = g.ID
		}
	}
	r.Translations = slices.DeleteFunc(r.Translations, func(t reuse.Translation) bool {
		of := family[c.Works[t.From].TranslationOf]
		return !t.Declared && of != "" && of == family[c.Works[t.To].ID]
	})
}
