package demo

import (
	"time"

	"michinori/app/maturity"
	"michinori/questionnaires"
)

// act turns one or two of the next steps into actions, and tells what became of
// them since.
func (h *historian) act(s *sitting) {
	steps := s.Result.NextSteps
	for _, step := range steps[:min(len(steps), h.dice.between(1, 2))] {
		q, _ := s.questionnaire.Question(step.Question)
		owner := h.owner(s)
		created := s.ComputedAt.Add(time.Duration(h.dice.between(5, 20)) * time.Minute)
		a := maturity.Action{
			ID: h.dice.id(), TeamID: s.TeamID, AssessmentID: s.Assessment.ID, Question: q.Key, Practice: q.Practice,
			Title: h.actionTitle(q.Practice), OwnerID: owner, State: maturity.ActionOpen, CreatedAt: created,
			Due: workday(s.start.AddDate(0, 0, h.dice.between(40, 80))).Format(time.DateOnly),
		}
		h.event(s, created, owner, "action.added", a.ID)
		h.follow(s, &a)
		s.Actions = append(s.Actions, a)
	}
}

func (h *historian) owner(s *sitting) string {
	return s.members[h.dice.IntN(len(s.members))].ID
}

// follow ends an action, or leaves it open: what is older than two quarters is
// done or dropped, unless its team has lost sight of it.
func (h *historian) follow(s *sitting, a *maturity.Action) {
	age := quarters - 1 - s.stage
	if age == 0 {
		return
	}
	closed := s.at(h.dice.between(30, 75), h.dice.between(10, 17), h.dice.IntN(60))
	x := h.dice.Float64()
	switch done := h.team.story.follow; {
	case x < done:
		a.State = maturity.ActionDone
	case x < done+(1-done)*0.5*float64(min(age, 2)):
		a.State, a.Reason = maturity.ActionDropped, pick(h.dice, dropReasons).In(h.Language)
	default:
		return
	}
	a.ClosedAt = &closed
	h.event(s, closed, a.OwnerID, "action."+string(a.State), a.ID)
}

func (h *historian) actionTitle(practice string) string {
	if titles := actionTitles[practice]; len(titles) > 0 {
		return pick(h.dice, titles).In(h.Language)
	}
	p, _ := questionnaires.PracticeByKey(practice)
	return p.Name.In(h.Language)
}

// dropReasons are why teams give an action up.
var dropReasons = []maturity.Text{
	{JA: "リリース前の作業が重なり、手を付けられなかった。次の四半期に考え直す。", EN: "Release work got in the way and we never started. We will think again next quarter."},
	{JA: "担当者が異動し、引き継ぐ人を決められなかった。", EN: "The owner moved to another team and nobody could take over."},
	{JA: "やってみたが効果が見えず、別のやり方に切り替えた。", EN: "We tried it, saw no effect, and changed to something else."},
	{JA: "大きすぎた。もっと小さい一歩に分けることにした。", EN: "It was too big. We split it into a smaller step."},
	{JA: "他部門の承認が下りなかったため、いったんやめる。", EN: "Another department did not approve, so we stop here for now."},
}
