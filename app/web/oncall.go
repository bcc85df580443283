package web

import (
	"context"
	"errors"
	"strconv"
	"strings"
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

// takenStep is a step as it stands; empty where it is not taken.
type takenStep struct{ Day, Note string }

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
	p := &page.OnCall{Base: s.base(c, "oncall.title", "team", team.Name), Team: team, Conflict: status == fiber.StatusConflict}
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
		days := onCallDays(x)
		row.Drills = len(x.Path.Led)
		if _, ok := days[store.StepIncident]; ok {
			row.Drills--
		}
		steps, err := stepForms(c, status, x, again)
		if err != nil {
			return err
		}
		p.Add(row, steps)
	}
	if p.Rota, err = s.rotaForm(c, status, team.ID, again.rota); err != nil {
		return err
	}
	return s.render(c, status, "oncall", p)
}

// stepForms are the forms of somebody's steps, one of them as it came back.
func stepForms(c *fiber.Ctx, status int, x tracker.OnCallPath, again onCallAgain) ([]page.OnCallStep, error) {
	days := onCallDays(x)
	var out []page.OnCallStep
	for _, step := range page.OnCallSteps() {
		stored := takenStep{days[step], x.Notes[step]}
		f := page.OnCallStep{Step: step, Day: stored.Day, Note: stored.Note}
		var err error
		if again.person == x.Person.ID && again.step == step {
			f.Day, f.Note, f.Error = again.day, again.note, again.wrong
			f.Seen, err = lookedAtOne(c, status, stored)
		} else {
			f.Seen, err = tracker.Seen(stored)
		}
		if err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, nil
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

// rotaForm is the form of how the team shares being on call, as it came back or
// as it is stored.
func (s *Server) rotaForm(c *fiber.Ctx, status int, team string, again *page.RotaForm) (page.RotaForm, error) {
	r, err := rotaOf(c.UserContext(), s.store, team)
	if err != nil {
		return page.RotaForm{}, err
	}
	out, known := rotaTyped(r), r.Slots > 0
	if !known {
		out = page.RotaForm{Slots: "1", Sites: "1"}
	}
	if again != nil {
		out = *again
		out.Seen, err = lookedAtOne(c, status, r)
	} else {
		out.Seen, err = tracker.Seen(r)
	}
	out.Rota, out.Known = r, known
	return out, err
}

func rotaTyped(r adoption.Rota) page.RotaForm {
	return page.RotaForm{People: strconv.Itoa(r.People), Slots: strconv.Itoa(r.Slots), Sites: strconv.Itoa(r.Sites)}
}

// rotaOf returns how a team shares being on call, nothing where it has not said.
func rotaOf(ctx context.Context, r store.Reader, team string) (adoption.Rota, error) {
	out, err := r.RotaOf(ctx, team)
	if errors.Is(err, &maturity.Error{Kind: maturity.NotFound}) {
		return adoption.Rota{}, nil
	}
	return out, err
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
	day := typed(c, "day")
	switch c.FormValue("do") {
	case "today":
		today, err := s.tracker.Today(ctx)
		if err != nil {
			return err
		}
		in.Day = today.Format(time.DateOnly)
		day = in.Day
	case "back":
		in.Day, day = "", ""
	}
	again := onCallAgain{person: in.Person, step: adoption.PathStep(in.Step), day: day, note: typed(c, "note")}
	show := func(status int, wrong maturity.Fields) error {
		messages := page.NewErrors(s.texts.In(language(c)), wrong)
		again.wrong = messages.Of("day") + messages.Of("note")
		return s.onCallPage(c, status, again)
	}
	return s.submit(c, show, func() error {
		now := func(ctx context.Context, r store.Reader) (takenStep, error) { return stepOf(ctx, r, in) }
		err := s.tracker.SaveOnCallStep(unlessChanged(s, c, tracker.OnCallLock(team), now), v, in)
		if isConflict(err) {
			return s.onCallConflict(c, in, again)
		}
		if err != nil {
			return err
		}
		return s.redirect(c, "/teams/"+team+"/on-call#p-"+in.Person, "flash.saved")
	})
}

// stepOf returns the step that is to be saved as it stands.
func stepOf(ctx context.Context, r store.Reader, in tracker.SaveOnCallStep) (takenStep, error) {
	all, err := r.OnCallSteps(ctx, in.Team)
	for _, x := range all {
		if x.PersonID == in.Person && x.Step == adoption.PathStep(in.Step) {
			return takenStep{x.Day, x.Note}, err
		}
	}
	return takenStep{}, err
}

// onCallConflict shows a step as somebody else has noted it meanwhile beside what
// was typed; where nothing differs, there is nothing left to do.
func (s *Server) onCallConflict(c *fiber.Ctx, in tracker.SaveOnCallStep, again onCallAgain) error {
	now, err := stepOf(c.UserContext(), s.store, in)
	if err != nil {
		return err
	}
	mine := takenStep{in.Day, strings.TrimSpace(in.Note)}
	if mine == now || in.Day == "" && now.Day == "" {
		return s.redirect(c, "/teams/"+in.Team+"/on-call#p-"+in.Person, "flash.saved")
	}
	b := s.base(c, "oncall.heading")
	again.wrong = b.Theirs(strings.TrimSpace(b.DayWords(now.Day) + " " + now.Note))
	return s.onCallPage(c, fiber.StatusConflict, again)
}

func (s *Server) saveRota(c *fiber.Ctx) error {
	team := c.Params("id")
	if err := viewer(c).MayBelong(team); err != nil {
		return err
	}
	again := &page.RotaForm{People: typed(c, "people"), Slots: typed(c, "slots"), Sites: typed(c, "sites")}
	show := func(status int, wrong maturity.Fields) error {
		again.Errors = page.NewErrors(s.texts.In(language(c)), wrong)
		return s.onCallPage(c, status, onCallAgain{rota: again})
	}
	return s.submit(c, show, func() error {
		now := func(ctx context.Context, r store.Reader) (adoption.Rota, error) { return rotaOf(ctx, r, team) }
		err := s.tracker.SaveRota(unlessChanged(s, c, tracker.OnCallLock(team), now), viewer(c), team, again.People, again.Slots, again.Sites)
		if isConflict(err) {
			return s.rotaConflict(c, team, again)
		}
		if err != nil {
			return err
		}
		return s.redirect(c, "/teams/"+team+"/on-call#rota", "flash.saved")
	})
}

// rotaConflict shows the numbers that somebody else has saved meanwhile beside
// those that were typed; where nothing differs, there is nothing left to do.
func (s *Server) rotaConflict(c *fiber.Ctx, team string, again *page.RotaForm) error {
	r, err := rotaOf(c.UserContext(), s.store, team)
	if err != nil {
		return err
	}
	now := rotaTyped(r)
	again.Errors = theirs(s.base(c, "oncall.heading"), edited{"people", again.People, now.People, now.People},
		edited{"slots", again.Slots, now.Slots, now.Slots}, edited{"sites", again.Sites, now.Sites, now.Sites})
	if len(again.Errors) == 0 {
		return s.redirect(c, "/teams/"+team+"/on-call#rota", "flash.saved")
	}
	return s.onCallPage(c, fiber.StatusConflict, onCallAgain{rota: again})
}
