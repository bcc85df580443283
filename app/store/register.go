package store

import (
	"cmp"
	"context"
	"slices"
	"time"

	"michinori/app/knowledge"
	"michinori/app/maturity"
)

// Area is an area of a team's register. Its Claims are nil here: they stand in
// TeamRegister.
type Area struct {
	knowledge.Area
	ID, TeamID string
	NextStep   string // 2026-10-31, or ""
	Revision   int    // from 1; each change is the next
	ArchivedAt *time.Time
	CreatedAt  time.Time
}

// Claim is what one person says of one area. The revision of what was never
// said is 0; that of a claim made again after it was withdrawn goes on where
// the old one ended, so that no revision ever means two things.
type Claim struct {
	knowledge.Claim
	AreaID, PersonID string
	Revision         int
	UpdatedBy        string // person id
	UpdatedAt        time.Time
}

// RegisterPerson is a member of a team with first and last day in it, each
// 2026-10-31 or "" for an open end.
type RegisterPerson struct {
	Member
	ActiveFrom, ActiveTo string
}

// TeamRegister is the register of one team: its areas in use, the most critical
// first, then by name, and what its members of today say of them. What people
// who have left once said is not in it.
type TeamRegister struct {
	Areas  []Area
	Claims map[string]map[string]Claim // by area id, then person id
	People []RegisterPerson            // leads first, then by name
}

// Register returns the register as the rules know it, people by their ids,
// judged on that day.
func (t TeamRegister) Register(asOf time.Time) knowledge.Register {
	out := knowledge.Register{AsOf: asOf, Areas: make([]knowledge.Area, 0, len(t.Areas))}
	for _, p := range t.People {
		out.People = append(out.People, knowledge.Person{
			Key: p.ID, Name: p.Name, ActiveFrom: parseDay(p.ActiveFrom), ActiveTo: parseDay(p.ActiveTo),
		})
	}
	for _, a := range t.Areas {
		area := a.Area
		area.Claims = make(map[string]knowledge.Claim, len(t.Claims[a.ID]))
		for person, c := range t.Claims[a.ID] {
			area.Claims[person] = c.Claim
		}
		out.Areas = append(out.Areas, area)
	}
	return out
}

// AreaByKey returns the area in use under that key.
func (t TeamRegister) AreaByKey(key string) (Area, bool) {
	for _, a := range t.Areas {
		if a.Key == key {
			return a, true
		}
	}
	return Area{}, false
}

// Person returns a member by id.
func (t TeamRegister) Person(id string) (RegisterPerson, bool) {
	for _, p := range t.People {
		if p.ID == id {
			return p, true
		}
	}
	return RegisterPerson{}, false
}

// RegisterOf returns the register of a team. A team without one has no areas
// and its members.
func (r Reader) RegisterOf(ctx context.Context, team string) (TeamRegister, error) {
	var out TeamRegister
	var err error
	if out.People, err = r.RegisterPeople(ctx, team); err != nil {
		return out, err
	}
	if out.Areas, err = many(r.g.WithContext(ctx).Where("team_id = ? AND archived_at IS NULL", team), areaRow.area); err != nil {
		return out, err
	}
	sortAreas(out.Areas)
	out.Claims, err = r.claimsOf(ctx, team, out)
	return out, err
}

// sortAreas orders here and not in the database, whose orders of letters
// differ.
func sortAreas(areas []Area) {
	slices.SortFunc(areas, func(a, b Area) int {
		return cmp.Or(
			cmp.Compare(b.Criticality, a.Criticality),
			cmp.Compare(a.Name.In(maturity.Japanese), b.Name.In(maturity.Japanese)), cmp.Compare(a.Key, b.Key),
		)
	})
}

// RegisterPeople returns the members of a team with their first and last days,
// leads first, then by name.
func (r Reader) RegisterPeople(ctx context.Context, team string) ([]RegisterPerson, error) {
	type row struct {
		Person               personRow `gorm:"embedded"`
		Part                 string
		ActiveFrom, ActiveTo string
	}
	q := r.g.WithContext(ctx).Table("people AS p").
		Select("p.id, p.name, p.email, p.language, p.role, p.archived_at, m.role AS part, m.active_from, m.active_to").
		Joins("JOIN memberships m ON m.person_id = p.id").
		Where("m.team_id = ? AND p.archived_at IS NULL", team).
		Order("CASE m.role WHEN 'lead' THEN 0 ELSE 1 END, p.name, p.id")
	return many(q, func(x row) RegisterPerson {
		return RegisterPerson{
			Member:     Member{Person: x.Person.person(), Part: maturity.MemberRole(x.Part)},
			ActiveFrom: x.ActiveFrom, ActiveTo: x.ActiveTo,
		}
	})
}

// claimsQuery reads claims row by row: a large register has 30,000 of them.
const claimsQuery = `
	SELECT c.area_id, c.person_id, c.level, c.claimed_at, c.evidence_at, c.evidence_kind, c.evidence_link,
	  c.revision, c.updated_by, c.updated_at
	FROM claims c JOIN areas a ON a.id = c.area_id
	WHERE a.team_id = ? AND a.archived_at IS NULL`

func (r Reader) claimsOf(ctx context.Context, team string, t TeamRegister) (map[string]map[string]Claim, error) {
	out := make(map[string]map[string]Claim, len(t.Areas))
	for _, a := range t.Areas {
		out[a.ID] = map[string]Claim{}
	}
	members := make(map[string]bool, len(t.People))
	for _, p := range t.People {
		members[p.ID] = true
	}
	rows, err := r.g.WithContext(ctx).Raw(claimsQuery, team).Rows()
	if err != nil {
		return nil, translate(err)
	}
	defer rows.Close()
	for rows.Next() {
		var c claimRow
		err := rows.Scan(&c.AreaID, &c.PersonID, &c.Level, &c.ClaimedAt, &c.EvidenceAt, &c.EvidenceKind, &c.EvidenceLink,
			&c.Revision, &c.UpdatedBy, &c.UpdatedAt)
		if err != nil {
			return nil, translate(err)
		}
		// An area may have been added or archived since the areas were read.
		if of, ok := out[c.AreaID]; ok && members[c.PersonID] {
			of[c.PersonID] = c.claim()
		}
	}
	return out, translate(rows.Err())
}

// AreaByID returns one area, an archived one too.
func (r Reader) AreaByID(ctx context.Context, id string) (Area, error) {
	row, err := one[areaRow](r.g.WithContext(ctx).Where("id = ?", id))
	return row.area(), err
}

// AreasOf returns all areas of a team, archived ones too, in the order of
// TeamRegister.
func (r Reader) AreasOf(ctx context.Context, team string) ([]Area, error) {
	out, err := many(r.g.WithContext(ctx).Where("team_id = ?", team), areaRow.area)
	sortAreas(out)
	return out, err
}

// ArchivedAreas returns the areas that a team has put away, in the order of
// TeamRegister.
func (r Reader) ArchivedAreas(ctx context.Context, team string) ([]Area, error) {
	out, err := many(r.g.WithContext(ctx).Where("team_id = ? AND archived_at IS NOT NULL", team), areaRow.area)
	sortAreas(out)
	return out, err
}

// ClaimOf returns what a person says of an area, NotFound where that is
// nothing.
func (r Reader) ClaimOf(ctx context.Context, area, person string) (Claim, error) {
	row, err := one[claimRow](r.g.WithContext(ctx).Where("area_id = ? AND person_id = ?", area, person))
	return row.claim(), err
}
