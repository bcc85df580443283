package web

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"

	"michinori/app/maturity"
	"michinori/app/telemetry"
)

const metricsToken = "a-token-for-the-tests"

// watched gives the server metrics, which are off otherwise.
func (s *testServer) watched(networks ...netip.Prefix) {
	s.t.Helper()
	clock := s.server.clock
	m := Metrics{Metrics: telemetry.New(telemetry.Settings{Version: "test", DB: s.db, Clock: clock}), Token: metricsToken, Networks: networks}
	var err error
	s.server, err = New(Config{Tracker: s.tracker, DB: s.db, Clock: clock, Version: "test", Metrics: m})
	s.must(err)
}

func (s *testServer) scrape(token string) reply {
	s.t.Helper()
	r := httptest.NewRequest(http.MethodGet, "/metrics", nil)
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	return s.send("", r)
}

func TestMetricsAreForThoseWhoMay(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.wantStatus(s.scrape(metricsToken), http.StatusNotFound) // nothing is watched
	s.watched()
	s.wantStatus(s.scrape(""), http.StatusNotFound)
	s.wantStatus(s.scrape("another-token-for-tests"), http.StatusNotFound)
	s.wantStatus(s.scrape(metricsToken), http.StatusOK)
	s.wantStatus(s.get("champion", "/metrics"), http.StatusNotFound)
}

func TestMetricsFromANetwork(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.watched(netip.MustParsePrefix("0.0.0.0/32")) // as which a test arrives
	s.wantStatus(s.scrape(""), http.StatusOK)
	inside := newTestServer(t)
	inside.watched(netip.MustParsePrefix("10.0.0.0/8"))
	r := httptest.NewRequest(http.MethodGet, "/metrics", nil)
	r.Header.Set("X-Forwarded-For", "10.0.0.1")
	inside.wantStatus(inside.send("", r), http.StatusNotFound)
}

// No name, id, answer, secret or address is in the metrics, and a route is
// always a pattern.
func TestMetricsTellNothingOfAnybody(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.watched()
	s.answer("learn.allies", 1)
	s.fact("slo.coverage", maturity.Answer{Kind: maturity.RatioAnswer, Part: 3, Whole: 3})
	s.get("member", s.at("answers"))
	s.get("member", "/teams/"+s.team.ID+"/trend?canary=kanaria")
	s.get("", "/l/kanaria-secret")
	s.get("", "/kanaria/nowhere")
	s.get("", "/")
	got := s.scrape(metricsToken).body
	for _, want := range []string{
		`michinori_http_request_duration_seconds_count{method="GET",route="/teams/:id/trend",status="200"} 1`,
		`route="/l/:secret"`, `route="none",status="404"`, `michinori_http_request_duration_seconds_count{method="GET",route="/",status="200"} 1`,
		`michinori_use_case_duration_seconds_count{outcome="done",use_case="SaveFacts"} 1`,
		"michinori_database_up 1", `michinori_outbox_notices{state="waiting"} 0`, `michinori_build_info{go_version="`, "michinori_drawings_total",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s", want)
		}
	}
	unwanted := []string{"kanaria", s.team.ID, s.team.Name, s.open.ID, s.round.ID, metricsToken, "slo.coverage", "canary"}
	for role, p := range s.people {
		unwanted = append(unwanted, p.ID, p.Email, `"`+p.Name+`"`, `"`+role+`"`)
	}
	for _, x := range unwanted {
		if x != "" && strings.Contains(got, x) {
			t.Errorf("the metrics hold %q", x)
		}
	}
}

// A route that is about to close says so before it closes, and serves on.
func TestReadyzSaysNoWhileStopping(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.wantStatus(s.get("", "/readyz"), http.StatusOK)
	s.server.Drain()
	s.wantStatus(s.get("", "/readyz"), http.StatusServiceUnavailable)
	s.wantStatus(s.get("", "/healthz"), http.StatusOK)
	s.wantStatus(s.get("member", "/"), http.StatusOK)
}
