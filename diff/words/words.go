// Package words says what changed inside one clause: which words went, which
// came, which sentences changed their place, and which changes are only numbers.
//
// It compares two strings and knows nothing of clauses, trees or histories: which
// clause is to be compared with which is the business of package align, and what
// the change means for the law that of package diff, which calls this one.
//
// The shortest edit script is found by Myers' algorithm as go-diff implements it,
// over tokens instead of characters. Around it stand three things that it lacks:
// sentences that stand in both texts are settled first, so that a sentence which
// changed its place shows as moved; long texts are cut at words that occur once on
// each side (patience diff, Bram Cohen), which bounds the work where Myers is
// quadratic; and the script is then tidied for the eye on whole tokens, never
// inside a word.
//
//	old  The board meets monthly. Its seat is Ford.
//	new  The board meets weekly. Its seat is Ford.
//	     = "The board meets "  - "monthly"  + "weekly"  = ". Its seat is Ford."
package words

import (
	"slices"
	"sync"
)

// Run is a stretch of text that both sides share or that stands on one side only.
type Run struct {
	Op     byte   `json:"op"`               // '=' in both, '-' only in the old, '+' only in the new text
	Text   string `json:"text"`             // never ""
	Moved  int    `json:"moved,omitempty"`  // 0, or the number, from 1, that a '-' and a '+' run share when they are one sentence that changed its place
	Number bool   `json:"number,omitempty"` // a '-' and the '+' after it that differ in nothing but numbers, letters of enumeration and the like
}

// A Differ compares texts, remembers what it found, for a history often takes back
// what it did, and hands the memory of one comparison to the next. What it remembers
// is bounded. The zero value is ready; it is safe for concurrent use.
type Differ struct {
	scripts sync.Pool // of *script

	mu    sync.Mutex
	found map[question][]Run
	bytes int // of the texts in found
}

// question is two texts, the shorter first, and their language.
type question struct{ a, b, lang string }

// maxFound is how many bytes of texts a Differ remembers before it starts anew.
const maxFound = 8 << 20

// Diff compares two texts, both in the language lang (BCP 47, "" unknown).
//
// The '=' and '-' runs joined are old to the byte, the '=' and '+' runs new. Equal
// texts give one '=' run, two empty ones none. Neighbouring runs differ in Op or
// in Moved, and where both stand at the same place '-' comes before '+'. The
// result depends on nothing but the arguments, and with the texts swapped it is the
// same with '-' and '+' swapped. Time is O((n+m)·d) for d changed tokens while n·m
// stays under a fixed bound, and about linear beyond it.
func Diff(old, new, lang string) []Run { return (&Differ{}).Diff(old, new, lang) }

// Diff does what the function Diff does. The runs are not to be changed: they may be
// handed out again.
func (d *Differ) Diff(old, new, lang string) []Run {
	if old == new {
		if old == "" {
			return nil
		}
		return []Run{{Op: '=', Text: old}}
	}
	if old == "" || new == "" {
		if old == "" {
			return []Run{{Op: '+', Text: new}}
		}
		return []Run{{Op: '-', Text: old}}
	}
	// Of equally short scripts the algorithm takes one that depends on which text is
	// the old one. It is always asked about the shorter, then the longer text.
	if len(old) > len(new) || len(old) == len(new) && old < new {
		return mirrored(d.recall(question{new, old, lang}))
	}
	return d.recall(question{old, new, lang})
}

// recall is the answer to a question, as it was found before or found now.
func (d *Differ) recall(q question) []Run {
	d.mu.Lock()
	runs, ok := d.found[q]
	d.mu.Unlock()
	if ok {
		return runs
	}
	runs = d.compare(q.a, q.b, q.lang)
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.bytes += len(q.a) + len(q.b); d.found == nil || d.bytes > maxFound {
		d.found, d.bytes = map[question][]Run{}, len(q.a)+len(q.b)
	}
	d.found[q] = runs
	return runs
}

// mirrored is the runs with old and new swapped.
func mirrored(runs []Run) []Run {
	out := make([]Run, 0, len(runs))
	for i := 0; i < len(runs); i++ {
		if runs[i].Op == '=' {
			out = append(out, runs[i])
			continue
		}
		end := i
		for end < len(runs) && runs[end].Op != '=' {
			end++
		}
		for _, turn := range [...][2]byte{{'+', '-'}, {'-', '+'}} {
			for _, r := range runs[i:end] {
				if r.Op == turn[0] {
					r.Op = turn[1]
					out = append(out, r)
				}
			}
		}
		i = end - 1
	}
	renumberMoves(out)
	return out
}

// renumberMoves numbers the sentences that moved in the order of the new text.
func renumberMoves(runs []Run) {
	var order []int
	for _, r := range runs {
		if r.Op == '+' && r.Moved > 0 {
			order = append(order, r.Moved)
		}
	}
	for i := range runs {
		if runs[i].Moved > 0 {
			runs[i].Moved = slices.Index(order, runs[i].Moved) + 1
		}
	}
}

// compare finds the runs of two different texts, neither of them "".
func (d *Differ) compare(old, new, lang string) []Run {
	head, tail := ends(old, new)
	s, ok := d.scripts.Get().(*script)
	if !ok {
		s = &script{}
	}
	defer d.scripts.Put(s)
	s.read(old[head:len(old)-tail], new[head:len(new)-tail], lang)
	s.settle()
	return s.runs(tidy(s.hunks(), &s.a, &s.b), old, head)
}

// Plain joins the old text ('-', '=') or the new one ('+', '=') out of runs.
func Plain(runs []Run, op byte) string {
	n := 0
	for _, r := range runs {
		if r.Op == '=' || r.Op == op {
			n += len(r.Text)
		}
	}
	out := make([]byte, 0, n)
	for _, r := range runs {
		if r.Op == '=' || r.Op == op {
			out = append(out, r.Text...)
		}
	}
	return string(out)
}
