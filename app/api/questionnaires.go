package api

import (
	"encoding/json"

	"michinori/app/maturity"
	"michinori/questionnaires"
)

// Questionnaire is a questionnaire on offer.
type Questionnaire struct {
	Key     string        `json:"key"`
	Edition string        `json:"edition"`
	Title   maturity.Text `json:"title"`
	Minutes int           `json:"minutes" doc:"A member's expected time"`
}

func questionnaireOf(q *maturity.Questionnaire) Questionnaire {
	return Questionnaire{Key: q.Key, Edition: q.Edition, Title: q.Title, Minutes: q.Minutes}
}

func (a *API) questionnaireRoutes() {
	const t = "questionnaires"
	add(a, read("/questionnaires", "listQuestionnaires", "The questionnaires on offer", signedIn, t), a.listQuestionnaires)
	add(a, read("/questionnaires/{key}/editions", "listEditions", "The editions of a questionnaire", signedIn, t), a.listEditions)
	add(a, read("/questionnaires/{key}/editions/{edition}", "getEdition", "An edition with its questions, as rounds pin it", signedIn, t), a.getEdition)
}

func (a *API) listQuestionnaires(_ call, in *ListInput) (*output[Page[Questionnaire]], error) {
	all := converted(a.tracker.Library().List(), questionnaireOf)
	return reply(paged(*in, all, func(q Questionnaire) string { return q.Key }))
}

func (a *API) listEditions(_ call, in *struct {
	Key string `path:"key"`
	ListInput
}) (*output[Page[Questionnaire]], error) {
	all := a.tracker.Library().Editions(in.Key)
	if len(all) == 0 {
		return nil, maturity.Fail(maturity.NotFound, "error.not_found")
	}
	return reply(paged(in.ListInput, converted(all, questionnaireOf), func(q Questionnaire) string { return q.Edition }))
}

func (a *API) getEdition(c call, in *struct {
	Key     string `path:"key"`
	Edition string `path:"edition"`
}) (*output[json.RawMessage], error) {
	if e, err := a.store.EditionOf(c, in.Key, in.Edition); err == nil {
		return reply(json.RawMessage(e.Document), nil)
	}
	q, err := a.tracker.Library().Get(in.Key, in.Edition)
	if err != nil {
		return nil, err
	}
	raw, err := questionnaires.Document(q)
	return reply(json.RawMessage(raw), err)
}
