package web

import (
	"net/http"
	"testing"
)

func TestKnownFactIsOfferedAndNeverPutIn(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.lacks(s.get("lead", s.at("facts")), "オンコールの道筋では")
	for _, step := range []string{"read", "pair", "shadow", "lead", "incident"} {
		s.wantMoved(s.saveOne("member", s.onCall(), s.onCall(), fields("step", step, "do", "today")))
	}
	got := s.get("lead", s.at("facts"))
	s.wants(got, http.StatusOK, "オンコールの道筋では6人中1人です。")
	if v := got.held("incident.oncall_ready.part"); v != "" {
		t.Errorf("filled in unasked: %q", v)
	}
	fill := s.post("lead", s.at("facts"), fields("fill", "incident.oncall_ready", "author", s.id("lead"), "incident.oncall_ready.seen", "0", "incident.drill_recency.seen", "0",
		"incident.drill_recency.evidence", "https://example.com/typed"))
	s.wants(fill, http.StatusOK)
	s.sound(fill)
	for name, want := range map[string]string{
		"incident.oncall_ready.part": "1", "incident.oncall_ready.whole": "6",
		"incident.drill_recency.evidence": "https://example.com/typed",
	} {
		if v := fill.held(name); v != want {
			t.Errorf("%s: %q, want %q", name, v, want)
		}
	}
	kept := s.post("lead", s.at("facts"), fields("fill", "incident.oncall_ready", "incident.oncall_ready.seen", "0",
		"incident.oncall_ready", "value", "incident.oncall_ready.part", "4", "incident.oncall_ready.whole", "5"))
	if v := kept.held("incident.oncall_ready.part"); v != "4" {
		t.Errorf("what was typed is replaced by %q", v)
	}
}

func TestTheLastDrillIsOfferedAsADate(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.lacks(s.get("lead", s.at("facts")), "最後の訓練は")
	at := "/drills/" + s.plannedDrill().ID
	s.wantMoved(s.post("lead", at+"/start", nil))
	s.lacks(s.get("lead", s.at("facts")), "最後の訓練は")
	s.wantMoved(s.post("lead", at+"/talk", nil))
	s.wantMoved(s.post("lead", at+"/finish", fields("outcome", "当番表が古い", "gap1", "手順書がない", "owner1", s.id("member"))))
	s.now = s.now.AddDate(0, 0, 3)
	got := s.get("lead", s.at("facts"))
	s.wants(got, http.StatusOK, "最後の訓練は2026年7月6日です。")
	if v := got.held("incident.drill_recency.date"); v != "" {
		t.Errorf("filled in unasked: %q", v)
	}
	fill := s.post("lead", s.at("facts"), fields("fill", "incident.drill_recency", "author", s.id("lead"), "incident.drill_recency.seen", "0"))
	s.wants(fill, http.StatusOK)
	if v := fill.held("incident.drill_recency.date"); v != "2026-07-06" {
		t.Errorf("the day is put in as %q", v)
	}
}
