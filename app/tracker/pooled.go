package tracker

import (
	"context"

	"michinori/app/maturity"
	"michinori/app/store"
)

// Pooled is what people across the organisation answered in a closed round, as
// far as the privacy rule lets it be shown.
type Pooled struct {
	Questionnaire *maturity.Questionnaire
	Teams         int // whose answers are in it
	Together      int // that answered together: theirs are not one person's answers
	Questions     []PooledQuestion
}

// PooledQuestion is one question, for the organisation (key "") and below it
// for each group by its id.
type PooledQuestion struct {
	Question maturity.Question
	Shown    maturity.ShownTally
}

// PooledAnswers counts answers over the organisation and its groups, never by
// team. It is a Conflict while the round is open: figures that grow as teams
// reveal would show each team by what it adds.
func (t *Tracker) PooledAnswers(ctx context.Context, v maturity.Viewer, r maturity.Round) (Pooled, error) {
	if err := v.Require(v.SeesOrganisation()); err != nil {
		return Pooled{}, err
	}
	if r.Open() {
		return Pooled{}, maturity.Fail(maturity.Conflict, "error.round_open", "round", r.Key)
	}
	q, err := t.Questionnaire(ctx, r)
	if err != nil {
		return Pooled{}, err
	}
	out := Pooled{Questionnaire: q}
	tallies, err := t.db.TalliesIn(ctx, r.ID, q)
	if err != nil {
		return out, err
	}
	if err := t.countTeams(ctx, r, tallies, &out); err != nil {
		return out, err
	}
	groups, err := t.db.Groups(ctx)
	if err != nil {
		return out, err
	}
	teams, err := t.db.Teams(ctx)
	if err != nil {
		return out, err
	}
	byQuestion := store.ByQuestion(tallies)
	for _, x := range q.Questions {
		if x.Agreeable() {
			shown := maturity.Protect(maturity.Pool(groups, teams, byQuestion[x.Key]), r.K)
			out.Questions = append(out.Questions, PooledQuestion{Question: x, Shown: shown})
		}
	}
	return out, nil
}

func (t *Tracker) countTeams(ctx context.Context, r maturity.Round, tallies []store.TeamTally, out *Pooled) error {
	seen := map[string]bool{}
	for _, x := range tallies {
		seen[x.TeamID] = true
	}
	out.Teams = len(seen)
	as, err := t.db.AssessmentsIn(ctx, r.ID)
	for _, a := range as {
		if a.Mode == maturity.Together && a.State != maturity.Answering {
			out.Together++
		}
	}
	return err
}
