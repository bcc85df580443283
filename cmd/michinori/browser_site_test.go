package main

import (
	"bytes"
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"michinori/app/config"
	"michinori/app/demo"
	"michinori/app/maturity"
	"michinori/app/store/storetest"
	"michinori/app/tracker"
)

// site is the program, running on a database of its own.
type site struct {
	t        *testing.T
	database string
	settings config.Server
	*program
	log      bytes.Buffer // to be read once it has stopped
	expected string       // what the log may complain of, if anything
	stop     func()       // lets the requests under way finish, then closes the database
}

// newSite starts the program on an empty database.
func newSite(t *testing.T) *site {
	t.Helper()
	return newSiteOn(t, storetest.SQLite(t).URL)
}

func newSiteOn(t *testing.T, database string) *site {
	t.Helper()
	s := &site{t: t, database: database, settings: config.Server{
		Listen: "127.0.0.1:0", BasePath: "/", Session: 24 * time.Hour, StopWithin: 15 * time.Second,
	}}
	s.must(s.settings.Check())
	s.run()
	s.settings.Listen = s.listener.Addr().String() // the same once it has been restarted
	t.Cleanup(func() {
		s.stop()
		for line := range strings.Lines(s.log.String()) {
			if strings.Contains(line, `"level":"ERROR"`) && (s.expected == "" || !strings.Contains(line, s.expected)) {
				t.Errorf("the log complains: %s", line)
			}
		}
	})
	return s
}

func (s *site) run() {
	s.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	db, err := openDatabase(ctx, config.Database{Database: s.database})
	s.must(err)
	s.program, err = start(ctx, db, s.settings, newLog(&s.log, s.settings), false)
	s.must(err)
	served := make(chan error, 1)
	p := s.program
	go func() { served <- p.serve(ctx) }()
	s.stop = sync.OnceFunc(func() {
		cancel()
		if err := <-served; err != nil {
			s.t.Errorf("the program ended with %v", err)
		}
		if err := db.Close(); err != nil {
			s.t.Error(err)
		}
	})
}

func (s *site) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

// setUpLink returns the address that serve prints on an empty database.
func (s *site) setUpLink() string {
	s.t.Helper()
	secret, err := s.tracker.NewSetUpLink(s.t.Context())
	s.must(err)
	return s.url + "/setup/" + secret
}

// champion returns whoever runs the rounds.
func (s *site) champion() maturity.Viewer {
	s.t.Helper()
	people, err := s.db.People(s.t.Context())
	s.must(err)
	for _, p := range people {
		if p.Role == maturity.RoleChampion {
			v, err := s.db.ViewerOf(s.t.Context(), p)
			s.must(err)
			return v
		}
	}
	s.t.Fatal("there is no champion")
	return maturity.Viewer{}
}

// session signs a person in without a page and returns the secret of the
// session.
func (s *site) session(person string) string {
	s.t.Helper()
	link, err := s.tracker.NewPersonLink(s.t.Context(), s.champion(), person)
	s.must(err)
	in, err := s.tracker.SignIn(s.t.Context(), link.Secret, tracker.Browser{})
	s.must(err)
	return in.Secret
}

// newDemo starts the program with the fictional organisation.
func newDemo(t *testing.T, language maturity.Language) (*site, demo.Organisation) {
	t.Helper()
	s := newSite(t)
	o, err := demo.Build(t.Context(), s.db, s.tracker.Library(), demo.Options{
		Teams: 8, Rounds: 4, Members: 6, Seed: 1, Now: time.Now(), Language: language,
	})
	s.must(err)
	return s, o
}
