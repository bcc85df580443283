package web

import (
	"errors"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"michinori/app/evidence/paths"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
	"michinori/app/web/page"
)

// memberArea returns the area of the address, for the members of its team.
func (s *Server) memberArea(c *fiber.Ctx) (store.Area, error) {
	a, err := s.store.AreaByID(c.UserContext(), c.Params("area"))
	if err != nil {
		return a, err
	}
	return a, viewer(c).MayBelong(a.TeamID)
}

// areaInUse is memberArea for what an archived area does not have.
func (s *Server) areaInUse(c *fiber.Ctx) (store.Area, error) {
	a, err := s.memberArea(c)
	if err == nil && a.ArchivedAt != nil {
		return a, maturity.Fail(maturity.NotFound, "error.not_found")
	}
	return a, err
}

func (s *Server) newArea(c *fiber.Ctx) error {
	return s.newAreaPage(c, fiber.StatusOK, page.AreaInput{NameJA: asked(c, "name")}, nil)
}

func (s *Server) newAreaPage(c *fiber.Ctx, status int, in page.AreaInput, wrong maturity.Fields) error {
	team, err := s.memberTeam(c)
	if err != nil {
		return err
	}
	p := &page.AreaPage{Team: team, New: true, Input: in}
	p.Base, p.Nav = s.registerPage(c, team, "", "area.new")
	p.Path, p.Errors = "/teams/"+team.ID+"/register/areas/new", page.NewErrors(p.Texts, wrong)
	return s.render(c, status, "area", p)
}

func areaInput(c *fiber.Ctx) page.AreaInput {
	occasion := func(name string) page.Occasion {
		return page.Occasion{Choice: c.FormValue(name), Day: c.FormValue(name + ".day")}
	}
	return page.AreaInput{
		NameJA: c.FormValue("name_ja"), NameEN: c.FormValue("name_en"), Key: c.FormValue("key"),
		Criticality: c.FormValue("criticality"), Kind: c.FormValue("kind"),
		Paths: c.FormValue("paths"), Services: c.FormValue("services"),
		RunbookTested: occasion("runbook_tested"), NonOwnerRun: occasion("non_owner_run"), NextStep: c.FormValue("next_step"),
	}
}

func areaChange(in page.AreaInput) tracker.SaveArea {
	return tracker.SaveArea{
		Key: in.Key, NameJA: in.NameJA, NameEN: in.NameEN, Criticality: in.Criticality, Kind: in.Kind,
		Paths: in.Paths, Services: in.Services, RunbookTested: in.RunbookTested.Value(), NonOwnerRun: in.NonOwnerRun.Value(),
		NextStep: in.NextStep,
	}
}

// readablePaths turns down what no reader of paths understands: with it, what
// the register writes out could be read neither here nor by bus-factor git.
func (s *Server) readablePaths(c *fiber.Ctx, typed string) error {
	var wrong maturity.Fields
	for _, item := range tracker.Items(typed) {
		var bad *paths.Error
		if _, err := paths.Parse(item); errors.As(err, &bad) {
			b := s.base(c, "register.name")
			wrong.Add("paths", "area.path_wrong", "path", bad.Pattern, "why", b.T(bad.Key))
			break
		}
	}
	return wrong.Err()
}

func (s *Server) createArea(c *fiber.Ctx) error {
	team, in := c.Params("id"), areaInput(c)
	if err := viewer(c).MayBelong(team); err != nil {
		return err
	}
	show := func(status int, wrong maturity.Fields) error { return s.newAreaPage(c, status, in, wrong) }
	return s.submit(c, show, func() error {
		if err := s.readablePaths(c, in.Paths); err != nil {
			return err
		}
		change := areaChange(in)
		change.Team = team
		a, err := s.tracker.SaveArea(c.UserContext(), viewer(c), change)
		if err != nil {
			return err
		}
		if c.FormValue("more") != "" {
			return s.redirect(c, "/teams/"+team+"/register/areas/new", "flash.area_added")
		}
		return s.redirect(c, "/teams/"+team+"/register#a-"+a.ID, "flash.area_added")
	})
}

func (s *Server) showArea(c *fiber.Ctx) error {
	a, err := s.memberArea(c)
	if err != nil {
		return err
	}
	return s.areaPage(c, fiber.StatusOK, a, page.AreaPage{Input: page.NewAreaInput(a)})
}

// areaPage shows an area. p brings what was typed and what is wrong with it;
// what is saved from there builds upon the area as it is given.
func (s *Server) areaPage(c *fiber.Ctx, status int, a store.Area, p page.AreaPage) error {
	ctx := c.UserContext()
	team, err := s.store.TeamByID(ctx, a.TeamID)
	if err != nil {
		return err
	}
	state, err := s.registerState(ctx, a.TeamID)
	if err != nil {
		return err
	}
	p.Base, p.Nav = s.registerPage(c, team, "", "area.title")
	p.TitleArgs = map[string]string{"area": p.AreaName(a)}
	p.Path = "/areas/" + a.ID
	p.Team, p.Area, p.Archived, p.Revision = team, a, a.ArchivedAt != nil, restsOn(c, status, a.Revision)
	p.Depth, p.Mark = state.depths[a.Key], state.marks[a.Key]
	for _, m := range viewerFirst(state.People, p.Viewer.Person.ID) {
		claim, said := state.Claims[a.ID][m.ID]
		if !said && !mayClaim(p.Viewer, team.ID, m.ID) {
			continue
		}
		line := page.AreaClaim{Person: m.Member, Claim: claim}
		if said {
			line.Level, line.Stale, line.Evidence = strconv.Itoa(claim.Level), claim.Stale(state.today), p.EvidenceWords(claim.Claim)
		}
		p.Claims = append(p.Claims, line)
	}
	changes, err := s.store.RegisterChanges(ctx, team.ID, store.ChangeFilter{AreaID: a.ID, Limit: 20})
	if err != nil {
		return err
	}
	p.History = p.Entries(changes)
	return s.render(c, status, "area", &p)
}

func (s *Server) saveArea(c *fiber.Ctx) error {
	a, err := s.memberArea(c)
	if err != nil {
		return err
	}
	in := areaInput(c)
	texts := s.texts.In(language(c))
	show := func(status int, wrong maturity.Fields) error {
		return s.areaPage(c, status, a, page.AreaPage{Input: in, Errors: page.NewErrors(texts, wrong)})
	}
	return s.submit(c, show, func() error {
		if err := s.readablePaths(c, in.Paths); err != nil {
			return err
		}
		change := areaChange(in)
		change.ID, change.Revision = a.ID, sentRevision(c)
		now, err := s.tracker.SaveArea(c.UserContext(), viewer(c), change)
		if isConflict(err) {
			return s.areaConflict(c, now, in)
		}
		if err != nil {
			return err
		}
		return s.redirect(c, "/areas/"+a.ID, "flash.area_saved")
	})
}

// areaConflict shows what somebody else has made of an area meanwhile beside
// what was typed, and stores nothing.
func (s *Server) areaConflict(c *fiber.Ctx, now store.Area, in page.AreaInput) error {
	b := s.base(c, "register.name")
	stored, typed := page.NewAreaInput(now).Words(), in.Words()
	wrong := page.Errors{}
	for i, w := range b.AreaWords(now.State()) {
		if stored[i] != typed[i] {
			wrong[w.Name] = b.Theirs(w.Value)
		}
	}
	return s.areaPage(c, fiber.StatusConflict, now, page.AreaPage{Input: in, Errors: wrong, Conflict: true})
}

func (s *Server) archiveArea(c *fiber.Ctx) error {
	a, err := s.memberArea(c)
	if err != nil {
		return err
	}
	if err := s.tracker.ArchiveArea(c.UserContext(), viewer(c), a.ID); err != nil {
		return err
	}
	return s.redirect(c, "/teams/"+a.TeamID+"/register?archived="+a.ID, "")
}

func (s *Server) restoreArea(c *fiber.Ctx) error {
	a, err := s.memberArea(c)
	if err != nil {
		return err
	}
	if err := s.tracker.RestoreArea(c.UserContext(), viewer(c), a.ID); err != nil {
		return err
	}
	return s.redirect(c, "/teams/"+a.TeamID+"/register#a-"+a.ID, "flash.area_restored")
}
