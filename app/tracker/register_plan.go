package tracker

import (
	"context"
	"reflect"
	"strconv"
	"strings"
	"time"

	"michinori/app/knowledge"
	"michinori/app/maturity"
	"michinori/app/store"
)

// registerPlanner works through a spreadsheet. It holds what is stored and lays
// on top of it what earlier lines have brought.
type registerPlanner struct {
	team  string
	by    string
	now   time.Time
	today time.Time
	newID func() string

	names   areaNames
	byID    map[string]store.Area
	claimed map[string]map[string]store.Claim // of members, archived areas too
	counts  map[store.Cell]int
	members memberNames
	people  map[string]string // id -> name

	sheetKeys  map[string]string  // key in the spreadsheet -> area id
	refused    map[string]bool    // keys of lines with problems: claims to them are none of their own
	saidAreas  map[string]int     // area id -> line
	saidClaims map[store.Cell]int // -> line

	changes  []PlannedChange
	problems []knowledge.SheetProblem
	added    []store.Area
	changed  []store.Area
	claims   []store.Claim
	failed   error
}

func (t *Tracker) newRegisterPlanner(ctx context.Context, r store.Reader, v maturity.Viewer, team string) (*registerPlanner, error) {
	p := &registerPlanner{
		team: team, by: v.Person.ID, now: t.now(), newID: t.newID, byID: map[string]store.Area{}, people: map[string]string{},
		sheetKeys: map[string]string{}, refused: map[string]bool{}, saidAreas: map[string]int{}, saidClaims: map[store.Cell]int{},
	}
	var err error
	if p.today, err = t.dayIn(ctx, r); err != nil {
		return nil, err
	}
	areas, err := r.AreasOf(ctx, team)
	if err != nil {
		return nil, err
	}
	p.names = newAreaNames(areas)
	for _, a := range areas {
		p.byID[a.ID] = a
	}
	people, err := r.RegisterPeople(ctx, team)
	if err != nil {
		return nil, err
	}
	p.members = newMemberNames(people)
	for _, x := range people {
		p.people[x.ID] = x.Name
	}
	if p.claimed, err = r.ClaimsOf(ctx, team); err != nil {
		return nil, err
	}
	p.counts, err = r.ClaimCounts(ctx, team)
	return p, err
}

func (p *registerPlanner) refuse(line int, column, key string, args ...string) {
	problem := knowledge.SheetProblem{Line: line, Column: column, Key: key}
	if len(args) > 0 {
		problem.Args = map[string]string{args[0]: args[1]}
	}
	p.problems = append(p.problems, problem)
}

// find returns the area a line means: by key, else by a name in use. A key may
// have been made from the name by whoever read the spreadsheet, so one that
// nobody has says nothing.
func (p *registerPlanner) find(key string, names ...string) (store.Area, bool) {
	if id, ok := p.sheetKeys[key]; ok {
		return p.byID[id], true
	}
	if id, ok := p.names.keys[key]; ok {
		return p.byID[id], true
	}
	for _, name := range names {
		if id, ok := p.names.names[nameKey(name)]; ok && name != "" {
			return p.byID[id], true
		}
	}
	return store.Area{}, false
}

// area plans what a line says of an area.
func (p *registerPlanner) area(s knowledge.SheetArea) {
	key, before := strings.ToLower(strings.TrimSpace(s.Key)), len(p.problems)
	p.placeArea(s, key)
	if len(p.problems) > before {
		p.refused[key] = true
	}
}

func (p *registerPlanner) placeArea(s knowledge.SheetArea, key string) {
	was, known := p.find(key, s.Name.JA, s.Name.EN, key)
	if known && key != "" {
		p.sheetKeys[key] = was.ID
	}
	next := was
	if !known {
		next = store.Area{TeamID: p.team, Area: knowledge.Area{Key: key, Criticality: usualCriticality, Kind: knowledge.Operation}}
	}
	if !p.lay(s, &next) || known && p.said(s.Line, was, next) {
		return
	}
	if !known {
		p.addArea(s.Line, next)
		return
	}
	p.saidAreas[was.ID] = s.Line
	verb := store.AreaChanged
	if was.ArchivedAt != nil {
		next.ArchivedAt, verb = nil, store.AreaRestored
	} else if reflect.DeepEqual(was.State(), next.State()) {
		return
	}
	next.Revision++
	if !p.place(s.Line, next) {
		return
	}
	p.changed = append(p.changed, next)
	p.note(s.Line, store.RegisterChange{AreaID: next.ID, Verb: verb, AreaKey: next.Key, AreaName: next.Name}, was.State(), next.State())
}

// said reports whether an earlier line spoke of the area; where this one says
// something else, that is a problem.
func (p *registerPlanner) said(line int, now, next store.Area) bool {
	first, ok := p.saidAreas[now.ID]
	if ok && !reflect.DeepEqual(now.State(), next.State()) {
		p.refuse(line, "key", "sheet.repeated_area", "line", strconv.Itoa(first))
	}
	return ok
}

// lay checks what a line says of an area and lays it over what is known; what
// it leaves out stays.
func (p *registerPlanner) lay(s knowledge.SheetArea, a *store.Area) bool {
	var f maturity.Fields
	if ja := line(&f, "name_ja", s.Name.JA, false); ja != "" {
		a.Name.JA = ja
	}
	if en := line(&f, "name_en", s.Name.EN, false); en != "" {
		a.Name.EN = en
	}
	if s.Criticality != 0 {
		a.Criticality = criticality(&f, "criticality", strconv.Itoa(s.Criticality))
	}
	if s.Kind != "" {
		a.Kind = areaKind(&f, "kind", string(s.Kind))
	}
	if paths := checkList(&f, "paths", s.Paths); len(paths) > 0 {
		a.Paths = paths
	}
	if services := checkList(&f, "services", s.Services); len(services) > 0 {
		a.Services = services
	}
	switch {
	case a.Name.IsZero() && a.Key == "":
		f.Add("name_ja", "field.required")
	case a.Name.IsZero():
		a.Name.EN = a.Key
	}
	for _, x := range f {
		p.problems = append(p.problems, knowledge.SheetProblem{Line: s.Line, Column: x.Name, Key: x.Key, Args: x.Args})
	}
	return len(f) == 0
}

func (p *registerPlanner) addArea(line int, a store.Area) {
	var f maturity.Fields
	checkAreaKey(&f, p.names, &a)
	for _, x := range f {
		p.refuse(line, x.Name, x.Key)
	}
	if len(f) > 0 {
		return
	}
	a.ID, a.Revision, a.CreatedAt = p.newID(), 1, p.now
	if !p.place(line, a) {
		return
	}
	p.saidAreas[a.ID] = line
	p.added = append(p.added, a)
	p.note(line, store.RegisterChange{AreaID: a.ID, Verb: store.AreaAdded, AreaKey: a.Key, AreaName: a.Name}, nil, a.State())
}

// place makes an area known under its names, or says which of them is taken.
func (p *registerPlanner) place(line int, a store.Area) bool {
	var f maturity.Fields
	p.names.check(&f, a)
	for _, x := range f {
		p.refuse(line, x.Name, "sheet.name_taken")
	}
	if len(f) > 0 {
		return false
	}
	if was, ok := p.byID[a.ID]; !ok || was.ArchivedAt != nil {
		if p.names.inUse >= maxAreas {
			p.refuse(line, "", "sheet.areas_full", "max", strconv.Itoa(maxAreas))
			return false
		}
		p.names.add(a)
	} else {
		p.names.rename(a)
	}
	p.byID[a.ID] = a
	return true
}

func (p *registerPlanner) note(line int, c store.RegisterChange, before, after any) {
	c.TeamID = p.team
	var err error
	if c.Before, err = encodeState(before); err != nil {
		p.failed = err
	}
	if c.After, err = encodeState(after); err != nil {
		p.failed = err
	}
	p.changes = append(p.changes, PlannedChange{Line: line, RegisterChange: c})
}
