package web

import (
	"maps"
	"time"

	"github.com/gofiber/fiber/v2"

	"michinori/app/adoption"
	"michinori/app/maturity"
	"michinori/app/reporting"
	"michinori/app/store"
	"michinori/app/tracker"
	"michinori/app/web/page"
	"michinori/reports"
)

func (s *Server) showPracticesOverview(c *fiber.Ctx) error {
	return s.practicesOverviewPage(c, fiber.StatusOK, page.TargetForm{})
}

// practicesOverviewPage is the page with a target as it came back.
func (s *Server) practicesOverviewPage(c *fiber.Ctx, status int, again page.TargetForm) error {
	p, err := s.practicesOverview(c)
	if err != nil {
		return err
	}
	p.Path = "/overview/practices"
	if q := p.Query(); q != "" {
		p.Path += "?" + q
	}
	for i, t := range p.Targets {
		if t.Practice.Key == again.Practice.Key {
			again.Practice, again.Stored = t.Practice, t.Stored
			if again.Seen, err = lookedAtOne(c, status, t.Stored); err != nil {
				return err
			}
			p.Targets[i] = again
		}
	}
	p.Conflict = status == fiber.StatusConflict
	return s.render(c, status, "overview_practices", p)
}

// practicesOverview counts teams by practice. Nothing of it names a team, and
// where the counts would be about a single one there is nothing to read.
func (s *Server) practicesOverview(c *fiber.Ctx) (*page.PracticesOverview, error) {
	ctx := c.UserContext()
	o, err := s.scope(c, func(maturity.Round) bool { return false })
	if err != nil {
		return nil, err
	}
	maps.DeleteFunc(o.teams, func(_ string, t maturity.Team) bool { return t.ArchivedAt != nil })
	p := &page.PracticesOverview{Base: s.base(c, "overview_practices.title"), Scope: o.Scope, Teams: len(o.teams)}
	p.Few = len(o.teams) > 0 && !o.told[o.Group]
	p.Section, p.Wide, p.Round = "overview", true, nil
	if p.Few {
		return p, nil
	}
	today, err := s.tracker.Today(ctx)
	if err != nil {
		return nil, err
	}
	all, err := s.tracker.PracticeStandingsOn(ctx, store.RecordFilter{Teams: o.teamIDs()}, today)
	if err != nil {
		return nil, err
	}
	targets := map[string]int{}
	if p.Aimed() {
		if targets, err = s.store.PracticeTargets(ctx); err != nil {
			return nil, err
		}
	}
	addSpread(p, all, targets, today)
	return p, s.addTargets(c, p, targets)
}

// addSpread adds a row for every practice that some team has chosen, in the
// order of the catalogue.
func addSpread(p *page.PracticesOverview, all []tracker.PracticeStanding, targets map[string]int, today time.Time) {
	var led []adoption.Led
	trials := map[string][]adoption.Trial{}
	for _, x := range all {
		led = append(led, adoption.Led{Standing: x.Standing, Initiator: x.InitiatorID})
		if len(trials[x.Practice.Key]) == 0 {
			p.Rows = append(p.Rows, page.SpreadRow{Practice: x.Practice, Target: targets[x.Practice.Key]})
		}
		trials[x.Practice.Key] = append(trials[x.Practice.Key], x.Adoption())
	}
	p.Independence = adoption.Independence(led)
	eligible := func(time.Time) int { return p.Teams }
	for i := range p.Rows {
		row := &p.Rows[i]
		chosen := trials[row.Practice.Key]
		row.Now = adoption.BurnUp(chosen, []time.Time{today}, eligible)[0]
		days := reporting.MonthEnds(chosen, today)
		if len(days) == 0 {
			continue
		}
		row.Figure = reports.PracticeSpread(reports.Spread{
			ID: "spread-" + row.Practice.Key, Lang: p.Texts.Language, Practice: p.In(row.Practice.Name),
			Days: adoption.BurnUp(chosen, days, eligible), Target: row.Target,
		})
		row.Drawn = true
	}
}

// downloadPractices gives the numbers of all practices in one file.
func (s *Server) downloadPractices(c *fiber.Ctx) error {
	p, err := s.practicesOverview(c)
	if err != nil {
		return err
	}
	var all reports.Table
	for _, row := range p.Rows {
		if !row.Drawn {
			continue
		}
		t := withDimension(row.Figure.Table, p.T("practices.csv_name"), p.In(row.Practice.Name))
		all.Columns = t.Columns
		all.Rows = append(all.Rows, t.Rows...)
	}
	return sendCSV(c, "practices", all)
}
