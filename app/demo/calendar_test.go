package demo

import (
	"testing"
	"time"

	"michinori/app/maturity"
)

// On whatever day somebody looks, the last round is that of the present quarter
// and still open, and nothing lies in the future or overlaps.
func TestCalendarOnEveryDay(t *testing.T) {
	t.Parallel()
	for day := time.Date(2026, 1, 1, 0, 0, 0, 0, japan); day.Year() < 2029; day = day.AddDate(0, 0, 1) {
		now := day.Add(15 * time.Minute)
		c := newCalendar(now)
		var before period
		for back := MaxRounds - 1; back >= 0; back-- {
			p := c.period(back)
			if !maturity.ValidRoundKey(p.Key) || back < MaxRounds-1 && p.Key <= before.Key {
				t.Fatalf("%s: round %s after %s", day, p.Key, before.Key)
			}
			if before.ClosedAt != nil && !before.ClosedAt.Before(p.OpenedAt) {
				t.Fatalf("%s: %s opened before %s closed", day, p.Key, before.Key)
			}
			if p.ClosedAt != nil && !p.ClosedAt.Before(now) {
				t.Fatalf("%s: %s closes in the future", day, p.Key)
			}
			before = p
		}
		if want := maturity.QuarterKey(day, fiscalStart); before.Key != want || !before.Open() || before.Late(now) {
			t.Fatalf("%s: the last round is %s, want %s, open and in time", day, before.Key, want)
		}
		if latest := before.at(revealDay, 18, 10).Add(26 * time.Hour); !latest.Before(now) {
			t.Fatalf("%s: things happen at %s", day, latest)
		}
	}
}

func TestStages(t *testing.T) {
	t.Parallel()
	for rounds := 1; rounds <= MaxRounds; rounds++ {
		last := -1
		for round := range rounds {
			s := stageOf(round, rounds)
			if s < last || s < 0 || s >= quarters || rounds <= quarters && s == last {
				t.Errorf("round %d of %d is at stage %d after %d", round, rounds, s, last)
			}
			last = s
		}
		if last != quarters-1 {
			t.Errorf("%d rounds end at stage %d", rounds, last)
		}
	}
}
