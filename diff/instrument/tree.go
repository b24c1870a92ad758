package instrument

import (
	"slices"
	"strings"

	"polity/commons/law"
	"polity/commons/markup"
)

// node is a clause while a text is being amended.
type node struct {
	law.Clause
	old   int // index in the old text; -1 for an inserted one
	above *node
	below []*node
	gone  bool   // repealed, with all below it
	named string // an address that was stated; "" where it follows from its place
}

// grow is a text as a tree under a root, and its nodes by index.
func grow(t *law.Text) (*node, []*node) {
	root := &node{old: -1}
	all := make([]*node, len(t.Clauses))
	for i := range t.Clauses {
		n := &node{Clause: t.Clauses[i], old: i, above: root}
		n.Label, n.Heading, n.Text = canonical(&t.Clauses[i])
		if p := t.Clauses[i].Parent; p >= 0 && p < i {
			n.above = all[p]
		}
		n.above.below = append(n.above.below, n)
		all[i] = n
	}
	return root, all
}

func (n *node) cut() {
	if n.above != nil {
		n.above.below = slices.DeleteFunc(n.above.below, func(x *node) bool { return x == n })
		n.above = nil
	}
}

// put places n under above, behind a sibling; at the beginning where that is nil.
func (n *node) put(above, behind *node) {
	n.cut()
	at := 0
	switch {
	case behind == nil:
	case above.below[len(above.below)-1] == behind: // so it is for all clauses of a block
		at = len(above.below)
	default:
		at = slices.Index(above.below, behind) + 1
	}
	n.above = above
	above.below = slices.Insert(above.below, at, n)
}

// within reports whether n is top or stands below it.
func (n *node) within(top *node) bool {
	for ; n != nil; n = n.above {
		if n == top {
			return true
		}
	}
	return false
}

// lost reports whether n was repealed, or something above it.
func (n *node) lost() bool {
	for ; n != nil; n = n.above {
		if n.gone {
			return true
		}
	}
	return false
}

// text is the tree as a text, its addresses made from where the clauses stand, but for
// those that were stated.
func (n *node) text(of *law.Text) (*law.Text, []*node) {
	out := &law.Text{Title: of.Title, Lang: of.Lang}
	var nodes []*node
	var walk func(n *node, parent, depth int)
	walk = func(n *node, parent, depth int) {
		for _, c := range n.below {
			if c.gone {
				continue
			}
			x := c.Clause
			x.Parent, x.Depth, x.Source = parent, depth, 1
			out.Clauses = append(out.Clauses, x)
			nodes = append(nodes, c)
			walk(c, len(out.Clauses)-1, depth+1)
		}
	}
	walk(n, -1, 0)
	markup.Readdress(out.Clauses)
	for i, c := range nodes {
		if c.named != "" {
			out.Clauses[i].EID = c.named
		}
	}
	return out, nodes
}

// inserted is a line of a block as a clause. What kind of clause it is and its number
// are taken from its address.
func inserted(l Line) *node {
	kind, num := markup.KindOf(l.EID)
	if l.Label == "" {
		num = ""
	}
	return &node{old: -1, Clause: law.Clause{EID: l.EID, Kind: kind, Num: num, Label: l.Label, Heading: l.Heading, Text: l.Text}, named: l.EID}
}

// plantBlock puts the clauses of a block under above, the first behind a sibling.
func plantBlock(block []Line, above, behind *node) {
	open := []*node{above} // by depth
	for _, l := range block {
		n := inserted(l)
		d := min(l.Depth, len(open)-1)
		if d == 0 {
			n.put(above, behind)
			behind = n
		} else {
			var last *node
			if b := open[d].below; len(b) > 0 {
				last = b[len(b)-1]
			}
			n.put(open[d], last)
		}
		open = append(open[:d+1], n)
	}
}

// cites are the citations of a text's clauses: labels from the nearest clause with a
// rank down, «Article 4(2)»; with the address where the labels do not tell it apart.
type cites struct {
	t       *law.Text
	plain   []string       // "" where there is none that can be read back
	byPlain map[string]int // -1 where several clauses have it
	byEID   map[string]int
	bare    bool // addresses alone
}

const signs = "“”«»\"[]{}|\\"

func newCites(t *law.Text, bare bool) *cites {
	c := &cites{t: t, byPlain: map[string]int{}, byEID: map[string]int{}, bare: bare}
	for i := range t.Clauses {
		s := ""
		if x := &t.Clauses[i]; x.Headed() && x.Kind != law.Preface {
			s = c.labels(i)
		}
		if strings.ContainsAny(s, signs) || bare {
			s = ""
		}
		c.plain = append(c.plain, s)
		if _, twice := c.byPlain[s]; twice {
			c.byPlain[s] = -1
		} else {
			c.byPlain[s] = i
		}
		c.byEID[t.Clauses[i].EID] = i
	}
	return c
}

// labels joins a clause's label to those above it.
func (c *cites) labels(i int) string {
	out := ""
	for at, steps := i, 0; at >= 0 && steps < 4; at, steps = c.t.Clauses[at].Parent, steps+1 {
		x := &c.t.Clauses[at]
		label, heading, _ := canonical(x)
		if label == "" {
			if steps == 0 {
				label = heading
			} else if !x.Headed() {
				continue
			} else {
				label = heading
			}
		}
		switch {
		case out == "" || label == "":
			out = label + out
		default:
			out = below(label, out)
		}
		if x.Level > 0 || x.Kind == law.Article || x.Kind == law.Section {
			break
		}
	}
	return out
}

// below adds to a label those of a clause under it: «1.» below «Article 4» is cited as
// «Article 4(1)».
func below(label, under string) string {
	first, rest := under, ""
	if i := strings.IndexByte(under, '('); i > 0 {
		first, rest = under[:i], under[i:]
	}
	inner := strings.TrimRight(first, ".:)")
	switch {
	case strings.HasPrefix(under, "("):
		return label + under
	case inner != "" && len(inner) <= 4 && strings.Trim(inner, figures) == "":
		return strings.TrimRight(label, ".: ") + "(" + inner + ")" + rest
	}
	return label + " " + under
}

// figures are the characters of short labels that need brackets to be told from the
// label before them.
const figures = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

// of cites a clause.
func (c *cites) of(i int) string {
	s := c.plain[i]
	if s != "" && c.byPlain[s] == i {
		return s
	}
	if up := c.subject(i); s == "" && up >= 0 {
		s = c.plain[up]
	}
	return strings.TrimSpace(s + " [" + c.t.Clauses[i].EID + "]")
}

// subject is the clause that a unit is shown with; -1 without.
func (c *cites) subject(i int) int {
	for i >= 0 && !c.t.Clauses[i].Headed() {
		i = c.t.Clauses[i].Parent
	}
	return i
}

// find is the clause that a citation names, and whether it names it by its address;
// -1 where none or several are.
func (c *cites) find(s string) (i int, exact bool) {
	s = strings.TrimSpace(s)
	if at := strings.LastIndexByte(s, '['); at >= 0 && strings.HasSuffix(s, "]") {
		if i, ok := c.byEID[s[at+1:len(s)-1]]; ok {
			return i, true
		}
		return -1, true
	}
	if i, ok := c.byPlain[s]; ok && s != "" {
		return i, false
	}
	return -1, false
}

// scope are the units whose words a citation means: the clause itself, and unless it is
// named by its address what is shown with it.
func (c *cites) scope(i int, exact bool) []int {
	out := []int{i}
	if exact {
		return out
	}
	for k := i + 1; k < len(c.t.Clauses) && c.t.Clauses[k].Depth > c.t.Clauses[i].Depth; k++ {
		if c.subject(k) == i {
			out = append(out, k)
		}
	}
	return out
}
