package api

import (
	"michinori/app/evidence"
	"michinori/app/knowledge"
	"michinori/app/maturity"
)

// SuggestedArea is an area that a file names, or that is to be added.
type SuggestedArea struct {
	Key         string             `json:"key,omitempty" doc:"One is made from the name where it is left out"`
	Name        TextInput          `json:"name"`
	Kind        knowledge.AreaKind `json:"kind" enum:"code,operation,vendor,domain"`
	Criticality int                `json:"criticality" minimum:"0" maximum:"3" doc:"0: the file does not say"`
	Paths       []string           `json:"paths,omitempty"`
	Services    []string           `json:"services,omitempty"`
	Owners      []string           `json:"owners,omitempty"`
}

// Suggested is what a text came to.
type Suggested struct {
	Source string          `json:"source" enum:"codeowners,catalog,names" doc:"What it was read as"`
	Areas  []SuggestedArea `json:"areas"`
	Notes  []SuggestNote   `json:"notes" doc:"What was left out, and why"`
}

// SuggestNote is one thing that was left out.
type SuggestNote struct {
	Line   int    `json:"line"`
	Code   string `json:"code"`
	Detail string `json:"detail"`
}

func (a *API) suggestAreas(c call, in *struct {
	ByID
	Body struct {
		Text   string `json:"text" maxLength:"1048576"`
		Name   string `json:"name,omitempty" doc:"Of the file; it tells what the text is"`
		Source string `json:"source,omitempty" enum:"codeowners,catalog,names" doc:"What it is read as; found out where it is left out"`
	}
}) (*output[Suggested], error) {
	if err := c.viewer.MayBelong(in.ID); err != nil {
		return nil, err
	}
	source := in.Body.Source
	if source == "" {
		source = evidence.Recognise(in.Body.Name, in.Body.Text)
	}
	found, notes, err := evidence.Suggestions(source, in.Body.Text)
	if err != nil {
		return nil, unreadable("/text", err)
	}
	return reply(Suggested{
		Source: source,
		Areas: converted(found, func(x knowledge.Suggestion) SuggestedArea {
			if x.Kind == "" {
				x.Kind = knowledge.Operation
			}
			return SuggestedArea{
				Key: x.Key, Name: TextInput(x.Name), Kind: x.Kind, Criticality: x.Criticality, Paths: x.Paths, Services: x.Services, Owners: x.Owners,
			}
		}),
		Notes: converted(notes, func(p evidence.Problem) SuggestNote {
			return SuggestNote{Line: p.Line, Code: p.Reason, Detail: p.In(func(key string, args map[string]string) string {
				return a.config.Text(c.language, key, args)
			})}
		}),
	}, nil)
}

// AreasAdded is how many areas came in.
type AreasAdded struct {
	Added int `json:"added" doc:"Without those that the register had"`
}

func (a *API) addSuggestedAreas(c call, in *struct {
	ByID
	Body struct {
		Source string          `json:"source,omitempty" enum:"codeowners,catalog,names,code" default:"names"`
		Areas  []SuggestedArea `json:"areas" minItems:"1" maxItems:"500"`
	}
}) (*output[AreasAdded], error) {
	n, err := a.tracker.AddAreas(c, c.viewer, in.ID, converted(in.Body.Areas, func(x SuggestedArea) knowledge.Suggestion {
		return knowledge.Suggestion{
			Key: x.Key, Name: maturity.Text(x.Name), Kind: x.Kind, Criticality: x.Criticality, Paths: x.Paths, Services: x.Services, Owners: x.Owners, Source: in.Body.Source,
		}
	}))
	return reply(AreasAdded{Added: n}, err)
}
