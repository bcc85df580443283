package page

import (
	"michinori/app/adoption"
	"michinori/app/maturity"
	"michinori/questionnaires"
)

// QuestionLatest is what a question last came to in a team of the viewer.
type QuestionLatest struct {
	page       *QuestionHelp
	Team       maturity.Team
	Round      maturity.Round
	Assessment string
	Score      maturity.QuestionScore
}

// Came appends the latest figure of a team.
func (q *QuestionHelp) Came(x QuestionLatest) {
	x.page = q
	q.Latest = append(q.Latest, x)
}

// Value says what the question came to, or why it came to nothing.
func (x QuestionLatest) Value() string {
	q := x.page
	if q.Calculated() && x.Score.State == maturity.Unanswered {
		return q.T("result.no_register")
	}
	return q.ValueText(q.Question, x.Score)
}

// Points are the points in words, or "" where there are none.
func (x QuestionLatest) Points() string {
	if x.Score.Points == nil {
		return ""
	}
	return x.page.T("question.points", "points", maturity.DisplayScore(*x.Score.Points))
}

// level is the level the question stands at: the one chosen, where levels are
// chosen, else the one its points are worth. It is -1 without points.
func (x QuestionLatest) level() int {
	switch {
	case x.Score.Points == nil:
		return -1
	case x.page.Leveled() && x.Score.Value != nil:
		return int(*x.Score.Value)
	}
	return maturity.LevelOf(*x.Score.Points)
}

// Next is what the level after the team's looks like, or "" after the last and
// where the team has no points.
func (x QuestionLatest) Next() string {
	next, levels := x.level()+1, x.page.Question.Levels
	if next == 0 || next >= len(levels) {
		return ""
	}
	return x.page.T("question.next_level", "level", next, "text", x.page.In(levels[next]))
}

// Top reports whether the team stands at the last level.
func (x QuestionLatest) Top() bool { return x.level() >= len(x.page.Question.Levels)-1 }

// PracticeTeam is a practice as it stands in a team of the viewer.
type PracticeTeam struct {
	Team maturity.Team
	Row  *PracticeRow // nil where the team has not chosen it
}

// Step is what the team can do this week to come to the next stage.
func (t PracticeTeam) Step() string {
	r := t.Row
	switch s := r.Standing.Stage; s {
	case adoption.NotStarted:
		return r.In(r.Practice.First)
	case adoption.MaxStage:
		return r.T("practice.step.keep")
	default:
		return r.T("practice.step." + []string{"2", "3", "4"}[s-1])
	}
}

// Term is one word of the glossary with where it is met.
type Term struct {
	Base
	Term      questionnaires.Term
	Questions []maturity.Question
	Practices []questionnaires.Practice
}
