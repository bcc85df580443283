package api_test

import (
	"encoding/csv"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"michinori/app/tracker"
)

// TestStagesAreTheSameEverywhere holds the stages of all teams' practices, as
// the API tells them to each team, to the team's page and to what the file of
// the organisation's page counts.
func TestStagesAreTheSameEverywhere(t *testing.T) {
	t.Parallel()
	s, champion := serveDemo(t)
	teams, err := s.db.Teams(t.Context())
	s.must(err)
	names := map[string]string{}
	for _, p := range s.call("champion", "GET", "/practices?limit=500", nil).want(http.StatusOK).at("items").([]any) {
		names[p.(map[string]any)["key"].(string)] = p.(map[string]any)["name"].(map[string]any)["en"].(string)
	}
	still, trying, seen := map[string]int{}, map[string]int{}, 0
	for _, team := range teams {
		members, err := s.db.MembersOf(t.Context(), team.ID)
		s.must(err)
		lead := members[0].Person.ID
		s.signIn(team.Key, lead)
		for _, trial := range s.call(team.Key, "GET", "/teams/"+team.ID+"/practices?limit=500", nil).want(http.StatusOK).at("items").([]any) {
			x := trial.(map[string]any)
			key, stage := x["practice"].(string), int(x["stage"].(float64))
			if x["stopped"] == true {
				continue
			}
			seen++
			if stage >= 2 {
				still[names[key]]++
			}
			if stage == 1 {
				trying[names[key]]++
			}
			dots := strings.Repeat("●", stage) + strings.Repeat("○", 4-stage)
			if page := s.page(lead, "/teams/"+team.ID+"/practices/"+key); !strings.Contains(page, dots) {
				t.Errorf("%s holds %s at stage %d, the page does not show %s", team.Key, key, stage, dots)
			}
		}
	}
	if seen < 10 {
		t.Fatalf("only %d practices to compare", seen)
	}
	rows, err := csv.NewReader(strings.NewReader(s.page(champion, "/overview/practices.csv"))).ReadAll()
	s.must(err)
	last := rows[len(rows)-1][0]
	for _, row := range rows[1:] {
		if want := fmt.Sprint(still[row[1]], trying[row[1]]); row[0] == last && row[4]+" "+row[5] != want {
			t.Errorf("%s: the file counts %s still and %s trying, the teams %s", row[1], row[4], row[5], want)
		}
	}
}

// page is what somebody signed in sees there.
func (s *served) page(person, path string) string {
	s.t.Helper()
	return s.show(s.session(person), path)
}

// session signs somebody in.
func (s *served) session(person string) string {
	s.t.Helper()
	link := s.call("champion", "POST", "/people/"+person+"/link", nil).want(http.StatusCreated).text("secret")
	in, err := s.tracker.SignIn(s.t.Context(), link, tracker.Browser{})
	s.must(err)
	return in.Secret
}

// show is what a session sees there.
func (s *served) show(session, path string) string {
	s.t.Helper()
	r := httptest.NewRequest(http.MethodGet, path, nil)
	r.AddCookie(&http.Cookie{Name: "michinori_session", Value: session})
	r.AddCookie(&http.Cookie{Name: "michinori_language", Value: "en"})
	response, err := s.app.Test(r, -1)
	s.must(err)
	defer response.Body.Close()
	out, err := io.ReadAll(response.Body)
	s.must(err)
	if response.StatusCode != http.StatusOK {
		s.t.Fatalf("%s answers %d", path, response.StatusCode)
	}
	return string(out)
}
