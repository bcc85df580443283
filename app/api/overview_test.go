package api_test

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"michinori/app/demo"
	"michinori/app/maturity"
	"michinori/app/store/storetest"
	"michinori/questionnaires"
)

// TestOverviewsAreTheSameEverywhere compares what the API tells of areas and
// practices with the files of the pages.
func TestOverviewsAreTheSameEverywhere(t *testing.T) {
	t.Parallel()
	s, champion := serveDemo(t)
	teams, err := s.db.Teams(t.Context())
	s.must(err)
	names := map[string]string{}
	for _, x := range teams {
		names[x.ID] = x.Name
	}
	var got [][]string
	rounds, err := s.db.Rounds(t.Context())
	s.must(err)
	last := rounds[len(rounds)-1]
	for _, x := range s.all("champion", "/rounds/"+last.ID+"/areas?limit=3") {
		got = append(got, []string{last.Key, names[x["team"].(string)], x["name"].(map[string]any)["en"].(string), fmt.Sprint(x["criticality"]), fmt.Sprint(x["depth"]), fmt.Sprint(x["stale"])})
	}
	rows := s.file(champion, "/overview/areas.csv?round="+last.ID, 6)
	slices.SortFunc(got, slices.Compare)
	slices.SortFunc(rows, slices.Compare)
	if len(rows) < 5 || !slices.EqualFunc(got, rows, slices.Equal) {
		t.Errorf("areas of the API\n%v\nof the page\n%v", got, rows)
	}
	if n := len(s.all("champion", "/rounds/"+last.ID+"/areas?criticality=3")); n == 0 || n == len(rows) {
		t.Errorf("%d areas of criticality 3", n)
	}

	practices := map[string]string{}
	for _, x := range s.all("champion", "/practices") {
		practices[x["key"].(string)] = x["name"].(map[string]any)["en"].(string)
	}
	got = nil
	spread := s.call("champion", "GET", "/organisation/practices", nil).want(http.StatusOK)
	for _, x := range spread.at("practices").([]any) {
		p := x.(map[string]any)
		for _, m := range p["months"].([]any) {
			month := m.(map[string]any)
			got = append(got, []string{
				month["day"].(string)[:7], practices[p["practice"].(string)], fmt.Sprint(spread.at("teams")), fmt.Sprint(month["ever"]), fmt.Sprint(month["still"]), fmt.Sprint(month["trying"]),
			})
		}
	}
	if rows := s.file(champion, "/overview/practices.csv", 6); len(rows) < 20 || !slices.EqualFunc(got, rows, slices.Equal) {
		t.Errorf("practices of the API\n%v\nof the page\n%v", got, rows)
	}
}

// TestRegisterIsTheSameEverywhere compares what the API tells of the register of
// a team with the file of its page, and with the register.
func TestRegisterIsTheSameEverywhere(t *testing.T) {
	t.Parallel()
	s, _ := serveDemo(t)
	teams, err := s.db.Teams(t.Context())
	s.must(err)
	members, err := s.db.MembersOf(t.Context(), teams[0].ID)
	s.must(err)
	lead, register := members[0].Person.ID, "/teams/"+teams[0].ID+"/register"
	s.signIn("lead", lead)
	var got [][]string
	for _, x := range s.call("lead", "GET", register+"/trend", nil).want(http.StatusOK).at("rounds").([]any) {
		point := x.(map[string]any)
		areas := 0.0
		for _, n := range point["counts"].([]any) {
			areas += n.(map[string]any)["areas"].(float64)
		}
		got = append(got, []string{cmp.Or(point["round"].(string), "Today"), fmt.Sprint(point["bus_factor"]), fmt.Sprint(areas)})
	}
	var want [][]string
	for _, row := range s.file(lead, register+"/trend.csv", 5) {
		want = append(want, []string{row[0], row[1], row[4]})
	}
	if len(want) < 2 || !slices.EqualFunc(got, want, slices.Equal) {
		t.Errorf("registers of the API\n%v\nof the page\n%v", got, want)
	}

	everybody := make([]string, len(members))
	for i, m := range members {
		everybody[i] = m.Person.ID
	}
	away := s.call("lead", "GET", register+"/away?away="+strings.Join(everybody, ","), nil).want(http.StatusOK)
	held := 0
	for _, x := range s.call("lead", "GET", register, nil).want(http.StatusOK).at("summary", "areas").([]any) {
		if x.(map[string]any)["depth"].(float64) > 0 {
			held++
		}
	}
	if lost := len(away.at("asked", "lost").([]any)); lost != held {
		t.Errorf("with nobody there %d of %d areas stop: %s", lost, held, away.raw)
	}
	if one := s.call("lead", "GET", register+"/away", nil).want(http.StatusOK); one.at("asked") != nil || len(one.at("each").([]any)) != len(members) {
		t.Errorf("asked for nobody: %s", one.raw)
	}
}

func TestSearchFindsWhatAProgramCanRead(t *testing.T) {
	t.Parallel()
	s := serve(t, storetest.SQLite(t))
	found := s.call("champion", "GET", "/search?q=postmortm", nil).want(http.StatusOK)
	kinds := map[string]bool{}
	for _, x := range found.body.([]any) {
		kinds[x.(map[string]any)["kind"].(string)] = true
	}
	if !kinds["practice"] || !kinds["question"] || !kinds["term"] || found.text(0, "key") != "postmortem" {
		t.Errorf("found %s", found.raw)
	}
	s.call("champion", "GET", "/search", nil).want(http.StatusUnprocessableEntity)
}

// all reads every page of a list.
func (s *served) all(who, path string) []map[string]any {
	s.t.Helper()
	var out []map[string]any
	for next := path; next != ""; {
		page := s.call(who, "GET", next, nil).want(http.StatusOK)
		for _, x := range page.at("items").([]any) {
			out = append(out, x.(map[string]any))
		}
		cursor, _ := page.at("next").(string)
		if next = ""; cursor != "" {
			next = path + "&cursor=" + cursor
		}
	}
	return out
}

// file reads the first columns of a file of a page, without its heading.
func (s *served) file(person, path string, columns int) [][]string {
	s.t.Helper()
	rows, err := csv.NewReader(strings.NewReader(s.page(person, path))).ReadAll()
	s.must(err)
	for i := range rows {
		rows[i] = rows[i][:columns]
	}
	return rows[1:]
}

// serveDemo is the application on a believable organisation, in English, and its
// champion.
func serveDemo(t *testing.T) (s *served, champion string) {
	t.Helper()
	s = serveNothing(t, storetest.SQLite(t))
	library, _, err := questionnaires.OpenLibrary("")
	s.must(err)
	o, err := demo.Build(t.Context(), s.db, library, demo.Options{Teams: 6, Rounds: 3, Members: 5, Seed: 3, Language: maturity.English, Now: s.now})
	s.must(err)
	s.signIn("champion", o.Champion.Person.ID)
	return s, o.Champion.Person.ID
}
