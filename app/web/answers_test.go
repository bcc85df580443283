package web

import (
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"
)

// sent holds the inputs of one question as the page sends them.
func sent(key string, pairs ...string) url.Values {
	v := url.Values{key + ".seen": {"0"}, key + ".was": {"-"}}
	for i := 0; i+1 < len(pairs); i += 2 {
		v.Add(pairs[i], pairs[i+1])
	}
	return v
}

func (s *testServer) answersPath() string { return "/assessments/" + s.open.ID + "/answers" }

// stored counts the answers there are, by anybody.
func (s *testServer) stored() int {
	s.t.Helper()
	q, err := s.tracker.Questionnaire(s.t.Context(), s.round)
	s.must(err)
	responses, err := s.db.ResponsesIn(s.t.Context(), s.open.ID, q)
	s.must(err)
	n := 0
	for _, r := range responses {
		n += len(r)
	}
	return n
}

func TestBadAnswersAreRefusedByTheField(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	const key = "learn.allies"
	cases := map[string]url.Values{
		"level out of range": sent(key, key, "5"),
		"negative level":     sent(key, key, "-1"),
		"no number":          sent("toil.hours", "toil.hours", "value", "toil.hours.number", "many"),
		"negative hours":     sent("toil.hours", "toil.hours", "value", "toil.hours.number", "-3"),
		"too many hours":     sent("toil.hours", "toil.hours", "value", "toil.hours.number", "1e9"),
		"no reason":          sent(key, key, "na"),
		"unknown reason":     sent(key, key, "na", key+".reason", "mood"),
		"reason unsaid":      sent(key, key, "na", key+".reason", "other"),
		"reason too long":    sent(key, key, "na", key+".reason", "other", key+".other", strings.Repeat("あ", 300_000)),
		"broken UTF-8":       sent(key, key, "na", key+".reason", "other", key+".other", "\xff\xfe"),
		"nobody provides":    sent(key, key, "provided", key+".provided_level", "3"),
		"script as choice":   sent(key, key, "</script><script>alert(1)</script>"),
	}
	for name, body := range cases {
		got := s.post("member", s.answersPath(), body)
		if got.StatusCode != http.StatusUnprocessableEntity {
			t.Errorf("%s: %d", name, got.StatusCode)
			continue
		}
		if len(got.all("fieldset", "class", "question wrong")) != 1 {
			t.Errorf("%s: no message by the field", name)
		}
		if strings.Contains(got.body, "<script>alert") {
			t.Errorf("%s: what was sent is executed", name)
		}
	}
	if n := s.stored(); n != 0 {
		t.Errorf("%d answers of refused pages were stored", n)
	}
}

func TestTooMuchAtOnceIsRefused(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	s.must(err)
	go func() { _ = s.server.Serve(l) }()
	t.Cleanup(func() { s.must(s.server.Shutdown(context.Background())) })
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://"+l.Addr().String()+s.answersPath(),
		strings.NewReader(sent("learn.allies", "learn.allies", "2", "rest", strings.Repeat("x", bodyLimit)).Encode()))
	s.must(err)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.AddCookie(s.signIn("member"))
	got, err := http.DefaultClient.Do(r)
	s.must(err)
	defer got.Body.Close()
	body, err := io.ReadAll(got.Body)
	s.must(err)
	if got.StatusCode != http.StatusRequestEntityTooLarge || !strings.Contains(string(body), "分けて送ってください") {
		t.Errorf("%d for more than the limit", got.StatusCode)
	}
}

func TestOtherSitesCannotWrite(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	for header, value := range map[string]string{"Sec-Fetch-Site": "cross-site", "Origin": "https://elsewhere.example"} {
		r := httptest.NewRequest(http.MethodPost, s.answersPath(), strings.NewReader(sent("learn.allies", "learn.allies", "2").Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set(header, value)
		if got := s.send("member", r); got.StatusCode != http.StatusForbidden {
			t.Errorf("%s %s: %d", header, value, got.StatusCode)
		}
	}
	if s.stored() != 0 {
		t.Error("another site stored an answer")
	}
}

// TestOldTabPutsNothingBack sends a page that was opened before another one
// answered: what its author did not touch stays as it is.
func TestOldTabPutsNothingBack(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	save := func(v url.Values, want int) {
		t.Helper()
		if got := s.post("member", s.answersPath(), v); got.StatusCode != want {
			t.Fatalf("%d, want %d", got.StatusCode, want)
		}
	}
	save(sent("learn.allies", "learn.allies", "3"), http.StatusSeeOther)
	old := sent("learn.allies") // as it stood before: not answered
	for k, v := range sent("learn.sharing", "learn.sharing", "1") {
		old[k] = v
	}
	save(old, http.StatusSeeOther)
	q, err := s.tracker.Questionnaire(t.Context(), s.round)
	s.must(err)
	r, err := s.db.ResponseOf(t.Context(), s.open.ID, s.people["member"].ID)
	s.must(err)
	given, err := s.db.AnswersOf(t.Context(), r.ID, q)
	s.must(err)
	if given["learn.allies"].Answer.Level != 3 || given["learn.sharing"].Answer.Level != 1 || len(given) != 2 {
		t.Errorf("stored %+v", given)
	}
}

// TestEndedSessionKeepsTheInput answers without a session: the page that says
// so holds what was typed, to be sent again.
func TestEndedSessionKeepsTheInput(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	cookie := s.signIn("member")
	s.now = s.now.Add(48 * time.Hour)
	r := httptest.NewRequest(http.MethodPost, s.answersPath(), strings.NewReader(sent("learn.allies", "learn.allies", "2").Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.AddCookie(cookie)
	got := s.send("", r)
	if got.StatusCode != http.StatusUnauthorized || len(got.all("input", "name", "learn.allies")) != 1 {
		t.Errorf("%d with %d inputs kept", got.StatusCode, len(got.all("input", "name", "learn.allies")))
	}
}

// TestScriptsAreAnsweredInJSON holds what app.js relies on.
func TestScriptsAreAnsweredInJSON(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	ask := func(role string, v url.Values) (int, map[string]any) {
		r := httptest.NewRequest(http.MethodPost, s.answersPath(), strings.NewReader(v.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Accept", "application/json")
		got := s.send(role, r)
		var out map[string]any
		if err := json.Unmarshal([]byte(got.body), &out); err != nil {
			t.Fatalf("%d %s: %v", got.StatusCode, got.body, err)
		}
		return got.StatusCode, out
	}
	code, saved := ask("member", sent("learn.allies", "learn.allies", "2"))
	if code != http.StatusOK || saved["revisions"].(map[string]any)["learn.allies"] != 1.0 {
		t.Errorf("%d %v", code, saved)
	}
	code, refused := ask("member", sent("learn.allies", "learn.allies", "9"))
	if code != http.StatusUnprocessableEntity || refused["fields"].(map[string]any)["learn.allies"] == nil {
		t.Errorf("%d %v", code, refused)
	}
	if code, _ = ask("", sent("learn.allies", "learn.allies", "2")); code != http.StatusUnauthorized {
		t.Errorf("a stranger: %d", code)
	}
	if code, _ = ask("outsider", sent("learn.allies", "learn.allies", "2")); code != http.StatusNotFound {
		t.Errorf("another team: %d", code)
	}
	s.must(s.tracker.CloseRound(t.Context(), s.viewer("champion"), s.round.ID))
	if code, _ = ask("member", sent("learn.allies", "learn.allies", "2")); code != http.StatusConflict {
		t.Errorf("a closed round: %d", code)
	}
}

// TestLastLevelComesAfterTheAnswer holds that the team's level of last time
// never leads anybody: it is on no page and in no reply before the answer.
func TestLastLevelComesAfterTheAnswer(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.shareRound()
	s.nextRound("2026-Q3", "sre-core", "2026-10-31")
	const said = "前回のチームの答え：レベル1"
	if got := s.get("member", s.answersPath()); got.StatusCode != http.StatusOK || strings.Contains(got.body, said) {
		t.Errorf("%d: last time's level is on the page before any answer", got.StatusCode)
	}
	r := httptest.NewRequest(http.MethodPost, s.answersPath(), strings.NewReader(sent("learn.allies", "learn.allies", "3").Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Accept", "application/json")
	if got := s.send("member", r); strings.Count(got.body, said) != 1 {
		t.Errorf("one answer is answered with %s", got.body)
	}
	if got := s.get("member", s.answersPath()); strings.Count(got.body, said) != 1 {
		t.Errorf("%d levels of last time after one answer", strings.Count(got.body, said))
	}
}
