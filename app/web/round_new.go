package web

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/tracker"
	"michinori/app/web/page"
)

// roundDays is how long a round is open unless somebody says otherwise.
const roundDays = 21

func (s *Server) newRound(c *fiber.Ctx) error {
	ctx := c.UserContext()
	o, err := s.store.Organisation(ctx)
	if err != nil {
		return err
	}
	rounds, err := s.store.Rounds(ctx)
	if err != nil {
		return err
	}
	teams, err := s.teamsInUse(c)
	if err != nil {
		return err
	}
	n, err := s.sizes(ctx)
	if err != nil {
		return err
	}
	in := page.RoundInput{
		Key: s.suggestedPeriod(o, rounds), Questionnaire: s.usualQuestionnaire(rounds), K: strconv.Itoa(o.K),
		ClosesOn: s.today(o).AddDate(0, 0, roundDays).Format(time.DateOnly), Teams: map[string]bool{},
	}
	for _, t := range teams {
		in.Teams[t.ID] = n[t.ID].members > 0
	}
	return s.newRoundPage(c, fiber.StatusOK, in, nil)
}

// suggestedPeriod is the quarter we are in or, where that has its round
// already, the next one.
func (s *Server) suggestedPeriod(o maturity.Organisation, rounds []maturity.Round) string {
	key := maturity.QuarterKey(s.today(o), o.FiscalStart)
	taken := slices.ContainsFunc(rounds, func(r maturity.Round) bool { return r.Key == key })
	if !taken {
		return key
	}
	begin := quarterBegin(key, o.FiscalStart)
	return maturity.QuarterKey(begin.AddDate(0, 3, 0), o.FiscalStart)
}

// quarterBegin is the first day of a quarter of the fiscal year.
func quarterBegin(key string, fiscalStart int) time.Time {
	var year, quarter int
	if _, err := fmt.Sscanf(key, "%d-Q%d", &year, &quarter); err != nil {
		return time.Time{}
	}
	return time.Date(year, time.Month(fiscalStart+3*(quarter-1)), 1, 0, 0, 0, 0, time.UTC)
}

// usualQuestionnaire is what was asked last, and the short one at first.
func (s *Server) usualQuestionnaire(rounds []maturity.Round) string {
	if len(rounds) > 0 {
		return rounds[len(rounds)-1].Questionnaire
	}
	return "sre-starter"
}

func (s *Server) newRoundPage(c *fiber.Ctx, status int, in page.RoundInput, wrong maturity.Fields) error {
	ctx := c.UserContext()
	o, err := s.store.Organisation(ctx)
	if err != nil {
		return err
	}
	rounds, err := s.store.Rounds(ctx)
	if err != nil {
		return err
	}
	p := &page.NewRound{Base: s.base(c, "round_new.title"), Input: in, Suggested: s.suggestedPeriod(o, rounds)}
	p.Section, p.Path, p.Errors = "rounds", "/rounds/new", page.NewErrors(p.Texts, wrong)
	begin := quarterBegin(p.Suggested, o.FiscalStart)
	p.Span = p.Months(begin, begin.AddDate(0, 2, 0))
	for _, q := range s.tracker.Library().List() {
		p.Choices = append(p.Choices, page.QuestionnaireChoice{
			Key: q.Key, Edition: q.Edition, Title: q.Title, Minutes: q.Minutes,
			Each: len(q.AskedOf(maturity.Each)), Lead: len(q.AskedOf(maturity.Lead)), System: len(q.AskedOf(maturity.System)),
		})
	}
	if p.Teams, err = s.roundTeams(c, in, o.K); err != nil {
		return err
	}
	return s.render(c, status, "round_new", p)
}

func (s *Server) roundTeams(c *fiber.Ctx, in page.RoundInput, k int) ([]page.RoundTeam, error) {
	ctx := c.UserContext()
	groups, err := s.store.Groups(ctx)
	if err != nil {
		return nil, err
	}
	teams, err := s.teamsInUse(c)
	if err != nil {
		return nil, err
	}
	n, err := s.sizes(ctx)
	if err != nil {
		return nil, err
	}
	if asked := whole(in.K); asked >= maturity.MinK {
		k = asked
	}
	paths := page.Paths(page.GroupLines(groups))
	out := make([]page.RoundTeam, len(teams))
	for i, t := range teams {
		out[i] = page.RoundTeam{
			Team: t, Group: paths[t.GroupID], Members: n[t.ID].members, Leads: n[t.ID].leads, Small: n[t.ID].members < k,
		}
	}
	return out, nil
}

func (s *Server) createRound(c *fiber.Ctx) error {
	in := page.RoundInput{
		Key: c.FormValue("key"), Questionnaire: c.FormValue("questionnaire"), ClosesOn: c.FormValue("closes_on"), K: c.FormValue("k"),
		Teams: map[string]bool{},
	}
	teams := formValues(c)("teams")
	for _, id := range teams {
		in.Teams[id] = true
	}
	show := func(status int, wrong maturity.Fields) error { return s.newRoundPage(c, status, in, wrong) }
	return s.submit(c, show, func() error {
		r, err := s.tracker.OpenRound(c.UserContext(), viewer(c), tracker.OpenRound{
			Key: in.Key, Questionnaire: in.Questionnaire, ClosesOn: in.ClosesOn, K: whole(in.K), Teams: teams,
		})
		if err != nil {
			return err
		}
		return s.redirect(c, "/rounds/"+r.ID, "flash.round_opened")
	})
}
