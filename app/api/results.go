package api

import (
	"slices"
	"strings"

	"michinori/app/maturity"
	"michinori/app/tracker"
)

// Result is what a team came to in a round.
type Result struct {
	Assessment string                `json:"assessment"`
	Team       string                `json:"team"`
	Round      string                `json:"round" doc:"Its key"`
	State      string                `json:"state"`
	Late       int                   `json:"late" doc:"How often answers came after the promised end"`
	Result     maturity.PublicResult `json:"result" doc:"As the command score prints it"`
	Counts     map[string][]int      `json:"counts,omitempty" doc:"People per level 0 to 4 by question; for the team alone, and where enough answered"`
	Agreements []Agreement           `json:"agreements,omitempty" doc:"For the team alone"`
}

// Agreement is a level the team settled on where it differs from the median.
type Agreement struct {
	Question string  `json:"question"`
	Level    float64 `json:"level"`
	Reason   string  `json:"reason"`
}

func (a *API) resultRoutes() {
	const t = "results"
	add(a, read("/assessments/{id}/distribution", "getDistribution", "How the answers are spread, once they are opened: the agenda of the talk", ofTeam, t), a.getDistribution)
	add(a, put("/assessments/{id}/agreement", "agree", "Settle the levels; what is left out keeps its median", leadOnly, t), a.agree)
	add(a, read("/assessments/{id}/result", "getResult", "The result, of the team and of those it is shared with", shared, t), a.getResult)
}

// getDistribution is for the team between the reveal and ever after.
func (a *API) getDistribution(c call, in *ByID) (*tagged[Result], error) {
	x, err := a.store.AssessmentByID(c, in.ID)
	if err != nil {
		return nil, err
	}
	if err := c.viewer.MayBelong(x.TeamID); err != nil {
		return nil, err
	}
	if x.State == maturity.Answering {
		return nil, maturity.Fail(maturity.Conflict, "error.not_revealed")
	}
	return tag(a.result(c, x))
}

func (a *API) getResult(c call, in *ByID) (*output[Result], error) {
	x, err := a.store.AssessmentByID(c, in.ID)
	if err != nil {
		return nil, err
	}
	if err := c.viewer.MaySeeResult(x); err != nil {
		return nil, err
	}
	if x.State != maturity.Agreed && x.State != maturity.Shared {
		return nil, maturity.Fail(maturity.Conflict, "error.not_agreed")
	}
	if err := a.noteOutside(c, x.TeamID, "result.read", x.ID); err != nil {
		return nil, err
	}
	return reply(a.result(c, x))
}

// noteOutside notes that somebody outside the team read what it shares.
func (a *API) noteOutside(c call, team, verb, subject string) error {
	if c.viewer.InTeam(team) {
		return nil
	}
	return a.noteReading(c, visitOf(c), verb, subject)
}

// result tells what an assessment came to: the team everything, others nothing
// of how its people answered.
func (a *API) result(c call, x maturity.Assessment) (Result, error) {
	out := Result{Assessment: x.ID, Team: x.TeamID, State: string(x.State)}
	r, err := a.store.RoundByID(c, x.RoundID)
	if err != nil {
		return out, err
	}
	out.Round = r.Key
	result, err := a.store.ResultOf(c, x.ID)
	if err != nil {
		return out, err
	}
	if out.Late, err = a.store.TimesLate(c, x.ID); err != nil {
		return out, err
	}
	if !c.viewer.InTeam(x.TeamID) {
		q, err := a.tracker.Questionnaire(c, r)
		if err != nil {
			return out, err
		}
		out.Result = result.WithoutSpread(q).Public()
		return out, nil
	}
	out.Result, out.Counts = result.Public(), map[string][]int{}
	for key, q := range result.Questions {
		if q.Counts != nil {
			out.Counts[key] = q.Counts
		}
	}
	agreed, err := a.store.AgreementsOf(c, x.ID)
	for _, g := range agreed {
		out.Agreements = append(out.Agreements, Agreement{Question: g.Question, Level: g.Level, Reason: g.Reason})
	}
	slices.SortFunc(out.Agreements, func(x, y Agreement) int { return strings.Compare(x.Question, y.Question) })
	return out, err
}

// AgreementInput is a level as the team settles on it.
type AgreementInput struct {
	Question string  `json:"question"`
	Level    float64 `json:"level" minimum:"0" maximum:"4"`
	Reason   string  `json:"reason,omitempty" maxLength:"2000" doc:"Required where the level differs from the median"`
}

func (a *API) agree(c call, in *struct {
	ByID
	Match
	Body struct {
		Agreements []AgreementInput `json:"agreements"`
	}
}) (*tagged[Result], error) {
	x, err := a.store.AssessmentByID(c, in.ID)
	if err != nil {
		return nil, err
	}
	if err := c.viewer.MayLead(x.TeamID); err != nil {
		return nil, err
	}
	if x.State == maturity.Answering {
		return nil, maturity.Fail(maturity.Conflict, "error.not_revealed")
	}
	if in.IfMatch == "" {
		return nil, missingMatch()
	}
	// What was looked at is the distribution; the state says whether somebody
	// has agreed since, and the use case holds both to its transaction.
	now, err := a.result(c, x)
	if err != nil {
		return nil, err
	}
	if err := matches(in.IfMatch, now); err != nil {
		return nil, err
	}
	agree := tracker.Agree{Assessment: in.ID, Levels: map[string]float64{}, Reasons: map[string]string{}}
	for _, g := range in.Body.Agreements {
		agree.Levels[g.Question], agree.Reasons[g.Question] = g.Level, g.Reason
	}
	if err := a.tracker.Agree(c, c.viewer, agree); err != nil {
		return nil, err
	}
	if x, err = a.store.AssessmentByID(c, in.ID); err != nil {
		return nil, err
	}
	return tag(a.result(c, x))
}
