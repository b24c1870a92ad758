package markup_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"polity/commons/law"
	"polity/commons/markup"
	"polity/commons/report"
)

// TestHostileShapes reads texts on which a parser's time grows faster than they do.
// Each would take from seconds to hours if it were read as others are.
func TestHostileShapes(t *testing.T) {
	list := ""
	for i := range 600 {
		list += strings.Repeat(" ", 2*i) + "- x\n"
	}
	definitions := ""
	for i := range 8000 {
		definitions += fmt.Sprintf("[%d]: x\n\n", i)
	}
	shapes := map[string]string{
		"definitions apart":   definitions,
		"links never closed":  strings.Repeat("[a](", 30000),
		"labels alone":        strings.Repeat("第一条\n", 30000),
		"articles alone":      strings.Repeat("Article 1\n", 60000),
		"brackets in lines":   strings.Repeat("[(1)] a\n", 40000),
		"blank lines":         strings.Repeat("\n", 1<<18),
		"items without end":   strings.Repeat("\\item[ ", 40000),
		"comments":            strings.Repeat("\\begin{comment}", 20000),
		"a header":            "Title: x\n" + strings.Repeat(" y\n", 100000),
		"pictures":            strings.Repeat("![", 30000),
		"quotations":          strings.Repeat(">", 32000) + " x",
		"quotations and text": strings.Repeat("> ", 16000) + "x",
		"lists in one line":   strings.Repeat("1. ", 20000) + "x",
		"lists in lists":      list,
		"backticks":           strings.Repeat("`a", 100000),
		"emphasis":            strings.Repeat("*a **b ", 20000),
		"definitions":         strings.Repeat("[a]: b\n", 20000),
		"labels in one":       strings.Repeat("**Article 1** x\n", 5000),
		"letters in one":      strings.Repeat("(a) x;\n", 5000),
		"combining marks":     "a" + strings.Repeat("\u0301", 50000),
		"equal headings":      strings.Repeat("## Article 1\n\n", 5000),
		"one long line":       strings.Repeat("word ", 400000),
	}
	for name, src := range shapes {
		for _, file := range []string{"a.md", "a.rst", "a.tex", "a.txt"} {
			start := time.Now()
			text, _ := markup.Parse(markup.File{Path: file, Source: []byte(src)})
			if took := time.Since(start); took > 20*time.Second {
				t.Errorf("%s as %s took %v", name, file, took)
			}
			if err := checkLaws(text, lineCount(src)); err != nil {
				t.Errorf("%s as %s: %v", name, file, err)
			}
		}
	}
}

func TestProblems(t *testing.T) {
	for _, c := range []struct {
		name, path, src string
		severity        report.Severity
		line            int
		message, text   string // beginnings
	}{
		{"nothing", "a.md", "", report.Warning, 0, "The text is empty", ""},
		{"bytes that are no text", "a.md", "\x00\x01\x02\xff", report.Error, 0, "The file has no prose", ""},
		{"Latin-1", "a.md", "# T\n\nDie Br\xfccke \x96 hier.\n", report.Warning, 3, "The file is not in UTF-8", "Die Brücke – hier."},
		{"Latin-1 in reStructuredText", "a.rst", "Eins\n\nDie Br\xfccke.\n", report.Warning, 3, "The file is not in UTF-8", "Die Brücke."},
		{"UTF-16", "a.md", "\xff\xfeH\x00i\x00.\x00", report.Warning, 1, "The file is in UTF-16", "Hi."},
		{"UTF-16 without a mark", "a.md", "H\x00i\x00.\x00\n\x00", report.Warning, 1, "The file is in UTF-16", "Hi."},
		{"UTF-16 without a mark, upper byte first", "a.md", "\x00#\x00 \x00T\x00\n\x00\n\x00H\x00i\x00.\x00\n", report.Warning, 1, "The file is in UTF-16", "Hi."},
		{"UTF-16 without a mark or letters of ASCII", "a.md", "\x2a\x82\x6f\x30\x02\x30\n\x00", report.Warning, 1, "The file is in UTF-16", "航は。"},
		{"UTF-32", "a.md", "\xff\xfe\x00\x00H\x00\x00\x00i\x00\x00\x00.\x00\x00\x00", report.Warning, 1, "The file is in UTF-32", "Hi."},
		{"a picture", "a.md", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\n\x00", report.Error, 0, "The file has no prose", ""},
		{"too deep", "a.md", "First.\n\n" + strings.Repeat("> ", 100) + "x\n", report.Warning, 1, "The markup from here on", ""},
	} {
		text, problems := markup.Parse(markup.File{Path: c.path, Source: []byte(c.src)})
		if len(problems) != 1 || problems[0].Severity != c.severity || problems[0].Line != c.line || problems[0].Path != c.path || !strings.HasPrefix(problems[0].Message, c.message) {
			t.Errorf("%s: %v", c.name, problems)
		}
		if k := len(text.Clauses); c.text != "" && (k == 0 || text.Clauses[k-1].Text != c.text) {
			t.Errorf("%s: read as %+v", c.name, text.Clauses)
		}
	}
	if text, problems := markup.Parse(); len(text.Clauses) != 0 || len(problems) != 0 {
		t.Error("no files make a text or a problem")
	}
}

func TestDetect(t *testing.T) {
	for _, c := range []struct{ text, path, want string }{
		{"The boats of the river shall rest in the harbour, and the crew with them.", "a.md", "en"},
		{"Las barcas del río descansan en el puerto, y la gente con ellas por la noche.", "a.md", "es"},
		{"Die Boote des Flusses ruhen in dem Hafen, und die Leute mit ihnen.", "a.md", "de"},
		{"Les bateaux du fleuve dorment dans le port, et les gens avec eux pour la nuit.", "a.md", "fr"},
		{"Лодки отдыхают в гавани, и люди с ними.", "a.md", "ru"},
		{"Човни відпочивають у гавані, і люди з ними та від них.", "a.md", "uk"},
		{"القوارب في الميناء من أن إلى النهر", "a.md", "ar"},
		{"舟は港で休む。", "a.md", "ja"},
		{"船在港口休息。", "a.md", "zh"},
		{"배는 항구에서 쉰다.", "a.md", "ko"},
		{"เรือพักในท่าเรือ", "a.md", "th"},
		{"x", "statuten.fr.md", "fr"},
		{"x", "charter-it.txt.md", "it"},
		{"x", "charter-two.md", ""},
		{"1 2 3", "a.md", ""},
		{"ភូមិមានប្រធានម្នាក់។", "a.md", "km"},
		{"ບ້ານມີນາຍບ້ານໜຶ່ງຄົນ.", "a.md", "lo"},
		{"ရွာတွင် ဥက္ကဋ္ဌတစ်ဦး ရှိသည်။", "a.md", "my"},
		{"གྲོང་སྡེའི་ཚོགས་གཙོ་གཅིག་ཡོད།", "a.md", "bo"},
		{"መንደሩ አምስት ሽማግሌዎች አሉት።", "a.md", "am"},
		{"ஊர் மன்றம் மாதந்தோறும் கூடும்.", "a.md", "ta"},
		{"Գյուղի խորհուրդը հավաքվում է ամսական։", "a.md", "hy"},
		{"სოფლის საბჭო იკრიბება ყოველთვიურად.", "a.md", "ka"},
		{"𞤅𞤢𞤪𞤫 𞤲𞤣𞤫𞤲 𞤥𞤢𞤱𞤣𞤮 𞤺𞤮𞤮𞤼𞤮.", "a.md", "ff-Adlm"},
	} {
		if got := markup.Detect(c.text, c.path); got != c.want {
			t.Errorf("%s %q: %q, want %q", c.path, c.text, got, c.want)
		}
	}
	text, _ := markup.Parse(markup.File{Path: "a.ar.md", Source: []byte("# x\n\nWords of the river and of the sea.\n")})
	given, _ := markup.NewParser().Parse([]markup.File{{Path: "a.ar.md", Source: []byte("x")}}, "cy")
	if text.Lang != "ar" || given.Lang != "cy" {
		t.Errorf("languages %q %q", text.Lang, given.Lang)
	}
}

func TestFormat(t *testing.T) {
	for path, want := range map[string]string{
		"a/CHARTER.MD": "markdown", "a.txt.md": "markdown", "b.mdown": "markdown", "c.rst": "rst", "d.tex": "latex", "e.txt": "text", "f.adoc": "text",
		"CONSTITUTION": "text", "bylaws": "text", "Makefile": "", "g.go": "", "h.pdf": "", "i": "",
	} {
		if got := markup.Format(path); got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
}

// TestSourceHash holds that equal units have equal hashes wherever they stand, and
// that kind, words and style each count.
func TestSourceHash(t *testing.T) {
	source := func(src string) law.Clause {
		text, _ := markup.Parse(markup.File{Path: "a.md", Source: []byte(src)})
		return text.Clauses[len(text.Clauses)-1]
	}
	base := source("Words.\n").Source
	if source("## Article 1\n\n\nWords.\n").Source != base {
		t.Error("the same words elsewhere have another hash")
	}
	for _, other := range []string{"Words\n", "*Words.*\n", "- Words.\n", "[Words.](x)\n", "(1) Words.\n", "Words.[^1]\n"} {
		if source(other).Source == base {
			t.Errorf("%q has the hash of other words", other)
		}
	}
}
