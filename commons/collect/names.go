package collect

import (
	"path"
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"polity/commons/markup"
	"polity/commons/repo"
)

// founding are words that name a founding text in a file's name, folded, with the
// kind of work they mean. Longer words come first where one holds another.
var founding = []struct{ word, kind string }{
	{"constitucion", "constitution"},
	{"constituicao", "constitution"},
	{"constituzione", "constitution"},
	{"costituzione", "constitution"},
	{"constitution", "constitution"},
	{"constitutio", "constitution"},
	{"constitucio", "constitution"},
	{"konstitution", "constitution"},
	{"konstitucio", "constitution"},
	{"konstytucja", "constitution"},
	{"grunnlov", "constitution"},
	{"grundlov", "constitution"},
	{"grundlag", "constitution"},
	{"grondwet", "constitution"},
	{"grundgesetz", "constitution"},
	{"verfassung", "constitution"},
	{"perustuslaki", "constitution"},
	{"stjornarskra", "constitution"},
	{"ustava", "constitution"},
	{"anayasa", "constitution"},
	{"konstitusi", "constitution"},
	{"katiba", "constitution"},
	{"hienphap", "constitution"},
	{"undangundangdasar", "constitution"},
	{"конституция", "constitution"},
	{"конституція", "constitution"},
	{"συνταγμα", "constitution"},
	{"الدستور", "constitution"},
	{"دستور", "constitution"},
	{"قانوناساسي", "constitution"},
	{"חוקה", "constitution"},
	{"संविधान", "constitution"},
	{"憲法", "constitution"},
	{"宪法", "constitution"},
	{"헌법", "constitution"},
	{"รัฐธรรมนูญ", "constitution"},
	{"carta", "charter"},
	{"charter", "charter"},
	{"charta", "charter"},
	{"charte", "charter"},
	{"ميثاق", "charter"},
	{"憲章", "charter"},
	{"bylaws", "bylaws"},
	{"bylaw", "bylaws"},
	{"satzung", "bylaws"},
	{"vereinssatzung", "bylaws"},
	{"statuten", "bylaws"},
	{"statutes", "statute"},
	{"statute", "statute"},
	{"statuts", "bylaws"},
	{"statuto", "bylaws"},
	{"estatutos", "bylaws"},
	{"estatuto", "bylaws"},
	{"estatuts", "bylaws"},
	{"stadgar", "bylaws"},
	{"vedtaegter", "bylaws"},
	{"vedtekter", "bylaws"},
	{"saannot", "bylaws"},
	{"statut", "bylaws"},
	{"stanovy", "bylaws"},
	{"устав", "bylaws"},
	{"статут", "bylaws"},
	{"καταστατικο", "bylaws"},
	{"tuzuk", "bylaws"},
	{"النظامالاساسي", "bylaws"},
	{"תקנון", "bylaws"},
	{"定款", "bylaws"},
	{"規約", "bylaws"},
	{"会則", "bylaws"},
	{"章程", "bylaws"},
	{"정관", "bylaws"},
	{"회칙", "bylaws"},
	{"articlesofassociation", "bylaws"},
	{"articlesofincorporation", "bylaws"},
	{"articlesofconfederation", "constitution"},
	{"accord", "accord"},
	{"treaty", "accord"},
	{"compact", "accord"},
	{"declaration", "declaration"},
	{"basiclaw", "constitution"},
	{"magnacarta", "charter"},
}

// neverWorks are words in file names that are about a text, or are other papers.
var neverWorks = []string{
	"readme", "license", "licence", "copying", "contributing", "contributors", "changelog", "changes", "history", "codeofconduct",
	"security", "summary", "authors", "maintainers", "codeowners", "pullrequesttemplate", "issuetemplate", "faq", "todo", "notice",
	"agenda", "minutes", "protokoll", "template", "glossary", "index", "onboarding", "support", "lisezmoi", "leeme", "liesmich",
}

// asideFolders hold papers that are not the text itself: old copies, generated
// copies, records and drafts.
var asideFolders = map[string]bool{
	"versions": true, "archive": true, "archives": true, "archiv": true, "old": true, "drafts": true, "draft": true, "proposals": true,
	"minutes": true, "meetings": true, "resolutions": true, "amendments": true, "decisions": true, "votes": true, "templates": true,
	"node_modules": true, "vendor": true, "test": true, "tests": true, "testdata": true, "examples": true, "translations": true,
	"build": true, "dist": true, "public": true, "_site": true, "util": true, "scripts": true,
}

// fold makes a name comparable: lower case, no marks on Latin letters, letters and
// digits only.
func fold(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r) && r < 0x370:
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r):
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return norm.NFC.String(b.String())
}

// bare is a path's last part without its endings: "statuten.fr.md" is "statuten".
func bare(p string) string {
	base := path.Base(p)
	if i := strings.IndexByte(base, '.'); i > 0 {
		base = base[:i]
	}
	return base
}

// foundingKind is the kind of work a file's name speaks of, "" for none.
func foundingKind(p string) string {
	name := fold(bare(p))
	for _, f := range founding {
		if strings.Contains(name, f.word) {
			return f.kind
		}
	}
	return ""
}

// neverWork reports whether a file is about the text rather than the text.
func neverWork(p string) bool {
	name := fold(bare(p))
	for _, w := range neverWorks {
		if strings.HasPrefix(name, w) {
			return true
		}
	}
	return false
}

func aside(p string) bool {
	for _, part := range strings.Split(path.Dir(p), "/") {
		if part != "." && (strings.HasPrefix(part, ".") || asideFolders[strings.ToLower(part)]) {
			return true
		}
	}
	return false
}

func prose(p string) bool { return markup.Format(p) != "" }

var languageSuffix = regexp.MustCompile(`^(.+)[._-]([a-z]{2,3}(?:[-_][A-Za-z]{2,4})?)$`)

// translationOf splits "statuten.fr.md" into the stem of the original and the
// language; ok is false where the ending is no language.
func translationOf(p string) (stem, lang string, ok bool) {
	base := strings.TrimSuffix(p, path.Ext(p))
	m := languageSuffix.FindStringSubmatch(base)
	if m == nil || !knownLanguages[strings.ToLower(m[2])[:min(2, len(m[2]))]] {
		return "", "", false
	}
	return m[1], strings.ReplaceAll(m[2], "_", "-"), true
}

// knownLanguages are the two-letter codes that a file's ending may mean. Codes that
// are also common file endings or words are left out.
var knownLanguages = func() map[string]bool {
	out := map[string]bool{}
	for _, c := range strings.Fields(`af am ar az be bg bn bo br bs ca cs cy da de el en eo es et eu fa fi fo fr fy ga gd gl gu ha he hi hr hu
		hy id ig is it ja ka kk km kn ko ku ky la lb lo lt lv mi mk ml mn mr ms mt my nb ne nl nn no oc om or pa pl ps pt qu rm ro ru rw
		se si sk sl sn so sq sr sv sw ta te tg th ti tk tl tn tr uk ur uz vi wo xh yi yo za zh zu`) {
		out[c] = true
	}
	return out
}()

func isPlainFile(e repo.Entry) bool { return e.Hash != "" && !e.Dir && !e.Link && !e.Module }
