package tracker

import (
	"context"
	"errors"
	"slices"

	"michinori/app/maturity"
	"michinori/app/store"
)

// Pooled is what people across the organisation answered in a closed round, as
// far as the privacy rule lets it be shown.
type Pooled struct {
	maturity.Pools
	Questionnaire *maturity.Questionnaire
	Questions     []PooledQuestion
}

// PooledQuestion is one question, for the organisation (key "") and below it
// for each group by its id.
type PooledQuestion struct {
	Question maturity.Question
	Shown    maturity.ShownTally
}

// PooledAnswers tells how people answered over the organisation and its groups,
// never by team. It is a Conflict while the round is open.
func (t *Tracker) PooledAnswers(ctx context.Context, v maturity.Viewer, r maturity.Round) (Pooled, error) {
	if err := v.Require(v.SeesOrganisation()); err != nil {
		return Pooled{}, err
	}
	if r.Open() {
		return Pooled{}, maturity.Fail(maturity.Conflict, "error.round_open", "round", r.Key)
	}
	var out Pooled
	var err error
	if out.Questionnaire, err = t.Questionnaire(ctx, r); err != nil {
		return out, err
	}
	if out.Pools, err = t.Pools(ctx, t.db.Reader, r); err != nil {
		return out, err
	}
	groups, err := t.db.Groups(ctx)
	if err != nil {
		return out, err
	}
	for _, x := range out.Questionnaire.Questions {
		if x.Agreeable() {
			out.Questions = append(out.Questions, PooledQuestion{Question: x, Shown: out.Shown(groups, x.Key)})
		}
	}
	return out, nil
}

// Pools is the one answer to what a round tells of people's answers: what was
// written down when it was closed. It tells nothing while the round is open,
// since figures that grow as teams reveal would show each team by what it adds.
// It asks for no viewer: what it returns has passed the privacy rule.
func (t *Tracker) Pools(ctx context.Context, r store.Reader, round maturity.Round) (maturity.Pools, error) {
	if round.Open() {
		return maturity.Pools{}, nil
	}
	kept, err := r.PoolsOf(ctx, round.ID)
	if errors.Is(err, &maturity.Error{Kind: maturity.NotFound}) {
		return t.countPools(ctx, r, round)
	}
	return kept, err
}

// KeepPools writes down what closed rounds tell of which it was not yet: those
// of a database from before that was done. It needs no viewer: it is for the
// start of the program.
func (t *Tracker) KeepPools(ctx context.Context) error {
	rounds, err := t.db.UncountedRounds(ctx)
	if err != nil {
		return err
	}
	for _, r := range rounds {
		if err := t.db.Tx(ctx, func(tx *store.Tx) error { return t.keepPools(ctx, tx, r) }); err != nil {
			return err
		}
	}
	return nil
}

// keepPools writes down what a round tells now that it is closed, beside what
// it told when it was closed before.
func (t *Tracker) keepPools(ctx context.Context, tx *store.Tx, r maturity.Round) error {
	now, err := t.countPools(ctx, tx.Reader, r)
	if err != nil {
		return err
	}
	before, err := tx.PoolsOf(ctx, r.ID)
	if err != nil && !errors.Is(err, &maturity.Error{Kind: maturity.NotFound}) {
		return err
	}
	return tx.SavePools(ctx, r.ID, before.Once(now))
}

// countPools counts the answers of a closed round over the organisation and its
// groups, and keeps what the privacy rule lets through.
func (t *Tracker) countPools(ctx context.Context, r store.Reader, round maturity.Round) (maturity.Pools, error) {
	out := maturity.Pools{CountedAt: *round.ClosedAt}
	q, err := t.questionnaire(ctx, r, round)
	if err != nil {
		return out, err
	}
	tallies, err := r.TalliesIn(ctx, round.ID, q)
	if err != nil {
		return out, err
	}
	groups, err := r.Groups(ctx)
	if err != nil {
		return out, err
	}
	teams, err := r.Teams(ctx)
	if err != nil {
		return out, err
	}
	insiders, err := inSeveral(ctx, r, round)
	if err != nil {
		return out, err
	}
	for question, by := range store.ByQuestion(tallies) {
		out.Tell(question, maturity.ProtectPools(maturity.Pool(groups, teams, by), max(round.K, maturity.MinK), insiders))
	}
	out.Teams = answering(tallies)
	out.Together, err = together(ctx, r, round)
	return out, err
}

// inSeveral lists the teams of each person who knows of several how they
// answered: those that they belong to, and those that they answered in before
// they left.
func inSeveral(ctx context.Context, r store.Reader, round maturity.Round) ([][]string, error) {
	memberships, err := r.Memberships(ctx)
	if err != nil {
		return nil, err
	}
	answered, err := r.Answerers(ctx, round.ID)
	teams := map[string][]string{}
	for _, m := range slices.Concat(memberships, answered) {
		if !slices.Contains(teams[m.PersonID], m.TeamID) {
			teams[m.PersonID] = append(teams[m.PersonID], m.TeamID)
		}
	}
	var out [][]string
	for _, of := range teams {
		if len(of) > 1 {
			out = append(out, of)
		}
	}
	return out, err
}

// answering is how many teams the tallies are of.
func answering(tallies []store.TeamTally) int {
	seen := map[string]bool{}
	for _, x := range tallies {
		seen[x.TeamID] = true
	}
	return len(seen)
}

// together is how many teams opened answers that they gave together.
func together(ctx context.Context, r store.Reader, round maturity.Round) (int, error) {
	as, err := r.AssessmentsIn(ctx, round.ID)
	n := 0
	for _, a := range as {
		if a.Mode == maturity.Together && a.State != maturity.Answering {
			n++
		}
	}
	return n, err
}
