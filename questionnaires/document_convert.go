package questionnaires

import (
	"slices"

	"michinori/app/maturity"
)

func documentOf(q *maturity.Questionnaire) document {
	doc := document{Format: formatVersion, Key: q.Key, Edition: q.Edition, Title: q.Title, Intro: q.Intro, Minutes: q.Minutes}
	for _, x := range q.Questions {
		doc.Questions = append(doc.Questions, documentQuestionOf(x))
	}
	for _, g := range q.Gates {
		out := documentGate{Name: g.Name, When: g.When, MaxLevel: g.MaxLevel}
		if g.When == maturity.AtMost || g.When == maturity.MoreThan {
			out.Limit = &g.Limit
		}
		doc.Gates = append(doc.Gates, out)
	}
	return doc
}

func documentQuestionOf(q maturity.Question) documentQuestion {
	out := documentQuestion{
		Key: q.Key, Dimension: q.Dimension, Type: q.Type, Respondent: q.Respondent, Measure: q.Measure,
		Anchor: q.Anchor, Weight: q.Weight, Revision: q.Revision, Supersedes: q.Supersedes,
		Prompt: q.Prompt, Unit: q.Unit, Part: q.Part, Whole: q.Whole, Levels: q.Levels,
		Why: q.Why, Source: q.Source, Practice: q.Practice, Next: q.Next,
	}
	for _, i := range q.Items {
		out.Items = append(out.Items, documentItem(i))
	}
	for _, w := range q.Words {
		out.Words = append(out.Words, documentWord(w))
	}
	for _, c := range q.Caps {
		out.Caps = append(out.Caps, documentCap(c))
	}
	if len(q.Scale.Line) > 0 || len(q.Scale.Counts) > 0 {
		out.Scale = documentScaleOf(q)
	}
	return out
}

func documentScaleOf(q maturity.Question) *documentScale {
	s := documentScale{AboveZero: q.Scale.AboveZero, Beyond: q.Scale.Beyond, Counts: q.Scale.Counts}
	for _, p := range q.Scale.Line {
		s.Line = append(s.Line, documentCorner(p))
	}
	if slices.ContainsFunc(q.Items, func(i maturity.Item) bool { return i.Gate }) {
		limit := q.Scale.GateCap
		s.GateCap = &limit
	}
	return &s
}

func (d document) questionnaire() *maturity.Questionnaire {
	q := &maturity.Questionnaire{Key: d.Key, Edition: d.Edition, Title: d.Title, Intro: d.Intro, Minutes: d.Minutes}
	for _, x := range d.Questions {
		q.Questions = append(q.Questions, x.question())
	}
	for _, g := range d.Gates {
		gate := maturity.Gate{Name: g.Name, When: g.When, MaxLevel: g.MaxLevel, Dimension: maturity.Bus}
		if g.When != maturity.CriticalOrphan {
			x, _ := q.Question(g.Name)
			gate.Dimension = x.Dimension
		}
		if g.Limit != nil {
			gate.Limit = *g.Limit
		}
		q.Gates = append(q.Gates, gate)
	}
	return q
}

func (d documentQuestion) question() maturity.Question {
	q := maturity.Question{
		Key: d.Key, Dimension: d.Dimension, Type: d.Type, Respondent: d.Respondent, Measure: d.Measure,
		Anchor: d.Anchor, Weight: d.Weight, Revision: d.Revision, Supersedes: d.Supersedes,
		Prompt: d.Prompt, Unit: d.Unit, Part: d.Part, Whole: d.Whole, Levels: d.Levels,
		Why: d.Why, Source: d.Source, Practice: d.Practice, Next: d.Next,
	}
	for _, i := range d.Items {
		q.Items = append(q.Items, maturity.Item(i))
	}
	for _, w := range d.Words {
		q.Words = append(q.Words, maturity.Word(w))
	}
	for _, c := range d.Caps {
		q.Caps = append(q.Caps, maturity.Cap(c))
	}
	if d.Scale != nil {
		q.Scale = d.Scale.scale()
	}
	return q
}

func (d documentScale) scale() maturity.Scale {
	s := maturity.Scale{AboveZero: d.AboveZero, Beyond: d.Beyond, Counts: d.Counts}
	for _, p := range d.Line {
		s.Line = append(s.Line, maturity.BreakPoint(p))
	}
	if d.GateCap != nil {
		s.GateCap = *d.GateCap
	}
	return s
}
