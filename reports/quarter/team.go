package quarter

import (
	"slices"

	"michinori/app/maturity"
	"michinori/reports"
	"michinori/reports/document"
)

// team writes the report on one team.
type team struct {
	words
	in     TeamInput
	now    TeamRound
	rounds []TeamRound // with a result, or over without one
	lines  map[maturity.Dimension]maturity.TrendLine
}

// ForTeam tells what one team came to, to the team or, with less in in, to
// those it shares with.
func ForTeam(l maturity.Language, in TeamInput) document.Document {
	w := team{words: words{l}, in: in, now: in.Now()}
	w.trend()
	d := document.Document{
		ID: "team-" + identifier(w.now.Key), Lang: l, Made: in.AsOf,
		Title: w.say("SREの歩み　%s", "Progress with SRE: %s", isolated(in.Team)), Subtitle: in.Organisation,
	}
	if w.now.Key != "" {
		d.Subtitle = w.say("%s　%s", "%s, %s", isolated(in.Organisation), w.now.Key)
	}
	if w.now.Result == nil {
		d.Lead = []document.Section{{Key: "nothing", Heading: w.say("まだ結果がありません", "There is no result yet"), Sentences: []string{w.say(
			"このラウンドについて見せられる結果はまだありません。チームの話し合いが済むと、この報告ができます。",
			"There is no result of this round to show yet. The report begins when the team has agreed on one.")}}}
		return d
	}
	d.Lead = append(d.Lead, w.standing(), w.changed(), w.next())
	if in.Inside {
		d.Lead = append(d.Lead, w.knowledge(), w.doing())
	}
	d.Lead = append(d.Lead, w.trust())
	d.Details = w.details()
	return d.Pointed(map[string]string{"standing": "time", "changed": "changes", "knowledge": "register"})
}

// point is the last round on the line of a dimension; false where it has none.
func (w team) point(d maturity.Dimension) (maturity.TrendPoint, bool) {
	points := w.lines[d].Points
	if len(points) == 0 || points[len(points)-1].Round != w.now.Key {
		return maturity.TrendPoint{}, false
	}
	return points[len(points)-1], true
}

func (w team) standing() document.Section {
	s := document.Section{
		Key: "standing", Heading: w.say("いまの5つの軸", "Where we stand"),
		Figures: []reports.Figure{TeamTold{w}.Profile()}, Small: []string{w.meanings()},
	}
	var told, open []string
	for _, d := range maturity.Dimensions {
		if level := w.now.Result.Dimensions[d].Level; level != nil {
			told = append(told, w.say("%s %d（%s）", "%s %d (%s)", w.dimension(d), *level, reports.LevelName(*level).In(w.lang)))
		} else {
			open = append(open, w.dimension(d))
		}
	}
	if len(told) > 0 {
		s.Sentences = append(s.Sentences, w.say("レベル：%s。", "Levels: %s.", w.list(told)))
	}
	if len(open) > 0 {
		s.Sentences = append(s.Sentences, w.say("まだ評価できていないもの：%s。", "Not assessed yet: %s.", w.list(open)))
	}
	return s
}

func profileRound(r TeamRound) reports.ProfileRound {
	return reports.ProfileRound{Key: r.Key, Edition: r.Edition, Scores: r.Result.Dimensions, Together: r.Mode == maturity.Together}
}

// changed names the dimensions that moved beyond the noise.
func (w team) changed() document.Section {
	s := document.Section{Key: "changed", Heading: w.say("前回から変わったこと", "What changed")}
	var up, down, broken []maturity.Dimension
	compared := false
	for _, d := range maturity.Dimensions {
		p, ok := w.point(d)
		switch {
		case !ok:
		case p.Break:
			broken = append(broken, d)
		case p.Change.Direction == maturity.Rose:
			up, compared = append(up, d), true
		case p.Change.Direction == maturity.Fell:
			down, compared = append(down, d), true
		case p.Change.Direction == maturity.NoChange:
			compared = true
		}
	}
	if len(up) > 0 {
		s.Sentences = append(s.Sentences, w.say("%sの得点は上がりました。", "In %s the score rose.", w.dimensions(up)))
	}
	if len(down) > 0 {
		s.Sentences = append(s.Sentences, w.say("%sの得点は下がりました。", "In %s the score fell.", w.dimensions(down)))
	}
	if len(broken) > 0 {
		s.Sentences = append(s.Sentences, w.say("%sは設問の意味が変わったため、比べていません。", "%s means something else than before and is not compared.", w.dimensions(broken)))
	}
	if len(s.Sentences) > 0 {
		return s
	}
	s.Sentences = []string{w.say("はっきりした変化はありません。", "There is no clear change.")}
	if !compared {
		s.Sentences = []string{w.incomparable()}
	}
	return s
}

// incomparable says why no dimension can be compared.
func (w team) incomparable() string {
	switch {
	case !w.now.scored():
		return w.say("今回は得点の出た軸がないので、前回とは比べられません。", "No dimension has a score this time, so there is nothing to compare.")
	case slices.ContainsFunc(w.rounds, func(r TeamRound) bool { return r.Key != w.now.Key && r.scored() }):
		return w.say("前回までと比べられる軸がありません。", "No dimension can be compared with an earlier round.")
	default:
		return w.say("比べられる前回の結果がありません。", "There is no earlier result to compare with.")
	}
}

// scored reports whether any dimension of the round has a score.
func (r TeamRound) scored() bool {
	if r.Result == nil {
		return false
	}
	for _, d := range r.Result.Dimensions {
		if d.Scored {
			return true
		}
	}
	return false
}

// answered reports whether anybody said anything in the round: an answer or a
// fact. What the program counts itself is none.
func (r TeamRound) answered() bool {
	for key, score := range r.Result.Questions {
		if q, ok := r.Questionnaire.Question(key); ok && q.Respondent != maturity.System && score.State != maturity.Unanswered {
			return true
		}
	}
	return false
}

func (w team) next() document.Section {
	s := document.Section{Key: "next", Heading: w.say("次の一歩", "Next steps")}
	for _, n := range w.now.Result.NextSteps {
		if q, ok := w.now.Questionnaire.Question(n.Question); ok {
			s.Sentences = append(s.Sentences, w.say("%s：%s", "%s: %s", w.dimension(q.Dimension), q.Next.In(w.lang)))
		}
	}
	switch {
	case len(s.Sentences) > 0:
	case !w.now.answered():
		s.Sentences = []string{w.say("まだ誰も答えていないので、次の一歩は選べません。", "Nobody has answered yet, so no step can be chosen.")}
	default:
		s.Sentences = []string{w.say("60点に満たない設問はありません。いまの習慣を続けてください。", "No question is below 60 points. Keep the habits you have.")}
	}
	return s
}
