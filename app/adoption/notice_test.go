package adoption

import (
	"testing"
	"time"

	"michinori/app/maturity"
)

func TestAttemptsEndBeforeThreeDays(t *testing.T) {
	t.Parallel()
	var all time.Duration
	tries := 0
	for again := true; again; {
		tries++
		var pause time.Duration
		pause, again = NextTry(tries, Undelivered{})
		if again && (pause < time.Minute || pause > 6*time.Hour) {
			t.Errorf("pause %d is %s", tries, pause)
		}
		all += pause
	}
	if tries != 20 || all > 72*time.Hour || all < 66*time.Hour {
		t.Errorf("%d tries over %s", tries, all)
	}
	if pause, again := NextTry(1, Undelivered{After: 2 * time.Hour}); !again || pause != 2*time.Hour {
		t.Error("a wish to wait is not granted", pause)
	}
	if pause, _ := NextTry(1, Undelivered{After: 900 * time.Hour}); pause != 24*time.Hour {
		t.Error("a wish to wait for ever is granted", pause)
	}
	if _, again := NextTry(1, Undelivered{Final: true}); again {
		t.Error("a refusal is tried again")
	}
}

func TestNudgeAndReminderFallIntoWorkingHours(t *testing.T) {
	t.Parallel()
	tokyo := time.FixedZone("JST", 9*3600)
	at := func(s string) time.Time {
		x, err := time.ParseInLocation("2006-01-02 15:04", s, tokyo)
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	for _, x := range [][4]string{
		{"2026-07-01 12:00", "2026-07-31 23:59", "2026-07-16 17:59", "2026-07-29 09:00"},
		{"2026-07-01 22:00", "2026-07-31 23:59", "2026-07-17 09:00", "2026-07-29 09:00"}, // middle in the night
		{"2026-07-01 02:00", "2026-07-15 02:00", "2026-07-08 09:00", "2026-07-13 09:00"},
		{"2026-07-01 10:00", "2026-07-02 23:59", "2026-07-02 09:00", "2026-07-02 09:00"}, // short: the reminder alone
	} {
		r := maturity.Round{OpenedAt: at(x[0]), ClosesAt: at(x[1])}
		nudge, reminder := NudgeAt(r, tokyo), ReminderAt(r, tokyo)
		if !nudge.Equal(at(x[2]).Truncate(time.Minute)) && nudge.Sub(at(x[2])).Abs() > time.Minute || !reminder.Equal(at(x[3])) {
			t.Errorf("%v: nudge %s, reminder %s", x, nudge, reminder)
		}
	}
}
