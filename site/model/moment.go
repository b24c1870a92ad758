package model

import (
	"strconv"
	"strings"

	"polity/commons/law"
)

// moment writes the date under which a version is listed.
func (b *builder) moment(d law.Dates) Moment {
	for _, x := range []struct {
		key  string
		date law.Date
	}{{"in_force", d.InForce}, {"adopted", d.Adopted}, {"published", d.Published}, {"committed", d.Committed}} {
		if x.date != "" {
			m := b.day(x.date)
			m.What = b.words.Text("date." + x.key)
			return m
		}
	}
	return b.day("")
}

// day writes one date.
func (b *builder) day(d law.Date) Moment {
	m := Moment{Text: b.words.Date(string(d))}
	if _, ok := days(d); ok {
		m.ISO = string(d)
	}
	return m
}

// dateLines are the dates of a version that are known, each by its name.
func (b *builder) dateLines(d law.Dates) []DateLine {
	var out []DateLine
	for _, x := range []struct {
		key  string
		date law.Date
	}{{"proposed", d.Proposed}, {"adopted", d.Adopted}, {"published", d.Published}, {"in_force", d.InForce}, {"committed", d.Committed}} {
		if x.date != "" {
			out = append(out, DateLine{b.words.Text("date." + x.key), b.day(x.date)})
		}
	}
	return out
}

// days is a number that grows with the date, about one a day; false for what is no
// date with a year of four digits from 1 on.
func days(d law.Date) (int, bool) {
	parts := strings.Split(string(d), "-")
	if len(parts) > 3 || len(parts[0]) != 4 {
		return 0, false
	}
	n := [3]int{1, 1, 1}
	for i, p := range parts {
		v, err := strconv.Atoi(p)
		if err != nil || v < 1 || i > 0 && len(p) != 2 {
			return 0, false
		}
		n[i] = v
	}
	if n[1] > 12 || n[2] > 31 {
		return 0, false
	}
	return (n[0]*12+n[1]-1)*31 + n[2] - 1, true
}

// places puts dates on a line of TimelineWidth. Where one of them is unknown, or
// all are the same, they stand at equal distances and byTime is false.
func places(dates []law.Date) (place []int, byTime bool) {
	place = make([]int, len(dates))
	at := make([]int, len(dates))
	first, last := 0, 0
	byTime = len(dates) > 0
	for i, d := range dates {
		n, ok := days(d)
		if !ok {
			byTime = false
			break
		}
		if at[i] = n; i == 0 {
			first, last = n, n
		}
		first, last = min(first, n), max(last, n)
	}
	if first == last {
		byTime = false
	}
	for i := range dates {
		switch {
		case byTime:
			place[i] = (at[i] - first) * TimelineWidth / (last - first)
		case len(dates) > 1:
			place[i] = i * TimelineWidth / (len(dates) - 1)
		}
	}
	return place, byTime
}

// column is the column of a strip at a place on a timeline.
func column(place int) int { return min(StripColumns-1, place*StripColumns/TimelineWidth) }
