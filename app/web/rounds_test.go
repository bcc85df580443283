package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"michinori/app/maturity"
	"michinori/app/tracker"
)

func TestOpenRoundWithWhatIsSuggested(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	r := s.get("champion", "/rounds/new")
	s.wantStatus(r, http.StatusOK)
	// The quarter we are in has its round: 2026-Q2, July to September.
	if got := r.held("key"); got != "2026-Q3" || !strings.Contains(text(r.page), "2026年10月〜12月") {
		t.Errorf("suggested %q", got)
	}
	form := url.Values{}
	for _, name := range []string{"key", "closes_on", "k"} {
		form.Set(name, r.held(name))
	}
	for _, kind := range []string{"radio", "checkbox"} {
		for _, n := range r.all("input", "type", kind) {
			if _, checked := attr(n, "checked"); checked {
				name, _ := attr(n, "name")
				v, _ := attr(n, "value")
				form.Add(name, v)
			}
		}
	}
	if len(form["teams"]) != 2 || form.Get("questionnaire") != "sre-core" {
		t.Errorf("chosen %v", form)
	}
	path := s.wantMoved(s.post("champion", "/rounds", form))
	page := s.get("champion", path)
	s.wantStatus(page, http.StatusOK)
	if got := page.names(); !slices.Equal(got, []string{"Payments", "Search"}) {
		t.Errorf("teams %q", got)
	}
	again := s.post("champion", "/rounds", form)
	s.wantStatus(again, http.StatusUnprocessableEntity)
	if again.wrong("key") == "" {
		t.Error("a second round of the period is not refused beside the field")
	}
}

func TestNewRoundWarnsAboutTeams(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	ctx, champion := t.Context(), s.viewer("champion")
	_, err := s.tracker.SaveTeam(ctx, champion, tracker.TeamSettings{Name: "空"})
	s.must(err)
	leadless, err := s.tracker.SaveTeam(ctx, champion, tracker.TeamSettings{Name: "無"})
	s.must(err)
	_, err = s.tracker.AddMembers(ctx, champion, leadless.ID, "甲")
	s.must(err)
	said := text(s.get("champion", "/rounds/new").page)
	for _, want := range []string{
		"Payments 6人 Search 1人", "Search 1人人数が少ないので", "空 0人メンバーがいません", "無 1人リードがいません",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not in %s", want, said)
		}
	}
}

// The champion sees how many have answered, and nobody's name.
func TestRoundShowsNumbersNotNames(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	_, err := s.tracker.SaveAnswers(t.Context(), s.viewer("member"), tracker.SaveAnswers{
		Assessment: s.open.ID, Finish: true,
		Changes: []tracker.Change{{Question: "toil.alert_review", Answer: &maturity.Answer{Kind: maturity.LevelAnswer, Level: 2}}},
	})
	s.must(err)
	r := s.get("champion", "/rounds/"+s.round.ID)
	s.wantStatus(r, http.StatusOK)
	said := text(r.all("main", "", "")[0])
	if !strings.Contains(said, "6人中1人") || !strings.Contains(said, "15件中0件") {
		t.Errorf("no progress in %s", said)
	}
	for _, name := range []string{"member", "second", "third"} {
		if strings.Contains(said, name) {
			t.Errorf("%s is named", name)
		}
	}
}

func TestRoundLife(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	path := "/rounds/" + s.round.ID
	s.wantMoved(s.post("champion", path+"/teams", url.Values{"team": {s.other.ID}}))
	if got := s.get("champion", path).names(); len(got) != 2 {
		t.Errorf("invited %q", got)
	}
	for name, form := range map[string]url.Values{
		"/extend": {"closes_on": {"2020-01-01"}}, "/teams": {"team": {"nobody"}},
	} {
		r := s.save("champion", path, path+name, form)
		s.wantStatus(r, http.StatusUnprocessableEntity)
		if len(r.all("p", "role", "alert")) == 0 {
			t.Errorf("%s: no message", name)
		}
	}
	s.wantStatus(s.post("champion", path+"/teams", url.Values{"team": {s.other.ID}}), http.StatusConflict)
	s.wantMoved(s.save("champion", path, path+"/extend", url.Values{"closes_on": {"2026-08-15"}}))
	r, err := s.db.RoundByID(t.Context(), s.round.ID)
	s.must(err)
	if got := r.ClosesAt.Format("2006-01-02 15:04"); got != "2026-08-15 14:59" { // the end of the day in Tokyo
		t.Errorf("closes %s", got)
	}
	s.wantMoved(s.post("champion", path+"/close", nil))
	closed := s.get("champion", path)
	if len(closed.all("form", "action", path+"/extend")) > 0 || len(closed.all("form", "action", path+"/links")) > 0 {
		t.Error("a closed round can be extended")
	}
	for _, write := range []string{"/close", "/links", "/extend"} {
		s.wantStatus(s.post("champion", path+write, url.Values{"closes_on": {"2026-12-01"}}), http.StatusConflict)
	}
	s.wantMoved(s.post("champion", path+"/reopen", nil))
	s.wantStatus(s.post("champion", path+"/reopen", nil), http.StatusConflict)
	s.wantStatus(s.get("champion", "/rounds/nowhere"), http.StatusNotFound)
}

func TestRoundLinks(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	ctx, champion := t.Context(), s.viewer("champion")
	_, err := s.tracker.AddMembers(ctx, champion, s.other.ID, "Grace, grace@example.jp")
	s.must(err)
	grace, err := s.db.PersonByEmail(ctx, "grace@example.jp")
	s.must(err)
	_, err = s.tracker.SavePerson(ctx, champion, tracker.PersonSettings{ID: grace.ID, Name: grace.Name, Email: grace.Email, Language: "en"})
	s.must(err)
	s.must(s.tracker.InviteTeam(ctx, champion, s.round.ID, s.other.ID))
	r := s.post("champion", "/rounds/"+s.round.ID+"/links", nil)
	s.wantStatus(r, http.StatusOK)
	messages := r.all("textarea", "lang", "")
	if len(messages) != 8 || len(r.all("svg", "role", "img")) != 8 {
		t.Fatalf("%d messages", len(messages))
	}
	csv := raw(r.all("textarea", "id", "links-csv")[0])
	seen := map[string]bool{}
	for i, m := range messages {
		said := raw(m)
		_, secret, _ := strings.Cut(said, "http://example.com/l/")
		owner, err := s.tracker.LinkOwner(ctx, secret)
		s.must(err)
		seen[owner.Name] = true
		if !strings.Contains(csv, secret) || !strings.Contains(said, owner.Name) {
			t.Errorf("message %d of %s: %s", i, owner.Name, said)
		}
		lead := strings.Contains(said, "事実の記録")
		if lead != (owner.Name == "lead" || owner.Name == "outsider") {
			t.Errorf("what a lead does is said to %s: %v", owner.Name, lead)
		}
		apart := strings.Contains(said, "あなた以外の誰にも見えません")
		if inTeam := owner.Name != "outsider" && owner.Name != "Grace"; apart != inTeam {
			t.Errorf("%s is promised that nobody sees the answers: %v", owner.Name, apart)
		}
		if owner.Name == "Grace" && !strings.Contains(said, "Hello Grace") {
			t.Errorf("Grace reads English: %s", said)
		}
	}
	if len(seen) != 8 {
		t.Errorf("links of %v", seen)
	}
	one := s.post("champion", "/rounds/"+s.round.ID+"/links", url.Values{"team": {s.other.ID}})
	if got := len(one.all("textarea", "lang", "")); got != 2 {
		t.Errorf("%d links of one team", got)
	}
	s.wantStatus(s.post("champion", "/rounds/"+s.round.ID+"/links", url.Values{"team": {"nobody"}}), http.StatusNotFound)
}
