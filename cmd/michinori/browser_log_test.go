package main

import (
	"maps"
	"slices"
	"testing"

	"michinori/app/demo"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
	"michinori/questionnaires"
)

// mostInteractions is how much somebody has to do, from the page they arrive
// on, to log that a practice was held: were it more, nobody would.
const mostInteractions = 4

// TestLoggingTakesFourInteractionsInBrowser logs two occurrences as a member would: of a
// practice that was held before, and of one that was just taken up.
func TestLoggingTakesFourInteractionsInBrowser(t *testing.T) {
	t.Parallel()
	for _, l := range maturity.Languages {
		t.Run(string(l), func(t *testing.T) {
			t.Parallel()
			s, o := newDemo(t, l)
			w := &logger{tab: s.window(t, l), seat: o.Member}
			w.signIn(o.Member.Person.ID)
			w.log(w.heldBefore(), "")
			w.log(w.takenUp(), "5")
		})
	}
}

// logger is a tab in which somebody logs practices of their team.
type logger struct {
	*tab
	seat demo.Seat
}

func (w *logger) standings() map[string]tracker.PracticeStanding {
	w.t.Helper()
	all, err := w.site.tracker.PracticeStandings(w.t.Context(), store.RecordFilter{Teams: []string{w.seat.Team.ID}})
	w.site.must(err)
	out := map[string]tracker.PracticeStanding{}
	for _, x := range all {
		out[x.Practice.Key] = x
	}
	return out
}

func (w *logger) heldBefore() string {
	w.t.Helper()
	all := w.standings()
	for _, key := range slices.Sorted(maps.Keys(all)) {
		if x := all[key]; len(x.Occurrences) > 0 && !x.Standing.Stopped {
			return key
		}
	}
	w.t.Fatal("the team has held nothing")
	return ""
}

// takenUp chooses a practice of which nothing was held.
func (w *logger) takenUp() string {
	w.t.Helper()
	chosen := w.standings()
	for _, p := range questionnaires.Practices() {
		if _, known := chosen[p.Key]; known {
			continue
		}
		v, err := w.site.db.ViewerOf(w.t.Context(), w.seat.Person)
		w.site.must(err)
		_, err = w.site.tracker.ChoosePractice(w.t.Context(), v, tracker.ChoosePractice{Team: w.seat.Team.ID, Practice: p.Key})
		w.site.must(err)
		return p.Key
	}
	w.t.Fatal("the team has chosen everything")
	return ""
}

// log goes from the home page to a logged occurrence. participants "" means
// those that the form proposes.
func (w *logger) log(practice, participants string) {
	w.t.Helper()
	before := len(w.standings()[practice].Occurrences)
	w.open("/")
	from, typed := w.clicks, 0
	w.follow(`main a[href$="/teams/` + w.seat.Team.ID + `/practices"]`)
	row := "#p-" + practice
	w.click(row + " summary")
	if participants != "" {
		w.write(row+" [name=participants]", participants)
		typed++
	}
	w.follow(row + " button.primary")
	if n := w.clicks - from + typed; n > mostInteractions {
		w.t.Errorf("%s took %d interactions, want at most %d", practice, n, mostInteractions)
	} else {
		w.t.Logf("%s took %d interactions", practice, n)
	}
	if after := len(w.standings()[practice].Occurrences); after != before+1 {
		w.t.Errorf("%s was held %d times, then %d", practice, before, after)
	}
}
