package align

import "testing"

func TestTypographyOfScripts(t *testing.T) {
	for _, c := range []struct{ name, x, y string }{
		{"quotation marks", "the “well”", "the \"well\""},
		{"points of omission", "and so on…", "and so on..."},
		{"a break for a blank", "the\nwell", "the well"},
		{"tatweel", "رئيس القرية", "رئيـــس القريـة"},
		{"arabic presentation forms", "لا تغلق البئر", "ﻻ تغلق البئر"},
		{"persian letters from an arabic keyboard", "کسی می\u200cرود", "كسي مي\u200cرود"},
		{"hebrew marks", "ע״י ג׳ בן־אדם", "ע\"י ג' בן-אדם"},
		{"chillu", "അവൻ അവൾ കാർ", "അവന്\u200d അവള്\u200d കാര്\u200d"},
		{"khanda ta", "উৎসব", "উত্\u200dসব"},
		{"full width", "第12条(目的)", "第１２条（目的）"},
		{"ligature", "office", "oﬃce"},
		{"romanian commas", "Fiecare își plătește taxa", "Fiecare îşi plăteşte taxa"},
		{"wordspace", "መንደሩ አምስት አሉት።", "መንደሩ፡አምስት፡አሉት።"},
		{"lao digraphs", "ໝວດ ໜຶ່ງ", "ຫມວດ ຫນຶ່ງ"},
		{"bengali danda", "সভা বসে।", "সভা বসে৷"},
		{"armenian colon", "Մեկ ձայն։", "Մեկ ձայն:"},
	} {
		if !SameWords(c.x, c.y) || !SameWords(c.y, c.x) {
			t.Errorf("%s: %q and %q differ", c.name, c.x, c.y)
		}
	}
	for _, c := range [][2]string{
		{"Well", "well"},
		{"می\u200cرود", "میرود"},
		{"على", "علي"},
		{"क्ष", "क्\u200dष"},
		{"kıl", "kil"},
		{"ሁለት", "ሁሉት"},
		{"第十二条", "第12条"},
		{"12 34", "1234"},
	} {
		if SameWords(c[0], c[1]) {
			t.Errorf("%q and %q are the same", c[0], c[1])
		}
	}
}

func TestCapitalsOfScripts(t *testing.T) {
	for _, c := range [][2]string{
		{"THE WELL", "The well"},
		{"KIYI İLE IŞIK", "Kıyı ile ışık"},
		{"ΝΕΡΟ ΚΑΙ ΦΩΣ", "Νερό και φως"},
		{"ՋՈՒՐ", "Ջուր"},
	} {
		if !SameHeading(c[0], c[1]) || !SameHeading(c[1], c[0]) {
			t.Errorf("%q and %q differ", c[0], c[1])
		}
	}
	for _, c := range [][2]string{{"kıl", "kil"}, {"πότε", "ποτέ"}, {"The wells", "The well"}} {
		if SameHeading(c[0], c[1]) {
			t.Errorf("%q and %q are the same", c[0], c[1])
		}
	}
}
