package message

import (
	"strings"
	"unicode"
)

// Dir is the direction in which a language is written: "rtl" or "ltr". A script
// subtag wins over the language («ku-Arab», «az-Latn»). "" and unknown are "ltr".
func Dir(lang string) string {
	parts := strings.FieldsFunc(strings.ToLower(lang), func(r rune) bool { return r == '-' || r == '_' })
	if len(parts) == 0 {
		return "ltr"
	}
	for _, p := range parts[1:] {
		if len(p) == 4 && p[0] >= 'a' {
			return direction(rtlScripts, p)
		}
	}
	return direction(rtlLanguages, parts[0])
}

func direction(set, name string) string {
	if strings.Contains(set, " "+name+" ") {
		return "rtl"
	}
	return "ltr"
}

// rtlScripts are the ISO 15924 scripts in use that run from right to left;
// rtlLanguages the languages whose usual script is one of them (CLDR likely
// subtags).
const (
	rtlScripts   = " arab aran hebr thaa syrc syre syrj syrn nkoo adlm rohg mand samr "
	rtlLanguages = " ar arc arz ary aeb ajp apc acm acq ars fa prs he iw yi ji ur ps sd ug ckb sdh dv syr nqo ks pnb skr bal lrc mzn glk azb khw bqi haz "
)

// rightToLeft reports whether a letter runs from right to left.
func rightToLeft(r rune) bool {
	return r >= 0x590 && unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko, unicode.Adlam,
		unicode.Hanifi_Rohingya, unicode.Mandaic, unicode.Samaritan)
}

// Endonym is a language's name in itself: «Español» for "es". A region or script
// stands in brackets where it is written; a language not in the table is its tag.
func Endonym(lang string) string {
	tag := strings.ReplaceAll(lang, "_", "-")
	if name, ok := endonyms[strings.ToLower(tag)]; ok {
		return name
	}
	base, rest, found := strings.Cut(tag, "-")
	name, ok := endonyms[strings.ToLower(base)]
	if !ok {
		return tag
	}
	if found {
		return name + " (" + rest + ")"
	}
	return name
}

// endonyms: the names languages give themselves, after CLDR, with a capital where
// they stand alone.
var endonyms = map[string]string{
	"af": "Afrikaans", "am": "አማርኛ", "an": "Aragonés", "ar": "العربية", "as": "অসমীয়া", "ast": "Asturianu", "ay": "Aymar aru",
	"az": "Azərbaycan", "ba": "Башҡорт", "be": "Беларуская", "bg": "Български", "bm": "Bamanakan", "bn": "বাংলা", "bo": "བོད་སྐད",
	"br": "Brezhoneg", "bs": "Bosanski", "ca": "Català", "ce": "Нохчийн", "ckb": "کوردیی ناوەندی", "co": "Corsu", "cs": "Čeština",
	"cy": "Cymraeg", "da": "Dansk", "de": "Deutsch", "dsb": "Dolnoserbšćina", "dv": "ދިވެހި", "dz": "རྫོང་ཁ", "ee": "Eʋegbe",
	"el": "Ελληνικά", "en": "English", "eo": "Esperanto", "es": "Español", "et": "Eesti", "eu": "Euskara", "fa": "فارسی",
	"ff": "Pulaar", "fi": "Suomi", "fil": "Filipino", "fo": "Føroyskt", "fr": "Français", "fur": "Furlan", "fy": "Frysk",
	"ga": "Gaeilge", "gd": "Gàidhlig", "gl": "Galego", "gn": "Avañe'ẽ", "gsw": "Schwiizertüütsch", "gu": "ગુજરાતી", "gv": "Gaelg",
	"ha": "Hausa", "haw": "ʻŌlelo Hawaiʻi", "he": "עברית", "hi": "हिन्दी", "hr": "Hrvatski", "hsb": "Hornjoserbšćina", "ht": "Kreyòl ayisyen",
	"hu": "Magyar", "hy": "Հայերեն", "ia": "Interlingua", "id": "Indonesia", "ig": "Igbo", "is": "Íslenska", "it": "Italiano",
	"iu": "ᐃᓄᒃᑎᑐᑦ", "ja": "日本語", "jv": "Jawa", "ka": "ქართული", "kab": "Taqbaylit", "kk": "Қазақ тілі", "kl": "Kalaallisut",
	"km": "ខ្មែរ", "kn": "ಕನ್ನಡ", "ko": "한국어", "ks": "کٲشُر", "ku": "Kurdî", "kw": "Kernewek", "ky": "Кыргызча", "la": "Latina",
	"lb": "Lëtzebuergesch", "lg": "Luganda", "lld": "Ladin", "ln": "Lingála", "lo": "ລາວ", "lt": "Lietuvių", "lv": "Latviešu",
	"mg": "Malagasy", "mi": "Māori", "mk": "Македонски", "ml": "മലയാളം", "mn": "Монгол", "mr": "मराठी", "ms": "Melayu", "mt": "Malti",
	"my": "မြန်မာ", "nah": "Nāhuatl", "nb": "Norsk bokmål", "nds": "Plattdüütsch", "ne": "नेपाली", "nl": "Nederlands", "nn": "Norsk nynorsk",
	"no": "Norsk", "nv": "Diné bizaad", "ny": "Chichewa", "oc": "Occitan", "om": "Oromoo", "or": "ଓଡ଼ିଆ", "pa": "ਪੰਜਾਬੀ", "pl": "Polski",
	"ps": "پښتو", "pt": "Português", "pt-br": "Português (Brasil)", "qu": "Runasimi", "rm": "Rumantsch", "rn": "Ikirundi", "ro": "Română",
	"ru": "Русский", "rw": "Kinyarwanda", "sa": "संस्कृतम्", "sc": "Sardu", "sd": "سنڌي", "se": "Davvisámegiella", "si": "සිංහල",
	"sk": "Slovenčina", "sl": "Slovenščina", "sm": "Gagana Sāmoa", "sn": "ChiShona", "so": "Soomaali", "sq": "Shqip", "sr": "Српски",
	"sr-latn": "Srpski", "st": "Sesotho", "su": "Basa Sunda", "sv": "Svenska", "sw": "Kiswahili", "ta": "தமிழ்", "te": "తెలుగు",
	"tg": "Тоҷикӣ", "th": "ไทย", "ti": "ትግርኛ", "tk": "Türkmen", "tl": "Tagalog", "tn": "Setswana", "to": "Lea fakatonga", "tr": "Türkçe",
	"tt": "Татар", "ug": "ئۇيغۇرچە", "uk": "Українська", "ur": "اردو", "uz": "Oʻzbek", "vi": "Tiếng Việt", "wo": "Wolof", "xh": "IsiXhosa",
	"yi": "ייִדיש", "yo": "Yorùbá", "yue": "粵語", "za": "Vahcuengh", "zh": "中文", "zh-hans": "简体中文", "zh-hant": "繁體中文", "zu": "IsiZulu",
}
