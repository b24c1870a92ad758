package words_test

import (
	"fmt"
	"strings"

	"polity/diff/words"
)

func ExampleDiff() {
	for _, run := range words.Diff("The board meets monthly. Its seat is Ford.", "The board meets weekly. Its seat is Ford.", "en") {
		fmt.Printf("%c %q\n", run.Op, run.Text)
	}
	// Output:
	// = "The board meets "
	// - "monthly"
	// + "weekly"
	// = ". Its seat is Ford."
}

// A sentence that changes its place is marked on both sides with the same number.
func ExampleDiff_moved() {
	old := "The chair opens the meeting. The clerk reads the minutes aloud. Everyone may speak."
	new := "The clerk reads the minutes aloud. The chair opens the meeting. Everyone may speak."
	for _, run := range words.Diff(old, new, "en") {
		if run.Moved > 0 {
			fmt.Printf("%c %d %q\n", run.Op, run.Moved, run.Text)
		}
	}
	// Output:
	// - 1 "The chair opens the meeting. "
	// + 1 "The chair opens the meeting. "
}

// Where a script has no spaces, what its readers see as the smallest piece counts.
func ExampleTokens() {
	fmt.Println(strings.Join(words.Tokens("L'article 3.2 reste.", "fr"), "|"))
	fmt.Println(strings.Join(words.Tokens("会議は毎月開く。", "ja"), "|"))
	// Output:
	// L'|article| |3.2| |reste|.
	// 会|議|は|毎|月|開|く|。
}

func ExampleSentences() {
	for _, s := range words.Sentences("As Art. 5 says, it is free. 議長は会員が選ぶ。書記は議長が任命する。", "") {
		fmt.Printf("%q\n", s)
	}
	// Output:
	// "As Art. 5 says, it is free. "
	// "議長は会員が選ぶ。"
	// "書記は議長が任命する。"
}

func ExamplePlain() {
	runs := words.Diff("a free vote", "a secret vote", "en")
	fmt.Println(words.Plain(runs, '-'), "→", words.Plain(runs, '+'))
	// Output: a free vote → a secret vote
}
