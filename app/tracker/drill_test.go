package tracker_test

import (
	"context"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"michinori/app/adoption"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/store/storetest"
	"michinori/app/tracker"
)

// drill plans a drill that the champion runs for a member.
func (w *world) drill(area, day string) adoption.Drill {
	w.t.Helper()
	text := maturity.Text{JA: "あ", EN: "a"}
	d, err := w.tracker.PlanDrill(w.ctx, w.champion, tracker.PlanDrill{
		Team: w.team.ID, Player: w.members[0].Person.ID, AreaKey: area, PlannedOn: day,
		Scenario: adoption.Scenario{Key: "x", Name: text, Injects: []adoption.Inject{{Text: text}}},
	})
	w.must(err)
	return d
}

// failing is a context that ends when the database has looked at it so often,
// as when a connection breaks in the middle.
type failing struct {
	context.Context
	left *atomic.Int32
	end  context.CancelFunc
}

func (f failing) Done() <-chan struct{} {
	if f.left.Add(-1) == 0 {
		f.end()
	}
	return f.Context.Done()
}

// aftermath is everything that the end of a drill writes.
type aftermath struct {
	State    adoption.DrillState
	Gaps     int
	Actions  int
	Trials   int
	Held     int
	Events   int
	Evidence string
}

func (w *world) aftermath(d adoption.Drill, area store.Area) aftermath {
	w.t.Helper()
	now, err := w.db.DrillByID(w.ctx, d.ID)
	w.must(err)
	gaps, err := w.db.DrillGaps(w.ctx, d.ID)
	w.must(err)
	actions, err := w.db.ActionsOf(w.ctx, w.team.ID)
	w.must(err)
	standings, err := w.tracker.PracticeStandings(w.ctx, store.RecordFilter{Teams: []string{w.team.ID}})
	w.must(err)
	events, err := w.db.EventsOf(w.ctx, d.ID)
	w.must(err)
	claim, err := w.db.ClaimOf(w.ctx, area.ID, w.members[0].Person.ID)
	w.must(err)
	out := aftermath{
		State: now.State, Gaps: len(gaps), Actions: len(actions), Trials: len(standings), Events: len(events), Evidence: string(claim.EvidenceKind),
	}
	for _, s := range standings {
		out.Held += len(s.Occurrences)
	}
	return out
}

// TestADrillEndsWhollyOrNotAtAll breaks off the end of a drill at each point at
// which the database is asked, until it passes.
func TestADrillEndsWhollyOrNotAtAll(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db storetest.Database) {
		w := newWorld(t, db)
		area := w.area("請求バッチ")
		_, err := w.tracker.SaveClaim(w.ctx, w.members[0], tracker.SaveClaim{Area: area.ID, Person: w.members[0].Person.ID, Level: "3"})
		w.must(err)
		d := w.drill(area.Key, "")
		w.must(w.tracker.StartDrill(w.ctx, w.champion, d.ID))
		w.must(w.tracker.TalkDrill(w.ctx, w.champion, d.ID))
		before := w.aftermath(d, area)
		finish := tracker.FinishDrill{Drill: d.ID, Outcome: "連絡先が古かった", Gaps: []tracker.DrillGapInput{
			{Text: "連絡先を直す", Owner: w.members[0].Person.ID, Action: true}, {Text: "図を足す", Owner: w.champion.Person.ID},
		}}
		want := aftermath{adoption.DrillDone, 2, before.Actions + 1, before.Trials + 1, before.Held + 1, before.Events + 1, "drill"}
		// PostgreSQL's driver looks about ten times a statement.
		step, broken := int32(1), 0
		if db.Name == "postgres" {
			step = 6
		}
		for n := int32(1); ; n += step {
			ctx, cancel := context.WithCancel(w.ctx)
			f := failing{Context: ctx, left: new(atomic.Int32), end: cancel}
			f.left.Store(n)
			err := w.tracker.FinishDrill(f, w.champion, finish)
			cancel()
			if err == nil {
				break
			}
			broken++
			after := w.aftermath(d, area)
			if after == want {
				break // the connection broke while the answer to the commit was under way
			}
			if after != before {
				t.Fatalf("broken off at %d (%v): %+v, was %+v", n, err, after, before)
			}
		}
		if got := w.aftermath(d, area); got != want {
			t.Errorf("%+v, want %+v", got, want)
		}
		if broken < 20 {
			t.Errorf("broken off at %d points only", broken)
		}
		t.Logf("broken off at %d points", broken)
	})
}

func TestNobodyTakesThePartOfTheGameMaster(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t))
	d := w.drill("", "")
	me, other := w.members[1], w.members[2]
	give := func(v maturity.Viewer, to maturity.Viewer, role adoption.DrillRole) error {
		return w.tracker.GivePart(w.ctx, v, d.ID, to.Person.ID, role)
	}
	w.must(give(me, me, adoption.Scribe))
	w.wants(give(me, me, adoption.Runner), maturity.Forbidden, "error.drill_runner_only")
	for _, role := range []adoption.DrillRole{"", adoption.Observer} {
		w.wants(give(me, w.champion, role), maturity.Forbidden, "error.drill_runner_only")
	}
	w.must(give(w.champion, other, adoption.Runner))
	w.wants(give(me, me, adoption.Runner), maturity.Forbidden, "")

	// Whoever has left the organisation runs nothing any more.
	_, err := w.tracker.SavePerson(w.ctx, w.champion, tracker.PersonSettings{
		ID: other.Person.ID, Name: other.Person.Name, Language: "ja", Archived: true,
	})
	w.must(err)
	w.must(give(me, me, adoption.Runner))
	w.must(w.tracker.StartDrill(w.ctx, me, d.ID))
	w.must(give(w.champion, w.champion, adoption.Runner))
	w.must(w.tracker.CancelDrill(w.ctx, w.champion, d.ID))
	w.wants(give(w.champion, me, adoption.Runner), maturity.Forbidden, "")
}

// The team and whoever has a part are told the day before, once; a drill that
// is cancelled or moved out of sight is not told of.
func TestADrillIsToldTheDayBefore(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db storetest.Database) {
		w := newWorld(t, db)
		cancelled := w.drill("", "2026-07-10")
		w.drill("", "2026-07-10")
		w.must(w.tracker.CancelDrill(w.ctx, w.champion, cancelled.ID))
		tell := w.telling(allChannels...)
		w.now = time.Date(2026, 7, 8, 3, 0, 0, 0, time.UTC)
		w.must(tell.PlanNotices(w.ctx))
		w.wantNotices("two days before")
		want := []string{"drill.due mail aoki@example.com", "drill.due mail baba@example.com", "drill.due slack ", "drill.due teams ", "drill.due webhook "}
		for _, hour := range []int{15, 20, 27, 40} { // midnight in Tokyo is at 15 o'clock
			w.now = time.Date(2026, 7, 8, hour, 0, 0, 0, time.UTC)
			w.must(tell.PlanNotices(w.ctx))
			w.wantNotices(w.now.String(), want...)
		}
		all, err := w.db.Notices(w.ctx, 10)
		w.must(err)
		for _, n := range all {
			if n.Channel != store.ChannelMail && len(n.Message) > 0 && containsAny(n.Message, "Payments", "あ\"", "青木") {
				t.Errorf("a channel is told what of whom: %s", n.Message)
			}
		}
	})
}

// Where a team answers together, its lead alone is asked to.
func TestTogetherTheLeadAloneIsNudged(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db storetest.Database) {
		w := newWorld(t, db)
		r, a, _ := w.open()
		w.must(w.tracker.ChooseMode(w.ctx, w.champion, a.ID, maturity.Together))
		tell := w.telling(store.ChannelMail)
		w.now = adoption.NudgeAt(r, time.UTC).Add(12 * time.Hour)
		w.must(tell.PlanNotices(w.ctx))
		w.wantNotices("half-way", "round.nudge mail aoki@example.com")
		_, err := w.tracker.SaveAnswers(w.ctx, w.champion, tracker.SaveAnswers{Assessment: a.ID, Finish: true})
		w.must(err)
		w.now = adoption.ReminderAt(r, time.UTC).Add(12 * time.Hour)
		w.must(tell.PlanNotices(w.ctx))
		w.wantNotices("finished", "round.nudge mail aoki@example.com")
	})
}

func containsAny(s string, any ...string) bool {
	return slices.ContainsFunc(any, func(x string) bool { return strings.Contains(s, x) })
}
