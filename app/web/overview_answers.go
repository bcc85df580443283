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
	p.CountedAt, p.Teams, p.Together = pooled.CountedAt, pooled.Teams, pooled.Together
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
	addRow(p, &out, node, names[node.Key], true)
	// A group that alone makes up the whole would only say the same again.
	for len(node.Children) == 1 && node.Tally != nil && node.Children[0].Tally != nil && *node.Children[0].Tally == *node.Tally {
		node = node.Children[0]
	}
	for _, child := range node.Children {
		addRow(p, &out, child, names[child.Key], false)
	}
	return out
}

func addRow(p *page.PooledAnswers, out *page.PooledQuestion, node maturity.ShownTally, name string, whole bool) {
	if node.Tally == nil {
		out.Hidden = append(out.Hidden, name)
		return
	}
	row := page.PooledRow{Name: name, Whole: whole}
	if node.Tally.Answered() > 0 {
		d := reports.AnswerDistribution(p.Texts.Language, reports.AnswerCounts{
			Key: out.Key + "-" + node.Key, Title: p.In(out.Prompt) + " / " + name, Levels: node.Tally.Levels, Unsure: node.Tally.Unsure, NA: node.Tally.NA,
		})
		row.Distribution = &d
	}
	out.Rows = append(out.Rows, row)
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
