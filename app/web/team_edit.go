package web

import (
	"context"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
	"michinori/app/web/page"
)

func (s *Server) newTeam(c *fiber.Ctx) error {
	return s.newTeamPage(c, fiber.StatusOK, page.TeamInput{Group: asked(c, "group")}, nil)
}

func (s *Server) newTeamPage(c *fiber.Ctx, status int, in page.TeamInput, wrong maturity.Fields) error {
	p := &page.Team{Base: s.base(c, "team.new"), New: true, Input: in}
	p.Section, p.Path, p.Errors = "teams", "/teams/new", page.NewErrors(p.Texts, wrong)
	if err := s.fillTeam(c.UserContext(), p); err != nil {
		return err
	}
	return s.render(c, status, "team", p)
}

func (s *Server) fillTeam(ctx context.Context, p *page.Team) error {
	groups, err := s.store.Groups(ctx)
	if err != nil {
		return err
	}
	o, err := s.store.Organisation(ctx)
	if err != nil {
		return err
	}
	p.Fill(groups, o.K)
	return nil
}

func teamInput(c *fiber.Ctx) page.TeamInput {
	return page.TeamInput{Name: c.FormValue("name"), Key: c.FormValue("key"), Group: c.FormValue("group")}
}

func storedTeam(t maturity.Team) page.TeamInput {
	return page.TeamInput{Name: t.Name, Key: t.Key, Group: t.GroupID}
}

func (s *Server) createTeam(c *fiber.Ctx) error {
	in := teamInput(c)
	show := func(status int, wrong maturity.Fields) error { return s.newTeamPage(c, status, in, wrong) }
	return s.submit(c, show, func() error {
		t, err := s.tracker.SaveTeam(c.UserContext(), viewer(c), tracker.TeamSettings{Name: in.Name, Key: in.Key, GroupID: in.Group})
		if err != nil {
			return err
		}
		return s.redirect(c, "/teams/"+t.ID, "flash.team_created")
	})
}

func (s *Server) editTeam(c *fiber.Ctx) error {
	t, err := s.store.TeamByID(c.UserContext(), c.Params("id"))
	if err != nil {
		return err
	}
	return s.teamPage(c, fiber.StatusOK, t, page.Team{Input: storedTeam(t)})
}

// teamPage shows a team. p brings what was typed and what is wrong with it.
func (s *Server) teamPage(c *fiber.Ctx, status int, t maturity.Team, p page.Team) error {
	ctx := c.UserContext()
	p.Base = s.base(c, "team.title", "team", t.Name)
	p.Section, p.Path = "teams", "/teams/"+t.ID
	p.ID, p.Name, p.Archived = t.ID, t.Name, t.ArchivedAt != nil
	if err := s.fillTeam(ctx, &p); err != nil {
		return err
	}
	var err error
	if p.Guard, err = lookedAt(c, status, t); err != nil {
		return err
	}
	if p.Members, err = s.store.MembersOf(ctx, t.ID); err != nil {
		return err
	}
	for _, m := range p.Members {
		p.HasLead = p.HasLead || m.Part == maturity.MemberLead
	}
	if p.InOpenRound, err = s.inOpenRound(ctx, t.ID); err != nil {
		return err
	}
	return s.render(c, status, "team", &p)
}

func (s *Server) inOpenRound(ctx context.Context, team string) (bool, error) {
	assessments, err := s.store.AssessmentsOf(ctx, team)
	if err != nil {
		return false, err
	}
	rounds, err := s.store.Rounds(ctx)
	if err != nil {
		return false, err
	}
	open := map[string]bool{}
	for _, r := range rounds {
		open[r.ID] = r.Open()
	}
	for _, a := range assessments {
		if open[a.RoundID] {
			return true, nil
		}
	}
	return false, nil
}

func (s *Server) saveTeam(c *fiber.Ctx) error {
	ctx := c.UserContext()
	t, err := s.store.TeamByID(ctx, c.Params("id"))
	if err != nil {
		return err
	}
	in := teamInput(c)
	show := func(status int, wrong maturity.Fields) error {
		p := page.Team{Input: in, Errors: page.NewErrors(s.texts.In(language(c)), wrong)}
		return s.teamPage(c, status, t, p)
	}
	archived, flash := archiving(c, t.ArchivedAt != nil, "team")
	return s.submit(c, show, func() error {
		guarded := unlessChanged(s, c, tracker.RosterLock, func(ctx context.Context, r store.Reader) (maturity.Team, error) { return r.TeamByID(ctx, t.ID) })
		_, err := s.tracker.SaveTeam(guarded, viewer(c), tracker.TeamSettings{
			ID: t.ID, Name: in.Name, Key: in.Key, GroupID: in.Group, Archived: archived,
		})
		if isConflict(err) {
			return s.teamConflict(c, t.ID, in)
		}
		if err != nil {
			return err
		}
		return s.redirect(c, "/teams/"+t.ID, flash)
	})
}

// teamConflict shows a team as somebody else has saved it meanwhile beside what
// was typed; where nothing differs, there is nothing left to do.
func (s *Server) teamConflict(c *fiber.Ctx, id string, in page.TeamInput) error {
	ctx := c.UserContext()
	t, err := s.store.TeamByID(ctx, id)
	if err != nil {
		return err
	}
	groups, err := s.store.Groups(ctx)
	if err != nil {
		return err
	}
	b, now := s.base(c, "team.title"), storedTeam(t)
	wrong := theirs(b, edited{"name", in.Name, now.Name, now.Name}, edited{"key", in.Key, now.Key, now.Key},
		edited{"group", in.Group, now.Group, page.GroupPath(groups, now.Group, b.T("team.no_group"))})
	if to, flash := archiving(c, t.ArchivedAt != nil, "team"); len(wrong) == 0 && to == (t.ArchivedAt != nil) {
		return s.redirect(c, "/teams/"+t.ID, flash)
	}
	return s.teamPage(c, fiber.StatusConflict, t, page.Team{Input: in, Errors: wrong})
}

// archiving reads which button was pressed: to archive, to restore, or just to
// save, which leaves that as it is.
func archiving(c *fiber.Ctx, archived bool, what string) (to bool, flash string) {
	switch c.FormValue("archive") {
	case "yes":
		return true, "flash." + what + "_archived"
	case "no":
		return false, "flash." + what + "_restored"
	default:
		return archived, "flash." + what + "_saved"
	}
}

func (s *Server) addMembers(c *fiber.Ctx) error {
	ctx := c.UserContext()
	t, err := s.store.TeamByID(ctx, c.Params("id"))
	if err != nil {
		return err
	}
	lines := c.FormValue("members")
	show := func(status int, wrong maturity.Fields) error {
		return s.teamPage(c, status, t, page.Team{
			Input:    storedTeam(t),
			AddLines: lines, AddErrors: page.NewErrors(s.texts.In(language(c)), wrong),
		})
	}
	return s.submit(c, show, func() error {
		if _, err := s.tracker.AddMembers(ctx, viewer(c), t.ID, lines); err != nil {
			return err
		}
		return s.redirect(c, "/teams/"+t.ID+"#members", "flash.members_added")
	})
}

// changePart makes somebody lead or member, or takes them out. Taking out has a
// word of its own, so that a form that arrives without one changes nothing.
func (s *Server) changePart(c *fiber.Ctx) error {
	part, flash := c.FormValue("part"), "flash.part_changed"
	switch part {
	case "":
		return maturity.Fail(maturity.Invalid, "error.request")
	case "out":
		part, flash = "", "flash.member_removed"
	}
	team, person := c.Params("id"), c.Params("person")
	seen, err := tracker.Seen(maturity.MemberRole(c.FormValue("was")))
	if err != nil {
		return err
	}
	ctx := s.tracker.Unchanged(c.UserContext(), tracker.RosterLock, seen, func(ctx context.Context, r store.Reader) (any, error) {
		return partOf(ctx, r, team, person)
	})
	err = s.tracker.ChangePart(ctx, viewer(c), team, person, part)
	if isConflict(err) {
		now, reading := partOf(c.UserContext(), s.store, team, person)
		if reading != nil {
			return reading
		}
		if string(now) != part {
			return s.partConflict(c, team, person, now)
		}
		err = nil // somebody else has made them that already
	}
	if err != nil {
		return err
	}
	return s.redirect(c, "/teams/"+team+"#members", flash)
}

// partOf returns somebody's part in a team, "" where they are not in it.
func partOf(ctx context.Context, r store.Reader, team, person string) (maturity.MemberRole, error) {
	all, err := r.MembersOf(ctx, team)
	for _, m := range all {
		if m.ID == person {
			return m.Part, err
		}
	}
	return "", err
}

// partConflict shows a team again where somebody else has changed a member's
// part meanwhile, and says to what.
func (s *Server) partConflict(c *fiber.Ctx, team, person string, now maturity.MemberRole) error {
	ctx := c.UserContext()
	t, err := s.store.TeamByID(ctx, team)
	if err != nil {
		return err
	}
	who, err := s.store.PersonByID(ctx, person)
	if err != nil {
		return err
	}
	b := s.base(c, "team.title")
	said := b.T("team.part_elsewhere_out", "name", who.Name)
	if now != "" {
		said = b.T("team.part_elsewhere", "name", who.Name, "part", b.PartName(now))
	}
	p := page.Team{Input: storedTeam(t), Elsewhere: said}
	return s.teamPage(c, fiber.StatusConflict, t, p)
}
