package web

import (
	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/tracker"
	"michinori/app/web/page"
	"michinori/reports"
)

// showPooledAnswers shows what people across the organisation answered in a
// closed round. What reaches this page has passed the privacy rule.
func (s *Server) showPooledAnswers(c *fiber.Ctx) error {
	o, err := s.scope(c, func(r maturity.Round) bool { return !r.Open() })
	if err != nil {
		return err
	}
	p := &page.PooledAnswers{Base: s.base(c, "pooled.title"), Scope: o.Scope}
	p.Section = "overview"
	if o.Round == nil || o.Round.Open() {
		p.Open = o.Round != nil
		return s.render(c, fiber.StatusOK, "overview_answers", p)
	}
	pooled, err := s.tracker.PooledAnswers(c.UserContext(), viewer(c), *o.Round)
	if err != nil {
		return err
	}
	p.Teams, p.Together = pooled.Teams, pooled.Together
	for _, d := range maturity.Dimensions {
		for _, q := range pooled.Questions {
			if q.Question.Dimension == d {
				p.Pool(pooledQuestion(p, o, q))
			}
		}
	}
	return s.render(c, fiber.StatusOK, "overview_answers", p)
}

// pooledQuestion shows the chosen part of the organisation and the groups just
// below it.
func pooledQuestion(p *page.PooledAnswers, o orgScope, q tracker.PooledQuestion) page.PooledQuestion {
	out := page.PooledQuestion{Question: q.Question}
	node, ok := shownGroup(q.Shown, o.Group)
	if !ok {
		return out
	}
	names := map[string]string{"": p.Organisation}
	for _, g := range o.groups {
		names[g.ID] = g.Name
	}
	whole := pooledRow(p, q.Question, node, names)
	whole.Whole = true
	out.Rows = append(out.Rows, whole)
	// A group that alone makes up the whole would only say the same again.
	for len(node.Children) == 1 && node.Tally != nil && node.Children[0].Tally != nil && *node.Children[0].Tally == *node.Tally {
		node = node.Children[0]
	}
	for _, child := range node.Children {
		out.Rows = append(out.Rows, pooledRow(p, q.Question, child, names))
	}
	return out
}

func shownGroup(node maturity.ShownTally, group string) (maturity.ShownTally, bool) {
	if node.Key == group {
		return node, true
	}
	for _, child := range node.Children {
		if found, ok := shownGroup(child, group); ok {
			return found, true
		}
	}
	return maturity.ShownTally{}, false
}

func pooledRow(p *page.PooledAnswers, q maturity.Question, node maturity.ShownTally, names map[string]string) page.PooledRow {
	row := page.PooledRow{Name: names[node.Key]}
	if node.Tally == nil {
		return row
	}
	if node.Tally.Answered() == 0 {
		row.Nobody = true
		return row
	}
	d := reports.AnswerDistribution(p.Texts.Language, reports.AnswerCounts{
		Key: q.Key + "-" + node.Key, Levels: node.Tally.Levels, Unsure: node.Tally.Unsure, NA: node.Tally.NA,
	})
	row.Distribution = &d
	return row
}
