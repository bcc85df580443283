package tracker

import (
	"context"
	"errors"
	"slices"
	"time"

	"michinori/app/maturity"
	"michinori/app/store"
)

// How long personal links live.
const (
	linkAfterClosing = 14 * 24 * time.Hour // of a round, past its closing
	linkLife         = 30 * 24 * time.Hour // of no round
)

// PersonalLink is a secret that signs one person in, until it ends.
type PersonalLink struct {
	Person  maturity.Person
	Secret  string
	Expires time.Time
}

// liveLink returns a link that can still be followed: NotFound for a secret
// nobody made, Gone for one that was spent, ended or taken back.
func (t *Tracker) liveLink(ctx context.Context, secret string) (store.Link, error) {
	l, err := t.db.LinkByHash(ctx, hash(secret))
	switch {
	case errors.Is(err, &maturity.Error{Kind: maturity.NotFound}):
		return l, maturity.Fail(maturity.NotFound, "error.link_unknown")
	case err != nil:
		return l, err
	case l.RevokedAt != nil || !t.now().Before(l.ExpiresAt):
		return l, maturity.Fail(maturity.Gone, "error.link_expired")
	case l.Purpose == store.SetUpLink && l.UsedAt != nil:
		return l, maturity.Fail(maturity.Gone, "error.link_used")
	}
	return l, nil
}

// LinkOwner returns whom a personal link would sign in, without doing so: mail
// scanners follow links too.
func (t *Tracker) LinkOwner(ctx context.Context, secret string) (maturity.Person, error) {
	l, err := t.liveLink(ctx, secret)
	if err != nil {
		return maturity.Person{}, err
	}
	if l.Purpose != store.PersonalLink {
		return maturity.Person{}, maturity.Fail(maturity.NotFound, "error.link_unknown")
	}
	p, err := t.db.PersonByID(ctx, l.PersonID)
	if err == nil && p.ArchivedAt != nil {
		err = maturity.Fail(maturity.Gone, "error.link_expired")
	}
	return p, err
}

// ChooseLanguage remembers the language of the viewer.
func (t *Tracker) ChooseLanguage(ctx context.Context, v maturity.Viewer, l maturity.Language) error {
	if err := v.Require(v.SignedIn()); err != nil {
		return err
	}
	return t.db.Tx(ctx, func(tx *store.Tx) error {
		// A person is written as a whole, so that nobody else may be at it.
		if err := tx.Alone(ctx, RosterLock); err != nil {
			return err
		}
		p, err := tx.PersonByID(ctx, v.Person.ID)
		if err != nil {
			return err
		}
		p.Language = l
		return tx.SavePerson(ctx, p)
	})
}

// NewPersonLink makes a personal link for one person, for the champion to hand
// over. Making it is logged, as it lets its holder act as that person.
func (t *Tracker) NewPersonLink(ctx context.Context, v maturity.Viewer, person string) (PersonalLink, error) {
	if err := v.MayRun(); err != nil {
		return PersonalLink{}, err
	}
	return t.newLink(ctx, v, person)
}

// NewOperatorLink is NewPersonLink for whoever runs the program on its machine.
func (t *Tracker) NewOperatorLink(ctx context.Context, address string) (PersonalLink, error) {
	p, err := t.db.PersonByEmail(ctx, address)
	if err != nil {
		return PersonalLink{}, err
	}
	return t.newLink(ctx, maturity.Operator(), p.ID)
}

func (t *Tracker) newLink(ctx context.Context, v maturity.Viewer, person string) (PersonalLink, error) {
	p, err := t.db.PersonByID(ctx, person)
	if err != nil {
		return PersonalLink{}, err
	}
	out := PersonalLink{Person: p, Secret: newSecret(), Expires: t.now().Add(linkLife)}
	err = t.db.Tx(ctx, func(tx *store.Tx) error {
		return t.insertLink(ctx, tx, v, out, "")
	})
	return out, err
}

// NewRoundLinks makes a personal link for everybody invited to a round, or for
// the members of the given teams alone: by team, then by name. A person in two
// teams gets one link. Links made earlier go on working.
func (t *Tracker) NewRoundLinks(ctx context.Context, v maturity.Viewer, round string, teams ...string) ([]PersonalLink, error) {
	if err := v.MayRun(); err != nil {
		return nil, err
	}
	r, err := t.db.RoundByID(ctx, round)
	if err != nil {
		return nil, err
	}
	if !r.Open() {
		return nil, maturity.Fail(maturity.Conflict, "error.round_closed", "round", r.Key)
	}
	as, err := t.db.AssessmentsIn(ctx, round)
	if err != nil {
		return nil, err
	}
	expires := latest(r.ClosesAt, t.now()).Add(linkAfterClosing)
	var out []PersonalLink
	err = t.db.Tx(ctx, func(tx *store.Tx) error {
		out = nil
		seen := map[string]bool{}
		for _, a := range as {
			if len(teams) > 0 && !slices.Contains(teams, a.TeamID) {
				continue
			}
			members, err := tx.MembersOf(ctx, a.TeamID)
			if err != nil {
				return err
			}
			for _, m := range members {
				if seen[m.ID] {
					continue
				}
				seen[m.ID] = true
				l := PersonalLink{Person: m.Person, Secret: newSecret(), Expires: expires}
				if err := t.insertLink(ctx, tx, v, l, round); err != nil {
					return err
				}
				out = append(out, l)
			}
		}
		return nil
	})
	return out, err
}

func (t *Tracker) insertLink(ctx context.Context, tx *store.Tx, v maturity.Viewer, l PersonalLink, round string) error {
	err := tx.InsertLink(ctx, store.Link{
		Hash: hash(l.Secret), Purpose: store.PersonalLink, PersonID: l.Person.ID, RoundID: round,
		CreatedAt: t.now(), ExpiresAt: l.Expires,
	})
	if err != nil {
		return err
	}
	return t.event(ctx, tx, v, "link.created", l.Person.ID, "")
}

func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
