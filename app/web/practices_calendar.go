package web

import (
	"context"
	"slices"
	"time"

	"github.com/gofiber/fiber/v2"

	"michinori/app/adoption"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/web/locale"
)

// createFeed makes a calendar address, or replaces the one there is, and shows
// it this once.
func (s *Server) createFeed(c *fiber.Ctx) error {
	secret, err := s.tracker.CreateFeed(c.UserContext(), viewer(c), c.Params("id"))
	if err != nil {
		return err
	}
	return s.practicesPage(c, fiber.StatusOK, practicesAgain{calendar: s.address(c, "/calendar/"+secret+".ics")})
}

func (s *Server) deleteFeed(c *fiber.Ctx) error {
	team := c.Params("id")
	if err := s.tracker.DeleteFeed(c.UserContext(), viewer(c), team); err != nil {
		return err
	}
	return s.redirect(c, "/teams/"+team+"/practices#calendar", "flash.feed_deleted")
}

// address is a page's address as others reach this program.
func (s *Server) address(c *fiber.Ctx, path string) string {
	base := s.config.BaseURL
	if base == "" {
		base = c.BaseURL()
	}
	return base + s.config.BasePath + path
}

// showCalendar gives what is due for a team to whoever knows the secret, in the
// language of the person whose address it is.
func (s *Server) showCalendar(c *fiber.Ctx) error {
	ctx := c.UserContext()
	feed, err := s.tracker.FeedOf(ctx, c.Params("secret"))
	if err != nil {
		return err
	}
	person, err := s.store.PersonByID(ctx, feed.PersonID)
	if err != nil {
		return err
	}
	team, err := s.store.TeamByID(ctx, feed.TeamID)
	if err != nil {
		return err
	}
	if team.ArchivedAt != nil {
		return maturity.Fail(maturity.NotFound, "error.not_found")
	}
	texts := s.texts.In(person.Language)
	events, err := s.calendarEvents(ctx, team, texts, func(path string) string { return s.address(c, path) })
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, "text/calendar; charset=utf-8")
	c.Set(fiber.HeaderCacheControl, "private, no-store")
	c.Set("X-Robots-Tag", "noindex")
	name := texts.Text("calendar.name", map[string]string{"team": team.Name})
	return c.SendString(calendarText(name, string(person.Language), s.clock(), events))
}

// calendarEvents are the practices, actions and drills that are due, by day.
func (s *Server) calendarEvents(ctx context.Context, team maturity.Team, texts *locale.Texts, address func(string) string) ([]calendarEvent, error) {
	var out []calendarEvent
	add := func(kind, id, name string, day time.Time, path string) {
		if day.IsZero() {
			return
		}
		out = append(out, calendarEvent{
			uid: kind + "-" + id + "@michinori", day: day, url: address(path),
			summary: texts.Text("calendar."+kind, map[string]string{"name": name}),
		})
	}
	practices, err := s.tracker.PracticeStandings(ctx, store.RecordFilter{Teams: []string{team.ID}})
	if err != nil {
		return nil, err
	}
	for _, p := range practices {
		add("practice", p.ID, p.Practice.Name.In(texts.Language), p.Standing.Due, "/teams/"+team.ID+"/practices/"+p.Practice.Key)
	}
	actions, err := s.store.ActionsOf(ctx, team.ID)
	if err != nil {
		return nil, err
	}
	for _, a := range actions {
		if a.State == maturity.ActionOpen {
			add("action", a.ID, a.Title, dayFrom(a.Due), "/teams/"+team.ID+"/actions")
		}
	}
	drills, err := s.store.DrillsOf(ctx, team.ID)
	if err != nil {
		return nil, err
	}
	for _, d := range drills {
		if d.State == adoption.DrillPlanned {
			add("drill", d.ID, d.Scenario.Name.In(texts.Language), dayFrom(d.PlannedOn), "/drills/"+d.ID)
		}
	}
	slices.SortStableFunc(out, func(a, b calendarEvent) int { return a.day.Compare(b.day) })
	return out, nil
}

// dayFrom reads a stored day; the zero time where there is none.
func dayFrom(s string) time.Time {
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return time.Time{}
	}
	return d
}
