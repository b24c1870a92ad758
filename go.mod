module polity

go 1.26.0

require (
	github.com/ProtonMail/go-crypto v1.1.6 // OpenPGP signatures and keys; what go-git itself uses
	github.com/bluekeyes/go-gitdiff v0.9.0 // reading and applying patches as git and mail carry them
	github.com/bmatcuk/doublestar/v4 v4.10.4 // globs with ** over slash-separated paths
	github.com/clipperhouse/uax29/v2 v2.7.0 // word boundaries of Unicode Annex 29, for tokens
	github.com/go-git/go-billy/v5 v5.9.2 // go-git's file systems: reading confined to one folder
	github.com/go-git/go-git/v5 v5.19.3 // reading, fetching and writing git repositories without a git binary
	github.com/rogpeppe/go-internal v1.16.0 // txtar archives for stories and tests; scripts of commands in tests; lock files between processes
	github.com/sergi/go-diff v1.4.0 // shortest edit scripts by Myers' algorithm, for word diffs
	github.com/yuin/goldmark v1.8.7 // CommonMark with source positions: the syntax trees that clauses are read from
	golang.org/x/crypto v0.58.0 // SSH keys and signatures
	pgregory.net/rapid v1.3.0 // property tests
)

require (
	dario.cat/mergo v1.0.0 // indirect
	github.com/Microsoft/go-winio v0.6.2 // indirect
	github.com/cloudflare/circl v1.6.3 // indirect
	github.com/cyphar/filepath-securejoin v0.6.1 // indirect
	github.com/emirpasic/gods v1.18.1 // indirect
	github.com/go-git/gcfg v1.5.1-0.20230307220236-3a3c6141e376 // indirect
	github.com/golang/groupcache v0.0.0-20241129210726-2c02b8208cf8 // indirect
	github.com/jbenet/go-context v0.0.0-20150711004518-d14ea06fba99 // indirect
	github.com/kevinburke/ssh_config v1.2.0 // indirect
	github.com/pjbgf/sha1cd v0.7.0 // indirect
	github.com/skeema/knownhosts v1.3.1 // indirect
	github.com/xanzy/ssh-agent v0.3.3 // indirect
	go.yaml.in/yaml/v3 v3.0.6 // manifests, front matter and message catalogues, with line numbers
	golang.org/x/net v0.61.0 // HTML tokenizer, to read a built site back
	golang.org/x/sys v0.49.0 // exchange of two folders in one step, so that a site is replaced whole
	golang.org/x/text v0.43.0 // Unicode normal forms, directions of writing, language tags, plural rules of CLDR
	gopkg.in/warnings.v0 v0.1.2 // indirect
)

require (
	github.com/VividCortex/ewma v1.2.0 // indirect
	github.com/acarl005/stripansi v0.0.0-20180116102854-5a71ef0e047d // indirect
	github.com/chromedp/cdproto v0.159.0 // messages of that browser protocol, in the same tests
	github.com/chromedp/chromedp v0.23.0 // drives Chromium in tests of built pages
	github.com/fsnotify/fsnotify v1.10.1 // told by the system when a watched source changes
	github.com/go-json-experiment/json v0.0.0-20260213210345-44df1a37e875 // indirect
	github.com/go-viper/mapstructure/v2 v2.4.0 // indirect
	github.com/google/go-cmp v0.7.0 // readable differences in tests
	github.com/inconshreveable/mousetrap v1.1.0 // indirect
	github.com/mattn/go-runewidth v0.0.16 // indirect
	github.com/pelletier/go-toml/v2 v2.2.4 // indirect
	github.com/rivo/uniseg v0.4.7 // indirect
	github.com/sagikazarmark/locafero v0.11.0 // indirect
	github.com/sourcegraph/conc v0.3.1-0.20240121214520-5f936abd7ae8 // indirect
	github.com/spf13/afero v1.15.0 // indirect
	github.com/spf13/cast v1.10.0 // indirect
	github.com/spf13/cobra v1.10.2 // command line: help, completions, reference
	github.com/spf13/pflag v1.0.10 // the flags of cobra by name, to find the one that was meant
	github.com/spf13/viper v1.21.0 // settings from flags, environment and file, in that order
	github.com/subosito/gotenv v1.6.0 // indirect
	github.com/vbauerster/mpb/v8 v8.9.3 // progress that prints nothing where there is no terminal
	golang.org/x/term v0.47.0 // whether there is a terminal, and how wide
	golang.org/x/tools v0.51.0 // indirect
)

require go.uber.org/goleak v1.3.0 // finds goroutines that a stopped server left, in tests
