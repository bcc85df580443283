package web

import (
	"net/http"
	"testing"
	"time"

	"michinori/app/maturity"
)

func (s *testServer) onCall() string { return "/teams/" + s.team.ID + "/on-call" }

func TestStepsOfTheWayToOnCall(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	// It is Tuesday in Tokyo already; a step of today counts today.
	s.now = time.Date(2026, 7, 6, 23, 30, 0, 0, time.UTC)
	for _, step := range []string{"read", "pair", "shadow", "lead", "incident"} {
		s.wantMoved(s.saveOne("member", s.onCall(), s.onCall(), fields("step", step, "do", "today")))
	}
	ready, err := s.tracker.Readiness(t.Context(), s.team.ID)
	s.must(err)
	if ready.Part != 1 || ready.Whole != 6 {
		t.Errorf("ready %+v, want 1 of 6", ready)
	}
	s.wants(s.get("second", s.onCall()), http.StatusOK, "6人中1人が今夜から当番に立てます", "2026年7月7日", "手順書を読む")
	s.wants(s.in(maturity.English, "lead", s.onCall()), http.StatusOK, "1 of 6 could take on-call tonight")

	if got := s.saveOne("member", s.onCall(), s.onCall(), fields("step", "alone", "do", "today")).StatusCode; got != http.StatusForbidden {
		t.Errorf("let oneself go: %d", got)
	}
	if got := s.saveOne("member", s.onCall(), s.onCall(), fields("person", s.id("second"), "step", "read", "do", "today")).StatusCode; got != http.StatusForbidden {
		t.Errorf("step of a colleague: %d", got)
	}
	s.wantMoved(s.saveOne("lead", s.onCall(), s.onCall(), fields("person", s.id("member"), "step", "read", "do", "back")))
	ready, err = s.tracker.Readiness(t.Context(), s.team.ID)
	s.must(err)
	if ready.Part != 0 {
		t.Errorf("ready %+v without the first step", ready)
	}
	back := s.saveOne("member", s.onCall(), s.onCall(), fields("step", "read", "day", "2026-08-01", "do", "save"))
	s.wants(back, http.StatusUnprocessableEntity, "今日より後の日付は選べません。")
}

func TestWaysToOnCallAreTheTeamsAlone(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	for _, role := range []string{"outsider", "leader", "champion"} {
		if got := s.get(role, s.onCall()).StatusCode; got != http.StatusNotFound {
			t.Errorf("%s: %d", role, got)
		}
	}
}

func TestRotaInWords(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	for _, r := range []struct{ people, slots, sites, want, reference string }{
		{"4", "2", "1", "半分の時間", "目安は8人"},
		{"8", "2", "1", "4分の1の時間", "満たしています"},
		{"６", "1", "1", "6分の1の時間", "満たしています"},
		{"5", "2", "2", "40%の時間", "目安は12人"},
		{"8", "5", "1", "62%の時間", "目安は20人"},
		{"0", "1", "1", "決まっていない", ""},
	} {
		s.wantMoved(s.saveOne("member", s.onCall(), s.onCall()+"/rota", fields("people", r.people, "slots", r.slots, "sites", r.sites)))
		s.wants(s.get("member", s.onCall()), http.StatusOK, r.want, r.reference)
	}
	back := s.saveOne("member", s.onCall(), s.onCall()+"/rota", fields("people", "たくさん", "slots", "9", "sites", "1"))
	s.wants(back, http.StatusUnprocessableEntity, "1から5までの数を書いてください。")
	if back.held("people") != "たくさん" {
		t.Errorf("typed: %q", back.held("people"))
	}
	s.sound(back)
}
