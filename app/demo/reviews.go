package demo

import (
	"strconv"
	"time"

	"michinori/app/maturity"
	"michinori/app/store"
)

// carryReasons are why teams carry an action on.
var carryReasons = []maturity.Text{
	{JA: "半分まで進んだ。残りは今四半期に終える。", EN: "Half done. The rest comes this quarter."},
	{JA: "先に片付ける障害対応があり、来月に回した。", EN: "An incident came first, so it moves to next month."},
	{},
}

// reviews tells what a team said about the actions of the rounds before when
// the next one began: of each until it was done or dropped.
func (p *plan) reviews(t *team, all []store.WholeAssessment) []store.ActionReview {
	d := newDice(p.Seed, "reviews "+strconv.Itoa(t.number))
	opened := map[string]period{}
	for _, r := range p.periods {
		opened[r.ID] = r
	}
	var out []store.ActionReview
	for i, from := range all {
		for _, a := range from.Actions {
			for _, in := range all[i+1:] {
				if in.State == maturity.Answering {
					continue // the team has not come together in that round
				}
				x := review(d, a, opened[in.RoundID])
				x.AssessmentID, x.Reason = in.ID, reasonOf(d, a, p.Language)
				out = append(out, x)
				if x.Outcome != store.ReviewCarried {
					break
				}
			}
		}
	}
	return out
}

func review(d *dice, a maturity.Action, r period) store.ActionReview {
	out := store.ActionReview{
		ActionID: a.ID, Outcome: store.ReviewCarried, ReviewedBy: a.OwnerID,
		ReviewedAt: r.at(d.between(0, 2), 13, 5*d.IntN(12)).Add(time.Duration(d.IntN(60)) * time.Second),
	}
	switch a.State {
	case maturity.ActionDone:
		out.Outcome = store.ReviewDone
	case maturity.ActionDropped:
		out.Outcome = store.ReviewDropped
	}
	return out
}

// reasonOf is what was said with it: one that was done needs no word.
func reasonOf(d *dice, a maturity.Action, l maturity.Language) string {
	switch a.State {
	case maturity.ActionDropped:
		return a.Reason
	case maturity.ActionOpen:
		return pick(d, carryReasons).In(l)
	}
	return ""
}
