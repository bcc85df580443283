package maturity_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"michinori/app/maturity"
)

// TestAPeriodEndsWhereTheNextBegins holds the end of a quarter to the key of the
// days around it, wherever the fiscal year begins.
func TestAPeriodEndsWhereTheNextBegins(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		start := rapid.IntRange(1, 12).Draw(t, "start")
		day := time.Date(2020, 1, rapid.IntRange(1, 4000).Draw(t, "day"), 0, 0, 0, 0, time.UTC)
		key := maturity.QuarterKey(day, start)
		next := maturity.PeriodAfter(key, start)
		if !next.After(day) || maturity.QuarterKey(next, start) == key || maturity.QuarterKey(next.AddDate(0, 0, -1), start) != key {
			t.Errorf("%s from month %d: after %s comes %s", day, start, key, next)
		}
	})
	for key, want := range map[string]string{
		"2026-H1": "2026-10-01", "2026-H2": "2027-04-01", "2026-12": "2027-01-01", "2026-07": "2026-08-01", "2026-Q4": "2027-04-01", "spring": "0001-01-01",
	} {
		if got := maturity.PeriodAfter(key, 4).Format(time.DateOnly); got != want {
			t.Errorf("after %s comes %s, want %s", key, got, want)
		}
	}
}
