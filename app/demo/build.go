package demo

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"time"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/questionnaires"
)

// Options say how large the organisation is and how it comes out. The same
// options give the same data.
type Options struct {
	Teams, Rounds, Members int // at least 1 each; see Check for the most
	Seed                   uint64
	Now                    time.Time // its day in Japan counts
	Language               maturity.Language
}

// The largest organisation.
const (
	MaxTeams   = 500
	MaxRounds  = 12
	MaxMembers = 12
)

// Check returns what is wrong with the options, in words for whoever typed them.
func (o Options) Check() error {
	for _, n := range []struct {
		name       string
		value, max int
	}{{"teams", o.Teams, MaxTeams}, {"rounds", o.Rounds, MaxRounds}, {"members", o.Members, MaxMembers}} {
		if n.value < 1 || n.value > n.max {
			return fmt.Errorf("%s: %d is not between 1 and %d", n.name, n.value, n.max)
		}
	}
	if _, ok := maturity.ParseLanguage(string(o.Language)); !ok {
		return fmt.Errorf("language %q: ja or en", o.Language)
	}
	return nil
}

// ErrNotEmpty says that the database holds an organisation, which is left as it
// is.
var ErrNotEmpty = errors.New("the database holds an organisation already; a demo needs an empty one")

// Organisation is who there is to look at the demo as. With very few teams or
// members one person may have several parts.
type Organisation struct {
	maturity.Organisation
	Round    maturity.Round // the one that is open
	Champion Seat
	Leader   Seat
	Lead     Seat // of a team that has something to agree on, if there is one
	Member   Seat // with answers to give, if there is one
}

// Seat is a person in a team; a leader has none.
type Seat struct {
	Person maturity.Person
	Team   maturity.Team
}

// Build fills an empty, migrated database, all or nothing, and returns whom to
// look at it as. It makes no links and signs nobody in. It returns ErrNotEmpty
// where there is an organisation.
func Build(ctx context.Context, db *store.DB, library *questionnaires.Library, o Options) (Organisation, error) {
	if err := o.Check(); err != nil {
		return Organisation{}, err
	}
	if err := CheckEmpty(ctx, db); err != nil {
		return Organisation{}, err
	}
	p, err := newPlan(library, o)
	if err != nil {
		return Organisation{}, err
	}
	err = db.Tx(ctx, func(tx *store.Tx) error {
		if err := p.insert(ctx, tx); err != nil {
			return err
		}
		reviews, err := p.insertHistories(ctx, tx)
		if err != nil {
			return err
		}
		whole, err := p.adoptions()
		if err != nil {
			return err
		}
		whole.Reviews = reviews
		return tx.InsertAdoption(ctx, whole)
	})
	if err != nil {
		return Organisation{}, fmt.Errorf("fill the demo: %w", err)
	}
	return p.seats(), nil
}

// CheckEmpty returns ErrNotEmpty where a database holds an organisation. It
// changes nothing, not even the schema, so it may be asked before a migration.
func CheckEmpty(ctx context.Context, db *store.DB) error {
	s, err := db.SchemaStatus(ctx)
	if err != nil || s.Current == 0 {
		return err
	}
	_, err = db.Organisation(ctx)
	switch {
	case err == nil:
		return ErrNotEmpty
	case errors.Is(err, &maturity.Error{Kind: maturity.NotFound}):
		return nil
	}
	return err
}

// history is what became of one team.
type history struct {
	assessments []store.WholeAssessment
	register    wholeRegister
	reviews     []store.ActionReview
	err         error
}

// insertHistories makes up the teams side by side, as scoring them takes most of
// the time, and stores them in order, no more than a few waiting at once. It
// returns what the teams said about their actions, to be stored after them.
func (p *plan) insertHistories(ctx context.Context, tx *store.Tx) ([]store.ActionReview, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	waiting := make(chan chan history, runtime.GOMAXPROCS(0))
	go func() {
		defer close(waiting)
		for i := range p.teams {
			done := make(chan history, 1)
			select {
			case waiting <- done:
			case <-ctx.Done():
				return
			}
			go func() { done <- p.history(&p.teams[i]) }()
		}
	}()
	var reviews []store.ActionReview
	for done := range waiting {
		h := <-done
		if h.err != nil {
			return nil, h.err
		}
		if err := tx.InsertWhole(ctx, h.assessments); err != nil {
			return nil, err
		}
		if err := h.register.insert(ctx, tx); err != nil {
			return nil, err
		}
		reviews = append(reviews, h.reviews...)
	}
	return reviews, ctx.Err()
}
