package web

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"michinori/app/adoption"
	"michinori/app/store"
	"michinori/app/tracker"
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
	visit("lead", post, s.at("agreement"), url.Values{"learn.allies": {"3"}, "learn.allies.reason": {canaryNote}}, 303)
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

// What the others of a team, the champion and leaders are shown is the same to
// the last byte, whichever of two members has answered.
func TestPagesDoNotTellWhoAnswered(t *testing.T) {
	t.Parallel()
	paths := func(s *testServer) map[string][]string {
		return map[string][]string{
			"lead":     {"/", "/assessments/" + s.open.ID, s.at("answers"), s.at("facts"), "/teams/" + s.team.ID + "/trend"},
			"fifth":    {"/", "/assessments/" + s.open.ID},
			"champion": {"/", "/rounds", "/rounds/" + s.round.ID, "/people", "/teams/" + s.team.ID, "/overview", "/notices"},
			"leader":   {"/", "/overview", "/overview/answers"},
		}
	}
	shown := func(who string) map[string]string {
		s := newTestServer(t)
		q, err := s.tracker.Questionnaire(t.Context(), s.round)
		s.must(err)
		for _, role := range []string{"lead", who} {
			s.answerAll(role, q, 2)
		}
		out := map[string]string{}
		for role, all := range paths(s) {
			for i, path := range all {
				r := s.get(role, path)
				out[fmt.Sprint(role, " ", i)] = fmt.Sprint(r.StatusCode, " ", len(r.body), " ", text(r.page))
			}
		}
		return out
	}
	second, third := shown("second"), shown("third")
	for page, a := range second {
		if b := third[page]; a != b {
			t.Errorf("%s tells who answered:\n%.400s\n%.400s", page, a, b)
		}
	}
}
