package tracker

import (
	"context"
	"sort"

	"michinori/app/maturity"
	"michinori/app/store"
)

// ChooseMode sets how a team answers. It is possible until the first answer.
func (t *Tracker) ChooseMode(ctx context.Context, v maturity.Viewer, assessment string, m maturity.Mode) error {
	return t.change(ctx, v, assessment, "assessment.mode_chosen", func(tx *store.Tx, p *place) error {
		if m != maturity.Together && m != maturity.Apart {
			return maturity.Fields{{Name: "mode", Key: "field.choice"}}.Err()
		}
		n, err := tx.ParticipationOf(ctx, assessment)
		switch {
		case err != nil:
			return err
		case p.assessment.State != maturity.Answering || n.Started > 0:
			return maturity.Fail(maturity.Conflict, "error.mode_fixed")
		}
		p.assessment.Mode = m
		return tx.SaveAssessment(ctx, p.assessment)
	})
}

// Reveal opens the answers to the team: the result is computed, once, and
// nobody's answers change any more. Conflict where answers were given again by
// fewer people than may be told from the result they gave before.
func (t *Tracker) Reveal(ctx context.Context, v maturity.Viewer, assessment string) error {
	return t.change(ctx, v, assessment, "assessment.revealed", func(tx *store.Tx, p *place) error {
		if err := p.assessment.MayReveal(p.round); err != nil {
			return err
		}
		again, _, err := tx.AgainOf(ctx, assessment)
		if err != nil {
			return err
		}
		if err := again.MayCount(p.assessment.MinAnswers(p.round)); err != nil {
			return err
		}
		n, err := tx.ParticipationOf(ctx, assessment)
		if err != nil {
			return err
		}
		if n.Started == 0 && n.Facts == 0 {
			return maturity.Fail(maturity.Conflict, "error.nothing_answered")
		}
		now := t.now()
		p.assessment.State, p.assessment.RevealedAt = maturity.Revealed, &now
		p.assessment.Members = max(n.Members, n.Started)
		if err := tx.SaveAssessment(ctx, p.assessment); err != nil {
			return err
		}
		if err := tx.ForgetEarlier(ctx, assessment); err != nil {
			return err
		}
		return t.saveResult(ctx, tx, *p, nil)
	})
}

// Agree is what the team settled on; questions it leaves out keep their median.
type Agree struct {
	Assessment string
	Levels     map[string]float64
	Reasons    map[string]string
}

// Agree settles the levels and computes the result with them. A level that
// differs from the median needs a reason.
func (t *Tracker) Agree(ctx context.Context, v maturity.Viewer, in Agree) error {
	return t.change(ctx, v, in.Assessment, "assessment.agreed", func(tx *store.Tx, p *place) error {
		if err := p.assessment.MayAgree(p.round); err != nil {
			return err
		}
		result, err := tx.ResultOf(ctx, in.Assessment)
		if err != nil {
			return err
		}
		agreements, err := readAgreements(p.questionnaire, result, in)
		if err != nil {
			return err
		}
		now := t.now()
		p.assessment.State, p.assessment.AgreedAt = maturity.Agreed, &now
		if err := tx.SaveAssessment(ctx, p.assessment); err != nil {
			return err
		}
		if err := tx.SaveAgreements(ctx, in.Assessment, agreements); err != nil {
			return err
		}
		return t.saveResult(ctx, tx, *p, agreements)
	})
}

func readAgreements(q *maturity.Questionnaire, r maturity.Result, in Agree) ([]maturity.Agreement, error) {
	var f maturity.Fields
	var out []maturity.Agreement
	for key, level := range in.Levels {
		question, ok := q.Question(key)
		if !ok {
			f.Add(key, "answer.unknown_question")
			continue
		}
		if field, wrong := maturity.AsField(key, question.CheckAgreement(level)); wrong {
			f = append(f, field)
			continue
		}
		if median := r.Questions[key].Value; median != nil && *median == level {
			continue
		}
		reason := prose(&f, key+".reason", in.Reasons[key], true)
		out = append(out, maturity.Agreement{Question: key, Level: level, Reason: reason})
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Question < out[j].Question })
	sort.Slice(f, func(i, j int) bool { return f[i].Name < f[j].Name })
	return out, f.Err()
}

func (t *Tracker) saveResult(ctx context.Context, tx *store.Tx, p place, agreements []maturity.Agreement) error {
	in, err := t.scoreInput(ctx, tx.Reader, p)
	if err != nil {
		return err
	}
	for _, a := range agreements {
		in.Agreements[a.Question] = a.Level
	}
	var snapshot *store.Snapshot
	if in.Register, snapshot, err = t.registerInput(ctx, tx.Reader, p); err != nil {
		return err
	}
	if err := saveSnapshot(ctx, tx, p.assessment.ID, snapshot); err != nil {
		return err
	}
	return tx.SaveResult(ctx, p.assessment.ID, maturity.Score(in), t.now())
}

// scoreInput gathers all that the score of an assessment is made from.
func (t *Tracker) scoreInput(ctx context.Context, r store.Reader, p place) (maturity.Input, error) {
	responses, err := r.ResponsesIn(ctx, p.assessment.ID, p.questionnaire)
	if err != nil {
		return maturity.Input{}, err
	}
	facts, err := r.FactsOf(ctx, p.assessment.ID, p.questionnaire)
	if err != nil {
		return maturity.Input{}, err
	}
	in := maturity.Input{
		Questionnaire: p.questionnaire, Members: max(p.assessment.Members, len(responses)), Responses: responses,
		Facts: make(map[string]maturity.Answer, len(facts)), Agreements: map[string]float64{},
		MinAnswers: p.assessment.MinAnswers(p.round), Team: p.assessment.TeamID, Period: p.round.Key,
	}
	for key, f := range facts {
		in.Facts[key] = f.Answer
	}
	if p.assessment.Reopened > 0 {
		in.Told, err = r.ToldSpreads(ctx, p.assessment.ID)
	}
	return in, err
}

// Share shows the result to champions and leaders.
func (t *Tracker) Share(ctx context.Context, v maturity.Viewer, assessment string) error {
	return t.change(ctx, v, assessment, "assessment.shared", func(tx *store.Tx, p *place) error {
		if err := p.assessment.MayShare(); err != nil {
			return err
		}
		now := t.now()
		p.assessment.State, p.assessment.SharedAt = maturity.Shared, &now
		return tx.SaveAssessment(ctx, p.assessment)
	})
}

// Unshare takes the sharing back; who has read the result has read it.
func (t *Tracker) Unshare(ctx context.Context, v maturity.Viewer, assessment string) error {
	return t.change(ctx, v, assessment, "assessment.unshared", func(tx *store.Tx, p *place) error {
		if p.assessment.State != maturity.Shared {
			return maturity.Fail(maturity.Conflict, "error.not_shared")
		}
		p.assessment.State, p.assessment.SharedAt = maturity.Agreed, nil
		return tx.SaveAssessment(ctx, p.assessment)
	})
}

// change runs one step in the life of an assessment that a lead decides.
func (t *Tracker) change(ctx context.Context, v maturity.Viewer, assessment, verb string,
	step func(*store.Tx, *place) error,
) error {
	p, err := t.place(ctx, assessment)
	if err != nil {
		return err
	}
	if err := v.MayLead(p.assessment.TeamID); err != nil {
		return err
	}
	return t.db.Tx(ctx, func(tx *store.Tx) error {
		if err := p.lock(ctx, tx); err != nil {
			return err
		}
		if err := step(tx, &p); err != nil {
			return err
		}
		return t.event(ctx, tx, v, verb, assessment, "")
	})
}
