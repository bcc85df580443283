package tracker

import (
	"context"
	"errors"
	"strconv"

	"michinori/app/maturity"
	"michinori/app/password"
	"michinori/app/store"
)

// product is a name that somebody who guesses passwords would try.
const product = "michinori みちのり 道のり"

// Passwords reports whether people may sign in with a password here.
func (t *Tracker) Passwords() bool { return t.hasher != nil }

// SignInByPassword starts a session with an e-mail address and a password. One
// message says that the two do not fit; nobody learns who is known here, not by
// the time it takes either. Failures count, by person and by address.
func (t *Tracker) SignInByPassword(ctx context.Context, address, plain string, from Browser) (SignedIn, error) {
	if t.hasher == nil {
		return SignedIn{}, maturity.Fail(maturity.NotFound, "error.not_found")
	}
	address = addressKey(address)
	if err := t.Spend(ctx, PasswordsOfAddress, from.Address); err != nil {
		return SignedIn{}, err
	}
	if err := t.Spend(ctx, PasswordsOfPerson, address); err != nil {
		return SignedIn{}, err
	}
	p, stored, err := t.passwordOf(ctx, address)
	if err != nil {
		return SignedIn{}, err
	}
	same, outdated, err := t.hasher.Verify(ctx, stored, plain)
	if err != nil {
		return SignedIn{}, err
	}
	if !same {
		return SignedIn{}, maturity.Fields{{Name: "password", Key: "field.password_wrong"}}.Err()
	}
	return t.passwordFits(ctx, p, plain, outdated, from)
}

// passwordFits signs in, gives back what only failures are to cost, and hashes
// anew what was hashed with another cost.
func (t *Tracker) passwordFits(ctx context.Context, p maturity.Person, plain string, outdated bool, from Browser) (SignedIn, error) {
	var out SignedIn
	anew := ""
	if outdated {
		var err error
		if anew, err = t.hasher.Hash(ctx, plain); err != nil {
			return out, err
		}
	}
	err := t.db.Tx(ctx, func(tx *store.Tx) error {
		if err := tx.Uncount(ctx, PasswordsOfAddress.key(from.Address)); err != nil {
			return err
		}
		if err := tx.Uncount(ctx, PasswordsOfPerson.key(p.Email)); err != nil {
			return err
		}
		if anew != "" {
			if err := tx.SavePassword(ctx, p.ID, anew, t.now()); err != nil {
				return err
			}
		}
		var err error
		out, err = t.signIn(ctx, tx, p, store.ByPassword, from)
		return err
	})
	return out, err
}

// passwordOf returns who has an address and the hash of their password; nobody
// and "" where there is none to compare with.
func (t *Tracker) passwordOf(ctx context.Context, address string) (maturity.Person, string, error) {
	notFound := &maturity.Error{Kind: maturity.NotFound}
	p, err := t.db.PersonByEmail(ctx, address)
	if errors.Is(err, notFound) || err == nil && (address == "" || p.ArchivedAt != nil) {
		return maturity.Person{}, "", nil
	}
	if err != nil {
		return p, "", err
	}
	stored, _, err := t.db.PasswordOf(ctx, p.ID)
	if errors.Is(err, notFound) {
		err = nil
	}
	return p, stored, err
}

// SetPassword is what somebody fills in for a new password.
type SetPassword struct {
	Current string // not needed right after signing in by another way
	New     string
	Again   string
}

// SetPassword sets or changes the password of the viewer. It asks for the old
// one or for having signed in by a personal link or a provider a moment ago.
// All sessions of the viewer end, and this browser gets a new one.
func (t *Tracker) SetPassword(ctx context.Context, v maturity.Viewer, s store.Session, in SetPassword, from Browser) (SignedIn, error) {
	if err := v.Require(v.SignedIn() && t.hasher != nil); err != nil {
		return SignedIn{}, err
	}
	if err := t.mayChangePassword(ctx, v, s, in.Current); err != nil {
		return SignedIn{}, err
	}
	org, err := t.db.Organisation(ctx)
	if err != nil {
		return SignedIn{}, err
	}
	if err := checkPassword(v.Person, org, in); err != nil {
		return SignedIn{}, err
	}
	stored, err := t.hasher.Hash(ctx, in.New)
	if err != nil {
		return SignedIn{}, err
	}
	var out SignedIn
	err = t.db.Tx(ctx, func(tx *store.Tx) error {
		if err := tx.SavePassword(ctx, v.Person.ID, stored, t.now()); err != nil {
			return err
		}
		if err := tx.DeleteSessionsOf(ctx, v.Person.ID); err != nil {
			return err
		}
		if err := t.event(ctx, tx, v, "password.set", v.Person.ID, ""); err != nil {
			return err
		}
		out, err = t.signIn(ctx, tx, v.Person, s.Way, from)
		return err
	})
	return out, err
}

// PasswordState is what the viewer must know before changing a password.
type PasswordState struct {
	Has   bool // there is one
	Fresh bool // it can be set without the old one, as they have just signed in
}

// PasswordState returns whether the viewer has a password and whether the
// session is fresh enough to set one without it.
func (t *Tracker) PasswordState(ctx context.Context, v maturity.Viewer, s store.Session) (PasswordState, error) {
	if err := v.Require(v.SignedIn()); err != nil {
		return PasswordState{}, err
	}
	_, _, err := t.db.PasswordOf(ctx, v.Person.ID)
	has := err == nil
	if errors.Is(err, &maturity.Error{Kind: maturity.NotFound}) {
		err = nil
	}
	return PasswordState{Has: has, Fresh: t.isFresh(s)}, err
}

// isFresh reports whether somebody has just proved in another way than by
// password who they are.
func (t *Tracker) isFresh(s store.Session) bool {
	switch s.Way {
	case store.ByLink, store.BySetUp, store.ByProvider:
		return t.now().Sub(s.CreatedAt) < fresh
	}
	return false
}

func (t *Tracker) mayChangePassword(ctx context.Context, v maturity.Viewer, s store.Session, current string) error {
	if t.isFresh(s) {
		return nil
	}
	if err := t.Spend(ctx, PasswordsOfPerson, v.Person.ID); err != nil {
		return err
	}
	stored, _, err := t.db.PasswordOf(ctx, v.Person.ID)
	if errors.Is(err, &maturity.Error{Kind: maturity.NotFound}) {
		return maturity.Fields{{Name: "current", Key: "field.password_link"}}.Err()
	}
	if err != nil {
		return err
	}
	same, _, err := t.hasher.Verify(ctx, stored, current)
	if err != nil {
		return err
	}
	if !same {
		return maturity.Fields{{Name: "current", Key: "field.password_current"}}.Err()
	}
	return t.Refund(ctx, PasswordsOfPerson, v.Person.ID)
}

func checkPassword(p maturity.Person, org maturity.Organisation, in SetPassword) error {
	var f maturity.Fields
	switch password.Weak(in.New, product, org.Name, p.Name, p.Email) {
	case password.TooShort:
		f.Add("new", "field.password_short", "min", strconv.Itoa(password.Shortest))
	case password.TooLong:
		f.Add("new", "field.too_long", "max", strconv.Itoa(password.Longest))
	case password.NotText:
		f.Add("new", "field.encoding")
	case password.Guessable:
		f.Add("new", "field.password_common")
	}
	if len(f) == 0 && in.New != in.Again {
		f.Add("again", "field.password_differs")
	}
	if p.Email == "" {
		f.Add("new", "field.password_email")
	}
	return f.Err()
}
