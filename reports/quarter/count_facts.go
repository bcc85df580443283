package quarter

import (
	"math"

	"michinori/app/maturity"
)

func (c *counter) readiness(a *Assessment) {
	c.drill(a.Result.Questions[drillQuestion])
	o := &c.out.OnCall
	fact, given := a.Facts[onCallQuestion]
	if !given || fact.Kind != maturity.RatioAnswer || a.Result.Questions[onCallQuestion].State != maturity.Scored {
		o.Unknown++
		return
	}
	o.Teams++
	o.Ready += int(fact.Part)
	o.Of += int(fact.Whole)
}

// drill counts a team by its last practised incident; an answer in words has
// no value and means never.
func (c *counter) drill(q maturity.QuestionScore) {
	n := &c.out.Drills
	if q.State != maturity.Scored {
		n.Unknown++
		return
	}
	if q.Value == nil {
		n.Never++
		return
	}
	days := *q.Value
	c.drills = append(c.drills, days)
	switch {
	case days <= 90:
		n.Within90++
	case days <= 180:
		n.Within180++
	case days <= 365:
		n.Within365++
	default:
		n.Longer++
	}
}

// services counts user-facing services; where a team has none there is nothing
// to count, and nothing unknown either.
func (c *counter) services(a *Assessment) {
	fact, given := a.Facts[coverageQuestion]
	switch {
	case given && fact.Kind == maturity.TiersAnswer:
		for _, t := range fact.Tiers {
			c.tier(a, t)
		}
	case given && fact.Kind == maturity.RatioAnswer:
		c.tier(a, maturity.Tier{Covered: fact.Part, Of: fact.Whole})
	case given && fact.Kind == maturity.NotApplicable:
	default:
		c.out.SLOUnknown++
	}
}

func (c *counter) tier(a *Assessment, t maturity.Tier) {
	if c.tiers == nil {
		c.tiers = map[int]*Tier{}
	}
	n := c.tiers[t.Tier]
	if n == nil {
		n = &Tier{Tier: t.Tier}
		c.tiers[t.Tier] = n
	}
	covered, of := int(t.Covered), int(t.Of)
	n.Of += of
	n.None += of - covered
	review := a.Result.Questions[reviewQuestion]
	if review.State == maturity.Scored && review.Points != nil && level(*review.Points) >= regularReview {
		n.Reviewed += covered
	} else {
		n.Defined += covered
	}
}

func level(points float64) int {
	return min(max(int(math.Floor((points+tolerance)/pointsPerLevel)), 0), highestLevel)
}

// questions counts teams by the level of each question with levels.
func (c *counter) questions(a *Assessment) {
	if c.asked == nil {
		c.asked = map[string]*TeamLevel{}
	}
	for i := range c.terms.Questionnaire.Questions {
		q := &c.terms.Questionnaire.Questions[i]
		if q.Type != maturity.Scale5 {
			continue
		}
		n := c.asked[q.Key]
		if n == nil {
			n = &TeamLevel{Question: q.Key}
			c.asked[q.Key] = n
		}
		switch s := a.Result.Questions[q.Key]; {
		case s.State == maturity.NotApplies:
			n.NA++
		case s.State == maturity.Scored && s.Points != nil:
			n.Levels[level(*s.Points)]++
		default:
			n.Unknown++
		}
	}
}

func (c *counter) learning(a *Assessment) {
	add := func(question string, part, whole, teams *int) {
		fact, given := a.Facts[question]
		if given && fact.Kind == maturity.RatioAnswer && fact.Whole > 0 {
			*part += int(fact.Part)
			*whole += int(fact.Whole)
			*teams++
		}
	}
	l := &c.out.Learn
	add(postmortemQuestion, &l.Postmortems, &l.PostmortemsOf, &l.PostmortemTeams)
	add(actionsQuestion, &l.Actions, &l.ActionsOf, &l.ActionTeams)
}

func (c *counter) trust(a *Assessment) {
	t := &c.out.Trust
	few := false
	for i := range c.terms.Questionnaire.Questions {
		few = few || a.Result.Questions[c.terms.Questionnaire.Questions[i].Key].State == maturity.TooFew
	}
	t.TooFew += one(few)
	t.Together += one(a.Mode == maturity.Together)
	t.Late += one(a.Late)
	t.Reopened += one(a.Reopened)
}
