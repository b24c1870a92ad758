package lineage

import (
	"sort"
	"strings"
	"unicode"

	"polity/diff/align"
	"polity/diff/words"
)

// ink says of every byte of a string which change wrote it: strokes that cover the
// string in order. nil is the ink of "". It is never altered once it is made, so
// clauses that stay the same share it from change to change.
type ink []stroke

// stroke is a stretch of one origin.
type stroke struct {
	to      int32 // where it ends, in bytes
	wrote   int32 // the change that wrote it
	touched int32 // the latest change that took words away beside it in its sentence; at least wrote
}

// add lengthens the ink by n bytes of one origin.
func (k ink) add(n int, wrote, touched int32) ink {
	if n == 0 {
		return k
	}
	if last := len(k) - 1; last >= 0 && k[last].wrote == wrote && k[last].touched == touched {
		k[last].to += int32(n)
		return k
	}
	return append(k, stroke{k.len() + int32(n), wrote, touched})
}

func (k ink) len() int32 {
	if len(k) == 0 {
		return 0
	}
	return k[len(k)-1].to
}

// at is the index of the stroke that byte i stands in; len(k) behind the end.
func (k ink) at(i int) int {
	return sort.Search(len(k), func(n int) bool { return k[n].to > int32(i) })
}

// copy lengthens the ink by src[from:to], each stroke touched at least by change
// touched.
func (k ink) copy(src ink, from, to int, touched int32) ink {
	for _, s := range src[src.at(from):] {
		if from >= to {
			break
		}
		end := min(int(s.to), to)
		k = k.add(end-from, s.wrote, max(s.touched, touched))
		from = end
	}
	return k
}

// cut is the ink of the bytes from to to.
func (k ink) cut(from, to int) ink { return ink(nil).copy(k, from, to, 0) }

// newest is the stroke of k[from:to] that was altered last; of an empty stretch the
// one behind it, else before it. It is false for an empty ink.
func (k ink) newest(from, to int) (stroke, bool) {
	if len(k) == 0 {
		return stroke{}, false
	}
	i := min(k.at(from), len(k)-1)
	best := k[i]
	for ; i+1 < len(k) && int(k[i].to) < to; i++ {
		if k[i+1].touched > best.touched {
			best = k[i+1]
		}
	}
	return best, true
}

// carry takes the ink of an old string over to a new one. What stayed, or moved as
// a sentence, keeps its ink; what came is the change's, unless it only writes the
// words it replaces in another way, or the whole change is quiet: then it takes the
// ink of what it replaces. A sentence that lost words and kept others is touched.
func carry(old ink, runs []words.Run, change int32, quiet bool, lang string) ink {
	moved := map[int][2]int{}
	at := 0
	for _, r := range runs {
		if r.Op == '-' && r.Moved > 0 {
			moved[r.Moved] = [2]int{at, at + len(r.Text)}
		}
		if r.Op != '+' {
			at += len(r.Text)
		}
	}
	var hurt [][2]int
	if !quiet {
		hurt = wounded(runs, lang)
	}
	var out ink
	var gone string // the words taken away just before
	at = 0
	for _, r := range runs {
		from := at
		switch r.Op {
		case '=':
			at += len(r.Text)
			out = out.keep(old, from, at, hurt, change)
			gone = ""
		case '-':
			at += len(r.Text)
			gone = r.Text
		case '+':
			m, known := moved[r.Moved]
			switch {
			case known && r.Moved > 0:
				out = out.copy(old, m[0], min(m[1], m[0]+len(r.Text)), 0)
				out = out.inherit(old, max(0, len(r.Text)-(m[1]-m[0])), m[0], m[1], change)
			case quiet || gone != "" && align.SameWords(gone, r.Text):
				out = out.inherit(old, len(r.Text), at-len(gone), at, change)
			default:
				out = out.add(len(r.Text), change, change)
			}
			gone = ""
		}
	}
	return out
}

// inherit lengthens the ink by n bytes that stand for old[from:to].
func (k ink) inherit(old ink, n, from, to int, change int32) ink {
	if from == to && len(k) > 0 { // it stands for nothing: part of what it follows
		last := k[len(k)-1]
		return k.add(n, last.wrote, last.touched)
	}
	s, ok := old.newest(from, to)
	if !ok {
		s = stroke{wrote: change, touched: change}
	}
	return k.add(n, s.wrote, s.touched)
}

// keep copies old[from:to]; what lies in a wounded sentence is touched.
func (k ink) keep(old ink, from, to int, hurt [][2]int, change int32) ink {
	first := sort.Search(len(hurt), func(n int) bool { return hurt[n][1] > from })
	for _, h := range hurt[first:] {
		if h[0] >= to {
			break
		}
		k = k.copy(old, from, max(from, h[0]), 0)
		from = max(from, h[0])
		k = k.copy(old, from, min(to, h[1]), change)
		from = min(to, h[1])
	}
	return k.copy(old, from, to, 0)
}

// wounded lists the sentences of the old string, as stretches of bytes, that lose a
// word and keep one. A sentence that goes whole wounds none of its neighbours.
func wounded(runs []words.Run, lang string) [][2]int {
	type stretch struct {
		from, to int
		lost     bool
	}
	var parts []stretch
	at, any := 0, false
	for i, r := range runs {
		if r.Op == '+' {
			continue
		}
		lost := r.Op == '-' && r.Moved == 0 && wordy(r.Text)
		if lost && i+1 < len(runs) && runs[i+1].Op == '+' && align.SameWords(r.Text, runs[i+1].Text) {
			lost = false
		}
		parts = append(parts, stretch{at, at + len(r.Text), lost})
		at += len(r.Text)
		any = any || lost
	}
	if !any {
		return nil
	}
	old := words.Plain(runs, '-')
	var out [][2]int
	from, k := 0, 0
	for _, s := range words.Sentences(old, lang) {
		to := from + len(s)
		for parts[k].to <= from {
			k++
		}
		lost, kept := false, false
		for _, p := range parts[k:] {
			if p.from >= to {
				break
			}
			if wordy(old[max(from, p.from):min(to, p.to)]) {
				lost, kept = lost || p.lost, kept || !p.lost
			}
		}
		if lost && kept {
			out = append(out, [2]int{from, to})
		}
		from = to
	}
	return out
}

// wordy reports whether a string has a word in it, or a number.
func wordy(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) })
}
