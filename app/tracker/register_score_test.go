package tracker_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"michinori/app/evidence"
	"michinori/app/knowledge"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
)

// quarter opens a round with the full questionnaire and answers it.
func (w *world) quarter(key string) maturity.Assessment {
	w.t.Helper()
	rounds, err := w.db.Rounds(w.ctx)
	w.must(err)
	if last := rounds[len(rounds)-1]; last.Open() {
		w.must(w.tracker.CloseRound(w.ctx, w.champion, last.ID))
	}
	_, err = w.tracker.OpenRound(w.ctx, w.champion, tracker.OpenRound{
		Key: key, Questionnaire: "sre-core", ClosesOn: w.now.AddDate(0, 0, 14).Format(time.DateOnly), K: 5, Teams: []string{w.team.ID},
	})
	w.must(err)
	_, a, q := w.open()
	w.must(w.tracker.ChooseMode(w.ctx, w.champion, a.ID, maturity.Together))
	_, err = w.tracker.SaveAnswers(w.ctx, w.champion, tracker.SaveAnswers{Assessment: a.ID, Changes: answers(q, 3), Finish: true})
	w.must(err)
	return a
}

func (w *world) result(a maturity.Assessment) maturity.Result {
	w.t.Helper()
	out, err := w.db.ResultOf(w.ctx, a.ID)
	w.must(err)
	return out
}

func TestRegisterFeedsTheScore(t *testing.T) {
	onRegister(t, func(w *world) {
		lone, second := w.members[0], w.members[1]
		first := w.quarter("2026-Q3")
		w.must(w.tracker.Reveal(w.ctx, w.champion, first.ID))
		if r := w.result(first); r.Register != nil || r.Questions["bus.team_factor"].State != maturity.Unanswered {
			w.t.Errorf("without a register: %+v, %+v", r.Register, r.Questions["bus.team_factor"])
		}
		_, err := w.db.SnapshotOf(w.ctx, first.ID)
		w.wants(err, maturity.NotFound, "")

		// The talk is when the team fills in its register.
		for _, name := range []string{"Deploy", "Database", "DNS"} {
			w.claims(w.area(name), lone, 4, "2026-06-01")
		}
		alerts := w.area("Alerts")
		w.claims(alerts, lone, 3, "2026-06-01")
		w.claims(alerts, second, 3, "")
		w.must(w.tracker.Agree(w.ctx, w.champion, tracker.Agree{Assessment: first.ID}))
		got := w.result(first)
		want := &maturity.RegisterFigures{CriticalAreas: 4, TeamFactor: 1, SingleOwner: 3, View: "lenient", AsOf: "2026-07-06"}
		if !reflect.DeepEqual(got.Register, want) {
			w.t.Errorf("the result took %+v, want %+v", got.Register, want)
		}
		if q := got.Questions["bus.team_factor"]; q.Value == nil || *q.Value != 1 || !q.GateHolds {
			w.t.Errorf("bus.team_factor is %+v", q)
		}
		if q := got.Questions["bus.single_owner"]; q.Value == nil || *q.Value != .75 {
			w.t.Errorf("bus.single_owner is %+v", q)
		}
		if d := got.Dimensions[maturity.Bus]; d.Gate != "bus.team_factor" || d.Level == nil || *d.Level != 1 {
			w.t.Errorf("the gate does not hold: %+v", d)
		}
		w.sameAsFromFile(first, got)

		snapshot, err := w.db.SnapshotOf(w.ctx, first.ID)
		w.must(err)
		if snapshot.View != knowledge.Lenient || !snapshot.TakenAt.Equal(w.now) ||
			!reflect.DeepEqual(snapshot.Register, w.register().Register(snapshot.Register.AsOf)) {
			w.t.Errorf("snapshot %+v", snapshot)
		}
		shared, err := w.db.SharedAreas(w.ctx, []string{w.team.ID})
		w.must(err)
		if len(shared) != 0 {
			w.t.Error("areas are seen before the team shares them")
		}
		w.must(w.tracker.Share(w.ctx, w.champion, first.ID))
		shared, err = w.db.SharedAreas(w.ctx, []string{w.team.ID})
		w.must(err)
		if len(shared) != 4 || shared[0] != (store.SharedArea{
			RoundKey: "2026-Q3", TeamID: w.team.ID, Key: "alerts", Name: maturity.Text{EN: "Alerts"}, Criticality: 3, Depth: 1, Stale: 1,
		}) {
			w.t.Errorf("shared %+v", shared)
		}

		w.must(w.tracker.Reopen(w.ctx, w.champion, first.ID, "書き直す"))
		_, err = w.db.SnapshotOf(w.ctx, first.ID)
		w.wants(err, maturity.NotFound, "")
		shared, err = w.db.SharedAreas(w.ctx, []string{w.team.ID})
		w.must(err)
		if len(shared) != 0 {
			w.t.Error("re-opening leaves areas to be seen")
		}
		w.must(w.tracker.Reveal(w.ctx, w.champion, first.ID))
		w.must(w.tracker.Agree(w.ctx, w.champion, tracker.Agree{Assessment: first.ID}))
		w.secondQuarter(first, alerts)
	})
}

// secondQuarter is read strictly, on its own day.
func (w *world) secondQuarter(first maturity.Assessment, alerts store.Area) {
	w.t.Helper()
	w.now = time.Date(2026, 10, 6, 9, 0, 0, 0, time.UTC)
	second := w.quarter("2026-Q4")
	w.must(w.tracker.Reveal(w.ctx, w.champion, second.ID))
	got := w.result(second)
	want := &maturity.RegisterFigures{CriticalAreas: 4, TeamFactor: 1, SingleOwner: 4, View: "strict", AsOf: "2026-10-06"}
	if !reflect.DeepEqual(got.Register, want) {
		w.t.Errorf("the second round took %+v, want %+v", got.Register, want)
	}
	w.must(w.tracker.ArchiveArea(w.ctx, w.champion, alerts.ID))
	w.area("Payroll") // nobody knows it
	w.must(w.tracker.Agree(w.ctx, w.champion, tracker.Agree{Assessment: second.ID}))
	if got = w.result(second); !got.Register.CriticalOrphan || got.Register.SingleOwner != 4 {
		w.t.Errorf("after the talk: %+v", got.Register)
	}
	w.sameAsFromFile(second, got)
	rounds, err := w.db.SnapshotsOf(w.ctx, w.team.ID)
	w.must(err)
	if len(rounds) != 2 || rounds[0].Round.Key != "2026-Q3" || rounds[1].Round.Key != "2026-Q4" || rounds[0].AssessmentID != first.ID {
		w.t.Fatalf("snapshots %+v", rounds)
	}
	change := knowledge.Compare(rounds[0].Register, rounds[1].Register)
	if !reflect.DeepEqual(change.Added, []string{"payroll"}) || !reflect.DeepEqual(change.Removed, []string{"alerts"}) {
		w.t.Errorf("from round to round: %+v", change)
	}
	for _, a := range w.register().Areas {
		w.must(w.tracker.ArchiveArea(w.ctx, w.champion, a.ID))
	}
	w.must(w.tracker.Reopen(w.ctx, w.champion, second.ID, "台帳をやめた"))
	w.must(w.tracker.Reveal(w.ctx, w.champion, second.ID))
	if w.result(second).Register != nil {
		w.t.Error("an empty register was scored")
	}
}

// sameAsFromFile scores the same register and answers the way a file is scored.
func (w *world) sameAsFromFile(a maturity.Assessment, got maturity.Result) {
	w.t.Helper()
	snapshot, err := w.db.SnapshotOf(w.ctx, a.ID)
	w.must(err)
	var file strings.Builder
	w.must(evidence.WriteRegister(&file, snapshot.Register))
	register, err := evidence.ReadRegister(strings.NewReader(file.String()))
	w.must(err)
	figures := knowledge.Figures(register, snapshot.View)
	if got.Register.TeamFactor != figures.TeamFactor || got.Register.SingleOwner != figures.SingleOwner ||
		got.Register.CriticalAreas != figures.CriticalAreas || got.Register.CriticalOrphan != figures.CriticalOrphan {
		w.t.Errorf("the result took %+v, a file of the same register gives %+v", got.Register, figures)
	}
}
