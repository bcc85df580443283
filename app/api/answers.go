package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"context"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
)

// Response is the caller's own answers in a round; the team's where it answers
// together.
type Response struct {
	Finished bool     `json:"finished"`
	Answers  []Answer `json:"answers"`
}

// Answer is one answer as it is stored.
type Answer struct {
	Question  string    `json:"question"`
	Answer    any       `json:"answer" doc:"In the form of an answers file"`
	Revision  int       `json:"revision"`
	UpdatedAt time.Time `json:"updated_at"`
	Late      bool      `json:"late"`
}

// Fact is one answer of the lead, with where it can be checked.
type Fact struct {
	Question  string    `json:"question"`
	Answer    any       `json:"answer" doc:"In the form of an answers file"`
	Evidence  string    `json:"evidence"`
	Note      string    `json:"note"`
	Revision  int       `json:"revision"`
	UpdatedAt time.Time `json:"updated_at"`
}

// Facts are the facts of an assessment.
type Facts struct {
	Facts []Fact `json:"facts"`
}

// Saved tells the new revisions by question.
type Saved struct {
	Revisions map[string]int `json:"revisions"`
	Late      bool           `json:"late"`
}

// Change is what one answer is to become.
type Change struct {
	Question string          `json:"question"`
	Answer   json.RawMessage `json:"answer" doc:"In the form of an answers file; null takes it back"`
	Seen     int             `json:"seen,omitempty" doc:"The revision that was looked at; 0 where there was none"`
	Evidence string          `json:"evidence,omitempty" doc:"A link; facts only"`
	Note     string          `json:"note,omitempty" doc:"Facts only"`
}

func (a *API) answerRoutes() {
	const t = "answers"
	add(a, read("/assessments/{id}/answers", "getAnswers", "The caller's own answers, and nobody else's", ofTeam, t), a.getAnswers)
	add(a, act("/assessments/{id}/answers", "saveAnswers", "Store the caller's own answers, all or none", ofTeam, t), a.saveAnswers)
	add(a, read("/assessments/{id}/facts", "getFacts", "The facts", leadOnly, t), a.getFacts)
	add(a, act("/assessments/{id}/facts", "saveFacts", "Store facts, all or none", leadOnly, t), a.saveFacts)
}

// standing is an assessment with the questions of its round.
func (a *API) standing(c call, id string, may func(team string) error) (maturity.Assessment, maturity.Round, *maturity.Questionnaire, error) {
	x, err := a.store.AssessmentByID(c, id)
	if err != nil {
		return x, maturity.Round{}, nil, err
	}
	if err := may(x.TeamID); err != nil {
		return x, maturity.Round{}, nil, err
	}
	r, err := a.store.RoundByID(c, x.RoundID)
	if err != nil {
		return x, r, nil, err
	}
	q, err := a.tracker.Questionnaire(c, r)
	return x, r, q, err
}

func (a *API) getAnswers(c call, in *ByID) (*output[Response], error) {
	x, _, q, err := a.standing(c, in.ID, c.viewer.MayBelong)
	if err != nil {
		return nil, err
	}
	author := c.viewer.Person.ID
	if x.Mode == maturity.Together {
		author = ""
	}
	out := Response{Answers: []Answer{}}
	r, err := a.store.ResponseOf(c, x.ID, author)
	if errors.Is(err, &maturity.Error{Kind: maturity.NotFound}) {
		return reply(out, nil)
	}
	if err != nil {
		return nil, err
	}
	out.Finished = r.FinishedAt != nil
	given, err := a.store.AnswersOf(c, r.ID, q)
	for _, g := range given {
		out.Answers = append(out.Answers, Answer{
			Question: g.Question, Answer: g.Answer, Revision: g.Revision, UpdatedAt: g.UpdatedAt.UTC(), Late: g.Late,
		})
	}
	slices.SortFunc(out.Answers, func(x, y Answer) int { return strings.Compare(x.Question, y.Question) })
	return reply(out, err)
}

func (a *API) saveAnswers(c call, in *struct {
	ByID
	Body struct {
		Changes []Change `json:"changes" maxItems:"500"`
		Finish  bool     `json:"finish,omitempty" doc:"The response is complete"`
	}
}) (*output[Saved], error) {
	_, _, q, err := a.standing(c, in.ID, c.viewer.MayBelong)
	if err != nil {
		return nil, err
	}
	changes, err := readChanges(q, in.Body.Changes)
	if err != nil {
		return nil, err
	}
	s, err := a.tracker.SaveAnswers(c, c.viewer, tracker.SaveAnswers{Assessment: in.ID, Changes: changes, Finish: in.Body.Finish})
	return reply(Saved(s), inChanges(err, in.Body.Changes))
}

// inChanges has what is wrong with a question stand at its change.
func inChanges(err error, sent []Change) error {
	return relocated(err, func(name string) string {
		for i, x := range sent {
			switch name {
			case x.Question:
				return changeAt(i) + "/answer"
			case x.Question + ".evidence":
				return changeAt(i) + "/evidence"
			case x.Question + ".note":
				return changeAt(i) + "/note"
			}
		}
		return ""
	})
}

func changeAt(i int) string { return "/changes/" + strconv.Itoa(i) }

// readChanges reads answers with their questions.
func readChanges(q *maturity.Questionnaire, sent []Change) ([]tracker.Change, error) {
	var wrong maturity.Fields
	out := make([]tracker.Change, 0, len(sent))
	seen := map[string]bool{}
	for i, x := range sent {
		ch := tracker.Change{Question: x.Question, Seen: x.Seen, Evidence: x.Evidence, Note: x.Note}
		question, known := q.Question(x.Question)
		if !known || seen[x.Question] {
			wrong.Add(changeAt(i)+"/question", "answer.unknown_question")
			continue
		}
		seen[x.Question] = true
		if raw := bytes.TrimSpace(x.Answer); len(raw) > 0 && !bytes.Equal(raw, []byte("null")) {
			given, err := maturity.DecodeAnswer(question, raw)
			field, refused := maturity.AsField(changeAt(i)+"/answer", err)
			if refused {
				wrong = append(wrong, field)
				continue
			}
			if err != nil {
				wrong.Add(changeAt(i)+"/answer", "answer.kind")
				continue
			}
			ch.Answer = &given
		}
		out = append(out, ch)
	}
	return out, wrong.Err()
}

// facts reads the facts of an assessment in the order of their keys.
func (a *API) facts(ctx context.Context, r store.Reader, assessment string, q *maturity.Questionnaire) (Facts, error) {
	all, err := r.FactsOf(ctx, assessment, q)
	out := Facts{Facts: make([]Fact, 0, len(all))}
	for _, f := range all {
		out.Facts = append(out.Facts, Fact{
			Question: f.Question, Answer: f.Answer, Evidence: f.Evidence, Note: f.Note, Revision: f.Revision, UpdatedAt: f.UpdatedAt.UTC(),
		})
	}
	slices.SortFunc(out.Facts, func(x, y Fact) int { return strings.Compare(x.Question, y.Question) })
	return out, err
}

func (a *API) getFacts(c call, in *ByID) (*tagged[Facts], error) {
	x, _, q, err := a.standing(c, in.ID, c.viewer.MayLead)
	if err != nil {
		return nil, err
	}
	return tag(a.facts(c, a.store, x.ID, q))
}

func (a *API) saveFacts(c call, in *struct {
	ByID
	Match
	Body struct {
		Changes []Change `json:"changes" maxItems:"500"`
	}
}) (*output[Saved], error) {
	x, _, q, err := a.standing(c, in.ID, c.viewer.MayLead)
	if err != nil {
		return nil, err
	}
	changes, err := readChanges(q, in.Body.Changes)
	if err != nil {
		return nil, err
	}
	c, err = guarded(a, c, in.Match, "facts "+x.ID, func(ctx context.Context, r store.Reader) (Facts, error) { return a.facts(ctx, r, x.ID, q) })
	if err != nil {
		return nil, err
	}
	s, err := a.tracker.SaveFacts(c, c.viewer, in.ID, changes)
	return reply(Saved(s), inChanges(err, in.Body.Changes))
}
