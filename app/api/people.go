package api

import (
	"context"
	"errors"
	"time"

	"michinori/app/evidence"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
)

// Person is somebody who can sign in.
type Person struct {
	ID         string     `json:"id"`
	Name       string     `json:"name"`
	Email      string     `json:"email"`
	Language   string     `json:"language" enum:"ja,en"`
	Role       string     `json:"role" doc:"Across the organisation: champion, leader, or empty"`
	ArchivedAt *time.Time `json:"archived_at"`
}

func personOf(p maturity.Person) Person {
	return Person{
		ID: p.ID, Name: p.Name, Email: p.Email, Language: string(p.Language), Role: string(p.Role), ArchivedAt: p.ArchivedAt,
	}
}

// PersonalLink signs its holder in as the person.
type PersonalLink struct {
	Person    string    `json:"person"`
	Secret    string    `json:"secret" doc:"The link is the address of the application followed by /l/ and this"`
	ExpiresAt time.Time `json:"expires_at"`
}

func linkOf(l tracker.PersonalLink) PersonalLink {
	return PersonalLink{Person: l.Person.ID, Secret: l.Secret, ExpiresAt: l.Expires}
}

func (a *API) peopleRoutes() {
	const t = "people"
	add(a, logged(read("/people", "listPeople", "Everybody", runs, t), "people.read"), a.listPeople)
	add(a, create("/people", "createPerson", "Add a person", runs, t), a.createPerson)
	add(a, read("/people/{id}", "getPerson", "One person", runs, t),
		func(c call, in *ByID) (*tagged[Person], error) { return tag(person(c, a.store, in.ID)) })
	add(a, put("/people/{id}", "savePerson", "Change a person, put them away or back", runs, t), a.savePerson)
	add(a, create("/people/{id}/link", "createPersonalLink", "Make a personal link", runs, t),
		func(c call, in *ByID) (*output[PersonalLink], error) {
			l, err := a.tracker.NewPersonLink(c, c.viewer, in.ID)
			return reply(linkOf(l), err)
		})
	add(a, logged(read("/memberships", "listMemberships", "Who is in which team", runs, t), "people.read"), a.listMemberships)
	add(a, act("/roster/plan", "planRoster", "Say what a list of people would do", runs, t), a.planRoster)
	add(a, act("/roster", "importRoster", "Carry out a list of people, all of it or nothing", runs, t), a.importRoster)
}

func person(ctx context.Context, r store.Reader, id string) (Person, error) {
	p, err := r.PersonByID(ctx, id)
	return personOf(p), err
}

func (a *API) listPeople(c call, in *ListInput) (*output[Page[Person]], error) {
	all, err := a.store.People(c)
	if err != nil {
		return nil, err
	}
	return reply(paged(*in, converted(all, personOf), func(p Person) string { return p.ID }))
}

// PersonInput is a person as they are to be.
type PersonInput struct {
	Name     string `json:"name" maxLength:"300"`
	Email    string `json:"email,omitempty" maxLength:"254"`
	Language string `json:"language" enum:"ja,en"`
	Role     string `json:"role,omitempty" enum:"champion,leader,"`
	Archived bool   `json:"archived,omitempty"`
}

func (in PersonInput) settings(id string) tracker.PersonSettings {
	return tracker.PersonSettings{
		ID: id, Name: in.Name, Email: in.Email, Language: in.Language, Role: in.Role, Archived: in.Archived,
	}
}

func (a *API) createPerson(c call, in *struct{ Body PersonInput }) (*tagged[Person], error) {
	p, err := a.tracker.SavePerson(c, c.viewer, in.Body.settings(""))
	return tag(personOf(p), err)
}

func (a *API) savePerson(c call, in *struct {
	ByID
	Match
	Body PersonInput
}) (*tagged[Person], error) {
	c, err := guarded(a, c, in.Match, tracker.RosterLock, func(ctx context.Context, r store.Reader) (Person, error) { return person(ctx, r, in.ID) })
	if err != nil {
		return nil, err
	}
	if _, err := a.tracker.SavePerson(c, c.viewer, in.Body.settings(in.ID)); err != nil {
		return nil, err
	}
	return tag(person(c, a.store, in.ID))
}

func (a *API) listMemberships(c call, in *ListInput) (*output[Page[Membership]], error) {
	all, err := a.store.Memberships(c)
	if err != nil {
		return nil, err
	}
	return reply(paged(*in, converted(all, membershipOf), func(m Membership) string { return m.Team + " " + m.Person }))
}

// SheetInput is a spreadsheet as text, and what was agreed to.
type SheetInput struct {
	Text string `json:"text" doc:"CSV or tab-separated, with a line of titles"`
	Seen string `json:"seen,omitempty" doc:"The fingerprint of the plan that was agreed to; left out, anything is agreed to"`
}

// Plan is what carrying out a spreadsheet does.
type Plan struct {
	Rows        int           `json:"rows"`
	Same        int           `json:"same" doc:"Rows that change nothing"`
	Changes     []PlanChange  `json:"changes"`
	Problems    []PlanProblem `json:"problems"`
	Ignored     []string      `json:"ignored" doc:"Titles of columns that mean nothing here"`
	LeftOut     int           `json:"left_out" doc:"Lines of accounts that are closed or no person's"`
	Fingerprint string        `json:"fingerprint"`
	Done        bool          `json:"done"`
}

// PlanChange is what one line brings about.
type PlanChange struct {
	Line  int    `json:"line"`
	About string `json:"about"`
	What  string `json:"what"`
	From  string `json:"from,omitempty"`
	To    string `json:"to,omitempty"`
}

// PlanProblem is what is wrong with one line.
type PlanProblem struct {
	Line   int    `json:"line"`
	Column string `json:"column,omitempty"`
	Code   string `json:"code"`
	Detail string `json:"detail"`
}

func (a *API) planRoster(c call, in *struct{ Body SheetInput }) (*output[Plan], error) {
	p, err := a.tracker.PlanRoster(c, c.viewer, evidence.ReadRoster(evidence.Text([]byte(in.Body.Text))))
	if err != nil {
		return nil, err
	}
	return reply(a.rosterPlan(c, p, false))
}

// importRoster answers with the plan, also where nothing was done: with its
// problems, or because something else would happen by now.
func (a *API) importRoster(c call, in *struct{ Body SheetInput }) (*output[Plan], error) {
	p, err := a.tracker.ImportRoster(c, c.viewer, evidence.ReadRoster(evidence.Text([]byte(in.Body.Text))), in.Body.Seen)
	if err != nil {
		return nil, a.refusedPlan(c, err, func() (Plan, error) { return a.rosterPlan(c, p, false) })
	}
	return reply(a.rosterPlan(c, p, true))
}

// refusedPlan puts the plan beside the error, so that the caller sees why.
func (a *API) refusedPlan(c call, err error, plan func() (Plan, error)) error {
	var e *maturity.Error
	if !errors.As(err, &e) || e.Kind != maturity.Invalid && e.Kind != maturity.Conflict {
		return err
	}
	p, planErr := plan()
	if planErr != nil {
		return planErr
	}
	out := *e
	for _, x := range p.Problems {
		out.Fields = append(out.Fields, maturity.Field{Name: "text", Key: x.Code, Args: map[string]string{"text": x.Detail}})
	}
	return withCurrent(&out, p)
}

func (a *API) rosterPlan(c call, p tracker.RosterPlan, carriedOut bool) (Plan, error) {
	out := Plan{Rows: p.Rows, Same: p.Same(), Changes: []PlanChange{}, Problems: []PlanProblem{}, Ignored: listed(p.Ignored), LeftOut: p.LeftOut, Done: carriedOut}
	for _, change := range p.Changes {
		for _, e := range change.Effects {
			about := change.Person
			if e.In != "" {
				about += " · " + e.In
			}
			out.Changes = append(out.Changes, PlanChange{Line: change.Line, About: about, What: string(e.Kind), From: e.From, To: e.To})
		}
	}
	for _, x := range p.Problems {
		out.Problems = append(out.Problems, PlanProblem{
			Line: x.Line, Column: string(x.Column), Code: x.Key, Detail: a.config.Text(c.language, x.Key, x.Args),
		})
	}
	var err error
	out.Fingerprint, err = p.Fingerprint()
	return out, err
}
