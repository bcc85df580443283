package page

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"michinori/app/maturity"
	"michinori/questionnaires"
	"michinori/reports"
)

// Agreement is the page of the team's talk: what people answered, the widest
// apart first, and the level to settle on for each question.
type Agreement struct {
	Base
	Guard
	Assessment maturity.Assessment
	Round      maturity.Round
	Team       maturity.Team
	Lead       bool
	Sections   []AgreeSection
	Invalid    bool // something was sent that could not be stored
}

// AgreeSection is one dimension.
type AgreeSection struct {
	Dimension maturity.Dimension
	Questions []*AgreeQuestion // to settle on
	Figures   []AgreeFigure    // what there is to know besides
}

// AgreeFigure is a question nobody settles on: a fact, or hours.
type AgreeFigure struct{ Prompt, Value string }

// AgreeQuestion is one question with what people answered.
type AgreeQuestion struct {
	maturity.Question
	page   *Agreement
	Score  maturity.QuestionScore
	Choice string // the level that is set, "" where there is none
	Reason string
	Error  string
}

// Add appends a question; choice and reason are what its inputs hold, or "" for
// the median.
func (a *Agreement) Add(q maturity.Question, s maturity.QuestionScore, choice, reason, message string) {
	n := len(a.Sections)
	if n == 0 || a.Sections[n-1].Dimension != q.Dimension {
		a.Sections = append(a.Sections, AgreeSection{Dimension: q.Dimension})
		n++
	}
	section := &a.Sections[n-1]
	if !q.Agreeable() {
		section.Figures = append(section.Figures, AgreeFigure{Prompt: a.In(q.Prompt), Value: a.figureText(q, s)})
		return
	}
	out := &AgreeQuestion{Question: q, page: a, Score: s, Choice: choice, Reason: reason, Error: message}
	if choice == "" {
		out.Choice = out.median()
	}
	section.Questions = append(section.Questions, out)
}

// figureText says what a question came to that nobody settles on; of a
// calculated one also that it comes from the register.
func (a *Agreement) figureText(q maturity.Question, s maturity.QuestionScore) string {
	switch {
	case q.Respondent != maturity.System:
		return a.ValueText(q, s)
	case s.State == maturity.Unanswered:
		return a.T("result.no_register")
	}
	return a.T("from_register.figure", "value", a.ValueText(q, s))
}

// Editable reports whether the viewer settles on the levels here and now.
func (a *Agreement) Editable() bool { return a.Lead && a.Round.Open() }

// Settled reports whether another lead has settled on the levels meanwhile.
func (a *Agreement) Settled() bool { return a.Conflict && a.Assessment.State != maturity.Revealed }

// Together reports whether the team answered together.
func (a *Agreement) Together() bool { return a.Assessment.Mode == maturity.Together }

// Action is where the form is sent.
func (a *Agreement) Action() string { return a.URL("/assessments/", a.Assessment.ID, "/agreement") }

// DraftKey names what this browser keeps of the form; answers given anew after
// a re-opening start an empty one.
func (a *Agreement) DraftKey() string {
	return draftKey(a.Viewer, "agreement", a.Assessment.ID, strconv.Itoa(a.Assessment.Reopened))
}

func draftKey(v maturity.Viewer, parts ...string) string {
	return strings.Join(append([]string{"michinori", v.Person.ID}, parts...), ":")
}

// Agenda is what to talk about first: where views lie far apart, the furthest
// first, then what many do not know or say does not apply.
func (a *Agreement) Agenda() []*AgreeQuestion {
	var out []*AgreeQuestion
	for _, s := range a.Sections {
		for _, q := range s.Questions {
			if q.First() {
				out = append(out, q)
			}
		}
	}
	slices.SortStableFunc(out, func(x, y *AgreeQuestion) int {
		return cmp.Or(cmp.Compare(x.place(), y.place()), cmp.Compare(x.agreement(), y.agreement()))
	})
	return out
}

// talkFirst is how many questions fit into one talk of half an hour.
const talkFirst = 5

// Talk is the part of the agenda that fits into one talk.
func (a *Agreement) Talk() []*AgreeQuestion {
	agenda := a.Agenda()
	return agenda[:min(talkFirst, len(agenda))]
}

// TalkMore is what is left of the agenda for whoever has more time.
func (a *Agreement) TalkMore() []*AgreeQuestion {
	agenda := a.Agenda()
	return agenda[min(talkFirst, len(agenda)):]
}

// WrongMore reports whether a question of TalkMore has a message, so that it
// stands open.
func (a *Agreement) WrongMore() bool { return anyWrong(a.TalkMore()) }

func anyWrong(questions []*AgreeQuestion) bool {
	return slices.ContainsFunc(questions, func(q *AgreeQuestion) bool { return q.Error != "" })
}

func (q *AgreeQuestion) place() int {
	if q.Score.Discuss {
		return 0
	}
	return 1
}

func (q *AgreeQuestion) agreement() float64 {
	if q.Score.Agreement == nil {
		return 1
	}
	return *q.Score.Agreement
}

// Rest is what is left of a section once the agenda is taken out, by agreement
// ascending.
func (s AgreeSection) Rest() []*AgreeQuestion {
	var out []*AgreeQuestion
	for _, q := range s.Questions {
		if !q.First() {
			out = append(out, q)
		}
	}
	slices.SortStableFunc(out, func(x, y *AgreeQuestion) int { return cmp.Compare(x.agreement(), y.agreement()) })
	return out
}

// Held is how many questions the section lists, those nobody settles on among
// them; a section of none is left out.
func (s AgreeSection) Held() int { return len(s.Rest()) + len(s.Figures) }

// Wrong reports whether a question of the section has a message, so that it
// stands open.
func (s AgreeSection) Wrong() bool { return anyWrong(s.Rest()) }

// FirstError is the id of the first question with a message.
func (a *Agreement) FirstError() string {
	for _, q := range a.Agenda() {
		if q.Error != "" {
			return q.ID()
		}
	}
	for _, s := range a.Sections {
		for _, q := range s.Rest() {
			if q.Error != "" {
				return q.ID()
			}
		}
	}
	return ""
}

// First reports whether the question belongs on the agenda.
func (q *AgreeQuestion) First() bool {
	if q.page.Together() {
		return false
	}
	switch q.pattern() {
	case questionnaires.ManyNA, questionnaires.ManyUnsure:
		return true
	}
	return q.Score.Discuss
}

func (q *AgreeQuestion) pattern() questionnaires.Pattern {
	return questionnaires.PatternOf(q.Score.Counts, q.Score.Unsure, q.Score.NA)
}

// Hint helps whoever leads the talk, or is nil where no more can be said than
// the numbers do.
func (q *AgreeQuestion) Hint() *questionnaires.Hint {
	if q.page.Together() {
		return nil
	}
	h, ok := questionnaires.FacilitatorHint(q.pattern())
	if !ok {
		return nil
	}
	return &h
}

// Page returns the page, for texts.
func (q *AgreeQuestion) Page() *Agreement { return q.page }

// ID is the id of the question in the page.
func (q *AgreeQuestion) ID() string { return "q-" + strings.ReplaceAll(q.Key, ".", "-") }

// Distribution is how people answered, or nil where there is nothing to spread:
// a team that answered together gave one answer.
func (q *AgreeQuestion) Distribution() *reports.Distribution {
	if q.page.Together() || q.Score.Answered == 0 && q.Score.State != maturity.TooFew {
		return nil
	}
	counts := reports.CountsOf(q.Key, q.Score)
	counts.Title = q.page.In(q.Prompt)
	d := reports.AnswerDistribution(q.page.Texts.Language, counts)
	return &d
}

// Median says the level people came to, or why there is none.
func (q *AgreeQuestion) Median() string { return q.page.ValueText(q.Question, q.Score) }

func (q *AgreeQuestion) median() string {
	if q.Score.Value == nil {
		return ""
	}
	return decimal(*q.Score.Value)
}

// AgreeOption is one level to settle on.
type AgreeOption struct {
	Value, Text     string
	Median, Checked bool
	Half            bool
}

// Options are the levels, with the median where it lies between two of them,
// and where nothing came out, no level at all.
func (q *AgreeQuestion) Options() []AgreeOption {
	var out []AgreeOption
	median := q.median()
	for level, text := range q.Levels {
		out = append(out, AgreeOption{Value: strconv.Itoa(level), Text: q.page.In(text)})
		if half := decimal(float64(level) + 0.5); half == median || half == q.Choice {
			out = append(out, AgreeOption{Value: half, Half: true, Text: q.page.T("agreement.half", "low", level, "high", level+1)})
		}
	}
	if median == "" {
		out = append(out, AgreeOption{Text: q.page.T("agreement.leave_open")})
	}
	for i := range out {
		out[i].Median = out[i].Value == median
		out[i].Checked = out[i].Value == q.Choice
	}
	return out
}

// Figures are the distributions of the page.
func (a *Agreement) Figures() []reports.Figure {
	var out []reports.Figure
	for _, s := range a.Sections {
		for _, q := range s.Questions {
			if d := q.Distribution(); d != nil {
				out = append(out, d.Figure)
			}
		}
	}
	return drawn(out...)
}
