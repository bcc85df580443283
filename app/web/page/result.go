package page

import (
	"slices"
	"strconv"
	"strings"

	"michinori/app/maturity"
	"michinori/questionnaires"
	"michinori/reports"
)

// Result is what one team came to in one round. For readers outside the team
// it holds no spread of answers, no actions and no reasons.
type Result struct {
	Base
	Assessment maturity.Assessment
	Round      maturity.Round
	Team       maturity.Team
	Inside     bool // the viewer belongs to the team
	Lead       bool
	Late       int    // how often answers came after the promised end
	Previous   string // key of the round it is shown beside, or ""
	Dimensions []*ResultDimension
	Profile    reports.Figure
	Register   *maturity.RegisterFigures // what the calculated questions come from; nil: there was no register
	Steps      []*ResultStep
	Earlier    []ResultAction // open since an earlier round: looked at first
	Actions    []ResultAction // of this round
	SayDo      []SayDo        // by round, for the team
	Outside    string         // what its files from outside ask, for the team
	Sections   []ResultSection
	Reopen     ReopenForm
	Invalid    bool
	Conflict   bool // somebody else was faster with the form that came back
}

// ReopenForm is what the lead typed to open the answers again.
type ReopenForm struct {
	Facts         bool // alone are to be corrected
	Reason, Error string
}

// Together reports whether the team answered together.
func (r *Result) Together() bool { return r.Assessment.Mode == maturity.Together }

// NoInterval says why no score has an interval, "" where scores may have one.
func (r *Result) NoInterval() string {
	if !r.Together() || !slices.ContainsFunc(r.Dimensions, func(d *ResultDimension) bool { return d.Score.Scored }) {
		return ""
	}
	return r.T("interval.together")
}

// Shared reports whether others can see the result.
func (r *Result) Shared() bool { return r.Assessment.State == maturity.Shared }

// CanReopen reports whether the viewer may open the answers again.
func (r *Result) CanReopen() bool { return r.Lead && r.Round.Open() }

// DraftKey names what this browser keeps of a form on this page.
func (r *Result) DraftKey(form string) string {
	return draftKey(r.Viewer, form, r.Assessment.ID, strconv.Itoa(r.Assessment.Reopened))
}

// Before reports whether there was anything that this round could look back on.
func (r *Result) Before() bool { return len(r.SayDo) > 1 || len(r.Earlier) > 0 }

// Agenda is the questions that views were far apart on.
func (r *Result) Agenda() []ResultQuestion {
	var out []ResultQuestion
	for _, s := range r.Sections {
		for _, q := range s.Questions {
			if q.Score.Discuss && r.Inside && !r.Together() {
				out = append(out, q)
			}
		}
	}
	return out
}

// ResultSection is the questions of one dimension.
type ResultSection struct {
	Dimension maturity.Dimension
	Questions []ResultQuestion
}

// ResultQuestion is one question with what it came to.
type ResultQuestion struct {
	maturity.Question
	page      *Result
	Score     maturity.QuestionScore
	Agreement *maturity.Agreement // the team's, where it differs from the median
}

// Ask appends a question to the section of its dimension.
func (r *Result) Ask(q maturity.Question, s maturity.QuestionScore, a *maturity.Agreement) {
	n := len(r.Sections)
	if n == 0 || r.Sections[n-1].Dimension != q.Dimension {
		r.Sections = append(r.Sections, ResultSection{Dimension: q.Dimension})
		n++
	}
	r.Sections[n-1].Questions = append(r.Sections[n-1].Questions, ResultQuestion{Question: q, page: r, Score: s, Agreement: a})
}

// Points are the points with one decimal, or a dash.
func (q ResultQuestion) Points() string {
	if q.Score.Points == nil {
		return "–"
	}
	return maturity.DisplayScore(*q.Score.Points)
}

// Value says what the question came to, or why it came to nothing.
func (q ResultQuestion) Value() string {
	if q.Respondent == maturity.System && q.Score.State == maturity.Unanswered {
		return q.page.T("result.no_register")
	}
	return q.page.ValueText(q.Question, q.Score)
}

// ByMembers reports whether each member answered the question.
func (q ResultQuestion) ByMembers() bool {
	return q.Respondent == maturity.Each && !q.page.Together() && q.Score.State != maturity.TooFew
}

// Spread reports whether more than the median and the number of answers may be
// told.
func (q ResultQuestion) Spread() bool {
	return q.ByMembers() && q.Score.Answered >= maturity.Numbers().DistributionFrom && q.Score.TellsUnsure()
}

// Who says who answers the question.
func (q ResultQuestion) Who() string {
	if q.page.Together() && q.Respondent == maturity.Each {
		return q.page.T("who.together")
	}
	return q.page.T("who." + string(q.Respondent))
}

// Pattern names the picture the answers make, or is "".
func (q ResultQuestion) Pattern() string {
	h, ok := questionnaires.FacilitatorHint(questionnaires.PatternOf(q.Score.Counts, q.Score.Unsure, q.Score.NA))
	if !ok {
		return ""
	}
	return q.page.In(h.Name)
}

// ResultStep is one suggestion.
type ResultStep struct {
	maturity.Question
	page     *Result
	Score    maturity.QuestionScore
	Practice *questionnaires.Practice
	Taken    *ResultAction // it is an action already
	Form     ActionForm
}

// ActionForm is what somebody typed to take a step on.
type ActionForm struct {
	Title, Owner, Due string
	Members           []Choice
	Errors            Errors
}

// Choice is one entry of a list.
type Choice struct {
	Value, Text string
	Chosen      bool
}

// Suggest appends a next step.
func (r *Result) Suggest(step ResultStep) {
	step.page = r
	r.Steps = append(r.Steps, &step)
}

// Page returns the page, for texts.
func (s *ResultStep) Page() *Result { return s.page }

// ID is the id of the step in the page.
func (s *ResultStep) ID() string { return "step-" + strings.ReplaceAll(s.Key, ".", "-") }

// Reason says why this is suggested.
func (s *ResultStep) Reason() string {
	parts := []string{s.page.T("step.points", "points", ResultQuestion{page: s.page, Score: s.Score}.Points())}
	if s.Score.GateHolds {
		parts = append(parts, s.page.T("step.gate"))
	}
	if s.Score.Discuss && s.page.Inside {
		parts = append(parts, s.page.T("step.discuss"))
	}
	return strings.Join(parts, s.page.T("list.separator"))
}

// ResultAction is one action of the team.
type ResultAction struct {
	maturity.Action
	page    *Result
	Owner   string // name
	Round   string // key of the round it comes from
	Overdue bool
	Typed   string // reason typed for dropping it
	Error   string
	Seen    string // stands for what its forms were made from
	Back    bool   // somebody else was faster: its forms came back whatever became of it
}

// Take appends an action to those of this round, or of earlier ones.
func (r *Result) Take(a ResultAction) {
	a.page = r
	if a.AssessmentID == r.Assessment.ID {
		r.Actions = append(r.Actions, a)
		for _, s := range r.Steps {
			if s.Key == a.Question && (s.Taken == nil || a.State == maturity.ActionOpen) {
				s.Taken = &a
			}
		}
	} else if a.State == maturity.ActionOpen || a.Back {
		r.Earlier = append(r.Earlier, a)
	}
}

// Page returns the page, for texts.
func (a ResultAction) Page() *Result { return a.page }

// Open reports whether the action is still to be done.
func (a ResultAction) Open() bool { return a.State == maturity.ActionOpen }

// Figures are the figures of the page.
func (r *Result) Figures() []reports.Figure { return drawn(r.Profile) }
