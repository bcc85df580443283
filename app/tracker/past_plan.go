package tracker

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"strings"
	"time"

	"michinori/app/maturity"
	"michinori/app/store"
)

// pastPlanner works through past answers row by row.
type pastPlanner struct {
	tracker  *Tracker
	options  PastOptions
	org      maturity.Organisation
	now      time.Time
	fallback *maturity.Questionnaire
	problems maturity.PastAnswers // only its problems
	plan     PastPlan

	rounds    map[string]*pastRound
	newRounds []*pastRound
	teams     map[string]string // key and folded name -> id; "" where two teams share it
	people    map[string]string // address -> id, archived ones too
	there     map[[2]string]bool

	byPlace     map[[2]string]*pastAssessment // by round key and team id
	assessments []*pastAssessment
}

// pastRound is a round that is there, or is to be.
type pastRound struct {
	round         maturity.Round
	questionnaire *maturity.Questionnaire
}

// pastAssessment is an assessment in the making.
type pastAssessment struct {
	store.WholeAssessment
	round *pastRound
	by    map[string]int    // where in Responses somebody's stands
	said  map[[2]string]int // the line that speaks of a member and a question
}

func (t *Tracker) newPastPlanner(ctx context.Context, r store.Reader, o PastOptions) (*pastPlanner, error) {
	p := &pastPlanner{
		tracker: t, options: o, now: t.now(), rounds: map[string]*pastRound{}, teams: map[string]string{},
		people: map[string]string{}, there: map[[2]string]bool{}, byPlace: map[[2]string]*pastAssessment{},
	}
	var err error
	if p.org, err = r.Organisation(ctx); err != nil {
		return nil, err
	}
	if p.fallback, err = t.library.Latest(o.Questionnaire); err != nil {
		return nil, err
	}
	if err := p.loadRounds(ctx, r); err != nil {
		return nil, err
	}
	people, err := r.People(ctx)
	if err != nil {
		return nil, err
	}
	for _, x := range people {
		if x.Email != "" {
			p.people[x.Email] = x.ID
		}
	}
	teams, err := r.Teams(ctx)
	for _, x := range teams {
		name := nameKey(x.Name)
		if _, taken := p.teams[name]; taken {
			p.teams[name] = ""
		} else {
			p.teams[name] = x.ID
		}
	}
	for _, x := range teams {
		p.teams[x.Key] = x.ID
	}
	return p, err
}

func (p *pastPlanner) loadRounds(ctx context.Context, r store.Reader) error {
	rounds, err := r.Rounds(ctx)
	if err != nil {
		return err
	}
	for _, round := range rounds {
		q, err := p.tracker.Questionnaire(ctx, round)
		if err != nil {
			return err
		}
		p.rounds[round.Key] = &pastRound{round: round, questionnaire: q}
		as, err := r.AssessmentsIn(ctx, round.ID)
		if err != nil {
			return err
		}
		for _, a := range as {
			p.there[[2]string{round.Key, a.TeamID}] = true
		}
	}
	return nil
}

func (p *pastPlanner) row(row maturity.PastRow) {
	a := p.place(row)
	if a == nil {
		return
	}
	question, ok := a.round.questionnaire.Question(row.Question)
	if !ok || question.Respondent == maturity.System {
		p.problems.Refuse(row.Line, maturity.PastQuestion, "answer.unknown_question")
		return
	}
	about := [2]string{strings.ToLower(row.Member), row.Question}
	if line, twice := a.said[about]; twice {
		p.problems.Refuse(row.Line, "", "past.twice", "line", strconv.Itoa(line))
		return
	}
	a.said[about] = row.Line
	switch {
	case row.Member == maturity.PastAgreed:
		p.agree(a, question, row)
	case question.Respondent == maturity.Lead:
		p.fact(a, question, row)
	default:
		p.answer(a, question, row)
	}
}

// place returns the assessment a row belongs to, nil where there can be none.
func (p *pastPlanner) place(row maturity.PastRow) *pastAssessment {
	r := p.round(row)
	team, known := p.teams[strings.ToLower(row.Team)]
	if !known {
		team = p.teams[nameKey(row.Team)]
	}
	if team == "" {
		p.problems.Refuse(row.Line, maturity.PastTeam, "past.team_unknown", "team", clip(row.Team))
	}
	if r == nil || team == "" {
		return nil
	}
	at := [2]string{r.round.Key, team}
	if p.there[at] {
		p.problems.Refuse(row.Line, "", "past.there_already", "round", r.round.Key, "team", clip(row.Team))
		return nil
	}
	a := p.byPlace[at]
	if a == nil {
		a = &pastAssessment{round: r, by: map[string]int{}, said: map[[2]string]int{}}
		a.Assessment = maturity.Assessment{ID: p.tracker.newID(), RoundID: r.round.ID, TeamID: team}
		p.byPlace[at], p.assessments = a, append(p.assessments, a)
		p.plan.Assessments++
	}
	return a
}

// round returns the round a row names, a new one where there is none.
func (p *pastPlanner) round(row maturity.PastRow) *pastRound {
	if !maturity.ValidRoundKey(row.Round) {
		p.problems.Refuse(row.Line, maturity.PastRound, "field.round_key")
		return nil
	}
	if r := p.rounds[row.Round]; r != nil {
		if r.round.Open() {
			p.problems.Refuse(row.Line, maturity.PastRound, "past.round_open", "round", row.Round)
			return nil
		}
		return r
	}
	from, to := maturity.RoundSpan(row.Round, p.org.FiscalStart)
	end := endOfSpan(to, p.org)
	if end.After(p.now) {
		p.problems.Refuse(row.Line, maturity.PastRound, "past.not_over", "round", row.Round)
		return nil
	}
	r := &pastRound{questionnaire: p.fallback, round: maturity.Round{
		ID: p.tracker.newID(), Key: row.Round, Questionnaire: p.fallback.Key, Edition: p.fallback.Edition, K: p.org.K,
		OpenedAt: startOfSpan(from, p.org), ClosesAt: end, ClosedAt: &end,
	}}
	p.rounds[row.Round], p.newRounds = r, append(p.newRounds, r)
	p.plan.Rounds = append(p.plan.Rounds, row.Round)
	return r
}

func (p *pastPlanner) agree(a *pastAssessment, q maturity.Question, row maturity.PastRow) {
	raw, err := plainAnswer(row.Answer)
	if err == nil {
		var level float64
		if level, err = maturity.ParseAgreement(q, raw); err == nil {
			a.Agreements = append(a.Agreements, maturity.Agreement{Question: q.Key, Level: level})
			p.plan.Agreements++
			return
		}
	}
	p.refuseAnswer(row, err)
}

func (p *pastPlanner) fact(a *pastAssessment, q maturity.Question, row maturity.PastRow) {
	if row.Member != "" {
		p.problems.Refuse(row.Line, maturity.PastMember, "past.fact_of_member")
		return
	}
	if answer, ok := p.parse(q, row); ok {
		a.Facts = append(a.Facts, store.WholeFact{Fact: maturity.Fact{
			Question: q.Key, Answer: answer, UpdatedAt: *a.round.round.ClosedAt, Revision: 1,
		}})
		p.plan.Facts++
	}
}

func (p *pastPlanner) answer(a *pastAssessment, q maturity.Question, row maturity.PastRow) {
	mode, person := maturity.Together, ""
	if row.Member != "" {
		mode, person = maturity.Apart, p.people[strings.ToLower(row.Member)]
		if person == "" {
			p.problems.Refuse(row.Line, maturity.PastMember, "past.member_unknown")
			return
		}
	}
	if a.Mode != maturity.ModeUnset && a.Mode != mode {
		p.problems.Refuse(row.Line, maturity.PastMember, "past.mixed")
		return
	}
	answer, ok := p.parse(q, row)
	if !ok {
		return
	}
	a.Mode = mode
	at, known := a.by[person]
	if !known {
		at = len(a.Responses)
		a.by[person] = at
		end := *a.round.round.ClosedAt
		a.Responses = append(a.Responses, store.WholeResponse{Response: store.Response{
			ID: p.tracker.newID(), AssessmentID: a.ID, PersonID: person, FinishedAt: &end,
		}})
		p.plan.Responses++
	}
	a.Responses[at].Answers = append(a.Responses[at].Answers, maturity.GivenAnswer{
		Question: q.Key, Answer: answer, UpdatedAt: *a.round.round.ClosedAt, Revision: 1,
	})
	p.plan.Answers++
}

func (p *pastPlanner) parse(q maturity.Question, row maturity.PastRow) (maturity.Answer, bool) {
	raw, err := plainAnswer(row.Answer)
	if err == nil {
		var a maturity.Answer
		if a, err = maturity.ParseAnswer(q, raw); err == nil {
			return a, true
		}
	}
	p.refuseAnswer(row, err)
	return maturity.Answer{}, false
}

func (p *pastPlanner) refuseAnswer(row maturity.PastRow, err error) {
	if f, ok := maturity.AsField(maturity.PastAnswer, err); ok {
		p.problems.Problems = append(p.problems.Problems, maturity.PastProblem{Line: row.Line, Column: f.Name, Key: f.Key, Args: f.Args})
		return
	}
	p.problems.Refuse(row.Line, maturity.PastAnswer, "past.no_value")
}

// plainAnswer reads a cell: a number, a word, or JSON as in an answers file.
func plainAnswer(s string) (any, error) {
	if !strings.ContainsAny(s[:1], "[{-0123456789") {
		if word, ok := pastAnswerWords[strings.ToLower(s)]; ok {
			return word, nil
		}
		return s, nil
	}
	d := json.NewDecoder(bytes.NewReader([]byte(s)))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		return nil, err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("more than one value")
	}
	return v, nil
}

// pastAnswerWords are words that stand for answers in the files people keep.
var pastAnswerWords = map[string]string{
	"わからない": string(maturity.Unsure), "分からない": string(maturity.Unsure), "不明": string(maturity.Unsure),
	"don't know": string(maturity.Unsure), "unknown": string(maturity.Unsure),
}
