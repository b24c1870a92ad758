package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"polity/commons/collect"
	"polity/commons/draft"
	"polity/commons/law"
	"polity/commons/manifest"
	"polity/commons/markup"
	"polity/commons/repo"
)

// deciding are the commands that record a decision.
var deciding = []struct {
	verb    string
	kind    law.ActKind
	short   string
	long    string
	example string
}{
	{
		"ratify", law.Ratification, "Record that your movement ratifies a text",
		"Record that your movement ratifies a text: it says yes to just these words.",
		`  polity ratify . --by "the assembly" --for 13 --against 1
  polity ratify ../confluence@v2014 --minutes minutes/2016-03-16.md
  polity ratify https://forge.example/fords/accord.git --sign ~/.ssh/id_ed25519`,
	},
	{
		"accept", law.Acceptance, "Record that your movement accepts a text",
		"Record that your movement accepts a text, or with --decision another movement's\nreservation to it.",
		`  polity accept ../confluence@proposal/upstream-veto --amendment 7
  polity accept ../otterby --decision decisions/2016-04-02-reservation-confluence.md`,
	},
	{
		"accede", law.Accession, "Record that your movement joins a text that is in force",
		"Record that your movement accedes: it joins a text that others put in force before.",
		`  polity accede ../confluence@v2014 --date 2017-05-01`,
	},
	{
		"reserve", law.Reservation, "Record a reservation to clauses of a text",
		"Record a reservation: your movement takes the text, but for the clauses it names.",
		`  polity reserve ../confluence@v2014 --clause art_9 --why "We keep our own weir."
  polity reserve ../confluence --clause art_9__sec_2 --effect not-here`,
	},
	{
		"object", law.Objection, "Record an objection to a text or an amendment",
		"Record an objection. --effect suspends: the amendment is not to come into force while\nit stands; --effect not-here: the clauses do not apply to your movement.",
		`  polity object ../confluence@proposal/upstream-veto --amendment 7 --effect suspends
  polity object ../confluence --clause art_4 --effect not-here --reasons why.md`,
	},
	{
		"denounce", law.Denunciation, "Record that your movement leaves a text it had said yes to",
		"Record a denunciation: from its date your movement is no longer bound by the text.",
		`  polity denounce ../confluence --by "the assembly" --why "The weir was never built."`,
	},
	{
		"withdraw", law.Withdrawal, "Record that your movement takes back an earlier decision",
		"Record that your movement takes back what it decided: all it said on a text or an\namendment, or with --decision one decision of its own.",
		`  polity withdraw ../confluence --amendment 7
  polity withdraw . --decision decisions/2016-04-02-objection-confluence.md`,
	},
}

func (a *app) decide() []*cobra.Command {
	var out []*cobra.Command
	for _, d := range deciding {
		cmd := &cobra.Command{
			Use:   d.verb + " TEXT",
			Short: d.short,
			Long: d.long + `

It becomes a file in decisions/ of your movement's repository (--in), bound to the
digest of the text that you name, and one commit. TEXT is the text decided on, wherever
it is kept; where it has been changed since you read it, name the version you mean.

` + writeGrammar + "\n\n" + textGrammar,
			Example:           d.example,
			Args:              exactly(1, "one TEXT, the one decided on"),
			ValidArgsFunction: a.completeText,
			RunE:              func(cmd *cobra.Command, args []string) error { return a.runDecide(cmd.Context(), d.kind, args[0]) },
		}
		a.textFlags(cmd)
		a.writeFlags(cmd)
		f := cmd.Flags()
		f.String("date", "", "day of the decision, such as 2026-03-01 (default today)")
		f.String("by", "", "the organ that decided, in its own words")
		f.Int("for", -1, "votes for")
		f.Int("against", -1, "votes against")
		f.Int("abstain", 0, "abstentions")
		f.Int("spoilt", 0, "spoilt votes")
		f.String("minutes", "", "path or address of the minutes")
		f.String("amendment", "", "number of the amendment decided on")
		f.StringSlice("clause", nil, "address of a clause decided on, such as art_4; may be repeated")
		f.String("decision", "", "path of the decision that this one answers, in the repository that TEXT names")
		f.String("work", "", "what the record calls the work (default as its repository says)")
		f.String("sign", "", "private SSH key to sign the record with, by ssh-keygen")
		if d.kind == law.Objection || d.kind == law.Reservation {
			f.String("effect", "", "suspends or not-here")
			a.complete(cmd, "effect", []string{law.Suspends, law.NotHere})
		}
		_ = cmd.RegisterFlagCompletionFunc("clause", a.completeClause)
		out = append(out, cmd)
	}
	return out
}

func (a *app) runDecide(ctx context.Context, kind law.ActKind, arg string) error {
	act, err := a.actOf(kind)
	if err != nil {
		return err
	}
	why, err := a.reasons()
	if err != nil {
		return err
	}
	w, err := repo.OpenWorkTree(a.settings.GetString("in"))
	if err != nil {
		return err
	}
	t, err := a.readDecided(arg, w)
	if err != nil {
		return err
	}
	if act.On, err = a.object(t, w, arg); err != nil {
		return err
	}
	d, err := draft.Decision(act, why, a.settings.GetString("name"))
	if err != nil {
		return err
	}
	return a.write(ctx, w, d, a.settings.GetString("sign"), nil)
}

// readDecided reads the text that is decided on. A file of the work tree is read as its
// repository has it, which knows what work it is; what is not committed binds nobody.
func (a *app) readDecided(arg string, w *repo.WorkTree) (*collect.TextAt, error) {
	t, err := a.readText(arg, true)
	if err != nil || t.Rev != "" {
		return t, err
	}
	path, ok := pathIn(w.Dir, arg)
	if !ok {
		return t, nil
	}
	committed, err := a.readText(w.Dir+":"+path, false)
	if err != nil {
		return nil, err
	}
	if markup.Digest(committed.Text) != markup.Digest(t.Text) {
		return nil, usageError{fmt.Errorf("%s says what is not committed yet: commit it first, or name what stands in the repository, as in .:%s", arg, path)}
	}
	return committed, nil
}

// pathIn is the path of a file inside a folder, slash-separated.
func pathIn(dir, file string) (string, bool) {
	abs, err := filepath.Abs(file)
	if err == nil {
		abs, err = filepath.EvalSymlinks(abs)
	}
	if err != nil {
		return "", false
	}
	rel, err := filepath.Rel(dir, abs)
	if err != nil || !filepath.IsLocal(rel) {
		return "", false
	}
	return filepath.ToSlash(rel), true
}

// actOf is what the flags say of an act itself.
func (a *app) actOf(kind law.ActKind) (law.Act, error) {
	act := law.Act{Kind: kind, Date: law.Date(a.settings.GetString("date")), By: a.settings.GetString("by"), Minutes: a.settings.GetString("minutes"), Effect: a.settings.GetString("effect")}
	if act.Date == "" {
		act.Date = law.Date(time.Now().Format(time.DateOnly))
	}
	if len(act.Date) != len(time.DateOnly) || !manifest.ValidDate(string(act.Date)) {
		return act, usageError{fmt.Errorf("--date %s is not a day, such as 2026-03-01", act.Date)}
	}
	if act.Effect != "" && act.Effect != law.Suspends && act.Effect != law.NotHere {
		return act, usageError{fmt.Errorf("--effect %s is neither %s nor %s", act.Effect, law.Suspends, law.NotHere)}
	}
	yes, no := a.settings.GetInt("for"), a.settings.GetInt("against")
	rest := law.Votes{Abstain: a.settings.GetInt("abstain"), Spoilt: a.settings.GetInt("spoilt")}
	switch {
	case yes < 0 && no < 0 && rest == law.Votes{}:
		return act, nil
	case yes < 0 || no < 0 || rest.Abstain < 0 || rest.Spoilt < 0:
		return act, usageError{errors.New("a count of votes needs both --for and --against, and no number below nought")}
	}
	act.Votes = &law.Votes{For: yes, Against: no, Abstain: rest.Abstain, Spoilt: rest.Spoilt}
	return act, nil
}

// object is what the act is on: the text that was read, by the names its repository
// gives it and bound by its digest, or a decision that is kept beside it.
func (a *app) object(t *collect.TextAt, w *repo.WorkTree, arg string) (law.Object, error) {
	o := law.Object{Work: a.settings.GetString("work"), Amendment: a.settings.GetString("amendment"), Clauses: a.settings.GetStringSlice("clause")}
	if o.Work == "" {
		o.Work = workName(t, w)
	}
	if o.Work == "" {
		return o, usageError{fmt.Errorf("%s is a file alone and does not say which work it is: name its repository, as in DIR:%s, or say it with --work", arg, filepath.Base(t.Path))}
	}
	if o.Decision = filepath.ToSlash(a.settings.GetString("decision")); o.Decision != "" {
		if o.Amendment != "" || len(o.Clauses) > 0 {
			return o, usageError{errors.New("--decision says what is decided on: leave --amendment and --clause out")}
		}
		if a.settings.GetString("work") == "" && t.Movement != "" {
			o.Work = t.Movement
		}
		return o, a.holds(arg, o.Decision)
	}
	for _, c := range o.Clauses {
		if t.Text.Find(c) < 0 {
			return o, noClause(t.Text, c, t.Path)
		}
	}
	o.Version, o.Digest = t.Tag, markup.Digest(t.Text)
	return o, nil
}

// workName is what a record in a work tree calls the work of a text.
func workName(t *collect.TextAt, w *repo.WorkTree) string {
	own := false
	if abs, err := filepath.EvalSymlinks(t.Dir); err == nil {
		if abs, err = filepath.Abs(abs); err == nil {
			own = abs == w.Dir
		}
	}
	names := []string{t.Movement, t.Remote}
	switch {
	case own:
		names = append([]string{t.Work}, names...)
	case t.Movement != "" && t.Work != "":
		names = append([]string{t.Movement + "/" + t.Work}, names...)
	}
	if t.Rev != "" {
		names = append(names, t.Name)
	}
	for _, n := range names {
		if n != "" {
			return n
		}
	}
	return ""
}

// noClause says which address was likely meant.
func noClause(t *law.Text, eid, file string) error {
	var all []string
	for i := range t.Clauses {
		all = append(all, t.Clauses[i].EID)
	}
	said := fmt.Sprintf("there is no clause %s in %s", eid, file)
	if near := manifest.Nearest(eid, all); near != "" {
		return usageError{fmt.Errorf("%s; did you mean %s?", said, near)}
	}
	return usageError{fmt.Errorf("%s; «polity clauses» lists them", said)}
}

// holds reports an error where a repository has no such decision.
func (a *app) holds(arg, name string) error {
	s := collect.ParseSpec(arg, collect.Exists)
	r, err := repo.Open(s.Source, repo.Options{Cache: a.cacheDir(), Offline: true})
	if err != nil {
		return err
	}
	defer r.Close()
	at, err := r.Head()
	if s.Rev != "" {
		at, err = collect.Revision(r, s.Rev)
	}
	if err != nil {
		return err
	}
	c, err := r.Commit(at.Hash)
	if err != nil {
		return err
	}
	if e, err := r.Entry(c.Tree, name); err != nil || !e.File() || !strings.HasSuffix(name, ".md") {
		return usageError{fmt.Errorf("%s holds no decision %s", arg, name)}
	}
	return nil
}
