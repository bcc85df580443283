package api

import (
	"slices"
	"time"

	"michinori/app/maturity"
)

// Assessment is one team in one round.
type Assessment struct {
	ID           string     `json:"id"`
	Round        string     `json:"round"`
	Team         string     `json:"team"`
	State        string     `json:"state" enum:"answering,revealed,agreed,shared"`
	Mode         string     `json:"mode" doc:"together, apart, or empty while nobody has chosen"`
	Members      int        `json:"members" doc:"Fixed at the reveal; 0 before"`
	RevealedAt   *time.Time `json:"revealed_at"`
	AgreedAt     *time.Time `json:"agreed_at"`
	SharedAt     *time.Time `json:"shared_at"`
	Reopened     int        `json:"reopened"`
	ReopenReason string     `json:"reopen_reason,omitempty" doc:"For the team alone: it may say whose answers were missing"`
	Again        *Again     `json:"again,omitempty" doc:"Of a single assessment, for the team alone, while it answers again"`
}

// Again is how far a team has come in answering again.
type Again struct {
	Looked int `json:"looked" doc:"People who have finished looking through their answers, or changed them"`
	Wanted int `json:"wanted" doc:"How many more it takes before the answers may be revealed; 0 where nobody has"`
}

func assessmentOf(v maturity.Viewer, x maturity.Assessment) Assessment {
	out := Assessment{
		ID: x.ID, Round: x.RoundID, Team: x.TeamID, State: string(x.State), Mode: string(x.Mode), Members: x.Members,
		RevealedAt: utc(x.RevealedAt), AgreedAt: utc(x.AgreedAt), SharedAt: utc(x.SharedAt), Reopened: x.Reopened,
	}
	if v.InTeam(x.TeamID) {
		out.ReopenReason = x.ReopenReason
	}
	return out
}

func (a *API) assessmentRoutes() {
	const t = "assessments"
	add(a, read("/assessments", "listAssessments", "Those the caller may see: of their teams, and what is shared", signedIn, t), a.listAssessments)
	add(a, read("/assessments/{id}", "getAssessment", "One assessment", shared, t), a.getAssessment)
	add(a, act("/assessments/{id}/mode", "chooseMode", "Answer together or apart, until the first answer", leadOnly, t), a.chooseMode)
	for _, s := range []struct {
		verb, id, summary string
		do                func(c call, id string) error
	}{
		{"reveal", "reveal", "Open the answers to the team", func(c call, id string) error { return a.tracker.Reveal(c, c.viewer, id) }},
		{"share", "share", "Show the result to champions and leaders", func(c call, id string) error { return a.tracker.Share(c, c.viewer, id) }},
		{"unshare", "unshare", "Take the sharing back", func(c call, id string) error { return a.tracker.Unshare(c, c.viewer, id) }},
		{"restore", "restoreAssessment", "Take the re-opening back: the earlier result stands, with the answers it was made of", func(c call, id string) error { return a.tracker.Restore(c, c.viewer, id) }},
	} {
		add(a, act("/assessments/{id}/"+s.verb, s.id, s.summary, leadOnly, t), func(c call, in *ByID) (*output[Assessment], error) {
			return a.assessmentNow(c, in.ID, s.do(c, in.ID))
		})
	}
	add(a, act("/assessments/{id}/reopen", "reopenAssessment", "Let the team answer again; once anybody has gone through theirs, at least k people do before the next reveal", leadOnly, t), a.reopen)
}

// assessmentNow answers with the assessment as it is after a step.
func (a *API) assessmentNow(c call, id string, err error) (*output[Assessment], error) {
	if err != nil {
		return nil, err
	}
	x, err := a.store.AssessmentByID(c, id)
	if err != nil {
		return nil, err
	}
	return reply(a.assessment(c, x))
}

// assessment is one assessment with how far its team has come in answering again.
func (a *API) assessment(c call, x maturity.Assessment) (Assessment, error) {
	out := assessmentOf(c.viewer, x)
	if x.State != maturity.Answering || x.Reopened == 0 || !c.viewer.InTeam(x.TeamID) {
		return out, nil
	}
	r, err := a.store.RoundByID(c, x.RoundID)
	if err != nil {
		return out, err
	}
	again, kept, err := a.store.AgainOf(c, x.ID)
	if kept {
		out.Again = &Again{Looked: again.Looked, Wanted: again.Wants(x.MinAnswers(r))}
	}
	return out, err
}

func (a *API) listAssessments(c call, in *struct {
	Round string `query:"round" doc:"Only those of this round"`
	Team  string `query:"team" doc:"Only those of this team"`
	ListInput
}) (*output[Page[Assessment]], error) {
	rounds, err := a.store.Rounds(c)
	if err != nil {
		return nil, err
	}
	out := []Assessment{}
	for _, r := range rounds {
		if in.Round != "" && in.Round != r.ID {
			continue
		}
		all, err := a.store.AssessmentsIn(c, r.ID)
		if err != nil {
			return nil, err
		}
		all = slices.DeleteFunc(all, func(x maturity.Assessment) bool {
			return c.viewer.MaySeeResult(x) != nil || in.Team != "" && in.Team != x.TeamID
		})
		for _, x := range all {
			out = append(out, assessmentOf(c.viewer, x))
		}
	}
	return reply(paged(in.ListInput, out, func(x Assessment) string { return x.ID }))
}

func (a *API) getAssessment(c call, in *ByID) (*output[Assessment], error) {
	x, err := a.store.AssessmentByID(c, in.ID)
	if err != nil {
		return nil, err
	}
	if err := c.viewer.MaySeeResult(x); err != nil {
		return nil, err
	}
	return reply(a.assessment(c, x))
}

func (a *API) chooseMode(c call, in *struct {
	ByID
	Body struct {
		Mode string `json:"mode" enum:"together,apart"`
	}
}) (*output[Assessment], error) {
	return a.assessmentNow(c, in.ID, a.tracker.ChooseMode(c, c.viewer, in.ID, maturity.Mode(in.Body.Mode)))
}

func (a *API) reopen(c call, in *struct {
	ByID
	Body struct {
		Reason string `json:"reason" maxLength:"2000"`
		Facts  bool   `json:"facts_only,omitempty" doc:"The lead corrects facts; nobody is asked to look through their answers"`
	}
}) (*output[Assessment], error) {
	reopen := a.tracker.Reopen
	if in.Body.Facts {
		reopen = a.tracker.ReopenFacts
	}
	return a.assessmentNow(c, in.ID, reopen(c, c.viewer, in.ID, in.Body.Reason))
}
