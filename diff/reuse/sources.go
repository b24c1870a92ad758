package reuse

import (
	"math/bits"

	"polity/commons/law"
	"polity/diff/letters"
)

// Question is a text of which somebody says that it follows another of its work: one
// that is proposed, or that replaced the one before.
type Question struct {
	Work   int       // that it belongs to: index in law.Commons.Works
	Before *law.Text // that it follows; nil where none is known
	Text   *law.Text
	Date   law.Date // of the text; "" unknown. What is later has not been its source
	Until  int      // versions of its own work from this one on are later, too; -1: none is
}

// Answer is where the words of a text come from, as far as runs of words tell. The zero
// value with Other -1 says nothing.
type Answer struct {
	Asked  bool    // the text was looked at
	Before float64 // share of its words that stand in Before, 0 to 1
	Own    float64 // that stand in any earlier text of its own work
	Other  int     // the work that most of the others stand in: index in law.Commons.Works; -1 where it is none to speak of
	First  int     // the version of it in which they first stand
	Share  float64 // of all words, those that stand in Other
}

const (
	runLength     = 5         // words in a row that two texts share
	narrowLength  = 2         // times as many characters where no spaces part words
	notable       = 0.25      // the least share that another work has and its own has not
	mostQuestions = 1_000_000 // words of all questions together; those beyond are not looked at
)

// Sources says of texts where their words come from when what they are said to follow
// does not explain them: git may name one parent and the words another. It looks for runs
// of words that two texts share, numbers left out, and asks nothing of likelihood as Trace
// does; so it serves for texts of which more than formulae is in question. Clauses of
// less than a run tell nothing and do not count. Cost: linear
// in the text of the commons, once for all questions; memory linear in the questions,
// which are bounded.
func Sources(c *law.Commons, questions []Question) []Answer {
	x := &asker{commons: c, runs: map[uint64][]spotAsked{}}
	out := make([]Answer, len(questions))
	for i := range questions {
		out[i].Other = -1
		if q := &questions[i]; q.Text != nil && x.words < mostQuestions {
			out[i].Asked = true
			x.ask(q)
		} else {
			x.asked = append(x.asked, nil)
		}
	}
	if x.words == 0 {
		return out
	}
	found := make([][]finding, len(questions))
	for w := range c.Works {
		x.work(w, found)
	}
	for i := range out {
		if out[i].Asked {
			x.answer(i, found[i], &out[i])
		}
	}
	return out
}

// asker looks up runs of words of the questions.
type asker struct {
	commons *law.Commons
	asked   []*asked // nil where one is not looked at
	runs    map[uint64][]spotAsked
	words   int
}

type asked struct {
	*Question
	long []int // of each word, how many words of a run that begins there; 0 where none does
}

type spotAsked struct{ question, word int32 }

// finding is what one work has of one question.
type finding struct {
	work, first int
	has         wordSet
}

// wordSet is some of the words of a text, a bit each.
type wordSet []uint64

func newWordSet(words int) wordSet { return make(wordSet, (words+63)/64) }

func (s wordSet) add(from, long int) {
	for i := from; i < from+long; i++ {
		s[i/64] |= 1 << (i % 64)
	}
}

// without counts the words that are not in o.
func (s wordSet) without(o wordSet) (n int) {
	for i := range s {
		n += bits.OnesCount64(s[i] &^ o[i])
	}
	return n
}

// ask notes the runs of a question's text.
func (x *asker) ask(q *Question) {
	n := int32(len(x.asked))
	a := &asked{Question: q}
	for i := range q.Text.Clauses {
		base := int32(len(a.long))
		words := clauseRuns(&q.Text.Clauses[i], func(h uint64, at, long int) {
			for len(a.long) <= int(base)+at {
				a.long = append(a.long, 0)
			}
			a.long[int(base)+at] = long
			x.runs[h] = append(x.runs[h], spotAsked{n, base + int32(at)})
		})
		for len(a.long) < int(base)+words {
			a.long = append(a.long, 0)
		}
	}
	x.words += len(a.long)
	x.asked = append(x.asked, a)
}

// work finds what a work has of every question: each clause once, in the first version
// that reads so.
func (x *asker) work(w int, found [][]finding) {
	seen := map[uint64]bool{}
	texts := map[*law.Text]bool{}
	for v := range x.commons.Works[w].Versions {
		version := &x.commons.Works[w].Versions[v]
		if !version.Main || version.Text == nil || texts[version.Text] {
			continue
		}
		texts[version.Text] = true
		for i := range version.Text.Clauses {
			c := &version.Text.Clauses[i]
			key := letters.Hash(letters.Hash(letters.Seed, c.Heading), c.Text)
			if seen[key] {
				continue
			}
			seen[key] = true
			clauseRuns(c, func(h uint64, _, _ int) {
				for _, s := range x.runs[h] {
					x.note(s, w, v, found)
				}
			})
		}
	}
}

// note marks the words of a run as found in a version, unless that is later.
func (x *asker) note(s spotAsked, work, version int, found [][]finding) {
	q := x.asked[s.question]
	v := &x.commons.Works[work].Versions[version]
	if work == q.Work && q.Until >= 0 && version >= q.Until || q.Date != "" && compareDates(v.Dates.Best(), q.Date) > 0 {
		return
	}
	list := &found[s.question]
	if n := len(*list); n == 0 || (*list)[n-1].work != work {
		*list = append(*list, finding{work, version, newWordSet(len(q.long))})
	}
	(*list)[len(*list)-1].has.add(int(s.word), q.long[s.word])
}

// answer adds up what was found of one question.
func (x *asker) answer(i int, found []finding, out *Answer) {
	q := x.asked[i]
	own, none, told := newWordSet(len(q.long)), newWordSet(len(q.long)), newWordSet(len(q.long))
	for at, long := range q.long {
		told.add(at, long)
	}
	all := float64(max(1, told.without(none)))
	if q.Before != nil {
		runs := map[uint64]bool{}
		for k := range q.Before.Clauses {
			clauseRuns(&q.Before.Clauses[k], func(h uint64, _, _ int) { runs[h] = true })
		}
		base := 0
		for k := range q.Text.Clauses {
			base += clauseRuns(&q.Text.Clauses[k], func(h uint64, at, long int) {
				if runs[h] {
					own.add(base+at, long)
				}
			})
		}
	}
	out.Before = float64(own.without(none)) / all
	for _, f := range found {
		if f.work == q.Work {
			for k := range f.has {
				own[k] |= f.has[k]
			}
		}
	}
	out.Own = float64(own.without(none)) / all
	most := int(notable * all)
	for _, f := range found {
		if n := f.has.without(own); f.work != q.Work && n > most {
			most = n
			out.Other, out.First, out.Share = f.work, f.first, float64(f.has.without(none))/all
		}
	}
}

// clauseRuns cuts a clause into runs of words, each as a hash with the word at which it
// begins and how many words it has, and returns how many words the clause has.
func clauseRuns(c *law.Clause, run func(h uint64, at, long int)) (words int) {
	var hashes []uint64
	narrows := 0
	for _, s := range [...]string{c.Heading, c.Text} {
		scan(s, func(h uint64, kind uint32, _, _ int) {
			hashes = append(hashes, h)
			if kind&narrow != 0 {
				narrows++
			}
		})
	}
	long := runLength
	if 2*narrows > len(hashes) {
		long *= narrowLength
	}
	for at := 0; at+long <= len(hashes); at++ {
		h := letters.Seed
		for _, w := range hashes[at : at+long] {
			h = letters.Mix(h, w)
		}
		run(h, at, long)
	}
	return len(hashes)
}
