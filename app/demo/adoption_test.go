package demo

import (
	"slices"
	"testing"
	"time"

	"michinori/app/adoption"
	"michinori/app/store"
	"michinori/app/store/storetest"
	"michinori/app/tracker"
)

// Where practices stand in the demo is what its stories tell, whatever the day
// of the week it is looked at.
func TestStandingsAreAsTheStoriesSay(t *testing.T) {
	t.Parallel()
	want := map[string]string{
		"platform wheel_of_misfortune": "teaching", "platform alert_review": "owned", "platform postmortem": "habitual",
		"platform broken_windows_day":  "not_started stopped",
		"payments wheel_of_misfortune": "not_started was habitual", "payments pair_operation": "owned", "payments runbook": "trying",
		"search reading_club": "not_started was trying", "search alert_review": "not_started was trying",
		"orders slo_review": "owned", "orders pair_operation": "habitual", "orders error_budget_policy": "trying",
		"delivery broken_windows_day": "habitual", "delivery alert_review": "habitual", "delivery postmortem": "habitual",
		"delivery failure_sharing":          "not_started was trying",
		"internal-systems pair_programming": "trying", "internal-systems knowledge_rotation": "not_started", "internal-systems runbook": "trying",
		"mobile-app failure_sharing": "habitual", "mobile-app reading_club": "trying was habitual",
		"data-platform wheel_of_misfortune": "trying", "data-platform reading_club": "owned",
	}
	for day := range 7 {
		o := options(8, 8, 6)
		o.Now = o.Now.AddDate(0, 0, day)
		p := planned(t, o)
		whole, err := p.adoptions()
		must(t, err)
		seen := map[string]string{}
		for _, x := range whole.Trials {
			seen[p.keyOf(x.TeamID)+" "+x.Practice] = words(record(whole, x).Adoption().On(dayOf(o.Now)))
		}
		for k, w := range want {
			if seen[k] != w {
				t.Errorf("%s: %s is %q, not %q", o.Now.Weekday(), k, seen[k], w)
			}
		}
		if len(seen) != len(want) {
			t.Errorf("%d practices, %d told", len(seen), len(want))
		}
	}
}

func (p *plan) keyOf(team string) string {
	for _, t := range p.teams {
		if t.ID == team {
			return t.Key
		}
	}
	return ""
}

func record(w store.WholeAdoption, x store.Trial) store.PracticeRecord {
	out := store.PracticeRecord{Trial: x}
	practice := map[string]string{}
	for _, t := range w.Trials {
		practice[t.ID] = t.Practice
	}
	for _, o := range w.Occurrences {
		if o.TrialID == x.ID {
			out.Occurrences = append(out.Occurrences, o)
		}
		if o.HelpedBy == x.TeamID && practice[o.TrialID] == x.Practice {
			out.Helped = append(out.Helped, o.Day)
		}
	}
	return out
}

func words(s adoption.Standing) string {
	out := s.Stage.Key()
	if s.Stopped {
		out += " stopped"
	}
	if s.Lapsed {
		out += " was " + s.Was.Key()
	}
	return out
}

// The pages read the same from both databases: every stage is there, drills are
// occurrences with gaps, and hands are shown with consent alone.
func TestAdoptionIsStoredWhole(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, lent storetest.Database) {
		db := open(t, lent.URL)
		o := options(9, 8, 6)
		out := build(t, db, o)
		tr := tracker.New(tracker.Settings{DB: db, Library: library(t), Clock: func() time.Time { return o.Now }, Session: time.Hour})
		all, err := tr.PracticeStandings(t.Context(), store.RecordFilter{Everywhere: true})
		must(t, err)
		seen := map[adoption.Stage]bool{}
		for _, x := range all {
			seen[x.Standing.Stage] = true
		}
		if len(seen) != len(adoption.Stages) {
			t.Errorf("stages %v", seen)
		}
		platform := out.Champion.Team.ID
		drills, err := db.DrillsOf(t.Context(), platform)
		if must(t, err); len(drills) != 3 {
			t.Fatalf("%d drills", len(drills))
		}
		gaps, err := db.DrillGaps(t.Context(), drills[0].ID)
		if must(t, err); len(gaps) != adoption.Gaps || gaps[0].ActionID == "" {
			t.Errorf("gaps %+v", gaps)
		}
		ready, err := tr.Readiness(t.Context(), platform)
		if must(t, err); ready != (adoption.Share{Part: 4, Whole: 6}) {
			t.Errorf("ready %+v", ready)
		}
		hands, err := db.ConsentedHands(t.Context())
		must(t, err)
		if len(hands) == 0 || slices.ContainsFunc(hands, func(h store.Hand) bool { return !h.Consent }) {
			t.Errorf("hands %+v", hands)
		}
		reviews, err := db.ActionReviewsOf(t.Context(), platform)
		if must(t, err); len(reviews) == 0 {
			t.Error("no action was reviewed")
		}
		if rota, err := db.RotaOf(t.Context(), platform); err != nil || rota.People != 4 {
			t.Errorf("rota %+v %v", rota, err)
		}
	})
}

// An organisation of any size holds together: the database takes its rows, and
// nobody has two parts in one drill.
func TestAdoptionOfSmallAndLarge(t *testing.T) {
	t.Parallel()
	for _, o := range []Options{options(1, 1, 1), options(8, 2, 2), options(30, 3, 12)} {
		build(t, open(t, storetest.SQLite(t).URL), o)
	}
}
