package serve

import (
	"context"
	"fmt"
	"hash/maphash"
	"os"
	"time"

	"github.com/fsnotify/fsnotify"
)

// watch sends the name of something that changed, once for each bunch of changes,
// after the sources have been still for a while. While nobody takes it, further
// bunches join it. It ends with ctx.
//
// Folders are watched and not files, because an editor that saves by renaming
// takes the watch of a file with it.
func watch(ctx context.Context, opt Options) (<-chan string, error) {
	sources := findSources(opt)
	raw := make(chan string, 1)
	if opt.Poll > 0 {
		p := newPoller(sources)
		go p.run(ctx, opt.Poll, raw)
	} else if err := listen(ctx, sources, opt, raw); err != nil {
		return nil, fmt.Errorf("the system does not tell of changes (%w): look for them instead, with polling", err)
	}
	settled := make(chan string, 1)
	go settle(ctx, raw, settled, opt.Settle)
	return settled, nil
}

// settle passes a change on when no other followed for a while, but not later
// than twenty such whiles after the first.
func settle(ctx context.Context, in <-chan string, out chan<- string, still time.Duration) {
	if still <= 0 {
		still = 100 * time.Millisecond
	}
	for {
		var first string
		select {
		case <-ctx.Done():
			return
		case first = <-in:
		}
		limit, quiet := time.NewTimer(20*still), time.NewTimer(still)
		for waiting := true; waiting; {
			select {
			case <-ctx.Done():
				waiting = false
			case <-in:
				quiet.Reset(still)
			case <-quiet.C:
				waiting = false
			case <-limit.C:
				waiting = false
			}
		}
		limit.Stop()
		quiet.Stop()
		offer(out, first)
	}
}

// offer sends unless a change already waits to be taken.
func offer(to chan<- string, what string) {
	select {
	case to <- what:
	default:
	}
}

// listen has the system tell of changes.
func listen(ctx context.Context, sources []source, opt Options, out chan<- string) error {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return err
	}
	add := func(dir string) error {
		err := w.Add(dir)
		if os.IsNotExist(err) {
			return nil // gone again in the meantime
		}
		return err
	}
	for _, s := range sources {
		if err := s.folders(s.dir, add); err != nil {
			w.Close()
			return err
		}
	}
	go func() {
		defer w.Close()
		for {
			select {
			case <-ctx.Done():
				return
			case err := <-w.Errors:
				// More happened than the system could tell: then something changed.
				offer(out, err.Error())
			case e := <-w.Events:
				if e.Op == fsnotify.Chmod {
					continue
				}
				for _, s := range sources {
					if e.Has(fsnotify.Create) {
						// Watches do not reach into folders. What was put into this one before
						// its watch began is part of the same change.
						_ = s.folders(e.Name, add)
					}
					if s.counts(e.Name) {
						offer(out, e.Name)
						break
					}
				}
			}
		}
	}()
	return nil
}

// poller looks for changes by itself.
type poller struct {
	seed    maphash.Seed
	sources []source
	before  []uint64
}

// newPoller remembers how things stand, so that no change after it is missed.
func newPoller(sources []source) *poller {
	p := &poller{seed: maphash.MakeSeed(), sources: sources, before: make([]uint64, len(sources))}
	for i, s := range sources {
		p.before[i] = s.fingerprint(p.seed)
	}
	return p
}

func (p *poller) run(ctx context.Context, every time.Duration, out chan<- string) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		for i, s := range p.sources {
			if now := s.fingerprint(p.seed); now != p.before[i] {
				p.before[i] = now
				offer(out, s.dir)
			}
		}
	}
}
