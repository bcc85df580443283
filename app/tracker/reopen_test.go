package tracker_test

import (
	"errors"
	"testing"

	"michinori/app/maturity"
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

// reveal opens the answers and returns what they come to.
func (w *world) reveal(assessment, question string) maturity.QuestionScore {
	w.t.Helper()
	w.must(w.tracker.Reveal(w.ctx, w.champion, assessment))
	result, err := w.db.ResultOf(w.ctx, assessment)
	w.must(err)
	return result.Questions[question]
}
