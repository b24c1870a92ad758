// Package markup reads source texts into clauses: Markdown first, and
// reStructuredText, LaTeX and plain text as far as headings, paragraphs and lists
// go.
//
// It stands between the files of a repository and everything that knows clauses.
// It does not know git, other versions of the text, or pages, and it writes no
// markup. Reading never fails: whatever the bytes are, Parse returns a text, and
// says what it found wanting as a list of problems.
//
// # Units
//
// Every heading, labelled paragraph, unlabelled paragraph, list item, table row,
// footnote, quotation and preformatted block is one unit with its own lines, those
// of its children left out. Every word of the source stands in exactly one of the
// units, in its Label, Heading or Text; only front matter, comments, tags, link
// targets, the numbers Markdown sets, and conflict markers, with what they say stood before, are left out.
//
// A label is kept as printed, without the dot, colon or dash behind it and with its
// brackets: «Article 4», «§ 2», «(a)», «1.2.3», «第三条». Where all items of an
// ordered list were typed alike («1.», «1.», «1.») they are labelled as readers see
// them. Num is the label's number in ASCII, as far as it has one: number words,
// Chinese numerals and the digits of any script become digits («Capítulo Primero» 1,
// «第十四条の二» 14-2), letters of other alphabets their names, ordinal marks go
// («2o», «1er»), suffixes stay («14bis»), roman numerals stay as they are.
//
// A paragraph whose first words are a label in bold, or a label set off by a dot,
// colon, dash or bracket, is labelled; «Article 5 of the charter says» is not. In Thai
// and Lao a blank sets off an article that goes on from the one before. What
// may be either («A. Smith», «C. Boats») is a label where it carries a series on or
// begins one; so are numbers in a circle or set high, those with º or a dash behind them, and
// labels with nothing but a blank and a title, or behind § and º a sentence, after them.
// A paragraph is parted where its lines begin with labels in bold, or
// with letters or numbers that count on. An indented block is read as text unless it
// looks like a table or a program. A title in brackets behind 第一条 or 제1조 is the
// article's heading, and so is one before 第一条, on its line, the line above or as a
// paragraph of its own, as in Japanese law.
//
// The first heading is the document's title, kind Preface, where it is of the first
// level and nothing unnumbered stands beside it. It holds nothing. Footnotes stand at
// the end, without parents, labelled by their mark; references to them are spans with
// a Note and no text. A table is a unit without words; of its rows the first, the
// head, is set strong, and each cell but the first is opened by a span of style Cell
// whose text is the tab between the cells.
//
// # Hierarchy
//
// Levels of headings first, whatever they skip; among headings of one level, and
// among labels in the text, which stand below all headings, the words decide (book,
// part, title, chapter, division, section or article, rule), articles and sections by
// which of them the text names first, decimal numbers by their components. Bare
// numbers and letters make series: one carries on the innermost open series it fits,
// or opens one inside the last. An unlabelled paragraph belongs to the division
// around it. A list belongs to the paragraph that leads into it; where none does, its
// numbers are numbered paragraphs of the division. A list right behind another that is
// set in another way belongs to the last item of that one, where the item leads into it.
// Bullets behind a sentence that ended and three blank lines or more, which hold the place of
// a paragraph, are a list apart: they belong to a paragraph without words, on those lines.
//
// # Addresses
//
// An eId is the eId of what the unit is addressed from, "__", the kind's name as Akoma
// Ntoso's naming convention shortens it, "_" and the number: «art_4__para_2»,
// «chp_1__art_14bis», «preamble__p_1». Beyond the convention:
//
//   - units without a number are counted below their prefix: «art_4__p_2»,
//     «art_4__item_1», «table_1__tr_2», «quote_1», «pre_1»;
//   - a heading without a number is named by up to 40 letters of its words in
//     ASCII, «level_final-provisions», or counted, «level_nn_1», where its script
//     gives none; so are an attachment («att_appendix») and transitional provisions
//     without a number;
//   - a rule with a name of its own carries it: «rule_tenet-5», «rule_PARAM-03a-y»;
//   - unlabelled paragraphs, quotations and recitals prefix nothing; a heading
//     without a number does not prefix named divisions («part_I__art_7» though a
//     heading stands between); a number that holds its ancestor's («1.2.3» in «1.2»)
//     is not prefixed by it;
//   - footnotes are «fn_» and their mark;
//   - where two eIds of a text are the same but for case, the later gets «_2».
//
// # Speed
//
// Markdown is parted at headings and paragraphs at the margin; each part is read once
// by goldmark and remembered by its bytes, with the definitions of links it may use.
// Putting the units together, with hierarchy and eIds, is what a version costs after
// that. Shapes on which a parser's time or memory would grow out of bounds (quotations
// nested by the dozen, thousands of brackets left open, parts over a megabyte, more
// than 131,072 units) are read as plain text, with a problem that says so.
package markup
