package tracker

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"michinori/app/maturity"
	"michinori/app/store"
)

// How many days a token lives, and how many live ones a person may have.
const (
	TokenDays     = 90 // unless its maker says otherwise
	MostTokenDays = 365
	mostTokens    = 50
)

// tokenPrefix lets those who look for leaked secrets know one of ours.
const tokenPrefix = "michinori_"

// tokenUseKept is how exactly the last use of a token is kept: not every
// request writes.
const tokenUseKept = time.Minute

// CreateToken is what somebody says of a new token, as it was typed.
type CreateToken struct {
	Name, Scope string
	Days        string // "" means TokenDays
}

// CreateToken makes a token that acts for the viewer, and returns its secret:
// nobody can find that out later. A viewer who came by a token makes none that
// reaches further or lives longer than that one.
func (t *Tracker) CreateToken(ctx context.Context, v maturity.Viewer, in CreateToken) (store.Token, string, error) {
	if err := v.Require(v.SignedIn()); err != nil {
		return store.Token{}, "", err
	}
	return t.createToken(ctx, v, v.Person.ID, in)
}

// CreateOperatorToken is CreateToken for whoever runs the program on its
// machine: for the person with that address, NotFound where there is none.
func (t *Tracker) CreateOperatorToken(ctx context.Context, address string, in CreateToken) (store.Token, string, error) {
	p, err := t.db.PersonByEmail(ctx, addressKey(address))
	if err != nil {
		return store.Token{}, "", err
	}
	if p.ArchivedAt != nil {
		return store.Token{}, "", maturity.Fail(maturity.NotFound, "error.not_found")
	}
	return t.createToken(ctx, maturity.Operator(), p.ID, in)
}

func (t *Tracker) createToken(ctx context.Context, v maturity.Viewer, person string, in CreateToken) (store.Token, string, error) {
	var f maturity.Fields
	now, days := t.now(), TokenDays
	if strings.TrimSpace(in.Days) != "" {
		days = number(&f, "days", in.Days, 1, MostTokenDays)
	}
	secret := tokenPrefix + newSecret()
	token := store.Token{
		ID: t.newID(), Hash: hash(secret), PersonID: person, Name: line(&f, "name", in.Name, true),
		Scope: maturity.Scope(in.Scope), CreatedAt: now, ExpiresAt: now.Add(time.Duration(days) * 24 * time.Hour),
	}
	if !slices.Contains(maturity.Scopes, token.Scope) {
		f.Add("scope", "field.choice")
	}
	if err := f.Err(); err != nil {
		return token, "", err
	}
	err := t.db.Tx(ctx, func(tx *store.Tx) error {
		if err := t.mayMake(ctx, tx, v, token); err != nil {
			return err
		}
		if err := tx.InsertToken(ctx, token); err != nil {
			return err
		}
		return t.event(ctx, tx, v, "token.created", token.ID, string(token.Scope))
	})
	if err != nil {
		return token, "", err
	}
	return token, secret, nil
}

// mayMake holds a new token to the one that makes it, and to how many a person
// may have.
func (t *Tracker) mayMake(ctx context.Context, tx *store.Tx, v maturity.Viewer, token store.Token) error {
	var f maturity.Fields
	if v.Token != "" {
		by, err := tx.TokenByID(ctx, v.Token)
		if err != nil {
			return err
		}
		if !by.Scope.Allows(token.Scope) {
			f.Add("scope", "token.wider")
		}
		if token.ExpiresAt.After(by.ExpiresAt) {
			f.Add("days", "token.longer")
		}
	}
	all, err := tx.TokensOf(ctx, token.PersonID)
	if err != nil {
		return err
	}
	live := 0
	for _, x := range all {
		if x.Live(t.now()) {
			live++
		}
	}
	if live >= mostTokens {
		f.Add("name", "token.many", "most", strconv.Itoa(mostTokens))
	}
	return f.Err()
}

// Tokens returns the viewer's own tokens, the newest first; nobody else's can
// be seen by anybody.
func (t *Tracker) Tokens(ctx context.Context, v maturity.Viewer) ([]store.Token, error) {
	if err := v.Require(v.SignedIn()); err != nil {
		return nil, err
	}
	return t.db.TokensOf(ctx, v.Person.ID)
}

// RevokeToken ends one of the viewer's own tokens at once.
func (t *Tracker) RevokeToken(ctx context.Context, v maturity.Viewer, id string) error {
	if err := v.Require(v.SignedIn()); err != nil {
		return err
	}
	return t.db.Tx(ctx, func(tx *store.Tx) error {
		token, err := tx.TokenByID(ctx, id)
		if err != nil {
			return err
		}
		if err := v.Require(token.PersonID == v.Person.ID); err != nil || token.RevokedAt != nil {
			return err
		}
		if err := tx.RevokeToken(ctx, id, t.now()); err != nil {
			return err
		}
		return t.event(ctx, tx, v, "token.revoked", id, "")
	})
}

// ViewerByToken returns for whom a token acts, with all that person may do, and
// the token with its scope. It is Unauthenticated for a secret nobody made, one
// that has ended or was revoked, and where the person is archived: which of
// them is nobody's business who holds a secret that does not work.
func (t *Tracker) ViewerByToken(ctx context.Context, secret string) (maturity.Viewer, store.Token, error) {
	dead := maturity.Fail(maturity.Unauthenticated, "error.token")
	if !strings.HasPrefix(secret, tokenPrefix) {
		return maturity.Viewer{}, store.Token{}, dead
	}
	token, err := t.db.TokenByHash(ctx, hash(secret))
	if errors.Is(err, &maturity.Error{Kind: maturity.NotFound}) || err == nil && !token.Live(t.now()) {
		return maturity.Viewer{}, store.Token{}, dead
	}
	if err != nil {
		return maturity.Viewer{}, store.Token{}, err
	}
	p, err := t.db.PersonByID(ctx, token.PersonID)
	if err == nil && p.ArchivedAt != nil {
		err = dead
	}
	if err != nil {
		return maturity.Viewer{}, store.Token{}, err
	}
	v, err := t.db.ViewerOf(ctx, p)
	if err != nil {
		return maturity.Viewer{}, store.Token{}, err
	}
	v.Way, v.Token = maturity.ByAPI, token.ID
	return v, token, nil
}

// NoteUse notes that a token that ViewerByToken returned is in use now.
func (t *Tracker) NoteUse(ctx context.Context, token store.Token) error {
	now := t.now()
	if token.UsedAt != nil && now.Sub(*token.UsedAt) < tokenUseKept {
		return nil
	}
	return t.db.Tx(ctx, func(tx *store.Tx) error { return tx.UseToken(ctx, token.ID, now) })
}
