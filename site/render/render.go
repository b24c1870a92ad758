// Package render draws a page: plain data of site/model in, one complete HTML
// document out. It is the only room that knows html/template, and it computes
// nothing about a text: what a page says is settled in the model, how it looks in
// the theme.
//
// Templates frame the pages. The words of a text, which are nearly all of a site's
// bytes, are escaped in Go and handed to the templates as finished HTML (see
// writer), because contextual escaping of some hundred thousand spans would take
// most of a build.
//
// Pages stand under a strict Content-Security-Policy, so there is no style
// attribute and no inline script in them; styles and scripts are files of their
// own whose names carry a digest of their content (see Assets). They are classic
// scripts without subresource integrity, because browsers refuse both modules and
// integrity for pages opened from a disk.
package render

import (
	"bytes"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"sync"

	"polity/site/message"
	"polity/site/model"
	"polity/themes"
)

// Options say what pages are drawn with. The zero value is the default theme,
// with catalogue keys in place of words.
type Options struct {
	Theme   fs.FS              // nil means themes.Default()
	Overlay fs.FS              // files that replace or join the theme's; nil without
	Words   *message.Catalogue // interface words; nil leaves their keys
	Look    Look               // the movement's own colours, type and logo
}

// Renderer draws pages. It is safe for concurrent use.
type Renderer struct {
	pages  map[model.Kind]*template.Template
	assets assets
	spare  sync.Pool // of *bytes.Buffer: pages are large, and made one after another
}

// New parses a theme, once. The error names the file and line of a template that
// is broken, the page kind that has no template, or the value of Look that is
// refused.
func New(opt Options) (*Renderer, error) {
	if opt.Theme == nil {
		opt.Theme = themes.Default()
	}
	theme := overlay{over: opt.Overlay, under: opt.Theme}
	look, err := opt.Look.css(theme)
	if err != nil {
		return nil, err
	}
	assets, err := bundle(theme, look)
	if err != nil {
		return nil, err
	}
	assets.logo = opt.Look.Logo
	pages, err := parse(theme, functions(opt.Words, assets))
	if err != nil {
		return nil, err
	}
	return &Renderer{pages: pages, assets: assets}, nil
}

// Assets are the files that pages refer to, by paths from the site's own folder,
// sorted. Their names change with their content, so they may be cached for good.
func (r *Renderer) Assets() []Asset { return r.assets.files }

// Page writes one complete page, in one piece. Nothing is written where the error is not
// that of w: a page is whole or not there.
func (r *Renderer) Page(w io.Writer, p *model.Page) error {
	t, ok := r.pages[p.Kind]
	if !ok {
		return fmt.Errorf("render %s: no template for pages of kind %q", p.Path, p.Kind)
	}
	out, ok := r.spare.Get().(*bytes.Buffer)
	if !ok {
		out = new(bytes.Buffer)
	}
	defer r.spare.Put(out)
	out.Reset()
	if err := t.ExecuteTemplate(out, "page", frame{Page: p, Policy: r.assets.policy(p.Kind)}); err != nil {
		return fmt.Errorf("render %s: %w", p.Path, err)
	}
	_, err := w.Write(out.Bytes())
	return err
}

// frame is what the layout sees: the page, and what the renderer knows about it.
type frame struct {
	*model.Page
	Policy string
}
