// Package model holds every page of a site as plain data, and plans which pages
// there are. It is the second waist of the program: everything left of it
// (texts, alignment, lineage) ends in these values; everything right of it
// (templates, JSON, feeds) starts from them. The page types are the contract with
// themes.
//
// It is not rendering: there is no HTML here, nothing is escaped, and no template
// needs to compute anything. Every link in a page is already relative to that
// page, every date and count is already written out in the language of the
// interface, and every word of a text stands in its own field with its language
// and direction beside it. It is not reading either: no page goes to git.
//
// Plan is cheap: it lists addresses and builds indices. A page's data is built on
// demand by Site.Page, a pure function of the commons, so that a site of ten
// thousand pages needs the memory of one.
//
// # For themes
//
// A template is chosen by Page.Kind and reads Page.Body, whose type belongs to
// that kind. Words that are the same on every page of a kind («Contents»,
// «Print») are not in the data: a template asks the catalogue for them by key
// (see package message). Words that depend on the data are in the data.
//
// Ids: an element that shows a unit of a text carries that unit's ID, which is its
// eId; ids that begin with "x-" are made here (anchors of differences, footnote
// references); a theme's own ids begin with "ui-". So no two can meet.
package model
