package main

import (
	"fmt"
	"maps"
	"testing"

	"github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/store/storetest"
	"michinori/app/tracker"
)

// crew is a team in its first round, set up without a page: the lead and five
// members.
type crew struct {
	*site
	people     []maturity.Person
	assessment string
}

func newCrew(s *site, c company) *crew {
	s.t.Helper()
	w := &crew{site: s}
	ctx := s.t.Context()
	secret, err := w.tracker.NewSetUpLink(ctx)
	w.must(err)
	in := tracker.SetUp{
		Organisation: c.name, Name: c.lead, Language: string(c.language), TimeZone: "Asia/Tokyo", Team: c.team,
		OpenRound: true, Mode: string(maturity.Apart),
	}
	for _, m := range c.members {
		in.Members += m + "\n"
	}
	champion, err := w.tracker.SetUp(ctx, secret, in)
	w.must(err)
	w.people = append(w.people, champion.Viewer.Person)
	for team := range champion.Viewer.Memberships {
		members, err := w.db.MembersOf(ctx, team)
		w.must(err)
		for _, m := range members {
			if m.ID != champion.Viewer.Person.ID {
				w.people = append(w.people, m.Person)
			}
		}
		assessments, err := w.db.AssessmentsOf(ctx, team)
		w.must(err)
		w.assessment = assessments[0].ID
	}
	return w
}

func (w *crew) form() string { return "/assessments/" + w.assessment + "/answers" }

// stored are the levels a person has given.
func (w *crew) stored(person int) map[string]int {
	w.t.Helper()
	ctx := w.t.Context()
	a, err := w.db.AssessmentByID(ctx, w.assessment)
	w.must(err)
	r, err := w.db.RoundByID(ctx, a.RoundID)
	w.must(err)
	q, err := w.tracker.Questionnaire(ctx, r)
	w.must(err)
	out := map[string]int{}
	response, err := w.db.ResponseOf(ctx, w.assessment, w.people[person].ID)
	if err != nil {
		return out // nothing yet
	}
	answers, err := w.db.AnswersOf(ctx, response.ID, q)
	w.must(err)
	for key, g := range answers {
		out[key] = g.Answer.Level
	}
	return out
}

func (w *crew) wants(person int, want map[string]int) {
	w.t.Helper()
	if got := w.stored(person); !maps.Equal(got, want) {
		w.t.Errorf("stored of person %d: %v, want %v", person, got, want)
	}
}

// atForm opens the form as somebody.
func (w *crew) atForm(t *testing.T, person int) *tab {
	t.Helper()
	b := w.window(t, maturity.Japanese)
	b.signIn(w.people[person].ID)
	b.open(w.form())
	return b
}

func TestNothingTypedIsLostInBrowser(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]func(*crew, *tab){
		"when the network fails": testNetwork, "between two tabs": testTabs, "on a page under way": testUnderWay,
		"when the session ends": testSession, "when the program restarts": testRestart,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newCrew(newSite(t), companies[0])
			test(w, w.atForm(t, 1))
		})
	}
}

func testNetwork(w *crew, b *tab) {
	b.expect("ERR_INTERNET_DISCONNECTED")
	b.answer("toil.fix_time", level(1), mouse)
	b.status("saved")
	evaluate[bool](b, "window.samepage = true")
	b.offline(true)
	b.answer("bus.docs", level(2), mouse)
	b.answer("bus.absence", level(3), keys)
	b.status("kept")
	w.wants(1, map[string]int{"toil.fix_time": 1})
	b.offline(false)
	b.status("saved")
	if !evaluate[bool](b, "window.samepage === true") {
		b.t.Error("it took another page to save")
	}
	w.wants(1, map[string]int{"toil.fix_time": 1, "bus.docs": 2, "bus.absence": 3})

	// Gone for good: what could not be sent is there in the next tab.
	next := b.another()
	b.offline(true)
	b.answer("learn.allies", level(4), mouse)
	b.status("kept")
	b.close()
	next.open(w.form())
	next.holds(map[string]string{"toil.fix_time": "1", "bus.docs": "2", "bus.absence": "3", "learn.allies": "4"})
}

// holds waits until the form has these answers stored, and no others.
func (b *tab) holds(want map[string]string) {
	b.t.Helper()
	b.await(fmt.Sprintf(`document.querySelectorAll("[data-question][data-stored]").length === %d`, len(want)))
	for question, value := range want {
		if got := b.chosen(question); got != value {
			b.t.Errorf("%s shows %q, want %q", question, got, value)
		}
	}
}

func testTabs(w *crew, old *tab) {
	young := old.another()
	young.open(w.form())
	young.answer("toil.fix_time", level(1), mouse)
	young.answer("bus.docs", level(2), mouse)
	young.status("saved")
	old.answer("bus.absence", level(3), mouse)
	old.status("saved")
	old.follow(`button[name=draft]`) // the whole page, which knows nothing of the other
	old.follow(`button[name=finish]`)
	w.wants(1, map[string]int{"toil.fix_time": 1, "bus.docs": 2, "bus.absence": 3})

	// Each tab keeps its own while neither can send.
	old.open(w.form())
	for _, b := range []*tab{old, young} {
		b.expect("ERR_INTERNET_DISCONNECTED")
		b.offline(true)
	}
	old.answer("learn.allies", level(4), mouse)
	old.status("kept")
	young.answer("learn.blameless", level(0), mouse)
	young.status("kept")
	next := old.another()
	old.close()
	young.close()
	next.open(w.form())
	next.holds(map[string]string{"toil.fix_time": "1", "bus.docs": "2", "bus.absence": "3", "learn.allies": "4", "learn.blameless": "0"})
}

// testUnderWay stores an answer in one tab after the server has made the page that
// another has asked for, and before that page has come.
func testUnderWay(w *crew, b *tab) {
	late := b.another()
	made, opened := make(chan fetch.RequestID, 1), make(chan error, 1)
	chromedp.ListenTarget(late.ctx, func(event any) {
		if e, ok := event.(*fetch.EventRequestPaused); ok {
			made <- e.RequestID
		}
	})
	late.do(fetch.Enable().WithPatterns([]*fetch.RequestPattern{{URLPattern: "*" + w.form(), RequestStage: fetch.RequestStageResponse}}))
	go func() { opened <- chromedp.Run(late.ctx, chromedp.Navigate(w.url+w.form())) }()
	id := <-made
	b.answer("toil.fix_time", level(1), mouse)
	b.status("saved")
	late.do(fetch.ContinueRequest(id), fetch.Disable())
	w.must(<-opened)
	late.holds(map[string]string{"toil.fix_time": "1"})
	late.status("saved")
	w.wants(1, map[string]int{"toil.fix_time": 1})

	// Whoever goes on leaves nothing in this browser.
	late.open("/")
	late.await("Object.keys(localStorage).length === 0")
}

func testSession(w *crew, b *tab) {
	b.expect("status of 401")
	ctx := b.t.Context()
	w.must(w.db.Tx(ctx, func(tx *store.Tx) error { return tx.DeleteSessionsOf(ctx, w.people[1].ID) }))
	b.answer("toil.fix_time", level(1), mouse)
	b.write(field("toil.hours", ".number"), "0")
	b.status("signed-out")

	// Somebody else signs in at this browser: that is not who wrote this.
	other := b.another()
	other.signIn(w.people[5].ID)
	b.do(page.BringToFront())
	b.answer("bus.docs", level(2), mouse)
	b.status("signed-out")
	w.wants(5, map[string]int{})

	link, err := w.tracker.NewPersonLink(ctx, w.champion(), w.people[1].ID)
	w.must(err)
	other.open("/l/" + link.Secret)
	other.follow(`main button.primary`)
	b.do(page.BringToFront())
	b.status("saved")
	w.wants(1, map[string]int{"toil.fix_time": 1, "toil.hours": 0, "bus.docs": 2})
	w.wants(5, map[string]int{})
}

func testRestart(w *crew, b *tab) {
	b.expect("ERR_CONNECTION_REFUSED", "ERR_CONNECTION_RESET", "ERR_EMPTY_RESPONSE")
	b.answer("toil.fix_time", level(1), mouse)
	b.status("saved")
	w.stop()
	b.answer("bus.docs", level(2), mouse)
	b.status("kept")
	w.run()
	b.status("saved")
	w.wants(1, map[string]int{"toil.fix_time": 1, "bus.docs": 2})
}

// TestFaultKeepsWhatIsTypedInBrowser takes PostgreSQL away under somebody who
// fills in the form: what they choose meanwhile stays in the page, which sends it
// by itself once it can.
func TestFaultKeepsWhatIsTypedInBrowser(t *testing.T) {
	t.Parallel()
	needFaults(t)
	server := storetest.NewServer(t)
	w := newCrew(newSiteOn(t, server.Database().URL), companies[0])
	b := w.atForm(t, 1)
	b.expect("status of 503")
	w.expected = "unavailable: "
	b.answer("toil.fix_time", level(1), mouse)
	b.status("saved")
	server.Stop()
	b.answer("bus.docs", level(2), mouse)
	b.status("kept")
	b.write(field("toil.hours", ".number"), "7")
	server.Start()
	b.status("saved")
	w.wants(1, map[string]int{"toil.fix_time": 1, "bus.docs": 2, "toil.hours": 0})
}
