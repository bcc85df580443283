package quarter

import (
	"michinori/app/maturity"
	"michinori/reports"
	"michinori/reports/document"
)

// trend brings the rounds into lines. One that is over without a result is a
// gap; from one that is open it may still come.
func (w *team) trend() {
	var rounds []maturity.TrendRound
	for _, r := range w.in.Rounds {
		if r.Questionnaire == nil || r.Result == nil && r.Open {
			continue
		}
		x := maturity.TrendRound{Round: r.Key, Questionnaire: r.Questionnaire}
		if r.Result != nil {
			x.Result = *r.Result
		}
		rounds, w.rounds = append(rounds, x), append(w.rounds, r)
	}
	w.lines = map[maturity.Dimension]maturity.TrendLine{}
	for _, d := range maturity.Dimensions {
		w.lines[d] = maturity.Trend(d, rounds)
	}
}

// details are the figures behind the answers.
func (w team) details() []document.Section {
	out := []document.Section{w.time()}
	if len(w.rounds) > 1 { // the first has nothing to be held against
		changes := document.Section{Key: "changes", Heading: w.say("何が変わったか", "What became of the questions"), Figures: []reports.Figure{w.slope()}}
		if f, ok := w.matched(); ok {
			changes.Figures = append(changes.Figures, f)
		}
		out = append(out, changes)
	}
	if w.in.Inside {
		out = append(out, w.views()...)
	}
	return out
}

// time draws the lines of the dimensions; rounds without a result are gaps.
func (w team) time() document.Section {
	s := document.Section{Key: "time", Heading: w.say("これまでの推移", "Over time")}
	known := make([]reports.LineRound, len(w.rounds))
	for i, r := range w.rounds {
		known[i] = reports.LineRound{Edition: r.Edition, Together: r.Mode == maturity.Together}
		if r.Result == nil {
			known[i].Missing = w.missing()
		}
	}
	all := map[maturity.Dimension][]reports.TrendRound{}
	for _, d := range maturity.Dimensions {
		all[d] = reports.LineRounds(w.lines[d], known)
	}
	s.Figures = append(s.Figures, reports.TrendOverview(reports.Overview{Lang: w.lang, Dimensions: all}))
	for _, d := range maturity.Dimensions {
		s.Figures = append(s.Figures, reports.DimensionTrend(reports.Trend{Lang: w.lang, Dimension: d, Rounds: all[d]}))
	}
	return s
}

func (w team) missing() string {
	if w.in.Inside {
		return w.say("話し合いが済んでいません", "not agreed on")
	}
	return w.say("共有されていません", "not shared")
}

// slope joins the first score that means what the latest does to the latest,
// which a dimension may have from a round before the last.
func (w team) slope() reports.Figure {
	in := reports.SlopeInput{Lang: w.lang}
	for _, d := range maturity.Dimensions {
		line := reports.SlopeLine{Dimension: d, LatestRound: w.now.Key}
		if first, latest := w.ends(d); first != nil {
			line.FirstRound, line.First, line.LatestRound, line.Latest = first.Round, first.Shown, latest.Round, latest.Shown
			line.Change = reports.ChangeOf(maturity.Compare(onLine(*first), onLine(*latest)))
		}
		in.Lines = append(in.Lines, line)
	}
	return reports.Slope(in)
}

// onLine is the score of a point on the scale of its line.
func onLine(p maturity.TrendPoint) maturity.DimensionScore {
	score := p.Score
	score.Score, score.Low, score.High = p.Shown, p.Low, p.High
	return score
}

// ends are the latest scored point and the first that one line can join to it;
// nil where there is no such point before it.
func (w team) ends(d maturity.Dimension) (first, latest *maturity.TrendPoint) {
	points := w.lines[d].Points
	for i, p := range points {
		if p.Gap() {
			continue
		}
		latest = &points[i]
		if first == nil || p.Break {
			first = latest
		}
	}
	if first == latest {
		return nil, nil
	}
	return first, latest
}

// matched compares the last round with the one before it that has a result,
// question by question; false where there is none.
func (w team) matched() (reports.Figure, bool) {
	var last, now *TeamRound
	for i := range w.rounds {
		if w.rounds[i].Result != nil {
			last, now = now, &w.rounds[i]
		}
	}
	if last == nil {
		return reports.Figure{}, false
	}
	in := reports.MatchedInput{Lang: w.lang, Before: last.Key, Round: now.Key, Dimensions: map[maturity.Dimension]maturity.MatchedChange{}}
	for _, d := range maturity.Dimensions {
		in.Dimensions[d] = maturity.Matched(d, trendRound(*last), trendRound(*now))
	}
	return reports.Matched(in), true
}

// trendRound is a round with a result.
func trendRound(r TeamRound) maturity.TrendRound {
	return maturity.TrendRound{Round: r.Key, Questionnaire: r.Questionnaire, Result: *r.Result}
}
