package web

import (
	"context"
	"slices"
	"time"

	"github.com/gofiber/fiber/v2"

	"michinori/app/adoption"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
	"michinori/app/web/page"
	"michinori/questionnaires"
)

// firstPractices are those that one person can begin without asking anybody.
var firstPractices = []string{"reading_club", "incident_procedure", "wheel_of_misfortune", "alert_review", "knowledge_register"}

// practicesAgain is what came back of the forms of the list.
type practicesAgain struct {
	log      *page.LogForm
	wrong    maturity.Fields
	calendar string // a fresh address
}

func (s *Server) listPractices(c *fiber.Ctx) error {
	return s.practicesPage(c, fiber.StatusOK, practicesAgain{})
}

func (s *Server) practicesPage(c *fiber.Ctx, status int, again practicesAgain) error {
	ctx := c.UserContext()
	team, err := s.memberTeam(c)
	if err != nil {
		return err
	}
	around, err := s.aroundPractices(ctx, team.ID)
	if err != nil {
		return err
	}
	p := &page.TeamPractices{Base: s.base(c, "practices.title", "team", team.Name), Team: team, Dimension: asked(c, "dimension")}
	p.Path, p.Errors = "/teams/"+team.ID+"/practices", page.NewErrors(p.Texts, again.wrong)
	if p.Dimension != "" {
		p.Path += "?dimension=" + p.Dimension
	}
	if !slices.Contains(maturity.Dimensions, maturity.Dimension(p.Dimension)) {
		p.Dimension = ""
	}
	all, err := s.tracker.PracticeStandings(ctx, store.RecordFilter{Teams: []string{team.ID}})
	if err != nil {
		return err
	}
	var chosen []adoption.Standing
	taken := map[string]bool{}
	for _, x := range all {
		chosen, taken[x.Practice.Key] = append(chosen, x.Standing), true
		row := around.row(p.Base, x)
		row.Form.List = true
		if again.log != nil && again.log.Practice == x.Practice.Key {
			row.Form = around.typed(row.Form, *again.log)
		}
		if x.Standing.Stopped {
			p.Stopped = append(p.Stopped, row)
		} else {
			p.Rows = append(p.Rows, row)
		}
	}
	p.Index, p.Open = adoption.Index(chosen), adoption.Open(chosen)
	if err := s.offerPractices(ctx, p, taken); err != nil {
		return err
	}
	p.Calendar.URL = again.calendar
	if p.Calendar.There, err = s.store.HasFeed(ctx, team.ID, p.Viewer.Person.ID); err != nil {
		return err
	}
	return s.render(c, status, "practices", p)
}

// offerPractices lists what the team has not chosen: what raises its next
// steps, what one person can begin with, and the rest.
func (s *Server) offerPractices(ctx context.Context, p *page.TeamPractices, taken map[string]bool) error {
	all, err := s.tracker.Practices(ctx)
	if err != nil {
		return err
	}
	history, err := s.store.HistoryOf(ctx, p.Team.ID)
	if err != nil {
		return err
	}
	steps := stepPractices(history)
	for _, x := range all {
		within := p.Dimension == "" || slices.Contains(x.Dimensions, maturity.Dimension(p.Dimension))
		switch {
		case taken[x.Key] || !within:
		case slices.Contains(steps, x.Key):
			p.Next = append(p.Next, x)
		case slices.Contains(firstPractices, x.Key):
			p.Recommended = append(p.Recommended, x)
		default:
			p.Others = append(p.Others, x)
		}
	}
	in := func(keys []string) func(a, b questionnaires.Practice) int {
		return func(a, b questionnaires.Practice) int { return slices.Index(keys, a.Key) - slices.Index(keys, b.Key) }
	}
	slices.SortStableFunc(p.Next, in(steps))
	slices.SortStableFunc(p.Recommended, in(firstPractices))
	return nil
}

// stepPractices are the practices behind the next steps of the newest result.
func stepPractices(history []store.TeamResult) []string {
	for _, h := range slices.Backward(history) {
		if h.Result == nil {
			continue
		}
		var out []string
		for _, step := range h.Result.NextSteps {
			out = append(out, step.Practice)
		}
		return out
	}
	return nil
}

// aroundPractices is what the forms of a team's practices need.
type aroundPractices struct {
	team    string
	today   time.Time
	members []store.Member
	teams   []maturity.Team
}

func (s *Server) aroundPractices(ctx context.Context, team string) (aroundPractices, error) {
	out := aroundPractices{team: team}
	var err error
	if out.today, err = s.tracker.Today(ctx); err != nil {
		return out, err
	}
	if out.members, err = s.store.MembersOf(ctx, team); err != nil {
		return out, err
	}
	out.teams, err = s.store.Teams(ctx)
	return out, err
}

func (a aroundPractices) row(b page.Base, x tracker.PracticeStanding) *page.PracticeRow {
	return &page.PracticeRow{Base: b, PracticeStanding: x, Today: a.today, Form: a.fresh(b, x.Practice.Key, x.Occurrences)}
}

// fresh is the form of today, with as many participants as last time.
func (a aroundPractices) fresh(b page.Base, practice string, held []store.Occurrence) page.LogForm {
	f := page.LogForm{
		Base: b, TeamID: a.team, Practice: practice, Day: a.today.Format(time.DateOnly), Latest: a.today.Format(time.DateOnly),
		Leader: b.Viewer.Person.ID,
	}
	if len(held) > 0 {
		f.Participants = itoa(held[0].Participants)
	}
	return a.choices(f)
}

// typed is a form as it came back.
func (a aroundPractices) typed(fresh, sent page.LogForm) page.LogForm {
	sent.Base, sent.TeamID, sent.Practice, sent.Latest, sent.List = fresh.Base, fresh.TeamID, fresh.Practice, fresh.Latest, fresh.List
	sent.Again = true
	return a.choices(sent)
}

func (a aroundPractices) choices(f page.LogForm) page.LogForm {
	f.Leaders, f.Teams, f.Causes = a.people(f.Leader), nil, nil
	if p, known := questionnaires.PracticeByKey(f.Practice); known && p.AsksCause() {
		f.Causes = f.CauseChoices(f.Cause)
	}
	for _, t := range a.teams {
		if t.ID != a.team && (t.ArchivedAt == nil || t.ID == f.HelpedBy) {
			f.Teams = append(f.Teams, page.Choice{Value: t.ID, Text: t.Name, Chosen: t.ID == f.HelpedBy})
		}
	}
	return f
}

func (a aroundPractices) people(chosen string) []page.Choice {
	var out []page.Choice
	for _, m := range a.members {
		out = append(out, page.Choice{Value: m.ID, Text: m.Name, Chosen: m.ID == chosen})
	}
	return out
}
