package web

import (
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/search"
	"michinori/app/web/locale"
	"michinori/app/web/page"
	"michinori/questionnaires"
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
	own, err := s.ownPracticeEntries(c)
	if err != nil {
		return err
	}
	hits := s.found().Search(p.Query, own...)
	p.Found = len(hits)
	p.Show(hits[:min(len(hits), mostHits)])
	return s.render(c, fiber.StatusOK, "search", p)
}

// ownPracticeEntries are made anew each time: champions change them at will.
func (s *Server) ownPracticeEntries(c *fiber.Ctx) ([]search.Entry, error) {
	all, err := s.tracker.Practices(c.UserContext())
	if err != nil {
		return nil, err
	}
	var out []search.Entry
	for _, p := range all {
		if _, builtIn := questionnaires.PracticeByKey(p.Key); !builtIn {
			out = append(out, practiceEntry(p))
		}
	}
	return out, nil
}

// newIndex gathers all there is to read. It is called once, at the first
// search, so that the start does not wait for it.
func (s *Server) newIndex() *search.Index {
	out := s.questionEntries()
	for _, p := range questionnaires.Practices() {
		out = append(out, practiceEntry(p))
	}
	for _, t := range questionnaires.Glossary() {
		out = append(out, search.Entry{
			Group: "term", Path: "/learn/terms/" + t.Key, Title: t.Name, Body: []maturity.Text{t.Short, t.More},
		})
	}
	return search.New(slices.Concat(out, s.scenarioEntries(), pageEntries(s.texts)))
}

func (s *Server) questionEntries() []search.Entry {
	var out []search.Entry
	seen := map[string]bool{}
	for _, q := range s.tracker.Library().List() {
		for _, x := range q.Questions {
			if seen[x.Key] {
				continue
			}
			seen[x.Key] = true
			body := append([]maturity.Text{x.Why, x.Next}, x.Levels...)
			for _, item := range x.Items {
				body = append(body, item.Text)
			}
			out = append(out, search.Entry{Group: "question", Path: "/learn/questions/" + x.Key, Title: x.Prompt, Body: body})
		}
	}
	return out
}

func practiceEntry(p questionnaires.Practice) search.Entry {
	return search.Entry{
		Group: "practice", Path: "/learn/practices/" + p.Key, Title: p.Name,
		Body: append([]maturity.Text{p.About, p.First, p.Source}, p.Evidence...),
	}
}

// scenarioEntries hold what everybody may know before a drill: what happens in
// it would spoil the drill. There are none while no page shows a scenario.
func (s *Server) scenarioEntries() []search.Entry {
	const route = "/drills/scenarios/:key"
	if !slices.ContainsFunc(s.app.GetRoutes(true), func(r fiber.Route) bool { return strings.HasSuffix(r.Path, route) }) {
		return nil
	}
	var out []search.Entry
	for _, x := range questionnaires.Scenarios() {
		out = append(out, search.Entry{
			Group: "scenario", Path: strings.Replace(route, ":key", x.Key, 1), Title: x.Name, Body: []maturity.Text{x.Brief},
		})
	}
	return out
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
