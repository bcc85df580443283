package web

import (
	"bytes"
	"context"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/web/page"
	"michinori/reports"
)

// trendOf reads a team with the rounds its trend is drawn from. Readers outside
// the team find it only where the team has shared something.
func (s *Server) trendOf(c *fiber.Ctx) (maturity.Team, []store.TeamResult, error) {
	return s.reports.History(c.UserContext(), viewer(c), c.Params("id"))
}

func (s *Server) showTrend(c *fiber.Ctx) error {
	team, history, err := s.trendOf(c)
	if err != nil {
		return err
	}
	p := &page.Trend{
		Base: s.base(c, "trend.title", "team", team.Name), Team: team, Inside: viewer(c).InTeam(team.ID),
	}
	p.Wide, p.First = true, len(history) == 1
	for i := len(history) - 1; i >= 0; i-- {
		if h := history[i]; h.Result != nil {
			p.Rounds = append(p.Rounds, page.TrendRound{Assessment: h.Assessment, Round: h.Round})
		}
	}
	if err := s.drawTrend(c.UserContext(), p, history); err != nil {
		return err
	}
	return s.render(c, fiber.StatusOK, "trend", p)
}

func (s *Server) drawTrend(ctx context.Context, p *page.Trend, history []store.TeamResult) error {
	rounds, err := s.reports.TrendRounds(ctx, history)
	if err != nil {
		return err
	}
	all, known := map[maturity.Dimension][]reports.TrendRound{}, lineRounds(p, history)
	for _, d := range maturity.Dimensions {
		line := maturity.Trend(d, rounds)
		all[d] = reports.LineRounds(line, known)
		out := page.TrendLine{Dimension: d, Line: line}
		out.Figure = reports.DimensionTrend(reports.Trend{Lang: p.Texts.Language, Dimension: d, Rounds: all[d]})
		if editions(history) > 1 && len(line.Anchors) > 0 {
			out.Anchors = anchorFigure(p, line, known)
		}
		p.Draw(out)
	}
	p.Overview = reports.TrendOverview(reports.Overview{Lang: p.Texts.Language, Dimensions: all})
	return nil
}

func editions(history []store.TeamResult) int {
	seen := map[string]bool{}
	for _, h := range history {
		if h.Result != nil {
			seen[editionName(h.Round)] = true
		}
	}
	return len(seen)
}

// lineRounds tells of each round what its line does not know.
func lineRounds(p *page.Trend, history []store.TeamResult) []reports.LineRound {
	out := make([]reports.LineRound, len(history))
	for i, h := range history {
		out[i] = reports.LineRound{
			Edition: editionName(h.Round), Together: h.Assessment.Mode == maturity.Together, Missing: missing(p, h),
		}
	}
	return out
}

// missing says why a round has no result here, or is "" where it has one.
func missing(p *page.Trend, h store.TeamResult) string {
	switch {
	case h.Result != nil:
		return ""
	case p.Inside:
		return p.T("trend.not_agreed")
	}
	return p.T("trend.not_shared")
}

// anchorFigure draws the score over the questions that all shown editions ask.
func anchorFigure(p *page.Trend, line maturity.TrendLine, rounds []reports.LineRound) *reports.Figure {
	f := reports.DimensionTrend(reports.Trend{
		Title: p.T("trend.anchor_title", "dimension", p.DimensionName(line.Dimension)),
		ID:    "anchors-" + string(line.Dimension), Lang: p.Texts.Language, Dimension: line.Dimension,
		Rounds: reports.AnchorRounds(line, rounds), Notes: []string{p.N("trend.anchor_note", len(line.Anchors))},
	})
	return &f
}

// downloadTrend gives the numbers of all five figures in one file.
func (s *Server) downloadTrend(c *fiber.Ctx) error {
	team, history, err := s.trendOf(c)
	if err != nil {
		return err
	}
	p := &page.Trend{Base: s.base(c, "trend.title", "team", team.Name), Team: team, Inside: viewer(c).InTeam(team.ID)}
	if err := s.drawTrend(c.UserContext(), p, history); err != nil {
		return err
	}
	return sendCSV(c, "trend-"+team.Key, p.Overview.Table)
}

// sendCSV answers with a table as a file. With ?bom=1 spreadsheet programs read
// it as UTF-8.
func sendCSV(c *fiber.Ctx, name string, t reports.Table) error {
	var b bytes.Buffer
	if err := reports.WriteCSV(&b, t, c.QueryBool("bom")); err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, "text/csv; charset=utf-8")
	c.Attachment(name + ".csv")
	return c.Send(b.Bytes())
}
