package tracker_test

import (
	"strconv"
	"testing"
	"time"

	"michinori/app/demo"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/store/storetest"
	"michinori/app/tracker"
	"michinori/questionnaires"
)

// BenchmarkSaveAnswers is what a submission costs down to the disk: a complete
// response at once, and a single answer as it is saved while somebody fills in.
func BenchmarkSaveAnswers(b *testing.B) {
	for _, lent := range storetest.Databases(b) {
		s := newSubmission(b, lent.URL)
		for _, answers := range []int{len(s.changes), 1} {
			b.Run(lent.Name+"/answers="+strconv.Itoa(answers), func(b *testing.B) {
				for i := 0; b.Loop(); i++ {
					in := tracker.SaveAnswers{Assessment: s.assessment, Changes: s.changes[:answers], Finish: answers > 1}
					if _, err := s.tracker.SaveAnswers(b.Context(), s.members[i%len(s.members)], in); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

// submission is a team of the demo that nobody has answered for yet.
type submission struct {
	tracker    *tracker.Tracker
	assessment string
	members    []maturity.Viewer
	changes    []tracker.Change
}

func newSubmission(b *testing.B, url string) submission {
	b.Helper()
	ctx := b.Context()
	db, err := store.Open(ctx, url)
	fatal(b, err)
	b.Cleanup(func() { _ = db.Close() })
	fatal(b, db.Migrate(ctx))
	library, _, err := questionnaires.OpenLibrary("")
	fatal(b, err)
	now := time.Date(2026, time.August, 20, 3, 0, 0, 0, time.UTC)
	out, err := demo.Build(ctx, db, library, demo.Options{
		Teams: 8, Rounds: 8, Members: 6, Seed: 1, Now: now, Language: maturity.Japanese,
	})
	fatal(b, err)
	s := submission{tracker: tracker.New(tracker.Settings{
		DB: db, Library: library, Clock: func() time.Time { return now }, Session: time.Hour,
	})}
	participation, err := db.ParticipationIn(ctx, out.Round.ID)
	fatal(b, err)
	for _, p := range participation {
		if p.Started > 0 || p.Facts > 0 {
			continue
		}
		s.assessment = p.AssessmentID
		members, err := db.MembersOf(ctx, p.TeamID)
		fatal(b, err)
		for _, m := range members {
			v, err := db.ViewerOf(ctx, m.Person)
			fatal(b, err)
			s.members = append(s.members, v)
		}
	}
	q, err := s.tracker.Questionnaire(ctx, out.Round)
	fatal(b, err)
	for i, x := range q.AskedOf(maturity.Each) {
		a := maturity.Answer{Kind: maturity.LevelAnswer, Level: i % 5}
		if x.Type == maturity.Number {
			a = maturity.Answer{Kind: maturity.NumberAnswer, Number: 6.5}
		}
		s.changes = append(s.changes, tracker.Change{Question: x.Key, Answer: &a})
	}
	return s
}

func fatal(b *testing.B, err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}
