package tracker

import (
	"context"
	"strconv"
	"time"

	"michinori/app/maturity"
	"michinori/app/store"
)

// PastOptions say how past answers become rounds.
type PastOptions struct {
	Questionnaire string // of rounds that are not there yet; its edition in force is pinned
	Share         bool   // the teams have shared these results already
}

// PastPlan is what storing past answers does. Rounds, teams and people that are
// there stay as they are, and no assessment that is there is touched.
type PastPlan struct {
	Rows        int
	Rounds      []string // keys of new ones
	Assessments int
	Responses   int
	Answers     int
	Facts       int
	Agreements  int
	Problems    []maturity.PastProblem
	Ignored     []string // titles of columns that mean nothing here
}

// PlanPastAnswers works out what past answers would bring, and does nothing. It
// is for whoever runs the program on its machine, who holds these answers
// already.
func (t *Tracker) PlanPastAnswers(ctx context.Context, in maturity.PastAnswers, o PastOptions) (PastPlan, error) {
	p, err := t.planPast(ctx, t.db.Reader, in, o)
	if err != nil {
		return PastPlan{}, err
	}
	return p.plan, nil
}

// ImportPastAnswers stores past answers, all of them or nothing: each round and
// team becomes an assessment that is agreed on, in a round that is closed. With
// problems, the plan comes back with an Invalid error. Tell is told how far it
// has come.
func (t *Tracker) ImportPastAnswers(ctx context.Context, in maturity.PastAnswers, o PastOptions, tell func(done, total int64)) (PastPlan, error) {
	var plan PastPlan
	err := t.db.Tx(ctx, func(tx *store.Tx) error {
		p, err := t.planPast(ctx, tx.Reader, in, o)
		if err != nil {
			return err
		}
		if plan = p.plan; len(plan.Problems) > 0 {
			return maturity.Fail(maturity.Invalid, "past.refused")
		}
		return p.write(ctx, tx, tell)
	})
	return plan, err
}

// planPast goes through the rows.
func (t *Tracker) planPast(ctx context.Context, r store.Reader, in maturity.PastAnswers, o PastOptions) (*pastPlanner, error) {
	p, err := t.newPastPlanner(ctx, r, o)
	if err != nil {
		return nil, err
	}
	p.problems.Problems = in.Problems
	for _, row := range in.Rows {
		if p.row(row); len(p.problems.Problems) >= maxPastProblems {
			p.problems.Refuse(row.Line, "", "past.too_many_problems", "max", strconv.Itoa(maxPastProblems))
			break
		}
	}
	p.plan.Rows, p.plan.Problems, p.plan.Ignored = len(in.Rows), p.problems.Problems, in.Ignored
	return p, nil
}

// maxPastProblems is how many problems are named; whoever has more is helped by
// none of them.
const maxPastProblems = 1000

// pastBatch is how many assessments are stored at once.
const pastBatch = 50

// write stores what was planned: rounds, then assessments with their results.
func (p *pastPlanner) write(ctx context.Context, tx *store.Tx, tell func(done, total int64)) error {
	v := maturity.Operator()
	for _, r := range p.newRounds {
		checksum, err := p.tracker.pin(ctx, tx, r.questionnaire)
		if err != nil {
			return err
		}
		r.round.Checksum = checksum
		if err := tx.InsertRound(ctx, r.round); err != nil {
			return err
		}
	}
	var batch []store.WholeAssessment
	for i, a := range p.assessments {
		whole, err := p.finish(ctx, tx.Reader, a)
		if err != nil {
			return err
		}
		if batch = append(batch, whole); len(batch) < pastBatch && i < len(p.assessments)-1 {
			continue
		}
		if err := tx.InsertWhole(ctx, batch); err != nil {
			return err
		}
		batch = batch[:0]
		tell(int64(i+1), int64(len(p.assessments)))
	}
	for _, r := range p.newRounds {
		if err := p.tracker.keepPools(ctx, tx, r.round); err != nil {
			return err
		}
	}
	return p.tracker.event(ctx, tx, v, "answers.imported", "organisation", strconv.Itoa(p.plan.Rows))
}

// finish works out the result of an assessment. The team counts as many people
// as it has now, or as answered where those are more.
func (p *pastPlanner) finish(ctx context.Context, r store.Reader, a *pastAssessment) (store.WholeAssessment, error) {
	members, err := r.MembersOf(ctx, a.TeamID)
	if err != nil {
		return store.WholeAssessment{}, err
	}
	end := *a.round.round.ClosedAt
	a.Assessment.Members = max(len(members), len(a.Responses), 1)
	a.State, a.RevealedAt, a.AgreedAt = maturity.Agreed, &end, &end
	if p.options.Share {
		a.State, a.SharedAt = maturity.Shared, &end
	}
	if a.Mode == maturity.ModeUnset {
		a.Mode = maturity.Together // nothing but facts
	}
	result := maturity.Score(a.input())
	a.Result, a.ComputedAt = &result, p.now
	return a.WholeAssessment, nil
}

// input is all that the result is made from.
func (a *pastAssessment) input() maturity.Input {
	in := maturity.Input{
		Questionnaire: a.round.questionnaire, Members: a.Members, Facts: make(map[string]maturity.Answer, len(a.Facts)),
		Agreements: map[string]float64{}, MinAnswers: a.MinAnswers(a.round.round), Team: a.TeamID, Period: a.round.round.Key,
	}
	for _, r := range a.Responses {
		response := make(maturity.Response, len(r.Answers))
		for _, g := range r.Answers {
			response[g.Question] = g.Answer
		}
		in.Responses = append(in.Responses, response)
	}
	for _, f := range a.Facts {
		in.Facts[f.Question] = f.Answer
	}
	for _, x := range a.Agreements {
		in.Agreements[x.Question] = x.Level
	}
	return in
}

// endOfSpan is the last second of a period, where the organisation is.
func endOfSpan(to time.Time, org maturity.Organisation) time.Time {
	return time.Date(to.Year(), to.Month(), to.Day(), 0, 0, 0, 0, org.Zone()).Add(-time.Second).UTC()
}

func startOfSpan(from time.Time, org maturity.Organisation) time.Time {
	return time.Date(from.Year(), from.Month(), from.Day(), 0, 0, 0, 0, org.Zone()).UTC()
}
