package web

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver

	"michinori/app/adoption"
	"michinori/app/api"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/store/storetest"
	"michinori/app/telemetry"
	"michinori/app/tracker"
	"michinori/app/web/locale"
)

// What must never leave the pages of those it belongs to.
const (
	canaryNote     = "canary-note-7f3a"
	canaryPassword = "canary password 7f3a sings"
	canaryHours    = "13.579"
	canarySecret   = "CANARYSECRET7F3A"
)

// kept is a log that many may write to.
type kept struct {
	lock sync.Mutex
	b    bytes.Buffer
}

func (k *kept) Write(p []byte) (int, error) {
	k.lock.Lock()
	defer k.lock.Unlock()
	return k.b.Write(p)
}

// TestCanariesStayInside takes a quarter through the pages, with everything that
// goes wrong on the way, and looks for answers, notes, names, addresses, links
// and passwords in the log, in addresses and in notices.
func TestCanariesStayInside(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.giveEmail("member", "canary@example.com")
	log := &kept{}
	s.tracker = tracker.New(tracker.Settings{
		DB: s.db, Library: s.tracker.Library(), Clock: s.server.clock, Session: 24 * time.Hour, Passwords: quickPasswords,
		Channels: []store.NoticeChannel{store.ChannelMail, store.ChannelSlack, store.ChannelWebhook},
	})
	s.rebuild(func(c *Config) {
		c.Tracker, c.Log = s.tracker, slog.New(slog.NewJSONHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	})
	var addresses []string
	visit := func(role, method, path string, form url.Values, want ...int) {
		t.Helper()
		var r reply
		if method == http.MethodGet {
			r = s.get(role, path)
		} else {
			r = s.post(role, path, form)
		}
		addresses = append(addresses, r.Header.Get("Location"))
		for _, status := range want {
			if r.StatusCode == status {
				return
			}
		}
		t.Errorf("%s %s as %q: %d, want %v", method, path, role, r.StatusCode, want)
	}
	const get, post = http.MethodGet, http.MethodPost
	for _, role := range firstTeam {
		visit(role, post, s.at("answers"), sent("toil.hours", "toil.hours", "value", "toil.hours.number", canaryHours), 200, 303)
	}
	s.answerAndAct()
	visit("lead", post, s.at("facts"), sent("toil.tracking", "toil.tracking", "2", "toil.tracking.note", canaryNote,
		"toil.tracking.evidence", "https://example.com/"+canaryNote), 200, 303)
	visit("outsider", post, s.at("answers"), sent("toil.hours", "toil.hours", "value", "toil.hours.number", canaryHours), 404)
	visit("", post, s.at("answers"), url.Values{"note": {canaryNote}}, 401)
	visit("lead", post, s.at("reveal"), nil, 303)
	visit("lead", post, s.at("agreement"), url.Values{
		"learn.allies": {"3"}, "learn.allies.reason": {canaryNote}, "seen": {s.get("lead", s.at("agreement")).held("seen")},
	}, 303)
	visit("lead", post, s.at("share"), nil, 303)
	visit("lead", get, s.at("result"), nil, 200)
	visit("champion", get, "/overview", nil, 200)
	visit("", get, "/l/"+canarySecret, nil, 404)
	visit("", post, "/l/"+canarySecret, nil, 404)
	visit("", get, "/setup/"+canarySecret, nil, 404)
	visit("", get, "/shared/"+canarySecret, nil, 404)
	visit("", get, "/calendar/"+canarySecret+".ics", nil, 404)
	visit("member", post, "/account/password", url.Values{"new": {canaryPassword}, "again": {canaryPassword}}, 303)
	visit("", post, "/sign-in", url.Values{"email": {"canary@example.com"}, "password": {canaryPassword}}, 303)
	visit("", post, "/sign-in", url.Values{"email": {"canary@example.com"}, "password": {canaryPassword + "x"}}, 422)
	visit("", post, "/sign-in", url.Values{"email": {"nobody-canary@example.com"}, "password": {canaryPassword}}, 422)
	visit("", post, "/sign-in/link", url.Values{"link_email": {"canary@example.com"}}, 303)
	visit("", get, "/sign-in/oidc/callback?code="+canarySecret+"&state="+canarySecret, nil, 404)
	visit("champion", post, "/people/"+s.id("member")+"/link", nil, 200)
	visit("champion", post, "/rounds/"+s.round.ID+"/links", nil, 200)
	visit("champion", post, "/rounds/"+s.round.ID+"/close", nil, 303)
	s.must(s.tracker.PlanNotices(t.Context()))
	notices := &strings.Builder{}
	for _, c := range s.tracker.NoticeChannels() {
		_, err := s.tracker.DeliverNotices(t.Context(), c, func(_ context.Context, l adoption.Letter) error {
			fmt.Fprintf(notices, "%+v\n", l)
			return nil
		})
		s.must(err)
	}
	for _, path := range []string{"/audit", "/audit.csv"} {
		s.noCanary(path, s.get("champion", path).body, "canary@example.com", "nobody-canary")
	}
	// A database that is gone is the loudest there is.
	cookie := s.signIn("member")
	s.must(s.db.Close())
	r := s.sendWith(formRequest(s.at("answers"), url.Values{"toil.hours.value": {canaryHours}, "note": {canaryNote}}), cookie)
	if r.StatusCode < http.StatusInternalServerError {
		t.Errorf("without a database: %d", r.StatusCode)
	}
	s.noCanary("log", log.b.String(), "canary@example.com", "nobody-canary", cookie.Value, "青木", "部長")
	s.noCanary("addresses", strings.Join(addresses, "\n"), "canary@example.com")
	s.noCanary("notices", notices.String())
	if !strings.Contains(log.b.String(), "sign-in refused") || strings.Count(log.b.String(), "\n") < 30 {
		t.Error("the log was not kept")
	}
}

func (s *testServer) noCanary(where, text string, more ...string) {
	s.t.Helper()
	for _, canary := range append(more, canaryNote, canaryPassword, canaryHours, canarySecret, url.QueryEscape(canaryPassword)) {
		if at := strings.Index(text, canary); at >= 0 {
			s.t.Errorf("%s holds %q: %.200s", where, canary, text[max(0, at-100):])
		}
	}
}

// TestCanariesStayOutOfErrors stores answers and notes, has everybody who may
// not read them run into every kind of error, by page and by API, and looks for
// them in what comes back, in the metrics, in the log and in the audit log.
func TestCanariesStayOutOfErrors(t *testing.T) {
	t.Parallel()
	database := storetest.Postgres(t) // which can be taken away
	s := newTestServerOn(t, database)
	log := &kept{}
	s.withAPI(func(c *Config) {
		c.Log = slog.New(slog.NewJSONHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug}))
		c.Metrics = Metrics{Metrics: telemetry.New(telemetry.Settings{Version: "test", DB: s.db, Clock: s.server.clock}), Token: metricsToken}
	})
	s.answerAndAct()
	for _, role := range firstTeam {
		s.wantMoved(s.post(role, s.at("answers"), sent("toil.hours", "toil.hours", "value", "toil.hours.number", canaryHours)))
	}
	s.wantMoved(s.post("lead", s.at("facts"), sent("toil.tracking", "toil.tracking", "2", "toil.tracking.note", canaryNote)))
	s.wantMoved(s.post("lead", s.at("reveal"), nil))
	s.wantMoved(s.save("lead", s.at("agreement"), s.at("agreement"), url.Values{"learn.allies": {"3"}, "learn.allies.reason": {canaryNote}}))
	met := map[int]bool{}
	got := func(name string, r reply, status int) {
		t.Helper()
		if met[status] = true; r.StatusCode != status {
			t.Errorf("%s: %d, want %d: %.200s", name, r.StatusCode, status, r.body)
		}
		s.noCanary(name, r.body)
		s.noCanary(name, fmt.Sprint(r.Header))
	}
	page := func(role, method, path string, form url.Values, status int) {
		t.Helper()
		if method == http.MethodGet {
			got(method+" "+path, s.get(role, path), status)
			return
		}
		got(method+" "+path, s.post(role, path, form), status)
	}
	const get, post = http.MethodGet, http.MethodPost
	for _, role := range []string{"outsider", "champion", "leader"} {
		for _, path := range []string{"answers", "facts", "agreement", "reveal", "result"} {
			page(role, get, s.at(path), nil, 404)
		}
	}
	page("member", get, s.at("facts"), nil, 403)
	page("second", post, s.at("answers"), sent("toil.hours", "toil.hours", "value", "toil.hours.number", "7"), 409)
	page("lead", post, s.at("reveal"), nil, 409)
	page("champion", post, "/teams", url.Values{"name": {""}}, 422)
	page("member", post, s.at("nothing"), nil, 404)

	tokens := map[string]string{}
	for _, role := range []string{"lead", "member", "outsider", "champion"} {
		_, secret, err := s.tracker.CreateToken(t.Context(), s.viewer(role), tracker.CreateToken{Name: "x", Scope: "admin"})
		s.must(err)
		tokens[role] = secret
	}
	tokens["nobody"] = "michinori_" + canarySecret
	program := func(role, method, path, body string, status int, header ...string) {
		t.Helper()
		r := httptest.NewRequest(method, "/api/v1"+path, strings.NewReader(body))
		r.Header.Set("Authorization", "Bearer "+tokens[role])
		r.Header.Set("Content-Type", "application/json")
		for i := 0; i < len(header); i += 2 {
			r.Header.Set(header[i], header[i+1])
		}
		got(role+" "+method+" /api/v1"+strings.ReplaceAll(path, canaryNote, "…"), s.send("", r), status)
	}
	here := "/assessments/" + s.open.ID
	program("nobody", get, "/me", "", 401)
	program("outsider", get, here+"/facts", "", 404)
	program("champion", get, here+"/answers", "", 404)
	program("member", get, here+"/facts", "", 403)
	program("member", post, here+"/answers", `{"changes": [{"question": "toil.hours", "answer": `+canaryHours+`}]}`, 409)
	program("lead", post, here+"/answers", `{"changes": [{"question": "learn.allies", "answer": "`+canaryNote+`"}]}`, 422)
	program("lead", post, here+"/actions", `{"title": 1, "question": "`+canaryNote+`", "owner": "`+canaryPassword+`"}`, 422)
	program("lead", post, here+"/actions", `{"title": "`+canaryNote, 400)
	program("lead", get, "/me?note="+canaryNote, "", 422)
	program("lead", "PUT", here+"/agreement", `{"agreements": [{"question": "learn.allies", "level": 2, "reason": "`+canaryPassword+`"}]}`, 428)
	program("champion", "PUT", "/organisation", `{"name": "`+canaryNote+`", "language": "ja", "time_zone": "Asia/Tokyo", "fiscal_start": 4, "k": 5}`, 412, "If-Match", `"x"`)
	program("champion", post, "/teams", `{"name": "`+strings.Repeat(canaryNote, 1<<19)+`"}`, 413)
	for range 100 {
		_ = s.tracker.Spend(t.Context(), tracker.TokensOfAddress, "0.0.0.0")
	}
	program("nobody", get, "/me", "", 429)

	events, err := s.tracker.AuditLog(t.Context(), s.viewer("champion"), store.EventFilter{Limit: 500})
	s.must(err)
	if len(events) < 5 {
		t.Errorf("the audit log has %d lines", len(events))
	}
	s.noCanary("the audit log", fmt.Sprintf("%+v", events))
	cookie := s.signIn("lead")
	takeAway(t, database.URL)
	got("without a database", s.sendWith(httptest.NewRequest(get, s.at("agreement"), nil), cookie), 503)
	program("lead", get, here+"/facts", "", 503)
	metrics := s.scrape(metricsToken)
	if metrics.StatusCode != http.StatusOK || !strings.Contains(metrics.body, `status="503"`) {
		t.Errorf("the metrics: %d %.300s", metrics.StatusCode, metrics.body)
	}
	s.noCanary("the metrics", metrics.body)
	s.noCanary("the log", log.b.String())
	for _, status := range []int{400, 401, 403, 404, 409, 412, 413, 422, 428, 429, 503} {
		if !met[status] {
			t.Errorf("nothing was answered with %d", status)
		}
	}
}

// takeAway lets nobody into a PostgreSQL database any more.
func takeAway(t *testing.T, address string) {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	name := strings.TrimPrefix(u.Path, "/")
	u.Path = "/postgres"
	db, err := sql.Open("pgx", u.String())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, statement := range []string{
		`ALTER DATABASE "` + name + `" ALLOW_CONNECTIONS false`,
		`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '` + name + `'`,
	} {
		if _, err := db.ExecContext(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
}

// withAPI serves programs too.
func (s *testServer) withAPI(change func(*Config)) {
	s.t.Helper()
	texts, err := locale.Load()
	s.must(err)
	s.rebuild(func(c *Config) {
		change(c)
		programs := api.New(api.Config{
			Tracker: s.tracker, DB: s.db, Version: "test", Log: c.Log,
			Text: func(l maturity.Language, key string, args map[string]string) string {
				return texts.In(l).Text(key, args)
			},
		})
		c.API = &Mount{Path: api.Path, Serve: programs.Serve, Fail: programs.Fail}
	})
}
