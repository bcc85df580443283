package reporting

import (
	"context"
	"fmt"
	"slices"
	"time"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/reports/quarter"
)

// past is what is made of all rounds up to one, and of the practices of teams,
// on one day.
type past struct {
	AsOf      time.Time
	Practices []quarter.Practice
	Spread    quarter.Spread
	Causes    quarter.Causes
	First     map[string]map[maturity.Dimension]*float64 // by team id
}

// past returns what is kept for that day, or works it out.
func (x *Reporting) past(ctx context.Context, s scope, rounds []maturity.Round, asOf time.Time) (past, error) {
	var out past
	last := rounds[len(rounds)-1].ID
	kept, err := x.db.RollUp(ctx, last, store.Past+s.group)
	if err != nil && !isNotFound(err) {
		return out, err
	}
	switch ok, err := read(kept.Document, &out); {
	case err != nil:
		return out, fmt.Errorf("kept past of round %s: %w", rounds[len(rounds)-1].Key, err)
	case ok && out.AsOf.Equal(asOf):
		return out, nil
	}
	err = x.db.KeepRollUps(ctx, last, store.Past+s.group, x.tracker.Now(), func(r store.Reader) (map[string]string, error) {
		var err error
		if out, err = x.makePast(ctx, r, s, rounds, asOf); err != nil {
			return nil, err
		}
		document, err := written(out)
		return map[string]string{store.Past + s.group: document}, err
	})
	return out, err
}

func (x *Reporting) makePast(ctx context.Context, r store.Reader, s scope, rounds []maturity.Round, asOf time.Time) (past, error) {
	out := past{AsOf: asOf}
	scores, err := x.scores(ctx, r, s, rounds)
	if err != nil {
		return out, err
	}
	out.First = scores.first()
	practices, err := x.practices(ctx, s, asOf)
	if err != nil {
		return out, err
	}
	if practices.since, err = x.endBefore(ctx, rounds); err != nil {
		return out, err
	}
	if out.Causes, err = x.causes(ctx, r, practices); err != nil || practices.few() {
		return out, err
	}
	out.Practices, out.Spread = practices.list(scores), practices.spread()
	return out, nil
}

// endBefore is the last day of the round before, zero where there is none.
func (x *Reporting) endBefore(ctx context.Context, rounds []maturity.Round) (time.Time, error) {
	if len(rounds) < 2 {
		return time.Time{}, nil
	}
	return x.tracker.DayOf(ctx, endOf(rounds[len(rounds)-2]))
}

func endOf(r maturity.Round) time.Time {
	if r.ClosedAt != nil {
		return *r.ClosedAt
	}
	return r.ClosesAt
}

// span is when a round was, by days of the organisation.
type span struct{ opened, ended time.Time }

// scores are the scores that the teams of a scope share, by round.
type scores struct {
	rounds []span
	of     []map[string]map[maturity.Dimension]float64 // by place of the round, and team id
	since  map[maturity.Dimension][]int                // by place: the first place of the same meaning
}

func (x *Reporting) scores(ctx context.Context, r store.Reader, s scope, rounds []maturity.Round) (scores, error) {
	out := scores{of: make([]map[string]map[maturity.Dimension]float64, len(rounds)), since: map[maturity.Dimension][]int{}}
	place := make(map[string]int, len(rounds))
	days, err := x.tracker.Days(ctx)
	if err != nil {
		return out, err
	}
	for i, round := range rounds {
		place[round.ID], out.of[i] = i, map[string]map[maturity.Dimension]float64{}
		out.rounds = append(out.rounds, span{days(round.OpenedAt), days(endOf(round))})
	}
	for i := range rounds {
		for _, d := range maturity.Dimensions {
			if err := x.addMeaning(ctx, &out, d, rounds, i); err != nil {
				return out, err
			}
		}
	}
	all, err := r.SharedScores(ctx, s.ids())
	for _, score := range all {
		i, known := place[score.RoundID]
		if !known || score.Partly {
			continue
		}
		if out.of[i][score.TeamID] == nil {
			out.of[i][score.TeamID] = map[maturity.Dimension]float64{}
		}
		out.of[i][score.TeamID][score.Dimension] = score.Score
	}
	return out, err
}

// addMeaning notes since which round a dimension means what it means in this
// one.
func (x *Reporting) addMeaning(ctx context.Context, out *scores, d maturity.Dimension, rounds []maturity.Round, at int) error {
	since := at
	if at > 0 {
		before, err := x.tracker.Questionnaire(ctx, rounds[at-1])
		if err != nil {
			return err
		}
		now, err := x.tracker.Questionnaire(ctx, rounds[at])
		if err != nil {
			return err
		}
		if maturity.SameMeaning(d, before, now) {
			since = out.since[d][at-1]
		}
	}
	out.since[d] = append(out.since[d], since)
	return nil
}

// first returns each team's first score that means what its last round's does.
func (s scores) first() map[string]map[maturity.Dimension]*float64 {
	out := map[string]map[maturity.Dimension]*float64{}
	last := len(s.rounds) - 1
	for _, d := range maturity.Dimensions {
		for i := s.since[d][last]; i <= last; i++ {
			for team, of := range s.of[i] {
				score, scored := of[d]
				if out[team] == nil {
					out[team] = map[maturity.Dimension]*float64{}
				}
				if scored && out[team][d] == nil {
					out[team][d] = &score
				}
			}
		}
	}
	return out
}

func (s scope) ids() []string {
	out := make([]string, 0, len(s.teams))
	for id := range s.teams {
		out = append(out, id)
	}
	slices.Sort(out)
	return out
}
