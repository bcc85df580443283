package web

import (
	"github.com/gofiber/fiber/v2"

	"michinori/app/knowledge"
	"michinori/app/reporting"
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
	rounds, err := s.reports.Registers(c.UserContext(), viewer(c), p.Team.ID)
	if err != nil {
		return nil, err
	}
	drawRegisterTrend(p, rounds)
	return p, nil
}

// drawRegisterTrend puts the rounds in a row and the register of today after
// them, marked. Rounds without a picture are gaps.
func drawRegisterTrend(p *page.RegisterTrendPage, rounds []reporting.RegisterRound) {
	in := reports.RegisterTrendInput{Lang: p.Texts.Language, Team: p.Team.Name}
	var last *knowledge.Register
	for _, r := range rounds {
		switch {
		case r.Kept != nil:
			in.Rounds = append(in.Rounds, registerRound(r.Round.Key, "", last, r.Kept.Register))
			p.Move(r.Round.Key, last, r.Kept.Register, r.Kept.View)
			p.Rounds++
			last = &r.Kept.Register
		case r.Assessment.Settled():
			in.Rounds = append(in.Rounds, reports.RegisterRound{Key: r.Round.Key, Missing: p.T("knowledge_trend.missing")})
		default:
			in.Rounds = append(in.Rounds, reports.RegisterRound{Key: r.Round.Key, Missing: p.T("trend.not_agreed")})
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
