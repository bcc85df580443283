package web

import (
	"errors"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"michinori/app/adoption"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
	"michinori/app/web/page"
)

// onCallAgain is what came back of the forms of the page.
type onCallAgain struct {
	person string
	step   adoption.PathStep
	day    string
	note   string
	wrong  string
	rota   *page.RotaForm
}

func (s *Server) showOnCall(c *fiber.Ctx) error {
	return s.onCallPage(c, fiber.StatusOK, onCallAgain{})
}

// onCallPage shows the ways of the team's members. Nobody outside the team
// reads it, whatever they run: it is about people.
func (s *Server) onCallPage(c *fiber.Ctx, status int, again onCallAgain) error {
	ctx := c.UserContext()
	team, err := s.memberTeam(c)
	if err != nil {
		return err
	}
	today, err := s.tracker.Today(ctx)
	if err != nil {
		return err
	}
	paths, err := s.tracker.OnCallPaths(ctx, team.ID)
	if err != nil {
		return err
	}
	p := &page.OnCall{Base: s.base(c, "oncall.title", "team", team.Name), Team: team}
	p.Path = "/teams/" + team.ID + "/on-call"
	p.Ready.Whole = len(paths)
	for _, x := range paths {
		row := page.OnCallRow{
			Person: x.Person, Own: x.Person.ID == p.Viewer.Person.ID, At: x.Path.At(today), Ready: x.Path.Ready(today),
		}
		row.Missing, row.Drilled = x.Path.Missing(today)
		if row.Ready {
			p.Ready.Part++
		}
		days, wrong := onCallDays(x), map[adoption.PathStep]string{}
		row.Drills = len(x.Path.Led)
		if _, ok := days[store.StepIncident]; ok {
			row.Drills--
		}
		if again.person == x.Person.ID {
			days[again.step], wrong[again.step] = again.day, again.wrong
			x.Notes[again.step] = again.note
		}
		p.Add(row, days, x.Notes, wrong)
	}
	if p.Rota, err = s.rotaForm(c, team.ID); err != nil {
		return err
	}
	if again.rota != nil {
		again.rota.Rota, again.rota.Known = p.Rota.Rota, p.Rota.Known
		p.Rota = *again.rota
	}
	return s.render(c, status, "oncall", p)
}

func onCallDays(x tracker.OnCallPath) map[adoption.PathStep]string {
	out := map[adoption.PathStep]string{}
	for step, day := range x.Path.Steps {
		out[step] = day.Format(time.DateOnly)
	}
	if !x.Incident.IsZero() {
		out[store.StepIncident] = x.Incident.Format(time.DateOnly)
	}
	return out
}

func (s *Server) rotaForm(c *fiber.Ctx, team string) (page.RotaForm, error) {
	r, err := s.store.RotaOf(c.UserContext(), team)
	if errors.Is(err, &maturity.Error{Kind: maturity.NotFound}) {
		return page.RotaForm{Slots: "1", Sites: "1"}, nil
	}
	return page.RotaForm{
		Rota: r, Known: true, People: strconv.Itoa(r.People), Slots: strconv.Itoa(r.Slots), Sites: strconv.Itoa(r.Sites),
	}, err
}

// saveOnCall notes a step: today at one tap, on another day, or takes it back.
func (s *Server) saveOnCall(c *fiber.Ctx) error {
	ctx, v, team := c.UserContext(), viewer(c), c.Params("id")
	if err := v.MayBelong(team); err != nil {
		return err
	}
	in := tracker.SaveOnCallStep{Team: team, Person: c.FormValue("person"), Step: c.FormValue("step"), Day: c.FormValue("day"), Note: c.FormValue("note")}
	if in.Person == "" {
		in.Person = v.Person.ID
	}
	switch c.FormValue("do") {
	case "today":
		today, err := s.tracker.Today(ctx)
		if err != nil {
			return err
		}
		in.Day = today.Format(time.DateOnly)
	case "back":
		in.Day = ""
	}
	show := func(status int, wrong maturity.Fields) error {
		messages := page.NewErrors(s.texts.In(language(c)), wrong)
		return s.onCallPage(c, status, onCallAgain{
			person: in.Person, step: adoption.PathStep(in.Step), day: typed(c, "day"), note: typed(c, "note"),
			wrong: messages.Of("day") + messages.Of("note"),
		})
	}
	return s.submit(c, show, func() error {
		if err := s.tracker.SaveOnCallStep(ctx, v, in); err != nil {
			return err
		}
		return s.redirect(c, "/teams/"+team+"/on-call#p-"+in.Person, "flash.saved")
	})
}

func (s *Server) saveRota(c *fiber.Ctx) error {
	team := c.Params("id")
	if err := viewer(c).MayBelong(team); err != nil {
		return err
	}
	show := func(status int, wrong maturity.Fields) error {
		return s.onCallPage(c, status, onCallAgain{rota: &page.RotaForm{
			People: typed(c, "people"), Slots: typed(c, "slots"), Sites: typed(c, "sites"),
			Errors: page.NewErrors(s.texts.In(language(c)), wrong),
		}})
	}
	return s.submit(c, show, func() error {
		err := s.tracker.SaveRota(c.UserContext(), viewer(c), team, c.FormValue("people"), c.FormValue("slots"), c.FormValue("sites"))
		if err != nil {
			return err
		}
		return s.redirect(c, "/teams/"+team+"/on-call#rota", "flash.saved")
	})
}
