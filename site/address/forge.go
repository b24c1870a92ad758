package address

import (
	"net/url"
	"strings"

	"polity/commons/law"
)

// forms are the addresses that a kind of forge uses, after its repository's own:
// {ref} a commit, {path} a file, {a} and {b} commits, {n} a number. "" where the
// forge has no such page.
var forms = map[string]struct{ view, history, commit, compare, proposal string }{
	"github":    {"/blob/{ref}/{path}", "/commits/{ref}/{path}", "/commit/{ref}", "/compare/{a}...{b}", "/pull/{n}"},
	"gitlab":    {"/-/blob/{ref}/{path}", "/-/commits/{ref}/{path}", "/-/commit/{ref}", "/-/compare/{a}...{b}", "/-/merge_requests/{n}"},
	"forgejo":   {"/src/commit/{ref}/{path}", "/commits/commit/{ref}/{path}", "/commit/{ref}", "/compare/{a}...{b}", "/pulls/{n}"},
	"bitbucket": {"/src/{ref}/{path}", "", "/commits/{ref}", "", "/pull-requests/{n}"},
	"sourcehut": {"/tree/{ref}/item/{path}", "/log/{ref}/item/{path}", "/commit/{ref}", "", ""},
}

// File is a file at a commit on its work's forge. Like all addresses of forges it
// is "" where the forge, its kind, or what is asked for is not known.
func File(w *law.Work, commit, file string) string {
	return fill(w, forms[w.ForgeKind].view, "{ref}", commit, "{path}", file)
}

// FileHistory is the list of a file's commits up to one.
func FileHistory(w *law.Work, commit, file string) string {
	return fill(w, forms[w.ForgeKind].history, "{ref}", commit, "{path}", file)
}

// Commit is the page of a commit.
func Commit(w *law.Work, commit string) string {
	return fill(w, forms[w.ForgeKind].commit, "{ref}", commit)
}

// Comparison is the page of two commits compared.
func Comparison(w *law.Work, a, b string) string {
	return fill(w, forms[w.ForgeKind].compare, "{a}", a, "{b}", b)
}

// Proposal is the page of a proposal by its number.
func Proposal(w *law.Work, number string) string {
	if strings.Trim(number, "0123456789") != "" {
		return ""
	}
	return fill(w, forms[w.ForgeKind].proposal, "{n}", number)
}

// hosts are forges that are known by their host, or by the beginning of it.
var hosts = []struct{ host, kind string }{
	{"github.com", "github"},
	{"gitlab.com", "gitlab"},
	{"gitlab.", "gitlab"},
	{"codeberg.org", "forgejo"},
	{"forgejo.", "forgejo"},
	{"gitea.", "forgejo"},
	{"bitbucket.org", "bitbucket"},
	{"git.sr.ht", "sourcehut"},
}

// Forge is the web address of a repository whose git address is known, and the kind of
// its forge as far as the host tells it; "" for what cannot be told.
func Forge(remote string) (web, kind string) {
	web = strings.TrimSuffix(strings.TrimSuffix(remote, "/"), ".git")
	if rest, ok := strings.CutPrefix(web, "ssh://"); ok {
		web = "https://" + rest[strings.IndexByte(rest, '@')+1:]
	} else if user, rest, ok := strings.Cut(web, "@"); ok && !strings.Contains(user, "/") { // user@host:path
		host, file, _ := strings.Cut(rest, ":")
		web = "https://" + host + "/" + strings.TrimPrefix(file, "/")
	}
	web, ok := Web(web)
	u, err := url.Parse(web)
	if !ok || err != nil || u.Host == "" {
		return "", ""
	}
	for _, h := range hosts {
		if u.Host == h.host || strings.HasSuffix(h.host, ".") && strings.HasPrefix(u.Host, h.host) {
			return web, h.kind
		}
	}
	return web, ""
}

// openings are the addresses at which a kind of forge takes a new proposal: {a} the
// branch it is made to, {b} the branch that brings it.
var openings = map[string]string{
	"github":    "/compare/{a}...{b}?expand=1",
	"gitlab":    "/-/merge_requests/new?merge_request%5Bsource_branch%5D={b}&merge_request%5Btarget_branch%5D={a}",
	"forgejo":   "/compare/{a}...{b}",
	"bitbucket": "/pull-requests/new?source={b}&dest={a}",
}

// NewProposal is the page on which a branch is proposed; "" where the forge has none.
func NewProposal(web, kind, onto, branch string) string {
	return fill(&law.Work{Forge: web}, openings[kind], "{a}", onto, "{b}", branch)
}

// fill puts values into a form, each name of a path escaped on its own.
func fill(w *law.Work, form string, pairs ...string) string {
	base, ok := Web(w.Forge)
	if form == "" || !ok {
		return ""
	}
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] == "" {
			return ""
		}
		names := strings.Split(pairs[i+1], "/")
		for j, name := range names {
			if name == ".." || name == "." {
				return ""
			}
			names[j] = url.PathEscape(name)
		}
		form = strings.ReplaceAll(form, pairs[i], strings.Join(names, "/"))
	}
	return strings.TrimSuffix(strings.TrimSuffix(base, "/"), ".git") + form
}
