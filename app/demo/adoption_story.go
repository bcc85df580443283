package demo

import (
	"michinori/app/adoption"
	"michinori/app/maturity"
	"michinori/app/store"
)

// adoptionStory is how practices live in a team. Days are counted back from the
// day on which the demo is looked at.
type adoptionStory struct {
	trials []trialStory
	drills []drillStory
	ways   []wayStory
	hands  []handStory
	rota   adoption.Rota // with fewer members, of fewer people; no people: the team has not said
}

// byChampion is the seat of the champion, whatever the team.
const byChampion = -1

// trialStory is a practice a team has taken up.
type trialStory struct {
	practice string
	cadence  int // days; 0: the usual rhythm
	by       int // the seat of who brought it
	chosen   int // days back, of what was never held
	ago      []int
	led      string           // the seats of who led each, "c" for the champion
	said     []maturity.Text  // what came out of it, of the latest ones, oldest first
	causes   []adoption.Cause // of each, where it is about an incident; nil: made up
	helpedBy string           // the key of the team that helped with the first
	stopped  int              // days back; 0: never
	reason   maturity.Text
}

// drillStory is a drill that was played, or is planned where ago is negative.
// One that was played belongs to the role play that was held on its day.
type drillStory struct {
	ago            int
	scenario       string
	area           string
	runner, player int // seats
	scribe         int
	outcome        maturity.Text
	notes          []noteStory
	gaps           []gapStory
}

type noteStory struct {
	minute, seat int
	text         maturity.Text
}

// gapStory is what a drill found missing, and the action that came of it.
type gapStory struct {
	owner  int
	text   maturity.Text
	action maturity.ActionState // "": none
}

// wayStory is how far somebody is on the way to on-call: the days back of each
// step of adoption.PathSteps, 0 for none, and of the last incident led.
type wayStory struct {
	seat     int
	steps    [5]int
	incident int
	note     maturity.Text // on the last of the steps
}

// handStory is a hand that somebody has raised.
type handStory struct {
	seat     int
	practice string
	wish     store.Wish
	consent  bool
	ago      int
	note     maturity.Text
}

// every returns the days of something held in a rhythm, oldest first.
func every(days, from, to int) []int {
	var out []int
	for ago := from; ago >= to; ago -= days {
		out = append(out, ago)
	}
	return out
}

// templateAdoption is how practices live in a team beyond those with a story of
// their own: a few of them, some living, some asleep.
func templateAdoption(d *dice) *adoptionStory {
	practices := []struct {
		key     string
		cadence int
	}{
		{"postmortem", 90}, {"alert_review", 14}, {"runbook", 90}, {"pair_operation", 30}, {"reading_club", 30}, {"broken_windows_day", 30},
	}
	out := &adoptionStory{}
	first := d.IntN(len(practices))
	for i := range d.between(0, 3) {
		p := practices[(first+i)%len(practices)]
		t := trialStory{practice: p.key, by: 0}
		last := d.between(1, p.cadence)
		if d.chance(0.25) {
			last += d.between(2, 4) * p.cadence // asleep
		}
		n := d.between(1, 6)
		for j := range n {
			t.ago = append(t.ago, last+(n-1-j)*p.cadence)
			t.led += string(rune('0' + d.IntN(3)))
		}
		out.trials = append(out.trials, t)
	}
	if d.chance(0.6) {
		out.rota = adoption.Rota{People: d.between(2, 6), Slots: 1, Sites: 1}
	}
	return out
}
