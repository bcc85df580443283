package web

import (
	"strings"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/search"
	"michinori/app/web/locale"
	"michinori/app/web/page"
)

// mostHits is how many hits a page shows: who sees more asks again.
const mostHits = 40

func (s *Server) showSearch(c *fiber.Ctx) error {
	p := &page.Search{Base: s.base(c, "search.title"), Query: strings.TrimSpace(c.Query("q"))}
	if runes := []rune(p.Query); len(runes) > search.MaxQuery {
		p.Query = string(runes[:search.MaxQuery])
	}
	if p.Query == "" {
		return s.render(c, fiber.StatusOK, "search", p)
	}
	own, err := s.reports.OwnReadings(c.UserContext())
	if err != nil {
		return err
	}
	hits := s.found().Search(p.Query, own...)
	p.Found = len(hits)
	p.Show(hits[:min(len(hits), mostHits)])
	return s.render(c, fiber.StatusOK, "search", p)
}

// newIndex gathers all there is to read. It is called once, at the first
// search, so that the start does not wait for it.
func (s *Server) newIndex() *search.Index {
	return search.New(append(s.reports.Readings(), pageEntries(s.texts)...))
}

func pageEntries(texts *locale.Catalog) []search.Entry {
	text := func(key string) maturity.Text {
		return maturity.Text{JA: texts.In(maturity.Japanese).Text(key, nil), EN: texts.In(maturity.English).Text(key, nil)}
	}
	var out []search.Entry
	for _, p := range page.Readings() {
		e := search.Entry{Group: "page", Path: p.Path, Title: text(p.Title)}
		for _, key := range p.Body {
			e.Body = append(e.Body, text(key))
		}
		out = append(out, e)
	}
	return out
}
