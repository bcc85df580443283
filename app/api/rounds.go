package api

import (
	"context"
	"time"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
)

// Round is one period in which teams look at themselves.
type Round struct {
	ID            string     `json:"id"`
	Key           string     `json:"key"`
	Questionnaire string     `json:"questionnaire"`
	Edition       string     `json:"edition"`
	K             int        `json:"k" doc:"Least number of answers that may be shown, pinned when it opened"`
	OpenedAt      time.Time  `json:"opened_at"`
	ClosesAt      time.Time  `json:"closes_at" doc:"The promised end"`
	ClosedAt      *time.Time `json:"closed_at"`
	Open          bool       `json:"open"`
}

func roundOf(r maturity.Round) Round {
	return Round{
		ID: r.ID, Key: r.Key, Questionnaire: r.Questionnaire, Edition: r.Edition, K: r.K,
		OpenedAt: r.OpenedAt.UTC(), ClosesAt: r.ClosesAt.UTC(), ClosedAt: utc(r.ClosedAt), Open: r.Open(),
	}
}

// utc is a time as programs are told it.
func utc(t *time.Time) *time.Time {
	if t == nil {
		return nil
	}
	u := t.UTC()
	return &u
}

// TeamProgress is how far a team is, in numbers.
type TeamProgress struct {
	Team       string `json:"team"`
	Assessment string `json:"assessment"`
	State      string `json:"state"`
	Mode       string `json:"mode"`
	Members    int    `json:"members"`
	Started    int    `json:"started"`
	Finished   int    `json:"finished"`
	Facts      int    `json:"facts"`
}

func (a *API) roundRoutes() {
	const t = "rounds"
	add(a, read("/rounds", "listRounds", "All rounds, the oldest first", signedIn, t), a.listRounds)
	add(a, create("/rounds", "openRound", "Open a round: pins the edition in force and invites teams", runs, t), a.openRound)
	add(a, read("/rounds/{id}", "getRound", "One round", signedIn, t),
		func(c call, in *ByID) (*tagged[Round], error) { return tag(round(c, a.store, in.ID)) })
	add(a, read("/rounds/{id}/progress", "getProgress", "How far each team is, in numbers", runs, t), a.getProgress)
	add(a, act("/rounds/{id}/teams", "inviteTeam", "Invite one more team", runs, t), a.inviteTeam)
	add(a, act("/rounds/{id}/extend", "extendRound", "Move the promised end", runs, t), a.extendRound)
	add(a, act("/rounds/{id}/close", "closeRound", "Close a round", runs, t),
		func(c call, in *ByID) (*output[Round], error) {
			return a.roundNow(c, in.ID, a.tracker.CloseRound(c, c.viewer, in.ID))
		})
	add(a, act("/rounds/{id}/reopen", "reopenRound", "Take the closing back", runs, t),
		func(c call, in *ByID) (*output[Round], error) {
			return a.roundNow(c, in.ID, a.tracker.ReopenRound(c, c.viewer, in.ID))
		})
	add(a, create("/rounds/{id}/links", "createRoundLinks", "Make personal links for those invited", runs, t), a.createRoundLinks)
}

func round(ctx context.Context, r store.Reader, id string) (Round, error) {
	x, err := r.RoundByID(ctx, id)
	return roundOf(x), err
}

// roundNow answers with the round as it is after a step.
func (a *API) roundNow(c call, id string, err error) (*output[Round], error) {
	if err != nil {
		return nil, err
	}
	return reply(round(c, a.store, id))
}

func (a *API) listRounds(c call, in *ListInput) (*output[Page[Round]], error) {
	all, err := a.store.Rounds(c)
	if err != nil {
		return nil, err
	}
	return reply(paged(*in, converted(all, roundOf), func(r Round) string { return r.Key + " " + r.ID }))
}

func (a *API) openRound(c call, in *struct {
	Body struct {
		Key           string   `json:"key" doc:"2026-Q3, 2026-H1 or 2026-07"`
		Questionnaire string   `json:"questionnaire"`
		ClosesOn      string   `json:"closes_on" format:"date" doc:"The last day, in the organisation's time zone"`
		K             int      `json:"k,omitempty" doc:"The organisation's where it is left out"`
		Teams         []string `json:"teams"`
	}
}) (*output[Round], error) {
	if err := c.viewer.MayRun(); err != nil {
		return nil, err
	}
	k := in.Body.K
	if k == 0 {
		o, err := a.store.Organisation(c)
		if err != nil {
			return nil, err
		}
		k = o.K
	}
	r, err := a.tracker.OpenRound(c, c.viewer, tracker.OpenRound{
		Key: in.Body.Key, Questionnaire: in.Body.Questionnaire, ClosesOn: in.Body.ClosesOn, K: k, Teams: in.Body.Teams,
	})
	return reply(roundOf(r), err)
}

func (a *API) getProgress(c call, in *struct {
	ByID
	ListInput
}) (*output[Page[TeamProgress]], error) {
	if _, err := a.store.RoundByID(c, in.ID); err != nil {
		return nil, err
	}
	assessments, err := a.store.AssessmentsIn(c, in.ID)
	if err != nil {
		return nil, err
	}
	counts, err := a.store.ParticipationIn(c, in.ID)
	if err != nil {
		return nil, err
	}
	byTeam := map[string]store.Participation{}
	for _, x := range counts {
		byTeam[x.TeamID] = x
	}
	rows := converted(assessments, func(x maturity.Assessment) TeamProgress {
		n := byTeam[x.TeamID]
		return TeamProgress{
			Team: x.TeamID, Assessment: x.ID, State: string(x.State), Mode: string(x.Mode),
			Members: n.Members, Started: n.Started, Finished: n.Finished, Facts: n.Facts,
		}
	})
	return reply(paged(in.ListInput, rows, func(p TeamProgress) string { return p.Team }))
}

func (a *API) inviteTeam(c call, in *struct {
	ByID
	Body struct {
		Team string `json:"team"`
	}
}) (*output[Round], error) {
	return a.roundNow(c, in.ID, a.tracker.InviteTeam(c, c.viewer, in.ID, in.Body.Team))
}

func (a *API) extendRound(c call, in *struct {
	ByID
	MatchIf
	Body struct {
		ClosesOn string `json:"closes_on" format:"date"`
	}
}) (*tagged[Round], error) {
	held, err := guardedIf(a, c, in.MatchIf, tracker.RoundLock(in.ID), func(ctx context.Context, r store.Reader) (Round, error) {
		return round(ctx, r, in.ID)
	})
	if err != nil {
		return nil, err
	}
	if err := a.tracker.ExtendRound(held, c.viewer, in.ID, in.Body.ClosesOn); err != nil {
		return nil, err
	}
	return tag(round(c, a.store, in.ID))
}

func (a *API) createRoundLinks(c call, in *struct {
	ByID
	Body struct {
		Teams []string `json:"teams,omitempty" doc:"All invited where it is left out"`
	}
}) (*output[[]PersonalLink], error) {
	links, err := a.tracker.NewRoundLinks(c, c.viewer, in.ID, in.Body.Teams...)
	return reply(converted(links, linkOf), err)
}
