package web

import (
	"context"
	"time"

	"github.com/gofiber/fiber/v2"

	"michinori/app/knowledge"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
	"michinori/app/web/page"
)

func (s *Server) listActivity(c *fiber.Ctx) error {
	return s.activityPage(c, fiber.StatusOK, page.ActivityRow{})
}

// activityPage lists the people of a team; again is a row that came back.
func (s *Server) activityPage(c *fiber.Ctx, status int, again page.ActivityRow) error {
	ctx := c.UserContext()
	if err := viewer(c).MayLead(c.Params("id")); err != nil {
		return err
	}
	team, err := s.memberTeam(c)
	if err != nil {
		return err
	}
	today, err := s.tracker.Today(ctx)
	if err != nil {
		return err
	}
	people, err := s.store.RegisterPeople(ctx, team.ID)
	if err != nil {
		return err
	}
	p := &page.Activity{Team: team, Conflict: status == fiber.StatusConflict}
	p.Base, p.Nav = s.registerPage(c, team, page.RegisterPeople, "activity.title")
	p.Path = "/teams/" + team.ID + "/register/people"
	for _, m := range people {
		row := page.ActivityRow{Person: m, From: m.ActiveFrom, To: m.ActiveTo, Away: !there(m, today), Soon: leavesSoon(m, today)}
		if m.ID == again.Person.ID {
			row.From, row.To, row.Errors = again.From, again.To, again.Errors
			row.Seen, err = lookedAtOne(c, status, daysOf(m))
		} else {
			row.Seen, err = tracker.Seen(daysOf(m))
		}
		if err != nil {
			return err
		}
		p.Rows = append(p.Rows, row)
	}
	return s.render(c, status, "register_people", p)
}

// there reports whether a day is within somebody's first and last day.
func there(m store.RegisterPerson, today time.Time) bool {
	first, _ := time.Parse(time.DateOnly, m.ActiveFrom)
	last, _ := time.Parse(time.DateOnly, m.ActiveTo)
	return knowledge.Person{ActiveFrom: first, ActiveTo: last}.Active(today)
}

func leavesSoon(m store.RegisterPerson, today time.Time) bool {
	last, err := time.Parse(time.DateOnly, m.ActiveTo)
	return err == nil && !last.Before(today) && last.Before(today.AddDate(0, 0, knowledge.SoonDays+1))
}

func (s *Server) saveActivity(c *fiber.Ctx) error {
	team, person := c.Params("id"), c.Params("person")
	if err := viewer(c).MayLead(team); err != nil {
		return err
	}
	again := page.ActivityRow{From: typed(c, "active_from"), To: typed(c, "active_to")}
	again.Person.ID = person
	show := func(status int, wrong maturity.Fields) error {
		again.Errors = page.NewErrors(s.texts.In(language(c)), wrong)
		return s.activityPage(c, status, again)
	}
	return s.submit(c, show, func() error {
		now := func(ctx context.Context, r store.Reader) (store.DatesState, error) {
			return daysNow(ctx, r, team, person)
		}
		ctx := unlessChanged(s, c, tracker.RosterLock, now)
		err := s.tracker.SaveActivity(ctx, viewer(c), team, person, c.FormValue("active_from"), c.FormValue("active_to"))
		if isConflict(err) {
			return s.activityConflict(c, team, again)
		}
		if err != nil {
			return err
		}
		return s.redirect(c, "/teams/"+team+"/register/people#p-"+person, "flash.activity_saved")
	})
}

func daysOf(m store.RegisterPerson) store.DatesState {
	return store.DatesState{ActiveFrom: m.ActiveFrom, ActiveTo: m.ActiveTo}
}

func daysNow(ctx context.Context, r store.Reader, team, person string) (store.DatesState, error) {
	people, err := r.RegisterPeople(ctx, team)
	if err != nil {
		return store.DatesState{}, err
	}
	m, ok := store.TeamRegister{People: people}.Person(person)
	if !ok {
		return store.DatesState{}, maturity.Fail(maturity.NotFound, "error.not_found")
	}
	return daysOf(m), nil
}

// activityConflict shows the days that somebody else has saved meanwhile beside
// those that were typed; where nothing differs, there is nothing left to do.
func (s *Server) activityConflict(c *fiber.Ctx, team string, again page.ActivityRow) error {
	now, err := daysNow(c.UserContext(), s.store, team, again.Person.ID)
	if err != nil {
		return err
	}
	b := s.base(c, "activity.title")
	again.Errors = theirs(b, edited{"active_from", again.From, now.ActiveFrom, b.DayWords(now.ActiveFrom)},
		edited{"active_to", again.To, now.ActiveTo, b.DayWords(now.ActiveTo)})
	if len(again.Errors) == 0 {
		return s.redirect(c, "/teams/"+team+"/register/people#p-"+again.Person.ID, "flash.activity_saved")
	}
	return s.activityPage(c, fiber.StatusConflict, again)
}
