package tracker

import (
	"context"

	"michinori/app/store"
)

// Guarded returns a context in which a use case changes nothing unless check
// returns nil for what its transaction finds. Two guards of one name never
// check at once, so that of two who looked at the same thing only the first
// changes it.
func (t *Tracker) Guarded(ctx context.Context, name string, check func(ctx context.Context, r store.Reader) error) context.Context {
	return store.WithAround(ctx, &store.Around{Before: func(ctx context.Context, tx *store.Tx) error {
		if err := tx.Alone(ctx, name); err != nil {
			return err
		}
		return check(ctx, tx.Reader)
	}})
}
