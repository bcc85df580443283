package api

import (
	"strings"

	"michinori/app/maturity"
	"michinori/app/search"
	"michinori/questionnaires"
)

// Term is a word of the glossary.
type Term struct {
	Key   string        `json:"key"`
	Name  maturity.Text `json:"name"`
	Short maturity.Text `json:"short"`
	More  maturity.Text `json:"more"`
}

// Found is what answers a query.
type Found struct {
	Kind    string        `json:"kind" enum:"question,practice,term,scenario"`
	Key     string        `json:"key"`
	Title   maturity.Text `json:"title"`
	Excerpt string        `json:"excerpt" doc:"Where it was met, in the language of the answer if it was met there"`
	Page    string        `json:"page" doc:"Below the address of the application"`
}

func (a *API) searchRoutes() {
	const t = "learn"
	add(a, read("/search", "search", "Find questions, practices, terms and scenarios, the best first", signedIn, t), a.search)
	add(a, read("/terms", "listTerms", "The glossary", signedIn, t), a.listTerms)
}

func (a *API) search(c call, in *struct {
	Query string `query:"q" required:"true" minLength:"1" maxLength:"400" doc:"Words in Japanese or English; each must be met"`
	Limit int    `query:"limit" default:"40" minimum:"1" maximum:"100" doc:"How many at most"`
}) (*output[[]Found], error) {
	own, err := a.reports.OwnReadings(c)
	if err != nil {
		return nil, err
	}
	hits := a.readings().Search(in.Query, own...)
	return reply(converted(hits[:min(len(hits), in.Limit)], func(h search.Hit) Found {
		var excerpt strings.Builder
		parts, _ := h.Excerpt(c.language)
		for _, p := range parts {
			excerpt.WriteString(p.Text)
		}
		return Found{
			Kind: h.Group, Key: h.Path[strings.LastIndex(h.Path, "/")+1:], Title: h.Title, Excerpt: excerpt.String(), Page: h.Path,
		}
	}), nil)
}

func (a *API) listTerms(_ call, in *ListInput) (*output[Page[Term]], error) {
	return reply(paged(*in, converted(questionnaires.Glossary(), func(t questionnaires.Term) Term {
		return Term{Key: t.Key, Name: t.Name, Short: t.Short, More: t.More}
	}), func(t Term) string { return t.Key }))
}
