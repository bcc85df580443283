package reporting

import (
	"context"

	"michinori/app/maturity"
	"michinori/app/search"
	"michinori/questionnaires"
)

// Readings are what there is to read of the content that comes with the program:
// questions, practices, terms and scenarios, each by its page.
func (x *Reporting) Readings() []search.Entry {
	out := x.questionReadings()
	for _, p := range questionnaires.Practices() {
		out = append(out, practiceReading(p))
	}
	for _, t := range questionnaires.Glossary() {
		out = append(out, search.Entry{
			Group: "term", Path: "/learn/terms/" + t.Key, Title: t.Name, Body: []maturity.Text{t.Short, t.More},
		})
	}
	for _, s := range questionnaires.Scenarios() {
		// What happens in a drill would spoil it: this is what everybody may know before.
		out = append(out, search.Entry{
			Group: "scenario", Path: "/drills/scenarios/" + s.Key, Title: s.Name, Body: []maturity.Text{s.Brief},
		})
	}
	return out
}

// OwnReadings are the practices of the organisation's own. They are read anew
// each time: champions change them at will.
func (x *Reporting) OwnReadings(ctx context.Context) ([]search.Entry, error) {
	all, err := x.tracker.Practices(ctx)
	if err != nil {
		return nil, err
	}
	var out []search.Entry
	for _, p := range all {
		if _, builtIn := questionnaires.PracticeByKey(p.Key); !builtIn {
			out = append(out, practiceReading(p))
		}
	}
	return out, nil
}

func (x *Reporting) questionReadings() []search.Entry {
	var out []search.Entry
	seen := map[string]bool{}
	for _, q := range x.tracker.Library().List() {
		for _, question := range q.Questions {
			if seen[question.Key] {
				continue
			}
			seen[question.Key] = true
			body := append([]maturity.Text{question.Why, question.Next}, question.Levels...)
			for _, item := range question.Items {
				body = append(body, item.Text)
			}
			out = append(out, search.Entry{Group: "question", Path: "/learn/questions/" + question.Key, Title: question.Prompt, Body: body})
		}
	}
	return out
}

func practiceReading(p questionnaires.Practice) search.Entry {
	return search.Entry{
		Group: "practice", Path: "/learn/practices/" + p.Key, Title: p.Name,
		Body: append([]maturity.Text{p.About, p.First, p.Source}, p.Evidence...),
	}
}
