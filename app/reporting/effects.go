package reporting

import (
	"math"
	"slices"
	"time"

	"michinori/app/adoption"
	"michinori/app/maturity"
	"michinori/reports/quarter"
)

const (
	fewestTeams = 3     // on each side of a comparison
	normal90    = 1.645 // half the width of a 90 % interval, in standard errors
)

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
// is the last round that the team shared and that was over on that day; after
// is the first one it shared that opened later. Where the questions changed in
// between, nothing compares.
//
// Each team counts with its own change less the mean change of the others over
// its rounds. The interval is that of a difference of two means, by the normal
// approximation: the difference ± 1.645 √(s²/n + t²/m), with s² and t² the
// variances of the changes of n teams and of m others, the latter each with the
// mean of its changes. It is false with fewer than three teams on either side.
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
	half := normal90 * math.Sqrt(variance(c.changes)/float64(out.Teams)+variance(changes)/float64(out.Others))
	out.Low, out.High = difference-half, difference+half
	return out, true
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
		case endOf(r).Before(day):
			before = i
		case after < 0 && r.OpenedAt.After(day):
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
