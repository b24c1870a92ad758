// Package serve shows a site while it is written: it watches the sources, has the
// site built anew when one changes, and makes the open pages load again.
//
// It stands above the pipeline without knowing it: what to build is a function
// that the caller gives. It writes nothing; the pages on the disk stay as they are
// and what makes them reload is added as they are sent. It is for one reader at
// this machine and no web server for the public.
package serve

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"net/http"
	"path/filepath"
	"runtime/debug"
	"strings"
	"sync"
	"time"
)

// Options say what to serve and what to watch.
type Options struct {
	Dir     string                      // the built site; it need not be there yet
	Rebuild func(context.Context) error // builds it; called once at the start and after changes, never twice at a time
	Watch   []string                    // files and folders whose changes call for a build; those missing are left out
	Ignore  []string                    // files and folders in them whose changes do not; Dir is always among these
	Poll    time.Duration               // above 0: look this often, for disks that do not tell of changes
	Settle  time.Duration               // how long a source must be still before a build; 0 means 100 ms
	Log     func(string)                // takes one line for each thing that happens; nil drops them
}

// Run serves on l until ctx ends, and closes l. It returns nil when ctx ended it.
//
// The first build runs while pages are already served: those of the old site,
// or one that says what is going on. A build that fails, or panics, is shown over
// the last good site, which stays up.
func Run(ctx context.Context, l net.Listener, opt Options) error {
	s := newServer(opt)
	s.local = isLoopback(l.Addr())
	// The watch begins before the first build, so that nothing changed during it is missed.
	changes, err := watch(ctx, opt)
	if err != nil {
		l.Close()
		return err
	}
	web := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: 10 * time.Second,
		BaseContext:       func(net.Listener) context.Context { return ctx },
	}
	var builds sync.WaitGroup
	builds.Go(func() { s.build(ctx, changes) })
	builds.Go(func() {
		<-ctx.Done()
		web.SetKeepAlivesEnabled(false)
		end, cancel := context.WithTimeout(context.WithoutCancel(ctx), 3*time.Second)
		defer cancel()
		if web.Shutdown(end) != nil {
			web.Close()
		}
	})
	err = web.Serve(l)
	if !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	builds.Wait()
	return nil
}

// isLoopback reports whether an address can be reached from this machine alone.
func isLoopback(a net.Addr) bool {
	tcp, ok := a.(*net.TCPAddr)
	return ok && tcp.IP.IsLoopback()
}

// server holds what the pages are told. Create it with newServer.
type server struct {
	opt   Options
	local bool   // only names of this machine are answered to
	token string // tells this run from others, so that a page of an earlier one reloads

	mu      sync.Mutex
	builds  int           // good builds so far
	problem string        // why the last build failed; "" where it did not
	news    chan struct{} // closed at every change of the two above
}

func newServer(opt Options) *server {
	if opt.Log == nil {
		opt.Log = func(string) {}
	}
	return &server{opt: opt, token: rand.Text()[:8], news: make(chan struct{})}
}

// state is what pages are told: the build they should show, and what went wrong since.
type state struct {
	Build   string `json:"build"`
	Problem string `json:"problem"`
}

// now returns the state, and a channel that closes when it is no longer true.
func (s *server) now() (state, <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return state{fmt.Sprintf("%s-%d", s.token, s.builds), s.problem}, s.news
}

// build builds once and then after every change, until ctx ends.
func (s *server) build(ctx context.Context, changes <-chan string) {
	for {
		err := s.buildOnce(ctx)
		if ctx.Err() != nil {
			return
		}
		s.mu.Lock()
		if err == nil {
			s.builds++
			s.problem = ""
		} else {
			s.problem = err.Error()
		}
		close(s.news)
		s.news = make(chan struct{})
		s.mu.Unlock()
		if err != nil {
			s.opt.Log("The site could not be built: " + err.Error())
		}
		select {
		case <-ctx.Done():
			return
		case what := <-changes:
			s.opt.Log("Changed: " + what)
		}
	}
}

// buildOnce turns a panic of the pipeline into an error: the last good site stays up.
func (s *server) buildOnce(ctx context.Context) (err error) {
	defer func() {
		if p := recover(); p != nil {
			s.opt.Log(string(debug.Stack()))
			err = fmt.Errorf("polity itself failed: %v", p)
		}
	}()
	if s.opt.Rebuild == nil {
		return nil
	}
	return s.opt.Rebuild(ctx)
}

// ignored reports whether changes at path mean nothing.
func (o Options) ignored(path string) bool {
	for _, dir := range append([]string{o.Dir}, o.Ignore...) {
		if dir == "" {
			continue
		}
		dir, err := filepath.Abs(dir)
		if err != nil {
			continue
		}
		// publish stages a site beside it.
		staged := filepath.Join(filepath.Dir(dir), "."+filepath.Base(dir)+".polity")
		if within(path, dir) || within(path, staged) {
			return true
		}
	}
	return false
}

// within reports whether path is dir or inside it.
func within(path, dir string) bool {
	return path == dir || strings.HasPrefix(path, strings.TrimSuffix(dir, string(filepath.Separator))+string(filepath.Separator))
}
