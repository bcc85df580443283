package tracker

import (
	"context"
	"errors"
	"time"

	"michinori/app/maturity"
	"michinori/app/store"
)

// How long a replaced session lives on, for requests under way, and how often
// its use is written down.
const (
	replacedLives = time.Minute
	touchEvery    = 10 * time.Minute
)

// fresh is how long ago somebody may have signed in to set a password without
// the old one.
const fresh = 15 * time.Minute

// Browser is where a request to sign in comes from.
type Browser struct {
	Address string // of the network, for limits; kept nowhere
	Device  string // kind of browser, such as "Firefox, Linux"
	Session string // secret of the session it was in before, which ends
}

// SignedIn is a fresh session.
type SignedIn struct {
	Secret  string
	Viewer  maturity.Viewer
	Expires time.Time
}

// SignIn starts a session with a personal link.
func (t *Tracker) SignIn(ctx context.Context, secret string, from Browser) (SignedIn, error) {
	p, err := t.LinkOwner(ctx, secret)
	if err != nil {
		return SignedIn{}, err
	}
	var out SignedIn
	err = t.db.Tx(ctx, func(tx *store.Tx) error {
		if _, err := tx.UseLink(ctx, hash(secret), t.now()); err != nil {
			return err
		}
		out, err = t.signIn(ctx, tx, p, store.ByLink, from)
		return err
	})
	return out, err
}

// signIn gives a browser a new session; the one it had ends.
func (t *Tracker) signIn(ctx context.Context, tx *store.Tx, p maturity.Person, way store.SessionWay, from Browser) (SignedIn, error) {
	now := t.now()
	if err := tx.DeleteEnded(ctx, now.AddDate(0, 0, -30)); err != nil {
		return SignedIn{}, err
	}
	if from.Session != "" {
		if err := tx.DeleteSession(ctx, hash(from.Session)); err != nil {
			return SignedIn{}, err
		}
	}
	out := SignedIn{Secret: newSecret(), Expires: now.Add(t.session)}
	err := tx.InsertSession(ctx, store.Session{
		Hash: hash(out.Secret), PersonID: p.ID, Way: way, Device: from.Device, CreatedAt: now, ExpiresAt: out.Expires,
	})
	if err != nil {
		return out, err
	}
	out.Viewer, err = tx.ViewerOf(ctx, p)
	out.Viewer.Way = maturity.ByPage
	return out, err
}

// Viewer returns who is signed in under a session secret: Unauthenticated when
// nobody is.
func (t *Tracker) Viewer(ctx context.Context, secret string) (maturity.Viewer, store.Session, error) {
	if secret == "" {
		return maturity.Viewer{}, store.Session{}, maturity.Fail(maturity.Unauthenticated, "error.sign_in")
	}
	return t.viewer(ctx, t.db.Reader, secret)
}

func (t *Tracker) viewer(ctx context.Context, r store.Reader, secret string) (maturity.Viewer, store.Session, error) {
	v, s, err := r.ViewerBySession(ctx, hash(secret), t.now(), t.idleSince())
	if errors.Is(err, &maturity.Error{Kind: maturity.NotFound}) {
		return v, s, maturity.Fail(maturity.Unauthenticated, "error.session_ended")
	}
	v.Way = maturity.ByPage
	if err == nil {
		t.seats.take(seat{viewer: v, session: s})
	}
	return v, s, err
}

// idleSince is the time at which a session must have been used to go on.
func (t *Tracker) idleSince() time.Time {
	if t.idle == 0 {
		return time.Time{}
	}
	return t.now().Add(-t.idle)
}

// KeepSession writes down that a session is used, now and then, and gives one a
// new secret whose person has got other rights since it began. It returns the
// secret that the browser is to hold from now on, "" for the one it has.
func (t *Tracker) KeepSession(ctx context.Context, s store.Session) (string, error) {
	now := t.now()
	if !t.toKeep(s) {
		return "", nil
	}
	if !s.Stale {
		return "", t.db.Tx(ctx, func(tx *store.Tx) error { return tx.TouchSession(ctx, s.Hash, now) })
	}
	secret := newSecret()
	err := t.db.Tx(ctx, func(tx *store.Tx) error {
		first, err := tx.ReplaceSession(ctx, s.Hash, now, now.Add(replacedLives))
		if err != nil || !first {
			secret = ""
			return err
		}
		next := s
		next.Hash, next.UsedAt, next.Stale = hash(secret), &now, false
		return tx.InsertSession(ctx, next)
	})
	return secret, err
}

// toKeep reports whether KeepSession has something to write.
func (t *Tracker) toKeep(s store.Session) bool {
	return s.Stale || t.now().Sub(s.LastUsed()) >= touchEvery
}

// Sessions returns where the viewer is signed in, the one used last first.
func (t *Tracker) Sessions(ctx context.Context, v maturity.Viewer) ([]store.Session, error) {
	if err := v.Require(v.SignedIn()); err != nil {
		return nil, err
	}
	return t.db.SessionsOf(ctx, v.Person.ID, t.now(), t.idleSince())
}

// EndSession ends one of the viewer's own sessions.
func (t *Tracker) EndSession(ctx context.Context, v maturity.Viewer, session string) error {
	if err := v.Require(v.SignedIn()); err != nil {
		return err
	}
	return t.db.Tx(ctx, func(tx *store.Tx) error {
		if err := tx.DeleteSessionOf(ctx, v.Person.ID, session); err != nil {
			return err
		}
		return t.event(ctx, tx, v, "session.ended", v.Person.ID, "")
	})
}

// SignOut ends one session.
func (t *Tracker) SignOut(ctx context.Context, secret string) error {
	return t.db.Tx(ctx, func(tx *store.Tx) error { return tx.DeleteSession(ctx, hash(secret)) })
}

// SignOutEverywhere ends all sessions and personal links of the viewer.
func (t *Tracker) SignOutEverywhere(ctx context.Context, v maturity.Viewer) error {
	if err := v.Require(v.SignedIn()); err != nil {
		return err
	}
	return t.db.Tx(ctx, func(tx *store.Tx) error {
		if err := tx.RevokeLinks(ctx, store.PersonalLink, v.Person.ID, t.now()); err != nil {
			return err
		}
		return tx.DeleteSessionsOf(ctx, v.Person.ID)
	})
}
