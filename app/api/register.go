package api

import (
	"context"
	"strconv"
	"strings"
	"time"

	"michinori/app/evidence"
	"michinori/app/knowledge"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
)

// Register is the knowledge register of a team, with its figures of today.
type Register struct {
	AsOf    string                  `json:"as_of" format:"date"`
	Areas   []Area                  `json:"areas"`
	Claims  []Claim                 `json:"claims"`
	People  []RegisterPerson        `json:"people"`
	Summary knowledge.PublicSummary `json:"summary" doc:"As the command bus-factor register prints it; people by id"`
}

// Area is a knowledge area.
type Area struct {
	ID            string        `json:"id"`
	Team          string        `json:"team"`
	Key           string        `json:"key"`
	Name          maturity.Text `json:"name"`
	Criticality   int           `json:"criticality" minimum:"1" maximum:"3"`
	Kind          string        `json:"kind" enum:"code,operation,vendor,domain"`
	Paths         []string      `json:"paths"`
	Services      []string      `json:"services"`
	RunbookTested string        `json:"runbook_tested" doc:"A day, never, or empty where nothing is known"`
	NonOwnerRun   string        `json:"non_owner_run" doc:"A day, never, or empty where nothing is known"`
	NextStep      string        `json:"next_step" doc:"A day, or empty"`
	Revision      int           `json:"revision"`
	ArchivedAt    *time.Time    `json:"archived_at"`
}

// Claim is how well a person knows an area.
type Claim struct {
	Area         string `json:"area"`
	Person       string `json:"person"`
	Level        int    `json:"level"`
	EvidenceAt   string `json:"evidence_at" doc:"A day, or empty"`
	EvidenceKind string `json:"evidence_kind"`
	EvidenceLink string `json:"evidence_link"`
	Revision     int    `json:"revision"`
}

// RegisterPerson is a person of the team, with the days they are active.
type RegisterPerson struct {
	ID         string `json:"id"`
	Name       string `json:"name"`
	Part       string `json:"part"`
	ActiveFrom string `json:"active_from"`
	ActiveTo   string `json:"active_to"`
}

func (a *API) registerRoutes() {
	const t = "register"
	add(a, read("/teams/{id}/register", "getRegister", "Areas, claims and figures, for the team alone", ofTeam, t), a.getRegister)
	add(a, create("/teams/{id}/register/areas", "createArea", "Add an area", ofTeam, t), a.createArea)
	add(a, act("/teams/{id}/register/suggestions", "suggestAreas", "Find areas in a CODEOWNERS file, a catalog-info.yaml or a list of names; nothing is stored", ofTeam, t), a.suggestAreas)
	add(a, act("/teams/{id}/register/suggestions/add", "addSuggestedAreas", "Add many areas at once, all of them or none; those there are stay as they are", ofTeam, t), a.addSuggestedAreas)
	add(a, read("/areas/{id}", "getArea", "One area", ofTeam, t), a.getArea)
	add(a, put("/areas/{id}", "saveArea", "Change an area", ofTeam, t), a.saveArea)
	add(a, step("/areas/{id}/archive", "archiveArea", "Put an area away", ofTeam, t),
		func(c call, in *ByID) (*none, error) { return done(a.tracker.ArchiveArea(c, c.viewer, in.ID)) })
	add(a, step("/areas/{id}/restore", "restoreArea", "Take an area back into use", ofTeam, t),
		func(c call, in *ByID) (*none, error) { return done(a.tracker.RestoreArea(c, c.viewer, in.ID)) })
	add(a, read("/areas/{id}/claims/{person}", "getClaim", "What a person says of an area", ofTeam, t), a.getClaim)
	add(a, put("/areas/{id}/claims/{person}", "saveClaim", "Say how well somebody knows an area: oneself, or anybody as lead", ofTeam, t), a.saveClaim)
	add(a, read("/teams/{id}/register/people/{person}", "getActivity", "First and last day of a member", leadOnly, t), a.getActivity)
	add(a, put("/teams/{id}/register/people/{person}", "saveActivity", "Set first and last day of a member", leadOnly, t), a.saveActivity)
	add(a, act("/teams/{id}/register/plan", "planRegister", "Say what a spreadsheet would do", leadOnly, t), a.planRegister)
	add(a, act("/teams/{id}/register/import", "importRegister", "Carry out a spreadsheet, all of it or nothing", leadOnly, t), a.importRegister)
	add(a, read("/teams/{id}/register/history", "listRegisterChanges", "Who changed what in the register, the newest first", ofTeam, t), a.listRegisterChanges)
}

func areaOf(x store.Area) Area {
	return Area{
		ID: x.ID, Team: x.TeamID, Key: x.Key, Name: x.Name, Criticality: x.Criticality, Kind: string(x.Kind),
		Paths: listed(x.Paths), Services: listed(x.Services),
		RunbookTested: occasionOf(x.RunbookTested), NonOwnerRun: occasionOf(x.NonOwnerRun), NextStep: x.NextStep,
		Revision: x.Revision, ArchivedAt: utc(x.ArchivedAt),
	}
}

func occasionOf(o *knowledge.Occasion) string {
	switch {
	case o == nil:
		return ""
	case o.Day.IsZero():
		return "never"
	}
	return dayOf(o.Day)
}

// dayOf is a day, or "" for none.
func dayOf(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

func claimOf(x store.Claim) Claim {
	return Claim{
		Area: x.AreaID, Person: x.PersonID, Level: x.Level, EvidenceAt: dayOf(x.EvidenceAt), EvidenceKind: string(x.EvidenceKind),
		EvidenceLink: x.EvidenceLink, Revision: x.Revision,
	}
}

func (a *API) getRegister(c call, in *ByID) (*output[Register], error) {
	if err := c.viewer.MayBelong(in.ID); err != nil {
		return nil, err
	}
	today, err := a.tracker.Today(c)
	if err != nil {
		return nil, err
	}
	r, err := a.store.RegisterOf(c, in.ID)
	if err != nil {
		return nil, err
	}
	now := r.Register(today)
	out := Register{
		AsOf: dayOf(today), Areas: converted(r.Areas, areaOf), Claims: []Claim{}, People: []RegisterPerson{},
		Summary: knowledge.Summarise(now).Public(),
	}
	out.Summary.Pairings = knowledge.PublicPlan(knowledge.PairingPlan(now, knowledge.SmallPlan))
	for _, x := range r.Areas {
		for _, p := range r.People {
			if claim, said := r.Claims[x.ID][p.ID]; said {
				out.Claims = append(out.Claims, claimOf(claim))
			}
		}
	}
	for _, p := range r.People {
		out.People = append(out.People, RegisterPerson{
			ID: p.ID, Name: p.Name, Part: string(p.Part), ActiveFrom: p.ActiveFrom, ActiveTo: p.ActiveTo,
		})
	}
	return reply(out, nil)
}

// AreaInput is an area as it is to be.
type AreaInput struct {
	Key           string    `json:"key,omitempty" doc:"Of a new one; made from the name where it is left out"`
	Name          TextInput `json:"name"`
	Criticality   int       `json:"criticality" minimum:"1" maximum:"3"`
	Kind          string    `json:"kind" enum:"code,operation,vendor,domain"`
	Paths         []string  `json:"paths,omitempty"`
	Services      []string  `json:"services,omitempty"`
	RunbookTested string    `json:"runbook_tested,omitempty" doc:"A day, never, or empty"`
	NonOwnerRun   string    `json:"non_owner_run,omitempty" doc:"A day, never, or empty"`
	NextStep      string    `json:"next_step,omitempty" doc:"A day, or empty"`
}

func (in AreaInput) save(team string, was store.Area) tracker.SaveArea {
	return tracker.SaveArea{
		Team: team, ID: was.ID, Revision: was.Revision, Key: in.Key, NameJA: in.Name.JA, NameEN: in.Name.EN,
		Criticality: strconv.Itoa(in.Criticality), Kind: in.Kind, Paths: strings.Join(in.Paths, "\n"), Services: strings.Join(in.Services, "\n"),
		RunbookTested: in.RunbookTested, NonOwnerRun: in.NonOwnerRun, NextStep: in.NextStep,
	}
}

func (a *API) createArea(c call, in *struct {
	ByID
	Body AreaInput
}) (*tagged[Area], error) {
	x, err := a.tracker.SaveArea(c, c.viewer, in.Body.save(in.ID, store.Area{}))
	return tag(areaOf(x), err)
}

// ownArea is an area of a team of the viewer's.
func (a *API) ownArea(c call, id string) (store.Area, error) {
	x, err := a.store.AreaByID(c, id)
	if err != nil {
		return x, err
	}
	return x, c.viewer.MayBelong(x.TeamID)
}

func (a *API) getArea(c call, in *ByID) (*tagged[Area], error) {
	x, err := a.ownArea(c, in.ID)
	return tag(areaOf(x), err)
}

func (a *API) saveArea(c call, in *struct {
	ByID
	Match
	Body AreaInput
}) (*tagged[Area], error) {
	was, err := a.ownArea(c, in.ID)
	if err != nil {
		return nil, err
	}
	c, err = guarded(a, c, in.Match, "area "+in.ID, func(ctx context.Context, r store.Reader) (Area, error) {
		x, err := r.AreaByID(ctx, in.ID)
		return areaOf(x), err
	})
	if err != nil {
		return nil, err
	}
	x, err := a.tracker.SaveArea(c, c.viewer, in.Body.save(was.TeamID, was))
	return tag(areaOf(x), err)
}

// ClaimPath takes an area and a person from the address.
type ClaimPath struct {
	ByID
	Person string `path:"person"`
}

func (a *API) getClaim(c call, in *ClaimPath) (*tagged[Claim], error) {
	if _, err := a.ownArea(c, in.ID); err != nil {
		return nil, err
	}
	x, err := a.store.ClaimOf(c, in.ID, in.Person)
	return tag(claimOf(x), err)
}

func (a *API) saveClaim(c call, in *struct {
	ClaimPath
	Body struct {
		Level        *int   `json:"level" doc:"0 to 4; null withdraws the claim"`
		EvidenceAt   string `json:"evidence_at,omitempty" doc:"A day; with its kind, or neither"`
		EvidenceKind string `json:"evidence_kind,omitempty" enum:"operated,drill,taught,reviewed,"`
		EvidenceLink string `json:"evidence_link,omitempty"`
		Revision     int    `json:"revision,omitempty" doc:"What was looked at; 0 where nothing was said"`
	}
}) (*tagged[Claim], error) {
	level := ""
	if in.Body.Level != nil {
		level = strconv.Itoa(*in.Body.Level)
	}
	x, err := a.tracker.SaveClaim(c, c.viewer, tracker.SaveClaim{
		Area: in.ID, Person: in.Person, Level: level, EvidenceAt: in.Body.EvidenceAt, EvidenceKind: in.Body.EvidenceKind,
		EvidenceLink: in.Body.EvidenceLink, Revision: in.Body.Revision,
	})
	if isConflict(err) && x.AreaID != "" {
		return nil, withCurrent(maturity.Fail(maturity.Conflict, "error.stale"), claimOf(x))
	}
	return tag(claimOf(x), err)
}

// Activity is the first and the last day of a member.
type Activity struct {
	From string `json:"from,omitempty" doc:"First day, or empty"`
	To   string `json:"to,omitempty" doc:"Last day, or empty"`
}

func (in MemberPath) activity(ctx context.Context, r store.Reader) (Activity, error) {
	people, err := r.RegisterPeople(ctx, in.ID)
	if err != nil {
		return Activity{}, err
	}
	p, known := store.TeamRegister{People: people}.Person(in.Person)
	if !known {
		return Activity{}, maturity.Fail(maturity.NotFound, "error.not_found")
	}
	return Activity{From: p.ActiveFrom, To: p.ActiveTo}, nil
}

func (a *API) getActivity(c call, in *MemberPath) (*tagged[Activity], error) {
	if err := c.viewer.MayLead(in.ID); err != nil {
		return nil, err
	}
	return tag(in.activity(c, a.store))
}

func (a *API) saveActivity(c call, in *struct {
	MemberPath
	Match
	Body Activity
}) (*tagged[Activity], error) {
	held, err := guarded(a, c, in.Match, tracker.RosterLock, in.activity)
	if err != nil {
		return nil, err
	}
	if err := a.tracker.SaveActivity(held, c.viewer, in.ID, in.Person, in.Body.From, in.Body.To); err != nil {
		return nil, err
	}
	return tag(in.activity(c, a.store))
}

type sheetOfTeam struct {
	ByID
	Body SheetInput
}

func (a *API) sheet(c call, in *sheetOfTeam) (knowledge.Sheet, error) {
	if err := c.viewer.MayLead(in.ID); err != nil {
		return knowledge.Sheet{}, err
	}
	return a.tracker.MeantSheet(c, in.ID, evidence.ReadSheet(evidence.Text([]byte(in.Body.Text))))
}

func (a *API) planRegister(c call, in *sheetOfTeam) (*output[Plan], error) {
	sheet, err := a.sheet(c, in)
	if err != nil {
		return nil, err
	}
	p, err := a.tracker.PlanRegister(c, c.viewer, in.ID, sheet)
	if err != nil {
		return nil, err
	}
	return reply(a.registerPlan(c, p, false))
}

func (a *API) importRegister(c call, in *sheetOfTeam) (*output[Plan], error) {
	sheet, err := a.sheet(c, in)
	if err != nil {
		return nil, err
	}
	p, err := a.tracker.ImportRegister(c, c.viewer, in.ID, sheet, in.Body.Seen)
	if err != nil {
		return nil, a.refusedPlan(c, err, func() (Plan, error) { return a.registerPlan(c, p, false) })
	}
	return reply(a.registerPlan(c, p, true))
}

func (a *API) registerPlan(c call, p tracker.RegisterPlan, carriedOut bool) (Plan, error) {
	out := Plan{Rows: p.Rows, Same: p.Same(), Changes: []PlanChange{}, Problems: []PlanProblem{}, Ignored: listed(p.Ignored), Done: carriedOut}
	for _, x := range p.Changes {
		about := x.AreaKey
		if x.PersonName != "" {
			about += " · " + x.PersonName
		}
		out.Changes = append(out.Changes, PlanChange{Line: x.Line, About: about, What: x.Verb, From: string(x.Before), To: string(x.After)})
	}
	for _, x := range p.Problems {
		out.Problems = append(out.Problems, PlanProblem{Line: x.Line, Column: string(x.Column), Code: x.Key, Detail: a.config.Text(c.language, x.Key, x.Args)})
	}
	var err error
	out.Fingerprint, err = p.Fingerprint()
	return out, err
}

// RegisterChange is one change of a register.
type RegisterChange struct {
	ID     string    `json:"id"`
	At     time.Time `json:"at"`
	By     string    `json:"by" doc:"A person; empty for the program itself"`
	Verb   string    `json:"verb"`
	Area   string    `json:"area"`
	Person string    `json:"person"`
	Before any       `json:"before"`
	After  any       `json:"after"`
}

func (a *API) listRegisterChanges(c call, in *struct {
	ByID
	ListInput
}) (*output[Page[RegisterChange]], error) {
	if err := c.viewer.MayBelong(in.ID); err != nil {
		return nil, err
	}
	before, err := openCursor(in.Cursor)
	if err != nil {
		return nil, err
	}
	limit := in.limit()
	all, err := a.store.RegisterChanges(c, in.ID, store.ChangeFilter{Before: before, Limit: limit + 1})
	if err != nil {
		return nil, err
	}
	out := Page[RegisterChange]{Items: converted(all[:min(limit, len(all))], func(x store.RegisterChange) RegisterChange {
		return RegisterChange{
			ID: x.ID, At: x.At.UTC(), By: x.ByID, Verb: x.Verb, Area: x.AreaID, Person: x.PersonID, Before: orNull(x.Before), After: orNull(x.After),
		}
	})}
	if len(all) > limit {
		out.Next = cursorOf(out.Items[limit-1].ID)
	}
	return reply(out, nil)
}
