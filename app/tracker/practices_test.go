package tracker_test

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"testing"
	"time"

	"michinori/app/adoption"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/store/storetest"
	"michinori/app/tracker"
)

func (w *world) log(v maturity.Viewer, practice, day, leader string) store.Occurrence {
	w.t.Helper()
	o, err := w.tracker.LogOccurrence(w.ctx, v, tracker.LogOccurrence{
		Team: w.team.ID, Practice: practice, Day: day, Leader: leader, Participants: "３", Sentence: day,
	})
	w.must(err)
	return o
}

func (w *world) standing(practice string) tracker.PracticeStanding {
	w.t.Helper()
	all, err := w.tracker.PracticeStandings(w.ctx, store.RecordFilter{Teams: []string{w.team.ID}, Practice: practice})
	if err != nil || len(all) != 1 {
		w.t.Fatal(all, err)
	}
	return all[0]
}

func TestPracticesLiveByWhatIsHeld(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db storetest.Database) {
		w := newWorld(t, db)
		founder, other := w.champion.Person.ID, w.members[0].Person.ID
		trial, err := w.tracker.ChoosePractice(w.ctx, w.champion, tracker.ChoosePractice{
			Team: w.team.ID, Practice: "alert_review", Cadence: "30",
		})
		w.must(err)
		w.log(w.champion, "alert_review", "2026-05-01", founder)
		w.log(w.members[0], "alert_review", "2026-06-01", other)
		last := w.log(w.members[0], "alert_review", "2026-07-01", other)
		if again := w.log(w.members[0], "alert_review", "2026-07-01", other); again.ID != last.ID {
			t.Error("a form sent twice was logged twice")
		}
		if s := w.standing("alert_review"); s.Standing.Stage != adoption.Owned || s.Trial.ID != trial.ID || len(s.Occurrences) != 3 {
			t.Errorf("%+v", s)
		}

		w.must(w.tracker.StopPractice(w.ctx, w.members[0], trial.ID, "別の会議と一緒にする"))
		if s := w.standing("alert_review"); !s.Standing.Stopped || s.StopReason == "" {
			t.Errorf("not stopped: %+v", s.Standing)
		}
		w.must(w.tracker.ResumePractice(w.ctx, w.members[0], trial.ID))
		if s := w.standing("alert_review"); s.Standing.Stage != adoption.Owned {
			t.Errorf("not resumed: %+v", s.Standing)
		}

		_, err = w.tracker.DeleteOccurrence(w.ctx, w.members[1], last.ID)
		w.must(err)
		if s := w.standing("alert_review"); s.Standing.Stage != adoption.Trying {
			t.Errorf("two occurrences left, and still %s", s.Standing.Stage.Key())
		}
		w.wants(w.tracker.ForgetPractice(w.ctx, w.champion, trial.ID), maturity.Conflict, "")
	})
}

func TestOccurrenceRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t))
	stranger := maturity.Viewer{Person: maturity.Person{ID: "somebody"}}
	good := tracker.LogOccurrence{Team: w.team.ID, Practice: "triage", Participants: "2"}
	_, err := w.tracker.LogOccurrence(w.ctx, stranger, good)
	w.wants(err, maturity.NotFound, "")
	bad := good
	bad.Day, bad.Participants, bad.Link, bad.Leader, bad.HelpedBy = "2026-07-07", "0", "javascript:alert(1)", "nobody", w.team.ID
	_, err = w.tracker.LogOccurrence(w.ctx, w.champion, bad)
	w.wants(err, maturity.Invalid, "")
	for _, name := range []string{"day", "participants", "link", "leader", "helped_by"} {
		if !hasField(err, name) {
			t.Errorf("nothing said of %s: %v", name, err)
		}
	}
	if all, err := w.db.PracticeRecords(w.ctx, store.RecordFilter{Everywhere: true}); err != nil || len(all) != 0 {
		t.Errorf("something was stored: %v %v", all, err)
	}
}

// TestCauseIsToldWithAReview: whoever logs the review of an incident can tell
// whether its cause had been seen before; no other practice takes it.
func TestCauseIsToldWithAReview(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db storetest.Database) {
		w := newWorld(t, db)
		in := tracker.LogOccurrence{Team: w.team.ID, Practice: "postmortem", Participants: "3"}
		log := func(day, cause string) store.Occurrence {
			in.Day, in.Cause = day, cause
			o, err := w.tracker.LogOccurrence(w.ctx, w.champion, in)
			w.must(err)
			return o
		}
		for i, cause := range []string{"new", "again", "again", "unknown", ""} {
			log(fmt.Sprintf("2026-06-%02d", 10+i), cause)
		}
		for _, c := range []struct {
			after, until string
			want         adoption.CauseCount
		}{
			{"", "2026-06-30", adoption.CauseCount{New: 1, Again: 2, Unknown: 1}},
			{"2026-06-10", "2026-06-12", adoption.CauseCount{Again: 2}},
			{"2026-06-13", "2026-06-30", adoption.CauseCount{}},
		} {
			told, err := w.db.CausesTold(w.ctx, c.after, c.until)
			if w.must(err); told[w.team.ID] != c.want {
				t.Errorf("after %s until %s: %+v, want %+v", c.after, c.until, told, c.want)
			}
		}
		in.ID = log("2026-06-20", "unknown").ID
		for _, cause := range []string{"again", ""} {
			log("2026-06-20", cause)
			if o, err := w.db.OccurrenceByID(w.ctx, in.ID); err != nil || o.Cause != adoption.Cause(cause) {
				t.Errorf("corrected to %q: %+v, %v", cause, o, err)
			}
		}
		for practice, cause := range map[string]string{"postmortem": "often", "triage": "again"} {
			in.Practice, in.ID, in.Cause = practice, "", cause
			if _, err := w.tracker.LogOccurrence(w.ctx, w.champion, in); !hasField(err, "cause") {
				t.Errorf("%s of %s: %v", cause, practice, err)
			}
		}
	})
}

func TestHelpingAnotherTeam(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db storetest.Database) {
		w := newWorld(t, db)
		second, err := w.tracker.SaveTeam(w.ctx, w.champion, tracker.TeamSettings{Name: "Search"})
		w.must(err)
		_, err = w.tracker.AddMembers(w.ctx, w.champion, second.ID, "千葉二郎, chiba2@example.com")
		w.must(err)
		people, err := w.db.MembersOf(w.ctx, second.ID)
		w.must(err)
		neighbour, err := w.db.ViewerOf(w.ctx, people[0].Person)
		w.must(err)

		other := w.members[0].Person.ID
		for _, day := range []string{"2026-06-08", "2026-06-20", "2026-07-02"} {
			w.log(w.champion, "alert_review", day, other)
		}
		if s := w.standing("alert_review"); s.Standing.Stage != adoption.Owned {
			t.Fatalf("%s", s.Standing.Stage.Key())
		}
		_, err = w.tracker.LogOccurrence(w.ctx, neighbour, tracker.LogOccurrence{
			Team: second.ID, Practice: "alert_review", Day: "2026-07-03", Participants: "4", HelpedBy: w.team.ID,
		})
		w.must(err)
		if s := w.standing("alert_review"); s.Standing.Stage != adoption.Teaching {
			t.Errorf("%s after helping another team", s.Standing.Stage.Key())
		}
	})
}

// TestLastOfADayIsTheOneLoggedLast: whoever is logged last on a day led last.
func TestLastOfADayIsTheOneLoggedLast(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db storetest.Database) {
		w := newWorld(t, db)
		founder, other := w.champion.Person.ID, w.members[0].Person.ID
		for i, leader := range []string{founder, other, founder} {
			_, err := w.tracker.LogOccurrence(w.ctx, w.champion, tracker.LogOccurrence{
				Team: w.team.ID, Practice: "alert_review", Day: "2026-07-01", Leader: leader, Participants: strconv.Itoa(i + 1),
			})
			w.must(err)
			w.now = w.now.Add(time.Minute)
			if last := w.standing("alert_review").Standing.Last.Leader; last != leader {
				t.Errorf("led by %s last, not by %s", last, leader)
			}
		}
	})
}

func TestHandsNeedConsent(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db storetest.Database) {
		w := newWorld(t, db)
		raise := func(v maturity.Viewer, consent bool, wishes ...string) {
			t.Helper()
			w.must(w.tracker.RaiseHand(w.ctx, v, tracker.RaiseHand{Practice: "reading_club", Wishes: wishes, Consent: consent}))
		}
		raise(w.members[0], true, "try", "learn")
		raise(w.members[1], false, "help")
		all, err := w.tracker.Allies(w.ctx, w.champion)
		w.must(err)
		if len(all) != 2 || all[0].PersonID != w.members[0].Person.ID || all[0].Teams[0] != "Payments" {
			t.Errorf("%+v", all)
		}
		w.now = w.now.AddDate(0, 0, 3)
		raise(w.members[0], true, "try", "learn")
		if again, err := w.tracker.Allies(w.ctx, w.champion); err != nil || len(again) != 2 || !again[0].RaisedAt.Equal(all[0].RaisedAt) {
			t.Errorf("saved again: %+v %v", again, err)
		}
		raise(w.members[0], false, "learn")
		if all, err := w.tracker.Allies(w.ctx, w.champion); err != nil || len(all) != 0 {
			t.Errorf("seen without consent: %+v %v", all, err)
		}
		if own, err := w.db.HandsOf(w.ctx, w.members[0].Person.ID); err != nil || len(own) != 1 {
			t.Errorf("%+v %v", own, err)
		}
		_, err = w.tracker.Allies(w.ctx, w.members[0])
		w.wants(err, maturity.Forbidden, "")
	})
}

func TestWayToOnCall(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db storetest.Database) {
		w := newWorld(t, db)
		me := w.members[0]
		step := func(v maturity.Viewer, person, step, day string) error {
			return w.tracker.SaveOnCallStep(w.ctx, v, tracker.SaveOnCallStep{Team: w.team.ID, Person: person, Step: step, Day: day})
		}
		for _, s := range []string{"read", "pair", "shadow", "lead"} {
			w.must(step(me, me.Person.ID, s, "2026-06-01"))
		}
		w.wants(step(me, me.Person.ID, "alone", "2026-06-01"), maturity.Forbidden, "")
		w.wants(step(me, w.members[1].Person.ID, "read", "2026-06-01"), maturity.Forbidden, "")
		w.wants(step(me, me.Person.ID, "read", "2026-12-01"), maturity.Invalid, "")
		if got, err := w.tracker.Readiness(w.ctx, w.team.ID); err != nil || got != (adoption.Share{Part: 0, Whole: 6}) {
			t.Errorf("%+v %v", got, err)
		}
		w.must(step(w.champion, me.Person.ID, "incident", "2026-06-15"))
		if got, err := w.tracker.Readiness(w.ctx, w.team.ID); err != nil || got.Part != 1 {
			t.Errorf("%+v %v", got, err)
		}
		w.must(step(me, me.Person.ID, "pair", ""))
		if got, err := w.tracker.Readiness(w.ctx, w.team.ID); err != nil || got.Part != 0 {
			t.Errorf("%+v %v", got, err)
		}
	})
}

func TestDrillFromPlanToEvidence(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db storetest.Database) {
		w := newWorld(t, db)
		runner, player := w.champion, w.members[0]
		text := maturity.Text{JA: "あ", EN: "a"}
		area, err := w.tracker.SaveArea(w.ctx, player, tracker.SaveArea{
			Team: w.team.ID, NameJA: "請求バッチ", NameEN: "Billing batch", Criticality: "3", Kind: "operation",
		})
		w.must(err)
		_, err = w.tracker.SaveClaim(w.ctx, player, tracker.SaveClaim{Area: area.ID, Person: player.Person.ID, Level: "3"})
		w.must(err)
		d, err := w.tracker.PlanDrill(w.ctx, runner, tracker.PlanDrill{
			Team: w.team.ID, Player: player.Person.ID, AreaKey: area.Key,
			Scenario: adoption.Scenario{Key: "x", Name: text, Injects: []adoption.Inject{{Text: text}, {Minute: 5, Text: text}}},
		})
		w.must(err)
		w.wants(w.tracker.RevealInject(w.ctx, runner, d.ID, 0), maturity.Conflict, "error.drill_state")
		w.wants(w.tracker.StartDrill(w.ctx, player, d.ID), maturity.Forbidden, "")
		w.must(w.tracker.StartDrill(w.ctx, runner, d.ID))
		seat, err := w.tracker.JoinDrill(w.ctx, w.members[1], d.ID)
		if err != nil || seat.Role != adoption.Observer {
			t.Errorf("%+v %v", seat, err)
		}
		w.must(w.tracker.RevealInject(w.ctx, runner, d.ID, 0))
		version, err := w.db.DrillVersion(w.ctx, d.ID)
		w.must(err)
		w.must(w.tracker.RevealInject(w.ctx, runner, d.ID, 0))
		if again, err := w.db.DrillVersion(w.ctx, d.ID); err != nil || again != version {
			t.Errorf("revealed twice: version %d, then %d", version, again)
		}
		w.must(w.tracker.NoteDrill(w.ctx, player, d.ID, "0123456789", "02:10 監視画面を開いた"))
		w.must(w.tracker.NoteDrill(w.ctx, player, d.ID, "0123456789", "02:10 監視画面を開いた"))
		if notes, err := w.db.DrillNotes(w.ctx, d.ID); err != nil || len(notes) != 1 {
			t.Errorf("%v %v", notes, err)
		}
		w.now = w.now.Add(30 * time.Minute)
		w.must(w.tracker.TalkDrill(w.ctx, runner, d.ID))
		finish := tracker.FinishDrill{Drill: d.ID, Outcome: "連絡先が古かった", Gaps: []tracker.DrillGapInput{
			{Text: "連絡先を直す", Owner: player.Person.ID, Action: true}, {}, {Text: "手順に図を足す", Owner: runner.Person.ID},
		}}
		w.wants(w.tracker.FinishDrill(w.ctx, runner, tracker.FinishDrill{Drill: d.ID}), maturity.Invalid, "")
		w.must(w.tracker.FinishDrill(w.ctx, runner, finish))
		w.wants(w.tracker.FinishDrill(w.ctx, runner, finish), maturity.Conflict, "error.drill_state")

		claim, err := w.db.ClaimOf(w.ctx, area.ID, player.Person.ID)
		if err != nil || claim.Level != 3 || claim.EvidenceKind != "drill" || claim.EvidenceAt.Format(time.DateOnly) != "2026-07-06" {
			t.Errorf("%+v %v", claim, err)
		}
		gaps, err := w.db.DrillGaps(w.ctx, d.ID)
		if err != nil || len(gaps) != 2 || gaps[0].ActionID == "" || gaps[1].ActionID != "" {
			t.Errorf("%+v %v", gaps, err)
		}
		actions, err := w.db.ActionsOf(w.ctx, w.team.ID)
		if err != nil || len(actions) != 1 || actions[0].DrillID != d.ID || actions[0].AssessmentID != "" {
			t.Errorf("%+v %v", actions, err)
		}
		s := w.standing("wheel_of_misfortune")
		if s.Standing.Stage != adoption.Trying || s.Occurrences[0].DrillID != d.ID || s.Occurrences[0].Participants != 3 {
			t.Errorf("%+v", s)
		}
		led, err := w.db.LedDrills(w.ctx, w.team.ID)
		if err != nil || len(led[player.Person.ID]) != 1 {
			t.Errorf("%v %v", led, err)
		}
		if last, err := w.db.LastDrill(w.ctx, w.team.ID); err != nil || last.ID != d.ID || last.Outcome != "連絡先が古かった" {
			t.Errorf("%+v %v", last, err)
		}
		_, err = w.tracker.DeleteOccurrence(w.ctx, runner, s.Occurrences[0].ID)
		w.wants(err, maturity.Conflict, "error.occurrence_of_drill")
	})
}

// hasField reports whether the error says something of that field.
func hasField(err error, name string) bool {
	var e *maturity.Error
	return errors.As(err, &e) && slices.ContainsFunc(e.Fields, func(f maturity.Field) bool { return f.Name == name })
}

// TestLoggedTwiceAtOnce: a form sent twice at one moment is one occurrence,
// also where it chooses the practice.
func TestLoggedTwiceAtOnce(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db storetest.Database) {
		w := newWorld(t, db)
		in := tracker.LogOccurrence{Team: w.team.ID, Practice: "triage", Day: "2026-07-01", Participants: "3", Sentence: "once"}
		failed := make(chan error)
		const times = 4
		for range times {
			go func() {
				_, err := w.tracker.LogOccurrence(w.ctx, w.champion, in)
				failed <- err
			}()
		}
		for range times {
			if err := <-failed; err != nil {
				t.Error(err)
			}
		}
		if n := len(w.standing("triage").Occurrences); n != 1 {
			t.Errorf("%d occurrences", n)
		}
	})
}

// TestATeamKeepsItsKey holds the key to what scripts and bookmarks call a team
// by: a change that says nothing of it moved the team to another, its own being
// taken by itself.
func TestATeamKeepsItsKey(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db storetest.Database) {
		w := newWorld(t, db)
		made, err := w.tracker.SaveTeam(w.ctx, w.champion, tracker.TeamSettings{Name: "Search"})
		w.must(err)
		kept, err := w.tracker.SaveTeam(w.ctx, w.champion, tracker.TeamSettings{ID: made.ID, Name: "Search and find"})
		w.must(err)
		if made.Key != "search" || kept.Key != made.Key {
			t.Errorf("key %q, then %q", made.Key, kept.Key)
		}
	})
}
