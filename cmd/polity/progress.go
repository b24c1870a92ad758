package main

import (
	"io"
	"os"
	"sync"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
	"golang.org/x/term"
)

// meter shows on a terminal what is being done and how far it is. Anywhere else,
// and for the first half second, it is silent.
type meter struct {
	mu    sync.Mutex
	pool  *mpb.Progress
	bar   *mpb.Bar
	what  string
	began time.Time
}

// patience is how long work may take before it is worth a line.
const patience = 500 * time.Millisecond

func newMeter(w io.Writer, quiet bool) *meter {
	f, ok := w.(*os.File)
	if quiet || !ok || !term.IsTerminal(int(f.Fd())) || dumb() {
		return &meter{}
	}
	return &meter{pool: mpb.New(mpb.WithOutput(f), mpb.WithWidth(40), mpb.WithAutoRefresh()), began: time.Now()}
}

// show says that done of total things of what are ready; total 0 is unknown.
func (m *meter) show(what string, done, total int) {
	if m.pool == nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if time.Since(m.began) < patience {
		return
	}
	if m.bar == nil || m.what != what {
		m.drop()
		m.what = what
		m.bar = m.pool.New(int64(total), mpb.BarStyle().Lbound("").Rbound("").Filler("━").Tip("━").Padding("─"),
			mpb.BarRemoveOnComplete(), mpb.PrependDecorators(decor.Name(what, decor.WCSyncSpaceR)), mpb.AppendDecorators(decor.CountersNoUnit("%d of %d")))
	}
	m.bar.SetTotal(int64(total), false)
	m.bar.SetCurrent(int64(done))
}

func (m *meter) drop() {
	if m.bar != nil {
		m.bar.Abort(true)
		m.bar = nil
	}
}

// done clears the line.
func (m *meter) done() {
	if m.pool == nil {
		return
	}
	m.mu.Lock()
	m.drop()
	m.mu.Unlock()
	m.pool.Wait()
	m.pool = nil
}
