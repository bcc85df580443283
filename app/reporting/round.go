package reporting

import (
	"context"

	"michinori/app/knowledge"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/reports/quarter"
)

// roundOf is a round with all that is counted of it, for every scope.
type roundOf struct {
	round maturity.Round
	terms quarter.Terms
	teams map[string]*quarter.Assessment // by team id
	// pools are what is told of how people answered: of teams that opened their
	// answers, shared or not.
	pools maturity.Pools
}

// read gathers a round from what is stored. before is the round right before
// it, with what its teams shared; nil where there is none.
func (x *Reporting) read(ctx context.Context, r store.Reader, round maturity.Round, before *maturity.Round) (roundOf, error) {
	out := roundOf{round: round, teams: map[string]*quarter.Assessment{}}
	var err error
	if out.terms, err = x.terms(ctx, round, before); err != nil {
		return out, err
	}
	assessments, err := x.steps(ctx, r, round, &out)
	if err != nil {
		return out, err
	}
	shared, err := readShared(ctx, r, round, out.terms.Questionnaire)
	if err != nil {
		return out, err
	}
	for _, a := range assessments {
		if a.State == maturity.Shared {
			out.teams[a.TeamID].Shared = shared.of(a)
		}
	}
	if out.pools, err = x.tracker.Pools(ctx, r, round); err != nil {
		return out, err
	}
	if before == nil {
		return out, nil
	}
	return out, addBefore(ctx, r, *before, out.teams)
}

func (x *Reporting) terms(ctx context.Context, round maturity.Round, before *maturity.Round) (quarter.Terms, error) {
	q, err := x.tracker.Questionnaire(ctx, round)
	out := quarter.Terms{Key: round.Key, Questionnaire: q}
	if err != nil || before == nil {
		return out, err
	}
	last, err := x.tracker.Questionnaire(ctx, *before)
	out.Before = &quarter.Terms{Key: before.Key, Questionnaire: last}
	return out, err
}

// addBefore lays what teams shared in the round before beside what they share
// in this one.
func addBefore(ctx context.Context, r store.Reader, before maturity.Round, teams map[string]*quarter.Assessment) error {
	results, err := r.SharedResultsIn(ctx, before.ID)
	if err != nil {
		return err
	}
	assessments, err := r.AssessmentsIn(ctx, before.ID)
	for _, a := range assessments {
		result, shared := results[a.ID]
		if now := teams[a.TeamID]; shared && now != nil {
			now.Before = &result
		}
	}
	return err
}

// steps reads how far each team has come, and counts people as the funnel does.
func (x *Reporting) steps(ctx context.Context, r store.Reader, round maturity.Round, out *roundOf) ([]maturity.Assessment, error) {
	assessments, err := r.AssessmentsIn(ctx, round.ID)
	if err != nil {
		return nil, err
	}
	started, err := r.StartedIn(ctx, round.ID)
	if err != nil {
		return nil, err
	}
	var sizes map[string]int
	if round.Open() {
		if sizes, err = r.TeamSizes(ctx); err != nil {
			return nil, err
		}
	}
	for _, a := range assessments {
		if round.Open() && a.State == maturity.Answering {
			a.Members = sizes[a.TeamID]
		}
		members, responded := people(a, started[a.ID])
		out.teams[a.TeamID] = &quarter.Assessment{
			Mode: a.Mode, State: a.State, Members: members, Responded: responded, Answered: started[a.ID] > 0,
		}
	}
	return assessments, nil
}

// people returns how many there are in a team and how many of them answered.
func people(a maturity.Assessment, started int) (members, responded int) {
	members = max(a.Members, started)
	if a.Mode == maturity.Together && started > 0 {
		return members, members
	}
	return members, started
}

// sharedOf is what the teams of a round share, by assessment.
type sharedOf struct {
	results  map[string]maturity.Result
	facts    map[string]map[string]maturity.Answer
	hours    map[string][]maturity.Answer
	areas    map[string][]knowledge.AreaCount
	vital    map[string][]maturity.Text
	followed map[string]store.Followed
}

func readShared(ctx context.Context, r store.Reader, round maturity.Round, q *maturity.Questionnaire) (sharedOf, error) {
	var out sharedOf
	var err error
	if out.results, err = r.SharedResultsIn(ctx, round.ID); err != nil {
		return out, err
	}
	if out.facts, err = r.SharedFactsIn(ctx, round.ID, q, quarter.FactQuestions()...); err != nil {
		return out, err
	}
	if out.hours, err = r.SharedNumbersIn(ctx, round.ID, q, quarter.HoursQuestion); err != nil {
		return out, err
	}
	if out.areas, err = r.SharedAreaCountsIn(ctx, round.ID); err != nil {
		return out, err
	}
	if out.vital, err = r.SharedVitalAreasIn(ctx, round.ID); err != nil {
		return out, err
	}
	out.followed, err = r.FollowedIn(ctx, round.ID)
	return out, err
}

func (s sharedOf) of(a maturity.Assessment) quarter.Shared {
	f := s.followed[a.ID]
	out := quarter.Shared{
		Result: s.results[a.ID], Facts: s.facts[a.ID], Register: s.areas[a.ID], Vital: s.vital[a.ID],
		Reviews: quarter.SayDo{Done: f.Done, Carried: f.Carried, Dropped: f.Dropped, Waiting: f.Waiting},
		OnToil:  f.OnToil, ToilDone: f.ToilDone,
		Acted: f.Chosen > 0, Late: f.LateAnswers > 0, Reopened: a.Reopened > 0,
	}
	for _, x := range s.hours[a.ID] {
		out.Hours.Toil += x.Number
		out.Hours.Contracted += contracted(x)
	}
	return out
}

// contracted is what a person is paid for in a week, as the score reads it.
func contracted(a maturity.Answer) float64 {
	if a.Of > 0 {
		return a.Of
	}
	return maturity.Numbers().ContractedHours
}
