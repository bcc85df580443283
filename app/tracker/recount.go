package tracker

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"runtime"
	"slices"
	"sync"

	"michinori/app/maturity"
	"michinori/app/store"
)

// Difference is a stored result that its answers do not give, or no longer.
type Difference struct {
	Round, Team string // keys
	What        string // dimensions and questions that differ
}

// String is one line for whoever runs the program.
func (d Difference) String() string { return fmt.Sprintf("%s %s: %s", d.Round, d.Team, d.What) }

// Recounted is what came of working out all stored results again.
type Recounted struct {
	Checked     int
	Differences []Difference // by round and team
}

// Recount works out every stored result again from what is stored of its
// answers. It changes nothing, and needs no viewer: it is for whoever runs the
// program, who is told no figure. It tells how far it has come.
func (t *Tracker) Recount(ctx context.Context, tell func(done, total int64)) (Recounted, error) {
	all, err := t.revealed(ctx)
	if err != nil {
		return Recounted{}, err
	}
	r := &recounting{tell: tell, total: len(all)}
	working, stop := context.WithCancel(ctx)
	defer stop()
	next := make(chan place)
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for p := range next {
				if r.add(t.recount(working, p)) != nil {
					stop()
				}
			}
		})
	}
	for i := 0; i < len(all) && working.Err() == nil; i++ {
		next <- all[i]
	}
	close(next)
	workers.Wait()
	slices.SortFunc(r.Differences, func(a, b Difference) int {
		return cmp.Or(cmp.Compare(a.Round, b.Round), cmp.Compare(a.Team, b.Team))
	})
	return r.Recounted, cmp.Or(ctx.Err(), r.failed)
}

// recounting gathers what several workers find.
type recounting struct {
	tell  func(done, total int64)
	total int

	sync.Mutex
	Recounted
	failed error // the first failure
}

func (r *recounting) add(d Difference, err error) error {
	r.Lock()
	defer r.Unlock()
	if err != nil {
		r.failed = cmp.Or(r.failed, err)
		return err
	}
	if r.Checked++; d.What != "" {
		r.Differences = append(r.Differences, d)
	}
	r.tell(int64(r.Checked), int64(r.total))
	return nil
}

// revealed returns the assessments that have a result, by round.
func (t *Tracker) revealed(ctx context.Context) ([]place, error) {
	rounds, err := t.db.Rounds(ctx)
	if err != nil {
		return nil, err
	}
	var out []place
	for _, r := range rounds {
		as, err := t.db.AssessmentsIn(ctx, r.ID)
		if err != nil {
			return nil, err
		}
		for _, a := range as {
			if a.State != maturity.Answering {
				out = append(out, place{round: r, assessment: a})
			}
		}
	}
	return out, nil
}

func (t *Tracker) recount(ctx context.Context, p place) (Difference, error) {
	d := Difference{Round: p.round.Key}
	team, err := t.db.TeamByID(ctx, p.assessment.TeamID)
	if err != nil {
		return d, err
	}
	d.Team = team.Key
	if p.questionnaire, err = t.Questionnaire(ctx, p.round); err != nil {
		return d, err
	}
	stored, err := t.db.ResultOf(ctx, p.assessment.ID)
	if errors.Is(err, &maturity.Error{Kind: maturity.NotFound}) {
		d.What = "there is no result"
		return d, nil
	}
	if err != nil {
		return d, err
	}
	in, err := t.storedInput(ctx, t.db.Reader, p)
	if err != nil {
		return d, fmt.Errorf("%s %s: %w", d.Round, d.Team, err)
	}
	d.What, err = differing(stored, maturity.Score(in))
	return d, err
}

// storedInput is all that a result was made from: answers and facts as they
// are, agreements, and the register as it was.
func (t *Tracker) storedInput(ctx context.Context, r store.Reader, p place) (maturity.Input, error) {
	in, err := t.scoreInput(ctx, r, p)
	if err != nil {
		return in, err
	}
	agreements, err := r.AgreementsOf(ctx, p.assessment.ID)
	if err != nil {
		return in, err
	}
	for key, a := range agreements {
		in.Agreements[key] = a.Level
	}
	s, err := r.SnapshotOf(ctx, p.assessment.ID)
	if errors.Is(err, &maturity.Error{Kind: maturity.NotFound}) {
		return in, nil
	}
	if err == nil {
		in.Register = RegisterFigures(s.Register, s.View)
	}
	return in, err
}

// differing names what of a result differs, without its figures.
func differing(stored, now maturity.Result) (string, error) {
	// A stored result has been through JSON, which knows no difference between
	// no list and an empty one.
	raw, err := json.Marshal(now)
	if err != nil {
		return "", err
	}
	var again maturity.Result
	if err := json.Unmarshal(raw, &again); err != nil {
		return "", err
	}
	for _, d := range maturity.Dimensions {
		if !reflect.DeepEqual(stored.Dimensions[d], again.Dimensions[d]) {
			return "the score of " + string(d), nil
		}
	}
	for _, key := range slices.Sorted(maps.Keys(again.Questions)) {
		if !reflect.DeepEqual(stored.Questions[key], again.Questions[key]) {
			return "the figures of " + key, nil
		}
	}
	if !reflect.DeepEqual(stored, again) {
		return "next steps, or figures of the register", nil
	}
	return "", nil
}
