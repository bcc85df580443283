package web

import (
	"context"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
	"michinori/app/web/page"
)

func (s *Server) listPeople(c *fiber.Ctx) error {
	ctx := c.UserContext()
	p := &page.People{
		Base: s.base(c, "people.title"), Query: asked(c, "q"), Team: asked(c, "team"), Role: asked(c, "role"),
		Archived: asked(c, "archived") != "",
	}
	p.Section = "people"
	people, err := s.store.People(ctx)
	if err != nil {
		return err
	}
	if p.Teams, err = s.teamsInUse(c); err != nil {
		return err
	}
	parts, err := s.store.Memberships(ctx)
	if err != nil {
		return err
	}
	rows := personRows(p, people, parts)
	p.Pager = page.NewPager(p.Base, "/people", query(c), len(rows))
	p.Rows = page.Rows(p.Pager, rows)
	return s.render(c, fiber.StatusOK, "people", p)
}

func (s *Server) teamsInUse(c *fiber.Ctx) ([]maturity.Team, error) {
	teams, err := s.store.Teams(c.UserContext())
	var out []maturity.Team
	for _, t := range teams {
		if t.ArchivedAt == nil {
			out = append(out, t)
		}
	}
	return out, err
}

// personRows keeps the people who are looked for.
func personRows(p *page.People, people []maturity.Person, parts []maturity.Membership) []page.PersonRow {
	teams := map[string]string{}
	for _, t := range p.Teams {
		teams[t.ID] = t.Name
	}
	names, in := map[string][]string{}, map[string]bool{}
	for _, m := range parts {
		if name, ok := teams[m.TeamID]; ok {
			names[m.PersonID] = append(names[m.PersonID], name)
		}
		in[m.PersonID] = in[m.PersonID] || m.TeamID == p.Team
	}
	var rows []page.PersonRow
	for _, x := range people {
		ofTeam := p.Team == "" || in[x.ID] || p.Team == "none" && len(names[x.ID]) == 0
		ofRole := p.Role == "" || string(x.Role) == p.Role
		if (x.ArchivedAt != nil) == p.Archived && ofTeam && ofRole && contains(p.Query, x.Name, x.Email) {
			rows = append(rows, page.PersonRow{Person: x, Teams: names[x.ID]})
		}
	}
	return rows
}

func (s *Server) newPerson(c *fiber.Ctx) error {
	o, err := s.store.Organisation(c.UserContext())
	if err != nil {
		return err
	}
	return s.newPersonPage(c, fiber.StatusOK, page.PersonInput{Language: string(o.Language)}, nil)
}

func (s *Server) newPersonPage(c *fiber.Ctx, status int, in page.PersonInput, wrong maturity.Fields) error {
	p := &page.Person{Base: s.base(c, "person.new"), New: true, Input: in}
	p.Section, p.Path, p.Errors = "people", "/people/new", page.NewErrors(p.Texts, wrong)
	return s.render(c, status, "person", p)
}

func personInput(c *fiber.Ctx) page.PersonInput {
	return page.PersonInput{
		Name: c.FormValue("name"), Email: c.FormValue("email"), Language: c.FormValue("language"), Role: c.FormValue("role"),
	}
}

func (s *Server) createPerson(c *fiber.Ctx) error {
	in := personInput(c)
	show := func(status int, wrong maturity.Fields) error { return s.newPersonPage(c, status, in, wrong) }
	return s.submit(c, show, func() error {
		p, err := s.tracker.SavePerson(c.UserContext(), viewer(c), tracker.PersonSettings{
			Name: in.Name, Email: in.Email, Language: in.Language, Role: in.Role,
		})
		if err != nil {
			return err
		}
		return s.redirect(c, "/people/"+p.ID, "flash.person_created")
	})
}

func (s *Server) editPerson(c *fiber.Ctx) error {
	x, err := s.store.PersonByID(c.UserContext(), c.Params("id"))
	if err != nil {
		return err
	}
	return s.personPage(c, fiber.StatusOK, x, storedPerson(x), nil)
}

func storedPerson(x maturity.Person) page.PersonInput {
	return page.PersonInput{Name: x.Name, Email: x.Email, Language: string(x.Language), Role: string(x.Role)}
}

func (s *Server) personPage(c *fiber.Ctx, status int, x maturity.Person, in page.PersonInput, wrong page.Errors) error {
	p := &page.Person{
		Base: s.base(c, "person.title", "name", x.Name), ID: x.ID, Name: x.Name, Input: in,
		Archived: x.ArchivedAt != nil, Self: viewer(c).Person.ID == x.ID,
	}
	p.Section, p.Path, p.Errors = "people", "/people/"+x.ID, wrong
	var err error
	if p.Guard, err = lookedAt(c, status, x); err != nil {
		return err
	}
	parts, err := s.store.MembershipsOf(c.UserContext(), x.ID)
	if err != nil {
		return err
	}
	teams, err := s.teamsByID(c.UserContext())
	if err != nil {
		return err
	}
	for _, m := range parts {
		p.Teams = append(p.Teams, page.PersonTeam{Team: teams[m.TeamID], Part: m.Role})
	}
	return s.render(c, status, "person", p)
}

func (s *Server) savePerson(c *fiber.Ctx) error {
	x, err := s.store.PersonByID(c.UserContext(), c.Params("id"))
	if err != nil {
		return err
	}
	in := personInput(c)
	show := func(status int, wrong maturity.Fields) error {
		return s.personPage(c, status, x, in, page.NewErrors(s.texts.In(language(c)), wrong))
	}
	archived, flash := archiving(c, x.ArchivedAt != nil, "person")
	return s.submit(c, show, func() error {
		guarded := unlessChanged(s, c, tracker.RosterLock, func(ctx context.Context, r store.Reader) (maturity.Person, error) {
			return r.PersonByID(ctx, x.ID)
		})
		_, err := s.tracker.SavePerson(guarded, viewer(c), tracker.PersonSettings{
			ID: x.ID, Name: in.Name, Email: in.Email, Language: in.Language, Role: in.Role, Archived: archived,
		})
		if isConflict(err) {
			return s.personConflict(c, x.ID, in)
		}
		if err != nil {
			return err
		}
		return s.redirect(c, "/people/"+x.ID, flash)
	})
}

// personConflict shows a person as somebody else has saved them meanwhile beside
// what was typed; where nothing differs, there is nothing left to do.
func (s *Server) personConflict(c *fiber.Ctx, id string, in page.PersonInput) error {
	x, err := s.store.PersonByID(c.UserContext(), id)
	if err != nil {
		return err
	}
	b, now := s.base(c, "person.title"), storedPerson(x)
	wrong := theirs(b, edited{"name", in.Name, now.Name, now.Name}, edited{"email", in.Email, now.Email, now.Email},
		edited{"language", in.Language, now.Language, b.T("language.name." + now.Language)},
		edited{"role", in.Role, now.Role, b.RoleName(x.Role)})
	if to, flash := archiving(c, x.ArchivedAt != nil, "person"); len(wrong) == 0 && to == (x.ArchivedAt != nil) {
		return s.redirect(c, "/people/"+x.ID, flash)
	}
	return s.personPage(c, fiber.StatusConflict, x, in, wrong)
}
