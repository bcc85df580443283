package web

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/oidc"
	"michinori/app/oidc/oidctest"
	"michinori/app/store"
	"michinori/app/tracker"
)

const goodPassword = "朝ごはんはパンとたまごです"

// rebuild makes the server anew with other settings.
func (s *testServer) rebuild(change func(*Config)) {
	s.t.Helper()
	cfg := s.server.config
	change(&cfg)
	var err error
	s.server, err = New(cfg)
	s.must(err)
}

// sendWith sends a request with cookies of its own.
func (s *testServer) sendWith(r *http.Request, cookies ...*http.Cookie) reply {
	s.t.Helper()
	for _, c := range cookies {
		r.AddCookie(c)
	}
	return s.send("", r)
}

func formRequest(path string, form url.Values) *http.Request {
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return r
}

func (r reply) cookie(name string) *http.Cookie {
	for _, c := range r.Cookies() {
		if c.Name == name && c.Value != "" {
			return c
		}
	}
	return nil
}

func (s *testServer) giveEmail(role, address string) {
	s.t.Helper()
	p := s.people[role]
	_, err := s.tracker.SavePerson(s.t.Context(), s.viewer("champion"), tracker.PersonSettings{
		ID: p.ID, Name: p.Name, Email: address, Language: string(p.Language), Role: string(p.Role),
	})
	s.must(err)
}

// A person sets a password after coming by link, signs in with it and comes to
// the page they had asked for.
func TestPasswordFromAccountToSignIn(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.giveEmail("member", "baba@example.com")
	cookie := s.signIn("member")
	r := s.sendWith(httptest.NewRequest(http.MethodGet, "/account", nil), cookie)
	s.wantStatus(r, http.StatusOK)
	if len(r.all("input", "name", "current")) != 0 || len(r.all("input", "name", "new")) != 1 {
		t.Error("right after coming by link the page asks for an old password")
	}
	r = s.sendWith(formRequest("/account/password", url.Values{"new": {"short"}, "again": {"short"}}), cookie)
	s.wantStatus(r, http.StatusUnprocessableEntity)
	if r.wrong("new") == "" || r.held("new") != "" {
		t.Errorf("message %q, and the page holds %q", r.wrong("new"), r.held("new"))
	}
	r = s.sendWith(formRequest("/account/password", url.Values{"new": {goodPassword}, "again": {goodPassword}}), cookie)
	s.wantMoved(r)
	fresh := r.cookie(sessionCookie)
	if fresh == nil || fresh.Value == cookie.Value || !fresh.HttpOnly || fresh.SameSite != http.SameSiteLaxMode {
		t.Fatalf("session after the change: %+v", fresh)
	}
	if r := s.sendWith(httptest.NewRequest(http.MethodGet, "/account", nil), cookie); r.StatusCode != http.StatusUnauthorized {
		t.Errorf("the session from before answers %d", r.StatusCode)
	}
	r = s.get("", "/sign-in?return=/learn/terms")
	s.sound(r)
	if len(r.all("input", "value", "/learn/terms")) == 0 {
		t.Error("the form does not know the page to come back to")
	}
	form := url.Values{"email": {"baba@example.com"}, "password": {"wrong"}, "return": {"/learn/terms"}}
	r = s.post("", "/sign-in", form)
	s.wantStatus(r, http.StatusUnprocessableEntity)
	if r.held("email") != "baba@example.com" || r.held("password") != "" || r.wrong("password") == "" {
		t.Error("the form does not come back with the address alone and a message")
	}
	form.Set("password", goodPassword)
	if to := s.wantMoved(s.post("", "/sign-in", form)); to != "/learn/terms" {
		t.Errorf("signed in to %s", to)
	}
	form.Set("return", "//evil.example.com/")
	if to := s.wantMoved(s.post("", "/sign-in", form)); to != "/" {
		t.Errorf("signed in to %s", to)
	}
}

// The account page lists one's own sessions and ends one of them.
func TestAccountEndsOneSession(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	lost, here := s.signIn("member"), s.signIn("member")
	s.signIn("lead")
	page := s.sendWith(httptest.NewRequest(http.MethodGet, "/account", nil), here)
	s.sound(page)
	var ends []string
	for _, f := range page.all("form", "action", "") {
		if action, _ := attr(f, "action"); strings.HasPrefix(action, "/account/sessions/") {
			ends = append(ends, action)
		}
	}
	if len(ends) != 2 {
		t.Fatalf("the member ends %v", ends)
	}
	_, session, err := s.tracker.Viewer(t.Context(), lost.Value)
	s.must(err)
	s.wantMoved(s.sendWith(formRequest("/account/sessions/"+session.Hash+"/end", nil), here))
	if r := s.sendWith(httptest.NewRequest(http.MethodGet, "/account", nil), lost); r.StatusCode != http.StatusUnauthorized {
		t.Errorf("the ended session answers %d", r.StatusCode)
	}
	s.wantStatus(s.sendWith(httptest.NewRequest(http.MethodGet, "/account", nil), here), http.StatusOK)
}

// A whole office behind one address opens its links and old ones, while one
// that guesses is told to wait, in its language and in a header.
func TestGuessingSecretsEnds(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.rebuild(func(c *Config) { c.TrustedProxies = []netip.Prefix{netip.MustParsePrefix("0.0.0.0/8")} }) // app.Test comes from 0.0.0.0
	from := func(address, method, path string) *http.Request {
		r := httptest.NewRequest(method, path, nil)
		r.Header.Set("X-Forwarded-For", "192.0.2.1, "+address) // what stands on the left is made up
		r.Header.Set("Accept-Language", "en")
		return r
	}
	link, err := s.tracker.NewPersonLink(t.Context(), s.viewer("champion"), s.id("member"))
	s.must(err)
	for range 100 {
		s.wantStatus(s.send("", from("198.51.100.7", http.MethodGet, "/l/"+link.Secret)), http.StatusOK)
		s.wantStatus(s.send("", from("198.51.100.7", http.MethodPost, "/l/"+link.Secret)), http.StatusSeeOther)
	}
	for i := range tracker.SecretsOfAddress.Most {
		path := []string{"/l/x", "/setup/x", "/shared/x", "/calendar/x.ics"}[i%4]
		s.wantStatus(s.send("", from("203.0.113.9", http.MethodGet, path)), http.StatusNotFound)
	}
	r := s.send("", from("203.0.113.9", http.MethodGet, "/l/x"))
	s.wantStatus(r, http.StatusTooManyRequests)
	if r.Header.Get("Retry-After") != "600" || !strings.Contains(r.body, "about 10 min") {
		t.Errorf("Retry-After %q: %.300s", r.Header.Get("Retry-After"), text(r.page))
	}
	s.wantStatus(s.send("", from("198.51.100.7", http.MethodGet, "/l/"+link.Secret)), http.StatusOK)
	s.now = s.now.Add(tracker.SecretsOfAddress.Within)
	s.wantStatus(s.send("", from("203.0.113.9", http.MethodGet, "/l/"+link.Secret)), http.StatusOK)
}

// Only the proxies that are named say who asks; of what they say, only what
// they themselves have added.
func TestClientNetwork(t *testing.T) {
	t.Parallel()
	s := newEmptyServer(t)
	var got string
	for _, x := range []struct{ trusted, forwarded, want string }{
		{"", "203.0.113.9", "0.0.0.0"},
		{"0.0.0.0/8", "203.0.113.9", "203.0.113.9"},
		{"0.0.0.0/8", "198.51.100.1, 203.0.113.9", "203.0.113.9"},
		{"0.0.0.0/8 10.0.0.0/8", "198.51.100.1, 203.0.113.9, 10.1.2.3", "203.0.113.9"},
		{"0.0.0.0/8", "203.0.113.9, nonsense", "0.0.0.0"},
		{"0.0.0.0/8", "", "0.0.0.0"},
		{"0.0.0.0/8", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"},
		{"0.0.0.0/8", "::ffff:203.0.113.9", "203.0.113.9"},
	} {
		s.rebuild(func(c *Config) {
			c.TrustedProxies = nil
			for n := range strings.FieldsSeq(x.trusted) {
				c.TrustedProxies = append(c.TrustedProxies, netip.MustParsePrefix(n))
			}
		})
		probe := s.server
		probe.app.Get("/probe", func(c *fiber.Ctx) error { got = probe.config.TrustedProxies.Network(c); return nil })
		r := httptest.NewRequest(http.MethodGet, "/probe", nil)
		r.Header.Set("X-Forwarded-For", x.forwarded)
		s.send("", r)
		if got != x.want {
			t.Errorf("%q from a peer in %q is %q, want %q", x.forwarded, x.trusted, got, x.want)
		}
	}
}

// The header of a proxy counts from the named networks and from nowhere else.
func TestTrustedProxyHeader(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.giveEmail("leader", "bucho@example.com")
	ask := func(values ...string) reply {
		r := httptest.NewRequest(http.MethodGet, "/overview", nil)
		r.Header.Set("X-Forwarded-For", "10.0.0.1")
		for _, v := range values {
			r.Header.Add("X-Remote-User", v)
		}
		return s.send("", r)
	}
	settings := func(networks ...string) {
		s.rebuild(func(c *Config) {
			c.ProxyHeader, c.TrustedProxies = "X-Remote-User", nil
			for _, n := range networks {
				c.TrustedProxies = append(c.TrustedProxies, netip.MustParsePrefix(n))
			}
		})
	}
	s.wantStatus(ask("bucho@example.com"), http.StatusUnauthorized) // switched off
	settings("10.0.0.0/8")                                          // what X-Forwarded-For says is no proof
	s.wantStatus(ask("bucho@example.com"), http.StatusUnauthorized)
	settings("0.0.0.0/8")
	s.wantStatus(ask("Bucho@Example.com"), http.StatusOK)
	s.wantStatus(ask(), http.StatusUnauthorized)
	s.wantStatus(ask(""), http.StatusUnauthorized)
	s.wantStatus(ask("bucho@example.com", "aoki@example.com"), http.StatusUnauthorized)
	s.wantStatus(ask("stranger@example.com"), http.StatusForbidden)
	s.wantStatus(ask("not an address"), http.StatusForbidden)
}

// Headers and cookies are as strict as browsers allow, behind TLS and without.
func TestStrictHeaders(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	link, err := s.tracker.NewPersonLink(t.Context(), s.viewer("champion"), s.id("member"))
	s.must(err)
	for base, want := range map[[2]string]struct{ cookie, path, hsts string }{
		{"", ""}:                              {"michinori_session", "/", ""},
		{"http://example.com", ""}:            {"michinori_session", "/", ""},
		{"https://example.com", ""}:           {"__Host-michinori_session", "/", "max-age=31536000"},
		{"https://example.com", "/michinori"}: {"__Secure-michinori_session", "/michinori/", "max-age=31536000"},
	} {
		s.rebuild(func(c *Config) { c.BaseURL, c.BasePath = base[0], base[1] })
		r := s.post("", base[1]+"/l/"+link.Secret, nil)
		s.wantStatus(r, http.StatusSeeOther)
		for _, c := range r.Cookies() {
			if c.Secure != (want.hsts != "") || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != want.path || c.Domain != "" {
				t.Errorf("%v: cookie %+v", base, c)
			}
		}
		if r.cookie(want.cookie) == nil {
			t.Errorf("%v: no cookie %s", base, want.cookie)
		}
		for name, value := range map[string]string{
			"Strict-Transport-Security": want.hsts, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin",
			"Cache-Control": "no-store", "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
		} {
			if got := r.Header.Get(name); got != value {
				t.Errorf("%v: %s is %q, want %q", base, name, got, value)
			}
		}
		csp := r.Header.Get("Content-Security-Policy")
		for _, part := range []string{"default-src 'self'", "frame-ancestors 'none'", "object-src 'none'", "base-uri 'none'", "form-action 'self'"} {
			if !strings.Contains(csp, part) || strings.Contains(csp, "unsafe") {
				t.Errorf("%v: policy %q", base, csp)
			}
		}
		if !strings.Contains(r.Header.Get("Permissions-Policy"), "camera=()") {
			t.Errorf("%v: Permissions-Policy %q", base, r.Header.Get("Permissions-Policy"))
		}
	}
}

// A change of rights gives the browser a new session in the same breath.
func TestNewRightsNewCookie(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	cookie := s.signIn("member")
	s.must(s.tracker.ChangePart(t.Context(), s.viewer("champion"), s.other.ID, s.id("member"), "lead"))
	r := s.sendWith(httptest.NewRequest(http.MethodGet, "/", nil), cookie)
	s.wantStatus(r, http.StatusOK)
	fresh := r.cookie(sessionCookie)
	if fresh == nil || fresh.Value == cookie.Value {
		t.Fatalf("the session stays %+v", fresh)
	}
	if r := s.sendWith(httptest.NewRequest(http.MethodGet, "/", nil), fresh); r.StatusCode != http.StatusOK || r.cookie(sessionCookie) != nil {
		t.Errorf("the new session answers %d and changes once more: %v", r.StatusCode, r.cookie(sessionCookie))
	}
}

// A browser goes to a real provider over HTTP and comes back signed in, once,
// and only with the cookie it left with.
func TestSignInAtAProvider(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.giveEmail("member", "baba@example.com")
	provider := oidctest.Start(t, s.server.clock)
	s.rebuild(func(c *Config) {
		c.BaseURL, c.OIDCName = "http://example.com", "社内ログイン"
		c.OIDC = oidc.New(oidc.Settings{
			Issuer: provider.Issuer, ClientID: oidctest.ClientID, ClientSecret: oidctest.ClientSecret, Scopes: []string{"email"},
			Redirect: "http://example.com/sign-in/oidc/callback", Clock: c.Clock,
		})
	})
	if door := s.get("", "/"); !strings.Contains(door.body, "社内ログイン") {
		t.Error("the first page does not offer the provider")
	}
	leave := func() (*http.Cookie, string) {
		r := s.get("", "/sign-in/oidc?return=/learn")
		s.wantStatus(r, http.StatusSeeOther)
		client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
		there, err := client.Get(r.Header.Get("Location"))
		s.must(err)
		defer there.Body.Close()
		back, err := url.Parse(there.Header.Get("Location"))
		s.must(err)
		return r.cookie(flowCookie), back.RequestURI()
	}
	provider.Let(map[string]any{"sub": "u1", "email": "baba@example.com", "email_verified": true}, nil)
	flow, back := leave()
	other, _ := leave()
	s.wantStatus(s.get("", back), http.StatusForbidden)
	s.wantStatus(s.sendWith(httptest.NewRequest(http.MethodGet, back, nil), other), http.StatusForbidden)
	r := s.sendWith(httptest.NewRequest(http.MethodGet, back, nil), flow)
	if to := s.wantMoved(r); to != "/learn" {
		t.Errorf("came back to %s", to)
	}
	cookie := r.cookie(sessionCookie)
	v, session, err := s.tracker.Viewer(t.Context(), cookie.Value)
	s.must(err)
	if v.Person.ID != s.id("member") || session.Way != store.ByProvider {
		t.Errorf("signed in as %s by %s", v.Person.Name, session.Way)
	}
	s.wantStatus(s.sendWith(httptest.NewRequest(http.MethodGet, back, nil), flow), http.StatusForbidden) // the code is spent
	if to := s.wantMoved(s.sendWith(formRequest("/sign-out", nil), cookie)); to != "/sign-in?left=1" {
		t.Errorf("signed out to %s", to)
	}
	if page := s.get("", "/sign-in?left=1"); len(page.all("a", "href", provider.Issuer+"/leave?client_id=michinori&post_logout_redirect_uri=http%3A%2F%2Fexample.com%2F")) != 1 {
		t.Error("the page does not lead to signing out at the provider")
	}
	provider.Let(map[string]any{"sub": "u9", "email": "new@example.com", "email_verified": true}, nil)
	flow, back = leave()
	s.wantStatus(s.sendWith(httptest.NewRequest(http.MethodGet, back, nil), flow), http.StatusForbidden)
}

// A dead provider is told as that, and the program runs on without it.
func TestDeadProvider(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	provider := oidctest.Start(t, s.server.clock)
	provider.Down(true)
	s.rebuild(func(c *Config) {
		c.OIDC = oidc.New(oidc.Settings{Issuer: provider.Issuer, ClientID: oidctest.ClientID, Clock: c.Clock})
		c.OIDCName = "社内ログイン"
	})
	s.wantStatus(s.get("", "/sign-in"), http.StatusOK)
	s.wantStatus(s.get("", "/sign-in/oidc"), http.StatusServiceUnavailable)
	s.wantStatus(s.get("", "/readyz"), http.StatusOK)
	s.wantStatus(s.get("member", "/"), http.StatusOK)
}

// Asking for a link by mail says the same whoever asks, and mails whoever is
// known, with a link that lives an hour.
func TestLinkByMail(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.giveEmail("member", "baba@example.com")
	s.tracker = tracker.New(tracker.Settings{
		DB: s.db, Library: s.tracker.Library(), Clock: s.server.clock, Session: time.Hour, Channels: []store.NoticeChannel{store.ChannelMail},
	})
	s.rebuild(func(c *Config) { c.Tracker = s.tracker })
	for _, address := range []string{"baba@example.com", "nobody@example.com"} {
		r := s.post("", "/sign-in/link", url.Values{"email": {""}, "link_email": {address}})
		if to := s.wantMoved(r); to != "/sign-in" || r.cookie(flashCookie) == nil {
			t.Errorf("%s: sent to %s", address, to)
		}
	}
	waiting, err := s.tracker.WaitingNotices(t.Context(), 10)
	s.must(err)
	if len(waiting) != 1 || waiting[0].To != "baba@example.com" {
		t.Fatalf("mails: %+v", waiting)
	}
	r := s.post("", "/sign-in/link", url.Values{"link_email": {"no address"}})
	s.wantStatus(r, http.StatusUnprocessableEntity)
	if r.wrong("link_email") == "" || r.wrong("email") != "" {
		t.Errorf("messages %q and %q", r.wrong("link_email"), r.wrong("email"))
	}
	for range tracker.LinksOfPerson.Most {
		r = s.post("", "/sign-in/link", url.Values{"link_email": {"baba@example.com"}})
	}
	s.wantStatus(r, http.StatusTooManyRequests)
}

// The sign-in pages are whole in both languages.
func TestSignInPagesAreSound(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	for _, l := range maturity.Languages {
		for _, path := range []string{"/", "/sign-in", "/l/nonsense"} {
			r := httptest.NewRequest(http.MethodGet, path, nil)
			r.Header.Set("Accept-Language", string(l))
			s.sound(s.send("", r))
		}
		s.must(s.tracker.ChooseLanguage(t.Context(), s.viewer("champion"), l))
		s.sound(s.get("champion", "/account"))
	}
}
