package transfer

import (
	"context"
	"errors"
	"os"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"michinori/app/archive"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/store/storetest"
	"michinori/app/tracker"
	"michinori/questionnaires"
)

// backupsEnv says how many backups are made under load; a few are enough for
// every day.
const backupsEnv = "MICHINORI_TEST_BACKUPS"

// TestBackupsUnderLoadRestoreWhole makes backups while people submit, each time
// all of their answers anew, and looks for half a response in every copy.
func TestBackupsUnderLoadRestoreWhole(t *testing.T) {
	t.Parallel()
	backups := 3
	if n, err := strconv.Atoi(os.Getenv(backupsEnv)); err == nil {
		backups = n
	}
	storetest.Each(t, func(t *testing.T, database storetest.Database) {
		db := open(t, database)
		s := newSubmitters(t, db)
		stop := s.start()
		var whole int
		for range backups {
			seen := s.submitted.Load()
			raw := packed(t, db, archive.Backup)
			s.await(seen + 1)
			copied := open(t, storetest.SQLite(t))
			fatal(t, unpack(t.Context(), copied, raw, Unpacking{Purpose: archive.Backup}))
			whole += s.check(copied)
			fatal(t, copied.Close())
		}
		if stop(); whole == 0 {
			t.Error("no copy holds a response")
		}
		t.Logf("%d backups, %d submissions, %d responses in the copies", backups, s.submitted.Load(), whole)
	})
}

// submitters are people of one team who submit again and again.
type submitters struct {
	testing.TB
	tracker    *tracker.Tracker
	people     []maturity.Viewer
	assessment string
	questions  []maturity.Question
	submitted  atomic.Int64
}

func newSubmitters(t testing.TB, db *store.DB) *submitters {
	ctx := t.Context()
	fatal(t, db.Migrate(ctx))
	library, _, err := questionnaires.OpenLibrary("")
	fatal(t, err)
	s := &submitters{TB: t, tracker: tracker.New(tracker.Settings{
		DB: db, Library: library, Session: time.Hour, Clock: func() time.Time { return packedAt },
	})}
	secret, err := s.tracker.NewSetUpLink(ctx)
	fatal(t, err)
	_, err = s.tracker.SetUp(ctx, secret, tracker.SetUp{
		Organisation: "Sakura", Name: "Kaoru", Language: "ja", Team: "SRE", Members: "Aoki\nBaba\nChiba\nDoi\nEguchi", OpenRound: true, Mode: string(maturity.Apart),
	})
	fatal(t, err)
	rounds, err := db.Rounds(ctx)
	fatal(t, err)
	as, err := db.AssessmentsIn(ctx, rounds[0].ID)
	fatal(t, err)
	s.assessment = as[0].ID
	q, err := s.tracker.Questionnaire(ctx, rounds[0])
	fatal(t, err)
	for _, x := range q.AskedOf(maturity.Each) {
		if x.Type == maturity.Scale5 {
			s.questions = append(s.questions, x)
		}
	}
	people, err := db.People(ctx)
	fatal(t, err)
	for _, p := range people {
		s.people = append(s.people, maturity.Viewer{Person: p, Memberships: map[string]maturity.MemberRole{as[0].TeamID: maturity.MemberMember}})
	}
	return s
}

// start lets everybody submit until the function it returns is called.
func (s *submitters) start() (stop func()) {
	ctx, cancel := context.WithCancel(s.Context())
	var working sync.WaitGroup
	for _, v := range s.people {
		working.Go(func() {
			for n := 0; ctx.Err() == nil; n++ {
				if err := s.submit(ctx, v, n); err != nil && !errors.Is(err, context.Canceled) && ctx.Err() == nil {
					s.Error(err)
					return
				}
				s.submitted.Add(1)
			}
		})
	}
	return func() { cancel(); working.Wait() }
}

func (s *submitters) submit(ctx context.Context, v maturity.Viewer, n int) error {
	in := tracker.SaveAnswers{Assessment: s.assessment, Finish: true}
	for i, q := range s.questions {
		in.Changes = append(in.Changes, tracker.Change{
			Question: q.Key, Answer: &maturity.Answer{Kind: maturity.LevelAnswer, Level: (n + i) % 5}, Seen: n,
		})
	}
	_, err := s.tracker.SaveAnswers(ctx, v, in)
	return err
}

// await waits until so many submissions are through: the load is there.
func (s *submitters) await(n int64) {
	for s.submitted.Load() < n && !s.Failed() {
		select {
		case <-s.Context().Done():
			return
		default:
		}
	}
}

// check returns how many responses a copy holds, each of one submission.
func (s *submitters) check(db *store.DB) int {
	s.Helper()
	ctx, found := s.Context(), 0
	rounds, err := db.Rounds(ctx)
	fatal(s, err)
	q, err := s.tracker.Questionnaire(ctx, rounds[0])
	fatal(s, err)
	for _, v := range s.people {
		r, err := db.ResponseOf(ctx, s.assessment, v.Person.ID)
		if errors.Is(err, &maturity.Error{Kind: maturity.NotFound}) {
			continue
		}
		fatal(s, err)
		answers, err := db.AnswersOf(ctx, r.ID, q)
		fatal(s, err)
		found++
		revision := answers[s.questions[0].Key].Revision
		for i, x := range s.questions {
			a, given := answers[x.Key]
			if want := (revision - 1 + i) % 5; !given || a.Revision != revision || a.Answer.Level != want || r.FinishedAt == nil {
				s.Errorf("half a response: %s has revision %d and level %d where %d and %d belong", x.Key, a.Revision, a.Answer.Level, revision, want)
			}
		}
	}
	return found
}
