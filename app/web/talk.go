package web

import (
	"net/url"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/reporting"
	"michinori/app/tracker"
	"michinori/app/web/page"
	"michinori/reports/talk"
)

// showTalk shows the talk about a round of the organisation or a group: to
// champions with the form in which they change it, to leaders without.
func (s *Server) showTalk(c *fiber.Ctx) error {
	p, err := s.talk(c)
	if err != nil {
		return err
	}
	return s.renderTalk(c, fiber.StatusOK, p, nil)
}

// downloadTalk gives the same talk as a file.
func (s *Server) downloadTalk(c *fiber.Ctx) error {
	p, err := s.talk(c)
	if err != nil {
		return err
	}
	return s.sendAsked(c, p.Talk)
}

// saveTalk stores what was typed; stepTalk does so and moves, drops, restores
// or resets a slide.
func (s *Server) saveTalk(c *fiber.Ctx) error {
	if err := viewer(c).MayRun(); err != nil {
		return err
	}
	return s.editTalk(c, s.talk, tracker.EditTalk{Round: c.Query("round"), Group: c.Query("group")})
}

// showTeamTalk shows the talk about a round of one team: to its lead with the
// form, to the team and, once shared, to champions and leaders without.
func (s *Server) showTeamTalk(c *fiber.Ctx) error {
	p, err := s.teamTalk(c)
	if err != nil {
		return err
	}
	return s.renderTalk(c, fiber.StatusOK, p, nil)
}

func (s *Server) downloadTeamTalk(c *fiber.Ctx) error {
	p, err := s.teamTalk(c)
	if err != nil {
		return err
	}
	return s.sendAsked(c, p.Talk)
}

func (s *Server) saveTeamTalk(c *fiber.Ctx) error {
	if err := viewer(c).MayLead(c.Params("id")); err != nil {
		return err
	}
	return s.editTalk(c, s.teamTalk, tracker.EditTalk{Round: c.Query("round"), Team: c.Params("id")})
}

// talk gathers the page without its slides.
func (s *Server) talk(c *fiber.Ctx) (*page.Talk, error) {
	if err := viewer(c).Require(viewer(c).SeesOrganisation()); err != nil {
		return nil, err
	}
	o, err := s.scopeOfShared(c)
	if err != nil {
		return nil, err
	}
	p := &page.Talk{Base: s.base(c, "talk.title"), Scope: o.Scope, HideTeams: asked(c, "hide") == "1", Language: talkLanguage(c)}
	p.Section, p.Wide = "overview", true
	p.Writes = viewer(c).IsChampion()
	if o.Round == nil {
		return p, nil
	}
	made, err := s.reports.Talk(c.UserContext(), viewer(c), reporting.TalkOf{
		Round: *o.Round, Group: o.Group, Language: p.Language, HideTeams: p.HideTeams,
	})
	p.Talk = &made
	return p, err
}

// teamTalk does so for a team.
func (s *Server) teamTalk(c *fiber.Ctx) (*page.Talk, error) {
	report, err := s.teamReport(c)
	if err != nil {
		return nil, err
	}
	team := report.Team
	p := &page.Talk{
		Base: s.base(c, "talk.team_title", "team", team.Name), Team: &team, TeamRound: report.Round,
		HideTeams: asked(c, "hide") == "1", Language: talkLanguage(c),
	}
	p.Rounds, p.Wide = report.Rounds, true
	p.Writes = viewer(c).Leads(team.ID)
	if p.TeamRound == "" {
		return p, nil
	}
	round, err := s.store.RoundByID(c.UserContext(), p.TeamRound)
	if err != nil {
		return nil, err
	}
	made, err := s.reports.TeamTalk(c.UserContext(), viewer(c), team.ID, reporting.TalkOf{
		Round: round, Language: p.Language, HideTeams: p.HideTeams,
	})
	p.Talk = &made
	return p, err
}

// talkLanguage is the one the talk is given in; the page may be in another.
func talkLanguage(c *fiber.Ctx) maturity.Language {
	if l, ok := maturity.ParseLanguage(asked(c, "language")); ok {
		return l
	}
	return language(c)
}

// renderTalk draws the slides. sent is the form that comes back, nil where the
// page is fresh.
func (s *Server) renderTalk(c *fiber.Ctx, status int, p *page.Talk, sent url.Values) error {
	if p.Talk == nil {
		return s.render(c, status, "talk", p)
	}
	p.Seen = p.Talk.Revision
	if sent != nil && !p.Conflict {
		p.Seen = revisionOf(sent.Get("seen"))
	}
	ctx, cancel := drawingTime(c)
	defer cancel()
	drawn, err := talk.Previews(ctx, p.Language, p.Talk.Slides, s.pictures)
	if err != nil {
		return err
	}
	p.Lay(drawn, sent)
	return s.render(c, status, "talk", p)
}

// editTalk stores a form. Where somebody else was faster, the page shows their
// words beside those that were typed, and stores nothing.
func (s *Server) editTalk(c *fiber.Ctx, gather func(*fiber.Ctx) (*page.Talk, error), in tracker.EditTalk) error {
	sent := url.Values{}
	for name, value := range c.Request().PostArgs().All() {
		sent.Add(string(name), string(value))
	}
	show := func(status int, wrong maturity.Fields) error {
		p, err := gather(c)
		if err != nil {
			return err
		}
		p.Errors, p.Conflict = page.NewErrors(p.Texts, wrong), status == fiber.StatusConflict
		return s.renderTalk(c, status, p, sent)
	}
	if in.Round == "" { // of which talk is not said: the newest one asks again
		return show(fiber.StatusUnprocessableEntity, nil)
	}
	return s.submit(c, show, func() error {
		fillTalk(&in, sent)
		in.Language, in.Slide, in.Step = talkLanguage(c), maturity.Slide(c.Params("slide")), tracker.TalkStep(c.Params("step"))
		err := s.tracker.EditTalk(c.UserContext(), viewer(c), in)
		if isConflict(err) {
			return show(fiber.StatusConflict, nil)
		}
		if err != nil {
			return err
		}
		path, q := "/overview/talk", url.Values{"round": {in.Round}, "language": {string(in.Language)}}
		if in.Team != "" {
			path = "/teams/" + in.Team + "/talk"
		} else if in.Group != "" {
			q.Set("group", in.Group)
		}
		return s.redirect(c, path+"?"+q.Encode()+placeAfter(in), "flash.saved")
	})
}

// placeAfter is where the page goes on: at the slide that was moved, or where one
// that was left out is taken in again.
func placeAfter(in tracker.EditTalk) string {
	switch in.Step {
	case tracker.TalkWrite:
		return ""
	case tracker.TalkDrop:
		return "#left-" + string(in.Slide)
	}
	return "#slide-" + string(in.Slide)
}

// fillTalk reads what was typed. Slides and slots that the form lacks stay as
// they are.
func fillTalk(in *tracker.EditTalk, sent url.Values) {
	in.Seen = revisionOf(sent.Get("seen"))
	in.Headlines, in.Notes, in.Slots = map[maturity.Slide]tracker.TypedWords{}, map[maturity.Slide]tracker.TypedWords{}, map[string]string{}
	for _, key := range maturity.Slides {
		for kind, into := range map[string]map[maturity.Slide]tracker.TypedWords{"headline": in.Headlines, "notes": in.Notes} {
			name := kind + "-" + string(key)
			if sent.Has(name) {
				into[key] = tracker.TypedWords{Text: sent.Get(name), Offered: sent.Get("was-" + name), Basis: sent.Get("basis-" + string(key))}
			}
		}
	}
	for _, key := range maturity.SlotKeys {
		if name := "slot-" + key; sent.Has(name) {
			in.Slots[key] = sent.Get(name)
		}
	}
}

// sendAsked answers with a talk, cut to five minutes where ?short=1 asks for it.
func (s *Server) sendAsked(c *fiber.Ctx, t *talk.Talk) error {
	switch {
	case t == nil:
		return maturity.Fail(maturity.NotFound, "error.not_found")
	case asked(c, "short") == "1":
		return s.sendTalk(c, t.Cut())
	}
	return s.sendTalk(c, *t)
}
