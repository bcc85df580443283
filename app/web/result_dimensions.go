package web

import (
	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/web/page"
	"michinori/reports"
)

// addDimensions puts each dimension beside the last round in which it was
// scored.
func (s *Server) addDimensions(c *fiber.Ctx, p *page.Result, st standing, result maturity.Result, shown []store.TeamResult) error {
	for i, h := range shown {
		if h.Round.Key >= st.round.Key {
			shown = shown[:i]
			break
		}
	}
	rounds, err := s.reports.TrendRounds(c.UserContext(), shown)
	if err != nil {
		return err
	}
	rounds = append(rounds, maturity.TrendRound{Round: st.round.Key, Questionnaire: st.questionnaire, Result: result})
	profile := reports.Profile{
		Lang: p.Texts.Language, Changes: map[maturity.Dimension]reports.Change{}, Recomposed: map[maturity.Dimension]bool{}, Breaks: map[maturity.Dimension]bool{},
		Now: profileRound(st.round, st.assessment, result),
	}
	if n := len(shown); n > 0 {
		last := profileRound(shown[n-1].Round, shown[n-1].Assessment, *shown[n-1].Result)
		profile.Last, p.Previous = &last, shown[n-1].Round.Key
	}
	for _, d := range maturity.Dimensions {
		line := maturity.Trend(d, rounds)
		point := line.Points[len(rounds)-1]
		profile.Changes[d] = reports.ChangeOf(point.Change)
		profile.Recomposed[d] = point.CompositionChanged()
		profile.Breaks[d] = point.Break
		p.Measure(dimensionOf(d, st.questionnaire, result, point, rounds))
	}
	p.Profile = reports.ResultProfile(profile)
	return nil
}

func dimensionOf(d maturity.Dimension, q *maturity.Questionnaire, result maturity.Result, point maturity.TrendPoint, rounds []maturity.TrendRound) page.ResultDimension {
	out := page.ResultDimension{Dimension: d, Score: result.Dimensions[d], Point: point, Asked: q}
	for _, g := range q.Gates {
		if g.Dimension == d && g.Name == out.Score.Gate {
			out.Gate = &g
			out.GateOf, _ = q.Question(g.Name)
			break
		}
	}
	for _, r := range rounds[:len(rounds)-1] {
		if r.Round == point.Change.Since {
			out.Matched = maturity.Matched(d, r, rounds[len(rounds)-1])
		}
	}
	for _, x := range q.In(d) {
		if state := result.Questions[x.Key].State; state == maturity.Unanswered || state == maturity.TooFew {
			out.Missing = append(out.Missing, x)
		}
	}
	return out
}

func profileRound(r maturity.Round, a maturity.Assessment, result maturity.Result) reports.ProfileRound {
	return reports.ProfileRound{
		Key: r.Key, Edition: editionName(r), Scores: result.Dimensions, Together: a.Mode == maturity.Together,
	}
}

// editionName tells editions of different questionnaires apart.
func editionName(r maturity.Round) string { return r.Questionnaire + " " + r.Edition }
