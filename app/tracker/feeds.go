package tracker

import (
	"context"

	"michinori/app/maturity"
	"michinori/app/store"
)

// CreateFeed returns the secret of a new calendar address of the team for the
// viewer; an older one of theirs ends.
func (t *Tracker) CreateFeed(ctx context.Context, v maturity.Viewer, team string) (string, error) {
	if err := v.MayBelong(team); err != nil {
		return "", err
	}
	secret := newSecret()
	f := store.Feed{Hash: hash(secret), TeamID: team, PersonID: v.Person.ID, CreatedAt: t.now()}
	return secret, t.db.Tx(ctx, func(tx *store.Tx) error {
		if err := tx.ReplaceFeed(ctx, f); err != nil {
			return err
		}
		return t.event(ctx, tx, v, "feed.created", team, "")
	})
}

// DeleteFeed ends the viewer's calendar address of the team.
func (t *Tracker) DeleteFeed(ctx context.Context, v maturity.Viewer, team string) error {
	if err := v.MayBelong(team); err != nil {
		return err
	}
	return t.db.Tx(ctx, func(tx *store.Tx) error {
		return tx.ReplaceFeed(ctx, store.Feed{TeamID: team, PersonID: v.Person.ID})
	})
}

// FeedOf returns whose calendar a secret opens, NotFound where it opens none.
func (t *Tracker) FeedOf(ctx context.Context, secret string) (store.Feed, error) {
	return t.db.FeedByHash(ctx, hash(secret))
}
