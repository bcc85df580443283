package web

import (
	"context"
	"strings"

	"github.com/gofiber/fiber/v2"

	"michinori/app/adoption"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
	"michinori/app/web/page"
)

// castSeen is what giving a part rests on: the part that the person has, and who
// is game master where that is given. Somebody who only looks on has none: they
// came in by opening the page.
type castSeen struct {
	Role   adoption.DrillRole
	Runner string
}

func castOf(parts map[string]adoption.DrillRole, person string, role adoption.DrillRole) castSeen {
	out := castSeen{Role: parts[person]}
	if out.Role == adoption.Observer {
		out.Role = ""
	}
	for id, r := range parts {
		if role == adoption.Runner && r == adoption.Runner {
			out.Runner = id
		}
	}
	return out
}

// sentCast is the parts that a form was made from.
func sentCast(c *fiber.Ctx) map[string]adoption.DrillRole {
	out := map[string]adoption.DrillRole{}
	for _, was := range sentValues(c, "was") {
		person, role, _ := strings.Cut(was, " ")
		out[person] = adoption.DrillRole(role)
	}
	return out
}

func castNow(ctx context.Context, r store.Reader, drill string) (map[string]adoption.DrillRole, error) {
	people, err := r.DrillPeople(ctx, drill)
	out := map[string]adoption.DrillRole{}
	for _, p := range people {
		out[p.PersonID] = p.Role
	}
	return out, err
}

// giveDrillPart gives somebody a part, or takes it.
func (s *Server) giveDrillPart(c *fiber.Ctx) error {
	ctx, v, id := c.UserContext(), viewer(c), c.Params("id")
	seat, err := s.tracker.Seat(ctx, v, id)
	if err != nil {
		return err
	}
	show := func(status int, wrong maturity.Fields) error {
		if seat.Runs() {
			return s.gamePage(c, status, seat, wrong)
		}
		return s.playPage(c, status, seat, wrong)
	}
	return s.submit(c, show, func() error {
		person, role := c.FormValue("person"), adoption.DrillRole(c.FormValue("role"))
		seen, err := tracker.Seen(castOf(sentCast(c), person, role))
		if err != nil {
			return err
		}
		held := s.tracker.Unchanged(ctx, tracker.CastLock(id), seen, func(ctx context.Context, r store.Reader) (any, error) {
			now, err := castNow(ctx, r, id)
			return castOf(now, person, role), err
		})
		err = s.tracker.GivePart(held, v, id, person, role)
		if isConflict(err) {
			return s.castConflict(c, id, person, role, show)
		}
		if err != nil {
			return err
		}
		return s.redirect(c, "/drills/"+id, "flash.saved")
	})
}

// castConflict shows which part somebody has been given meanwhile beside the one
// they were to have; where that is the same, there is nothing left to do.
func (s *Server) castConflict(c *fiber.Ctx, id, person string, role adoption.DrillRole, show func(int, maturity.Fields) error) error {
	now, err := castNow(c.UserContext(), s.store, id)
	if err != nil {
		return err
	}
	if now[person] == role {
		return s.redirect(c, "/drills/"+id, "flash.saved")
	}
	return show(fiber.StatusConflict, nil)
}

// partAgain puts the form of parts back as it was sent, with what stands there
// now where somebody else was faster. One that is only to be mended still rests
// on what it was made from.
func (s *Server) partAgain(c *fiber.Ctx, status int, p *page.Drill) {
	for _, x := range p.People {
		p.Was = append(p.Was, x.ID+" "+string(x.Role))
	}
	if c.Method() != fiber.MethodPost || c.FormValue("person") == "" {
		return
	}
	if status == fiber.StatusUnprocessableEntity {
		p.Was = sentValues(c, "was")
	}
	p.Part = page.DrillPart{Person: c.FormValue("person"), Role: adoption.DrillRole(c.FormValue("role"))}
	if p.Conflict = status == fiber.StatusConflict; !p.Conflict {
		return
	}
	var has adoption.DrillRole
	runner := ""
	for _, x := range p.People {
		if x.ID == p.Part.Person {
			has = x.Role
		}
		if x.Role == adoption.Runner {
			runner = x.Name
		}
	}
	p.Part.Theirs = p.Theirs(p.RoleName(has))
	if p.Part.Role == adoption.Runner && runner != "" {
		p.Part.Theirs = p.Theirs(p.T("drill.runner_is", "name", runner))
	}
}
