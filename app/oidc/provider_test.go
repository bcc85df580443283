package oidc_test

import (
	"errors"
	"net/http"
	"net/url"
	"reflect"
	"testing"
	"time"

	"michinori/app/maturity"
	"michinori/app/oidc"
	"michinori/app/oidc/oidctest"
)

const callback = "https://michinori.example.com/sign-in/oidc/callback"

type site struct {
	t        *testing.T
	now      time.Time
	provider *oidctest.Provider
	ours     *oidc.Provider
}

func newSite(t *testing.T, change func(*oidc.Settings)) *site {
	t.Helper()
	s := &site{t: t, now: time.Date(2026, 7, 6, 9, 0, 0, 0, time.UTC)}
	clock := func() time.Time { return s.now }
	s.provider = oidctest.Start(t, clock)
	settings := oidc.Settings{
		Issuer: s.provider.Issuer, ClientID: oidctest.ClientID, ClientSecret: oidctest.ClientSecret, Redirect: callback,
		Scopes: []string{"email"}, GroupsClaim: "groups", Clock: clock,
	}
	if change != nil {
		change(&settings)
	}
	s.ours = oidc.New(settings)
	s.provider.Let(map[string]any{"sub": "u1", "email": "aoki@example.com", "email_verified": true, "groups": []string{"sre"}}, nil)
	return s
}

// visit goes to the provider and comes back with its answer.
func (s *site) visit(f oidc.Flow) oidc.Answer {
	s.t.Helper()
	to, err := s.ours.Address(f)
	if err != nil {
		s.t.Fatal(err)
	}
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	got, err := client.Get(to)
	if err != nil {
		s.t.Fatal(err)
	}
	defer got.Body.Close()
	back, err := url.Parse(got.Header.Get("Location"))
	if err != nil || got.StatusCode != http.StatusSeeOther {
		s.t.Fatalf("the provider answers %s: %v", got.Status, err)
	}
	q := back.Query()
	return oidc.Answer{State: q.Get("state"), Code: q.Get("code"), Issuer: q.Get("iss"), Error: q.Get("error")}
}

func (s *site) signIn() (oidc.Claims, error) {
	s.t.Helper()
	f := oidc.NewFlow()
	return s.ours.Finish(s.t.Context(), f, s.visit(f))
}

func TestSignIn(t *testing.T) {
	t.Parallel()
	s := newSite(t, nil)
	got, err := s.signIn()
	want := oidc.Claims{Subject: "u1", Email: "aoki@example.com", Groups: []string{"sre"}, HasGroups: true}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("claims %+v, %v", got, err)
	}
	if to := s.ours.SignOutAddress("https://michinori.example.com/"); to !=
		s.provider.Issuer+"/leave?client_id=michinori&post_logout_redirect_uri=https%3A%2F%2Fmichinori.example.com%2F" {
		t.Errorf("sign-out at %q", to)
	}
}

// What the id token lacks comes from the userinfo endpoint.
func TestClaimsFromUserinfo(t *testing.T) {
	t.Parallel()
	s := newSite(t, nil)
	s.provider.Let(map[string]any{"sub": "u1"}, map[string]any{
		"email": "aoki@example.com", "email_verified": "true", "name": "青木", "locale": "ja-JP", "groups": "sre",
	})
	got, err := s.signIn()
	want := oidc.Claims{
		Subject: "u1", Email: "aoki@example.com", Name: "青木", Language: "ja-JP", Groups: []string{"sre"}, HasGroups: true,
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("claims %+v, %v", got, err)
	}
	s.provider.Let(map[string]any{"sub": "u1"}, map[string]any{"sub": "u2", "email": "boss@example.com", "email_verified": true})
	if _, err := s.signIn(); !errors.Is(err, &maturity.Error{Kind: maturity.Forbidden, Key: "error.provider_answer"}) {
		t.Errorf("userinfo of somebody else: %v", err)
	}
}

// An address counts when the provider vouches for it, or is trusted to.
func TestUnverifiedEmail(t *testing.T) {
	t.Parallel()
	for _, trust := range []bool{false, true} {
		s := newSite(t, func(x *oidc.Settings) { x.TrustEmail = trust })
		for _, verified := range []any{nil, false, "false", 1} {
			s.provider.Let(map[string]any{"sub": "u1", "email": "aoki@example.com", "email_verified": verified, "groups": []string{}}, nil)
			got, err := s.signIn()
			if err != nil || (got.Email != "") != trust || !got.HasGroups {
				t.Errorf("verified %v, trusted %v: %+v, %v", verified, trust, got, err)
			}
		}
	}
}

// Every way of slipping a foreign, old or false answer in is refused.
func TestRefusedAnswers(t *testing.T) {
	t.Parallel()
	s := newSite(t, nil)
	refused := &maturity.Error{Kind: maturity.Forbidden}
	finish := func(f oidc.Flow, a oidc.Answer) error {
		_, err := s.ours.Finish(t.Context(), f, a)
		return err
	}
	for what, change := range map[string]func(*oidc.Flow, *oidc.Answer){
		"another state":    func(f *oidc.Flow, _ *oidc.Answer) { f.State = "x" },
		"no state":         func(_ *oidc.Flow, a *oidc.Answer) { a.State = "" },
		"another issuer":   func(_ *oidc.Flow, a *oidc.Answer) { a.Issuer = "https://evil.example.com" },
		"another nonce":    func(f *oidc.Flow, _ *oidc.Answer) { f.Nonce = "x" },
		"another verifier": func(f *oidc.Flow, _ *oidc.Answer) { f.Verifier = oidc.NewFlow().Verifier },
		"another code":     func(_ *oidc.Flow, a *oidc.Answer) { a.Code = "x" },
		"no code":          func(_ *oidc.Flow, a *oidc.Answer) { a.Code = "" },
		"an error":         func(_ *oidc.Flow, a *oidc.Answer) { a.Error = "access_denied" },
	} {
		f := oidc.NewFlow()
		a := s.visit(f)
		change(&f, &a)
		if err := finish(f, a); !errors.Is(err, refused) {
			t.Errorf("%s: %v", what, err)
		}
	}
	f := oidc.NewFlow()
	a := s.visit(f)
	if err := finish(f, a); err != nil {
		t.Fatal(err)
	}
	if err := finish(f, a); !errors.Is(err, refused) {
		t.Errorf("the same code twice: %v", err)
	}
	for what, damage := range map[string]func(map[string]any){
		"for another client": func(c map[string]any) { c["aud"] = "another" },
		"of another issuer":  func(c map[string]any) { c["iss"] = "https://evil.example.com" },
		"expired":            func(c map[string]any) { c["exp"] = s.now.Add(-time.Minute).Unix() },
	} {
		s.provider.Damage(damage)
		if _, err := s.signIn(); !errors.Is(err, refused) {
			t.Errorf("a token %s: %v", what, err)
		}
	}
	s.provider.Damage(nil)
	s.provider.Let(nil, nil)
	if _, err := s.signIn(); !errors.Is(err, &maturity.Error{Kind: maturity.Forbidden, Key: "error.provider_refused"}) {
		t.Errorf("somebody who turned back: %v", err)
	}
}

// A provider that is down is asked again later, and not at each request.
func TestProviderDown(t *testing.T) {
	t.Parallel()
	s := newSite(t, nil)
	down := &maturity.Error{Kind: maturity.Unavailable, Key: "error.provider_down"}
	s.provider.Down(true)
	if _, err := s.ours.Address(oidc.NewFlow()); !errors.Is(err, down) {
		t.Fatalf("down: %v", err)
	}
	s.provider.Down(false)
	if _, err := s.ours.Address(oidc.NewFlow()); !errors.Is(err, down) {
		t.Errorf("asked again at once: %v", err)
	}
	s.now = s.now.Add(3 * time.Second)
	if _, err := s.signIn(); err != nil {
		t.Errorf("up again: %v", err)
	}
	f := oidc.NewFlow()
	a := s.visit(f)
	s.provider.Down(true)
	if _, err := s.ours.Finish(t.Context(), f, a); err == nil {
		t.Error("a code is redeemed by nobody")
	}
}

func TestFlowInACookie(t *testing.T) {
	t.Parallel()
	f := oidc.NewFlow()
	if got, ok := oidc.ParseFlow(f.String()); !ok || got != f {
		t.Errorf("%+v came back as %+v", f, got)
	}
	for _, s := range []string{"", "..", "a.b", "a..c", "a.b.c.d"} {
		if _, ok := oidc.ParseFlow(s); ok {
			t.Errorf("%q passes", s)
		}
	}
}
