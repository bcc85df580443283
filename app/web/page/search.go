package page

import (
	"michinori/app/maturity"
	"michinori/app/search"
)

// Search is what was found, by kind.
type Search struct {
	Base
	Query  string
	Found  int // of which Groups may hold fewer
	Groups []SearchGroup
}

// SearchGroup is the hits of one kind, the best first.
type SearchGroup struct {
	Name string
	Hits []SearchHit
}

// SearchHit is one thing found, with why.
type SearchHit struct {
	Path    string
	Title   []search.Part
	Excerpt []search.Part
	In      maturity.Language // of the excerpt
	Foreign bool              // the excerpt is not in the language of the page
}

// Show takes the hits over. The group of the best hit comes first.
func (s *Search) Show(hits []search.Hit) {
	at := map[string]int{}
	for _, h := range hits {
		i, known := at[h.Group]
		if !known {
			i = len(s.Groups)
			at[h.Group] = i
			s.Groups = append(s.Groups, SearchGroup{Name: h.Group})
		}
		excerpt, in := h.Excerpt(s.Texts.Language)
		s.Groups[i].Hits = append(s.Groups[i].Hits, SearchHit{
			Path: h.Path, Title: h.MarkedTitle(s.Texts.Language), Excerpt: excerpt, In: in, Foreign: in != s.Texts.Language,
		})
	}
}

// Shown is how many hits the page holds.
func (s *Search) Shown() int {
	n := 0
	for _, g := range s.Groups {
		n += len(g.Hits)
	}
	return n
}

// Suggested are queries to start with where there is none, or nothing found.
func (s *Search) Suggested() []string {
	if s.Texts.Language == maturity.Japanese {
		return []string{"障害訓練", "ポストモーテム", "属人化", "SLO", "オンコール", "トイル"}
	}
	return []string{"drill", "postmortem", "single owner", "SLO", "on-call", "toil"}
}

// Reading is a page of text that search finds: keys of its title and texts.
type Reading struct {
	Path, Title string
	Body        []string
}

// Readings are the pages of text.
func Readings() []Reading {
	return []Reading{
		{"/learn/start", "start.title", []string{"start.lead", "start.allies", "start.one_person", "start.incidents", "start.allies.text", "start.one_person.text", "start.incidents.text"}},
		{"/learn/facilitating", "facilitating.title", []string{"facilitating.lead", "facilitating.opening.text", "facilitating.closing.text"}},
		{"/learn/scoring", "scoring.title", []string{"scoring.lead", "scoring.points", "scoring.gates", "scoring.privacy", "scoring.interval"}},
		{"/learn/register", "register_help.title", []string{"register_help.about"}},
		{"/learn/terms", "terms.title", []string{"terms.lead"}},
		{"/questionnaires", "questionnaires.title", []string{"questionnaires.lead", "questionnaires.own_lead"}},
	}
}

// SearchForm is the line to type a query into.
type SearchForm struct {
	Page  Base
	ID    string
	Value string
	Key   bool // the key / leads into it
}

// SearchBox is the form in the header.
func (b Base) SearchBox() SearchForm { return SearchForm{Page: b, ID: "search", Key: true} }

// Form is the form on the page itself, with what was asked.
func (s *Search) Form(id string) SearchForm { return SearchForm{Page: s.Base, ID: id, Value: s.Query} }
