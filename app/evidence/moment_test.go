package evidence

import (
	"testing"
	"time"
)

// Times as people in Japan have them in their sheets.
func TestMomentsOfSheets(t *testing.T) {
	t.Parallel()
	tokyo := tokyo(t)
	tests := map[string]string{
		"2026/11/3 9:05":          "2026-11-03T09:05:00+09:00",
		"2026/11/03(火) 09:05":     "2026-11-03T09:05:00+09:00",
		"2026/11/03（火曜日）9:05":     "2026-11-03T09:05:00+09:00",
		"2026年11月4日(水) 21時5分":     "2026-11-04T21:05:00+09:00",
		"2026年11月4日水曜日午後9時":       "2026-11-04T21:00:00+09:00",
		"2026年11月4日 9時5分30秒":      "2026-11-04T09:05:30+09:00",
		"２０２６／１１／０４　２２：００":        "2026-11-04T22:00:00+09:00",
		"2026.11.3 9:05":          "2026-11-03T09:05:00+09:00",
		"令和8年11月3日 9:05":          "2026-11-03T09:05:00+09:00",
		"令和元年5月1日":                "2019-05-01T00:00:00+09:00",
		"R8.11.3 10:00":           "2026-11-03T10:00:00+09:00",
		"46329":                   "2026-11-03T00:00:00+09:00",
		"46329 9:05":              "2026-11-03T09:05:00+09:00",
		"46329 0.378472222":       "2026-11-03T09:05:00+09:00",
		"46329.378472222":         "2026-11-03T09:05:00+09:00",
		"2026-11-03T09:05:00Z":    "2026-11-03T09:05:00Z",
		"2026-11-03 09:05:00 UTC": "2026-11-03T09:05:00Z",
	}
	for text, want := range tests {
		got, reason := moment(text, tokyo)
		if reason != "" || got.Format(time.RFC3339) != want {
			t.Errorf("%q is %s %s, want %s", text, got.Format(time.RFC3339), reason, want)
		}
	}
	for text, want := range map[string]string{
		"3/4/2026": "measured.two_ways", "R8.13.3": "measured.time", "12345": "measured.time", "99999": "measured.time", "46329 25:00": "measured.time", "9:05": "measured.time", "2026年11月31日": "measured.time",
	} {
		if got, reason := moment(text, tokyo); reason != want {
			t.Errorf("%q is %s %q, want %q", text, got, reason, want)
		}
	}
}
