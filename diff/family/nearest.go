package family

import "polity/diff/reuse"

// Reconsider lets tracing decide which of several works that hold most of a text is its
// upstream, where nothing but the words tells: one that holds more of them may be a cousin
// to which they came from the same work. It returns k itself where that changes nothing, and
// what Find makes of in otherwise. k is what Find made of in, r what was traced in its
// commons; nil for either changes nothing.
func (k *Kin) Reconsider(in Input, r *reuse.Result) *Kin {
	if k == nil || r == nil {
		return k
	}
	in.Nearest = map[string]string{}
	for _, e := range r.Edges { // by To, the largest share first
		if id := in.Commons.Works[e.To].ID; in.Nearest[id] == "" && e.Kind != reuse.Borrowed {
			in.Nearest[id] = in.Commons.Works[e.From].ID
		}
	}
	for i := range k.Relations {
		x := &k.Relations[i]
		near, back := in.Nearest[x.Fork], in.Nearest[x.Upstream] == x.Fork
		if (near != "" && near != x.Upstream || back) && x.wordsAlone() {
			return Find(in)
		}
	}
	return k
}

// wordsAlone reports whether neither history nor a declaration speaks of a relation.
func (r *Relation) wordsAlone() bool {
	for _, e := range r.Evidence {
		if e.Level != Identical && e.Level != Similar {
			return false
		}
	}
	return true
}
