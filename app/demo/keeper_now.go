package demo

import (
	"cmp"
	"slices"
	"time"

	"michinori/app/knowledge"
	"michinori/app/maturity"
	"michinori/app/store"
)

// snapshot returns what the register says at a time; nil while no area is named.
func (k *keeper) snapshot(r period, assessment string, at time.Time) *store.Snapshot {
	if len(k.areas) == 0 {
		return nil
	}
	now := store.TeamRegister{Claims: map[string]map[string]store.Claim{}, People: k.people(r)}
	for _, a := range k.areas {
		if a.ArchivedAt != nil {
			continue
		}
		now.Areas = append(now.Areas, a.Area)
		now.Claims[a.ID] = map[string]store.Claim{}
		for _, p := range now.People {
			if c, ok := a.claims[p.ID]; ok {
				now.Claims[a.ID][p.ID] = c
			}
		}
	}
	if len(now.Areas) == 0 {
		return nil
	}
	slices.SortFunc(now.Areas, func(a, b store.Area) int {
		return cmp.Or(cmp.Compare(b.Criticality, a.Criticality), cmp.Compare(a.Name.JA, b.Name.JA), cmp.Compare(a.Key, b.Key))
	})
	out := &store.Snapshot{AssessmentID: assessment, TakenAt: at, View: knowledge.Lenient, Register: now.Register(dayOf(at))}
	if k.taken {
		out.View = knowledge.Strict
	}
	k.taken = true
	return out
}

// people are the members at the time of a round, leads first, then by name.
// First and last days are written down in the last one.
func (k *keeper) people(r period) []store.RegisterPerson {
	var out []store.RegisterPerson
	for place, m := range k.team.members {
		if m.from > r.stage || r.stage > m.to {
			continue
		}
		p := store.RegisterPerson{Member: store.Member{Person: m.Person, Part: m.part}}
		if r.last {
			p.ActiveFrom, p.ActiveTo = k.dates(place)
		}
		out = append(out, p)
	}
	slices.SortStableFunc(out, func(a, b store.RegisterPerson) int {
		return cmp.Or(cmp.Compare(a.Part, b.Part), cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
	return out
}

// dates are the first and last day of a member, "" where there is none.
func (k *keeper) dates(place int) (from, to string) {
	story := k.team.story.register
	if n := story.returns[place]; n > 0 {
		from = k.today.AddDate(0, 0, n).Format(time.DateOnly)
	}
	if n := story.leaves[place]; n > 0 {
		to = k.today.AddDate(0, 0, n).Format(time.DateOnly)
	}
	return from, to
}

// dayOf is the day of a time in Japan, as registers hold days.
func dayOf(t time.Time) time.Time {
	y, m, d := t.In(japan).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// figures are what a score takes from a snapshot.
func figures(s store.Snapshot) *maturity.RegisterFigures {
	out := knowledge.Figures(s.Register, s.View)
	out.View, out.AsOf = string(s.View), s.Register.AsOf.Format(time.DateOnly)
	return &out
}
