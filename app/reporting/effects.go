package reporting

import (
	"math"
	"slices"
	"time"

	"michinori/app/adoption"
	"michinori/app/maturity"
	"michinori/reports/quarter"
)

const fewestTeams = 3 // on each side of a comparison

// student90 is half the width of a 90 % interval in standard errors, from one
// degree of freedom on: Student's t at 95 %. Beyond its end the last one holds,
// which is a little wide.
var student90 = [...]float64{
	6.314, 2.920, 2.353, 2.132, 2.015, 1.943, 1.895, 1.860, 1.833, 1.812, 1.796, 1.782, 1.771, 1.761, 1.753,
	1.746, 1.740, 1.734, 1.729, 1.725, 1.721, 1.717, 1.714, 1.711, 1.708, 1.706, 1.703, 1.701, 1.699, 1.697,
}

// habits returns the day on which each team first held the practice as a habit,
// by team id.
func habits(chosen []standing, asOf time.Time) map[string]time.Time {
	out := map[string]time.Time{}
	for _, s := range chosen {
		if s.Standing.Ever < adoption.Habitual {
			continue
		}
		days := make([]time.Time, 0, len(s.trial.Occurrences))
		for _, o := range s.trial.Occurrences {
			days = append(days, o.Day)
		}
		slices.SortFunc(days, time.Time.Compare)
		for _, day := range days {
			if !day.After(asOf) && s.trial.On(day).Ever >= adoption.Habitual {
				out[s.TeamID] = day
				break
			}
		}
	}
	return out
}

// effect compares the scores of teams before and after a practice became their
// habit with those of others, which never chose it, over the same rounds. Before
// is the last round that the team shared and that ended on an earlier day; after
// is the first one it shared that opened on a later one, by the days of the
// organisation's time zone. Where the questions changed in between, nothing
// compares.
//
// Each team counts with its own change less the mean change of the others over
// its rounds. The interval is that of a difference of two means by Welch, as few
// teams call for: see halfWidth. It is false with fewer than three teams on
// either side.
func effect(d maturity.Dimension, since map[string]time.Time, others []string, scores scores) (quarter.Effect, bool) {
	var c comparison
	c.of = map[string][]float64{}
	for _, team := range sortedKeys(since) {
		before, after, ok := scores.around(d, team, since[team])
		if ok {
			c.add(d, team, before, after, others, scores)
		}
	}
	others = sortedKeys(c.of)
	out := quarter.Effect{Dimension: d, Teams: len(c.changes), Others: len(others)}
	if out.Teams < fewestTeams || out.Others < fewestTeams {
		return out, false
	}
	changes := make([]float64, len(others))
	for i, id := range others {
		changes[i] = mean(c.of[id])
	}
	out.Before, out.After = mean(c.before), mean(c.after)
	out.OthersBefore, out.OthersAfter = mean(c.othersBefore), mean(c.othersAfter)
	difference := (out.After - out.Before) - (out.OthersAfter - out.OthersBefore)
	half := halfWidth(c.changes, changes)
	out.Low, out.High = difference-half, difference+half
	return out, true
}

// halfWidth is half of the 90 % interval of the difference between the means of
// two samples: t √(s²/n + u²/m), with s² and u² their variances and t of as many
// degrees of freedom as Welch and Satterthwaite give, rounded down.
func halfWidth(a, b []float64) float64 {
	ofA, ofB := variance(a)/float64(len(a)), variance(b)/float64(len(b))
	spread := ofA + ofB
	if spread == 0 {
		return 0
	}
	freedom := spread * spread / (ofA*ofA/float64(len(a)-1) + ofB*ofB/float64(len(b)-1))
	return student90[min(max(int(freedom), 1), len(student90))-1] * math.Sqrt(spread)
}

// comparison collects both sides.
type comparison struct {
	before, after, changes    []float64 // of teams with the practice
	othersBefore, othersAfter []float64 // means over the others, beside each of those teams
	of                        map[string][]float64
}

func (c *comparison) add(d maturity.Dimension, team string, before, after int, others []string, scores scores) {
	var from, to []float64
	for _, other := range others {
		b, had := scores.of[before][other][d]
		a, has := scores.of[after][other][d]
		if had && has {
			from, to = append(from, b), append(to, a)
			c.of[other] = append(c.of[other], a-b)
		}
	}
	if len(from) == 0 {
		return
	}
	b, a := scores.of[before][team][d], scores.of[after][team][d]
	c.before, c.after, c.changes = append(c.before, b), append(c.after, a), append(c.changes, a-b)
	c.othersBefore, c.othersAfter = append(c.othersBefore, mean(from)), append(c.othersAfter, mean(to))
}

// around finds the rounds before and after a day in which a team is scored.
func (s scores) around(d maturity.Dimension, team string, day time.Time) (before, after int, ok bool) {
	before, after = -1, -1
	for i, r := range s.rounds {
		if _, scored := s.of[i][team][d]; !scored {
			continue
		}
		switch {
		case r.ended.Before(day):
			before = i
		case after < 0 && r.opened.After(day):
			after = i
		}
	}
	return before, after, before >= 0 && after >= 0 && s.since[d][after] <= before
}

func mean(of []float64) float64 {
	sum := 0.0
	for _, v := range of {
		sum += v
	}
	return sum / float64(len(of))
}

// variance is that of a sample.
func variance(of []float64) float64 {
	m, sum := mean(of), 0.0
	for _, v := range of {
		sum += (v - m) * (v - m)
	}
	return sum / float64(len(of)-1)
}

func sortedKeys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for key := range m {
		out = append(out, key)
	}
	slices.Sort(out)
	return out
}
