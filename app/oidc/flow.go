package oidc

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"fmt"
	"strings"

	protocol "github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"michinori/app/maturity"
)

// Flow is what ties the answer of the provider to the browser that asked. It is
// secret, good for one sign-in, and lives in a cookie of that browser.
type Flow struct{ State, Nonce, Verifier string }

// NewFlow returns three fresh secrets.
func NewFlow() Flow {
	return Flow{State: rand.Text(), Nonce: rand.Text(), Verifier: oauth2.GenerateVerifier()}
}

// String is the flow as a cookie holds it.
func (f Flow) String() string { return f.State + "." + f.Nonce + "." + f.Verifier }

// ParseFlow reads what String wrote; false for anything else.
func ParseFlow(s string) (Flow, bool) {
	parts := strings.Split(s, ".")
	if len(parts) != 3 || parts[0] == "" || parts[1] == "" || parts[2] == "" {
		return Flow{}, false
	}
	return Flow{State: parts[0], Nonce: parts[1], Verifier: parts[2]}, true
}

// Address is the page of the provider on which somebody signs in.
func (p *Provider) Address(f Flow) (string, error) {
	d, err := p.discover()
	if err != nil {
		return "", err
	}
	return p.oauth(d).AuthCodeURL(f.State, protocol.Nonce(f.Nonce), oauth2.S256ChallengeOption(f.Verifier)), nil
}

// Answer is what the provider sent the browser back with.
type Answer struct{ State, Code, Issuer, Error string }

// Claims are what the provider vouches for.
type Claims struct {
	Subject, Name, Language string
	Email                   string // "" unless verified
	Groups                  []string
	HasGroups               bool
}

// Finish turns the answer of the provider into claims. It is refused unless it
// belongs to the flow of this very browser and to this provider.
func (p *Provider) Finish(ctx context.Context, f Flow, a Answer) (Claims, error) {
	switch {
	case subtle.ConstantTimeCompare([]byte(a.State), []byte(f.State)) != 1,
		a.Issuer != "" && a.Issuer != p.settings.Issuer: // RFC 9207
		return Claims{}, refused(errors.New("state or issuer is of another sign-in"))
	case a.Error != "" || a.Code == "":
		return Claims{}, maturity.Fail(maturity.Forbidden, "error.provider_refused")
	}
	d, err := p.discover()
	if err != nil {
		return Claims{}, err
	}
	ctx = protocol.ClientContext(ctx, p.client)
	token, err := p.oauth(d).Exchange(ctx, a.Code, oauth2.VerifierOption(f.Verifier))
	if err != nil {
		return Claims{}, exchangeFailed(err)
	}
	raw, ok := token.Extra("id_token").(string)
	if !ok {
		return Claims{}, refused(errors.New("no id token"))
	}
	id, err := d.verifier.Verify(ctx, raw)
	if err != nil {
		return Claims{}, refused(err)
	}
	if subtle.ConstantTimeCompare([]byte(id.Nonce), []byte(f.Nonce)) != 1 {
		return Claims{}, refused(errors.New("nonce is of another sign-in"))
	}
	return p.claims(ctx, d, id, token)
}

func refused(err error) error {
	return &maturity.Error{Kind: maturity.Forbidden, Key: "error.provider_answer", Err: err}
}

// exchangeFailed tells a provider that says no from one that does not answer.
// Its own words may hold the code, so that they go no further.
func exchangeFailed(err error) error {
	var said *oauth2.RetrieveError
	if errors.As(err, &said) {
		return refused(fmt.Errorf("the provider refuses the code: %q", said.ErrorCode))
	}
	return unavailable(errors.New("the provider does not answer at its token endpoint"))
}

// claims reads the id token and, where that has no address or no groups, asks
// the provider for the rest.
func (p *Provider) claims(ctx context.Context, d *discovered, id *protocol.IDToken, token *oauth2.Token) (Claims, error) {
	raw := map[string]any{}
	if err := id.Claims(&raw); err != nil {
		return Claims{}, refused(err)
	}
	_, hasEmail := raw["email"]
	_, hasGroups := raw[p.settings.GroupsClaim]
	if (!hasEmail || p.settings.GroupsClaim != "" && !hasGroups) && d.provider.UserInfoEndpoint() != "" {
		info, err := d.provider.UserInfo(ctx, oauth2.StaticTokenSource(token))
		if err != nil {
			return Claims{}, unavailable(errors.New("the provider does not answer at its userinfo endpoint"))
		}
		more := map[string]any{}
		if err := info.Claims(&more); err != nil || info.Subject != id.Subject {
			return Claims{}, refused(errors.New("userinfo speaks of somebody else"))
		}
		for name, value := range more {
			if _, known := raw[name]; !known {
				raw[name] = value
			}
		}
	}
	return p.read(id.Subject, raw), nil
}

func (p *Provider) read(subject string, raw map[string]any) Claims {
	text := func(name string) string { s, _ := raw[name].(string); return s }
	c := Claims{Subject: subject, Name: text("name"), Language: text("locale")}
	verified, _ := raw["email_verified"].(bool)
	if said := text("email_verified"); said == "true" { // some send it as text
		verified = true
	}
	if verified || p.settings.TrustEmail {
		c.Email = text("email")
	}
	if p.settings.GroupsClaim == "" {
		return c
	}
	switch groups := raw[p.settings.GroupsClaim].(type) {
	case []any:
		c.HasGroups = true
		for _, g := range groups {
			if s, ok := g.(string); ok {
				c.Groups = append(c.Groups, s)
			}
		}
	case string:
		c.HasGroups, c.Groups = true, []string{groups}
	}
	return c
}
