// Package oidctest is a small OpenID Connect provider for tests: real requests
// over a real socket, signed tokens, PKCE and one-time codes, checked as the
// standard says. It lets in whoever it was told to, without a page.
package oidctest

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"math/big"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"
)

// The one client that the provider knows.
const (
	ClientID     = "michinori"
	ClientSecret = "a secret between the two"
)

// Provider is running until the test ends.
type Provider struct {
	Issuer string

	clock  func() time.Time
	key    *rsa.PrivateKey
	lock   sync.Mutex
	who    map[string]any
	info   map[string]any // said at the userinfo endpoint alone
	damage func(claims map[string]any)
	down   bool
	codes  map[string]pending
}

// pending is a code that was given out and not yet redeemed.
type pending struct {
	redirect, challenge, nonce string
	who                        map[string]any
}

// Start runs a provider that signs with a fresh key.
func Start(t testing.TB, clock func() time.Time) *Provider {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	p := &Provider{key: key, clock: clock, codes: map[string]pending{}}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /.well-known/openid-configuration", p.discovery)
	mux.HandleFunc("GET /keys", p.keys)
	mux.HandleFunc("GET /authorize", p.authorize)
	mux.HandleFunc("POST /token", p.token)
	mux.HandleFunc("GET /userinfo", p.userinfo)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if p.isDown() {
			http.Error(w, "down", http.StatusServiceUnavailable)
			return
		}
		mux.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	p.Issuer = server.URL
	return p
}

// Let says who signs in from now on: claims of the id token, and those that the
// userinfo endpoint adds.
func (p *Provider) Let(claims, info map[string]any) {
	p.lock.Lock()
	defer p.lock.Unlock()
	p.who, p.info = claims, info
}

// Damage changes the claims of every token before it is signed; nil ends that.
func (p *Provider) Damage(f func(claims map[string]any)) {
	p.lock.Lock()
	defer p.lock.Unlock()
	p.damage = f
}

// Down makes the provider answer nothing but 503.
func (p *Provider) Down(down bool) {
	p.lock.Lock()
	defer p.lock.Unlock()
	p.down = down
}

func (p *Provider) isDown() bool {
	p.lock.Lock()
	defer p.lock.Unlock()
	return p.down
}

func (p *Provider) discovery(w http.ResponseWriter, _ *http.Request) {
	answer(w, http.StatusOK, map[string]any{
		"issuer": p.Issuer, "authorization_endpoint": p.Issuer + "/authorize", "token_endpoint": p.Issuer + "/token",
		"jwks_uri": p.Issuer + "/keys", "userinfo_endpoint": p.Issuer + "/userinfo", "end_session_endpoint": p.Issuer + "/leave",
		"response_types_supported": []string{"code"}, "subject_types_supported": []string{"public"},
		"id_token_signing_alg_values_supported": []string{"RS256"}, "code_challenge_methods_supported": []string{"S256"},
	})
}

func (p *Provider) keys(w http.ResponseWriter, _ *http.Request) {
	answer(w, http.StatusOK, map[string]any{"keys": []map[string]string{{
		"kty": "RSA", "alg": "RS256", "use": "sig", "kid": "1", "n": b64(p.key.N.Bytes()), "e": b64(big.NewInt(int64(p.key.E)).Bytes()),
	}}})
}

// authorize sends the browser back at once, as for somebody signed in there.
func (p *Provider) authorize(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	back, err := url.Parse(q.Get("redirect_uri"))
	if err != nil || q.Get("client_id") != ClientID || q.Get("response_type") != "code" ||
		q.Get("code_challenge_method") != "S256" || !strings.Contains(q.Get("scope"), "openid") || q.Get("state") == "" {
		http.Error(w, "not a request for a code", http.StatusBadRequest)
		return
	}
	p.lock.Lock()
	code, who := rand.Text(), p.who
	p.codes[code] = pending{q.Get("redirect_uri"), q.Get("code_challenge"), q.Get("nonce"), who}
	p.lock.Unlock()
	answer := url.Values{"state": {q.Get("state")}, "iss": {p.Issuer}}
	if who == nil {
		answer.Set("error", "access_denied")
	} else {
		answer.Set("code", code)
	}
	back.RawQuery = answer.Encode()
	http.Redirect(w, r, back.String(), http.StatusSeeOther)
}

func (p *Provider) token(w http.ResponseWriter, r *http.Request) {
	id, secret, _ := r.BasicAuth()
	id, _ = url.QueryUnescape(id)
	secret, _ = url.QueryUnescape(secret)
	if id == "" {
		id, secret = r.FormValue("client_id"), r.FormValue("client_secret")
	}
	if id != ClientID || secret != ClientSecret {
		answer(w, http.StatusUnauthorized, map[string]any{"error": "invalid_client"})
		return
	}
	p.lock.Lock()
	defer p.lock.Unlock()
	code, known := p.codes[r.FormValue("code")]
	delete(p.codes, r.FormValue("code"))
	sum := sha256.Sum256([]byte(r.FormValue("code_verifier")))
	if !known || code.redirect != r.FormValue("redirect_uri") || b64(sum[:]) != code.challenge {
		answer(w, http.StatusBadRequest, map[string]any{"error": "invalid_grant"})
		return
	}
	now := p.clock()
	claims := map[string]any{
		"iss": p.Issuer, "aud": ClientID, "nonce": code.nonce, "iat": now.Unix(), "exp": now.Add(5 * time.Minute).Unix(),
	}
	for name, value := range code.who {
		claims[name] = value
	}
	if p.damage != nil {
		p.damage(claims)
	}
	answer(w, http.StatusOK, map[string]any{
		"access_token": "for userinfo", "token_type": "Bearer", "expires_in": 300, "id_token": p.sign(claims),
	})
}

func (p *Provider) userinfo(w http.ResponseWriter, r *http.Request) {
	p.lock.Lock()
	defer p.lock.Unlock()
	if r.Header.Get("Authorization") != "Bearer for userinfo" {
		answer(w, http.StatusUnauthorized, map[string]any{"error": "invalid_token"})
		return
	}
	out := map[string]any{"sub": p.who["sub"]}
	for name, value := range p.info {
		out[name] = value
	}
	answer(w, http.StatusOK, out)
}

func (p *Provider) sign(claims map[string]any) string {
	body, _ := json.Marshal(claims)
	head := b64([]byte(`{"alg":"RS256","kid":"1","typ":"JWT"}`)) + "." + b64(body)
	sum := sha256.Sum256([]byte(head))
	signature, _ := rsa.SignPKCS1v15(nil, p.key, crypto.SHA256, sum[:])
	return head + "." + b64(signature)
}

func answer(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}

func b64(b []byte) string { return base64.RawURLEncoding.EncodeToString(b) }
