package export

import (
	"encoding/xml"
	"fmt"
	"io"

	"polity/commons/law"
	"polity/site/address"
	"polity/site/model"
)

// urlset is a site map (sitemaps.org, protocol 0.9); index lists several.
type urlset struct {
	XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	URLs    []place  `xml:"url"`
}

type index struct {
	XMLName  xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 sitemapindex"`
	Sitemaps []place  `xml:"sitemap"`
}

type place struct {
	Loc     string   `xml:"loc"`
	LastMod law.Date `xml:"lastmod,omitempty"`
}

// perMap is how many addresses one site map may hold.
const perMap = 50000

// sitemaps list the pages for search engines, old versions and differences left
// out. Their addresses must be absolute, so without the site's URL there are none.
func sitemaps(s *model.Site) []File {
	if s.Commons.URL == "" {
		return nil
	}
	var urls []place
	for _, l := range s.Pages {
		if !l.NoIndex {
			urls = append(urls, place{address.Absolute(s.Commons.URL, l.Path), lastmod(l.Updated)})
		}
	}
	if len(urls) <= perMap {
		return []File{{address.Sitemap, func(w io.Writer) error { return writeXML(w, urlset{URLs: urls}) }}}
	}
	var files []File
	var all index
	for n := 1; len(urls) > 0; n++ {
		part := urls[:min(perMap, len(urls))]
		urls = urls[len(part):]
		name := fmt.Sprintf("sitemap-%d.xml", n)
		all.Sitemaps = append(all.Sitemaps, place{Loc: address.Absolute(s.Commons.URL, name)})
		files = append(files, File{name, func(w io.Writer) error { return writeXML(w, urlset{URLs: part}) }})
	}
	return append([]File{{address.Sitemap, func(w io.Writer) error { return writeXML(w, all) }}}, files...)
}

// lastmod is a date as site maps take it.
func lastmod(d law.Date) law.Date {
	if instant(d) == "" {
		return ""
	}
	return d
}

// robots invites everybody and says where the site map is.
func robots(w io.Writer, s *model.Site) error {
	text := "User-agent: *\nAllow: /\n"
	if s.Commons.URL != "" {
		text += "Sitemap: " + address.Absolute(s.Commons.URL, address.Sitemap) + "\n"
	}
	_, err := io.WriteString(w, text)
	return err
}
