package demo

import (
	"encoding/json"
	"reflect"
	"slices"
	"strconv"
	"time"

	"michinori/app/knowledge"
	"michinori/app/store"
)

// keeper keeps the register of one team through its story: what it holds after
// each round, and every change on the way.
type keeper struct {
	team    *team
	dice    *dice
	seed    uint64
	areas   []*kept
	today   time.Time
	changes []store.RegisterChange
	told    int  // the quarter of the story up to which it is kept; -1: none yet
	taken   bool // a snapshot of a round before
	err     error
}

// kept is an area of the register with what is said of it, by person.
type kept struct {
	store.Area
	story  *areaStory
	claims map[string]store.Claim
}

func (p *plan) keeper(t *team) *keeper {
	return &keeper{
		team: t, seed: p.Seed, dice: newDice(p.Seed, "register "+strconv.Itoa(t.number)), today: dayOf(p.Now), told: -1,
	}
}

// advance lets the team mend its register in the days before it talks: the
// areas on the first day, and who knows them on those that follow.
func (k *keeper) advance(r period) {
	if k.team.story.register == nil {
		return
	}
	from := len(k.changes)
	k.nameAreas(r)
	for place, m := range k.team.members {
		if m.from <= r.stage && r.stage <= m.to {
			k.claim(r, place, m)
		}
	}
	k.told = r.stage
	slices.SortStableFunc(k.changes[from:], func(a, b store.RegisterChange) int { return a.At.Compare(b.At) })
}

// nameAreas adds, changes and archives areas, in one meeting that the lead
// writes down.
func (k *keeper) nameAreas(r period) {
	clock := r.at(0, 11, 5*k.dice.IntN(12))
	lead := k.team.members[0].ID
	for i := range k.team.story.register.areas {
		told := &k.team.story.register.areas[i]
		a := k.find(told)
		clock = clock.Add(time.Duration(k.dice.between(30, 150)) * time.Second)
		switch {
		case a == nil && told.there(r.stage):
			a = k.add(told, clock)
			k.occasions(r, a)
			k.record(store.RegisterChange{AreaID: a.ID, At: clock, ByID: lead, Verb: store.AreaAdded}, nil, a.State())
		case a == nil || a.ArchivedAt != nil:
		case !told.there(r.stage):
			before := a.Area
			at := clock
			a.ArchivedAt = &at
			a.Revision++
			k.record(store.RegisterChange{AreaID: a.ID, At: clock, ByID: lead, Verb: store.AreaArchived}, before.State(), a.State())
		default:
			before := a.Area
			k.occasions(r, a)
			if !reflect.DeepEqual(before.State(), a.State()) {
				a.Revision++
				k.record(store.RegisterChange{AreaID: a.ID, At: clock, ByID: lead, Verb: store.AreaChanged}, before.State(), a.State())
			}
		}
	}
}

func (k *keeper) find(told *areaStory) *kept {
	for _, a := range k.areas {
		if a.story == told {
			return a
		}
	}
	return nil
}

func (k *keeper) add(told *areaStory, at time.Time) *kept {
	a := &kept{story: told, claims: map[string]store.Claim{}}
	a.Area = store.Area{Area: told.area, ID: k.dice.id(), TeamID: k.team.ID, Revision: 1, CreatedAt: at}
	k.areas = append(k.areas, a)
	return a
}

// occasions writes down what was tested and done since the last round, and in
// the last one what comes next.
func (k *keeper) occasions(r period, a *kept) {
	for quarter := k.since(r, a.story.from); quarter <= r.stage; quarter++ {
		day := k.dayIn(r, quarter)
		happen(&a.RunbookTested, a.story.runbook, quarter, day)
		happen(&a.NonOwnerRun, a.story.others, quarter, day)
	}
	if r.last && a.story.next > 0 {
		a.NextStep = workday(k.today.AddDate(0, 0, a.story.next)).Format(time.DateOnly)
	}
}

// happen sets an occasion as its track tells of a quarter.
func happen(o **knowledge.Occasion, track string, quarter int, day time.Time) {
	switch {
	case track == "" || track[quarter] == '.':
	case track[quarter] == 't':
		*o = &knowledge.Occasion{Day: day}
	default:
		*o = &knowledge.Occasion{}
	}
}

// since is the first quarter of the story that nothing was told of yet. Where
// a long history repeats the first quarter, it is told again.
func (k *keeper) since(r period, from int) int {
	return max(from, min(k.told+1, r.stage))
}

// dayIn is a day shortly before the talk of a quarter. Of quarters that a short
// history skips only the distance counts.
func (k *keeper) dayIn(r period, quarter int) time.Time {
	d := workday(r.start.AddDate(0, 0, k.dice.between(-18, -1))).AddDate(0, -3*(r.stage-quarter), 0)
	return time.Date(d.Year(), d.Month(), d.Day(), 0, 0, 0, 0, time.UTC)
}

// record adds a change to the history; nil is what was not there, or is no
// longer.
func (k *keeper) record(c store.RegisterChange, before, after any) {
	c.TeamID = k.team.ID
	c.Before, c.After = k.document(before), k.document(after)
	k.changes = append(k.changes, c)
}

func (k *keeper) document(state any) json.RawMessage {
	if state == nil || k.err != nil {
		return nil
	}
	raw, err := json.Marshal(state)
	k.err = err
	return raw
}
