package api

import (
	"strconv"
	"time"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
)

// Me is the person a token acts for.
type Me struct {
	Person      Person       `json:"person"`
	Memberships []Membership `json:"memberships"`
	Scope       string       `json:"scope" doc:"of the token"`
}

// Membership is a team of a person, with the part they have in it.
type Membership struct {
	Team   string `json:"team"`
	Person string `json:"person"`
	Part   string `json:"part" enum:"lead,member"`
}

// Token is a token, without its secret.
type Token struct {
	ID        string     `json:"id"`
	Name      string     `json:"name"`
	Scope     string     `json:"scope" enum:"read,write,admin"`
	CreatedAt time.Time  `json:"created_at"`
	ExpiresAt time.Time  `json:"expires_at"`
	UsedAt    *time.Time `json:"used_at"`
	RevokedAt *time.Time `json:"revoked_at"`
}

// NewToken is a token with its secret, which is shown this once.
type NewToken struct {
	Token
	Secret string `json:"secret"`
}

func tokenOf(t store.Token) Token {
	return Token{
		ID: t.ID, Name: t.Name, Scope: string(t.Scope), CreatedAt: t.CreatedAt, ExpiresAt: t.ExpiresAt, UsedAt: t.UsedAt, RevokedAt: t.RevokedAt,
	}
}

// ByID is what operations on one thing take.
type ByID struct {
	ID string `path:"id"`
}

func (a *API) accountRoutes() {
	add(a, read("/me", "getMe", "Whom the token acts for", signedIn, "account"), a.getMe)
	add(a, put("/me/language", "setLanguage", "Choose the language of messages and mail", signedIn, "account"), a.setLanguage)
	add(a, read("/sessions", "listSessions", "Where the caller is signed in with a browser", signedIn, "account"), a.listSessions)
	add(a, needing(remove("/sessions/{id}", "endSession", "End one of the caller's own sessions", ownOnly, "account"), maturity.ScopeAdmin),
		func(c call, in *ByID) (*none, error) { return done(a.tracker.EndSession(c, c.viewer, in.ID)) })
	add(a, needing(remove("/sessions", "endSessions", "End all sessions and personal links of the caller", signedIn, "account"), maturity.ScopeAdmin),
		func(c call, _ *struct{}) (*none, error) { return done(a.tracker.SignOutEverywhere(c, c.viewer)) })
	add(a, read("/tokens", "listTokens", "The caller's own tokens", signedIn, "account"), a.listTokens)
	add(a, needing(create("/tokens", "createToken", "Make a token, no wider and no longer than the one it is asked with", signedIn, "account"),
		maturity.ScopeAdmin), a.createToken)
	add(a, remove("/tokens/{id}", "revokeToken", "End one of the caller's own tokens", ownOnly, "account"),
		func(c call, in *ByID) (*none, error) { return done(a.tracker.RevokeToken(c, c.viewer, in.ID)) })
}

func (a *API) getMe(c call, _ *struct{}) (*output[Me], error) {
	out := Me{Person: personOf(c.viewer.Person), Memberships: []Membership{}, Scope: string(c.scope)}
	all, err := a.store.MembershipsOf(c, c.viewer.Person.ID)
	for _, m := range all {
		out.Memberships = append(out.Memberships, membershipOf(m))
	}
	return reply(out, err)
}

func membershipOf(m maturity.Membership) Membership {
	return Membership{Team: m.TeamID, Person: m.PersonID, Part: string(m.Role)}
}

type languageInput struct {
	Body struct {
		Language string `json:"language" enum:"ja,en"`
	}
}

func (a *API) setLanguage(c call, in *languageInput) (*output[Person], error) {
	if err := a.tracker.ChooseLanguage(c, c.viewer, maturity.Language(in.Body.Language)); err != nil {
		return nil, err
	}
	p, err := a.store.PersonByID(c, c.viewer.Person.ID)
	return reply(personOf(p), err)
}

func (a *API) listTokens(c call, in *ListInput) (*output[Page[Token]], error) {
	all, err := a.tracker.Tokens(c, c.viewer)
	if err != nil {
		return nil, err
	}
	return reply(paged(*in, converted(all, tokenOf), func(t Token) string { return t.ID }))
}

type createTokenInput struct {
	Body struct {
		Name  string `json:"name" maxLength:"300"`
		Scope string `json:"scope" enum:"read,write,admin"`
		Days  int    `json:"days,omitempty" minimum:"1" maximum:"365" default:"90"`
	}
}

func (a *API) createToken(c call, in *createTokenInput) (*output[NewToken], error) {
	t, secret, err := a.tracker.CreateToken(c, c.viewer, tracker.CreateToken{
		Name: in.Body.Name, Scope: in.Body.Scope, Days: optionalNumber(in.Body.Days),
	})
	return reply(NewToken{Token: tokenOf(t), Secret: secret}, err)
}

// optionalNumber is a number as use cases read it from a form; "" for none.
func optionalNumber(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// Session is a browser in which the caller is signed in.
type Session struct {
	ID        string     `json:"id"`
	Way       string     `json:"way" doc:"By which it was signed in: link, password, oidc …"`
	Device    string     `json:"device" doc:"Such as Firefox, Linux"`
	CreatedAt time.Time  `json:"created_at"`
	ExpiresAt time.Time  `json:"expires_at"`
	UsedAt    *time.Time `json:"used_at"`
}

func (a *API) listSessions(c call, in *ListInput) (*output[Page[Session]], error) {
	all, err := a.tracker.Sessions(c, c.viewer)
	if err != nil {
		return nil, err
	}
	return reply(paged(*in, converted(all, func(s store.Session) Session {
		return Session{
			ID: s.Hash, Way: string(s.Way), Device: s.Device, CreatedAt: s.CreatedAt.UTC(), ExpiresAt: s.ExpiresAt.UTC(), UsedAt: utc(s.UsedAt),
		}
	}), func(s Session) string { return s.ID }))
}
