package tracker_test

import (
	"sync"
	"testing"

	"michinori/app/maturity"
	"michinori/app/store/storetest"
	"michinori/app/tracker"
)

// TestAnswersAtTheSameTime has each member send what they say from several pages
// at once, before anything of theirs is stored: there is one response of each, and
// every page got a revision of its own.
func TestAnswersAtTheSameTime(t *testing.T) {
	t.Parallel()
	const pages = 4
	storetest.Each(t, func(t *testing.T, lent storetest.Database) {
		w := newWorld(t, lent)
		_, a, q := w.open()
		w.must(w.tracker.ChooseMode(w.ctx, w.champion, a.ID, maturity.Apart))
		revisions := make([]map[int]bool, len(w.members))
		var all sync.WaitGroup
		var mu sync.Mutex
		for i, v := range w.members {
			revisions[i] = map[int]bool{}
			for page := range pages {
				all.Go(func() {
					saved, err := w.tracker.SaveAnswers(w.ctx, v, tracker.SaveAnswers{Assessment: a.ID, Changes: answers(q, page), Finish: true})
					mu.Lock()
					defer mu.Unlock()
					if err != nil {
						t.Errorf("member %d: %v", i, err)
					}
					for _, r := range saved.Revisions {
						revisions[i][r] = true
					}
				})
			}
		}
		all.Wait()
		for i, v := range w.members {
			if got := revisions[i]; len(got) != pages || !got[1] || !got[pages] {
				t.Errorf("member %d got revisions %v", i, got)
			}
			r, err := w.db.ResponseOf(w.ctx, a.ID, v.Person.ID)
			w.must(err)
			stored, err := w.db.AnswersOf(w.ctx, r.ID, q)
			w.must(err)
			first := stored["incident.procedure"]
			for key, x := range stored {
				if x.Revision != pages || x.Answer.Kind == maturity.LevelAnswer && x.Answer.Level != first.Answer.Level {
					t.Errorf("%s is %+v, another %+v: parts of two pages", key, x, first)
				}
			}
		}
		p, err := w.db.ParticipationOf(w.ctx, a.ID)
		w.must(err)
		if p.Started != len(w.members) || p.Finished != len(w.members) {
			t.Errorf("%d responses of %d members, %d finished", p.Started, len(w.members), p.Finished)
		}
	})
}

// TestLateResponsesAreNotedOnce saves late, draft by draft: that the response
// begins late and that it ends late is noted, and no more.
func TestLateResponsesAreNotedOnce(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, lent storetest.Database) {
		w := newWorld(t, lent)
		r, a, q := w.open()
		w.must(w.tracker.ChooseMode(w.ctx, w.champion, a.ID, maturity.Apart))
		w.now = r.ClosesAt.AddDate(0, 0, 1)
		for i, want := range []int{1, 1, 2, 2, 2} {
			in := tracker.SaveAnswers{Assessment: a.ID, Changes: answers(q, i%4), Finish: i >= 2}
			saved, err := w.tracker.SaveAnswers(w.ctx, w.members[0], in)
			w.must(err)
			late := 0
			events, err := w.db.EventsOf(w.ctx, a.ID)
			w.must(err)
			for _, e := range events {
				if e.Verb == "response.late" {
					late++
				}
			}
			if !saved.Late || late != want {
				t.Errorf("save %d: late %v, noted %d times, want %d", i, saved.Late, late, want)
			}
		}
	})
}

// TestLateChangesAreCounted changes an answer of a response that was finished in
// time, and a fact, after the promised end: each counts as late, however often.
func TestLateChangesAreCounted(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, lent storetest.Database) {
		w := newWorld(t, lent)
		r, a, q := w.open()
		w.must(w.tracker.ChooseMode(w.ctx, w.champion, a.ID, maturity.Apart))
		save := func(level int) {
			_, err := w.tracker.SaveAnswers(w.ctx, w.members[0], tracker.SaveAnswers{Assessment: a.ID, Changes: answers(q, level), Finish: true})
			w.must(err)
		}
		counted := func(want int) {
			t.Helper()
			if n, err := w.db.TimesLate(w.ctx, a.ID); err != nil || n != want {
				t.Errorf("late %d times, %v; want %d", n, err, want)
			}
		}
		save(1)
		counted(0)
		w.now = r.ClosesAt.AddDate(0, 0, 1)
		for level := range 2 {
			save(2 + level)
			counted(1)
		}
		for range 2 {
			_, err := w.tracker.SaveFacts(w.ctx, w.champion, a.ID, []tracker.Change{{Question: "toil.tracking", Answer: level(2)}})
			w.must(err)
			counted(2)
		}
	})
}
