package demo

import "michinori/app/maturity"

// seats finds the people as whom the demo shows most.
func (p *plan) seats() Organisation {
	first := &p.teams[0]
	out := Organisation{
		Organisation: p.organisation,
		Round:        p.periods[len(p.periods)-1].Round,
		Champion:     Seat{p.champion, first.Team},
		Leader:       Seat{Person: p.leaders[0]},
		Lead:         first.seat(0),
		Member:       first.seat(len(first.members) - 1),
	}
	for i := range p.teams {
		t := &p.teams[i]
		if t.story.end.state == maturity.Revealed {
			out.Lead = t.seat(0)
			break
		}
	}
	for i := range p.teams {
		t := &p.teams[i]
		if end := t.story.end; end.state == maturity.Answering && end.begun && !t.story.small {
			// The one who has begun: see turnout.
			out.Member = t.seat(min(int(end.finished*float64(len(t.members))), len(t.members)-1))
			break
		}
	}
	return out
}

func (t *team) seat(place int) Seat { return Seat{t.members[place].Person, t.Team} }
