package collect

import (
	"path"
	"strings"
	"time"

	"polity/commons/law"
	"polity/commons/record"
	"polity/commons/repo"
	"polity/commons/report"
	"polity/commons/signature"
)

// keyring reads a movement's list of keys as it stood at a commit.
type keyring struct {
	r        *repo.Repo
	path     string // of the allowed_signers file; "" none
	problems []report.Problem
	byBlob   map[repo.Hash]*signature.Keys
}

// at is the list in a commit's tree; nil where there is none. OpenPGP keys stand beside
// the list, in files *.asc.
func (k *keyring) at(commit repo.Hash) *signature.Keys {
	if k.path == "" {
		return nil
	}
	c, err := k.r.Commit(commit)
	if err != nil {
		return nil
	}
	folder, err := k.r.Entry(c.Tree, path.Dir(k.path))
	if err != nil || !folder.Dir {
		return nil
	}
	list, err := k.r.Tree(folder.Hash)
	if err != nil {
		return nil
	}
	key := folder.Hash
	if keys, ok := k.byBlob[key]; ok {
		return keys
	}
	keys := &signature.Keys{}
	for _, e := range list {
		own, ring := e.Name == path.Base(k.path), path.Dir(k.path) != "." && strings.HasSuffix(e.Name, ".asc")
		if !isPlainFile(e) || !own && !ring {
			continue
		}
		data, err := k.r.Blob(e.Hash)
		if err != nil {
			continue
		}
		if own {
			k.problems = append(k.problems, keys.AddAllowed(k.path, data)...)
		} else {
			k.problems = append(k.problems, keys.AddOpenPGP(path.Join(path.Dir(k.path), e.Name), data)...)
		}
	}
	if keys.Empty() {
		keys = nil
	}
	if k.byBlob == nil {
		k.byBlob = map[repo.Hash]*signature.Keys{}
	}
	k.byBlob[key] = keys
	return keys
}

// act is a commit that something is signed with, and the one whose list of keys counts:
// who signs must have been listed already.
type act struct {
	*repo.Commit
	before repo.Hash // "" none: nobody was listed
	own    bool      // the commit stands on the main line itself, where it can list a key
}

// onMain is a commit of the main line, for which the list of its first parent counts.
func onMain(c *repo.Commit) act {
	a := act{Commit: c, own: true}
	if len(c.Parents) > 0 {
		a.before = c.Parents[0]
	}
	return a
}

// judge checks one signature against the list as it stood before the act.
func (k *keyring) judge(c act, at time.Time, check func(*signature.Keys) signature.Finding) law.Signature {
	before := c.before
	var keys *signature.Keys
	if before != "" {
		keys = k.at(before)
	}
	f := check(keys)
	s := law.Signature{Form: f.Form, State: f.State, Signer: f.Signer, Key: f.Key, Namespace: f.Namespace, Time: at.UTC().Format(time.RFC3339)}
	if keys != nil {
		s.Keys, s.KeysAt = k.path, before
	}
	if c.own && (f.State == law.SignatureStranger || f.State == law.SignatureUnchecked) {
		if own := k.at(c.Hash); own != nil {
			if f := check(own); f.State == law.SignatureProven {
				s.State, s.Signer, s.Key, s.Keys, s.KeysAt = law.SignatureNewKey, f.Signer, f.Key, k.path, c.Hash
			}
		}
	}
	return s
}

// signatures are those of a record: of the commit that last altered it, of tags on that
// commit, and of the file beside it.
func (f *filer) signatures(x recordFile, m *marked) []law.Signature {
	out := f.ofCommit(onMain(m.last))
	if x.sig == "" || m.sig == nil {
		return out
	}
	armour, err := f.rd.r.Blob(x.sig)
	data, err2 := f.rd.r.Blob(x.blob)
	if err != nil || err2 != nil {
		return out
	}
	when := m.sig.Committer.When
	s := f.keys.judge(onMain(m.sig), when, func(keys *signature.Keys) signature.Finding {
		return signature.Check(data, string(armour), keys, when, signature.Namespace, "file")
	})
	s.On, s.File = law.SignedFile, x.path+record.Signed
	return append(out, s)
}

// sign checks the signatures of the commits that changed a text, and of tags on them.
func (f *filer) sign(w *law.Work) {
	if w == nil {
		return
	}
	for i := range w.Changes {
		if c, err := f.rd.r.Commit(w.Changes[i].Commit.Hash); err == nil {
			w.Changes[i].Signatures = f.ofCommit(onMain(c))
		}
		f.signSteps(w, &w.Changes[i])
	}
}

// signSteps checks those of the commits that a merged proposal unfolds into. They were
// made elsewhere, where anybody can list any key: the list counts that the movement had
// when it merged them.
func (f *filer) signSteps(w *law.Work, ch *law.Change) {
	before := ""
	if ch.From >= 0 {
		before = w.Versions[ch.From].Commit.Hash
	}
	for k := range ch.Steps {
		if c, err := f.rd.r.Commit(ch.Steps[k].Commit.Hash); err == nil {
			ch.Steps[k].Signatures = f.ofCommit(act{Commit: c, before: before})
		}
	}
}

// ofCommit are the signatures of a commit and of the tags on it.
func (f *filer) ofCommit(c act) []law.Signature {
	var out []law.Signature
	if c.Signature != "" {
		if s, ok := f.object(c, c.Hash, c.Committer.When, law.SignedCommit); ok {
			out = append(out, s)
		}
	}
	for _, t := range f.rd.tags {
		if t.Hash == c.Hash && t.Tag != nil && t.Tag.Signature != "" {
			if s, ok := f.object(c, t.Tag.Hash, t.Tag.Tagger.When, law.SignedTag); ok {
				s.Tag = t.Short()
				out = append(out, s)
			}
		}
	}
	return out
}

// object checks the signature of a commit or tag; ok is false where it has none.
func (f *filer) object(c act, object repo.Hash, when time.Time, on law.SignedThing) (law.Signature, bool) {
	payload, armour, err := f.rd.r.Signed(object)
	if err != nil || armour == "" {
		return law.Signature{}, false
	}
	s := f.keys.judge(c, when, func(keys *signature.Keys) signature.Finding {
		return signature.Check(payload, armour, keys, when, signature.GitNamespace)
	})
	s.On, s.Object = on, object
	return s, true
}
