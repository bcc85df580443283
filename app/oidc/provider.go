package oidc

import (
	"context"
	"net/http"
	"net/url"
	"sync"
	"time"

	protocol "github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"michinori/app/maturity"
)

// Settings say which provider and how this program is known there.
type Settings struct {
	Issuer       string
	ClientID     string
	ClientSecret string // "" for a public client
	Redirect     string // address of the callback, whole
	Scopes       []string
	GroupsClaim  string // "" where groups mean nothing here
	// TrustEmail takes every address of the provider for verified. Some never
	// say whether it is, and only hold addresses that their owner assigned.
	TrustEmail bool
	Clock      func() time.Time
	Client     *http.Client // nil means one of its own, with a time limit
}

// Provider is one OpenID Connect provider. What it says of itself is asked for
// when somebody first signs in, and again as long as it does not answer: one
// that is down keeps nothing here from starting.
type Provider struct {
	settings Settings
	client   *http.Client

	lock  sync.Mutex
	found *discovered
	again time.Time // not before, after a failure
}

// discovered is what the provider said of itself.
type discovered struct {
	provider *protocol.Provider
	verifier *protocol.IDTokenVerifier
	signOut  string
}

// How long the provider may take to answer, and how long it is left alone when
// it did not.
const (
	answerWithin = 8 * time.Second
	retryAfter   = 3 * time.Second
)

// New returns a Provider; it asks nothing yet.
func New(s Settings) *Provider {
	p := &Provider{settings: s, client: s.Client}
	if p.client == nil {
		p.client = &http.Client{
			Timeout:       answerWithin,
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		}
	}
	return p
}

// Issuer is the name under which its subjects are unique.
func (p *Provider) Issuer() string { return p.settings.Issuer }

func unavailable(err error) error {
	return &maturity.Error{Kind: maturity.Unavailable, Key: "error.provider_down", Err: err}
}

// discover returns what the provider says of itself. Keys are fetched later, by
// the verifier, with the same client.
func (p *Provider) discover() (*discovered, error) {
	p.lock.Lock()
	defer p.lock.Unlock()
	if p.found != nil {
		return p.found, nil
	}
	now := p.settings.Clock()
	if now.Before(p.again) {
		return nil, unavailable(nil)
	}
	// Not the context of a request: the verifier keeps it for its keys.
	ctx := protocol.ClientContext(context.Background(), p.client)
	provider, err := protocol.NewProvider(ctx, p.settings.Issuer)
	if err != nil {
		p.again = now.Add(retryAfter)
		return nil, unavailable(err)
	}
	var more struct {
		SignOut string `json:"end_session_endpoint"`
	}
	if err := provider.Claims(&more); err != nil {
		return nil, unavailable(err)
	}
	p.found = &discovered{
		provider: provider, signOut: more.SignOut,
		verifier: provider.Verifier(&protocol.Config{ClientID: p.settings.ClientID, Now: p.settings.Clock}),
	}
	return p.found, nil
}

func (p *Provider) oauth(d *discovered) *oauth2.Config {
	return &oauth2.Config{
		ClientID: p.settings.ClientID, ClientSecret: p.settings.ClientSecret, Endpoint: d.provider.Endpoint(),
		RedirectURL: p.settings.Redirect, Scopes: append([]string{protocol.ScopeOpenID}, p.settings.Scopes...),
	}
}

// SignOutAddress is where somebody signs out at the provider and comes back
// from, or "" where it offers none or does not answer.
func (p *Provider) SignOutAddress(back string) string {
	d, err := p.discover()
	if err != nil || d.signOut == "" {
		return ""
	}
	u, err := url.Parse(d.signOut)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" {
		return ""
	}
	q := u.Query()
	q.Set("client_id", p.settings.ClientID)
	q.Set("post_logout_redirect_uri", back)
	u.RawQuery = q.Encode()
	return u.String()
}
