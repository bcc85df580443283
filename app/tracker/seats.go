package tracker

import (
	"context"
	"errors"
	"reflect"
	"sync"

	"michinori/app/maturity"
	"michinori/app/store"
)

// seats are who was last found signed in under sessions, by the hash of their
// secret.
type seats struct {
	mu    sync.Mutex
	taken map[string]seat
}

type seat struct {
	viewer  maturity.Viewer
	session store.Session
	since   string // the version of all that is stored, "" where nobody asked for it
}

// mostSeats bounds how many are remembered.
const mostSeats = 10_000

func (s *seats) find(secret string) (seat, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	found, ok := s.taken[hash(secret)]
	return found, ok
}

func (s *seats) take(one seat) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.taken == nil || len(s.taken) >= mostSeats {
		s.taken = map[string]seat{}
	}
	s.taken[one.session.Hash] = one
}

// goesOn reports whether the time of a session is not over, which ends it without
// being written down.
func (t *Tracker) goesOn(s store.Session) bool {
	return s.ExpiresAt.After(t.now()) && s.LastUsed().After(t.idleSince())
}

// ViewerSince is Viewer for whom knows the version of what is stored: while it is
// the same, nobody can have been signed out, archived or given other rights, so
// that the database need not be asked who it is.
func (t *Tracker) ViewerSince(ctx context.Context, secret, version string) (maturity.Viewer, store.Session, error) {
	if s, ok := t.seats.find(secret); ok && s.since == version && t.goesOn(s.session) {
		return s.viewer, s.session, nil
	}
	v, s, err := t.Viewer(ctx, secret)
	if err == nil {
		t.seats.take(seat{v, s, version})
	}
	return v, s, err
}

// ErrOtherViewer is of a use case for a viewer who is not as they were expected,
// or not signed in any more. Nothing of it was done.
var ErrOtherViewer = errors.New("the viewer is not as expected")

// ViewerExpected returns who was last found signed in under a session secret, and
// a context for one use case that changes something: its transaction finds out
// itself whether they still are, in the same teams and with the same rights, and
// is ErrOtherViewer where not. What only reads must not rely on it. It reports
// false where nobody is known, or their session is to be written down.
func (t *Tracker) ViewerExpected(ctx context.Context, secret string) (context.Context, maturity.Viewer, store.Session, bool) {
	s, ok := t.seats.find(secret)
	if !ok || !s.session.Holdable() || s.session.ReplacedAt != nil || !t.goesOn(s.session) || t.toKeep(s.session) {
		return ctx, maturity.Viewer{}, store.Session{}, false
	}
	return store.WithAround(ctx, &store.Around{Before: func(ctx context.Context, tx *store.Tx) error {
		if tx.HoldSession(s.session) {
			return nil
		}
		v, _, err := t.viewer(ctx, tx.Reader, secret)
		if errors.Is(err, &maturity.Error{Kind: maturity.Unauthenticated}) || err == nil && !reflect.DeepEqual(v, s.viewer) {
			return ErrOtherViewer
		}
		return err
	}}), s.viewer, s.session, true
}
