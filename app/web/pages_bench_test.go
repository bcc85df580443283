package web

import (
	"context"
	"io"
	"net"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"

	"michinori/app/demo"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/store/storetest"
	"michinori/app/tracker"
	"michinori/questionnaires"
)

// demoPage is one page of the demo as one part sees it.
type demoPage struct {
	name, part, path string
}

// pages lists what people of each part come by. The recorder is the lead of a
// team that is still answering.
func (s *demoServer) pages() []demoPage {
	champion, leader, lead, member := "champion", "leader", "lead", "member"
	talk, form := s.present(s.seats.Lead.Team), s.present(s.seats.Member.Team)
	past := s.past(s.seats.Lead.Team)
	round := s.seats.Round.ID
	register := "/teams/" + s.seats.Lead.Team.ID + "/register"
	area := s.anArea(s.seats.Lead.Team)
	return []demoPage{
		{"home", champion, "/"},
		{"home", lead, "/"},
		{"home", member, "/"},
		{"answers", member, "/assessments/" + form + "/answers"},
		{"facts", "recorder", "/assessments/" + form + "/facts"},
		{"reveal", "recorder", "/assessments/" + form + "/reveal"},
		{"agreement", lead, "/assessments/" + talk + "/agreement"},
		{"result", lead, "/assessments/" + past + "/result"},
		{"result", leader, "/assessments/" + past + "/result"},
		{"trend", lead, "/teams/" + s.seats.Lead.Team.ID + "/trend"},
		{"trend.csv", lead, "/teams/" + s.seats.Lead.Team.ID + "/trend.csv"},
		{"trend", leader, "/teams/" + s.seats.Member.Team.ID + "/trend"},
		{"overview", leader, "/overview"},
		{"overview.csv", leader, "/overview.csv"},
		{"overview_answers", leader, "/overview/answers"},
		{"knowledge_areas", leader, "/overview/areas"},
		{"register", lead, register},
		{"register_mine", lead, register + "/mine"},
		{"register_people", lead, register + "/people"},
		{"register_history", lead, register + "/history"},
		{"area", lead, "/areas/" + area},
		{"area_new", lead, register + "/areas/new"},
		{"claim", lead, "/areas/" + area + "/claims/" + s.seats.Lead.Person.ID},
		{"knowledge_risks", lead, register + "/risks"},
		{"knowledge_away", lead, register + "/away"},
		{"knowledge_trend", lead, register + "/trend"},
		{"knowledge_help", member, "/learn/register"},
		{"rounds", champion, "/rounds"},
		{"round", champion, "/rounds/" + round},
		{"round_new", champion, "/rounds/new"},
		{"teams", champion, "/teams"},
		{"team", champion, "/teams/" + s.seats.Lead.Team.ID},
		{"people", champion, "/people"},
		{"person", champion, "/people/" + s.seats.Member.Person.ID},
		{"groups", champion, "/groups"},
		{"organisation", champion, "/organisation"},
		{"roster", champion, "/roster"},
		{"learn", member, "/learn"},
		{"terms", member, "/learn/terms"},
		{"scoring", member, "/learn/scoring"},
		{"practice", member, "/learn/practices/slo_starter"},
		{"question", member, "/learn/questions/toil.hours"},
		{"questionnaires", member, "/questionnaires"},
		{"questionnaire", member, "/questionnaires/sre-core"},
	}
}

// BenchmarkPages asks for each page of the demo over a socket, on both
// databases. What it prints as ns/op is the median, and x-nothing is how many
// times longer that is than a handler that does nothing took meanwhile: the one
// figure that says the same on a slow machine.
func BenchmarkPages(b *testing.B) {
	for _, lent := range storetest.Databases(b) {
		s := newDemoServer(b, lent.URL)
		for _, p := range s.pages() {
			b.Run(lent.Name+"/"+p.name+"/"+p.part, func(b *testing.B) {
				var page, nothing []time.Duration
				for b.Loop() {
					page = append(page, s.time(b, s.url+p.path, p.part))
					nothing = append(nothing, s.time(b, s.nothing, p.part))
				}
				b.ReportMetric(float64(median(page)), "ns/op")
				b.ReportMetric(float64(median(page))/float64(median(nothing)), "x-nothing")
			})
		}
	}
}

// BenchmarkPagesOfManyTeams asks for the pages of one team among 500 and of one
// among 5, in turn, each of 12 rounds and 6 people. ns/op is the median of the
// former, and x-hundredth how many times longer that is than the latter's.
func BenchmarkPagesOfManyTeams(b *testing.B) {
	many, few := storetest.Databases(b), storetest.Databases(b)
	for i := range many {
		large, small := newDemoServerOf(b, many[i].URL, 500, 12), newDemoServerOf(b, few[i].URL, 5, 12)
		pages := func(s *demoServer) []demoPage {
			team := s.seats.Lead.Team
			return []demoPage{
				{"result", "lead", "/assessments/" + s.past(team) + "/result"},
				{"result", "leader", "/assessments/" + s.past(team) + "/result"},
				{"trend", "lead", "/teams/" + team.ID + "/trend"},
				{"trend", "leader", "/teams/" + team.ID + "/trend"},
			}
		}
		there := pages(small)
		for j, p := range pages(large) {
			b.Run(many[i].Name+"/"+p.name+"/"+p.part, func(b *testing.B) {
				var among, alone []time.Duration
				for b.Loop() {
					among = append(among, large.time(b, large.url+p.path, p.part))
					alone = append(alone, small.time(b, small.url+there[j].path, p.part))
				}
				b.ReportMetric(float64(median(among)), "ns/op")
				b.ReportMetric(float64(median(among))/float64(median(alone)), "x-hundredth")
			})
		}
	}
}

func median(d []time.Duration) time.Duration {
	slices.Sort(d)
	return d[len(d)/2]
}

// Every page of the demo answers, in both languages.
func TestDemoPages(t *testing.T) {
	t.Parallel()
	s := newDemoServer(t, storetest.SQLite(t).URL)
	for _, l := range maturity.Languages {
		s.language = string(l)
		for _, p := range s.pages() {
			s.time(t, s.url+p.path, p.part)
		}
	}
}

// demoServer serves the demo on a socket, and beside it a handler that does
// nothing.
type demoServer struct {
	db       *store.DB
	tracker  *tracker.Tracker
	server   *Server
	seats    demo.Organisation
	url      string
	nothing  string
	sessions map[string]string // by part
	language string
}

func newDemoServer(t testing.TB, database string) *demoServer {
	t.Helper()
	return newDemoServerOf(t, database, 8, 8)
}

func newDemoServerOf(t testing.TB, database string, teams, rounds int) *demoServer {
	t.Helper()
	ctx := context.Background()
	ok := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	db, err := store.Open(ctx, database)
	ok(err)
	t.Cleanup(func() { _ = db.Close() })
	ok(db.Migrate(ctx))
	library, _, err := questionnaires.OpenLibrary("")
	ok(err)
	now := time.Date(2026, time.August, 20, 3, 0, 0, 0, time.UTC)
	clock := func() time.Time { return now }
	s := &demoServer{db: db, sessions: map[string]string{}, language: "ja"}
	s.seats, err = demo.Build(ctx, db, library, demo.Options{
		Teams: teams, Rounds: rounds, Members: 6, Seed: 1, Now: now, Language: maturity.Japanese,
	})
	ok(err)
	tr := tracker.New(tracker.Settings{DB: db, Library: library, Clock: clock, Session: time.Hour})
	server, err := New(Config{Tracker: tr, DB: db, Clock: clock, Version: "test", Demo: true})
	ok(err)
	members, err := db.MembersOf(ctx, s.seats.Member.Team.ID)
	ok(err)
	for part, p := range map[string]maturity.Person{
		"champion": s.seats.Champion.Person, "leader": s.seats.Leader.Person, "lead": s.seats.Lead.Person,
		"member": s.seats.Member.Person, "recorder": members[0].Person,
	} {
		link, err := tr.NewOperatorLink(ctx, p.Email)
		ok(err)
		in, err := tr.SignIn(ctx, link.Secret, tracker.Browser{})
		ok(err)
		s.sessions[part] = in.Secret
	}
	s.tracker, s.server = tr, server
	s.url = listen(t, server.App())
	idle := fiber.New(fiber.Config{DisableStartupMessage: true})
	idle.Get("/", func(c *fiber.Ctx) error { return c.SendString("nothing") })
	s.nothing = listen(t, idle) + "/"
	return s
}

func listen(t testing.TB, app *fiber.App) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = app.Listener(l) }()
	t.Cleanup(func() { _ = app.Shutdown() })
	return "http://" + l.Addr().String()
}

// time asks for a page and reads it to the end.
func (s *demoServer) time(t testing.TB, url, part string) time.Duration {
	t.Helper()
	start := time.Now()
	s.read(t, url, part)
	return time.Since(start)
}

// read returns a page as somebody sees it.
func (s *demoServer) read(t testing.TB, url, part string) string {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.AddCookie(&http.Cookie{Name: sessionCookie, Value: s.sessions[part]})
	r.AddCookie(&http.Cookie{Name: languageCookie, Value: s.language})
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	if response.StatusCode != http.StatusOK || response.Request.URL.String() != url {
		t.Errorf("%s as %s: %s at %s", url, part, response.Status, response.Request.URL)
	}
	return string(body)
}

// anArea is an area of a team's register.
func (s *demoServer) anArea(team maturity.Team) string {
	r, err := s.db.RegisterOf(context.Background(), team.ID)
	if err != nil || len(r.Areas) == 0 {
		return ""
	}
	return r.Areas[0].ID
}

// present is the assessment of a team in the open round, and past the one
// before it.
func (s *demoServer) present(team maturity.Team) string { return s.back(team, 1) }
func (s *demoServer) past(team maturity.Team) string    { return s.back(team, 2) }

func (s *demoServer) back(team maturity.Team, n int) string {
	as, err := s.db.AssessmentsOf(context.Background(), team.ID)
	if err != nil || len(as) < n {
		return ""
	}
	return as[len(as)-n].ID
}
