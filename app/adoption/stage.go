package adoption

import (
	"slices"
	"time"
)

// Stage is how far a practice lives in a team.
type Stage int

// The stages. Each needs what the ones before it need.
const (
	NotStarted Stage = iota
	Trying           // held at least once lately
	Habitual         // held three times at its rhythm
	Owned            // the last two led by somebody other than the initiator
	Teaching         // another team held its first one with this team's help
)

// MaxStage is the highest of them.
const MaxStage = Teaching

// Stages lists them in order.
var Stages = []Stage{NotStarted, Trying, Habitual, Owned, Teaching}

// Key is the name of the stage in files and in messages.
func (s Stage) Key() string {
	return [...]string{"not_started", "trying", "habitual", "owned", "teaching"}[s]
}

// Occurrence is one time that a practice was held.
type Occurrence struct {
	Day    time.Time // the day it was held, at midnight UTC
	Leader string    // person id
}

// Trial is a practice as one team has chosen it.
type Trial struct {
	// CadenceDays is the planned rhythm; it must be at least 1.
	CadenceDays int
	Initiator   string       // person id of who brought it to the team
	Occurrences []Occurrence // in any order of days, those of one day in the order in which they were logged
	// Helped are the days on which another team held its first one with this
	// team's help or material.
	Helped []time.Time
	// Stopped is when the team ended the practice on purpose; zero if never.
	// An occurrence after that day starts it again.
	Stopped time.Time
}

// Standing is where a trial stands on one day.
type Standing struct {
	// Stage is what counts: after a lapse one less than was held, and 0 when
	// it was too long ago.
	Stage Stage
	// Lapsed says that nothing happened within twice the cadence; Was is the
	// stage that was held until then.
	Lapsed bool
	Was    Stage
	// Stopped says that the team ended it on purpose; it counts neither for
	// nor against the team.
	Stopped bool
	// Ever is the highest stage ever held, on the day of some occurrence.
	Ever Stage
	// Last is the latest occurrence, nil if none.
	Last *Occurrence
	// Due is when the next occurrence falls by the rhythm; zero before the
	// first one and once stopped.
	Due time.Time
}

const day = 24 * time.Hour

// The tolerances of the rhythm, in cadences, and the number of occurrences.
const (
	lateAfter  = 1.5 // of a habit
	lapseAfter = 2
	goneAfter  = 4
	habit      = 3 // occurrences
	ownedLast  = 2 // occurrences led by others
)

// On returns where the trial stands at the end of that day. Occurrences of days
// to come do not count yet.
func (t Trial) On(today time.Time) Standing {
	held := t.until(today)
	stopped := !t.Stopped.IsZero() && !t.Stopped.After(today)
	if len(held) == 0 {
		return Standing{Stopped: stopped}
	}
	last := held[len(held)-1]
	out := Standing{Ever: t.ever(held, today), Last: &last}
	if stopped && !last.Day.After(t.Stopped) {
		out.Stopped = true
		return out
	}
	out.Due = last.Day.AddDate(0, 0, t.CadenceDays)
	switch since := today.Sub(last.Day); {
	case since > t.cadences(goneAfter):
		out.Lapsed, out.Was = true, t.peak(held, today)
	case since > t.cadences(lapseAfter):
		out.Lapsed, out.Was = true, t.peak(held, today)
		out.Stage = max(NotStarted, out.Was-1)
	default:
		out.Stage = t.stage(held, today)
	}
	return out
}

// Turns returns the days up to and on that one on which the stage can have
// changed, the first occurrence first and the day itself last: when it was held,
// when another team was helped, when it stopped, and when the next occurrence
// was late, lapsed or gone. It is nil before the first occurrence.
func (t Trial) Turns(today time.Time) []time.Time {
	held := t.until(today)
	if len(held) == 0 {
		return nil
	}
	out := append([]time.Time{today, t.Stopped}, t.Helped...)
	for _, o := range held {
		out = append(out, o.Day)
		for _, n := range []float64{lateAfter, lapseAfter, goneAfter} {
			out = append(out, o.Day.Add(t.cadences(n)).Truncate(day).Add(day))
		}
	}
	out = slices.DeleteFunc(out, func(d time.Time) bool { return d.Before(held[0].Day) || d.After(today) })
	slices.SortFunc(out, time.Time.Compare)
	return slices.CompactFunc(out, time.Time.Equal)
}

// Forgotten reports whether the practice was held, but so long ago that it no
// longer counts at all.
func (s Standing) Forgotten() bool { return s.Lapsed && s.Stage == NotStarted && s.Was > Trying }

// until returns the occurrences up to and on that day, oldest first.
func (t Trial) until(today time.Time) []Occurrence {
	var out []Occurrence
	for _, o := range t.Occurrences {
		if !o.Day.After(today) {
			out = append(out, o)
		}
	}
	slices.SortStableFunc(out, func(a, b Occurrence) int { return a.Day.Compare(b.Day) })
	return out
}

// stage is what the occurrences, oldest first, prove on a day on which the last
// of them is at most two cadences old.
func (t Trial) stage(held []Occurrence, on time.Time) Stage {
	switch {
	case !t.habitual(held, on):
		return Trying
	case !t.owned(held):
		return Habitual
	case !t.taught(on):
		return Owned
	}
	return Teaching
}

func (t Trial) habitual(held []Occurrence, on time.Time) bool {
	if len(held) < habit || on.Sub(held[len(held)-1].Day) > t.cadences(lateAfter) {
		return false
	}
	recent := held[len(held)-habit:]
	for i := 1; i < len(recent); i++ {
		if recent[i].Day.Sub(recent[i-1].Day) > t.cadences(lateAfter) {
			return false
		}
	}
	return true
}

func (t Trial) owned(held []Occurrence) bool {
	for _, o := range held[len(held)-ownedLast:] {
		if o.Leader == t.Initiator || o.Leader == "" {
			return false
		}
	}
	return true
}

func (t Trial) taught(on time.Time) bool {
	return slices.ContainsFunc(t.Helped, func(d time.Time) bool { return !d.After(on) })
}

// peak is the highest stage that the occurrences proved from the last of them
// to a day, before its rhythm was broken or the practice stopped.
func (t Trial) peak(held []Occurrence, until time.Time) Stage {
	last := held[len(held)-1].Day
	stage := t.stage(held, last)
	if stage != Owned {
		return stage
	}
	end := earlier(until, last.Add(t.cadences(lateAfter)))
	if !t.Stopped.IsZero() && t.Stopped.After(last) {
		end = earlier(end, t.Stopped.Add(-day))
	}
	if t.taught(end) {
		return Teaching
	}
	return stage
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

// ever is the highest stage held at the end of any day up to today.
func (t Trial) ever(held []Occurrence, today time.Time) Stage {
	best := NotStarted
	for i, o := range held {
		until := today
		if i+1 < len(held) {
			until = held[i+1].Day.Add(-day) // from the next one on it says what holds
		}
		if !until.Before(o.Day) {
			best = max(best, t.peak(held[:i+1], until))
		}
	}
	return best
}

func (t Trial) cadences(n float64) time.Duration {
	return time.Duration(n * float64(t.CadenceDays) * float64(day))
}
