package quarter

import (
	"slices"

	"michinori/app/knowledge"
	"michinori/app/maturity"
	"michinori/reports"
)

// HoursQuestion is the question whose answers are added up.
const HoursQuestion = "toil.hours"

// The other questions that a report reads by their permanent keys.
const (
	drillQuestion      = "incident.drill_recency"
	onCallQuestion     = "incident.oncall_ready"
	coverageQuestion   = "slo.coverage"
	reviewQuestion     = "slo.review"
	postmortemQuestion = "learn.postmortem"
	actionsQuestion    = "learn.actions"
)

const (
	pointsPerLevel = 25
	highestLevel   = 4
	regularReview  = 3    // level of reviewQuestion
	halfTheTime    = 0.5  // of contracted hours
	tolerance      = 1e-9 // of points
)

// FactQuestions are the facts of a team that Count reads.
func FactQuestions() []string {
	return []string{onCallQuestion, coverageQuestion, postmortemQuestion, actionsQuestion}
}

// Count counts the assessments of a round within some scope. What a team that
// does not share answered, wrote or chose changes nothing but the first steps
// of the funnel. views is how answers are spread, as far as that may be told.
func Count(t Terms, as []*Assessment, views *Views) Round {
	c := counter{terms: t, out: Round{
		Key: t.Key, BreakBefore: map[maturity.Dimension]bool{}, Levels: map[maturity.Dimension]reports.LevelCount{},
		Changes: map[maturity.Dimension]Moves{}, Gates: map[string]int{}, BusFactors: map[int]int{},
		Trust: Trust{Views: views},
	}}
	for _, d := range maturity.Dimensions {
		if t.Before != nil && !maturity.SameMeaning(d, t.Before.Questionnaire, t.Questionnaire) {
			c.out.BreakBefore[d] = true
		}
	}
	c.out.Funnel = Steps(as)
	for _, a := range as {
		if a.State == maturity.Shared {
			c.add(a)
		}
	}
	return c.finish()
}

type counter struct {
	terms  Terms
	out    Round
	drills []float64 // days
	tiers  map[int]*Tier
	asked  map[string]*TeamLevel
}

// Steps counts how far the teams of a round came.
func Steps(as []*Assessment) Funnel {
	var f Funnel
	for _, a := range as {
		f.Invited++
		f.People += a.Members
		f.Responded += a.Responded
		agreed := a.State == maturity.Agreed || a.State == maturity.Shared
		f.Answered += one(a.Answered || agreed)
		f.Unheard += one(!a.Answered && agreed)
		f.Agreed += one(agreed)
		f.Shared += one(a.State == maturity.Shared)
		f.Acted += one(a.State == maturity.Shared && a.Acted)
	}
	return f
}

func (c *counter) add(a *Assessment) {
	c.levels(a)
	c.toil(a)
	c.register(a)
	c.readiness(a)
	c.services(a)
	c.questions(a)
	c.learning(a)
	c.trust(a)
	c.out.Toil.Steps += a.OnToil
	c.out.Toil.Done += a.ToilDone
	s := &c.out.SayDo
	s.Done += a.Reviews.Done
	s.Carried += a.Reviews.Carried
	s.Dropped += a.Reviews.Dropped
	s.Waiting += a.Reviews.Waiting
}

// levels counts a team that much of a dimension does not apply to apart. What
// applies to a team in part alone, now or before, is left out of what rose and
// fell.
func (c *counter) levels(a *Assessment) {
	changes := a.changes(c.terms)
	for _, d := range maturity.Dimensions {
		score := a.Result.Dimensions[d]
		n := c.out.Levels[d]
		switch {
		case score.Partly:
			n.Partly++
		case score.Level == nil:
			n.NotAssessed++
		default:
			n.Teams[*score.Level]++
		}
		c.out.Levels[d] = n
		m := c.out.Changes[d]
		m.add(changes[d], score.Partly || a.Before != nil && a.Before.Dimensions[d].Partly)
		c.out.Changes[d] = m
		if score.Gate != "" && !score.Partly {
			c.out.Gates[score.Gate]++
		}
	}
}

func (m *Moves) add(change maturity.Change, partly bool) {
	switch {
	case partly:
		m.Incomparable++
	case change.Direction == maturity.Rose:
		m.Rose++
	case change.Direction == maturity.Fell:
		m.Fell++
	case change.Direction == maturity.NoChange:
		m.Same++
	default:
		m.Incomparable++
	}
}

func (c *counter) toil(a *Assessment) {
	q := a.Result.Questions[HoursQuestion]
	if q.State != maturity.Scored || q.Value == nil || a.Hours.Contracted <= 0 {
		return
	}
	t := &c.out.Toil
	t.Teams++
	t.People += q.N
	t.Hours += a.Hours.Toil
	t.Contracted += a.Hours.Contracted
	t.Above += one(*q.Value > halfTheTime)
}

func (c *counter) register(a *Assessment) {
	if len(a.Register) > 0 {
		c.out.Registers++
		if c.out.Areas == nil {
			c.out.Areas = []knowledge.AreaCount{{Criticality: 3}, {Criticality: 2}, {Criticality: 1}}
		}
		for _, n := range a.Register {
			if i := slices.IndexFunc(c.out.Areas, func(x knowledge.AreaCount) bool { return x.Criticality == n.Criticality }); i >= 0 {
				c.out.Areas[i].Areas += n.Areas
				c.out.Areas[i].Single += n.Single
				c.out.Areas[i].Orphan += n.Orphan
			}
		}
	}
	if r := a.Result.Register; r != nil && r.CriticalAreas > 0 {
		c.out.BusFactors[r.TeamFactor]++
	}
}

func (c *counter) finish() Round {
	if n := len(c.drills); n > 0 {
		slices.Sort(c.drills)
		median := (c.drills[(n-1)/2] + c.drills[n/2]) / 2
		c.out.Drills.Median = &median
	}
	for tier := range 4 {
		if t, ok := c.tiers[tier]; ok {
			c.out.SLO = append(c.out.SLO, *t)
		}
	}
	for i := range c.terms.Questionnaire.Questions {
		if t, ok := c.asked[c.terms.Questionnaire.Questions[i].Key]; ok {
			c.out.Asked = append(c.out.Asked, *t)
		}
	}
	return c.out
}

func one(holds bool) int {
	if holds {
		return 1
	}
	return 0
}
