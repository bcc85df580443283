package page

import (
	"math"
	"strconv"

	"michinori/app/maturity"
)

// ResultDimension is one dimension of a result, put into words.
type ResultDimension struct {
	page      *Result
	Dimension maturity.Dimension
	Score     maturity.DimensionScore
	Gate      *maturity.Gate // that lowered the level
	GateOf    maturity.Question
	Point     maturity.TrendPoint // how it hangs together with the round before
	Matched   maturity.MatchedChange
	Asked     *maturity.Questionnaire
	Missing   []maturity.Question // that would have to be answered
}

// Measure appends a dimension.
func (r *Result) Measure(d ResultDimension) {
	d.page = r
	r.Dimensions = append(r.Dimensions, &d)
}

// Page returns the page, for texts.
func (d *ResultDimension) Page() *Result { return d.page }

// Name is the name of the dimension.
func (d *ResultDimension) Name() string { return d.page.DimensionName(d.Dimension) }

// Points are the score with one decimal.
func (d *ResultDimension) Points() string { return displayed(d.Score.Score) }

// Level is the level; it counts only where the dimension is scored.
func (d *ResultDimension) Level() int {
	if d.Score.Level == nil {
		return 0
	}
	return *d.Score.Level
}

// Stones are the five stones on the way, those passed set.
func (d *ResultDimension) Stones() []bool { return stones(d.Score.Level) }

func stones(level *int) []bool {
	out := make([]bool, len(maturity.Numbers().LevelFrom))
	for i := range out {
		out[i] = level != nil && i <= *level
	}
	return out
}

// LevelMeaning says what the level means.
func (d *ResultDimension) LevelMeaning() string {
	return d.page.T("level." + strconv.Itoa(d.Level()) + ".meaning")
}

// People is n of N.
func (d *ResultDimension) People() string {
	if d.page.Together() {
		return d.page.N("n.together", d.Score.Members)
	}
	return d.page.T("n.people", "n", d.Score.People, "members", d.Score.Members)
}

// Interval says how far views lie apart, or how sure the score is.
func (d *ResultDimension) Interval() string {
	p, s := d.page, d.Score
	least := max(p.Round.K, maturity.Numbers().DistributionFrom)
	switch {
	case !s.Scored, p.Together(): // Result.NoInterval says once why there is none
		return ""
	case s.Interval == maturity.OneVoice && s.People == 0:
		return p.T("interval.nobody")
	case s.Interval == maturity.OneVoice:
		return p.T("interval.one_voice")
	case s.Low != nil && s.High != nil:
	case s.People < least:
		return p.T("interval.hidden", "least", least)
	default:
		return p.T("interval.withheld")
	}
	args := []any{"low", displayed(s.Low), "high", displayed(s.High), "n", s.People}
	if s.Interval == maturity.Range {
		args = append(args, "chance", chance(s.People))
	}
	return p.T("interval."+string(s.Interval), args...)
}

// chance prints in per cent how likely the smallest and the largest of n
// independent answers hold the median of all.
func chance(n int) string {
	return maturity.OneDecimal(100 * (1 - 2*math.Pow(0.5, float64(n))))
}

// Held says what holds the level down, or is "".
func (d *ResultDimension) Held() string {
	if d.Gate == nil || d.Score.Score == nil {
		return ""
	}
	p := d.page
	because := p.T(gateKey(*d.Gate), "question", p.In(d.GateOf.Prompt), "limit", decimal(d.Gate.Limit))
	return p.T("gate.held", "because", because, "level", d.Level(), "would", maturity.LevelOf(*d.Score.Score))
}

// gateKey names the sentence of a gate of the core; gates of an
// organisation's own get a general one.
func gateKey(g maturity.Gate) string {
	for _, known := range coreGates {
		if known == g.Name+"."+string(g.When) {
			return "gate." + known
		}
	}
	return "gate." + string(g.When)
}

var coreGates = []string{
	"toil.hours.not_scored", "bus.team_factor.at_most", "bus.orphan.critical_orphan", "incident.procedure.at_most",
	"incident.drill_recency.more_than", "slo.coverage.at_most", "slo.review.at_most", "learn.allies.at_most",
}

// Change says what became of the score since the round before, or is "" where
// there is none.
func (d *ResultDimension) Change() string { return changeText(&d.page.Base, d.Point) }

// ChangeMark is the sign before it.
func (d *ResultDimension) ChangeMark() string { return changeMark(d.Point.Change) }

func changeMark(c maturity.Change) string {
	switch c.Direction {
	case maturity.Rose:
		return "↑"
	case maturity.Fell:
		return "↓"
	case maturity.NoChange:
		return "≈"
	}
	return ""
}

func changeText(b *Base, p maturity.TrendPoint) string {
	c := p.Change
	if c.Since == "" || p.Gap() {
		return ""
	}
	if c.Direction == maturity.Incomparable {
		return b.T("change.incomparable", "round", c.Since)
	}
	text := b.T("change."+string(c.Direction), "round", c.Since,
		"points", maturity.OneDecimal(math.Abs(c.Delta)), "threshold", maturity.OneDecimal(c.Threshold))
	if c.Basis == maturity.AnchorBasis {
		text += b.T("sentence.gap") + b.T("change.by_anchors")
	}
	return text
}

// Questions that moved, for the sentence of what changed.
func (d *ResultDimension) prompts(changes []maturity.QuestionChange) []string {
	var out []string
	for _, c := range changes {
		q, _ := d.Asked.Question(c.Question)
		out = append(out, d.page.T("change.question", "question", d.page.In(q.Prompt),
			"before", maturity.DisplayScore(c.Before), "after", maturity.DisplayScore(c.After)))
	}
	return out
}

// Rose lists the comparable questions that rose.
func (d *ResultDimension) Rose() []string { return d.prompts(d.Matched.Rose) }

// Fell lists the comparable questions that fell.
func (d *ResultDimension) Fell() []string { return d.prompts(d.Matched.Fell) }

// Compared counts the questions that can be compared.
func (d *ResultDimension) Compared() int {
	return len(d.Matched.Rose) + len(d.Matched.Fell) + len(d.Matched.Same)
}

// Recomposed says that a question moved between not applicable and scored.
func (d *ResultDimension) Recomposed() bool { return d.Point.CompositionChanged() && d.Score.Scored }

// Lacking says why the dimension is not scored.
func (d *ResultDimension) Lacking() string {
	n := maturity.Numbers()
	switch {
	case d.Score.Coverage == 0 && len(d.Missing) == 0:
		return d.page.T("missing.nothing_applies")
	case d.Score.Coverage < n.MinCoverage:
		return d.page.T("missing.coverage", "have", percent(d.Score.Coverage), "need", percent(n.MinCoverage))
	}
	return d.page.T("missing.anchors", "have", percent(d.Score.AnchorCoverage), "need", percent(n.MinAnchorCoverage))
}

func percent(share float64) string { return maturity.OneDecimal(math.Floor(share*1000+1e-9) / 10) }

func displayed(v *float64) string {
	if v == nil {
		return "–"
	}
	return maturity.DisplayScore(*v)
}
