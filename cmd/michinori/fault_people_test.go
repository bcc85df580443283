package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
	"michinori/questionnaires"
)

// crowd is a team whose members send complete responses, one after another.
type crowd struct {
	t          testing.TB
	database   string
	assessment string
	asked      []maturity.Question
	people     []*sender

	mu   sync.RWMutex // held for writing while nobody may send
	sent chan struct{}
}

// sender is one member. Each response that it sends says its number in every
// answer, so that parts of two cannot pass for one.
type sender struct {
	*crowd
	person, session string

	mu       sync.Mutex
	acked    int // the last response that the program said it had stored
	attempts int // that were begun, of all responses
	trying   int // the response under way; acked where none is
}

// newCrowd sets up an organisation with a team of so many on an empty database.
func newCrowd(t testing.TB, database string, many int) *crowd {
	t.Helper()
	c := &crowd{t: t, database: database, sent: make(chan struct{}, 1)}
	db := c.open()
	defer db.Close()
	ctx := t.Context()
	c.must(db.Migrate(ctx))
	library, _, err := questionnaires.OpenLibrary("")
	c.must(err)
	tr := tracker.New(tracker.Settings{DB: db, Library: library, Clock: time.Now, Session: 24 * time.Hour})
	secret, err := tr.NewSetUpLink(ctx)
	c.must(err)
	in := tracker.SetUp{Organisation: "みちのり", Name: "青木", Email: "aoki@example.com", Language: "ja", TimeZone: "Asia/Tokyo", Team: "決済"}
	for i := range many - 1 {
		in.Members += fmt.Sprintf("馬場%d\n", i)
	}
	champion, err := tr.SetUp(ctx, secret, in)
	c.must(err)
	c.openRound(db, tr, champion.Viewer)
	people, err := db.People(ctx)
	c.must(err)
	for _, p := range people {
		link, err := tr.NewPersonLink(ctx, champion.Viewer, p.ID)
		c.must(err)
		signedIn, err := tr.SignIn(ctx, link.Secret, tracker.Browser{})
		c.must(err)
		c.people = append(c.people, &sender{crowd: c, person: p.ID, session: signedIn.Secret})
	}
	return c
}

func (c *crowd) openRound(db *store.DB, tr *tracker.Tracker, champion maturity.Viewer) {
	c.t.Helper()
	ctx := c.t.Context()
	teams, err := db.Teams(ctx)
	c.must(err)
	r, err := tr.OpenRound(ctx, champion, tracker.OpenRound{
		Key: "2026-Q3", Questionnaire: "sre-core", ClosesOn: time.Now().AddDate(0, 1, 0).Format(time.DateOnly),
		K: maturity.DefaultK, Teams: []string{teams[0].ID},
	})
	c.must(err)
	assessments, err := db.AssessmentsIn(ctx, r.ID)
	c.must(err)
	c.assessment = assessments[0].ID
	c.must(tr.ChooseMode(ctx, champion, c.assessment, maturity.Apart))
	q, err := tr.Questionnaire(ctx, r)
	c.must(err)
	c.asked = q.AskedOf(maturity.Each)
}

func (c *crowd) must(err error) {
	c.t.Helper()
	if err != nil {
		c.t.Fatal(err)
	}
}

func (c *crowd) open() *store.DB {
	c.t.Helper()
	db, err := store.Open(c.t.Context(), c.database)
	c.must(err)
	return db
}

// response is the form with every question answered by the number.
func (c *crowd) response(number int) string {
	v := url.Values{"finish": {"1"}}
	for _, q := range c.asked {
		v.Set(q.Key+".seen", "0")
		v.Set(q.Key, strconv.Itoa(number%5))
		if q.Type == maturity.Number {
			v.Set(q.Key, "value")
			v.Set(q.Key+".number", strconv.Itoa(number%5))
		}
	}
	return v.Encode()
}

// reply is what a request came to; status is 0 where there was no answer.
type reply struct {
	status int
	retry  string // Retry-After
	body   string
	took   time.Duration
}

// send sends a form and says what came back.
func (s *sender) send(ctx context.Context, client *http.Client, base, form string) reply {
	begun := time.Now()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, base+"/assessments/"+s.assessment+"/answers", strings.NewReader(form))
	if err != nil {
		return reply{body: err.Error()}
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Cookie", "michinori_session="+s.session)
	got, err := client.Do(r)
	if err != nil {
		return reply{body: err.Error(), took: time.Since(begun)}
	}
	defer got.Body.Close()
	body, err := io.ReadAll(got.Body)
	if err != nil {
		return reply{body: err.Error(), took: time.Since(begun)}
	}
	return reply{got.StatusCode, got.Header.Get("Retry-After"), string(body), time.Since(begun)}
}

// sendAll has everybody send one response after another until stop is called, or
// the test ends, each until it is acknowledged; stop waits for the last ones. base
// says where to; wrong is told what may not be.
func (c *crowd) sendAll(base func() string, wrong func(reply)) (stop func()) {
	var all sync.WaitGroup
	ctx, cancel := context.WithCancel(c.t.Context())
	for _, s := range c.people {
		all.Go(func() {
			transport := &http.Transport{}
			defer transport.CloseIdleConnections()
			client := &http.Client{Timeout: slowest, Transport: transport, CheckRedirect: patient.CheckRedirect}
			for ctx.Err() == nil {
				got := s.attempt(ctx, client, base)
				if got.status != http.StatusSeeOther && ctx.Err() == nil {
					wrong(got)
					<-time.After(20 * time.Millisecond) // a machine that is busy with refusals mends nothing
				}
			}
		})
	}
	return func() {
		cancel()
		all.Wait()
	}
}

// attempt sends the response that comes next, while sending is allowed.
func (s *sender) attempt(ctx context.Context, client *http.Client, base func() string) reply {
	s.crowd.mu.RLock()
	defer s.crowd.mu.RUnlock()
	s.mu.Lock()
	s.trying = s.acked + 1
	s.attempts++
	s.mu.Unlock()
	got := s.send(ctx, client, base(), s.response(s.trying))
	if got.status == http.StatusSeeOther {
		s.mu.Lock()
		s.acked = s.trying
		s.mu.Unlock()
		select {
		case s.sent <- struct{}{}:
		default:
		}
	}
	return got
}

// acknowledged waits until so many more responses have been.
func (c *crowd) acknowledged(n int) {
	c.t.Helper()
	for range n {
		select {
		case <-c.sent:
		case <-time.After(slowest):
			c.t.Fatal("nothing is acknowledged any more")
		}
	}
}

// count is how many responses were acknowledged so far.
func (c *crowd) count() int {
	n := 0
	for _, s := range c.people {
		s.mu.Lock()
		n += s.acked
		s.mu.Unlock()
	}
	return n
}

// check reads the database and holds it to what was acknowledged: the last
// response of everybody, or the one under way, whole, and stored at most as
// often as it was sent. Nobody may send meanwhile.
func (c *crowd) check() {
	c.t.Helper()
	db := c.open()
	defer db.Close()
	ctx := c.t.Context()
	r, err := db.Rounds(ctx)
	c.must(err)
	e, err := db.EditionOf(ctx, r[0].Questionnaire, r[0].Edition)
	c.must(err)
	q, err := questionnaires.FromDocument(e.Document)
	c.must(err)
	begun := 0
	for _, s := range c.people {
		if s.check(ctx, db, q) {
			begun++
		}
	}
	p, err := db.ParticipationOf(ctx, c.assessment)
	c.must(err)
	if p.Started != begun || p.Finished != begun {
		c.t.Errorf("%d responses are stored, %d of them finished, of %d people", p.Started, p.Finished, begun)
	}
}

func (s *sender) check(ctx context.Context, db *store.DB, q *maturity.Questionnaire) (begun bool) {
	s.t.Helper()
	r, err := db.ResponseOf(ctx, s.assessment, s.person)
	if errors.Is(err, &maturity.Error{Kind: maturity.NotFound}) {
		if s.acked > 0 {
			s.t.Errorf("response %d was acknowledged and is lost", s.acked)
		}
		return false
	}
	s.must(err)
	answers, err := db.AnswersOf(ctx, r.ID, q)
	s.must(err)
	if len(answers) != len(s.asked) {
		s.t.Errorf("%d answers of %d: half a response", len(answers), len(s.asked))
		return true
	}
	first := answers[s.asked[slices.IndexFunc(s.asked, func(q maturity.Question) bool { return q.Type == maturity.Scale5 })].Key]
	number := first.Answer.Level
	if number != s.acked%5 && number != s.trying%5 {
		s.t.Errorf("response %d is stored, %d was acknowledged and %d under way", number, s.acked, s.trying)
	}
	if first.Revision < s.acked || first.Revision > s.attempts {
		s.t.Errorf("stored %d times, acknowledged %d times and sent %d times", first.Revision, s.acked, s.attempts)
	}
	for key, a := range answers {
		if a.Revision != first.Revision || a.Answer.Kind == maturity.LevelAnswer && a.Answer.Level != number ||
			a.Answer.Kind == maturity.NumberAnswer && int(a.Answer.Number) != number {
			s.t.Errorf("%s is %+v, and others belong to response %d: parts of two", key, a, number)
		}
	}
	return true
}
