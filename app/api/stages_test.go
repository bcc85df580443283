package api_test

import (
	"encoding/csv"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"michinori/app/tracker"
)

// TestStagesAreTheSameEverywhere holds the stages of all teams' practices, as
// the API tells them to each team, to the team's page and to what the file of
// the organisation's page and the API count.
func TestStagesAreTheSameEverywhere(t *testing.T) {
	t.Parallel()
	s, champion := serveDemo(t)
	teams, err := s.db.Teams(t.Context())
	s.must(err)
	names := map[string]string{}
	for _, p := range s.call("champion", "GET", "/practices?limit=500", nil).want(http.StatusOK).at("items").([]any) {
		names[p.(map[string]any)["key"].(string)] = p.(map[string]any)["name"].(map[string]any)["en"].(string)
	}
	keys := map[string]string{}
	for key, name := range names {
		keys[name] = key
	}
	still, trying, seen := map[string]int{}, map[string]int{}, 0
	for _, team := range teams {
		members, err := s.db.MembersOf(t.Context(), team.ID)
		s.must(err)
		lead := members[0].Person.ID
		s.signIn(team.Key, lead)
		stages, counted := 0, 0
		for _, trial := range s.call(team.Key, "GET", "/teams/"+team.ID+"/practices?limit=500", nil).want(http.StatusOK).at("items").([]any) {
			x := trial.(map[string]any)
			key, stage := x["practice"].(string), int(x["stage"].(float64))
			if x["stopped"] == true {
				continue
			}
			seen++
			stages, counted = stages+stage, counted+1
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
		if counted == 0 {
			continue
		}
		index := 100 * float64(stages) / float64(4*counted)
		if told := s.call(team.Key, "GET", "/teams/"+team.ID+"/adoption", nil).want(http.StatusOK); told.at("index") != index || told.at("of") != float64(counted) {
			t.Errorf("the API tells %v of %v to %s, its stages give %v of %d", told.at("index"), told.at("of"), team.Key, index, counted)
		}
		if want := fmt.Sprintf("Adoption index %.1f<", index); !strings.Contains(s.page(lead, "/teams/"+team.ID+"/practices"), want) {
			t.Errorf("the page of %s does not say %s", team.Key, want)
		}
	}
	if seen < 10 {
		t.Fatalf("only %d practices to compare", seen)
	}
	rows, err := csv.NewReader(strings.NewReader(s.page(champion, "/overview/practices.csv"))).ReadAll()
	s.must(err)
	s.countsAsTheFile(rows[1:], keys)
	last := rows[len(rows)-1][0]
	for _, row := range rows[1:] {
		if want := fmt.Sprint(still[row[1]], trying[row[1]]); row[0] == last && row[4]+" "+row[5] != want {
			t.Errorf("%s: the file counts %s still and %s trying, the teams %s", row[1], row[4], row[5], want)
		}
	}
}

// countsAsTheFile holds what the API counts month by month to the rows of the
// file, whose names of practices stand for those keys.
func (s *served) countsAsTheFile(rows [][]string, keys map[string]string) {
	s.t.Helper()
	told := map[string][]string{}
	for _, p := range s.call("champion", "GET", "/organisation/practices", nil).want(http.StatusOK).at("practices").([]any) {
		x := p.(map[string]any)
		for _, m := range x["months"].([]any) {
			month := m.(map[string]any)
			told[x["practice"].(string)] = append(told[x["practice"].(string)], fmt.Sprintln(month["ever"], month["still"], month["trying"]))
		}
	}
	filed := map[string][]string{}
	for _, row := range rows {
		filed[keys[row[1]]] = append(filed[keys[row[1]]], strings.Join(row[3:6], " ")+"\n")
	}
	if len(rows) < 10 || !maps.EqualFunc(told, filed, slices.Equal) {
		s.t.Errorf("the API counts %v, the file %v", told, filed)
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
