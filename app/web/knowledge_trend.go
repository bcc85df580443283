package web

import (
	"github.com/gofiber/fiber/v2"

	"michinori/app/knowledge"
	"michinori/app/store"
	"michinori/app/web/page"
	"michinori/reports"
)

// showRegisterTrend shows the team how its register moved.
func (s *Server) showRegisterTrend(c *fiber.Ctx) error {
	p, err := s.registerTrend(c)
	if err != nil {
		return err
	}
	return s.render(c, fiber.StatusOK, "knowledge_trend", p)
}

// downloadRegisterTrend gives the numbers of the figure as a file.
func (s *Server) downloadRegisterTrend(c *fiber.Ctx) error {
	p, err := s.registerTrend(c)
	if err != nil {
		return err
	}
	return sendCSV(c, "register-"+p.Team.Key, p.Figure.Table)
}

func (s *Server) registerTrend(c *fiber.Ctx) (*page.RegisterTrendPage, error) {
	k, err := s.knowledgePage(c, "knowledge_trend.title", page.RegisterTrend)
	if err != nil {
		return nil, err
	}
	p := &page.RegisterTrendPage{Knowledge: k}
	history, err := s.store.HistoryOf(c.UserContext(), p.Team.ID)
	if err != nil {
		return nil, err
	}
	snapshots, err := s.store.SnapshotsOf(c.UserContext(), p.Team.ID)
	if err != nil {
		return nil, err
	}
	p.Rounds = len(snapshots)
	drawRegisterTrend(p, history, snapshots)
	return p, nil
}

// drawRegisterTrend puts the rounds in a row and the register of today after
// them, marked. Settled and closed rounds without a picture are gaps.
func drawRegisterTrend(p *page.RegisterTrendPage, history []store.TeamResult, snapshots []store.RoundSnapshot) {
	taken := map[string]store.RoundSnapshot{}
	for _, x := range snapshots {
		taken[x.AssessmentID] = x
	}
	in := reports.RegisterTrendInput{Lang: p.Texts.Language, Team: p.Team.Name}
	var last *knowledge.Register
	for _, h := range history {
		x, ok := taken[h.Assessment.ID]
		switch {
		case ok:
			in.Rounds = append(in.Rounds, registerRound(h.Round.Key, "", last, x.Register))
			p.Move(h.Round.Key, last, x.Register, x.View)
			last = &x.Register
		case settled(h.Assessment):
			in.Rounds = append(in.Rounds, reports.RegisterRound{Key: h.Round.Key, Missing: p.T("knowledge_trend.missing")})
		case !h.Round.Open():
			in.Rounds = append(in.Rounds, reports.RegisterRound{Key: h.Round.Key, Missing: p.T("trend.not_agreed")})
		}
	}
	if !p.Empty() && last != nil {
		now := p.T("knowledge_trend.now")
		in.Rounds = append(in.Rounds, registerRound("now", now, last, p.Register))
		in.Notes = append(in.Notes, p.T("knowledge_trend.now_note", "label", now, "date", p.Today()))
		p.Move(p.T("knowledge_trend.now_heading", "date", p.Today()), last, p.Register, "")
	}
	p.Figure = reports.RegisterTrend(in)
}

// registerRound counts a register and what changed since the one before.
func registerRound(key, label string, before *knowledge.Register, r knowledge.Register) reports.RegisterRound {
	out := reports.CountedRegister(key, knowledge.Summarise(r))
	out.Label = label
	if before != nil {
		out.Change = reports.CountedChange(knowledge.Compare(*before, r))
	}
	return out
}
