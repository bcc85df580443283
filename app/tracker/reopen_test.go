package tracker_test

import (
	"errors"
	"reflect"
	"slices"
	"testing"
	"time"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/store/storetest"
	"michinori/app/tracker"
)

// TestOneAnswerGivenAgainIsNotTold: what a team saw of how its people answered
// it cannot unsee. A spread that differs from it by one person would tell how
// that person answered.
func TestOneAnswerGivenAgainIsNotTold(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, database storetest.Database) {
		w := newWorld(t, database)
		_, a, _ := w.open()
		const key = "incident.procedure"
		people := append([]maturity.Viewer{w.champion}, w.members...)
		w.answerEach(a.ID, key, people, 2, 0)
		first := w.reveal(a.ID, key)
		if told, shown := first.Spread(); !shown || told.Levels[2] != len(people) {
			t.Fatalf("at first the team sees %+v", first)
		}

		w.must(w.tracker.Reopen(w.ctx, w.champion, a.ID, "一人が読み違えた"))
		w.answerEach(a.ID, key, people[:1], 0, 1)
		w.lookThrough(a.ID, people[1:])
		again := w.reveal(a.ID, key)
		if _, shown := again.Spread(); shown || !again.Withheld || again.Unsure+again.NA > 0 || again.Agreement != nil || again.Discuss {
			t.Errorf("one answered again, and the team sees %+v", again)
		}
		if again.Value == nil || *again.Value != 2 || again.Answered != len(people) {
			t.Errorf("the answers of all count as %+v", again)
		}
		if found, err := w.tracker.Recount(w.ctx, func(int64, int64) {}); err != nil || len(found.Differences) > 0 {
			t.Errorf("counted again the result differs: %v, %v", found.Differences, err)
		}

		w.must(w.tracker.Reopen(w.ctx, w.champion, a.ID, "みんなで答え直す"))
		w.answerEach(a.ID, key, people[:1], 3, 2)
		w.answerEach(a.ID, key, people[1:], 3, 1)
		if told, shown := w.reveal(a.ID, key).Spread(); !shown || told.Levels[3] != len(people) {
			t.Errorf("all answered again, and the team sees %+v, %v", told, shown)
		}
	})
}

// TestAnAnswerGivenAgainHidesAmongK: beside the earlier result a new one tells
// that an answer has changed. It is opened only when the answer is one of k that
// were looked through again, and until then the earlier result can be had back.
func TestAnAnswerGivenAgainHidesAmongK(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, database storetest.Database) {
		w := newWorld(t, database)
		r, a, _ := w.open()
		const key = "incident.procedure"
		people := append([]maturity.Viewer{w.champion}, w.members...)
		w.answerEach(a.ID, key, people[:r.K], 2, 0)
		w.reveal(a.ID, key)
		reopened := func() { w.must(w.tracker.Reopen(w.ctx, w.champion, a.ID, "もう一度")) }
		refused := func(looked int) {
			t.Helper()
			err := w.tracker.Reveal(w.ctx, w.champion, a.ID)
			w.wants(err, maturity.Conflict, "error.too_few_again")
			if got, kept, err := w.db.AgainOf(w.ctx, a.ID); err != nil || !kept || got.Looked != looked || got.Wants(r.K) != r.K-looked {
				t.Errorf("%+v, %v, %v", got, kept, err)
			}
		}

		reopened()
		w.reveal(a.ID, key) // nothing has changed: nothing is told that was not

		reopened()
		w.answerEach(a.ID, key, people[r.K:], 4, 0) // who was late
		refused(1)
		w.lookThrough(a.ID, people[1:r.K-1])
		refused(r.K - 1)
		w.lookThrough(a.ID, people[:1])
		if got := w.reveal(a.ID, key); got.Answered != len(people) {
			t.Errorf("with the one who was late: %+v", got)
		}

		reopened()
		w.answerEach(a.ID, key, people[:1], 0, 1)
		refused(1)
		w.answerEach(a.ID, key, people[:1], 2, 2) // thought better of it: as refused as before
		refused(1)
		w.lookThrough(a.ID, people[1:r.K])
		w.reveal(a.ID, key)

		reopened()
		_, err := w.tracker.SaveAnswers(w.ctx, people[0], tracker.SaveAnswers{Assessment: a.ID, Changes: []tracker.Change{{Question: key}}})
		w.must(err) // taken back is changed, too
		refused(1)
	})
}

// TestNobodyIsToldWhetherAnAnswerChanged: were it told, whoever leads would see
// after each person who is done whether it was they.
func TestNobodyIsToldWhetherAnAnswerChanged(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, database storetest.Database) {
		w := newWorld(t, database)
		r, a, _ := w.open()
		const key = "incident.procedure"
		people := append([]maturity.Viewer{w.champion}, w.members...)
		w.answerEach(a.ID, key, people[:r.K], 2, 0)
		w.reveal(a.ID, key)
		wants := map[bool][]int{}
		for _, changes := range []bool{false, true} {
			w.must(w.tracker.Reopen(w.ctx, w.champion, a.ID, "もう一度"))
			for i, v := range people[:r.K] {
				if changes && i == 1 {
					w.answerEach(a.ID, key, people[1:2], 4, 1)
				}
				w.lookThrough(a.ID, []maturity.Viewer{v})
				got, _, err := w.db.AgainOf(w.ctx, a.ID)
				w.must(err)
				wants[changes] = append(wants[changes], got.Wants(r.K))
			}
			w.must(w.tracker.Restore(w.ctx, w.champion, a.ID))
		}
		if !slices.Equal(wants[false], wants[true]) || wants[true][0] != r.K-1 {
			t.Errorf("more people are wanted: %v where one answers otherwise, else %v", wants[true], wants[false])
		}
	})
}

// TestLateNotesDoNotTellWhetherAnAnswerChanged: how often something came late is
// told with the result. Of everybody who is late with looking it is told once,
// whether they change an answer, and whether they say that they are done first.
func TestLateNotesDoNotTellWhetherAnAnswerChanged(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, database storetest.Database) {
		w := newWorld(t, database)
		r, a, _ := w.open()
		const key, other = "incident.procedure", "learn.allies"
		people := append([]maturity.Viewer{w.champion}, w.members...)
		w.answerEach(a.ID, key, people, 2, 0)
		w.answerEach(a.ID, other, people, 2, 0)
		w.reveal(a.ID, key)
		w.now = r.ClosesAt.AddDate(0, 0, 1)
		for range 2 {
			before, err := w.db.TimesLate(w.ctx, a.ID)
			w.must(err)
			w.must(w.tracker.Reopen(w.ctx, w.champion, a.ID, "もう一度"))
			for i, steps := range [][]tracker.SaveAnswers{
				{{Finish: true}},
				{{Changes: []tracker.Change{{Question: key, Answer: level(3)}}}, {Finish: true}},
				{{Changes: []tracker.Change{{Question: key, Answer: level(3)}}, Finish: true}},
				{{Finish: true}, {Changes: []tracker.Change{{Question: key, Answer: level(3)}}}},
				{{Changes: []tracker.Change{{Question: other}}}, {Changes: []tracker.Change{{Question: other}}}, {Finish: true}},
				{{Changes: []tracker.Change{{Question: key, Answer: level(3)}}}, {Changes: []tracker.Change{{Question: key, Answer: level(2)}}}},
			} {
				for _, in := range steps {
					w.now = w.now.Add(time.Second)
					in.Assessment = a.ID
					_, err := w.tracker.SaveAnswers(w.ctx, people[i], in)
					w.must(err)
				}
				if now, err := w.db.TimesLate(w.ctx, a.ID); err != nil || now != before+i+1 {
					t.Fatalf("way %d: noted %d times, %v", i, now-before, err)
				}
			}
			w.must(w.tracker.Reveal(w.ctx, w.champion, a.ID))
		}
	})
}

// TestWhoNeverAnsweredHidesNobody: who only says that they are done, with no
// answer then or now, cannot be the one whose answer has changed.
func TestWhoNeverAnsweredHidesNobody(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t))
	r, a, _ := w.open()
	const key = "incident.procedure"
	people := append([]maturity.Viewer{w.champion}, w.members...)
	w.answerEach(a.ID, key, people[:r.K], 2, 0)
	w.reveal(a.ID, key)
	w.must(w.tracker.Reopen(w.ctx, w.champion, a.ID, "もう一度"))
	w.answerEach(a.ID, key, people[:1], 4, 1)
	w.lookThrough(a.ID, people[2:])
	w.wants(w.tracker.Reveal(w.ctx, w.champion, a.ID), maturity.Conflict, "error.too_few_again")
	w.lookThrough(a.ID, people[1:2])
	w.reveal(a.ID, key)
}

// TestWhatWasToldOnceIsComparedEver: a result that tells nothing, between two that
// do, keeps nobody from comparing these.
func TestWhatWasToldOnceIsComparedEver(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t))
	r, a, _ := w.open()
	const key = "incident.procedure"
	people := append([]maturity.Viewer{w.champion}, w.members...)[:maturity.DefaultK]
	w.answerEach(a.ID, key, people, 2, 0)
	w.reveal(a.ID, key)
	w.must(w.tracker.Reopen(w.ctx, w.champion, a.ID, "もう一度"))
	_, err := w.tracker.SaveAnswers(w.ctx, people[0], tracker.SaveAnswers{Assessment: a.ID, Changes: []tracker.Change{{Question: key}}})
	w.must(err)
	w.lookThrough(a.ID, people)
	if q := w.reveal(a.ID, key); q.State != maturity.TooFew {
		t.Fatalf("without one of %d: %+v", r.K, q)
	}
	w.must(w.tracker.Reopen(w.ctx, w.champion, a.ID, "もう一度"))
	w.answerEach(a.ID, key, people[:1], 2, 0)
	w.answerEach(a.ID, key, people[1:2], 4, 1)
	w.wants(w.tracker.Reveal(w.ctx, w.champion, a.ID), maturity.Conflict, "error.too_few_again")
}

// TestFactsAreMendedAlone: what the lead records is of nobody, and takes nobody
// else to correct.
func TestFactsAreMendedAlone(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t))
	_, a, q := w.open()
	const key = "incident.procedure"
	w.answerEach(a.ID, key, append([]maturity.Viewer{w.champion}, w.members...), 2, 0)
	w.lookThrough(a.ID, w.members)
	w.reveal(a.ID, key)
	w.must(w.tracker.ReopenFacts(w.ctx, w.champion, a.ID, "数え違い"))
	n, err := w.db.ParticipationOf(w.ctx, a.ID)
	w.must(err)
	if got, _, err := w.db.AgainOf(w.ctx, a.ID); err != nil || got.Asked || got.Looked > 0 || n.Finished != len(w.members) {
		t.Errorf("%+v, %v; %d are done", got, err, n.Finished)
	}
	_, err = w.tracker.SaveFacts(w.ctx, w.champion, a.ID, facts(q))
	w.must(err)
	w.reveal(a.ID, key)

	w.must(w.tracker.ReopenFacts(w.ctx, w.champion, a.ID, "もう一つ"))
	w.now = w.now.Add(time.Minute)
	w.lookThrough(a.ID, w.members[:1]) // nobody asked, and all the same
	w.wants(w.tracker.Reveal(w.ctx, w.champion, a.ID), maturity.Conflict, "error.too_few_again")
}

// TestALateAnswerIsNotedWhereFactsAreMended: who was done before the answers were
// opened for the sake of facts has not looked through theirs since.
func TestALateAnswerIsNotedWhereFactsAreMended(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t))
	r, a, _ := w.open()
	const key = "incident.procedure"
	w.answerEach(a.ID, key, w.members, 2, 0)
	w.lookThrough(a.ID, w.members)
	w.reveal(a.ID, key)
	w.must(w.tracker.ReopenFacts(w.ctx, w.champion, a.ID, "数え違い"))
	w.now = r.ClosesAt.Add(time.Hour)
	w.answerEach(a.ID, key, w.members[:1], 3, 1)
	w.answerEach(a.ID, key, w.members[:1], 4, 2)
	log, err := w.db.EventsOf(w.ctx, a.ID)
	w.must(err)
	late := 0
	for _, e := range log {
		if e.Verb == "response.late" {
			late++
		}
	}
	if late != 1 {
		t.Errorf("a response that came late is noted %d times", late)
	}
}

// TestWhatToldNothingIsNotCompared: where too few had answered for anything to be
// told, whoever was missing only has to answer.
func TestWhatToldNothingIsNotCompared(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t))
	r, a, _ := w.open()
	const key = "incident.procedure"
	people := append([]maturity.Viewer{w.champion}, w.members...)
	w.answerEach(a.ID, key, people[:r.K-1], 2, 0)
	if q := w.reveal(a.ID, key); q.State != maturity.TooFew {
		t.Fatalf("%d answers of %d tell %+v", r.K-1, r.K, q)
	}
	w.must(w.tracker.Reopen(w.ctx, w.champion, a.ID, "一人が休んでいた"))
	w.answerEach(a.ID, key, people[r.K-1:r.K], 2, 0)
	if q := w.reveal(a.ID, key); q.Answered != r.K {
		t.Errorf("with the one who was missing: %+v", q)
	}
}

// TestTheEarlierResultStandsAgain: taken back by the lead, or because the round is
// closed before the answers are opened, a re-opening leaves all as it was.
func TestTheEarlierResultStandsAgain(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, database storetest.Database) {
		w := newWorld(t, database)
		id := w.agreed()
		w.must(w.tracker.Share(w.ctx, w.champion, id))
		r, _, q := w.open()
		before := w.everything(id, q)
		w.wants(w.tracker.Restore(w.ctx, w.champion, id), maturity.Conflict, "error.not_again")
		for n, back := range []func() error{
			func() error { return w.tracker.Restore(w.ctx, w.champion, id) },
			func() error { return w.tracker.CloseRound(w.ctx, w.champion, r.ID) },
		} {
			w.must(w.tracker.Reopen(w.ctx, w.champion, id, "もう一度"))
			for i, v := range append([]maturity.Viewer{w.champion}, w.members...) {
				_, err := w.tracker.SaveAnswers(w.ctx, v, tracker.SaveAnswers{Assessment: id, Changes: answers(q, i%4), Finish: true})
				w.must(err)
			}
			_, err := w.tracker.SaveFacts(w.ctx, w.champion, id, []tracker.Change{{Question: facts(q)[0].Question}})
			w.must(err)
			w.must(back())
			after := w.everything(id, q)
			if after.assessment.Reopened != n+1 {
				t.Errorf("re-opened %d times, want %d", after.assessment.Reopened, n+1)
			}
			after.assessment.Reopened, after.assessment.ReopenReason = before.assessment.Reopened, before.assessment.ReopenReason
			if !reflect.DeepEqual(before, after) {
				t.Errorf("way %d:\nbefore %+v\nafter  %+v", n, before, after)
			}
		}
		w.wants(w.tracker.Restore(w.ctx, w.champion, id), maturity.Conflict, "error.round_closed")
		if found, err := w.tracker.Recount(w.ctx, func(int64, int64) {}); err != nil || len(found.Differences) > 0 {
			t.Errorf("counted again the result differs: %v, %v", found.Differences, err)
		}
	})
}

// stored is all of an assessment that is stored.
type stored struct {
	assessment maturity.Assessment
	progress   store.Participation
	result     maturity.Result
	snapshot   *store.Snapshot
	answers    map[string]map[string]maturity.GivenAnswer // by person and question
	facts      map[string]maturity.Fact
	agreements map[string]maturity.Agreement
}

func (w *world) everything(id string, q *maturity.Questionnaire) stored {
	w.t.Helper()
	out := stored{answers: map[string]map[string]maturity.GivenAnswer{}}
	var err error
	out.assessment, err = w.db.AssessmentByID(w.ctx, id)
	w.must(err)
	out.progress, err = w.db.ParticipationOf(w.ctx, id)
	w.must(err)
	out.result, err = w.db.ResultOf(w.ctx, id)
	w.must(err)
	if s, err := w.db.SnapshotOf(w.ctx, id); err == nil {
		out.snapshot = &s
	}
	for _, v := range append([]maturity.Viewer{w.champion}, w.members...) {
		response, err := w.db.ResponseOf(w.ctx, id, v.Person.ID)
		if err != nil {
			w.wants(err, maturity.NotFound, "")
			continue
		}
		out.answers[v.Person.ID], err = w.db.AnswersOf(w.ctx, response.ID, q)
		w.must(err)
	}
	out.facts, err = w.db.FactsOf(w.ctx, id, q)
	w.must(err)
	out.agreements, err = w.db.AgreementsOf(w.ctx, id)
	w.must(err)
	return out
}

// TestNobodyAnswersTogetherAfterwards: whoever answered for themselves was told
// that k protects it. A team that answers together has no k.
func TestNobodyAnswersTogetherAfterwards(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t))
	_, a, _ := w.open()
	w.answerEach(a.ID, "incident.procedure", w.members[:1], 2, 0)
	if err := w.tracker.ChooseMode(w.ctx, w.champion, a.ID, maturity.Together); !errors.Is(err, &maturity.Error{Kind: maturity.Conflict}) {
		t.Errorf("after an answer: %v", err)
	}
	w.answerEach(a.ID, "incident.procedure", append([]maturity.Viewer{w.champion}, w.members[1:]...), 2, 0)
	w.reveal(a.ID, "incident.procedure")
	w.must(w.tracker.Reopen(w.ctx, w.champion, a.ID, "もう一度"))
	if err := w.tracker.ChooseMode(w.ctx, w.champion, a.ID, maturity.Together); !errors.Is(err, &maturity.Error{Kind: maturity.Conflict}) {
		t.Errorf("opened again: %v", err)
	}
}

// answerEach has each of some people answer one question, as they who saw that
// revision of their answer.
func (w *world) answerEach(assessment, question string, people []maturity.Viewer, n, seen int) {
	w.t.Helper()
	for _, v := range people {
		_, err := w.tracker.SaveAnswers(w.ctx, v, tracker.SaveAnswers{
			Assessment: assessment, Changes: []tracker.Change{{Question: question, Answer: level(n), Seen: seen}},
		})
		w.must(err)
	}
}

// lookThrough has some people finish their answers as they are.
func (w *world) lookThrough(assessment string, people []maturity.Viewer) {
	w.t.Helper()
	for _, v := range people {
		_, err := w.tracker.SaveAnswers(w.ctx, v, tracker.SaveAnswers{Assessment: assessment, Finish: true})
		w.must(err)
	}
}

// reveal opens the answers and returns what they come to.
func (w *world) reveal(assessment, question string) maturity.QuestionScore {
	w.t.Helper()
	w.must(w.tracker.Reveal(w.ctx, w.champion, assessment))
	result, err := w.db.ResultOf(w.ctx, assessment)
	w.must(err)
	return result.Questions[question]
}
