package page

import (
	"strconv"
	"strings"

	"michinori/app/knowledge"
	"michinori/app/maturity"
)

// Suggest finds areas in names, files and code evidence, and lets the team
// choose which of them go into its register.
type Suggest struct {
	Base
	Team    maturity.Team
	Text    string
	Source  string // how to read the text: "", or one of knowledge's sources
	Found   string // how it was read; "" before anything was
	Errors  Errors
	Rows    []SuggestRow
	Left    int // candidates that the page leaves out
	Skipped int // places of the text that could not be used
	Notes   []string
	HasCode bool
	Added   *SuggestAdded
	Undone  string // key of what became of taking areas back, or ""
}

// SuggestRow is one candidate, as found or as somebody changed it.
type SuggestRow struct {
	At          int
	Sealed      string // the candidate itself, to be sent back
	Name        string
	Criticality string
	Picked      bool
	There       bool // in the register already
	Archived    bool // would be taken back into use, as it was
	Error       string
	Suggestion  knowledge.Suggestion
}

// SuggestAdded says what was added a moment ago, and how to take it back.
type SuggestAdded struct {
	Token string
	Areas []SuggestedArea
}

// SuggestedArea is an area that is in the register now.
type SuggestedArea struct{ Name, URL string }

// suggestSources are the ways to read a text, in the order offered.
var suggestSources = []string{knowledge.FromNames, knowledge.FromCodeOwners, knowledge.FromCatalog}

// Nav is the way around the register.
func (s *Suggest) Nav() RegisterNav { return NewRegisterNav(s.Base, s.Team, RegisterSuggest) }

// TextField takes names or the content of a file.
func (s *Suggest) TextField() Area {
	return Area{Field: NewField(s.Base, "suggest", "text", s.Text, s.Errors, false, "off"), Rows: 8}
}

// SourceField chooses how to read the text.
func (s *Suggest) SourceField() Select {
	options := []Option{{Value: "", Label: s.T("suggest.source.auto")}}
	for _, source := range suggestSources {
		options = append(options, Option{Value: source, Label: s.T("suggest.source." + source)})
	}
	return newSelect(s.Base, "suggest", "source", s.Source, s.Errors, options)
}

// Read reports whether something was read.
func (s *Suggest) Read() bool { return s.Found != "" }

// MaySayOtherwise reports whether the text could be read in another way.
func (s *Suggest) MaySayOtherwise() bool { return s.Found != knowledge.FromCode }

// Already is how many candidates are in the register.
func (s *Suggest) Already() int {
	n := 0
	for _, r := range s.Rows {
		if r.There {
			n++
		}
	}
	return n
}

// HasOwners reports whether a candidate names owners.
func (s *Suggest) HasOwners() bool {
	for _, r := range s.Rows {
		if len(r.Suggestion.Owners) > 0 {
			return true
		}
	}
	return false
}

// Criticalities are the choices of a candidate.
func (s *Suggest) Criticalities(r SuggestRow) []Option {
	var out []Option
	for level := 3; level >= 1; level-- {
		v := strconv.Itoa(level)
		out = append(out, Option{Value: v, Label: s.T("suggest.criticality." + v), Selected: v == r.Criticality})
	}
	return out
}

// suggestShown is how many paths or owners of a candidate are listed.
const suggestShown = 6

// About lists what else is known of a candidate.
func (s *Suggest) About(r SuggestRow) []string {
	var out []string
	add := func(key string, words []string) {
		if len(words) == 0 {
			return
		}
		list := s.List(words[:min(len(words), suggestShown)])
		if more := len(words) - suggestShown; more > 0 {
			list += s.T("list.separator") + s.N("suggest.more", more)
		}
		out = append(out, s.T(key, "list", list))
	}
	add("suggest.paths", r.Suggestion.Paths)
	add("suggest.services", r.Suggestion.Services)
	add("suggest.owners", r.Suggestion.Owners)
	return out
}

// PickLabel names the box of a candidate, which stands in a list of many.
func (s *Suggest) PickLabel(r SuggestRow) string {
	name := strings.TrimSpace(r.Name)
	if name == "" {
		name = s.In(r.Suggestion.Name)
	}
	return s.T("suggest.pick", "name", name)
}
