package serve

import (
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io"
	"io/fs"
	"mime"
	"net"
	"net/http"
	"os"
	"path"
	"strings"
	"time"
)

// own is where the server's own addresses begin; the site has none there.
const own = "/.polity/"

// ServeHTTP answers for the site, and for the two addresses of the server's own.
func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Cache-Control", "no-cache")
	switch {
	case s.local && !localName(r.Host):
		// A page from elsewhere whose name was made to lead here must not read the site.
		http.Error(w, "This server answers to names of this machine only.", http.StatusMisdirectedRequest)
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "This server is for reading.", http.StatusMethodNotAllowed)
	case r.URL.Path == own+"reload.js":
		w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
		io.WriteString(w, script)
	case r.URL.Path == own+"events":
		s.events(w, r)
	default:
		s.static(w, r)
	}
}

// localName reports whether a Host header names this machine.
func localName(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.Trim(host, "[]")
	ip := net.ParseIP(host)
	return host == "localhost" || strings.HasSuffix(host, ".localhost") || ip != nil && ip.IsLoopback()
}

// events tells a page the state, now and at every change (server-sent events).
func (s *server) events(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	out := http.NewResponseController(w)
	alive := time.NewTicker(20 * time.Second)
	defer alive.Stop()
	for {
		now, news := s.now()
		data, err := json.Marshal(now)
		if err != nil {
			return
		}
		fmt.Fprintf(w, "data: %s\n\n", data)
		for still := true; still; {
			if out.Flush() != nil {
				return
			}
			select {
			case <-r.Context().Done():
				return
			case <-news:
				still = false
			case <-alive.C:
				io.WriteString(w, ":\n\n") // keeps what is between from giving up
			}
		}
	}
}

// static answers with a file of the site.
func (s *server) static(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(path.Clean("/"+r.URL.Path), "/")
	if strings.HasSuffix(r.URL.Path, "/") {
		name = path.Join(name, "index.html")
	}
	// Opened anew each time, because a build puts another folder in its place, and as
	// a root, because no address may lead out of it.
	root, err := os.OpenRoot(s.opt.Dir)
	if err != nil {
		s.waiting(w)
		return
	}
	defer root.Close()
	f, info, err := openFile(root, name)
	switch {
	case errors.Is(err, errFolder):
		w.Header().Set("Location", path.Base(name)+"/")
		w.WriteHeader(http.StatusMovedPermanently)
		return
	case err != nil:
		s.notFound(w, root)
		return
	}
	defer f.Close()
	w.Header().Set("Content-Type", contentType(name))
	if path.Ext(name) != ".html" {
		http.ServeContent(w, r, name, info.ModTime(), f)
		return
	}
	page, err := io.ReadAll(f)
	if err != nil {
		http.Error(w, "The page cannot be read.", http.StatusInternalServerError)
		return
	}
	s.send(w, http.StatusOK, page)
}

var errFolder = errors.New("a folder")

// openFile opens a regular file.
func openFile(root *os.Root, name string) (*os.File, fs.FileInfo, error) {
	if !fs.ValidPath(name) {
		return nil, nil, fs.ErrNotExist
	}
	f, err := root.Open(name)
	if err != nil {
		return nil, nil, err
	}
	info, err := f.Stat()
	switch {
	case err == nil && info.IsDir():
		err = errFolder
	case err == nil && !info.Mode().IsRegular():
		err = fs.ErrNotExist
	}
	if err != nil {
		f.Close()
		return nil, nil, err
	}
	return f, info, nil
}

// notFound answers with the site's own page for that.
func (s *server) notFound(w http.ResponseWriter, root *os.Root) {
	page, err := root.ReadFile("404.html")
	if err != nil {
		page = []byte("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Not found</title></head><body><h1>Not found</h1></body></html>\n")
	}
	s.send(w, http.StatusNotFound, page)
}

// waiting answers while there is no site yet.
func (s *server) waiting(w http.ResponseWriter) {
	now, _ := s.now()
	title, text := "The site is being built", "This page shows it as soon as it is there."
	if now.Problem != "" {
		title, text = "The site could not be built", now.Problem
	}
	page := fmt.Sprintf("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>%s</title></head><body><h1>%s</h1><pre>%s</pre></body></html>\n",
		title, title, html.EscapeString(text))
	s.send(w, http.StatusServiceUnavailable, []byte(page))
}

// send answers with a page that reloads itself.
func (s *server) send(w http.ResponseWriter, status int, page []byte) {
	now, _ := s.now()
	page, policy := instrument(page, now.Build)
	if policy != "" {
		w.Header().Set("Content-Security-Policy", policy)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	w.Write(page)
}

// types of a site's files. The system's own table would differ from machine to machine.
var types = map[string]string{
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
	".json": "application/json", ".xml": "application/xml", ".svg": "image/svg+xml", ".txt": "text/plain; charset=utf-8",
	".md": "text/markdown; charset=utf-8", ".png": "image/png", ".jpg": "image/jpeg", ".webp": "image/webp", ".ico": "image/x-icon",
	".woff2": "font/woff2", ".bundle": "application/octet-stream", "": "text/plain; charset=utf-8",
}

func contentType(name string) string {
	ext := strings.ToLower(path.Ext(name))
	if t, ok := types[ext]; ok {
		return t
	}
	if t := mime.TypeByExtension(ext); t != "" {
		return t
	}
	return "application/octet-stream"
}
