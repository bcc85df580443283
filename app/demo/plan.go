package demo

import (
	"context"
	"strconv"
	"time"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/questionnaires"
)

// plan is the organisation without what its teams answered.
type plan struct {
	Options
	organisation maturity.Organisation
	groups       []maturity.Group
	champion     maturity.Person
	leaders      []maturity.Person
	teams        []team
	editions     []store.Edition
	periods      []period
}

// team is a team with its story and its people.
type team struct {
	maturity.Team
	number  int
	story   *story
	members []member
}

// member is a person in a team, from one quarter of the story to another.
type member struct {
	maturity.Person
	part     maturity.MemberRole
	from, to int
	hours    float64 // contracted a week where not the usual 40
}

const (
	starterQuestionnaire = "sre-starter"
	coreQuestionnaire    = "sre-core"
	starterRounds        = 2
)

func newPlan(library *questionnaires.Library, o Options) (*plan, error) {
	d := newDice(o.Seed, "organisation")
	p := &plan{Options: o}
	if err := p.planRounds(library, d); err != nil {
		return nil, err
	}
	p.organisation = maturity.Organisation{
		Name: companyName.In(o.Language), Language: o.Language, TimeZone: "Asia/Tokyo", FiscalStart: fiscalStart,
		K: maturity.DefaultK, CreatedAt: p.periods[0].at(0, 9, 0),
	}
	for _, name := range departments {
		g := maturity.Group{ID: d.id(), Name: name.In(o.Language)}
		if len(p.groups) > 0 {
			g.ParentID = p.groups[0].ID
		}
		p.groups = append(p.groups, g)
	}
	people := newCast(d, o.Language)
	p.champion = people.person(maturity.RoleChampion)
	p.leaders = []maturity.Person{people.person(maturity.RoleLeader), people.person(maturity.RoleLeader)}
	told := stories(o.Language)
	for n := range o.Teams {
		s := p.storyOf(n, told)
		t := team{number: n, story: s, Team: maturity.Team{
			ID: d.id(), Key: s.key, Name: s.name.In(o.Language), GroupID: p.groups[s.group].ID,
		}}
		t.members = p.seat(people, t)
		p.teams = append(p.teams, t)
	}
	return p, nil
}

func (p *plan) storyOf(n int, told []*story) *story {
	if n < len(told) {
		return told[n]
	}
	return templateStory(n-len(told), newDice(p.Seed, "story "+strconv.Itoa(n)))
}

// seat finds the people of a team. The champion is one of the first team, and
// of the small one.
func (p *plan) seat(people *cast, t team) []member {
	size := p.Members
	if t.story.small {
		size = min(size, 3)
	}
	champion := -1
	if t.number == 0 {
		champion = min(1, size-1)
	} else if t.story.small && size > 1 {
		champion = size - 1
	}
	var out []member
	for i := range size {
		m := member{part: maturity.MemberMember, to: quarters}
		if i == 0 {
			m.part = maturity.MemberLead
		}
		if i == 3 && people.dice.chance(0.4) {
			m.hours = 32
		}
		if i == champion {
			m.Person = p.champion
		} else {
			m.Person = people.person(maturity.RoleNone)
		}
		out = append(out, m)
	}
	if gone := t.story.departs; gone > 0 && size > 1 {
		p.depart(&out[1], gone)
		out = append(out, member{Person: people.person(maturity.RoleNone), part: maturity.MemberMember, from: gone + 2, to: quarters})
	}
	return out
}

// depart lets a person leave after a quarter of the story.
func (p *plan) depart(m *member, quarter int) {
	m.to = quarter
	for _, r := range p.periods {
		if r.stage > quarter {
			left := r.at(0, 9, 0).AddDate(0, 0, -10)
			m.ArchivedAt = &left
			return
		}
	}
}

func (p *plan) planRounds(library *questionnaires.Library, d *dice) error {
	c := newCalendar(p.Now)
	for i := range p.Rounds {
		r := c.period(p.Rounds - 1 - i)
		r.ID, r.K, r.stage = d.id(), maturity.DefaultK, stageOf(i, p.Rounds)
		key := coreQuestionnaire
		if i < min(starterRounds, p.Rounds-1) {
			key = starterQuestionnaire
		}
		var err error
		if r.questionnaire, err = library.Latest(key); err != nil {
			return err
		}
		r.each, r.facts = r.questionnaire.AskedOf(maturity.Each), r.questionnaire.AskedOf(maturity.Lead)
		r.Questionnaire, r.Edition = key, r.questionnaire.Edition
		if r.Checksum, err = p.pin(r.questionnaire, r.OpenedAt); err != nil {
			return err
		}
		p.periods = append(p.periods, r)
	}
	return nil
}

// pin keeps an edition as the first round that asks it finds it.
func (p *plan) pin(q *maturity.Questionnaire, at time.Time) (string, error) {
	for _, e := range p.editions {
		if e.Questionnaire == q.Key && e.Edition == q.Edition {
			return e.Checksum, nil
		}
	}
	document, err := questionnaires.Document(q)
	if err != nil {
		return "", err
	}
	e := store.Edition{
		Questionnaire: q.Key, Edition: q.Edition, Checksum: questionnaires.Checksum(document), Document: document, CreatedAt: at,
	}
	p.editions = append(p.editions, e)
	return e.Checksum, nil
}

func (p *plan) insert(ctx context.Context, tx *store.Tx) error {
	if err := tx.SaveOrganisation(ctx, p.organisation); err != nil {
		return err
	}
	people := append([]maturity.Person{p.champion}, p.leaders...)
	var teams []maturity.Team
	var parts []maturity.Membership
	for _, t := range p.teams {
		teams = append(teams, t.Team)
		for _, m := range t.members {
			parts = append(parts, maturity.Membership{TeamID: t.ID, PersonID: m.ID, Role: m.part})
			if m.ID != p.champion.ID {
				people = append(people, m.Person)
			}
		}
	}
	if err := tx.SaveGroups(ctx, p.groups); err != nil {
		return err
	}
	if err := tx.SaveTeams(ctx, teams); err != nil {
		return err
	}
	if err := tx.SavePeople(ctx, people); err != nil {
		return err
	}
	if err := tx.SaveMemberships(ctx, parts); err != nil {
		return err
	}
	return p.insertRounds(ctx, tx)
}

func (p *plan) insertRounds(ctx context.Context, tx *store.Tx) error {
	for _, e := range p.editions {
		if err := tx.InsertEdition(ctx, e); err != nil {
			return err
		}
	}
	d := newDice(p.Seed, "rounds")
	for _, r := range p.periods {
		if err := tx.InsertRound(ctx, r.Round); err != nil {
			return err
		}
		events := []store.Event{{ID: d.id(), At: r.OpenedAt, PersonID: p.champion.ID, Verb: "round.opened", Subject: r.ID, Way: maturity.ByPage}}
		if r.ClosedAt != nil {
			events = append(events, store.Event{ID: d.id(), At: *r.ClosedAt, PersonID: p.champion.ID, Verb: "round.closed", Subject: r.ID, Way: maturity.ByPage})
		}
		for _, e := range events {
			if err := tx.InsertEvent(ctx, e); err != nil {
				return err
			}
		}
	}
	return nil
}
