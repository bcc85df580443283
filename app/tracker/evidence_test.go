package tracker_test

import (
	"errors"
	"testing"
	"time"

	"michinori/app/maturity"
	"michinori/app/measured"
	"michinori/app/store/storetest"
	"michinori/app/tracker"
)

// Both databases keep what a file said, and forget what was removed long ago.
func TestEvidenceIsKeptAndForgotten(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db storetest.Database) {
		w := newWorld(t, db)
		ctx, lead, team := t.Context(), w.members[0], w.team.ID
		tally := measured.NewIncidentTally(time.UTC, true)
		tally.Add(measured.Incident{Started: w.now, Acknowledged: time.Minute, Resolved: -1, Who: []string{"a"}})
		incidents := tally.Sum()
		said := measured.File{Kind: measured.OfIncidents, Format: measured.PagerDuty, Incidents: &incidents}
		first, err := w.tracker.AddEvidence(ctx, lead, team, []tracker.AddEvidence{{Name: `C:\exports\a.csv`, Said: said}, {Name: "b\u202e.csv", Said: said}})
		w.must(err)
		if first[0].Name != "a.csv" || first[1].Name != "b.csv" {
			t.Errorf("names %q, %q", first[0].Name, first[1].Name)
		}
		has, err := w.tracker.EvidenceOf(ctx, lead, team)
		w.must(err)
		if len(has.Files) != 2 || has.Evidence.Incidents.Acknowledged.Median != 60 || has.Evidence.Incidents.Open != 1 {
			t.Fatalf("kept %+v", has)
		}

		w.must(w.tracker.RemoveEvidence(ctx, lead, team, first[0].ID))
		w.now = w.now.Add(31 * 24 * time.Hour)
		w.must(w.tracker.RemoveEvidence(ctx, lead, team, first[1].ID))
		if err := w.tracker.RestoreEvidence(ctx, lead, team, first[0].ID); !errors.Is(err, &maturity.Error{Kind: maturity.NotFound}) {
			t.Errorf("a file removed a month ago can be put back: %v", err)
		}
		w.must(w.tracker.RestoreEvidence(ctx, lead, team, first[1].ID))
		has, err = w.tracker.EvidenceOf(ctx, lead, team)
		w.must(err)
		if len(has.Files) != 1 || len(has.Removed) != 0 {
			t.Errorf("%d files and %d removed", len(has.Files), len(has.Removed))
		}
	})
}
