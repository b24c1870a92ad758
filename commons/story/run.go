package story

import (
	"crypto/ed25519"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"polity/commons/repo"
)

// teller tells one story: it holds where the story stands.
type teller struct {
	*script
	b      *repo.Builder
	fork   func(story string) (*repo.Builder, error)
	people map[string]repo.Stamp // without a date
	tips   map[string]repo.Hash  // of branches; "" unborn
	branch string
	files  map[string]string // the files as they stand now on the branch
	touch  map[string]bool   // paths changed since the last commit

	who   []repo.Stamp // of the last «on», dated
	fresh bool         // no commit has used it yet

	keys   map[string]ed25519.PrivateKey
	signer func([]byte) (string, error) // signs the next commit; nil: nobody does
}

// run tells the whole story.
func (s *script) run(fork func(string) (*repo.Builder, error)) (*repo.Builder, error) {
	t := &teller{
		script: s, fork: fork, people: map[string]repo.Stamp{}, tips: map[string]repo.Hash{"main": ""}, branch: "main",
		files: map[string]string{}, touch: map[string]bool{}, keys: map[string]ed25519.PrivateKey{},
	}
	for _, c := range s.commands {
		if err := t.do(c); err != nil {
			return nil, &Error{s.file, c.line, err.Error()}
		}
	}
	switch {
	case t.b == nil:
		return nil, &Error{s.file, 0, "the script is empty: it begins with: repo NAME"}
	case len(t.touch) > 0:
		return nil, &Error{s.file, 0, "the story ends with changes that were never committed: " + t.pending()}
	}
	return t.b, nil
}

// verb is a command: how many words it takes and what it does.
type verb struct {
	least, most int // words after the command's name; most -1 for any number
	form        string
	do          func(*teller, []word) error
}

// verbs is a function, not a variable, because the commands refer to it in errors.
func verbs() map[string]verb {
	return map[string]verb{
		"repo":          {1, 1, "repo NAME", (*teller).repo},
		"person":        {3, -1, "person KEY Full Name <mail>", (*teller).person},
		"fork":          {1, 2, "fork STORY [REV]", (*teller).forkFrom},
		"branch":        {1, 2, "branch NAME [REV]", (*teller).begin},
		"switch":        {1, 1, "switch NAME", (*teller).switchTo},
		"on":            {2, -1, "on DATE KEY [KEY…]", (*teller).on},
		"write":         {2, 2, "write PATH SECTION", (*teller).write},
		"edit":          {2, 2, "edit PATH SECTION", (*teller).edit},
		"move":          {2, 2, "move OLD NEW", (*teller).move},
		"remove":        {1, 1, "remove PATH", (*teller).remove},
		"commit":        {1, 1, `commit "Subject" or commit SECTION`, (*teller).commit},
		"merge":         {1, 2, `merge BRANCH ["Subject" or SECTION]`, (*teller).merge},
		"tag":           {1, 2, `tag NAME ["message"]`, (*teller).tag},
		"key":           {1, 1, "key NAME", (*teller).key},
		"allow":         {3, -1, "allow PATH KEY PRINCIPAL [OPTION…]", (*teller).allow},
		"sign":          {1, 1, "sign KEY", (*teller).sign},
		"seal":          {2, 2, "seal PATH KEY", (*teller).seal},
		"ref":           {2, 2, "ref REFERENCE BRANCH", (*teller).ref},
		"delete-branch": {1, 1, "delete-branch NAME", (*teller).deleteBranch},
	}
}

func (t *teller) do(c command) error {
	name, args := c.words[0].text, c.words[1:]
	v, ok := verbs()[name]
	switch {
	case !ok:
		return fmt.Errorf("there is no command %q; there are %s", name, strings.Join(slices.Sorted(maps.Keys(verbs())), ", "))
	case len(args) < v.least || v.most >= 0 && len(args) > v.most:
		return fmt.Errorf("the command reads: %s", v.form)
	case t.b == nil && name != "repo":
		return errors.New("the first command is: repo NAME")
	}
	return v.do(t, args)
}

func (t *teller) repo(a []word) error {
	if t.b != nil {
		return errors.New("the repository already has a name")
	}
	t.b = repo.NewBuilder(a[0].text)
	return nil
}

func (t *teller) person(a []word) error {
	key := a[0].text
	if _, twice := t.people[key]; twice {
		return fmt.Errorf("there is already a person %q", key)
	}
	last := a[len(a)-1].text
	if !strings.HasPrefix(last, "<") || !strings.HasSuffix(last, ">") {
		return fmt.Errorf("the mail address stands last, in angle brackets, not %q", last)
	}
	var names []string
	for _, w := range a[1 : len(a)-1] {
		names = append(names, w.text)
	}
	t.people[key] = repo.Stamp{Name: strings.Join(names, " "), Email: strings.Trim(last, "<>")}
	return nil
}

func (t *teller) forkFrom(a []word) error {
	if t.tips["main"] != "" || len(t.touch) > 0 {
		return errors.New("a fork stands before everything that is written")
	}
	from, err := t.fork(a[0].text)
	if err != nil {
		return err
	}
	rev := "main"
	if len(a) > 1 {
		rev = a[1].text
	}
	tip, err := from.Repo().Resolve(rev)
	if err != nil {
		return err
	}
	if err := t.b.Copy(from, tip.Hash); err != nil {
		return err
	}
	return t.moveTo("main", tip.Hash)
}

func (t *teller) begin(a []word) error {
	name := a[0].text
	if _, twice := t.tips[name]; twice && t.tips[name] != "" {
		return fmt.Errorf("there is already a branch %q", name)
	}
	tip := t.tips[t.branch]
	if len(a) > 1 {
		ref, err := t.b.Repo().Resolve(a[1].text)
		if err != nil {
			return err
		}
		tip = ref.Hash
	}
	if err := t.clean(); err != nil {
		return err
	}
	if tip == "" { // nothing is committed yet: the first branch only gets another name
		delete(t.tips, t.branch)
		t.tips[name], t.branch = "", name
		t.b.SetHead("refs/heads/" + name)
		return nil
	}
	return t.moveTo(name, tip)
}

func (t *teller) switchTo(a []word) error {
	tip := t.tips[a[0].text]
	if tip == "" {
		return fmt.Errorf("there is no branch %q; there are %s", a[0].text, strings.Join(slices.Sorted(maps.Keys(t.tips)), ", "))
	}
	if err := t.clean(); err != nil {
		return err
	}
	return t.moveTo(a[0].text, tip)
}

// clean refuses to leave a branch with changes that would be lost.
func (t *teller) clean() error {
	if len(t.touch) > 0 {
		return fmt.Errorf("changes are not committed yet: %s", t.pending())
	}
	return nil
}

func (t *teller) pending() string {
	return strings.Join(slices.Sorted(maps.Keys(t.touch)), ", ")
}

// moveTo points a branch to a commit, goes there and reads its files.
func (t *teller) moveTo(branch string, tip repo.Hash) error {
	if err := t.b.SetRef("refs/heads/"+branch, tip); err != nil {
		return err
	}
	t.tips[branch], t.branch = tip, branch
	files, err := t.filesAt(tip)
	t.files = files
	clear(t.touch)
	return err
}

// filesAt reads the files of a commit.
func (t *teller) filesAt(commit repo.Hash) (map[string]string, error) {
	list, err := t.b.FilesOf(commit)
	if err != nil {
		return nil, err
	}
	r := t.b.Repo()
	files := map[string]string{}
	for path, h := range list {
		data, err := r.Blob(h)
		if err != nil {
			return nil, err
		}
		files[path] = string(data)
	}
	return files, nil
}

func (t *teller) on(a []word) error {
	when, err := time.Parse(time.RFC3339, a[0].text)
	if err != nil {
		return fmt.Errorf("%q is not a date such as 2011-03-06T10:00:00+01:00", a[0].text)
	}
	t.who, t.fresh = nil, true
	for _, w := range a[1:] {
		p, ok := t.people[w.text]
		if !ok {
			return fmt.Errorf("there is no person %q; there are %s", w.text, strings.Join(slices.Sorted(maps.Keys(t.people)), ", "))
		}
		p.When = when
		t.who = append(t.who, p)
	}
	return nil
}

func (t *teller) section(name string) (section, error) {
	s, ok := t.sections[name]
	if !ok {
		return s, fmt.Errorf("there is no section %q", name)
	}
	return s, nil
}

func (t *teller) write(a []word) error {
	s, err := t.section(a[1].text)
	if err != nil {
		return err
	}
	t.files[a[0].text] = s.text
	t.touch[a[0].text] = true
	return nil
}

func (t *teller) edit(a []word) error {
	path := a[0].text
	old, err := t.file(path)
	if err != nil {
		return err
	}
	s, err := t.section(a[1].text)
	if err != nil {
		return err
	}
	text, err := apply(old, s)
	if err != nil {
		return fmt.Errorf("%s, section %s, %w", path, a[1].text, err)
	}
	t.files[path] = text
	t.touch[path] = true
	return nil
}

func (t *teller) file(path string) (string, error) {
	text, ok := t.files[path]
	if !ok {
		return "", fmt.Errorf("there is no file %q on %s; there are %s", path, t.branch, strings.Join(slices.Sorted(maps.Keys(t.files)), ", "))
	}
	return text, nil
}

func (t *teller) move(a []word) error {
	from, to := a[0].text, a[1].text
	text, err := t.file(from)
	if err != nil {
		return err
	}
	if _, there := t.files[to]; there {
		return fmt.Errorf("there is already a file %q", to)
	}
	delete(t.files, from)
	t.files[to] = text
	t.touch[from], t.touch[to] = true, true
	return nil
}

func (t *teller) remove(a []word) error {
	if _, err := t.file(a[0].text); err != nil {
		return err
	}
	delete(t.files, a[0].text)
	t.touch[a[0].text] = true
	return nil
}

func (t *teller) tag(a []word) error {
	tip := t.tips[t.branch]
	if tip == "" {
		return errors.New("there is no commit to tag yet")
	}
	if len(a) == 1 {
		return t.b.Tag(a[0].text, tip, "", repo.Stamp{})
	}
	if len(t.who) == 0 {
		return errors.New("nothing says by whom and when: on DATE KEY")
	}
	return t.b.Tag(a[0].text, tip, strings.TrimRight(a[1].text, "\n")+"\n", t.who[0])
}

func (t *teller) ref(a []word) error {
	ref, err := t.b.Repo().Resolve(a[1].text)
	if err != nil {
		return err
	}
	return t.b.SetRef(a[0].text, ref.Hash)
}

func (t *teller) deleteBranch(a []word) error {
	name := a[0].text
	if t.tips[name] == "" {
		return fmt.Errorf("there is no branch %q", name)
	}
	if name == t.branch {
		return fmt.Errorf("the story stands on the branch %q: switch first", name)
	}
	delete(t.tips, name)
	return t.b.SetRef("refs/heads/"+name, "")
}
