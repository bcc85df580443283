package tracker

import (
	"context"
	"errors"
	"strings"

	"michinori/app/maturity"
	"michinori/app/store"
)

// Identity is somebody a provider vouches for.
type Identity struct {
	Issuer, Subject string
	Email           string // "" where the provider does not vouch for it
	Name            string
	Language        string // as the provider says it, such as "ja-JP"
	Groups          []string
	HasGroups       bool // the provider said which, if only that there are none
}

// SignInByProvider starts a session for somebody a provider vouches for: by the
// subject once they are known by it, before that by their e-mail address. What
// their groups mean here is brought up to date in the same transaction.
func (t *Tracker) SignInByProvider(ctx context.Context, id Identity, from Browser) (SignedIn, error) {
	var out SignedIn
	err := t.db.Tx(ctx, func(tx *store.Tx) error {
		if id.HasGroups {
			if err := tx.Alone(ctx, RosterLock); err != nil {
				return err
			}
		}
		p, err := t.personOf(ctx, tx, id)
		if err != nil {
			return err
		}
		if p.ArchivedAt != nil {
			return maturity.Fail(maturity.Forbidden, "error.archived")
		}
		if id.HasGroups {
			if p, err = t.applyGroups(ctx, tx, p, id.Groups); err != nil {
				return err
			}
		}
		out, err = t.signIn(ctx, tx, p, store.ByProvider, from)
		return err
	})
	return out, err
}

// personOf returns whom an identity belongs to. Somebody who is tied to another
// subject of the provider already is not taken over by one who merely has the
// address now, as addresses are given to new people.
func (t *Tracker) personOf(ctx context.Context, tx *store.Tx, id Identity) (maturity.Person, error) {
	unknown := &maturity.Error{Kind: maturity.NotFound}
	p, err := tx.PersonByIdentity(ctx, id.Issuer, id.Subject)
	if !errors.Is(err, unknown) {
		return p, err
	}
	if id.Email == "" {
		return p, maturity.Fail(maturity.Forbidden, "error.no_verified_email")
	}
	if p, err = t.personByEmail(ctx, tx, id.Email, id.Name, id.Language); err != nil {
		return p, err
	}
	tied, err := tx.HasIdentity(ctx, id.Issuer, p.ID)
	if err != nil {
		return p, err
	}
	if tied {
		return p, maturity.Fail(maturity.Forbidden, "error.other_identity")
	}
	if err := tx.InsertIdentity(ctx, id.Issuer, id.Subject, p.ID, t.now()); err != nil {
		return p, err
	}
	return p, t.event(ctx, tx, maturity.Viewer{Person: p}, "identity.tied", p.ID, "")
}

// personByEmail returns the person with an address, or a new one where the
// settings allow that.
func (t *Tracker) personByEmail(ctx context.Context, tx *store.Tx, address, name, lang string) (maturity.Person, error) {
	address = strings.ToLower(strings.TrimSpace(address))
	p, err := tx.PersonByEmail(ctx, address)
	if !errors.Is(err, &maturity.Error{Kind: maturity.NotFound}) {
		return p, err
	}
	if !t.create {
		return p, maturity.Fail(maturity.Forbidden, "error.not_entered")
	}
	org, err := tx.Organisation(ctx)
	if err != nil {
		return p, err
	}
	var f maturity.Fields
	p = maturity.Person{ID: t.newID(), Email: email(&f, "email", address), Name: line(&f, "name", name, false), Language: org.Language}
	if f.Err() != nil {
		return p, maturity.Fail(maturity.Forbidden, "error.not_entered")
	}
	if p.Name == "" {
		p.Name, _, _ = strings.Cut(p.Email, "@")
	}
	base, _, _ := strings.Cut(strings.ToLower(lang), "-")
	if l, ok := maturity.ParseLanguage(base); ok {
		p.Language = l
	}
	if err := tx.SavePerson(ctx, p); err != nil {
		return p, err
	}
	return p, t.event(ctx, tx, maturity.Viewer{Person: p}, "person.created", p.ID, "")
}

// ViewerByProxy returns the person whom a trusted proxy names, by address.
// Someone nobody has entered is created where the settings allow that, and else
// is Forbidden.
func (t *Tracker) ViewerByProxy(ctx context.Context, address string) (maturity.Viewer, error) {
	p, err := t.db.PersonByEmail(ctx, strings.ToLower(strings.TrimSpace(address)))
	if errors.Is(err, &maturity.Error{Kind: maturity.NotFound}) {
		if done, err := t.IsSetUp(ctx); err != nil || !done {
			return maturity.Viewer{}, err
		}
		err = t.db.Tx(ctx, func(tx *store.Tx) error {
			var err error
			p, err = t.personByEmail(ctx, tx, address, "", "")
			return err
		})
		if err != nil {
			return maturity.Viewer{}, err
		}
	}
	if err != nil {
		return maturity.Viewer{}, err
	}
	if p.ArchivedAt != nil {
		return maturity.Viewer{}, maturity.Fail(maturity.Forbidden, "error.archived")
	}
	v, err := t.db.ViewerOf(ctx, p)
	v.Way = maturity.ByPage
	return v, err
}
