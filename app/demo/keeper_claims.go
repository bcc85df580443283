package demo

import (
	"strings"
	"time"

	"michinori/app/knowledge"
	"michinori/app/store"
)

// claim lets one person say what changed for them, in one go.
func (k *keeper) claim(r period, place int, m member) {
	clock := r.at(k.dice.between(2, 6), k.dice.between(13, 17), k.dice.IntN(60))
	for _, a := range k.areas {
		if a.ArchivedAt != nil {
			continue
		}
		c, ok := k.said(r, a, place, m)
		if !ok {
			continue
		}
		clock = clock.Add(time.Duration(k.dice.between(8, 40)) * time.Second)
		before, known := a.claims[m.ID]
		c.Revision, c.UpdatedAt, c.ClaimedAt = before.Revision+1, clock, dayOf(clock)
		a.claims[m.ID] = c
		change := store.RegisterChange{AreaID: a.ID, PersonID: m.ID, At: clock, ByID: m.ID, Verb: store.ClaimChanged}
		if known {
			k.record(change, before.State(), c.State())
		} else {
			k.record(change, nil, c.State())
		}
	}
}

// said returns what the person says now of an area; false where that is
// nothing new.
func (k *keeper) said(r period, a *kept, place int, m member) (store.Claim, bool) {
	told, ok := k.claimOf(a, place)
	if !ok {
		return store.Claim{}, false
	}
	c, known := a.claims[m.ID]
	changed := false
	for quarter := k.since(r, max(a.story.from, m.from)); quarter <= r.stage; quarter++ {
		level, said := told.levelAt(quarter)
		if !said {
			continue
		}
		if !known || level != c.Level {
			c.Level, known, changed = level, true, true
		}
		if kind, ok := proofs[told.proof[quarter]]; ok {
			c.EvidenceAt, c.EvidenceKind, changed = k.dayIn(r, quarter), kind, true
			c.EvidenceLink = k.link(a, c)
		}
	}
	c.AreaID, c.PersonID, c.UpdatedBy = a.ID, m.ID, m.ID
	return c, changed
}

// claimOf finds what the story tells of a person and an area. Who sits beyond
// the six of the stories has seen some of it done.
func (k *keeper) claimOf(a *kept, place int) (claimStory, bool) {
	seat := place
	if k.team.members[place].from > 0 {
		seat = newcomer
	}
	for _, c := range a.story.claims {
		if c.seat == seat {
			return c, true
		}
	}
	if place < storySeats || seat == newcomer || (place+len(a.Key))%3 > 0 {
		return claimStory{}, false
	}
	return claimStory{levels: strings.Repeat("1", quarters/2) + strings.Repeat("2", quarters/2), proof: strings.Repeat(".", quarters)}, true
}

// storySeats is how many people the stories know.
const storySeats = 6

// link is where the evidence of a claim can be looked at; "" where nobody wrote
// that down.
func (k *keeper) link(a *kept, c store.Claim) string {
	if k.dice.chance(0.35) {
		return ""
	}
	day := c.EvidenceAt.Format(time.DateOnly)
	wiki := "https://wiki." + mailDomain + "/" + k.team.Key
	switch c.EvidenceKind {
	case knowledge.Drilled:
		return wiki + "/drills/" + day
	case knowledge.Taught:
		return wiki + "/pairing/" + day + "-" + a.Key
	case knowledge.Reviewed:
		return "https://git." + mailDomain + "/" + k.team.Key + "/" + a.Key + "/pull/" + day[5:7] + day[8:]
	}
	return wiki + "/operations/" + day + "-" + a.Key
}
