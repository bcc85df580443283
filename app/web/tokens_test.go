package web

import (
	"net/http"
	"net/url"
	"testing"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
)

// aToken makes a token for whoever plays the role.
func (s *testServer) aToken(role string) store.Token {
	s.t.Helper()
	token, _, err := s.tracker.CreateToken(s.t.Context(), s.viewer(role), tracker.CreateToken{Name: "毎晩の集計", Scope: "read"})
	s.must(err)
	return token
}

func TestTokenIsShownOnceAndRevoked(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	r := s.post("member", "/account/tokens", url.Values{"name": {"毎晩の集計"}, "scope": {"write"}, "days": {"30"}})
	s.wants(r, http.StatusOK, "毎晩の集計", "有効", "期限：2026年8月5日")
	s.sound(r)
	made := r.all("input", "id", "made-token")
	if len(made) != 1 {
		t.Fatalf("%d tokens are shown", len(made))
	}
	secret, _ := attr(made[0], "value")
	if _, token, err := s.tracker.ViewerByToken(t.Context(), secret); err != nil || token.Scope != maturity.ScopeWrite {
		t.Errorf("the token is %+v, %v", token, err)
	}
	again := s.get("member", "/account/tokens")
	if len(again.all("input", "id", "made-token")) != 0 {
		t.Error("the secret can be read again")
	}
	if got := s.get("champion", "/account/tokens"); len(got.all("button", "class", "danger")) != 0 {
		t.Error("a champion sees the token of a member")
	}
	form := again.all("button", "class", "danger")
	if len(form) != 1 {
		t.Fatalf("%d buttons revoke", len(form))
	}
	path, _ := attr(form[0].Parent, "action")
	s.wantMoved(s.post("member", path, nil))
	s.wants(s.get("member", "/account/tokens"), http.StatusOK, "取り消し済み")
	if _, _, err := s.tracker.ViewerByToken(t.Context(), secret); err == nil {
		t.Error("the token goes on")
	}
}

func TestTokenFormComesBack(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	r := s.post("member", "/account/tokens", url.Values{"name": {""}, "scope": {"write"}, "days": {"9999"}})
	s.wants(r, http.StatusUnprocessableEntity, "1から365")
	if value, _ := attr(r.all("input", "name", "days")[0], "value"); value != "9999" {
		t.Errorf("the form came back with %q", value)
	}
	s.sound(r)
}
