package adoption

import "time"

// Index is the adoption index of a team over the practices it has chosen: 100
// times the stages that count, over four times their number. Those it has
// stopped are left out; nil where nothing is left.
func Index(chosen []Standing) *float64 {
	sum, n := 0, 0
	for _, s := range chosen {
		if !s.Stopped {
			sum += int(s.Stage)
			n++
		}
	}
	if n == 0 {
		return nil
	}
	index := 100 * float64(sum) / float64(int(MaxStage)*n)
	return &index
}

// Share is a part of a whole, both counted.
type Share struct{ Part, Whole int }

// Breadth is how many of the teams hold a practice as a habit at least; teams
// that have not chosen it belong to the whole.
func Breadth(standings []Standing, teams int) Share {
	out := Share{Whole: teams}
	for _, s := range standings {
		if !s.Stopped && s.Stage >= Habitual {
			out.Part++
		}
	}
	return out
}

// Led is one practice of one team with who brought it there.
type Led struct {
	Standing
	Initiator string
}

// Independence is how many of the practices that are a habit at least had
// somebody other than their initiator lead the latest occurrence: the number
// against the change itself hanging on one person.
func Independence(practices []Led) Share {
	var out Share
	for _, p := range practices {
		if p.Stopped || p.Stage < Habitual {
			continue
		}
		out.Whole++
		if p.Last.Leader != p.Initiator && p.Last.Leader != "" {
			out.Part++
		}
	}
	return out
}

// Progress is one practice over an organisation on one day.
type Progress struct {
	Day      time.Time
	Ever     int // teams that had it as a habit at least, some time
	Still    int // teams that have it as a habit at least
	Trying   int // teams below that which are at it
	Eligible int // teams there are
}

// BurnUp follows one practice over days, in their order. The lines of ever and
// still part where practices lapse.
func BurnUp(trials []Trial, days []time.Time, eligible func(time.Time) int) []Progress {
	out := make([]Progress, 0, len(days))
	for _, d := range days {
		p := Progress{Day: d, Eligible: eligible(d)}
		for _, t := range trials {
			s := t.On(d)
			if s.Ever >= Habitual {
				p.Ever++
			}
			switch {
			case s.Stopped:
			case s.Stage >= Habitual:
				p.Still++
			case s.Stage >= Trying:
				p.Trying++
			}
		}
		out = append(out, p)
	}
	return out
}

// MostOpen is how many practices below a habit a team should have under way.
const MostOpen = 2

// Open returns how many practices are under way and no habit yet.
func Open(chosen []Standing) int {
	n := 0
	for _, s := range chosen {
		if !s.Stopped && s.Stage < Habitual {
			n++
		}
	}
	return n
}
