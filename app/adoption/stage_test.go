package adoption_test

import (
	"math"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"michinori/app/adoption"
)

const founder, other = "founder", "other"

var start = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)

func at(day int) time.Time { return start.AddDate(0, 0, day) }

// held are occurrences led by the founder, or by somebody else where the day is
// negative.
func held(days ...int) []adoption.Occurrence {
	var out []adoption.Occurrence
	for _, d := range days {
		o := adoption.Occurrence{Day: at(d), Leader: founder}
		if d < 0 {
			o = adoption.Occurrence{Day: at(-d), Leader: other}
		}
		out = append(out, o)
	}
	return out
}

func trial(days ...int) adoption.Trial {
	return adoption.Trial{CadenceDays: 30, Initiator: founder, Occurrences: held(days...)}
}

func TestStages(t *testing.T) {
	t.Parallel()
	helped := func(x adoption.Trial, day int) adoption.Trial {
		x.Helped = []time.Time{at(day)}
		return x
	}
	stopped := func(x adoption.Trial, day int) adoption.Trial {
		x.Stopped = at(day)
		return x
	}
	tests := []struct {
		name  string
		trial adoption.Trial
		on    int
		stage adoption.Stage
		was   adoption.Stage // where lapsed
		ever  adoption.Stage
	}{
		{"nothing held", trial(), 10, adoption.NotStarted, 0, adoption.NotStarted},
		{"held once", trial(10), 10, adoption.Trying, 0, adoption.Trying},
		{"not held yet on that day", trial(10), 9, adoption.NotStarted, 0, adoption.NotStarted},
		{"once, two cadences ago", trial(0), 60, adoption.Trying, 0, adoption.Trying},
		{"once, longer ago", trial(0), 61, adoption.NotStarted, adoption.Trying, adoption.Trying},
		{"twice", trial(0, 30), 30, adoption.Trying, 0, adoption.Trying},
		{"three times at the rhythm", trial(0, 30, 60), 60, adoption.Habitual, 0, adoption.Habitual},
		{"three times, in any order", trial(60, 0, 30), 60, adoption.Habitual, 0, adoption.Habitual},
		{"a little late each time", trial(0, 45, 90), 135, adoption.Habitual, 0, adoption.Habitual},
		{"late now", trial(0, 30, 60), 106, adoption.Trying, 0, adoption.Habitual},
		{"a gap too long between", trial(0, 46, 76), 76, adoption.Trying, 0, adoption.Trying},
		{"an old gap forgiven", trial(0, 100, 130, 160), 160, adoption.Habitual, 0, adoption.Habitual},
		{"lapsed", trial(0, 30, 60), 121, adoption.Trying, adoption.Habitual, adoption.Habitual},
		{"lapsed at the edge of four cadences", trial(0, 30, 60), 180, adoption.Trying, adoption.Habitual, adoption.Habitual},
		{"gone", trial(0, 30, 60), 181, adoption.NotStarted, adoption.Habitual, adoption.Habitual},
		{"started again", trial(0, 30, 60, 200), 200, adoption.Trying, 0, adoption.Habitual},
		{"the last two by others", trial(0, -30, -60), 60, adoption.Owned, 0, adoption.Owned},
		{"only the last by another", trial(0, 30, -60), 60, adoption.Habitual, 0, adoption.Habitual},
		{"the founder again", trial(0, -30, -60, 90), 90, adoption.Habitual, 0, adoption.Owned},
		{"another team helped", helped(trial(0, -30, -60), 70), 70, adoption.Teaching, 0, adoption.Teaching},
		{"help of a day to come", helped(trial(0, -30, -60), 71), 70, adoption.Owned, 0, adoption.Owned},
		{"help without owning it", helped(trial(0, 30, 60), 60), 60, adoption.Habitual, 0, adoption.Habitual},
		{"lapsed from teaching", helped(trial(0, -30, -60), 70), 130, adoption.Owned, adoption.Teaching, adoption.Teaching},
		{"stopped", stopped(trial(0, 30, 60), 70), 80, adoption.NotStarted, 0, adoption.Habitual},
		{"stopped later", stopped(trial(0, 30, 60), 70), 69, adoption.Habitual, 0, adoption.Habitual},
		{"held again after the stop", stopped(trial(0, 30, 60, 90), 70), 90, adoption.Habitual, 0, adoption.Habitual},
	}
	for _, tt := range tests {
		got := tt.trial.On(at(tt.on))
		if got.Stage != tt.stage || got.Was != tt.was || got.Lapsed != (tt.was > 0) || got.Ever != tt.ever {
			t.Errorf("%s: %s, lapsed %v (was %s), ever %s", tt.name, got.Stage.Key(), got.Lapsed, got.Was.Key(), got.Ever.Key())
		}
	}
	if s := stopped(trial(0, 30, 60), 70).On(at(80)); !s.Stopped || !s.Due.IsZero() {
		t.Errorf("stopped: %+v", s)
	}
	if s := trial(0, 30).On(at(40)); !s.Due.Equal(at(60)) || !s.Last.Day.Equal(at(30)) {
		t.Errorf("due %s after %s", s.Due, s.Last.Day)
	}
}

func drawTrial(t *rapid.T) adoption.Trial {
	x := adoption.Trial{CadenceDays: rapid.SampledFrom([]int{14, 30, 60, 90, 180}).Draw(t, "cadence"), Initiator: founder}
	for range rapid.IntRange(0, 8).Draw(t, "n") {
		x.Occurrences = append(x.Occurrences, adoption.Occurrence{
			Day:    at(rapid.IntRange(0, 800).Draw(t, "day")),
			Leader: rapid.SampledFrom([]string{founder, other, ""}).Draw(t, "leader"),
		})
	}
	for range rapid.IntRange(0, 2).Draw(t, "helps") {
		x.Helped = append(x.Helped, at(rapid.IntRange(0, 800).Draw(t, "helped")))
	}
	if rapid.Bool().Draw(t, "stops") {
		x.Stopped = at(rapid.IntRange(0, 800).Draw(t, "stopped"))
	}
	return x
}

func TestStandingsHold(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		x, on := drawTrial(t), at(rapid.IntRange(0, 900).Draw(t, "on"))
		got := x.On(on)
		switch {
		case got.Stage < adoption.NotStarted || got.Stage > adoption.MaxStage:
			t.Fatalf("stage %d", got.Stage)
		case got.Stage > got.Ever:
			t.Fatalf("holds %s, but ever only %s", got.Stage.Key(), got.Ever.Key())
		case got.Stopped && got.Stage != adoption.NotStarted, got.Lapsed && got.Stage >= max(got.Was, 1):
			t.Fatalf("%+v", got)
		case got.Lapsed && got.Was > got.Ever:
			t.Fatalf("was %s, ever %s", got.Was.Key(), got.Ever.Key())
		}
		if later := x.On(on.AddDate(0, 0, 1)); later.Ever < got.Ever {
			t.Fatalf("ever fell from %s to %s", got.Ever.Key(), later.Ever.Key())
		}
		more := x
		more.Occurrences = append(append([]adoption.Occurrence{}, x.Occurrences...), adoption.Occurrence{Day: on.AddDate(0, 0, 1), Leader: other})
		if after := more.On(on); after.Stage != got.Stage || after.Ever != got.Ever {
			t.Fatalf("tomorrow's occurrence changed today")
		}
	})
}

// TestEverIsTheHighestStageOfAnyDay holds what was ever held to the stages of all
// days one by one, whatever was held on one day and whenever it stopped.
func TestEverIsTheHighestStageOfAnyDay(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		x := drawTrial(t)
		x.CadenceDays = rapid.IntRange(1, 40).Draw(t, "days between")
		for i := range x.Occurrences {
			x.Occurrences[i].Day = at(2 * rapid.IntRange(0, 75).Draw(t, "near day"))
		}
		for i := range x.Helped {
			x.Helped[i] = at(rapid.IntRange(0, 150).Draw(t, "near help"))
		}
		if !x.Stopped.IsZero() { // never on a day on which it was held, which no day's end tells apart
			x.Stopped = at(2*rapid.IntRange(0, 75).Draw(t, "near stop") + 1)
		}
		best, turns := adoption.NotStarted, x.Turns(at(200))
		for d := range 201 {
			before, now := x.On(at(d-1)), x.On(at(d))
			if best = max(best, now.Stage+lost(now)); now.Ever != best {
				t.Fatalf("day %d: ever %s, the days tell %s", d, now.Ever.Key(), best.Key())
			}
			if (before.Stage != now.Stage || before.Lapsed != now.Lapsed || before.Stopped != now.Stopped && len(turns) > 0 && !at(d).Before(turns[0])) && !slices.ContainsFunc(turns, at(d).Equal) {
				t.Fatalf("day %d: from %s to %s, which is no turn", d, before.Stage.Key(), now.Stage.Key())
			}
		}
	})
}

// lost is how much of a stage does not count for a lapse.
func lost(s adoption.Standing) adoption.Stage {
	if !s.Lapsed {
		return 0
	}
	return s.Was - s.Stage
}

// TestLastOfADayLeads: of several on one day the one logged last is the last.
func TestLastOfADayLeads(t *testing.T) {
	t.Parallel()
	for _, x := range []struct {
		trial adoption.Trial
		last  string
		ever  adoption.Stage
	}{
		{trial(0, -30, -60, 60), founder, adoption.Habitual},
		{trial(0, 30, -60, -60), other, adoption.Owned},
	} {
		if got := x.trial.On(at(60)); got.Last.Leader != x.last || got.Ever != x.ever || got.Stage != x.ever {
			t.Errorf("%+v: led by %s, ever %s", got, got.Last.Leader, got.Ever.Key())
		}
	}
}

func TestIndexes(t *testing.T) {
	t.Parallel()
	standings := []adoption.Standing{
		trial(0, 30, 60).On(at(60)),              // habitual
		trial(0, -30, -60).On(at(60)),            // owned
		trial(60).On(at(60)),                     // trying
		{Stopped: true, Ever: adoption.Habitual}, // left out
	}
	if got := adoption.Index(standings); got == nil || math.Abs(*got-50) > 1e-9 {
		t.Errorf("index %v, want 50", got)
	}
	if got := adoption.Index(standings[3:]); got != nil {
		t.Errorf("index %v of nothing", *got)
	}
	if got := adoption.Breadth(standings, 10); got != (adoption.Share{Part: 2, Whole: 10}) {
		t.Errorf("breadth %+v", got)
	}
	var led []adoption.Led
	for _, s := range standings {
		led = append(led, adoption.Led{Standing: s, Initiator: founder})
	}
	if got := adoption.Independence(led); got != (adoption.Share{Part: 1, Whole: 2}) {
		t.Errorf("independence %+v", got)
	}
	if got := adoption.Open(standings); got != 1 {
		t.Errorf("%d open", got)
	}
}

func TestBurnUp(t *testing.T) {
	t.Parallel()
	trials := []adoption.Trial{trial(0, 30, 60), trial(30), trial(0, 30, 60, 90, 120, 150)}
	got := adoption.BurnUp(trials, []time.Time{at(30), at(60), at(150)}, func(time.Time) int { return 5 })
	want := []adoption.Progress{
		{Day: at(30), Trying: 3, Eligible: 5},
		{Day: at(60), Ever: 2, Still: 2, Trying: 1, Eligible: 5},
		{Day: at(150), Ever: 2, Still: 1, Trying: 1, Eligible: 5},
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%+v, want %+v", got[i], want[i])
		}
	}
}
